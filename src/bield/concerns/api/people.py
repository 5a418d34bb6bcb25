"""For other systems: who is in a concern, by number and part; and put right, with a reason."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from django.utils import timezone

from bield.access.middleware import TokenRequest
from bield.concerns import commands, queries
from bield.concerns.api.reports import about_of
from bield.concerns.api.triage import Version
from bield.concerns.api.written import BELOW, Counted, Spoken
from bield.concerns.briefs import PeopleBrief
from bield.concerns.forms.asking import LINE
from bield.concerns.states import PartyRole
from bield.kit.api import Reference, Route, Text, operation

Reason = Annotated[
    str, Text(most=LINE, least=1), "Without the name of anybody who was named by mistake."
]


@dataclass(frozen=True)
class Meant:
    """Who was meant: known here by reference, or by name alone."""

    reason: Reason
    person: Annotated[Reference | None, "Somebody of the organisation whom you may know of."] = None
    name: Annotated[str, Text(most=LINE), "In full: somebody we do not have."] = ""
    version: Version = None


@dataclass(frozen=True)
class Also(Meant):
    """Somebody else who is in it, with their part."""

    role: PartyRole = PartyRole.SUBJECT


@dataclass(frozen=True)
class Mistake:
    reason: Reason
    version: Version = None


@dataclass(frozen=True)
class PutRight:
    reference: str
    number: Annotated[int | None, "Of the person in the concern; null: nobody is in it instead."]
    read_on: Annotated[
        bool, "False: the concern went to others with this, and is not yours to read."
    ]


@operation("Who is in a concern", scope="concerns:read")
def people_in_it(request: TokenRequest, reference: Spoken) -> PeopleBrief:
    """Without names: those stand in the narrative, under the same numbers. Each reading is a line
    of the record."""
    at = timezone.now()
    token = request.token.subject
    commands.open_through(request.actor, reference, token=token, narrative=False, at=at)
    return queries.people_brief(request.actor, reference)


@operation("Add somebody", scope="concerns:people", once=True, status=HTTPStatus.CREATED)
def name_also(request: TokenRequest, reference: Spoken, body: Also) -> PutRight:
    """Whoever is named is kept out of the concern at once."""
    who = about_of(request.actor, body.person, body.name, body.role)
    return _done(
        reference,
        commands.name_also(
            request.actor,
            reference,
            who=who,
            reason=body.reason,
            version=body.version,
            at=timezone.now(),
        ),
    )


@operation("Say who was meant", scope="concerns:people", once=True)
def put_right(request: TokenRequest, reference: Spoken, number: Counted, body: Meant) -> PutRight:
    """A name as typed is tied to the person and keeps its number; whoever was named by mistake
    makes room for somebody with a number of their own."""
    who = about_of(request.actor, body.person, body.name, PartyRole.SUBJECT)
    return _done(
        reference,
        commands.put_right(
            request.actor,
            reference,
            int(number),
            who=who,
            reason=body.reason,
            version=body.version,
            at=timezone.now(),
        ),
    )


@operation("Take somebody out who is not in it", scope="concerns:people", once=True)
def name_no_more(
    request: TokenRequest, reference: Spoken, number: Counted, body: Mistake
) -> PutRight:
    """They were named by mistake, and nobody instead."""
    return _done(
        reference,
        commands.name_no_more(
            request.actor,
            reference,
            int(number),
            reason=body.reason,
            version=body.version,
            at=timezone.now(),
        ),
    )


def _done(reference: str, done: commands.PutRightDone) -> PutRight:
    return PutRight(reference, done.number or None, done.read_on)


ROUTES = (
    Route(f"{BELOW}people/", "people", {"GET": people_in_it, "POST": name_also}),
    Route(f"{BELOW}people/<str:number>/", "put-right", {"POST": put_right}),
    Route(f"{BELOW}people/<str:number>/not-in-it/", "name-no-more", {"POST": name_no_more}),
)
