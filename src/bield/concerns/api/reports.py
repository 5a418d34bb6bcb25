"""For other systems: report a concern, and see how those stand that one may read."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from django.utils import timezone

from bield.access.middleware import TokenRequest
from bield.concerns import commands, pages, queries
from bield.concerns.about import About
from bield.concerns.api.written import BELOW, Code, Spoken
from bield.concerns.briefs import BriefList, ConcernBrief, Narrative
from bield.concerns.forms.asking import LINE, WORDS
from bield.concerns.intake import Intake
from bield.concerns.narrowing import DeskFilter
from bield.concerns.states import Danger, PartyRole, Risk
from bield.kit.api import Items, Reference, Route, Text, operation
from bield.kit.refusals import NotFound, Refusal, Refused
from bield.people import queries as people
from bield.people.actors import Actor


class Picture(StrEnum):
    """Unsure acts as yes."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


@dataclass(frozen=True)
class Named:
    """Somebody the report is about: known here by reference, or by name alone."""

    person: Annotated[Reference | None, "Somebody of the organisation whom you may know of."] = None
    name: Annotated[str, Text(most=LINE), "In full, rather than initials."] = ""
    role: PartyRole = PartyRole.SUBJECT


@dataclass(frozen=True)
class NewReport:
    danger_now: Annotated[Danger, "Is anyone in danger right now? Unsure acts as yes."]
    account: Annotated[str, Text(most=WORDS, least=1), "What happened, in the reporter's words."]
    site: Annotated[Reference, "To which site it belongs, see `/api/v1/sites/`."]
    about: Annotated[tuple[Named, ...], Items(most=20), "They are told nothing."] = ()
    child_words: Annotated[str, Text(most=WORDS), "What the child said, word for word."] = ""
    happened: Annotated[str, Text(most=LINE), "When, as well as is known."] = ""
    where: Annotated[str, Text(most=LINE), "A room, a street, an app or a game."] = ""
    done: Annotated[str, Text(most=WORDS), "What has been done already."] = ""
    colleague: Annotated[bool, "It is about somebody who works or helps here."] = False
    picture: Annotated[
        Picture | None, "Is there a nude, semi-nude or sexual picture? Never send it anywhere."
    ] = None


@dataclass(frozen=True)
class Receipt:
    """What the reporter keeps. It is durable by now."""

    reference: str
    reported_at: datetime
    answer_by: Annotated[datetime, "Somebody has taken it by then, or the next one is asked."]
    told: Annotated[tuple[str, ...], "Who has it now."]
    danger: Annotated[bool, "Somebody may be in danger: call 999 first."]
    nobody: Annotated[bool, "Nobody here can be told: call the authorities."]


class Part(StrEnum):
    """A part of the desk."""

    NEW = "new"
    MINE = "mine"
    WAITING = "waiting"
    OVERDUE = "overdue"
    CLOSED = "closed"


@dataclass(frozen=True)
class Chosen:
    tab: Annotated[Part, "Which part of the desk."] = Part.NEW
    site: Annotated[Reference | None, "One site alone."] = None
    risk: Annotated[Risk | None, "One risk alone."] = None
    kind: Annotated[Code | None, "One kind alone, as the question `kinds` of triage has it."] = None
    since: Annotated[date | None, "Reported on this day or later."] = None
    until: Annotated[date | None, "Reported on this day or before."] = None
    person: Annotated[Reference | None, "Those alone that name this person."] = None
    after: Annotated[Spoken | None, "`next` of the items before."] = None


@operation("Report a concern", scope="report", once=True, status=HTTPStatus.CREATED)
def report(request: TokenRequest, body: NewReport, send_key: str) -> Receipt:
    """It goes to those designated for the site, less everyone it is about. In danger right now?
    Call 999 first."""
    actor, at = request.actor, timezone.now()
    receipt = commands.report(
        actor,
        site_id=_site(actor, body.site),
        danger_now=body.danger_now,
        account=body.account,
        child_words=body.child_words,
        about=[_about(actor, number, one) for number, one in enumerate(body.about)],
        happened=body.happened,
        where=body.where,
        done=body.done,
        colleague=body.colleague,
        intake=Intake(picture=body.picture or ""),
        send_key=send_key,
        from_draft=False,
        at=at,
    )
    return _receipt(receipt)


def _site(actor: Actor, reference: str) -> int:
    for site in people.open_sites(actor):
        if site.reference == reference:
            return site.pk
    raise Refused(Refusal("unknown-site", "Choose a site of `/api/v1/sites/`.", field="site"))


def _about(actor: Actor, number: int, one: Named) -> About:
    field = f"about[{number}]"
    return about_of(actor, one.person, one.name, one.role, field=field)


def about_of(
    actor: Actor, person: str | None, name: str, role: PartyRole, *, field: str = ""
) -> About:
    """A person whom whoever asks may know of, or a name: never both."""
    if (person is None) == (not name.strip()):
        raise Refused(Refusal("person-or-name", "Give a person or a name.", field=field or None))
    if person is None:
        return About(name=name.strip(), role=role)
    try:
        known = people.person_by_reference(actor, person)
    except NotFound:
        why = "You may know of nobody with this reference. Give the name instead."
        raise Refused(Refusal("unknown-person", why, field=f"{field}.person".lstrip("."))) from None
    return About(person_id=known.pk, name=known.name, role=role)


def _receipt(receipt: pages.Receipt) -> Receipt:
    return Receipt(
        reference=receipt.reference,
        reported_at=receipt.reported.at,
        answer_by=receipt.answer_by.at,
        told=receipt.told,
        danger=receipt.danger,
        nobody=receipt.nobody,
    )


@operation("The receipt of your own report", scope="report")
def report_receipt(request: TokenRequest, reference: Spoken) -> Receipt:
    return _receipt(queries.receipt(request.actor, reference, at=timezone.now()))


@operation("Concerns you may read", scope="concerns:read")
def concerns(request: TokenRequest, query: Chosen) -> BriefList:
    """A part of your desk, 25 at a time, without names or words."""
    return queries.briefs(
        request.actor,
        tab=query.tab,
        chosen=DeskFilter(
            site=query.site or "",
            risk=str(query.risk or ""),
            kind=query.kind or "",
            since=query.since.isoformat() if query.since else "",
            until=query.until.isoformat() if query.until else "",
            person=query.person or "",
        ),
        after=query.after,
        at=timezone.now(),
    )


@operation("How one concern stands", scope="concerns:read")
def concern(request: TokenRequest, reference: Spoken) -> ConcernBrief:
    """Without names or words. Each reading, and each try at a concern that is not yours to read,
    is a line of the record."""
    at = timezone.now()
    token = request.token.subject
    commands.open_through(request.actor, reference, token=token, narrative=False, at=at)
    return queries.concern_brief(request.actor, reference, at=at)


@operation("What is written in one concern", scope="concerns:narrative")
def concern_narrative(request: TokenRequest, reference: Spoken) -> Narrative:
    """Only with a token that a lead or deputy made for it, for one day at most. Each reading is a
    line of the record."""
    at = timezone.now()
    token = request.token.subject
    commands.open_through(request.actor, reference, token=token, narrative=True, at=at)
    return queries.narrative(request.actor, reference, at=at)


ROUTES = (
    Route("reports/", "reports", {"POST": report}),
    Route("reports/<str:reference>/", "report", {"GET": report_receipt}),
    Route("concerns/", "concerns", {"GET": concerns}),
    Route(BELOW, "concern", {"GET": concern}),
    Route(f"{BELOW}narrative/", "narrative", {"GET": concern_narrative}),
)
