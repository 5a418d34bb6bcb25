from django.apps import AppConfig


class Access(AppConfig):
    name = "bield.access"

    def ready(self) -> None:
        from bield.access import events, rounds, rules, watches  # noqa: PLC0415  # tables are ready
        from bield.people.registry import register_address_rule  # noqa: PLC0415

        events.register()
        rounds.register()
        watches.register()
        register_address_rule(rules.child_has_no_mail)
