"""One thing of each kind that an address can be about, in one house."""

from datetime import timedelta

from django.utils import timezone

from bield.access import commands as access
from bield.access.states import Scope
from bield.advice import commands as advice
from bield.advice.commands import Number
from bield.advice.states import Body
from bield.duties import commands as duties
from bield.people.actors import Strength, actor_of
from bield.people.models import Person
from bield.retention import commands as retention
from tests.access import (
    things_of_agreements,
    things_of_concerns,
    things_of_doors,
    things_of_files,
    things_of_keeping,
    things_of_marks,
    things_of_patterns,
    things_of_people,
    things_of_slips,
    things_of_staff,
    things_of_steps,
    things_of_views,
)

ABOUT = (
    {  # route -> what it is about
        "advice:change-number": "number",
        "advice:check-number": "number",
        "advice:end-number": "number",
        "access:new-password": "link",
        "access:invitation": "link",
        "access:new-address": "link",
        "access:new-device-here": "link",
        "access:person": "person",
        "access:invite": "person",
        "access:start-reset": "person",
        "access:ask-reset": "person",
        "access:end-token": "token",
        "access:end-hook": "hook",
        "access:holders": "shared account",
        "access:end-shared": "shared account",
        "api:duty-done": "duty",
        "duties:done": "duty",
        "duties:take-out-term": "term",
        "retention:hold": "hold",
        "retention:review": "hold",
        "retention:release": "hold",
    }
    | things_of_agreements.ABOUT
    | things_of_concerns.ABOUT
    | things_of_doors.ABOUT
    | things_of_keeping.ABOUT
    | things_of_marks.ABOUT
    | things_of_staff.ABOUT
    | things_of_files.ABOUT
    | things_of_patterns.ABOUT
    | things_of_slips.ABOUT
    | things_of_steps.ABOUT
    | things_of_views.ABOUT
    | things_of_people.ABOUT
)
SPENT = "a-link-that-was-used-already"  # a link is its own key: nobody's, whoever looks
ABSENT = (
    {
        "link": SPENT,
        "number": "CCCCCCCC",
        "person": "CCCCCCCC",
        "shared account": "CCCCCCCC",
        "token": "CCCCCCCC",
        "hook": "CCCCCCCC",
        "duty": "CCCCCCCC",
        "term": "CCCCCCCC",
        "hold": "H-CCCCCC",
    }
    | things_of_agreements.ABSENT
    | things_of_concerns.ABSENT
    | things_of_doors.ABSENT
    | things_of_keeping.ABSENT
    | things_of_marks.ABSENT
    | things_of_staff.ABSENT
    | things_of_files.ABSENT
    | things_of_patterns.ABSENT
    | things_of_slips.ABSENT
    | things_of_steps.ABSENT
    | things_of_views.ABSENT
    | dict.fromkeys(things_of_people.ABOUT.values(), "CCCCCCCC")
    | things_of_people.ABSENT
)
COLLEAGUES = ("Ivy Lindqvist", "Ned Shaw")


def things(lead: Person) -> dict[str, str]:
    """All of them the lead's, who has an account."""
    at = timezone.now()
    day = timezone.localdate()
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
    colleague = Person.objects.get(organisation=lead.organisation, name__in=COLLEAGUES)
    shared = access.register_shared_account(
        actor,
        name="Tablet at reception",
        reason="One tablet.",
        holder_ids=[lead.pk, colleague.pk],
        at=at,
    )
    number = advice.keep_number(
        actor, Number(Body.POLICE, "Northshire Police", phone="0114 496 0199"), at=at
    )
    hooked = access.make_hook(actor, url="https://hooks.example.org", events=["duty.opened"], at=at)
    made = access.make_token(actor, name="Register", scopes=[Scope.DUTIES_READ], days=1, at=at)
    of_concerns = things_of_concerns.things(actor, at)
    return {
        "link": SPENT,
        "number": number.reference,
        "person": colleague.reference,
        "shared account": shared.reference,
        "token": made.token.reference,
        "hook": hooked.hook.reference,
        "duty": duty.reference,
        "term": term.reference,
        "hold": hold.reference,
        **things_of_agreements.things(actor, lead, colleague, at),
        **of_concerns,
        **things_of_files.things(actor, of_concerns["somebody in it"], at),
        **things_of_doors.things(actor, at),
        **things_of_keeping.things(actor, at),
        **things_of_marks.things(actor, at),
        **things_of_patterns.things(of_concerns["somebody in it"].split()[0]),
        **things_of_slips.things(actor, at),
        **things_of_staff.things(actor, at),
        **things_of_steps.things(actor, colleague.pk, at),
        **things_of_views.things(actor),
        **things_of_people.things(actor, lead, at),
    }
