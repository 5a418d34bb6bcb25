from django.apps import AppConfig


class Agreements(AppConfig):
    name = "bield.agreements"

    def ready(self) -> None:
        from bield.agreements import declared  # noqa: PLC0415  # models must be there first

        declared.declare()
