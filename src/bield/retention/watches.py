"""What should have gone and is still here."""

from datetime import datetime

from bield.kit import times
from bield.kit.keeps import keep
from bield.kit.watches import Finding, State, Watch
from bield.retention import queries


def look(organisation_id: int, now: datetime) -> list[Finding]:
    late = queries.kept_too_long(organisation_id, now)
    if not late:
        return []
    kept = times.count(late, "thing is", "things are")
    return [
        Finding(
            State.BROKEN,
            f"{kept} kept longer than the period allows, and no hold says why.",
            "ICT support",
            "/holds/certificates/",
        )
    ]


NOTHING_KEPT_TOO_LONG = Watch("retention.nothing-kept-too-long", ("SR-10", "SR-11"), look)
keep("bield.retention.watches.NOTHING_KEPT_TOO_LONG", "SR-10", "SR-11", waits=("media",))
