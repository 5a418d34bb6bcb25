from django.apps import AppConfig


class Reports(AppConfig):
    name = "bield.reports"

    def ready(self) -> None:
        from bield.reports import registry  # noqa: PLC0415  # tables must be loaded first

        registry.declare()
