"""What must stay true of words that were signed: those who work here signed them and declared."""

from datetime import datetime

from bield.agreements import queries
from bield.kit import times
from bield.kit.keeps import keep
from bield.kit.watches import Finding, State, Watch

CONDUCT_PAGE = "/conduct/"
HEAD = "the head or the safeguarding lead"


def code_is_signed(organisation_id: int, now: datetime) -> list[Finding]:
    """Whoever works here longer than four weeks has signed the code of conduct that stands."""
    unsigned = queries.unsigned_workers(organisation_id, now)
    if not unsigned:
        return []
    who = times.count(len(unsigned), "person who works here has", "people who work here have")
    return [
        Finding(
            State.BROKEN,
            f"{who} not signed the code of conduct.",
            HEAD,
            CONDUCT_PAGE,
            "conduct:unsigned",
        )
    ]


def declarations_are_made(organisation_id: int, now: datetime) -> list[Finding]:
    late = sum(due < now for due in queries.due_declarations(organisation_id).values())
    if not late:
        return []
    who = times.count(late, "person has", "people have")
    return [
        Finding(
            State.BROKEN,
            f"{who} not declared their ties and private contacts in time.",
            HEAD,
            CONDUCT_PAGE,
            "conduct:undeclared",
        )
    ]


def use_is_signed(organisation_id: int, now: datetime) -> list[Finding]:
    """What somebody did who had not signed is a breach of ours until they have."""
    return [
        Finding(
            State.BROKEN,
            "Somebody used our systems without a signed agreement, and has not signed since.",
            HEAD,
            f"/misuse/{reference}/",
            reference,
        )
        for reference in queries.unsigned_misuse(organisation_id, now)
    ]


CODE_IS_SIGNED = Watch("agreements.code-is-signed", ("EY-74", "EY-75", "OT-32a"), code_is_signed)
DECLARATIONS_ARE_MADE = Watch(
    "agreements.declarations-are-made", ("EY-78a", "OT-32a"), declarations_are_made
)
USE_IS_SIGNED = Watch("agreements.use-is-signed", ("TP-5.1",), use_is_signed)

_NAMED = {name: watch for name, watch in list(globals().items()) if isinstance(watch, Watch)}
ALL = tuple(_NAMED.values())
for _name, _watch in _NAMED.items():
    keep(f"bield.agreements.conduct_watches.{_name}", *_watch.clauses)
