"""What somebody does only after they have signed."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from bield.agreements import commands, queries
from bield.agreements.commands import Put, Tell
from bield.agreements.needs import GRACE
from bield.agreements.states import Audience, Purpose
from bield.kit.refusals import Refused, enforce
from bield.people import commands as people
from bield.people.actors import Actor, actor_of, house
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Role
from tests.agreements.asking import CHECK, cares, grown_up, in_force, published, says, told
from tests.agreements.test_parts import rules
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

USE, CONDUCT, JOURNAL = Purpose.ACCEPTABLE_USE, Purpose.CONDUCT, Purpose.JOURNAL
DAY = timedelta(days=1)


def asked(
    cast: Cast,
    *audiences: Audience,
    at: datetime = NOON,
    instead_of: str = "",
    more: str = "",
) -> str:
    of = audiences or (Audience.STAFF,)
    parts = [*told(*of), *(Tell("more", one, more) for one in of if more)]
    return published(cast, rules(*of), title="Rules", parts=parts, instead_of=instead_of, at=at)


def appoint(cast: Cast, who: str, role: Role = Role.IT_SUPPORT) -> None:
    people.appoint(cast.actor("ama"), cast.people[who].pk, role=role, at=NOON)


@pytest.mark.clause("TP-5.3b")
def test_who_has_not_signed_is_given_no_technical_rights(cast: Cast) -> None:
    asked(cast)
    grown_up(cast, "dev", "ivy")

    for role in (Role.IT_SUPPORT, Role.ADMINISTRATOR):
        with pytest.raises(Refused, match="use-not-signed"):
            appoint(cast, "ivy", role)
    says(cast, "ivy", "ivy", purpose=USE)
    appoint(cast, "ivy")

    with pytest.raises(Refused, match="use-not-signed"):
        appoint(cast, "dev")


@pytest.mark.clause("TP-5.3b")
def test_rules_of_use_that_ask_nothing_are_not_published(cast: Cast) -> None:
    lead = cast.actor("ama")
    unasked = [Put(USE, Audience.STAFF, "I keep to these rules.")]
    form = commands.write_form(lead, "Rules", unasked, parts=told(Audience.STAFF), at=NOON)

    with pytest.raises(Refused, match=r"^no-check-asked$"):
        commands.publish_form(lead, form.reference, at=NOON)


@pytest.mark.clause("TP-5.3b", "EY-80b")
@pytest.mark.parametrize("purpose", [USE, JOURNAL])
def test_nobody_signs_what_they_have_not_understood(cast: Cast, purpose: Purpose) -> None:
    published(cast, [Put(purpose, Audience.STAFF, "I keep to it.")], title="Rules")
    grown_up(cast, "ivy")
    me = cast.ivy.pk
    found = queries.answerable(cast.alder.pk, me, me, [purpose], at=NOON)[purpose]
    seen = {purpose: found.question.digest}

    for chosen in ({}, {purpose: "For fun"}):
        with pytest.raises(Refused, match="not-understood-yet"):
            commands.answer(
                cast.actor("ivy"), me, {purpose: "yes"}, seen=seen, understood=chosen, at=NOON
            )


def hal(cast: Cast, at: datetime) -> Actor:
    return actor_of(cast.hal, on=day_of(at))


@pytest.mark.clause("TP-5.3b")
def test_rights_are_held_back_after_the_grace_of_a_new_edition(cast: Cast) -> None:
    grown_up(cast, "hal")
    form = asked(cast)
    says(cast, "hal", "hal", purpose=USE)
    later = NOON + 30 * DAY
    assert hal(cast, later).holds(Role.IT_SUPPORT)
    asked(cast, instead_of=form, at=later, more="New: lock the server room.")

    assert hal(cast, later + GRACE).holds(Role.IT_SUPPORT)
    after = later + GRACE + DAY
    rests = hal(cast, after)
    assert not rests.holds(Role.IT_SUPPORT, Role.ADMINISTRATOR)
    assert rests.held_back == {Role.IT_SUPPORT}
    assert rests.holds(*ADULTS_OF_THE_ORGANISATION)  # reporting and referring stay open
    says(cast, "hal", "hal", purpose=USE, at=after)
    assert hal(cast, after).holds(Role.IT_SUPPORT)


def test_nobody_else_is_ever_held_back(cast: Cast) -> None:
    asked(cast)
    much_later = NOON + 400 * DAY

    for name in ("ama", "ben", "lou", "dev", "ivy", "nan", "joe"):
        actor = actor_of(cast.people[name], on=day_of(much_later))
        assert actor.held_back == frozenset()


def test_whoever_is_held_back_is_told_and_can_still_report(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "hal")
    sign_in(client, cast.hal)
    form = asked(cast, at=timezone.now() - GRACE - 2 * DAY)

    assert "Something waits for your signature" in client.get("/").content.decode()
    assert client.get("/report/").status_code == 200
    assert client.get(f"/agreements/{cast.hal.reference}/{form}/").status_code == 200
    says(cast, "hal", "hal", purpose=USE, at=timezone.now())
    assert "Something waits for your signature" not in client.get("/").content.decode()


class Sessions:
    """A room still to come: it books people into sessions, and gives accounts."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.booked = actor, list[int]()

    def book(self, person: int) -> None:
        enforce(queries.may_have_access(self.actor, person, at=NOON))
        self.booked.append(person)

    def lead(self, person: int) -> None:
        enforce(queries.may_meet(self.actor, person, at=NOON))
        self.booked.append(person)

    def give_journal(self, person: int) -> None:
        enforce(queries.may_have_journal(self.actor, person, at=NOON))
        self.booked.append(person)


@pytest.mark.clause("TP-2.9c")
def test_a_child_is_booked_once_parents_and_child_have_signed(cast: Cast) -> None:
    asked(cast, Audience.GUARDIAN, Audience.CHILD)
    cares(cast, "nan")
    sessions = Sessions(cast.actor("ama"))
    says(cast, "joe", purpose=USE)

    with pytest.raises(Refused, match="agreement-not-signed") as refused:
        sessions.book(cast.joe.pk)
    assert "It waits for parents and carers." in refused.value.refusals[0].message
    says(cast, "nan", purpose=USE)
    sessions.book(cast.joe.pk)

    assert sessions.booked == [cast.joe.pk]


@pytest.mark.clause("TP-2.9e")
def test_nobody_meets_children_before_the_code_is_signed(cast: Cast) -> None:
    code = [Put(CONDUCT, Audience.STAFF, "I keep to it.")]
    published(cast, code, title="Code", parts=told(Audience.STAFF))
    grown_up(cast, "dev")
    sessions = Sessions(cast.actor("ama"))

    with pytest.raises(Refused, match="code-not-signed"):
        sessions.lead(cast.dev.pk)
    says(cast, "dev", "dev", purpose=CONDUCT)
    sessions.lead(cast.dev.pk)

    assert sessions.booked == [cast.dev.pk]


@pytest.mark.clause("EY-80b")
def test_no_account_for_journals_before_it_is_signed_and_understood(cast: Cast) -> None:
    lead = cast.actor("ama")
    in_force(cast, JOURNAL)
    unasked = [Put(JOURNAL, Audience.STAFF, "I keep to it.")]
    form = commands.write_form(lead, "Unasked", unasked, at=NOON).reference
    with pytest.raises(Refused, match="no-check-asked"):
        commands.publish_form(lead, form, at=NOON)
    published(cast, [Put(JOURNAL, Audience.STAFF, "I keep to it.", check=CHECK)], title="Journal")
    grown_up(cast, "ivy")
    sessions = Sessions(lead)

    with pytest.raises(Refused, match="journal-not-signed"):
        sessions.give_journal(cast.ivy.pk)
    says(cast, "ivy", "ivy", purpose=JOURNAL)
    sessions.give_journal(cast.ivy.pk)

    assert sessions.booked == [cast.ivy.pk]


@pytest.mark.clause("EY-10")
def test_what_to_do_is_signed_shown_again_and_names_who_is_in_post(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = asked(cast)
    grown_up(cast, "ivy")
    words = f"{told(Audience.STAFF)[2].words}"
    sign_in(client, cast.ivy)

    assert words in client.get("/report/").content.decode()
    page = client.get("/when-something-is-wrong-online/").content.decode()
    assert words in page
    assert "Ama Boateng" in page
    sign_in(client, cast.eve)
    assert "Ivy Lindqvist" in client.get(f"/forms/{form}/wanted/").content.decode()

    us = house(cast.alder.pk, "tests")
    people.change_person(us, cast.ama.pk, name="Ama Stone", at=NOON)
    sign_in(client, cast.ivy)
    page = client.get("/when-something-is-wrong-online/").content.decode()
    assert "Ama Stone" in page
    assert "Ama Boateng" not in page
