from django.apps import AppConfig


class Retention(AppConfig):
    name = "bield.retention"

    def ready(self) -> None:
        from bield.retention import declared  # noqa: PLC0415  # models must be there first

        declared.declare()
