"""Files for and from other settings: how they stand, prepared, taken out, sent, and answered.

For whom a file is locked, from whom one came, and whether it is accepted, people say on the page:
they have compared a number on the telephone, which no program can.
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from django.utils import timezone

from bield.access.middleware import TokenRequest
from bield.concerns import commands, queries
from bield.concerns.api.referrals import Kept
from bield.concerns.api.triage import Version
from bield.concerns.api.written import BELOW, Counted, Spoken
from bield.concerns.filed import ArrivalBrief, ArrivalList, FileBrief, FileList
from bield.concerns.forms.asking import LINE, WORDS
from bield.concerns.rules.transferring import Sending
from bield.concerns.states import ALPHABET, Moving, Others
from bield.kit.api import Items, Route, Text, operation

NAME = 200  # characters
RECEIPT = 8_000  # characters of a receipt
MOST = 500  # concerns of one person


def _named(letter: str) -> Text:
    return Text(most=11, pattern=f"{letter}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")


OnItsWay = Annotated[str, _named("F"), "Like F-4F7C-9HK2."]
Came = Annotated[str, _named("R"), "Like R-4F7C-9HK2."]


@dataclass(frozen=True)
class LeftOut:
    concern: Spoken
    why: Annotated[str, Text(most=LINE, least=1)]


@dataclass(frozen=True)
class NewFile:
    """Every concern that names the person and that you read goes, less those left out."""

    setting: Annotated[str, Text(most=NAME), "The full name, as they write it."]
    recipient: Annotated[str, Text(most=NAME), "Who receives it there: name and post."]
    surely: Annotated[str, Text(most=LINE), "How it was made sure that this is the right person."]
    ground: Moving
    reason: Annotated[str, Text(most=WORDS), "Why they need it; stands at the head of the file."]
    began_on: Annotated[date, "When they started there, or left: five school days run from it."]
    others: Annotated[Others, "How other children stand in it."] = Others.ANOTHER
    why_others: Annotated[str, Text(most=LINE), "Why initials or names are needed."] = ""
    left_out: Annotated[tuple[LeftOut, ...], Items(most=MOST)] = ()


@dataclass(frozen=True)
class FilePrepared:
    reference: str


@dataclass(frozen=True)
class TakenOut:
    """The locked file, for whoever carries it to them."""

    name: str
    file: Annotated[str, "The bytes as base64."]
    digest: Annotated[str, "SHA-256 of the bytes."]


@dataclass(frozen=True)
class NewOnItsWay:
    how: Annotated[str, Text(most=LINE), "How it was sent."]
    sent_at: datetime
    version: Version = None


@dataclass(frozen=True)
class NewReceipt:
    receipt: Annotated[str, Text(most=RECEIPT), "As they signed it, whole."]


@operation("Files for other settings", scope="files:read")
def files(request: TokenRequest) -> FileList:
    """Those of whose concerns you read every one."""
    return queries.files_brief(request.actor, at=timezone.now())


@operation("A file for another setting", scope="files:read")
def file(request: TokenRequest, reference: OnItsWay) -> FileBrief:
    """How far it has come."""
    return queries.file_brief(request.actor, reference, at=timezone.now())


@operation("Prepare a file", scope="files:write", once=True, status=HTTPStatus.CREATED)
def prepare_file(
    request: TokenRequest, reference: Spoken, number: Counted, body: NewFile
) -> FilePrepared:
    """The file of somebody in a concern is kept as it stands now, for one setting. Nothing leaves
    by it: a person locks it on the page, to a card or with a pass phrase."""
    sending = Sending(
        setting=body.setting,
        recipient=body.recipient,
        surely=body.surely,
        ground=body.ground,
        reason=body.reason,
        others=body.others,
        why_others=body.why_others,
        began_on=body.began_on,
        left_out={one.concern: one.why for one in body.left_out},
    )
    at = timezone.now()
    made = commands.prepare_transfer(request.actor, reference, int(number), sending, at=at)
    return FilePrepared(made)


@operation("Take a locked file out", scope="files:write", once=True)
def take_file(request: TokenRequest, reference: OnItsWay) -> TakenOut:
    """Locked for its receiver, and for nobody else. That it leaves is a line of the record and of
    each concern before a byte of it is handed out; sent again with its key, it left once."""
    made = queries.locked_file(request.actor, reference)
    digest = hashlib.sha256(made).hexdigest()
    commands.take_transfer(request.actor, reference, digest=digest, at=timezone.now())
    return TakenOut(f"{reference}.zip.age", base64.b64encode(made).decode(), digest)


@operation("Write down that a file was sent", scope="files:write", once=True)
def file_sent(request: TokenRequest, reference: OnItsWay, body: NewOnItsWay) -> Kept:
    """It is on its way. Whether it arrives, only they can say."""
    at = timezone.now()
    commands.send_transfer(
        request.actor, reference, how=body.how, sent_at=body.sent_at, version=body.version, at=at
    )
    return Kept(reference, at)


@operation("Put in their receipt", scope="files:write", once=True)
def file_receipt(request: TokenRequest, reference: OnItsWay, body: NewReceipt) -> Kept:
    """Opened, accepted or refused, as whoever holds the card signed it."""
    at = timezone.now()
    commands.take_receipt(request.actor, reference, receipt=body.receipt, at=at)
    return Kept(reference, at)


@operation("Files from other settings", scope="files:read")
def arrivals(request: TokenRequest) -> ArrivalList:
    """Less those that name you. They are taken in, accepted and refused on the page."""
    return queries.arrivals_brief(request.actor)


@operation("A file from another setting", scope="files:read")
def arrival(request: TokenRequest, reference: Came) -> ArrivalBrief:
    """How it stands, and the receipt for them."""
    return queries.arrival_brief(request.actor, reference, at=timezone.now())


ROUTES = (
    Route("files/", "files", {"GET": files}),
    Route("files/<str:reference>/", "file", {"GET": file}),
    Route("files/<str:reference>/take-out/", "take-file", {"POST": take_file}),
    Route("files/<str:reference>/sent/", "file-sent", {"POST": file_sent}),
    Route("files/<str:reference>/receipt/", "file-receipt", {"POST": file_receipt}),
    Route("files-received/", "arrivals", {"GET": arrivals}),
    Route("files-received/<str:reference>/", "arrival", {"GET": arrival}),
    Route(f"{BELOW}people/<str:number>/files/", "prepare-file", {"POST": prepare_file}),
)
