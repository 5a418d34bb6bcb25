"""A concern that is worked on, something kept for it, and a change planned after it."""

from datetime import datetime, timedelta

from bield.concerns import commands as concerns
from bield.concerns.models import Reader
from bield.people import commands as people_commands
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.states import Role

ABOUT = {
    **dict.fromkeys(
        (
            "concerns:parents",
            "concerns:tell-parents",
            "concerns:custody",
            "concerns:meeting",
            "concerns:spoke",
            "concerns:support",
            "concerns:read-twice",
            "concerns:responses",
            "concerns:plan-change",
            "concerns:consult",
            "concerns:inform",
            "concerns:tell-reporter",
            "concerns:keep-in-touch",
        ),
        "concern",
    ),
    **dict.fromkeys(
        (
            "concerns:in-keeping",
            "concerns:hand-over",
            "concerns:confirm-hand-over",
            "concerns:take-back",
            "concerns:keep-no-more",
        ),
        "thing in custody",
    ),
    "concerns:change": "planned change",
    "concerns:task": "task",
    "concerns:take-notice": "task",
    "concerns:pass-notice-on": "task",
    "concerns:end-consultation": "consultation",
    "concerns:respond": "response",
    "concerns:leave-out": "action",
}
ABSENT = {
    "thing in custody": "K-CCCC-CCCC",
    "planned change": "P-CCCC-CCCC",
    "task": "T-CCCC-CCCC",
    "consultation": "C-CCC-CCCC T-CCCC-CCCC",
    "response": "C-CCC-CCCC block",
    "action": "C-CCC-CCCC agency",
}
GRAVITY = {
    "danger": ["no"],
    "affected": ["child"],
    "harm": ["no"],
    "illegal": ["no"],
    "spreading": ["no"],
}


def things(lead: Actor, colleague_id: int, at: datetime) -> dict[str, str]:
    day = at.date() + timedelta(days=40)
    reference = concerns.report(
        lead,
        site_id=people.sites(lead)[0].pk,
        danger_now="no",
        account="Somebody left a telephone behind.",
        send_key="matrix of steps",
        at=at,
    ).reference
    concerns.acknowledge(lead, reference, at=at)
    concerns.answer_all(lead, reference, answers=GRAVITY, reason="As it was told.", at=at)
    kept = concerns.take_into_custody(
        lead,
        reference,
        kind="device",
        what="Black telephone",
        whose="Nobody knows",
        from_whom="The front desk",
        kept_where="The safe",
        taken_at=at,
        review_on=day,
        at=at,
    )
    change = concerns.plan_change(
        lead, reference, change="Lock the cupboard.", owner_id=colleague_id, on=day, at=at
    )
    asked = concerns.consult(
        lead,
        reference,
        person_id=_without_sight(lead, reference, colleague_id, at),
        task="Look at the router.",
        until=day,
        at=at,
    )
    return {
        "thing in custody": kept.reference,
        "task": asked.reference,
        "consultation": f"{reference} {asked.reference}",
        "planned change": change.reference,
        "response": f"{reference} block",
        "action": f"{reference} agency",
    }


def _without_sight(lead: Actor, reference: str, colleague_id: int, at: datetime) -> int:
    """The colleague, or in a house where everybody reads concerns somebody new."""
    if not Reader.objects.filter(concern__reference=reference, person=colleague_id).exists():
        return colleague_id
    actor = house(lead.organisation_id, "tests")
    new = people_commands.add_person(actor, name="Tam Reed", at=at)
    people_commands.appoint(actor, new.pk, role=Role.IT_SUPPORT, at=at)
    return new.pk
