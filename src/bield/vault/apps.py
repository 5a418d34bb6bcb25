from django.apps import AppConfig


class Vault(AppConfig):
    name = "bield.vault"

    def ready(self) -> None:
        from bield.vault import registry  # noqa: PLC0415  # tables can be named only now

        registry.register()
