from collections.abc import Mapping
from datetime import datetime

from bield.duties.commands.opening import done, open_duty
from bield.duties.kinds import PUT_RIGHT
from bield.duties.models import Found
from bield.duties.queries import found_now
from bield.kit.watches import Finding
from bield.ledger.record import housekeeping, note
from bield.people.actors import Actor

SUBJECT = 96  # as long as the record allows
Place = tuple[str, str]  # watch, subject


@housekeeping("the words of a finding that stands; that it appeared, changed or ended is noted")
def record_findings(house: Actor, findings: Mapping[Place, Finding], *, at: datetime) -> None:
    """What the watches found just now, against what they found before.

    Something new opens a duty. What is found right again closes it: the work was its evidence.
    """
    standing = {(row.watch, row.subject): row for row in found_now(house.organisation_id)}
    for place, row in standing.items():
        if place not in findings:
            _mended(house, row, at)
    for place, finding in findings.items():
        if place in standing:
            _again(house, standing[place], finding, at)
        else:
            _appeared(house, place, finding, at)


def _appeared(house: Actor, place: Place, finding: Finding, at: datetime) -> None:
    watch, subject = place
    Found.objects.create(
        organisation_id=house.organisation_id,
        watch=watch,
        subject=subject,
        state=finding.state,
        message=finding.message,
        mender=finding.mender,
        link=finding.link,
        since=at,
    )
    open_duty(house, PUT_RIGHT.code, subject=duty_subject(place), link=finding.link, at=at)
    note(
        event="duty.watch-broken",
        subject=duty_subject(place),
        by=house.id,
        at=at,
        state=str(finding.state),
    )


def _again(house: Actor, row: Found, finding: Finding, at: datetime) -> None:
    said = (str(finding.state), finding.message, finding.mender, finding.link)
    if said == (row.state, row.message, row.mender, row.link):
        return
    if row.state != finding.state:
        subject = duty_subject((row.watch, row.subject))
        note(event="duty.watch-broken", subject=subject, by=house.id, at=at, state=said[0])
    row.state, row.message, row.mender, row.link = said
    row.save(update_fields=["state", "message", "mender", "link"])


def _mended(house: Actor, row: Found, at: datetime) -> None:
    row.until = at
    row.save(update_fields=["until"])
    subject = duty_subject((row.watch, row.subject))
    done(house, PUT_RIGHT.code, subject=subject, evidence="found-right", at=at)
    note(event="duty.watch-kept", subject=subject, by=house.id, at=at)


def duty_subject(place: Place) -> str:
    return ":".join(("watch", *filter(None, place)))[:SUBJECT]
