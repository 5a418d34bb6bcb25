"""Whoever has no account meets what waits for an answer first, and the rest below it."""

from datetime import timedelta

from django.utils import timezone

from bield.agreements import commands
from bield.agreements.commands import Put
from bield.agreements.states import Audience, Purpose, Whom
from bield.people.models import Person
from tests.agreements.asking import grown_up, published, put
from tests.agreements.test_links import ANSWERS, answers, come, guest, mother, sent
from tests.conftest import Cast, SignIn, look_into
from tests.pages import LookingClient

OTHERS = "What else you can answer"
USE = [Put(Purpose.ACCEPTABLE_USE, Audience.ADULT, "I use the house network with care.")]


def put_to_one(cast: Cast, form: str, name: str) -> None:
    """To one by name: nobody waits for anybody else's answer to it."""
    persons, day = [cast.people[name].reference], timezone.localdate() + timedelta(days=14)
    ama, now = cast.actor("ama"), timezone.now()
    commands.put_form(ama, form, whom=Whom.NAMED, named=persons, last_day=day, at=now)


def test_a_guest_signs_first_what_stands_for_guests_to_whomever_it_was_put(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "ivy", "nan")
    photographs = published(cast, put(Purpose.PUBLICITY), title="Photographs", at=timezone.now())
    rules = published(cast, USE, title="Rules of use", at=timezone.now())
    put_to_one(cast, photographs, "ivy")
    put_to_one(cast, rules, "nan")
    client.send("/agree/", {"code": guest(cast, client, sign_in)})

    page = client.get(ANSWERS).content.decode()

    first, rest = page.split(OTHERS)
    assert "Rules of use" in first
    assert "Read and sign" in first
    assert "Photographs" not in first
    assert "Photographs" in rest
    assert "answer otherwise" not in page
    assert "the code opens nothing any more" in page

    look_into(cast.alder)
    oona = Person.objects.get(name="Oona Hart")
    kept = answers(client, f"{ANSWERS}{oona.reference}/{rules}/", acceptable_use="yes")
    assert "The code is used up" in kept.content.decode()


def test_by_a_link_what_waits_comes_before_what_does_not(cast: Cast, client: LookingClient) -> None:
    grown_up(cast, "ivy")
    every = published(cast, put(Purpose.PUBLICITY), title="Photographs", at=timezone.now())
    put_to_one(cast, every, "ivy")
    mother(cast)
    come(client, sent(cast))

    page = client.get(ANSWERS).content.decode()

    first, rest = page.split(OTHERS)
    assert "Recording: for Joe Tanner" in first
    assert "Waits for your answer" in first
    assert "Photographs" not in first
    assert "Read it and answer" in rest
    assert "Waits for your answer" not in rest
