"""What the house does at the public doors by itself: let go what waits, forget what is over."""

from datetime import datetime

from bield.concerns.commands.door.telling import have_turn
from bield.concerns.models import Salt, Stay
from bield.concerns.queries import door as doors
from bield.kit.reading import reading
from bield.ledger.record import housekeeping
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of


def serve_doors(at: datetime) -> None:
    ids = people.organisation_ids()
    for organisation_id in ids:
        _serve(organisation_id, at)


def _serve(organisation_id: int, at: datetime) -> None:
    with reading(organisation_id):
        turns = doors.turns_come(organisation_id, at)
        known = {door: doors.door_by_id(organisation_id, door) for _, door in turns}
        over = doors.over(organisation_id, at)
        stale = doors.stale_salts(organisation_id, day_of(at))
    for stay_id, door in turns:
        have_turn(known[door], stay_id, at=at)
    if over or stale:
        _forget(house(organisation_id, doors.HOUSE), over, stale)


@housekeeping("what somebody typed and did not send, and the marks of a day, end by themselves")
def _forget(actor: Actor, stays: list[int], salts: list[int]) -> None:  # noqa: ARG001
    Stay.objects.filter(pk__in=stays).delete()
    Salt.objects.filter(pk__in=salts).delete()
