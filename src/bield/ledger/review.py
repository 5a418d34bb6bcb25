"""What the lead goes through before signing: the record since the last review, in words.

Only lines that this reader may open are counted or shown, so that nobody learns here of a concern
about themselves.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from bield.kit.refusals import NotFound
from bield.ledger import queries, registry, rules
from bield.ledger.queries import Kept, State
from bield.ledger.rules import Reviewer
from bield.ledger.states import Fault

SCANNED = 5_000  # lines looked at, newest first: a page must come at once
SHOWN = 20  # lines of one kind
HOUSE = "Bield"  # acted by itself


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


@dataclass(frozen=True)
class Kind:
    """Lines of one event."""

    title: str
    count: int
    lines: list[Told]


@dataclass(frozen=True)
class Review:
    state: State
    kinds: list[Kind]
    shortened: bool  # there were more lines than a page can look at
    may_sign: bool

    @property
    def fault(self) -> str:
        """What the last verification found wrong, in words."""
        last = self.state.verified
        if last is None or not self.state.broken:
            return ""
        return f"Line {last.facts['line']} {Fault(str(last.facts['fault'])).meaning}."


def review(actor: Reviewer) -> Review:
    if not rules.read_the_record(actor):
        raise NotFound("record")
    state = queries.state(actor.organisation_id)
    after = state.reviewed.number if state.reviewed else 0
    lines = list(queries.newest(actor.organisation_id, after=after, limit=SCANNED))
    may_open = cache(lambda subject: registry.may_open(actor, subject))
    return Review(
        state,
        _kinds(actor.organisation_id, [line for line in lines if may_open(line.subject)]),
        shortened=len(lines) == SCANNED,
        may_sign=not rules.sign_off_review(actor, "", broken=state.broken),
    )


def _kinds(organisation_id: int, lines: list[Kept]) -> list[Kind]:
    of: dict[str, list[Kept]] = {}
    for line in lines:
        of.setdefault(line.event, []).append(line)
    shown = [line for some in of.values() for line in some[:SHOWN]]
    references = {reference for line in shown for reference in (line.subject, line.by)}
    names = registry.names(organisation_id, references)
    return [
        Kind(
            _title(event),
            len(some),
            [Told(line.at, _sentence(line, names)) for line in some[:SHOWN]],
        )
        for event, some in sorted(of.items())
    ]


def _title(event: str) -> str:
    """The sentence of the event, without who did it."""
    said = registry.say(event, {}).removeprefix("…").removesuffix("(…)").strip()
    return said[:1].upper() + said[1:]


def _sentence(line: Kept, names: dict[str, str]) -> str:
    facts = {name: _plain(fact) for name, fact in line.facts.items()}
    by = HOUSE if line.by.startswith("house:") else names.get(line.by, line.by)
    facts |= {"by": by, "subject": names.get(line.subject, line.subject)}
    return registry.say(line.event, facts)


def _plain(fact: object) -> object:
    """Days as people write them."""
    try:
        day = date.fromisoformat(str(fact))
    except ValueError:
        return fact
    return f"{day.day} {day:%B %Y}"
