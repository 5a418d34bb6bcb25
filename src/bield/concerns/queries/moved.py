"""Who left with concerns that another setting may need, and whose file nobody has prepared."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bield.concerns.models import Party, Transfer
from bield.concerns.states import Track
from bield.concerns.subjects import BETWEEN
from bield.people import queries as people
from bield.people.ages import day_of

LOOK_BACK = timedelta(days=60)  # whoever left before it is asked about no more
BEFORE = timedelta(days=90)  # a file prepared so long before somebody left is theirs


@dataclass(frozen=True)
class Moved:
    """Somebody who left, by the newest concern that names them and can go."""

    reference: str
    number: int  # of the person in it
    concern_id: int
    site_id: int
    left_on: date
    prepared: bool  # their file is prepared already

    @property
    def subject(self) -> str:
        """One person of one concern, without a name."""
        return f"{self.reference}{BETWEEN}p{self.number}"


def moved(organisation_id: int, at: datetime) -> list[Moved]:
    """In the same few statements, however many left."""
    today = day_of(at)
    left = people.leavers(organisation_id, today - LOOK_BACK, today)
    ids = left.keys() - people.worked_to_the_end(organisation_id, left)
    named = (
        Party.objects.filter(organisation_id=organisation_id, person__in=ids)
        .exclude(concern__track=Track.STAFF)
        .select_related("concern")
        .order_by("concern_id", "-number")
    )
    newest = {party.person_id: party for party in named if party.person_id is not None}
    gone = _prepared(organisation_id, newest)
    return [
        Moved(
            party.concern.reference,
            party.number,
            party.concern_id,
            party.concern.site_id,
            left[person],
            person in gone and gone[person] >= left[person] - BEFORE,
        )
        for person, party in newest.items()
    ]


def _prepared(organisation_id: int, ids: dict[int, Party]) -> dict[int, date]:
    """The last day on which a file of each was prepared."""
    made = Transfer.objects.filter(organisation_id=organisation_id, person__in=ids)
    rows = made.order_by("pk").values_list("person_id", "prepared_at")
    return {person: day_of(prepared) for person, prepared in rows}
