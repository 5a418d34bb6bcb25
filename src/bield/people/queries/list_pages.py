"""Lists on their way in, as pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from bield.kit import times
from bield.kit.components import Fact, Tone, Turn
from bield.kit.refusals import NotFound
from bield.people import rules
from bield.people.actors import Actor
from bield.people.importing import tables
from bield.people.importing.models import Intake, IntakeBatch, Missing, Source
from bield.people.importing.plans import ADD, Entry
from bield.people.importing.states import GIVEN, OPEN, Format, Part, Settled, Stage
from bield.people.queries import saying as said
from bield.people.queries.lists import own_list
from bield.people.queries.organisations import label, organisation, site_choices
from bield.people.queries.own_family import left_to_others, own_family
from bield.people.queries.pages import require
from bield.people.queries.pieces import entries_of, file_of
from bield.people.states import KEEPERS_OF_PEOPLE
from bield.vault import queries as vault

SHOWN = 50  # entries on a page of the difference
LISTS = 20
MISSING = 200
LONGEST = 8  # digits of how many were shown before
TONES = {Stage.READY: Tone.NEW, Stage.ASKED: Tone.NEW, Stage.DONE: Tone.DONE,
         Stage.BROKEN: Tone.DANGER, Stage.FAILED: Tone.DANGER}  # fmt: skip


@dataclass(frozen=True)
class ListRow:
    name: str
    link: str
    note: str


@dataclass(frozen=True)
class ListsPage:
    rows: tuple[ListRow, ...]
    missing: int
    folders: tuple[ListRow, ...]


def lists_to_accept(actor: Actor) -> int:
    """How many lists wait for a yes, for whoever may say it."""
    if not actor.holds(*KEEPERS_OF_PEOPLE):
        return 0
    return Intake.objects.filter(organisation_id=actor.organisation_id, stage=Stage.READY).count()


def lists_page(actor: Actor, at: datetime) -> ListsPage:
    require(actor, *KEEPERS_OF_PEOPLE)
    rows = Intake.objects.filter(organisation_id=actor.organisation_id).exclude(
        stage=Stage.ARRIVING
    )
    found = rows.select_related("source").order_by("-begun_at", "-pk")[:LISTS]
    sources = Source.objects.filter(organisation_id=actor.organisation_id).order_by("name")
    return ListsPage(
        tuple(
            ListRow(
                one.source.name,
                reverse("people:list", args=[one.reference]),
                f"{times.said(one.begun_at, at)}. {Stage(one.stage).label}",
            )
            for one in found
        ),
        _missing(actor).count(),
        tuple(ListRow(one.name, "", one.reference) for one in sources),
    )


@dataclass(frozen=True)
class AddListPage:
    places: list[tuple[str, str]]
    sources: list[str]


def add_list_page(actor: Actor) -> AddListPage:
    require(actor, *KEEPERS_OF_PEOPLE)
    sources = Source.objects.filter(organisation_id=actor.organisation_id).order_by("name")
    return AddListPage(site_choices(actor), list(sources.values_list("name", flat=True)))


@dataclass(frozen=True)
class ColumnsPage:
    reference: str
    source: str
    heads: list[tuple[str, str]]
    roles: list[tuple[str, str]]
    initial: dict[str, str]


def columns_page(actor: Actor, reference: str) -> ColumnsPage:
    require(actor, *KEEPERS_OF_PEOPLE)
    intake = own_list(actor, reference)
    if rules.choose_columns(intake.stage) is not None or intake.format != Format.TABLE:
        raise NotFound(reference)
    found = [head for head in tables.heads(file_of(intake)) if head]
    source, house = intake.source, organisation(actor)
    guessed = tables.guess(found, source.columns)
    return ColumnsPage(
        reference,
        source.name,
        [("", "It is not in the list"), *((head, head) for head in dict.fromkeys(found))],
        [(role, label(house, role)) for role in GIVEN],
        {**guessed, "order": source.order, "rest": source.role},
    )  # fmt: skip


@dataclass(frozen=True)
class ListPage:
    reference: str
    title: str
    stage: str
    stage_word: str
    why: str
    facts: tuple[Fact, ...]
    told: tuple[str, ...]
    parts: tuple[Fact, ...]  # what there is to look at
    asked: int  # whoever may be known already
    unanswered: int
    may_accept: bool
    may_read_again: bool
    may_drop: bool
    may_choose: bool
    works: bool  # the house is at it
    tone: str
    done: int  # of a hundred, while it is taken in


def list_page(actor: Actor, reference: str, at: datetime) -> ListPage:
    require(actor, *KEEPERS_OF_PEOPLE)
    intake = own_list(actor, reference)
    counts = intake.counts
    asked = counts.get("asked.ask", 0)
    batches = IntakeBatch.objects.filter(intake=intake).exclude(part=Part.UNREAD)
    every, kept = batches.count(), batches.exclude(kept_at=None).count()
    return ListPage(
        reference=reference,
        title=f"List from {intake.source.name}",
        stage=intake.stage,
        stage_word=Stage(intake.stage).label,
        why=intake.why,
        facts=tuple(said.facts(intake, at)),
        told=(*_new_places(intake), *said.told(counts)),
        parts=tuple(_parts(intake)),
        asked=asked,
        unanswered=asked - sum(one != "" for one in intake.answers.values()),
        may_accept=intake.stage == Stage.READY,
        may_read_again=rules.read_again(intake.stage) is None,
        may_drop=rules.drop_list(intake.stage) is None,
        may_choose=intake.format == Format.TABLE and rules.choose_columns(intake.stage) is None,
        works=intake.stage in OPEN,
        tone=TONES.get(Stage(intake.stage), Tone.QUIET),
        done=100 * kept // every if every else 100,
    )


def _new_places(intake: Intake) -> Iterator[str]:
    """By name, while they can still be spelt another way. They lie sealed: the first are opened."""
    number = intake.counts.get("places.add", 0)
    if not number or intake.stage != Stage.READY:
        return
    batches = IntakeBatch.objects.filter(intake=intake, part=Part.PLACES).order_by("number")
    found, _ = _opened(batches.select_related("intake"), 0)
    yield said.new_places([entry for _, entry in found if entry["do"] == ADD], number)


def _parts(intake: Intake) -> Iterator[Fact]:
    if intake.emptied_at is not None:
        return
    for part in Part:
        number = sum(
            count
            for name, count in intake.counts.items()
            if name.startswith(f"{part.value}.") and not name.endswith(".same")
        )
        if number:
            link = reverse("people:list-part", args=[intake.reference, part.value])
            yield Fact(part.label, f"{number:,}", link, "Look")


@dataclass(frozen=True)
class PartPage:
    reference: str
    title: str
    rows: tuple[said.Row, ...]
    turn: Turn


def part_page(actor: Actor, reference: str, part: str, after: str) -> PartPage:
    """A page of the difference. `after`: how many were shown before."""
    require(actor, *KEEPERS_OF_PEOPLE)
    intake = own_list(actor, reference)
    if part not in Part.values or intake.emptied_at is not None:
        raise NotFound(part)
    found, turn = _stretch(intake, part, after)
    house = organisation(actor)
    me = actor.person_id or 0
    own = own_family(actor.organisation_id, me)
    if part == Part.MISSING:  # that somebody is missing gives them nothing
        me = 0
    rows = tuple(said.row(house, place, entry, own, me) for place, entry in found)
    return PartPage(reference, Part(part).label, rows, turn)


@dataclass(frozen=True)
class KnownPage:
    reference: str
    asked: list[tuple[str, str]]
    given: dict[str, str]
    following: str
    others: bool  # some are of the reader's own family, and not theirs to know


def known_page(actor: Actor, reference: str, after: str) -> KnownPage:
    """Those of a list who may be known here, some at a time."""
    require(actor, *KEEPERS_OF_PEOPLE)
    intake = own_list(actor, reference)
    if intake.stage != Stage.READY:
        raise NotFound(reference)
    found, turn = _stretch(
        intake, Part.ASKED, after, reverse("people:list-known", args=[reference])
    )
    house, me = organisation(actor), actor.person_id or 0
    own = own_family(actor.organisation_id, me)
    theirs = [one for one in found if not said.for_others(one[1], own, me)]
    rows = [said.row(house, place, entry) for place, entry in theirs]
    return KnownPage(
        reference,
        [(row.place, f"{row.name}. {' '.join(row.lines)}") for row in rows],
        {row.place: intake.answers.get(row.place, "") for row in rows},
        turn.older or reverse("people:list", args=[reference]),
        others=len(theirs) < len(found),
    )


Stretch = tuple[list[tuple[str, Entry]], Turn]


def _stretch(intake: Intake, part: str, after: str, link: str = "") -> Stretch:
    """The entries of one page, each with its place in the plan; only what is shown is opened."""
    start = int(after) if after.isascii() and after.isdecimal() and len(after) < LONGEST else 0
    link = link or reverse("people:list-part", args=[intake.reference, part])
    batches = IntakeBatch.objects.filter(intake=intake, part=part).order_by("number")
    found, every = _opened(batches.select_related("intake"), start)
    more = every > start + SHOWN
    return found, Turn(
        older=f"{link}?after={start + SHOWN}" if more else "", first=link if start else ""
    )


def _opened(batches: QuerySet[IntakeBatch], start: int) -> tuple[list[tuple[str, Entry]], int]:
    found: list[tuple[str, Entry]] = []
    passed, key = 0, b""
    for pk, entries in batches.values_list("pk", "entries"):
        if passed + entries > start and len(found) < SHOWN:
            batch = batches.get(pk=pk)
            key = key or vault.secret(batch.organisation_id, batch.intake.key_id)
            opened = [
                (f"{batch.number}.{place}", entry)
                for place, entry in enumerate(entries_of(batch, key))
            ]
            found += opened[max(0, start - passed) :]
        passed += entries
    return found[:SHOWN], passed


@dataclass(frozen=True)
class MissingPage:
    people: list[tuple[str, str]]
    more: int


def missing_page(actor: Actor, at: datetime) -> MissingPage:
    require(actor, *KEEPERS_OF_PEOPLE)
    rows = _missing(actor)
    found = rows.select_related("person", "source").order_by("person__name", "pk")
    return MissingPage(
        [(str(one.pk), _missed(one, at)) for one in found[:MISSING]],
        max(0, rows.count() - MISSING),
    )


def _missing(actor: Actor) -> QuerySet[Missing]:
    """Of whom nobody has said yet whether they left. Whether the reader's own family left is for
    others to say."""
    rows = Missing.objects.filter(organisation_id=actor.organisation_id, settled=Settled.OPEN)
    return rows.exclude(person__in=left_to_others(actor))


def _missed(one: Missing, at: datetime) -> str:
    since = times.said(one.noticed_at, at)
    return f"{one.person.name} (not in {one.source.name} since {since})"
