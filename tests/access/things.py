"""One thing of each kind that an address can be about, in one house."""

from datetime import timedelta

from django.utils import timezone

from bield.duties import commands as duties
from bield.people.actors import Strength, actor_of
from bield.people.models import Organisation, Person
from bield.retention import commands as retention
from tests.conftest import look_into

ABOUT = {  # route -> what it is about
    "duties:done": "duty",
    "duties:take-out-term": "term",
    "retention:hold": "hold",
    "retention:review": "hold",
    "retention:release": "hold",
}
ABSENT = {"duty": "CCCCCCCC", "term": "CCCCCCCC", "hold": "H-CCCCCC"}


def things(house: Organisation, lead: Person) -> dict[str, str]:
    """All of them the lead's."""
    at = timezone.now()
    day = timezone.localdate()
    look_into(house)
    actor = actor_of(lead, on=day, strength=Strength.STEPPED_UP)
    duty = duties.open_duty(
        actor,
        "standing.account-review",
        subject="standing.account-review",
        holder_ids=[lead.pk],
        at=at,
    )
    term = duties.set_term(
        actor, name="Autumn", begins_on=day, ends_on=day + timedelta(days=90), at=at
    )
    hold = retention.place_hold(
        actor, "device:1", reason="Asked for.", review_on=day + timedelta(days=30), at=at
    )
    return {"duty": duty.reference, "term": term.reference, "hold": hold.reference}
