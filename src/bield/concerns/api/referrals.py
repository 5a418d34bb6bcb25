"""Referrals for other systems: how they stand; prepared, written down as sent, and heard of.

That a body was told at once, before anything else, is written down by people on a page of its own
(`concerns:refer-now`), which keeps it whatever becomes of the rest.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from django.utils import timezone

from bield.access.middleware import TokenRequest
from bield.concerns import commands, queries
from bield.concerns.api.triage import Version
from bield.concerns.api.written import BELOW, Code, Counted, Spoken
from bield.concerns.asked import ReferralsBrief, ShareBrief
from bield.concerns.forms.asking import LINE, WORDS
from bield.concerns.grounds import Consent, Form, Heard, Purpose
from bield.concerns.states import Occasion
from bield.kit.api import Items, Route, Text, operation

MOST = 500  # items of one concern


class How(StrEnum):
    """How it reached them."""

    PHONE = "phone"
    WEB = "web"
    EMAIL = "email"
    IN_PERSON = "in_person"
    PARTNERSHIP = "partnership"


@dataclass(frozen=True)
class NewDisclosure:
    """Everything that is needed to share something, none of it chosen beforehand."""

    body: Annotated[Code, "Of `bodies`; `other` for somebody who stands in no directory."]
    form: Annotated[Form, "`referral`: that they act. `disclosure`: that they know."]
    purpose: Purpose
    basis: Annotated[Code, "The ground on which it is shared: a code of `grounds`."]
    consent: Annotated[Consent, "How permission stands. It is written down as it is."]
    items: Annotated[
        tuple[Annotated[str, Text(most=40, pattern="[a-z0-9_-]+")], ...],
        Items(most=MOST),
        "Codes of `items`. What is not named does not leave.",
    ]
    why: Annotated[str, Text(most=WORDS), "Without permission this cannot stay empty."] = ""
    instead: Annotated[str, Text(most=WORDS), "Why not the body that is proposed."] = ""
    recipient: Annotated[str, Text(most=LINE), "For `other`: name and office."] = ""
    authority: Annotated[str, Text(most=LINE), "Whose: which council, which force."] = ""
    occasion: Annotated[Occasion, "How it is set out. `evidence` needs all of the chronology."] = (
        Occasion.CHOSEN
    )
    version: Version = None


@dataclass(frozen=True)
class Prepared:
    reference: str
    number: int


@dataclass(frozen=True)
class NewSending:
    told_at: Annotated[datetime, "When it was sent, or said."]
    how: How
    name: Annotated[str, Text(most=LINE), "Of whoever was spoken to."] = ""
    number: Annotated[str, Text(most=LINE), "The reference that they gave."] = ""
    said: Annotated[str, Text(most=WORDS), "What they said you should do."] = ""
    unread: Annotated[str, Text(most=WORDS), "Why they have what nobody had released."] = ""


@dataclass(frozen=True)
class NewHearing:
    what: Annotated[Heard, "`advised`, `agreed`, `chased` and `finished` need words."]
    words: Annotated[str, Text(most=WORDS), "What they said, and who said it."] = ""
    number: Annotated[str, Text(most=LINE), "The reference that they gave."] = ""


@dataclass(frozen=True)
class Kept:
    """It is written down."""

    reference: str
    kept_at: datetime


@operation("Referrals of one concern", scope="referrals:read")
def referrals(request: TokenRequest, reference: Spoken) -> ReferralsBrief:
    """Who may be told, what was prepared and sent, and what came back: without names or words.
    Each reading is a line of the record."""
    at = timezone.now()
    _opened(request, reference, at)
    return queries.referrals_brief(request.actor, reference, at=at)


@operation("What can be shared with one body", scope="referrals:read")
def shareable(request: TokenRequest, reference: Spoken, whom: Code) -> ShareBrief:
    """The grounds that hold for it, and the items that can be chosen. Each reading is a line of
    the record."""
    at = timezone.now()
    _opened(request, reference, at)
    return queries.share_brief(request.actor, reference, whom, at=at)


def _opened(request: TokenRequest, reference: str, at: datetime) -> None:
    token = request.token.subject
    commands.open_through(request.actor, reference, token=token, narrative=False, at=at)


@operation(
    "Prepare something to share", scope="referrals:write", once=True, status=HTTPStatus.CREATED
)
def prepare_disclosure(request: TokenRequest, reference: Spoken, body: NewDisclosure) -> Prepared:
    """The chosen items are kept as they stand now, for this recipient. Nothing leaves by it: people
    take the document out on the page."""
    shared = commands.Shared(
        body=body.body,
        form=body.form,
        purpose=body.purpose,
        basis=body.basis,
        consent=body.consent,
        items=body.items,
        why=body.why,
        instead=body.instead,
        recipient=body.recipient,
        authority=body.authority,
        occasion=body.occasion,
    )
    at = timezone.now()
    number = commands.prepare(request.actor, reference, shared, version=body.version, at=at)
    return Prepared(reference, number)


@operation("Write down that it was sent", scope="referrals:write", once=True)
def sent(request: TokenRequest, reference: Spoken, number: Counted, body: NewSending) -> Kept:
    """What was prepared has reached them, or was said to them."""
    at = timezone.now()
    told = commands.Told(
        "", body.told_at, how=body.how, name=body.name, reference=body.number, said=body.said
    )
    commands.send(request.actor, reference, number, told, at=at, unread=body.unread)
    return Kept(reference, at)


@operation("Write down what was heard", scope="referrals:write", once=True)
def heard(request: TokenRequest, reference: Spoken, number: Counted, body: NewHearing) -> Kept:
    """What came back about one of `referrals`; or that they were asked again."""
    at = timezone.now()
    commands.hear(
        request.actor,
        reference,
        of=int(number),
        what=body.what,
        words=body.words,
        number=body.number,
        at=at,
    )
    return Kept(reference, at)


ROUTES = (
    Route(f"{BELOW}referrals/", "referrals", {"GET": referrals}),
    Route(f"{BELOW}referrals/<str:number>/heard/", "heard", {"POST": heard}),
    Route(f"{BELOW}bodies/<str:whom>/", "shareable", {"GET": shareable}),
    Route(f"{BELOW}disclosures/", "disclosures", {"POST": prepare_disclosure}),
    Route(f"{BELOW}disclosures/<str:number>/sent/", "sent", {"POST": sent}),
)
