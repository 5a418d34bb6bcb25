"""What leaves is locked: a file that its pass phrase alone opens, or an address and a code."""

import hashlib
import io
import re
from html import unescape
from typing import Any

import pytest
import pyzipper
from django.db import DatabaseError, transaction  # noqa: TID251  # an attempt that is refused
from docx import Document
from pypdf import PasswordType, PdfReader

from bield.concerns import commands, queries
from bield.concerns.commands.copying import Made
from bield.concerns.models import Copy, Departure
from bield.concerns.rules.leaving import LOCKED
from bield.concerns.states import Out
from bield.kit.refusals import Refused
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from tests.concerns.telling import ACCOUNT
from tests.concerns.test_sharing import copied, harmed, inside, prepared
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

LINK = re.compile(r'href="([^"]*)"|action="([^"]*)"')
PHRASE = re.compile(r"\b[a-z]+(?:-[a-z]+){7}\b")
DAY_AND_BY = "Ben Carter, Tuesday 3 March 2026, 12:00:00 GMT"


def saved(client: LookingClient, reference: str, number: str, copy: int) -> bytes:
    answer = client.send(f"/concern/{reference}/disclosed/{number}/copy/{copy}/")
    content: bytes = answer.content
    return content


def words_of(made: bytes, how: str, phrase: str) -> str:
    """As whoever receives it reads it."""
    if how == Out.PDF:
        reader = PdfReader(io.BytesIO(made), password=phrase)
        return " ".join("\n".join(page.extract_text() for page in reader.pages).split())
    content = inside(made, phrase)
    if how == Out.DOCX:
        return "\n".join(line.text for line in Document(io.BytesIO(content)).paragraphs)
    with pyzipper.ZipFile(io.BytesIO(content)) as bundle:
        return bundle.read("account.txt").decode()


def opens_without(made: bytes, how: str) -> bool:
    if how == Out.PDF:
        reader = PdfReader(io.BytesIO(made))
        return not reader.is_encrypted or reader.decrypt("") != PasswordType.NOT_DECRYPTED
    with pyzipper.AESZipFile(io.BytesIO(made)) as envelope:
        return not all(
            one.flag_bits & 1 and one.wz_aes_strength == 3 for one in envelope.infolist()
        )


@pytest.mark.clause("EY-43a")
@pytest.mark.parametrize("how", LOCKED)
def test_every_file_that_leaves_opens_with_its_phrase_alone(
    cast: Cast, client: LookingClient, sign_in: SignIn, how: Out
) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    made = copied(cast, reference, number, how)
    sign_in(client, cast.ben)

    content = saved(client, reference, number, made.number)

    assert not opens_without(content, how)
    assert ACCOUNT.encode() not in content
    assert ACCOUNT in words_of(content, how, made.phrase)


@pytest.mark.clause("EY-43a")
def test_no_page_offers_a_file_without_a_lock(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    """Whatever stands on the page of what was prepared and on those it leads to is followed; each
    file that comes back is locked."""
    reference = harmed(cast)
    number = prepared(cast, reference)
    for how in LOCKED:
        copied(cast, reference, number, how)
    sign_in(client, cast.ben)
    place = f"/concern/{reference}/disclosed/{number}/"
    found = {place, *(f"{place}copy/{one}/" for one in (1, 2, 3))}

    for link in [*found]:
        if client.get(link).status_code == 200:
            found |= {one or other for one, other in LINK.findall(client.get(link).text)}
    answers = [client.send(link) for link in sorted(found) if link.startswith(place)]

    files = [one for one in answers if "attachment" in one.headers.get("Content-Disposition", "")]
    kinds = [
        Out.PDF if one.headers["Content-Type"] == "application/pdf" else Out.DOCX for one in files
    ]
    assert len(files) == len(LOCKED)
    assert [opens_without(one.content, how) for one, how in zip(files, kinds, strict=True)] == [
        False
    ] * len(LOCKED)


@pytest.mark.clause("EY-43a")
def test_the_phrase_is_said_on_one_page_and_goes_by_no_message(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    sign_in(client, cast.ben)
    place = f"/concern/{reference}/disclosed/{number}/"
    before = Message.objects.count()

    page = unescape(client.send(f"{place}copy/", {"how": "pdf"}).text)

    (phrase,) = set(PHRASE.findall(page))
    content = saved(client, reference, number, 1)
    assert phrase.encode() not in content
    assert phrase not in client.get(place).text
    assert Message.objects.count() == before
    assert "say it on the telephone" in page
    assert PdfReader(io.BytesIO(content)).decrypt(phrase) != PasswordType.NOT_DECRYPTED
    lines = ledger.lines_about(cast.alder.pk, reference)
    assert [line for line in lines if phrase in str(line.facts)] == []
    assert phrase.encode() not in bytes(Copy.objects.get().phrase or b"")


@pytest.mark.clause("EY-43a")
@pytest.mark.parametrize("how", ["", "plain", "address", "PDF"])
def test_nothing_else_can_be_asked_for(cast: Cast, how: str) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)

    with pytest.raises(Refused, match="no-such-copy"):
        copied(cast, reference, number, how)

    assert not Copy.objects.exists()


def test_each_copy_has_a_number_and_a_phrase_of_its_own(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)

    made = [copied(cast, reference, number) for _ in range(3)]
    commands.make_address(cast.actor("ben"), reference, number, days="1", at=NOON)

    assert [one.number for one in made] == [1, 2, 3]
    assert len({one.phrase for one in made}) == 3
    kept = Copy.objects.order_by("number").values_list("number", "how")
    assert [*kept] == [(1, "pdf"), (2, "pdf"), (3, "pdf"), (4, "address")]


@pytest.mark.parametrize("how", ["pdf", "docx"])
def test_each_page_says_for_whom_when_by_whom_and_which_copy(cast: Cast, how: str) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    copied(cast, reference, number)
    made: Made = copied(cast, reference, number, how)

    found = queries.copied(cast.actor("ben"), reference, number, str(made.number))

    whom = "Children’s social care, Northshire"
    assert found.contents.paper.mark == f"Copy 2 · for {whom} · {DAY_AND_BY}"


def test_what_an_address_opens_bears_its_number_as_well(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    copied(cast, reference, number)
    made = commands.make_address(cast.actor("ben"), reference, number, days="1", at=NOON)

    opened = commands.open_address(made.address, made.code, at=NOON)
    commands.use_address(opened, digest="0" * 64, at=NOON)

    mark = queries.opened_paper(opened).mark
    assert mark == f"Copy 2 · for Children’s social care, Northshire · {DAY_AND_BY}"
    assert Departure.objects.get().copy == Copy.objects.get(number=2)


def test_it_is_written_down_before_a_byte_of_it_is_handed_out(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    copied(cast, reference, number)
    sign_in(client, cast.ben)

    content = saved(client, reference, number, 1)

    (line,) = ledger.lines_about(cast.alder.pk, reference, ["concern.disclosure-left"])
    digest = hashlib.sha256(content).hexdigest()
    assert line.facts == {"number": 1, "how": "pdf", "digest": digest, "copy": 1}


def test_what_cannot_be_written_down_does_not_leave(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    """The copy is there, and so is the phrase; whoever was let go meanwhile gets no byte."""
    reference = harmed(cast)
    number = prepared(cast, reference, who="ama")
    commands.make_copy(cast.actor("ama"), reference, number, how="docx", at=NOON)
    commands.exclude(
        cast.actor("ama"), reference, person_id=cast.ben.pk, reason="He is the one.", at=NOON
    )
    sign_in(client, cast.ama)

    answer = client.send(f"/concern/{reference}/disclosed/{number}/copy/1/")

    assert answer.status_code == 403
    assert "Content-Disposition" not in answer.headers


def test_the_database_refuses_to_change_a_copy_or_when_it_left(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    copied(cast, reference, number)
    commands.depart(cast.actor("ben"), reference, number, "1", digest="0" * 64, at=NOON)
    changes: list[Any] = [
        lambda: Copy.objects.update(phrase=b"another"),
        lambda: Departure.objects.update(digest="1" * 64),
    ]

    for change in changes:
        with pytest.raises(DatabaseError, match="stays as it was written"), transaction.atomic():
            change()


def test_the_database_refuses_a_copy_that_nothing_locks(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    copied(cast, reference, number)
    row = Copy.objects.get()
    row.pk, row.number, row.phrase = None, 2, None

    with pytest.raises(DatabaseError, match="copy_is_locked"), transaction.atomic():
        row.save(force_insert=True)
