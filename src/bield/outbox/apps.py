from django.apps import AppConfig


class Outbox(AppConfig):
    name = "bield.outbox"

    def ready(self) -> None:
        from bield.outbox import registry  # noqa: PLC0415  # models must be there first

        registry.declare()
