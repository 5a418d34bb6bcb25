from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "bield.ledger"

    def ready(self) -> None:
        from bield.kit import writes  # noqa: PLC0415  # tables can be named only now
        from bield.ledger import registry  # noqa: PLC0415
        from bield.ledger.append import append  # noqa: PLC0415

        if append not in writes.BEFORE_COMMIT:
            writes.BEFORE_COMMIT.append(append)
        registry.declare()
