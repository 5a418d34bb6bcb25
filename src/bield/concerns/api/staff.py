"""Staff files for other systems: the list, one file, and what is said in it.

Whose file it is, is read from the token: nobody comes to their own, whatever they hold, and
whoever lost the post that reads such concerns has lost both scopes with it.
"""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from django.utils import timezone

from bield.access.middleware import TokenRequest
from bield.concerns import commands, queries
from bield.concerns.api.referrals import Kept
from bield.concerns.api.triage import AnswerTaken, Version, answer_taken
from bield.concerns.api.written import BELOW, Counted, Spoken
from bield.concerns.forms.asking import LINE, WORDS
from bield.concerns.staff_briefs import StaffFileBrief, StaffFileList, StaffReferenceBrief
from bield.concerns.states import ALPHABET, Finding, Together
from bield.kit.api import Number, Route, Text, operation

FILE = f"{BELOW}people/<str:number>/staff-file/"
Given = Annotated[
    str, Text(most=11, pattern=f"A-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}"), "Like A-4F7C-9HK2."
]
OfFile = Annotated[
    int | None,
    Number(0, 2**31 - 1),
    "Of the file as you read it: who said something in it since is told.",
]


class Limb(StrEnum):
    HARM = "limb_harm"
    OFFENCE = "limb_offence"
    RISK = "limb_risk"
    SUITABLE = "limb_suitable"


class Threshold(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True)
class NewLimb:
    question: Limb
    value: Annotated[Threshold, "`unsure` acts as yes."]
    reason: Annotated[str, Text(most=WORDS), "Why the answer changes."] = ""
    version: Version = None


@dataclass(frozen=True)
class NewOutcome:
    finding: Finding
    with_whom: Annotated[str, Text(most=LINE), "Who decided it with you: nobody does alone."]
    words: Annotated[str, Text(most=WORDS), "What was decided and done; a reference may say it."]
    stays: Annotated[bool, "If it was false: the adult agrees that it stays in the file."] = False
    step_goes: Annotated[
        bool, "It is meant that nobody looks at several together any more (`step-goes`)."
    ] = False
    version: OfFile = None


@dataclass(frozen=True)
class NewJudgement:
    answer: Annotated[Together, "Whether they meet the threshold together."]
    reason: Annotated[str, Text(most=WORDS), "Also for a “no”."]
    version: OfFile = None


@dataclass(frozen=True)
class NewReference:
    asker: Annotated[str, Text(most=LINE), "Who asks for it."]
    post: Annotated[str, Text(most=LINE), "For which post."]


@operation("Staff files", scope="staff:read")
def staff_files(request: TokenRequest) -> StaffFileList:
    """Of the adults in question in concerns that you read by post: without names or words."""
    return queries.staff_files_brief(request.actor, at=timezone.now())


@operation("A staff file", scope="staff:read")
def staff_file(request: TokenRequest, reference: Spoken, number: Counted) -> StaffFileBrief:
    """What the page shows, less names and the words of the reports. Each concern of it that was
    read is a line of the record."""
    at = timezone.now()
    _opened(request, reference)
    page = queries.staff_file(request.actor, reference, int(number), at=at)
    _read(request, page.read - {reference})
    return queries.staff_file_brief(page)


@operation("Answer a question of the threshold", scope="staff:write", once=True)
def answer_limb(
    request: TokenRequest, reference: Spoken, number: Counted, body: NewLimb
) -> AnswerTaken:
    """One of the four, as triage asks it. A change needs its reason, and both answers stay."""
    given = commands.answer_limb(
        request.actor,
        reference,
        int(number),
        limb=body.question,
        value=body.value,
        reason=body.reason,
        version=body.version,
        at=timezone.now(),
    )
    return answer_taken(body.question, given)


@operation("Write down an outcome", scope="staff:write", once=True, status=HTTPStatus.CREATED)
def write_outcome(
    request: TokenRequest, reference: Spoken, number: Counted, body: NewOutcome
) -> Kept:
    """How one concern ended. Another outcome later stands beside it; the last one counts."""
    at = timezone.now()
    ended = commands.Ended(body.finding, body.with_whom, body.words, body.stays, body.step_goes)
    said = commands.write_outcome(
        request.actor, reference, int(number), ended, version=body.version, at=at
    )
    return Kept(said, at)


@operation("Look at several together", scope="staff:write", once=True, status=HTTPStatus.CREATED)
def judge_together(
    request: TokenRequest, reference: Spoken, number: Counted, body: NewJudgement
) -> Kept:
    """Whether several low-level concerns meet the threshold together, with the reason."""
    at = timezone.now()
    said = commands.judge_together(
        request.actor,
        reference,
        int(number),
        answer=body.answer,
        reason=body.reason,
        version=body.version,
        at=at,
    )
    return Kept(said, at)


@operation("Work out a reference", scope="staff:write", once=True, status=HTTPStatus.CREATED)
def give_reference(
    request: TokenRequest, reference: Spoken, number: Counted, body: NewReference
) -> Kept:
    """What it may say is worked out and kept, with who asked and for which post."""
    at = timezone.now()
    given = commands.give_reference(
        request.actor, reference, int(number), asker=body.asker, post=body.post, at=at
    )
    return Kept(given, at)


@operation("What a reference may say", scope="staff:read")
def staff_reference(
    request: TokenRequest, reference: Spoken, number: Counted, given: Given
) -> StaffReferenceBrief:
    """As it was worked out when somebody asked. Each concern of which it speaks has a line of the
    record."""
    at = timezone.now()
    _opened(request, reference)
    page = queries.staff_reference(request.actor, reference, int(number), given, at=at)
    _read(request, page.read - {reference})
    return queries.staff_reference_brief(page, given)


def _opened(request: TokenRequest, reference: str) -> None:
    """Trying leaves its line as well."""
    commands.open_through(
        request.actor,
        reference,
        token=request.token.subject,
        narrative=True,
        at=timezone.now(),
    )


def _read(request: TokenRequest, others: frozenset[str]) -> None:
    if others:
        token = request.token.subject
        commands.open_history(request.actor, others, token=token, at=timezone.now())


ROUTES = (
    Route("staff-files/", "staff-files", {"GET": staff_files}),
    Route(FILE, "staff-file", {"GET": staff_file}),
    Route(f"{FILE}threshold/", "staff-threshold", {"POST": answer_limb}),
    Route(f"{FILE}outcome/", "staff-outcome", {"POST": write_outcome}),
    Route(f"{FILE}together/", "staff-together", {"POST": judge_together}),
    Route(f"{FILE}references/", "ask-reference", {"POST": give_reference}),
    Route(f"{FILE}references/<str:given>/", "staff-reference", {"GET": staff_reference}),
)
