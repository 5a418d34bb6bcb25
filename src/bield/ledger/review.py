"""What the lead goes through before signing: the record since the last review, in words.

Only lines that this reader may open are counted or shown, so that nobody learns here of a concern
about themselves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from bield.kit.refusals import NotFound
from bield.ledger import bookmarks, queries, registry, rules
from bield.ledger.queries import Kept, State
from bield.ledger.rules import Reviewer
from bield.ledger.states import Fault

SCANNED = 5_000  # lines looked at, newest first: a page must come at once
SHOWN = 50  # lines of one kind on a page of their own
HOUSE = "Bield"  # acted by itself


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


@dataclass(frozen=True)
class Kind:
    """Lines of one event: the newest stands for all of them."""

    event: str
    newest: Told
    more: int  # older ones of the same kind


@dataclass(frozen=True)
class Group:
    """What happened in one room."""

    title: str
    kinds: list[Kind]


@dataclass(frozen=True)
class Review:
    state: State
    groups: list[Group]
    shortened: bool  # there were more lines than a page can look at
    may_sign: bool

    @property
    def fault(self) -> str:
        """What the last verification found wrong, in words."""
        last = self.state.verified
        if last is None or not self.state.broken:
            return ""
        return f"Line {last.facts['line']} {Fault(str(last.facts['fault'])).meaning}."


@dataclass(frozen=True)
class Lines:
    """Lines of one kind, a page at a time."""

    title: str
    lines: list[Told]
    older: str  # the query of the next page; "" when these are the last


def review(actor: Reviewer) -> Review:
    state = _state(actor)
    lines = queries.newest(actor.organisation_id, after=_since(state), limit=SCANNED)
    return Review(
        state,
        _groups(actor.organisation_id, _opened(actor, lines)),
        shortened=len(lines) == SCANNED,
        may_sign=not rules.sign_off_review(actor, "", broken=state.broken),
    )


def lines_of(actor: Reviewer, event: str, *, before: str = "") -> Lines:
    """Those of one kind since the last review, from a bookmark downwards."""
    state = _state(actor)
    scanned = queries.newest(
        actor.organisation_id,
        after=_since(state),
        limit=SCANNED,
        before=bookmarks.opened(before, reader=actor.id),
    )
    found = _opened(actor, (line for line in scanned if line.event == event))
    shown = found[:SHOWN]
    last = shown[-1].number if len(found) > SHOWN else 0
    if not last and len(scanned) == SCANNED:
        last = scanned[-1].number
    names = _names(actor.organisation_id, shown)
    older = urlencode({"of": event, "before": bookmarks.sealed(last, reader=actor.id)})
    return Lines(
        registry.headed(event), [_told(line, names) for line in shown], older if last else ""
    )


def require_reader(actor: Reviewer) -> None:
    if not rules.read_the_record(actor):
        raise NotFound("record")


def _state(actor: Reviewer) -> State:
    require_reader(actor)
    return queries.state(actor.organisation_id)


def _since(state: State) -> int:
    return state.reviewed.number if state.reviewed else 0


def _opened(actor: Reviewer, lines: Iterable[Kept]) -> list[Kept]:
    """Those whose subject opens to the actor, and that name nobody of their own family."""
    listed = list(lines)
    seen = registry.open_to(actor, frozenset(line.subject for line in listed))
    apart = registry.kept_apart(actor)
    return [line for line in listed if line.subject in seen and apart.isdisjoint(_named(line))]


def _named(line: Kept) -> Iterator[str]:
    """Of whom and what a line is, who did it, and whatever else it names."""
    yield from (line.subject, line.by)
    yield from (fact for fact in line.facts.values() if isinstance(fact, str))


def _groups(organisation_id: int, lines: list[Kept]) -> list[Group]:
    of: dict[str, list[Kept]] = {}
    for line in lines:
        of.setdefault(line.event, []).append(line)
    names = _names(organisation_id, [some[0] for some in of.values()])
    groups: dict[str, list[Kind]] = {}
    for event, some in of.items():  # the kind with the newest line first
        kind = Kind(event, _told(some[0], names), len(some) - 1)
        groups.setdefault(registry.headed(event), []).append(kind)
    return [Group(title, kinds) for title, kinds in sorted(groups.items())]


def _names(organisation_id: int, lines: Iterable[Kept]) -> dict[str, str]:
    return registry.names(organisation_id, {one for line in lines for one in _named(line)})


def _told(line: Kept, names: dict[str, str]) -> Told:
    said = _sentence(line, names)
    return Told(line.at, said[:1].upper() + said[1:])


def _sentence(line: Kept, names: dict[str, str]) -> str:
    facts = {name: names.get(str(fact), _plain(fact)) for name, fact in line.facts.items()}
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
