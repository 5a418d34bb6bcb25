from django.apps import AppConfig


class Access(AppConfig):
    name = "bield.access"

    def ready(self) -> None:
        from bield.access import (  # noqa: PLC0415  # tables are ready
            bearer,
            events,
            queries,
            rounds,
            rules,
            watches,
        )
        from bield.kit.api import keep_answers  # noqa: PLC0415
        from bield.outbox.registry import known_by  # noqa: PLC0415
        from bield.people.registry import (  # noqa: PLC0415
            register_address_rule,
            register_optional_clause,
            register_second_factors,
        )

        events.register()
        keep_answers(bearer.once)
        known_by(queries.receiver)
        rounds.register()
        watches.register()
        register_address_rule(rules.child_has_no_mail)
        register_second_factors(queries.has_second_factor)
        register_optional_clause(
            "EY-17b", "Passwords change each term, unless somebody uses a passkey or second factor."
        )
        register_optional_clause(
            "EY-41a", "Children have no e-mail address here. A pre-school has this in any case."
        )
