from django.apps import AppConfig


class Duties(AppConfig):
    name = "bield.duties"

    def ready(self) -> None:
        from bield.duties import declared  # noqa: PLC0415  # models must be there first

        declared.declare()
