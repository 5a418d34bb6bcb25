from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "bield.people"

    def ready(self) -> None:
        from bield.people import registry, rounds  # noqa: PLC0415  # tables are not ready before

        registry.declare()
        rounds.register()
