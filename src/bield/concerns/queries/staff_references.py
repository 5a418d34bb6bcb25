"""What a reference may say of an adult, worked out and looked up."""

from datetime import datetime

from bield.concerns.moments import moment
from bield.concerns.queries.staff import posts_of
from bield.concerns.queries.staff_seen import said_of, subject
from bield.concerns.rules import staff as rules
from bield.concerns.staff_files import LeftOut, StaffFile, StaffReference, ToSay
from bield.concerns.states import Finding, StaffStep
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of


def worked_out(page: StaffFile) -> dict[str, list[dict[str, str]]]:
    """What a reference says of each concern of the file, and why it says nothing of the rest."""
    says = [
        {
            "reference": one.reference,
            "day": one.day,
            "finding": one.finding,
            "words": one.ended.says["words"] if one.ended else "",
        }
        for one in page.lines
        if not rules.left_out(one.finding)
    ]
    left = [
        {"reference": one.reference, "why": why}
        for one in page.lines
        if (why := rules.left_out(one.finding))
    ]
    return {"says": says, "left": left}


def staff_reference(
    actor: Actor, reference: str, number: int, given: str, *, at: datetime
) -> StaffReference:
    of = subject(actor, reference, number, at=at)
    for one in said_of(actor, of):
        if one.reference == given and one.what == StaffStep.REFERENCE:
            break
    else:
        raise NotFound(given)
    person = people.people_by_id(actor.organisation_id, [of.person_id])[of.person_id]
    held = people.held_by(actor.organisation_id, [of.person_id], day_of(at))
    return StaffReference(
        reference=reference,
        number=number,
        name=person.name,
        posts=posts_of(people.organisation(actor), held.get(of.person_id, [])),
        asker=one.says["asker"],
        post=one.says["post"],
        by=one.by,
        at=moment(one.written_at, at),
        written_at=one.written_at,
        person=person.reference,
        says=tuple(
            ToSay(
                said["reference"], said["day"], str(Finding(said["finding"]).label), said["words"]
            )
            for said in one.says["says"]
        ),
        left=tuple(LeftOut(said["reference"], said["why"]) for said in one.says["left"]),
        opened=tuple(said["reference"] for said in one.says["says"]),
    )
