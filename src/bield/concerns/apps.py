from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "bield.concerns"

    def ready(self) -> None:
        from bield.concerns import registry  # noqa: PLC0415  # tables must be loaded first

        registry.declare()
