"""What follows when a permission ended: for the worker, for whoever ended it, for the office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from bield.agreements.models import Answer, Following
from bield.agreements.queries.standing import standings
from bield.agreements.queries.wanted import require_office
from bield.agreements.registry import FOLLOWERS, Ended
from bield.agreements.states import Followed, Purpose, Said, Stands
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

ROWS, LOOKED_AT = 25, 200  # on a page; people in one look
WITHOUT_ANSWER = (Stands.EXPIRED, Stands.MISSING)
ENDING = (Said.NO, Said.WITHDRAWN)


@dataclass(frozen=True)
class Follows:
    """What follows in one room, in words."""

    what: str  # "34 recordings"
    at_once: str
    then: str  # "To be disposed of by Tuesday 10 March 2026."
    held: str  # "" where nothing is held
    state: str
    done: bool


@dataclass(frozen=True)
class Receipt:
    """What somebody is told who took an answer back, or said no."""

    title: str  # of the purpose
    person: str
    own: bool
    said: str  # "You took it back on Tuesday 3 March 2026, 12:00:00 GMT."
    follows: tuple[Follows, ...]
    taken_back: bool  # else they said no


@dataclass(frozen=True)
class EndedRow:
    """One line for the office."""

    person: str  # reference
    name: str
    title: str
    why: str
    when: str
    follows: Follows


@dataclass(frozen=True)
class FollowsPage:
    rows: tuple[EndedRow, ...]
    after: str  # where the next page begins; "" at the end


def ended(row: Following) -> Ended:
    return Ended(
        organisation_id=row.organisation_id,
        person_id=row.person_id,
        purpose=Purpose(row.purpose),
        why=Stands(row.why),
        at=row.began_at,
        asked_by=row.answer.signer_id,
    )


def turns(organisation_id: int, at: datetime, limit: int = 100) -> list[int]:
    """What the worker goes on with now, those first that were longest without a turn."""
    due = Following.objects.filter(organisation_id=organisation_id, turns_at__lte=at)
    due = due.filter(room__in=FOLLOWERS).exclude(state=Followed.DONE)
    return list(due.order_by("turns_at", "pk").values_list("pk", flat=True)[:limit])


def overdue_following(organisation_id: int, at: datetime) -> int:
    """What was promised and is neither done nor held."""
    waiting = Following.objects.filter(organisation_id=organisation_id, state=Followed.WAITING)
    return sum(at > row.began_at + _within(row) for row in waiting.only("room", "began_at"))


def _within(row: Following) -> timedelta:
    follower = FOLLOWERS.get(row.room)
    return follower.within if follower else timedelta()


def ended_by_themselves(actor: Actor, *, at: datetime) -> Iterator[tuple[Answer, Stands]]:
    """Permissions that were agreed to once and stand no more, though nobody said no: the last
    answer to each, and why. Only where something could follow and has not begun."""
    wanted = {
        purpose
        for one in FOLLOWERS.values()
        if one.after.intersection(WITHOUT_ANSWER)
        for purpose in one.purposes
    }
    if not wanted:
        return
    said = Answer.objects.filter(
        organisation=actor.organisation_id, purpose__in=wanted, said=Said.YES
    )
    everybody = sorted(set(said.values_list("person_id", flat=True)))
    for start in range(0, len(everybody), LOOKED_AT):
        yield from _ended_among(actor, everybody[start : start + LOOKED_AT], wanted, at)


def _ended_among(
    actor: Actor, some: list[int], wanted: Iterable[str], at: datetime
) -> Iterator[tuple[Answer, Stands]]:
    over = {
        pair: Stands(one.stands)
        for pair, one in standings(actor, some, list(wanted), at=at).items()
        if one.stands in WITHOUT_ANSWER
    }
    rows = Answer.objects.filter(organisation=actor.organisation_id, person__in=some)
    last = {(row.person_id, row.purpose): row for row in rows.order_by("pk")}
    begun = set(
        Following.objects.filter(answer__in=[row.pk for row in last.values()]).values_list(
            "answer_id", "why"
        )
    )
    for pair, why in over.items():
        answer = last.get(pair)
        if answer is not None and (answer.pk, why) not in begun:
            yield answer, why


def receipt(actor: Actor, person: str, purpose: str) -> Receipt:
    """Of the last that the actor said for somebody, where it ended a permission."""
    about = people.person_by_reference(actor, person)
    own = Answer.objects.filter(
        organisation=actor.organisation_id, person=about, signer=actor.person_id, purpose=purpose
    )
    last = own.order_by("-pk").first()
    if last is None or last.said not in ENDING:
        raise NotFound(purpose)
    moment = times.exact(last.at)
    said = f"You said no on {moment}." if last.said == Said.NO else f"You took it back on {moment}."
    rows = Following.objects.filter(answer=last).order_by("pk")
    return Receipt(
        title=str(Purpose(purpose).label),
        person=about.name,
        own=about.pk == actor.person_id,
        said=said,
        follows=tuple(_follows(row) for row in rows),
        taken_back=last.said == Said.WITHDRAWN,
    )


def follows_page(actor: Actor, *, after: str = "") -> FollowsPage:
    """The newest first, of people of whom the actor knows."""
    require_office(actor)
    known = people.visible_to(actor).values("pk")
    rows = _older(Following.objects.filter(person__in=known), after)
    some = list(rows.select_related("person").order_by("-pk")[: ROWS + 1])
    shown = tuple(
        EndedRow(
            person=row.person.reference,
            name=row.person.name,
            title=str(Purpose(row.purpose).label),
            why=str(Stands(row.why).label),
            when=times.exact_day(day_of(row.began_at)),
            follows=_follows(row),
        )
        for row in some[:ROWS]
    )
    return FollowsPage(shown, str(some[ROWS - 1].pk) if len(some) > ROWS else "")


def _older(rows: QuerySet[Following], after: str) -> QuerySet[Following]:
    return rows.filter(pk__lt=int(after)) if after.isascii() and after.isdigit() else rows


def _follows(row: Following) -> Follows:
    follower = FOLLOWERS.get(row.room)
    if follower is None:
        return Follows(f"{row.touched:,}", "", "", "", str(row.get_state_display()), done=False)
    by = times.exact_day(_day_by(row))
    waits = row.state == Followed.WAITING
    return Follows(
        what=times.count(row.touched, follower.thing, follower.things),
        at_once=follower.at_once,
        then=f"To be {follower.then} by {by}." if waits else "",
        held=f"{row.held:,} held: kept, but not used." if row.held else "",
        state=f"{row.done:,} of {row.touched:,} {follower.then}",
        done=row.state == Followed.DONE,
    )


def _day_by(row: Following) -> date:
    return day_of(row.began_at + _within(row))
