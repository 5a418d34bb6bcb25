"""What a report may answer beyond the three questions it must.

All of it is optional. It is kept as deeds of the reporter, sealed; what the decision table asks as
well counts as answered there, as long as it only adds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from bield.concerns.deeds import Says, answered
from bield.concerns.lenses.conduct import OF_CONDUCT
from bield.concerns.lenses.kinds import ALL_KINDS
from bield.concerns.lenses.shapes import UNSURE, YES, Done
from bield.concerns.slips import number_typed, slip_number
from bield.concerns.states import Area, DeedKind, EntryKind
from bield.kit import times
from bield.kit.components import Fact
from bield.kit.keeps import keeps

COLLEAGUE = "colleague"  # somebody who works or helps here may be in question
PICTURE = "told_picture"  # what the reporter said, also where it was “no”
NOTICED = "noticed"  # the day on which the reporter noticed it
ON_PAPER = "on_paper"  # number of the slip, day and time of writing; the reason: who wrote it
WRITTEN = "written_at"  # when it was written on a device without a line
ITEM = "item"  # what it is about in another room: reference, title, address, time
KIND = "told_kind"
HOW = "told_how"  # how the reporter knows of it
ON_DEVICE = "on_device"
ACCOUNT, DEVICE = "told_account", "told_device"
HIDDEN = "hidden"  # from view

YES_NO = (("yes", "Yes"), ("unsure", "I am not sure"), ("no", "No"))
SEEN = (
    ("no", "No"),
    ("accident", "Yes, by accident"),
    ("adult_here", "Yes, on purpose, by an adult who works or helps here"),
    ("others", "Yes, by others"),
)
TOLD_CHILD = (("yes", "Yes"), ("no", "Not yet"), ("not_with_me", "They were not with me"))
# Told of or witnessed, in a room or online: one record and one road for all.
WAYS = (
    ("saw", "I saw or heard it myself"),
    ("told", "Somebody told me what happened to them"),
    ("told_online", "Somebody told me online what happened to them"),
    ("saw_bullying", "I saw bullying online"),
    ("told_bullying", "I was told of bullying online"),
    ("hearsay", "I heard of it from somebody else"),
)
BULLYING = ("saw_bullying", "told_bullying")
KINDS = tuple((kind.code, kind.label) for kind in ALL_KINDS)
KINDS_APART = tuple(
    (heading, tuple((one.code, one.label) for one in ALL_KINDS if one.area in areas))
    for heading, areas in (
        ("Not online", {Area.OFFLINE}),
        ("Online", set(Area) - {Area.OFFLINE}),
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of a report."""

    question: str
    values: tuple[str, ...]
    reason: str = ""

    @property
    def says(self) -> Says:
        return answered(self.question, self.values, self.reason)


@dataclass(frozen=True, slots=True)
class Item:
    """A post, a session, an alert: what a report is about in another room."""

    reference: str  # "post:12"
    title: str  # as a page shows it
    address: str  # written down; nothing ever fetches it. "" where it has none
    at: datetime | None  # when it stood there; None where it is no single thing


@dataclass(frozen=True, slots=True)
class Paper:
    """Written on one of our paper slips, while nothing else could be reached."""

    slip: str  # its number, as it was typed
    written_on: date | None
    written_time: time | None = None
    by: str = ""  # "": whoever reports


@dataclass(frozen=True, slots=True)
class Intake:
    picture: str = ""  # is there a nude, semi-nude or sexual picture?
    seen: str = ""
    seen_how: str = ""  # when, how and where, and who else: seen by accident
    on_device: str = ""
    hidden: bool = False  # from view, before it was reported
    how: str = ""
    told_child: str = ""
    kind: str = ""
    recognisable: str = ""  # could a child or family be, in what a colleague told
    noticed_on: date | None = None
    late_reason: str = ""
    written_at: datetime | None = None
    written_by: str = ""  # "": whoever reports
    without_network: bool = False  # kept on a device until it could be sent
    item: Item | None = None
    account_concerned: str = ""  # in a report about security concerns
    device: str = ""
    paper: Paper | None = None

    @property
    def may_be_picture(self) -> bool:
        return self.picture in {YES, UNSURE}

    @property
    def of_conduct(self) -> bool:
        """Of a kind that only somebody who works here can be said to have done."""
        return self.kind in OF_CONDUCT

    @property
    def adult_here(self) -> bool:
        """An adult of the organisation looked at it on purpose."""
        return self.may_be_picture and self.seen == "adult_here"

    @keeps("OT-8c")
    def answers(self, *, colleague: bool) -> tuple[Said, ...]:
        """As they are kept. A reporter’s “no” never ends a question of triage."""
        said = (
            Said(COLLEAGUE, (YES,) if colleague else ()),
            Said(PICTURE, _one(self.picture)),
            Said("image", (self.picture,) if self.may_be_picture else ()),
            Said("seen", _one(self.seen) if self.may_be_picture else ()),
            Said(ON_DEVICE, _one(self.on_device)),
            Said("told_child", _one(self.told_child)),
            Said(HOW, _one(self.how)),
            Said("bullying", (YES,) if self.how in BULLYING else ()),
            Said(HIDDEN, (YES,) if self.hidden else ()),
            Said(KIND, _one(self.kind)),
            Said("recognisable", _said_or_unsure(self.recognisable)),
            Said(NOTICED, _when(self.noticed_on), self.late_reason),
            self._written(),
            _on_paper(self.paper),
            Said(ITEM, _item(self.item)),
            Said(ACCOUNT, _one(self.account_concerned.strip())),
            Said(DEVICE, _one(self.device.strip())),
        )
        return tuple(one for one in said if one.values)

    def _written(self) -> Said:
        """A clock that cannot be right is left out; that it was kept on a device is not."""
        when = _when(self.written_at) or (("",) if self.without_network else ())
        return Said(WRITTEN, when, self.written_by.strip())

    @keeps("TP-A1-0.3", "EY-37a", "OT-7a")
    def lines(self, done: str) -> tuple[tuple[EntryKind, str], ...]:
        """What was seen by accident and what was done at once, for the chronology."""
        seen = self.seen_how if self.may_be_picture else ""
        said = (
            (EntryKind.ACTION, "Hidden from view before it was told." if self.hidden else ""),
            (EntryKind.NOTE, f"How it was seen: {seen.strip()}" if seen.strip() else ""),
            (EntryKind.ACTION, f"Done before it was told: {done.strip()}" if done.strip() else ""),
        )
        return tuple((kind, text) for kind, text in said if text)


NOTHING = Intake()


def _said_or_unsure(value: str) -> tuple[str, ...]:
    """A reporter’s “no” ends no question of triage."""
    return _one(value) if value in {YES, UNSURE} else ()


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _when(value: date | None) -> tuple[str, ...]:
    return (value.isoformat(),) if value else ()


def _on_paper(paper: Paper | None) -> Said:
    number = number_typed(paper.slip) if paper else None
    if paper is None or number is None or paper.written_on is None:
        return Said(ON_PAPER, ())
    clock = f"{paper.written_time:%H:%M}" if paper.written_time else ""
    values = (slip_number(number), paper.written_on.isoformat(), clock)
    return Said(ON_PAPER, values, paper.by.strip())


def _item(item: Item | None) -> tuple[str, ...]:
    if item is None:
        return ()
    stood = item.at.isoformat() if item.at else ""
    return (item.reference, item.title, item.address, stood)


ASKED = {
    PICTURE: ("A nude or sexual picture", dict(YES_NO)),
    ON_DEVICE: ("Still on a screen or device", dict(YES_NO)),
    HOW: ("How they know of it", dict(WAYS)),
    KIND: ("What kind of thing, as they see it", dict(KINDS)),
}


def in_words(done: Iterable[Done], at: datetime) -> tuple[Fact, ...]:
    """What the reporter answered that no question of triage shows."""
    given = {one.says["question"]: one.says for one in done if one.kind == DeedKind.ANSWERED}
    facts = [
        Fact(asks, ", ".join(words.get(value, value) for value in given[question]["values"]))
        for question, (asks, words) in ASKED.items()
        if question in given
    ]
    for question, title in ((ACCOUNT, "Which account"), (DEVICE, "Which device")):
        if question in given:
            facts.append(Fact(title, given[question]["values"][0]))
    if noticed := given.get(NOTICED):
        day = times.exact_day(date.fromisoformat(noticed["values"][0]))
        why = f". Told only now, because: {noticed['reason']}" if noticed["reason"] else ""
        facts.append(Fact("Noticed", f"{day}{why}"))
    if written := given.get(WRITTEN):
        clock = written["values"][0]
        said = times.said(datetime.fromisoformat(clock), at) if clock else "It is not known when"
        by = f", by {written['reason']}" if written["reason"] else ""
        facts.append(Fact("Written on the device, before it could be sent", said + by))
    if paper := given.get(ON_PAPER):
        slip, day, clock = paper["values"]
        by = f", by {paper['reason']}" if paper["reason"] else ""
        when = times.exact_day(date.fromisoformat(day)) + (f" at {clock}" if clock else "")
        facts.append(Fact("Written on paper", f"Slip {slip}, {when}{by}"))
    if item := item_of(given):
        parts = (item.title, item.address, times.said(item.at, at) if item.at else "")
        facts.append(Fact("About", ", ".join(part for part in parts if part)))
    return tuple(facts)


def item_of(given: Mapping[str, Says]) -> Item | None:
    """What it is about in another room, as it was when it was reported."""
    if ITEM not in given:
        return None
    reference, title, address, at = given[ITEM]["values"]
    return Item(reference, title, address, datetime.fromisoformat(at) if at else None)
