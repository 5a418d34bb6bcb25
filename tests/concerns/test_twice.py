"""The same form sent again, or thrice in one moment, is kept once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection

from bield.advice.states import Body
from bield.concerns import commands
from bield.concerns.commands import Told
from bield.concerns.models import Entry
from bield.concerns.states import DeedKind, EntryKind
from bield.kit.refusals import Refused
from bield.people import commands as people
from bield.people.models import Person
from tests.concerns.telling import acknowledged, concern
from tests.concerns.test_refer_now import CALL, HOUR, deeds
from tests.concerns.test_sharing import SENT, harmed, prepared
from tests.conftest import NOON, Cast, SignIn
from tests.houses import LiveDatabase
from tests.pages import LookingClient

SOON = NOON + HOUR


def thrice(act: Callable[[], object]) -> None:
    """Three presses of one button in the same moment, with the write queue of a server."""

    def once(_number: int) -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(once, range(3)))


def test_a_call_now_is_kept_once(cast: Cast, live_db: LiveDatabase) -> None:
    reference, ben = acknowledged(cast), cast.actor("ben")

    thrice(lambda: commands.refer_now(ben, reference, CALL, at=NOON))

    assert len(deeds(reference)) == 1
    assert contacts(reference) == 1


def test_what_was_sent_is_sent_once(cast: Cast, live_db: LiveDatabase) -> None:
    reference, ben = harmed(cast), cast.actor("ben")
    number = prepared(cast, reference)

    thrice(lambda: commands.send(ben, reference, number, SENT, at=SOON))

    assert len(deeds(reference)) == 1
    assert contacts(reference) == 1


def test_what_came_back_is_kept_once(cast: Cast, live_db: LiveDatabase) -> None:
    reference, ben = acknowledged(cast), cast.actor("ben")
    commands.refer_now(ben, reference, CALL, at=NOON)
    (asked,) = deeds(reference)

    thrice(
        lambda: commands.hear(
            ben, reference, of=asked.number, what="advised", words="Wait for us.", at=SOON
        )
    )

    assert len(deeds(reference, DeedKind.HEARD)) == 1
    assert contacts(reference) == 2  # the call and its answer


def test_a_line_of_the_chronology_is_kept_once(cast: Cast, live_db: LiveDatabase) -> None:
    reference, ben = acknowledged(cast), cast.actor("ben")

    thrice(lambda: commands.add_entry(ben, reference, kind="note", text="He is well.", at=NOON))

    assert entries(reference, "note") == 1


def test_advice_is_kept_once(cast: Cast, live_db: LiveDatabase) -> None:
    reference, ben = acknowledged(cast), cast.actor("ben")

    thrice(lambda: commands.take_advice(ben, reference, CALL, at=NOON))

    assert (len(deeds(reference)), len(deeds(reference, DeedKind.HEARD))) == (1, 1)


def test_an_address_of_a_page_is_reported_once(cast: Cast, live_db: LiveDatabase) -> None:
    reference, ben = acknowledged(cast), cast.actor("ben")
    told = Told(Body.IWF, NOON, how="web", address="https://bad.example/1")

    thrice(lambda: commands.report_address(ben, reference, told, at=NOON, instead="Seen there."))

    assert len(deeds(reference)) == 1


def test_a_person_is_added_once(cast: Cast, live_db: LiveDatabase) -> None:
    eve = cast.actor("eve")

    thrice(lambda: people.add_person(eve, name="Rosa Quill", born_on=date(2012, 5, 1), at=NOON))

    assert Person.objects.filter(name="Rosa Quill").count() == 1


# ------ what is not the same is not taken for it


def test_a_disclosure_is_written_down_as_sent_but_once(cast: Cast) -> None:
    reference, ben = harmed(cast), cast.actor("ben")
    number = prepared(cast, reference)
    commands.send(ben, reference, number, SENT, at=SOON)

    commands.send(ben, reference, number, SENT, at=SOON + 3 * HOUR)  # the page was left open
    with pytest.raises(Refused, match="sent-already") as no:
        commands.send(ben, reference, number, replace(SENT, how="phone"), at=SOON)

    assert "Tuesday 3 March 2026" in no.value.refusals[0].message
    assert len(deeds(reference)) == 1


def test_the_same_words_later_are_another_line(cast: Cast) -> None:
    reference, ben = acknowledged(cast), cast.actor("ben")
    say = partial(commands.add_entry, ben, reference, kind="note", text="No answer.")

    say(at=NOON)
    say(at=NOON + timedelta(minutes=2))
    say(at=NOON + timedelta(minutes=2), happened_at=NOON)

    assert entries(reference, "note") == 3


def test_the_same_words_of_somebody_else_are_another_line(cast: Cast) -> None:
    reference = acknowledged(cast)

    for who in ("ama", "ben"):
        commands.add_entry(cast.actor(who), reference, kind="note", text="No answer.", at=NOON)

    assert entries(reference, "note") == 2


def test_another_answer_in_the_same_minute_is_another_answer(cast: Cast) -> None:
    reference, ben = acknowledged(cast), cast.actor("ben")
    commands.refer_now(ben, reference, CALL, at=NOON)
    (asked,) = deeds(reference)

    for words in ("Wait for us.", "Come at once."):
        commands.hear(ben, reference, of=asked.number, what="advised", words=words, at=NOON)

    assert len(deeds(reference, DeedKind.HEARD)) == 2


def test_a_namesake_is_somebody_else(cast: Cast) -> None:
    eve = cast.actor("eve")

    people.add_person(eve, name="Rosa Quill", at=NOON)
    people.add_person(eve, name="Rosa Quill", born_on=date(2012, 5, 1), at=NOON)
    people.add_person(eve, name="Rosa Quill", at=NOON + timedelta(minutes=2))

    assert Person.objects.filter(name="Rosa Quill").count() == 3


def test_the_page_answers_the_second_press_as_the_first(cast: Cast, sign_in: SignIn) -> None:
    client = LookingClient()
    sign_in(client, cast.eve)

    first, second = (client.send("/people/add/", {"name": "Rosa Quill"}) for _ in range(2))

    assert first.status_code == 302
    assert first["Location"] == second["Location"]


def contacts(reference: str) -> int:
    return entries(reference, EntryKind.CONTACT)


def entries(reference: str, kind: str) -> int:
    return Entry.objects.filter(concern=concern(reference), kind=kind).count()
