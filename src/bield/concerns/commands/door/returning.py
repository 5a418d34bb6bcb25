"""Somebody without a name comes back with the code, reads, and adds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bield.concerns import rules
from bield.concerns.commands import readers, telling
from bield.concerns.commands.chronicle import write
from bield.concerns.commands.door import stays
from bield.concerns.commands.door.pressing import CODE, press, take_back
from bield.concerns.commands.sight import keep_away_whom_it_is_about
from bield.concerns.door_keys import Held
from bield.concerns.models import Concern, Reader, WayBack
from bield.concerns.patience import CODES
from bield.concerns.queries import door as doors
from bield.concerns.queries.door import HALF, AtDoor, Opened
from bield.concerns.states import ANSWER, Danger, EntryKind, StayState, Why, link_to
from bield.duties import commands as duties
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import housekeeping, note, recorded
from bield.people import queries as people
from bield.vault.search.words import ORDINARY


@dataclass(frozen=True)
class CameBack:
    token: str = ""  # for the browser; empty: no such code
    waits: bool = False


def come_back(
    door: AtDoor, code: str, *, origin: str, at: datetime, half: Held | None = None
) -> CameBack:
    """Look for what was told under this code. Who guesses waits a little longer each time; nobody
    is shut out, and a right code costs nothing.

    `half`: a report that was begun in this browser; it stays with what is looked at now.
    """
    pause = CODES.pause(press(door, CODE, origin, CODES, at=at))
    if pause:
        return CameBack(_wait(door, code, half, pause, at=at), waits=True)
    return _try(door, code, half, origin=origin, at=at)


def try_again(door: AtDoor, opened: Opened, *, origin: str, at: datetime) -> CameBack:
    """The code that waited has its turn."""
    return _try(door, opened.held["code"], opened.held.get(HALF), origin=origin, at=at)


@housekeeping("it has not been sent yet, so there is nothing to account for")
def go_on(door: AtDoor, token: str, opened: Opened, *, at: datetime) -> None:
    """Back to the report that was begun; to look at the other again takes its code."""
    stays.put(door, token, opened, StayState.WRITING, opened.held[HALF], at=at)


@housekeeping("a code waits to be tried; nothing is known of it yet")
def _wait(door: AtDoor, code: str, half: Held | None, pause: timedelta, *, at: datetime) -> str:
    held = {"code": code} | _with(half)
    return stays.enter(door, StayState.ASKING, held, at=at, wait=pause)


def _with(half: Held | None) -> Held:
    return {HALF: half} if half else {}


def _try(door: AtDoor, code: str, half: Held | None, *, origin: str, at: datetime) -> CameBack:
    way = doors.way_back_with(door, code)
    if way is None:
        return CameBack()
    take_back(door, CODE, origin, at=at)
    return CameBack(_let_in(door, way, half, at=at))


@recorded
def _let_in(door: AtDoor, way: WayBack, half: Held | None, *, at: datetime) -> str:
    reference = way.concern.reference
    note(event="concern.reporter-came-back", subject=reference, by=door.id, at=at)
    held = {"reference": reference} | _with(half)
    return stays.enter(door, StayState.BACK, held, at=at)


@housekeeping("that the reporter has read an answer changes nothing but the mark beside it")
def saw(door: AtDoor, opened: Opened, number: int) -> None:
    way = _way(door, opened)
    if number > way.seen_to:
        way.seen_to = number
        way.save(update_fields=["seen_to"])


@recorded
def add_words(
    door: AtDoor,
    opened: Opened,
    *,
    text: str,
    at: datetime,
    danger_now: str = "",
    not_for: Collection[str] = (),
) -> None:
    """The reporter answers, or tells more. Those who have the concern hear that something waits,
    and must read it; if somebody may be in danger, all of them, at once.

    `not_for`: references of readers whom it is about, or `forms.door.THEY_MAY`. Where the words
    name one, it has to be said: at first it was promised that whoever is named cannot see it.
    """
    enforce(rules.words(text))
    way = _way(door, opened)
    concern = way.concern
    about = _about(concern, text, not_for, at)
    danger = bool(danger_now) and rules.is_danger(danger_now)
    if not about and doors.last_said(concern) == _said(text, danger_now):  # pressed twice
        note(event="concern.sent-again", subject=concern.reference, by=door.id, at=at)
        return
    if about:  # before they can read it
        keep_away_whom_it_is_about(door.actor, concern, about, at=at)
    write(door.actor, concern, EntryKind.FROM_REPORTER, _said(text, danger_now), at=at)
    if way.unheard_since is None or danger:
        _ask_to_read(door, concern, danger=danger, at=at)
    if way.unheard_since is None:
        way.unheard_since = at
        way.save(update_fields=["unheard_since"])
    note(
        event="concern.reporter-wrote",
        subject=concern.reference,
        by=door.id,
        at=at,
        danger=danger_now or None,
    )


def _about(concern: Concern, text: str, not_for: Collection[str], at: datetime) -> list[int]:
    """Those of its readers of whom it was said that it is about them."""
    reading = doors.readers_of(concern)
    names = {one.person_id: one.name for one in reading}
    about = [one.person_id for one in reading if one.reference in not_for]
    enforce(
        rules.not_for(
            asked=bool(people.spoken_of([text], names, ordinary=ORDINARY)),
            answered=bool(not_for),
            left=len(readers.left(concern, at, without=about)) if about else len(names),
        )
    )
    return about


def _said(text: str, danger_now: str) -> str:
    if danger_now not in Danger.values:
        return text
    return f"{text}\n\nIs anyone in danger right now? {Danger(danger_now).label}"


def _ask_to_read(door: AtDoor, concern: Concern, *, danger: bool, at: datetime) -> None:
    house = people.organisation_by_id(door.organisation_id)
    due = rules.acknowledge_by(at, hours=house.acknowledge_within_hours, danger=danger)
    holders = _those_who_have_it(concern, everybody=danger)
    if danger:  # what stands already may be due too late
        duties.waive(
            door.actor, ANSWER, subject=concern.reference, reason_code="more-urgent", at=at
        )
    duties.open_duty(
        door.actor,
        ANSWER,
        subject=concern.reference,
        holder_ids=holders,
        at=at,
        site_id=concern.site_id,
        due_at=due,
        link=link_to(concern.reference),
    )
    known = people.contacts(concern.organisation_id, holders)
    telling.ask(door.actor, known.values(), danger=danger, about=concern.reference, at=at)


def _those_who_have_it(concern: Concern, *, everybody: bool) -> list[int]:
    """Its owner; while it has none, those who were asked to take it; else whoever reads it."""
    rows = Reader.objects.filter(concern=concern).exclude(why=Why.GRANTED).order_by("pk")
    readers = {row.person_id: row.asked_at for row in rows}
    if everybody:
        return list(readers)
    if concern.owner_id in readers:
        return [concern.owner_id] if concern.owner_id else []
    return [one for one, asked in readers.items() if asked is not None] or list(readers)


def _way(door: AtDoor, opened: Opened) -> WayBack:
    if opened.state != StayState.BACK:
        raise NotFound("a way back")
    return WayBack.objects.select_related("concern").get(
        organisation_id=door.organisation_id, concern__reference=opened.held["reference"]
    )
