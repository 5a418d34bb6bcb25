"""What a setting that signs rightly may still send: a lock without end, more than a house can take,
days that nobody reckons with, and somebody else's name."""

import base64
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyrage import passphrase

from bield.concerns import commands, queries
from bield.concerns.capsule import bounds, cards, edge, judging, locks, receipts, standalone
from bield.concerns.capsule.receipts import Receipt
from bield.concerns.capsule.shapes import Wrong
from bield.concerns.models import Received, Transfer
from bield.kit.refusals import Refused
from tests.concerns.arriving import OURS, SENDERS, concern, files_of, line, locked, said
from tests.concerns.moving import THEIRS, about_joe, card_of, packed, prepared, sent
from tests.conftest import NOON, Cast

DAY = timedelta(days=1)
NUMBER = SENDERS.card("Alder Training").number


def reasons(data: bytes, **how: str) -> tuple[str, ...]:
    with pytest.raises(Wrong) as wrong:
        judging.judge(data, OURS, at=NOON, **how)
    return wrong.value.reasons


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.refusals]


# ------ the lock


def plain(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def phrase_stanza(work: bytes) -> bytes:
    return b"-> scrypt " + plain(bytes(16)) + b" " + work + b"\n" + plain(bytes(32)) + b"\n"


CARD_STANZA = b"-> X25519 " + plain(bytes(32)) + b"\n" + plain(bytes(32)) + b"\n"


def age(*stanzas: bytes) -> bytes:
    return locks.AGE + b"".join(stanzas) + b"--- " + plain(bytes(32)) + b"\n" + bytes(64)


@pytest.mark.parametrize("work", [b"21", b"24", b"63", b"999"])
@pytest.mark.parametrize("phrase", ["", "acorn-album"])
def test_a_lock_that_would_take_too_much_work_is_not_tried(work: bytes, phrase: str) -> None:
    assert reasons(age(phrase_stanza(work)), phrase=phrase) == (judging.TOO_HEAVY,)


@pytest.mark.parametrize(
    "data",
    [
        age(),
        age(phrase_stanza(b"18"), phrase_stanza(b"18")),
        age(CARD_STANZA, CARD_STANZA),
        age(CARD_STANZA, phrase_stanza(b"18")),
        age(phrase_stanza(b"18"), b"-> a-grease\n\n"),
        age(b"-> piv-p256 AAAA BBBB\n" + plain(bytes(32)) + b"\n"),
        age(phrase_stanza(b"018")),
        age(phrase_stanza(b"+18")),
        age(phrase_stanza("\uff11\uff18".encode())),
        locks.AGE + CARD_STANZA,
        locks.AGE + b"-> a-grease " + b"x" * locks.LONGEST + b"\n\n" + CARD_STANZA + b"--- x\n",
    ],
)
def test_a_lock_of_another_kind_is_not_tried(data: bytes) -> None:
    assert reasons(data) == reasons(data, phrase="acorn-album") == (judging.NOT_LOCKED,)


def test_a_pass_phrase_is_not_tried_on_the_road_of_the_card() -> None:
    assert reasons(age(phrase_stanza(b"18"))) == (judging.OTHER_RECEIVER,)
    assert reasons(age(CARD_STANZA), phrase="acorn-album") == (judging.OTHER_PHRASE,)


def test_what_we_lock_is_light_enough_for_whoever_opens_it() -> None:
    data = locks.with_phrase(b"words", "acorn-album")

    assert locks.open_with(data, "acorn-album") == b"words"
    assert passphrase.decrypt(data, "acorn-album") == b"words"


def test_whoever_waits_for_a_lock_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0)

    assert reasons(age(phrase_stanza(b"18")), phrase="acorn-album") == (judging.TOO_HEAVY,)


@pytest.mark.parametrize("greed", ["bytearray(child.MEMORY)", "open('x', 'wb', 0).write(b'x')"])
def test_the_process_that_opens_a_lock_is_bounded(greed: str, tmp_path: Path) -> None:
    begin = "from bield.concerns.capsule import child;"

    free = subprocess.run([sys.executable, "-c", f"{begin} {greed}"], check=False, cwd=tmp_path)
    bound = subprocess.run(
        [sys.executable, "-c", f"{begin} child.bind(); {greed}"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )

    assert (free.returncode, bound.returncode) == (0, 1)


# ------ how much


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        (
            said(concerns=[concern(lines=[line()] * 2_501)] * 2),
            "Its chronologies have more than 5,000 lines in all.",
        ),
        (said(concerns=[concern()] * 51), "It has more than 50 concerns that are still open."),
        (
            said(concerns=[concern(lines=[line(text="a b " * 24_000)] * 21)]),
            "It has more than 2,000,000 letters and signs.",
        ),
    ],
)
def test_more_than_a_house_takes_in_at_once_is_refused(held: object, reason: str) -> None:
    files = files_of(held, **{"look.css": Random(1).randbytes(200_000)})
    data = locks.to_card(packed(files), OURS.card("x").receive)

    assert reasons(data) == (reason,)


def test_what_nobody_could_take_in_is_not_prepared(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_LINES", 0)
    reference = about_joe(cast)

    with pytest.raises(Refused) as refused:
        prepared(cast, reference)

    assert codes(refused) == ["too-much"]
    assert "Leave some concerns out" in refused.value.refusals[0].message
    assert not Transfer.objects.exists()


def test_the_list_opens_no_file(cast: Cast) -> None:
    take(cast, said())

    with CaptureQueriesContext(connection) as asked:
        (row,) = queries.receiving_page(cast.actor("mia"), at=NOON).rows

    assert (row.name, row.setting) == ("Joe Tanner", "Alder Training")
    assert not any('"says"' in one["sql"] for one in asked)


# ------ whose name


def take(cast: Cast, held: object, **how: str) -> str:
    came = judging.judge(locked(held), OURS, at=NOON)
    told = {"number": NUMBER, "heard": "Ama Boateng, through their office."}
    return commands.take_in(cast.actor("mia"), came, **{**told, **how}, at=NOON)


def test_whoever_was_compared_cannot_come_under_another_name(cast: Cast) -> None:
    take(cast, said())
    other = {**said()["sender"], "setting": "Northshire Children’s Services"}
    held = said(number="F-3333-3333", sender=other)

    with pytest.raises(Refused) as unasked:
        take(cast, held, number="", heard="")
    with pytest.raises(Refused) as by_the_old_number:
        take(cast, held)

    assert codes(unasked) == ["unknown-setting"]
    assert "Northshire Children’s Services" in unasked.value.refusals[0].message
    assert codes(by_the_old_number) == ["other-number"]
    assert Received.objects.count() == 1


def test_a_card_cannot_be_pasted_under_another_name(cast: Cast) -> None:
    file = prepared(cast, about_joe(cast))

    with pytest.raises(Refused) as refused:
        lock(cast, file, card_of(setting="Northshire Children’s Services").text)

    assert codes(refused) == ["other-number"]


def test_the_checker_reckons_the_same_number() -> None:
    assert standalone.number_of(said()["sender"]) == NUMBER
    assert standalone.number_of({**said()["sender"], "setting": "Elsewhere"}) != NUMBER


def lock(cast: Cast, file: str, card: str, number: str = "") -> None:
    number = number or card_of().number
    commands.lock_transfer(
        cast.actor("ama"), file, card=card, number=number, heard="Mia Rowe.", at=NOON
    )


# ------ days, digits and signs

NEVER = (
    "0001-01-01T00:00:00+14:00",
    "1700-01-01T00:00:00+00:00",
    "1899-12-31T23:59:59+00:00",
    "9999-12-31T23:59:59-14:00",
    "2090-01-01T00:00:00+00:00",
    "2026-03-04T00:00:00+00:00",
)


def dated(field: str, moment: str) -> dict[str, Any]:
    if field == "made_at":
        return said(made_at=moment)
    if field == "reported_at":
        return said(concerns=[concern(reported_at=moment)])
    return said(concerns=[concern(lines=[line(**{field: moment})])])


@pytest.mark.parametrize("moment", NEVER)
@pytest.mark.parametrize("field", ["made_at", "reported_at", "happened_at", "written_at"])
def test_a_time_that_cannot_be_is_refused(field: str, moment: str) -> None:
    (reason,) = reasons(locked(dated(field, moment)))

    assert f"{field} is " in reason


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31", "2026-03-04"])
def test_a_day_that_cannot_be_is_refused(day: str) -> None:
    held = said(
        person={"name": "Joe Tanner", "known_as": "", "born_on": day},
        concerns=[concern(happened_on=day)],
    )

    assert len(reasons(locked(held))) == 2


def test_the_day_on_which_it_comes_is_still_taken(cast: Cast) -> None:
    late = "2026-03-03T23:59:59+00:00"
    held = said(made_at=late, concerns=[concern(happened_on="2026-03-03", lines=[line(text="")])])

    assert take(cast, held)
    assert edge.is_moment("1900-01-01T00:00:00+14:00")


def test_digits_of_another_script_are_digits(cast: Cast) -> None:
    def in_arabic(number: str) -> str:
        return "".join(chr(0x660 + int(one)) if one.isdigit() else one for one in number)

    with pytest.raises(Refused) as refused:
        take(cast, said(), number=in_arabic("12345 67890"))

    assert codes(refused) == ["other-number"]
    assert take(cast, said(), number=in_arabic(NUMBER))


def spoilt_card(setting: object) -> str:
    held = {"setting": setting, "receive": card_of().receive, "key": card_of().key}
    return f"{cards.CARD}\n{json.dumps(held)}"


@pytest.mark.parametrize(
    "card",
    [
        f"{cards.CARD}\n" + "[" * 3_900,
        f"{cards.CARD}\n" + '{"a":' * 700,
        spoilt_card("\ud800"),
        spoilt_card("a\x00b"),
        spoilt_card("a\u202eb"),
        spoilt_card("x" * 301),
        spoilt_card(" "),
        spoilt_card(["x"]),
        spoilt_card(None),
        spoilt_card("x").replace("{", '{"setting": "y", ', 1),
        f"{cards.CARD}\n[]",
    ],
)
def test_a_spoilt_card_is_no_card(cast: Cast, card: str) -> None:
    file = prepared(cast, about_joe(cast))

    with pytest.raises(Refused) as refused:
        lock(cast, file, card)

    assert codes(refused) == ["no-such-card"]


def receipt(file: str, **changed: str) -> str:
    told = {
        "capsule": file,
        "digest": Transfer.objects.get(reference=file).digest,
        "answer": "opened",
        "opened_at": NOON.isoformat(),
        "answered_at": NOON.isoformat(),
        "setting": "Birch Nursery",
        "by": "Mia Rowe",
        "reason": "",
        "key": card_of().key,
    }
    return receipts.written(Receipt(**{**told, **changed}), THEIRS)


@pytest.mark.parametrize("moment", ["yesterday", "", "2026-03-03T12:00:00", *NEVER])
@pytest.mark.parametrize("field", ["opened_at", "answered_at"])
def test_a_receipt_of_no_possible_time_is_refused(cast: Cast, field: str, moment: str) -> None:
    file, _ = sent(cast)

    with pytest.raises(Refused) as refused:
        commands.take_receipt(
            cast.actor("ama"), file, receipt=receipt(file, **{field: moment}), at=NOON
        )

    assert codes(refused)[0] in {"no-receipt", "receipt-to-come"}
    assert queries.transfer_page(cast.actor("ama"), file, at=NOON).state == "left"


@pytest.mark.parametrize(
    "text",
    [
        f"{receipts.RECEIPT}\n" + "[" * 3_800 + "\nabc",
        f"{receipts.RECEIPT}\n[]\nabc",
        f"{receipts.RECEIPT}\n\ud800\nabc",
    ],
)
def test_a_spoilt_receipt_is_no_receipt(text: str) -> None:
    assert receipts.read(text) is None


def test_a_receipt_has_no_sign_that_nobody_sees(cast: Cast) -> None:
    file, _ = sent(cast)

    assert receipts.read(receipt(file)) is not None
    assert receipts.read(receipt(file, reason="abc\u202ecba")) is None


def test_nested_without_end_it_cannot_be_read() -> None:
    """Small enough to pass as honestly packed."""
    files = files_of(b"[" * 10_000, **{"look.css": Random(1).randbytes(1_000)})

    assert reasons(locks.to_card(packed(files), OURS.card("x").receive)) == (
        "capsule.json cannot be read.",
    )
