"""Somebody without a name tells: an ordinary concern, by the same road as any other."""

import base64
from datetime import datetime

from bield.concerns import codes
from bield.concerns.about import About
from bield.concerns.commands.door import stays
from bield.concerns.commands.door.pressing import REPORT, press
from bield.concerns.commands.reporting import report
from bield.concerns.door_keys import Held, open_held
from bield.concerns.models import Concern, Stay, WayBack
from bield.concerns.pages import Receipt
from bield.concerns.patience import REPORTS
from bield.concerns.queries import door as doors
from bield.concerns.queries.door import AtDoor, Opened
from bield.concerns.states import PartyRole, StayState, Voice
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.ledger.record import note, recorded


@keeps("EY-40", "OT-35c")
def send(door: AtDoor, token: str, *, origin: str, at: datetime) -> None:
    """Anybody is heard: no account, no name, no permission. Where very many come from one place,
    it waits some seconds for its turn; it is never refused, and goes by itself."""
    pressure = press(door, REPORT, origin, REPORTS, at=at)
    pause = REPORTS.pause(pressure)
    if pause:
        _wait(door, token, until=at + pause, crowd=int(pressure), at=at)
    else:
        _send(door, token, at=at)


@recorded
def _send(door: AtDoor, token: str, *, at: datetime) -> None:
    opened = doors.stay(door, token, at)
    if opened is not None and opened.state == StayState.WRITING:
        _tell(door, opened.id, door.keys.of_stay(token), opened.held, at)
    else:
        _note_again(door, opened, at)


@recorded
def _wait(door: AtDoor, token: str, *, until: datetime, crowd: int, at: datetime) -> None:
    opened = doors.stay(door, token, at)
    if opened is None or opened.state != StayState.WRITING:
        _note_again(door, opened, at)
        return
    opened.held["crowd"] = crowd
    stays.let_wait(door, token, opened, until=until, at=at)
    note(event="concern.waits-at-door", subject=door.subject, by=door.id, at=at)


def _note_again(door: AtDoor, opened: Opened | None, at: datetime) -> None:
    """Pressed twice, or too late: what was sent is there once."""
    if opened is None:
        raise NotFound("a stay")
    subject = opened.held.get("reference") or door.subject
    note(event="concern.sent-again", subject=subject, by=door.id, at=at)


@recorded
def have_turn(door: AtDoor, stay_id: int, *, at: datetime) -> None:
    """What waited has its turn, whether its browser is still there or not."""
    row = Stay.objects.filter(pk=stay_id, state=StayState.WAITING).first()
    if row is None:  # it went by the other way meanwhile
        note(event="concern.sent-again", subject=door.subject, by=door.id, at=at)
        return
    held = open_held(door.keys.of_what_waits(), row.token_hash, bytes(row.held))
    _tell(door, row.pk, base64.b64decode(held.pop("key")), held, at)


def _tell(door: AtDoor, stay_id: int, key: bytes, held: Held, at: datetime) -> None:
    receipt = _report(door, held, at)
    code = codes.new_code()
    WayBack.objects.create(
        organisation_id=door.organisation_id,
        concern=Concern.objects.get(
            organisation_id=door.organisation_id, reference=receipt.reference
        ),
        door_id=door.door_id,
        voice=_voice(held),
        code_hash=door.keys.code_hash(codes.plain(code)),
        place_said=_place_said(door, held),
        crowd=held.get("crowd", 0),
    )
    kept = {"reference": receipt.reference, "code": code, "voice": _voice(held)}
    stays.put_receipt(stay_id, key, kept, at=at)
    note(
        event="concern.came-by-door",
        subject=receipt.reference,
        by=door.id,
        at=at,
        door=door.address,
        voice=_voice(held),
        crowd=held.get("crowd", 0),
    )


def _voice(held: Held) -> str:
    voice = held.get("voice", "")
    return voice if voice in Voice.values else Voice.OTHER


def _report(door: AtDoor, held: Held, at: datetime) -> Receipt:
    return report(
        door.actor,
        site_id=_site(door, held, at),
        danger_now=held.get("danger_now", ""),
        account=held.get("account", ""),
        child_words=held.get("child_words", ""),
        about=_about(door, held, at),
        happened=held.get("happened", ""),
        where=held.get("where", ""),
        done=held.get("done", ""),
        colleague=bool(held.get("colleague")),
        wants=held.get("wants", ""),
        support=held.get("support", ""),
        reach=held.get("reach", ""),
        send_key=held["send_key"],
        at_door=True,
        language=held.get("language", ""),
        at=at,
    )


def _site(door: AtDoor, held: Held, at: datetime) -> int:
    """Whoever does not know the place is heard all the same, where the lead reads it first."""
    if door.site_id is not None:
        return door.site_id
    if _place_said(door, held):
        return int(held["site_id"])
    return doors.any_place(door, at)


def _place_said(door: AtDoor, held: Held) -> bool:
    return door.site_id is not None or held.get("site_id", "") in dict(door.places)


def _about(door: AtDoor, held: Held, at: datetime) -> list[About]:
    """Names as they were typed, and whom of the readers it was said to be about."""
    lines = dict.fromkeys(_lines(held.get("about", "")), PartyRole.SUBJECT)
    lines |= dict.fromkeys(_lines(held.get("harmed_by", "")), PartyRole.ALLEGED)
    ticked = doors.ticked(door, held.get("not_for") or (), at)
    return [
        *(About(name=name, role=role) for name, role in lines.items()),
        *(About(person_id=one, role=PartyRole.OTHER) for one in ticked),
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
