"""A form, and the answer of the lead to it, in one house."""

from datetime import date, datetime, timedelta

from bield.agreements import commands, queries
from bield.agreements.commands import Check, Declared, Evidence, Put
from bield.agreements.models import FamilyRecording
from bield.agreements.states import (
    Action,
    Audience,
    DoneWith,
    PartKind,
    Purpose,
    TieKind,
    Use,
    Viewer,
    Whom,
)
from bield.duties.states import ClockUnit, Period
from bield.kit.judging import judge
from bield.people import commands as people
from bield.people.actors import Actor, actor_of, house
from bield.people.ages import day_of
from bield.people.models import Person
from tests import files

ABOUT = {
    "agreements:answer": "sheet",
    "agreements:choose-copies": "somebody asked",
    "agreements:put-to": "form",
    "agreements:request": "request to sign",
    "agreements:remind-now": "request to sign",
    "agreements:end-request": "request to sign",
    "agreements:save-list": "request to sign",
    "agreements:take-back": "answer",
    "agreements:kept": "sheet",
    "agreements:answer-by-link": "sheet",
    "agreements:link": "link",
    "agreements:certificate": "certificate",
    "agreements:certificate-to-keep": "certificate",
    "agreements:scan": "certificate",
    "agreements:statement": "statement",
    "agreements:send-links": "form",
    "agreements:send-link": "form sheet",
    "agreements:show-link": "form sheet",
    "agreements:show-code": "form sheet",
    "agreements:ask-by-message": "form sheet",
    "agreements:form": "form",
    "agreements:wanted": "form",
    "agreements:take-answer": "form sheet",
    "agreements:ask": "form",
    "agreements:publish": "form",
    "agreements:ask-anew": "form question",
    "agreements:take-out": "form question",
    "agreements:misuse-of": "colleague",
    "agreements:misuse-day": "colleague",
    "agreements:record-misuse": "colleague day",
    "agreements:misuse": "misuse",
    "agreements:end-tie": "own tie",
    "agreements:ties-of": "colleague",
    "agreements:decide-tie": "tie",
    "agreements:taken-back": "no",
    "agreements:event": "event",
    "agreements:change-event": "event",
    "agreements:event-notice": "event",
    "agreements:seen-online": "take-down",
    "agreements:take-down": "take-down",
    "agreements:ask-down": "take-down",
    "agreements:hear-down": "take-down",
    "agreements:tell-parents": "take-down",
    "agreements:close-take-down": "take-down",
    "agreements:recording": "recording",
    "agreements:sign-recording": "recording",
    "agreements:drop-recording": "recording",
    "agreements:countersign": "recording",
    "agreements:recording-deleted": "recording of both",
    "agreements:renew": "form",
    "agreements:terms": "governed",
    "agreements:why": "form question audience",
    "agreements:part": "form part",
}
ABSENT = {
    "sheet": "DDDDDDDD E-CCCCCCCC",
    "answer": "DDDDDDDD E-CCCCCCCC record",
    "certificate": "S-CCCCCCCC",
    "statement": "L-CCCCCCCC",
    "form": "E-CCCCCCCC",
    "request to sign": "N-CCCCCCCC",
    "somebody asked": "DDDDDDDD",
    "form sheet": "E-CCCCCCCC DDDDDDDD DDDDDDDD",
    "form question": "E-CCCCCCCC record",
    "colleague": "DDDDDDDD",
    "colleague day": "DDDDDDDD 2026-03-03",
    "misuse": "M-CCCCCCCC",
    "own tie": "Q-CCCCCCCC",
    "tie": "Q-CCCCCCCC",
    "no": "DDDDDDDD publicity",
    "event": "V-CCCCCCCC",
    "take-down": "U-CCCCCCCC",
    "recording": "Y-CCCCCCCC",
    "recording of both": "Y-DDDDDDDD",
    "governed": "photo_display",  # a purpose is nobody's: it is the same in every house
    "form question audience": "E-CCCCCCCC record staff",
    "form part": "E-CCCCCCCC report",
}


def things(lead: Actor, person: Person, colleague: Person, at: datetime) -> dict[str, str]:
    purposes = [Purpose.RECORD, Purpose.PUBLICITY]
    check = Check("Why?", "For a true account", ("For fun",))
    put = [
        Put(purpose, audience, "May we?", reason="To know.", check=check)
        for purpose in purposes
        for audience in Audience
    ]
    kept = Period(90, ClockUnit.CALENDAR_DAYS)
    for purpose in purposes:
        uses, viewers = [DoneWith.AGAIN], [Viewer.LEAD]
        commands.set_terms(lead, purpose, uses=uses, viewers=viewers, kept=kept, at=at)
    form = commands.write_form(lead, "Recording", put, at=at).reference
    commands.publish_form(lead, form, at=at)
    asked = queries.answerable(lead.organisation_id, person.pk, person.pk, purposes, at=at)
    seen = {purpose: one.question.digest for purpose, one in asked.items()}
    office = house(lead.organisation_id, "tests")
    me, by = person.pk, Evidence(signed_on=day_of(at), scan=judge(files.png(), pictures=True))
    paper = commands.take_answer(
        office,
        me,
        me,
        dict.fromkeys(seen, "yes"),
        seen=seen,
        understood=dict.fromkeys(seen, check.right),
        how="paper",
        at=at,
        by=by,
    )
    said = {Purpose.RECORD: "yes", Purpose.PUBLICITY: "no"}
    understood = dict.fromkeys(seen, check.right)
    commands.answer(lead, person.pk, {**said}, seen=seen, understood=understood, at=at)
    request = commands.put_form(
        lead, form, whom=Whom.NAMED, named=[person.reference], last_day=day_of(at), at=at
    )
    sheet = f"{person.reference} {form}"
    return {
        "sheet": sheet,
        "answer": f"{sheet} {Purpose.RECORD}",
        "certificate": paper[0].reference,
        "statement": _by_message(office, lead, person, at),
        "form": form,
        "request to sign": request.reference,
        "somebody asked": person.reference,
        "form sheet": f"{form} {person.reference} {person.reference}",
        "form question": f"{form} {Purpose.RECORD}",
        "no": f"{person.reference} {Purpose.PUBLICITY}",
        **_of_families(lead, person, at),
        "governed": Purpose.PHOTO_DISPLAY.value,
        "form question audience": f"{form} {Purpose.RECORD} {Audience.STAFF}",
        "form part": f"{form} {PartKind.REPORT}",
        **_of_conduct(lead, colleague, at),
    }


def _by_message(office: Actor, lead: Actor, person: Person, at: datetime) -> str:
    """A question that asks nothing back."""
    alone = [Put(Purpose.ONE_TO_ONE, one, "May we?") for one in Audience]
    form = commands.write_form(lead, "One to one", alone, at=at).reference
    commands.publish_form(lead, form, at=at)
    me = person.reference
    sent = commands.send_statement(office, me, me, Purpose.ONE_TO_ONE, way="email", at=at)
    return sent.reference


def _of_families(lead: Actor, person: Person, at: datetime) -> dict[str, str]:
    """An event of the whole house, what the lead saw online, and what her family records: once
    signed by her alone, once by both."""
    day = day_of(at) + timedelta(days=7)
    event = commands.plan_event(lead, title="Open day", on=day, at=at)
    seen = commands.report_online(lead, "A film on a page.", of_another=True, at=at)
    us = house(lead.organisation_id, "tests")
    child = people.add_person(us, name="Sam Boateng", born_on=date(2015, 1, 1), at=at)
    people.link_guardian(us, guardian_id=person.pk, child_id=child.pk, at=at)
    signed = {
        "organisation_id": lead.organisation_id,
        "person": child,
        "said_by": person,
        "said_at": at,
        "uses": [Use.AGAIN],
        "ends_on": day,
        "signed_at": at,
    }
    other = Person.objects.filter(organisation=lead.organisation_id).exclude(pk=person.pk).first()
    both = FamilyRecording.objects.create(**signed, countersigned_by=other, countersigned_at=at)
    return {
        "event": event.reference,
        "take-down": seen.reference,
        "recording": FamilyRecording.objects.create(**signed).reference,
        "recording of both": both.reference,
    }


def _of_conduct(lead: Actor, colleague: Person, at: datetime) -> dict[str, str]:
    """What the lead wrote down of a colleague, and what both declared."""
    misuse = commands.record_misuse(
        lead,
        colleague.pk,
        part="acceptable_use.0",
        action=Action.SPOKEN,
        happened_on=day_of(at),
        words="Left it open.",
        at=at,
    )
    tie = Declared(TieKind.TIE, "A neighbour", "Next door", "We live there.")
    own = commands.declare_tie(lead, tie, at=at)
    theirs = commands.declare_tie(actor_of(colleague, on=day_of(at)), tie, at=at)
    return {
        "colleague": colleague.reference,
        "colleague day": f"{colleague.reference} {day_of(at).isoformat()}",
        "misuse": misuse.reference,
        "own tie": own.reference,
        "tie": theirs.reference,
    }
