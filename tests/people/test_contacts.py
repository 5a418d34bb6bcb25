"""An address is confirmed by the person, through the address itself."""

from datetime import timedelta

import pytest

from bield.kit.refusals import Refused
from bield.kit.watches import WATCHES, State
from bield.outbox.models import Message
from bield.people import commands
from bield.people.actors import Strength
from bield.people.models import Person
from bield.people.states import CONTACT_STANDS_FOR, Channel
from tests.conftest import NOON
from tests.people.conftest import House
from tests.post_office import text_of

EMAIL, PHONE = Channel.EMAIL, Channel.PHONE
pytestmark = pytest.mark.clause("TP-11.1")


def confirmed(fern: House, name: str = "ama") -> tuple[object, object]:
    person = Person.objects.get(pk=fern.id(name))
    return person.email_confirmed_at, person.phone_confirmed_at


def hand_back(
    fern: House, code: str, by: str = "ama", channel: str = EMAIL, late: timedelta = timedelta()
) -> bool:
    return commands.confirm_contact(
        fern.actor(by), fern.id("ama"), channel=channel, code=code, at=NOON + late
    )


def found(fern: House, later: timedelta = timedelta()) -> list[str]:
    findings = WATCHES["people.contacts-are-confirmed"].look(fern.organisation.pk, NOON + later)
    assert all(finding.state == State.UNPROVED for finding in findings)
    return [f.subject for f in findings if f.subject.startswith(f"person:{fern.id('ama')}:")]


def test_a_code_goes_to_the_address_and_comes_back(fern: House) -> None:
    code = commands.send_contact_code(fern.actor("ama"), channel=EMAIL, at=NOON)

    letter = Message.objects.get()
    assert letter.to == "ama@fern.example"
    assert f"{code[:3]} {code[3:]}" in text_of(letter)
    assert hand_back(fern, f"{code[:3].lower()} {code[3:]}")
    assert confirmed(fern) == (NOON, None)


def test_a_code_that_was_used_or_replaced_is_no_longer_kept(fern: House) -> None:
    commands.send_contact_code(fern.actor("ama"), channel=EMAIL, at=NOON)
    hand_back(fern, commands.send_contact_code(fern.actor("ama"), channel=EMAIL, at=NOON))

    letters = Message.objects.order_by("pk")
    assert [(letter.state, bytes(letter.sealed)) for letter in letters] == [("lapsed", b"")] * 2


def test_until_then_it_shows_as_unproved_and_again_after_the_interval(fern: House) -> None:
    email = f"person:{fern.id('ama')}:email"
    assert found(fern) == [email]

    hand_back(fern, commands.send_contact_code(fern.actor("ama"), channel=EMAIL, at=NOON))

    assert found(fern) == []
    assert found(fern, CONTACT_STANDS_FOR - timedelta(days=1)) == []
    assert found(fern, CONTACT_STANDS_FOR + timedelta(days=1)) == [email]


def test_a_phone_is_confirmed_by_whoever_rings_it(fern: House) -> None:
    ama = fern.actor("ama", Strength.STEPPED_UP)
    commands.change_person(ama, fern.id("ama"), phone="01632 960001", at=NOON)
    before = Message.objects.count()
    code = commands.send_contact_code(ama, channel=PHONE, at=NOON)
    assert Message.objects.count() == before

    with pytest.raises(Refused, match="somebody-else-rings"):
        hand_back(fern, code, channel=PHONE)
    with pytest.raises(Refused, match="not-yours-to-change"):
        hand_back(fern, code, by="ivy", channel=PHONE)
    assert hand_back(fern, code, by="ben", channel=PHONE)

    assert confirmed(fern) == (None, NOON)


def test_nobody_else_confirms_a_mail_address(fern: House) -> None:
    code = commands.send_contact_code(fern.actor("ama"), channel=EMAIL, at=NOON)

    with pytest.raises(Refused, match="not-yours"):
        hand_back(fern, code, by="eve")


def test_five_wrong_codes_spend_it(fern: House) -> None:
    code = commands.send_contact_code(fern.actor("ama"), channel=EMAIL, at=NOON)

    assert not any(hand_back(fern, "222222") for _ in range(5))
    assert not hand_back(fern, code)
    assert confirmed(fern) == (None, None)


def test_a_day_old_code_has_run_out(fern: House) -> None:
    code = commands.send_contact_code(fern.actor("ama"), channel=EMAIL, at=NOON)

    assert not hand_back(fern, code, late=timedelta(hours=24, seconds=1))


def test_a_code_for_the_old_address_does_not_confirm_the_new(fern: House) -> None:
    ama = fern.actor("ama", Strength.STEPPED_UP)
    code = commands.send_contact_code(ama, channel=EMAIL, at=NOON)
    commands.change_person(ama, fern.id("ama"), email="new@fern.example", at=NOON)

    assert not hand_back(fern, code)


def test_without_a_code_nothing_is_confirmed(fern: House) -> None:
    assert not hand_back(fern, "222222")
    with pytest.raises(Refused, match="no-address"):
        commands.send_contact_code(fern.actor("ama"), channel=PHONE, at=NOON)
    with pytest.raises(Refused, match="nobody-signed-in"):
        commands.send_contact_code(fern.founder, channel=EMAIL, at=NOON)


def test_a_holder_nobody_can_reach_is_a_breach(fern: House) -> None:
    ben = fern.actor("ben", Strength.STEPPED_UP)
    commands.change_person(ben, ben.person_id, email="", at=NOON)

    findings = WATCHES["people.contacts-are-confirmed"].look(fern.organisation.pk, NOON)

    assert [f.subject for f in findings if f.state == State.BROKEN] == [f"person:{fern.id('ben')}"]
