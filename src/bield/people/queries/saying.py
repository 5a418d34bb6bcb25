"""What a list would do, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bield.kit import times
from bield.kit.components import Fact
from bield.people.importing.models import Intake
from bield.people.importing.numbers import masked
from bield.people.importing.plans import ADD, ASK, CHANGE, END, TIE, Entry
from bield.people.importing.states import Format, Told, WhyNot
from bield.people.models import Organisation
from bield.people.queries.organisations import label

FIELDS = {
    "name": "Name",
    "known_as": "Called",
    "born_on": "Born",
    "email": "E-mail",
    "phone": "Phone",
}
OWN = "Somebody else who looks after people looks at this, and says yes to it."
NAMED = 5  # new places said by name
RESPONSIBLE = {True: "yes", False: "no", None: "not known"}
MEANT_BY = {
    "number": "the unique pupil number is the same",
    "email": "e-mail address and birth date are the same",
    "name": "the name is the same, and nothing speaks against it",
}


@dataclass(frozen=True)
class Row:
    """One entry of the difference."""

    place: str
    name: str
    lines: tuple[str, ...]
    known: str = ""  # whom it may mean


def row(
    house: Organisation, place: str, entry: Entry, own: frozenset[int] = frozenset(), me: int = 0
) -> Row:
    """Of whoever looks, `own` is the family: that, and they themself, is for somebody else to look
    at."""
    if own & who(entry):
        return Row(place, "Somebody of your own family", (OWN,))
    if me and me in who(entry):
        return Row(place, "You", (OWN,))
    lines = [*_does(house, entry), *(f"{Told(one).label}." for one in entry.get("told", ()))]
    if entry.get("line"):
        where = f"{entry['file']}, line" if entry.get("file") else "Line"
        lines.append(f"{where} {entry['line']}.")
    return Row(place, entry.get("name") or "Nobody is named", tuple(lines), entry.get("known", ""))


def for_others(entry: Entry, own: frozenset[int], me: int) -> bool:
    return not (own | {me}).isdisjoint(who(entry) - {0})


def who(entry: Entry) -> set[int]:
    """The people here whom an entry is about."""
    of_person = "change" in entry and entry["do"] == CHANGE
    return {*entry.get("who", ()), *([entry["id"]] if of_person else [])}


def _does(house: Organisation, entry: Entry) -> Iterator[str]:
    match entry["do"]:
        case "refuse":
            yield f"{WhyNot(entry['why']).label}."
        case str(does) if does == ASK:
            yield f"May be {entry['known']}, who is known here: {MEANT_BY[entry['by']]}."
            yield from _person(house, entry)
        case str(does) if does == CHANGE and "change" in entry:
            for name, (was, now) in entry["change"].items():
                yield f"{FIELDS[name]}: {_shown(name, was)} becomes {_shown(name, now)}."
            yield from _posts(house, entry)
        case str(does) if does == ADD and "said" in entry:
            yield from _person(house, entry)
        case _:
            yield from _other(entry)


def _person(house: Organisation, entry: Entry) -> Iterator[str]:
    said = [
        f"{FIELDS[name]}: {_shown(name, value)}"
        for name, value in entry["said"].items()
        if name != "name"
    ]
    yield ". ".join(["Comes new", *said]) + "."
    if entry["do"] == ADD and not entry["posts"]:
        yield "Gets no post."
    yield from _posts(house, entry)


def _posts(house: Organisation, entry: Entry) -> Iterator[str]:
    for role, *_ in entry["posts"]:
        yield f"Gets the post {label(house, role)}."
    if entry.get("number"):
        yield f"Unique pupil number {masked(entry['number'])} is kept."


def _other(entry: Entry) -> Iterator[str]:
    does = entry["do"]
    if "guardian" in entry:
        yield from _care(entry)
    elif does == CHANGE:
        yield f"The group {entry['was']} is called {entry['name']}."
    elif "of" in entry:
        yield f"Joins the group {entry['of']}." if does == ADD else f"Leaves {entry['of']}."
    elif does == END:
        yield "Is back in the list."
    elif does == TIE:
        yield "This place is meant."
    elif "key" in entry:
        yield f"Comes new at {entry['at']}." if entry.get("at") else "Comes new."
        if entry.get("people"):
            yield f"{_counted(entry['people'])} in it."
    else:
        yield "Is no longer in the list. You decide whether they left."


def _care(entry: Entry) -> Iterator[str]:
    if entry["do"] == CHANGE:
        was, now = (RESPONSIBLE[entry[name]] for name in ("was", "now"))
        yield f"Parental responsibility for {entry['of']}: {was} becomes {now}."
        return
    word = f" ({entry['word']})" if entry["word"] else ""
    how = {True: ", with parental responsibility", False: ", without parental responsibility"}
    yield f"Is noted as a parent or carer of {entry['of']}{word}{how.get(entry['now'], '')}."


def _shown(name: str, value: str) -> str:
    if not value:
        return "nothing"
    return times.exact_day(date.fromisoformat(value)) if name == "born_on" else f"“{value}”"


def facts(intake: Intake, at: datetime) -> Iterator[Fact]:
    counts = intake.counts
    yield Fact("Kind of list", Format(intake.format).label)
    yield Fact("Came", times.said(intake.begun_at, at))
    if intake.accepted_at:
        yield Fact("Accepted", times.said(intake.accepted_at, at))
    if counts or intake.stage == "ready":
        yield Fact("People who come new", f"{counts.get('people.add', 0):,}")
        yield Fact("People who change", f"{counts.get('people.change', 0):,}")
        yield Fact("People who stay as they are", f"{counts.get('people.same', 0):,}")
        yield Fact("No longer in the list", f"{counts.get('missing.add', 0):,}")
        yield Fact("Rows that are not taken in", f"{counts.get('unread.refuse', 0):,}")


def _counted(people: int) -> str:
    return "1 person is" if people == 1 else f"{people:,} people are"


def new_places(entries: Sequence[Entry], number: int) -> str:
    """A place that is spelt wrong comes new: whoever says yes has seen its name before."""
    named = [
        entry["name"] + (f" ({_counted(entry['people'])} in it)" if entry.get("people") else "")
        for entry in entries[:NAMED]
    ]
    if number > len(named):
        named.append(f"{number - len(named):,} more")
    if number == 1:
        return f"1 place is new: {named[0]}. Is it spelt right?"
    return f"{number:,} places are new: {'; '.join(named)}. Are they spelt right?"


def told(counts: Mapping[str, int]) -> Iterator[str]:
    if number := counts.get("posts.none", 0):
        yield "1 person gets no post." if number == 1 else f"{number:,} people get no post."
    for one in Told:
        if number := counts.get(f"told.{one.value}", 0):
            yield f"{one.label} ({number:,})."
