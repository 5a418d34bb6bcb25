"""What is kept about whoever asked, as far as the one who answers may read it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bield.kit import times
from bield.kit.refusals import NotFound, Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.retention.masking import Names, found_in, mask, mask_places
from bield.retention.models import Package, Request
from bield.retention.packing import Chapter, Contents
from bield.retention.queries.reaching import WHERE, Kept, Reaches, reaches, what_goes
from bield.retention.queries.requests import request
from bield.retention.registry import HOLDERS, Holder, Told
from bield.retention.rules import asked as rules
from bield.retention.rules.reaching import Reach
from bield.retention.states import RequestState

SHOWN = 100  # things of a chapter on the page; all of them are in the file


@dataclass(frozen=True)
class Shelf:
    """What one room keeps, with the names of others taken out."""

    code: str
    title: str
    asked: bool
    things: tuple[Told, ...]

    @property
    def shown(self) -> tuple[Told, ...]:
        return self.things[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.things) - SHOWN)


@dataclass(frozen=True)
class PackageRow:
    reference: str
    by: str
    at: datetime
    left_at: datetime | None
    gone_at: datetime | None
    mine: bool  # and still there: whoever made it takes it out


@dataclass(frozen=True)
class PackagePage:
    reference: str
    person: str
    shelves: tuple[Shelf, ...]
    give: list[tuple[str, str]]  # what can be given, and what it is called
    given: list[str]  # of that, what is given unless somebody decides otherwise
    others: list[tuple[str, str]]  # whose names are taken out unless somebody decides otherwise
    left_out: str = ""  # what does not go, and why
    unsure: str = ""  # what to make sure of first
    refused: Refusal | None = None  # why nothing goes


def may_pack(actor: Actor, row: Request) -> bool:
    return not rules.not_own(actor, row.person_id, row.asked_by_id) and not packs(row)


def packs(row: Request) -> Refusal | None:
    return rules.package(
        kind=row.kind, somebody=row.person_id is not None, open_=row.state != RequestState.CLOSED
    )


def package_page(actor: Actor, reference: str, at: datetime) -> PackagePage:
    row = request(actor, reference)
    if not may_pack(actor, row) or row.person is None:
        raise NotFound(reference)
    reached = reaches(actor, row, at)
    kept = held_about(actor, row, reached, at)
    others = _others(actor, row, kept, reached)
    shelves = tuple(_shelf(holder, things, others, reached) for holder, things in kept)
    give = [pair for shelf in shelves for pair in _choices(shelf)]
    return PackagePage(
        reference=row.reference,
        person=row.person.name,
        shelves=shelves,
        give=give,
        given=[one.code for one in shelves if not one.asked and one.code != WHERE],
        others=[
            (str(one), names[0])
            for one, names in sorted(others.items(), key=lambda pair: pair[1])
            if one not in reached.hidden
        ],
        left_out=reached.why if reached.spared else "",
        unsure=reached.why if reached.reach == Reach.UNSURE else "",
        refused=reached.refusal,
    )


def held_about(actor: Actor, row: Request, reached: Reaches, at: datetime) -> Kept:
    """Of each room that keeps something the actor may read and whoever asks may have."""
    if reached.refusal is not None:
        return []
    person = row.person_id or 0
    found = [(holder, tuple(holder.tells(actor, person, at))) for holder in HOLDERS.values()]
    return what_goes(found, reached)


def contents(
    actor: Actor,
    row: Request,
    reached: Reaches,
    *,
    given: Collection[str],
    named: Collection[str],
    at: datetime,
) -> Contents:
    """What goes: what was decided to be given, without the names that were not."""
    kept = held_about(actor, row, reached, at)
    others = {
        one: names
        for one, names in _others(actor, row, kept, reached).items()
        if one in reached.hidden or str(one) not in named
    }
    if WHERE in given and reached.reach == Reach.UNSURE:
        reached = replace(reached, places=())
    shelves = [_shelf(holder, things, others, reached) for holder, things in kept]
    chapters = [Chapter(one.code, one.title, _given(one, given)) for one in shelves]
    return Contents(
        house=people.organisation_by_id(actor.organisation_id).name,
        person=row.person.name if row.person else "",
        request=row.reference,
        made=times.exact(at),
        chapters=[one for one in chapters if one.things],
    )


@dataclass(frozen=True)
class PutTogether:
    """What stands of it on the page of the request."""

    may: bool
    rows: list[PackageRow]

    @property
    def waits(self) -> bool:
        """A file was put together, and none of those that wait has ever left."""
        waiting = [one for one in self.rows if one.gone_at is None]
        return bool(waiting) and not any(one.left_at for one in waiting)


def put_together(actor: Actor, reference: str) -> PutTogether:
    row = request(actor, reference)
    return PutTogether(may_pack(actor, row), _packages(actor, row))


def _packages(actor: Actor, row: Request) -> list[PackageRow]:
    return [
        PackageRow(
            reference=one.reference,
            by=one.made_by.name,
            at=one.made_at,
            left_at=one.left_at,
            gone_at=one.gone_at,
            mine=one.made_by_id == actor.person_id and one.file_id is not None,
        )
        for one in row.packages.select_related("made_by").order_by("pk")
    ]


def package(actor: Actor, reference: str, package: str) -> Package:
    """For whoever made it: another may not read all that is in it."""
    row = request(actor, reference)
    found = row.packages.filter(reference=package, made_by=actor.person_id, file_id__isnull=False)
    one = found.first()
    if one is None:
        raise NotFound(package)
    return one


def package_context(reference: str) -> str:
    return f"package:{reference}"


def _given(shelf: Shelf, given: Collection[str]) -> tuple[Told, ...]:
    if not shelf.asked:
        return shelf.things if shelf.code in given else ()
    return tuple(one for one in shelf.things if f"{shelf.code}/{one.reference}" in given)


def _choices(shelf: Shelf) -> list[tuple[str, str]]:
    if not shelf.asked:
        return [(shelf.code, shelf.title)]
    return [
        (f"{shelf.code}/{one.reference}", f"{shelf.title}: {one.title}") for one in shelf.things
    ]


def _shelf(holder: Holder, things: Iterable[Told], others: Names, reached: Reaches) -> Shelf:
    places = () if holder.code == WHERE else reached.places

    def masked(text: str) -> str:
        return mask(mask_places(text, places), others, reached.names, never=reached.hidden)

    return Shelf(
        holder.code,
        holder.title,
        holder.asked,
        tuple(
            replace(
                one,
                title=masked(one.title),
                facts=tuple((name, masked(value)) for name, value in one.facts),
                words=tuple(masked(text) for text in one.words),
            )
            for one in things
        ),
    )


def _others(actor: Actor, row: Request, kept: Kept, reached: Reaches) -> Names:
    """Whom it names besides: as its rooms say, and whoever the words speak of. Not whoever asks."""
    asks = {row.person_id, row.asked_by_id}
    told = [one for _, things in kept for one in things]
    ids = {one for thing in told for one in thing.others} | reached.hidden
    words = [text for one in told for text in one.words]
    spoken = people.said_in(actor.organisation_id, words)
    found = people.people_by_id(actor.organisation_id, ids - asks)
    return {one.pk: (one.name, one.known_as) for one in found.values()} | {
        one: spoken[one] for one in found_in(words, spoken) - asks
    }
