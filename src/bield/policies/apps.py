from django.apps import AppConfig


class Policies(AppConfig):
    name = "bield.policies"

    def ready(self) -> None:
        from bield.concerns.registry import register_clauses  # noqa: PLC0415  # models come first
        from bield.policies import packs  # noqa: PLC0415

        register_clauses(lambda: {clause.id: clause.says for clause in packs.clauses().values()})
