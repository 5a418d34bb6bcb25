"""What other rooms tell the record: how a line is put into words, and who may open which."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from bield.kit.rounds import register as register_round
from bield.kit.watches import register as register_watch
from bield.ledger.record import Acting
from bield.ledger.states import Event

MaySee = Callable[[Acting, str], bool]  # actor, subject
Namer = Callable[[int, Collection[str]], Mapping[str, str]]  # organisation, references -> names

_sentences: dict[str, str] = {}
_openers: dict[str, MaySee] = {}
_namers: list[Namer] = []
_organisations: list[Callable[[], Iterable[int]]] = []


def describe(event: str, sentence: str) -> None:
    """Put an event into words: "{by} reported concern {subject}". Facts may be named too."""
    if event in _sentences:
        raise ValueError(f"the event {event} is described already")
    _sentences[event] = sentence


def described() -> dict[str, str]:
    return dict(_sentences)


def opener(prefix: str, may_see: MaySee) -> None:
    """Say who may open lines whose subject begins so. Lines of other subjects open to nobody."""
    if prefix in _openers:
        raise ValueError(f"who may open {prefix} is said already")
    _openers[prefix] = may_see


def may_open(actor: Acting, subject: str) -> bool:
    """Every opener that the subject belongs to must agree, and there must be one."""
    asked = [may for prefix, may in _openers.items() if subject.startswith(prefix)]
    return bool(asked) and all(may(actor, subject) for may in asked)


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

    for event, sentence in SENTENCES.items():
        describe(event, sentence)
    for watch in (watches.CHAIN_IS_WHOLE, watches.REVIEW_IS_SIGNED):
        register_watch(watch)
    for round_ in rounds.ROUNDS:
        register_round(round_)


SENTENCES = {
    Event.VERIFIED: "{by} verified the record: all {lines} lines are as they were written",
    Event.FOUND_BROKEN: "{by} found the record broken at line {line} ({fault})",
    Event.REVIEWED: "{by} reviewed lines {since} to {until} of the record: {outcome}",
    Event.DETAIL_ERASED: "{by} erased the personal detail of line {line} ({reason})",
    Event.EXPORTED: "{by} exported the record",
    Event.LOSS_ACCEPTED: "{by} accepted that lines up to {line} were lost ({reason})",
}
