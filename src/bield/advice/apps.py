from django.apps import AppConfig


class Advice(AppConfig):
    name = "bield.advice"

    def ready(self) -> None:
        from bield.advice import registry  # noqa: PLC0415  # tables must be loaded first

        registry.declare()
