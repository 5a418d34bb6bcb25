"""What other rooms tell the record: how a line is put into words, and who may open which."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from bield.kit.rounds import register as register_round
from bield.kit.watches import register as register_watch
from bield.ledger.record import Acting
from bield.ledger.states import Event

MaySee = Callable[[Acting, str], bool]  # actor, subject
MaySeeOf = Callable[[Acting, frozenset[str]], frozenset[str]]  # actor, subjects
Namer = Callable[[int, Collection[str]], Mapping[str, str]]  # organisation, references -> names

Hides = Callable[[Acting], frozenset[str]]  # actor -> of whom they read no line

_sentences: dict[str, str] = {}
_headings: dict[str, str] = {}
_openers: dict[str, MaySee] = {}
_openers_of_many: dict[str, MaySeeOf] = {}
_namers: list[Namer] = []
_hides: list[Hides] = []
_organisations: list[Callable[[], Iterable[int]]] = []


def describe(event: str, sentence: str) -> None:
    """Put an event into words: "{by} reported concern {subject}". Facts may be named too."""
    if event in _sentences:
        raise ValueError(f"the event {event} is described already")
    _sentences[event] = sentence


def described() -> dict[str, str]:
    return dict(_sentences)


def heading(room: str, words: str) -> None:
    """What the lines of a room stand under: those whose event begins with its name."""
    _headings[room] = words


def headed(event: str) -> str:
    return _headings.get(event.partition(".")[0], OTHERS)


OTHERS = "Something else"


def opener(prefix: str, may_see: MaySee, many: MaySeeOf | None = None) -> None:
    """Say who may open lines whose subject begins so. Lines of other subjects open to nobody.

    `many`: the same for many subjects at once, where each would ask the tables anew.
    """
    if prefix in _openers:
        raise ValueError(f"who may open {prefix} is said already")
    _openers[prefix] = may_see
    if many is not None:
        _openers_of_many[prefix] = many


def may_open(actor: Acting, subject: str) -> bool:
    """Every opener that the subject belongs to must agree, and there must be one."""
    asked = [may for prefix, may in _openers.items() if subject.startswith(prefix)]
    return bool(asked) and all(may(actor, subject) for may in asked)


def open_to(actor: Acting, subjects: frozenset[str]) -> frozenset[str]:
    """Those of the subjects that `may_open` answers for with yes."""
    seen: set[str] = set()
    unseen: set[str] = set()
    for prefix, may in _openers.items():
        asked = frozenset(one for one in subjects if one.startswith(prefix))
        many = _openers_of_many.get(prefix)
        agreed = many(actor, asked) if many else {one for one in asked if may(actor, one)}
        seen |= agreed
        unseen |= asked - agreed
    return frozenset(seen - unseen)


def keep_apart(hides: Hides) -> None:
    """Say of whom somebody reads no line, whatever office they hold: `people` knows, and stands
    above."""
    _hides.append(hides)


def kept_apart(actor: Acting) -> frozenset[str]:
    """References of people, such as person:12."""
    return frozenset().union(*(hides(actor) for hides in _hides))


def namer(names: Namer) -> None:
    """Say what references like person:12 are called; `people` knows, and stands above."""
    _namers.append(names)


def names(organisation_id: int, references: Collection[str]) -> dict[str, str]:
    return {
        reference: name
        for each in _namers
        for reference, name in each(organisation_id, references).items()
    }


def say(event: str, facts: Mapping[str, object]) -> str:
    """The sentence of an event; what is not given shows as a gap, an unknown event as its code."""
    return _sentences.get(event, event).format_map(defaultdict(lambda: "…", facts))


def organisations(ids: Callable[[], Iterable[int]]) -> None:
    """Say which organisations there are; `people` knows, and stands above."""
    _organisations[:] = [ids]


def organisation_ids() -> list[int]:
    return [one for ids in _organisations for one in ids()]


def declare() -> None:
    """What the record itself declares; called when everything is loaded."""
    from bield.ledger import rounds, watches  # noqa: PLC0415  # they ask this module

    heading("ledger", "The record itself")
    for event, sentence in SENTENCES.items():
        describe(event, sentence)
    for watch in (watches.CHAIN_IS_WHOLE, watches.REVIEW_IS_SIGNED):
        register_watch(watch)
    for round_ in rounds.ROUNDS:
        register_round(round_)


SENTENCES = {
    Event.VERIFIED: "{by} verified the record: every line is as it was written",
    Event.FOUND_BROKEN: "{by} found the record broken at line {line} ({fault})",
    Event.REVIEWED: "{by} reviewed the record: {outcome}",
    Event.DETAIL_ERASED: "{by} erased the personal detail of line {line} ({reason})",
    Event.EXPORTED: "{by} exported the record",
    Event.LOSS_ACCEPTED: "{by} accepted that lines up to {line} were lost ({reason})",
}
