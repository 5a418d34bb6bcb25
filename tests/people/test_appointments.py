"""Nobody promotes himself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people import commands
from bield.people.actors import Strength, house
from bield.people.models import Appointment, Post
from bield.people.states import Role
from tests.conftest import NOON, TODAY
from tests.people.conftest import TOMORROW, House, found
from tests.post_office import text_of

NIGHT = timedelta(days=1)
YESTERDAY = TODAY - NIGHT


def propose(
    fern: House, by: str = "ama", person: str = "ivy", role: str = Role.DEPUTY, **more: object
) -> Appointment:
    return commands.propose(fern.actor(by), fern.id(person), role=role, at=NOON, **more)


def confirm(fern: House, appointment: Appointment, by: str = "fay") -> Post:
    return commands.confirm(fern.actor(by), appointment.reference, at=NOON)


def test_two_holders_bring_a_third_into_a_post_from_the_next_day(fern: House) -> None:
    confirm(fern, propose(fern))

    assert fern.holders(Role.DEPUTY) == ["ben"]
    assert fern.holders(Role.DEPUTY, TOMORROW) == ["ben", "ivy"]


def test_a_proposal_alone_changes_nothing(fern: House) -> None:
    propose(fern)

    assert fern.holders(Role.DEPUTY, TODAY + timedelta(days=30)) == ["ben"]


@pytest.mark.parametrize(("years", "fits"), [(17, False), (18, True)])
def test_a_safeguarding_post_waits_for_the_eighteenth_birthday(
    fern: House, years: int, *, fits: bool
) -> None:
    born_on = TODAY.replace(year=TODAY.year - years)
    commands.change_person(fern.actor("eve"), fern.id("ivy"), born_on=born_on, at=NOON)

    if fits:
        propose(fern)
    else:
        with pytest.raises(Refused, match="too-young-for-this-post"):
            propose(fern)


@pytest.mark.clause("TP-6.2.1a")
def test_lead_deputy_and_champion_are_told_at_once_and_not_of_whom(fern: House) -> None:
    appointment = propose(fern)
    assert fern.told() == ["ama", "ben", "fay"]
    confirm(fern, appointment)
    assert fern.told() == ["ama", "ama", "ben", "ben", "fay", "fay"]

    assert not [m for m in Message.objects.all() if "Ivy" in text_of(m) + m.subject]


def test_who_proposes_does_not_confirm(fern: House) -> None:
    appointment = propose(fern)

    with pytest.raises(Refused, match="not-your-own-proposal"):
        confirm(fern, appointment, by="ama")
    assert fern.holders(Role.DEPUTY, TOMORROW) == ["ben"]


def test_who_is_put_forward_does_not_confirm(fern: House) -> None:
    appointment = propose(fern, person="lou")

    with pytest.raises(Refused, match="not-yourself"):
        confirm(fern, appointment, by="lou")


def test_nobody_puts_themselves_forward(fern: House) -> None:
    with pytest.raises(Refused, match="not-yourself"):
        propose(fern, by="lou", person="lou")


@pytest.mark.parametrize("by", ["eve", "ivy", "cat", "gus", "joe"])
def test_only_a_second_holder_proposes_or_confirms(fern: House, by: str) -> None:
    appointment = propose(fern, person="pat")

    with pytest.raises(Refused, match="not-a-second-holder"):
        propose(fern, by=by, person="nora")
    with pytest.raises(Refused, match="not-a-second-holder"):
        confirm(fern, appointment, by=by)


def test_it_takes_a_second_factor(fern: House) -> None:
    weak = fern.actor("ama", Strength.ONE_FACTOR)

    with pytest.raises(Refused, match="second-factor"):
        commands.propose(weak, fern.id("ivy"), role=Role.DEPUTY, at=NOON)


def test_a_designated_post_is_not_given_directly(fern: House) -> None:
    for by in ("ama", "eve"):
        with pytest.raises(Refused, match="needs-a-second-holder"):
            commands.appoint(fern.actor(by), fern.id("ivy"), role=Role.HEAD, at=NOON)


def test_after_the_set_up_not_even_the_house_gives_one(fern: House) -> None:
    with pytest.raises(Refused, match="needs-a-second-holder"):
        commands.appoint(fern.founder, fern.id("ivy"), role=Role.DEPUTY, at=NOON)


def test_nobody_gives_themselves_a_plain_post(fern: House) -> None:
    with pytest.raises(Refused, match="not-to-yourself"):
        commands.appoint(fern.actor("eve"), fern.id("eve"), role=Role.BOARD, at=NOON)


def test_a_plain_post_needs_no_second(fern: House) -> None:
    commands.appoint(fern.actor("eve"), fern.id("ivy"), role=Role.POLICY_OFFICER, at=NOON)

    assert fern.holders(Role.POLICY_OFFICER) == ["pat", "ivy"]
    with pytest.raises(Refused, match="no-second-needed"):
        propose(fern, role=Role.STAFF)


def test_any_holder_stops_it_and_so_does_the_person(fern: House) -> None:
    for by in ("ben", "ivy"):
        appointment = propose(fern)
        commands.cancel(fern.actor(by), appointment.reference, at=NOON)
        with pytest.raises(Refused, match="settled-already"):
            confirm(fern, appointment)


def test_an_administrator_does_not_stop_it(fern: House) -> None:
    appointment = propose(fern)

    with pytest.raises(Refused, match="not-a-second-holder"):
        commands.cancel(fern.actor("eve"), appointment.reference, at=NOON)


def test_a_second_confirmation_makes_no_second_post(fern: House) -> None:
    appointment = propose(fern)
    confirm(fern, appointment)

    with pytest.raises(Refused, match="settled-already"):
        confirm(fern, appointment, by="ben")
    assert Post.objects.filter(role=Role.DEPUTY).count() == 2


def test_another_house_does_not_find_it(fern: House, solo: House) -> None:
    appointment = propose(fern)

    with pytest.raises(NotFound):
        commands.confirm(solo.actor("xan"), appointment.reference, at=NOON)
    with pytest.raises(NotFound):
        commands.propose(solo.actor("olga"), fern.id("ivy"), role=Role.DEPUTY, at=NOON)


def test_the_tables_refuse_what_a_command_would(fern: House) -> None:
    appointment = propose(fern)
    appointment.confirmed_by_id, appointment.confirmed_at = fern.id("ama"), NOON

    with pytest.raises(IntegrityError, match="appointment_is_confirmed_by_a_third"):
        appointment.save()


@pytest.mark.clause("TP-6.2.1a")
def test_two_leads_at_the_same_level_are_refused(fern: House) -> None:
    with pytest.raises(Refused, match="one-lead"):
        propose(fern, role=Role.LEAD)


@pytest.mark.clause("TP-6.2.1a")
def test_a_lead_who_takes_over_begins_when_the_other_ends(fern: House) -> None:
    confirm(fern, propose(fern, by="ben", role=Role.LEAD, takes_over=True))

    assert fern.holders(Role.LEAD) == ["ama"]
    assert fern.holders(Role.LEAD, TOMORROW) == ["ivy"]


@pytest.mark.clause("TP-6.2.1a")
def test_even_the_tables_hold_one_lead(fern: House) -> None:
    with pytest.raises(IntegrityError):
        Post.objects.create(
            organisation=fern.organisation,
            person=fern.people["ivy"],
            role=Role.LEAD,
            begins_on=TODAY,
        )


@pytest.mark.clause("EY-2")
def test_lead_and_deputy_are_two_people(fern: House) -> None:
    with pytest.raises(Refused, match="lead-and-deputy"):
        propose(fern, by="fay", person="ama", role=Role.DEPUTY)
    with pytest.raises(Refused, match="lead-and-deputy"):
        propose(fern, by="fay", person="ben", role=Role.LEAD, takes_over=True)


def test_a_deputy_becomes_lead_after_giving_up_the_other_post(fern: House) -> None:
    post = fern.post("ben", Role.DEPUTY)
    commands.end_post(fern.actor("ben"), post.pk, ends_on=TODAY, at=NOON)

    confirm(fern, propose(fern, person="ben", role=Role.LEAD, takes_over=True))

    assert fern.holders(Role.LEAD, TOMORROW) == ["ben"]
    assert fern.holders(Role.DEPUTY, TOMORROW) == []


@pytest.mark.clause("TP-6.1.1c")
def test_the_champion_sits_on_the_board_and_takes_in_online_safety(fern: House) -> None:
    with pytest.raises(Refused, match="champion-sits-on-the-board"):
        propose(fern, role=Role.BOARD_CHAMPION, online_safety=True)
    commands.appoint(fern.actor("eve"), fern.id("ivy"), role=Role.BOARD, at=NOON)
    with pytest.raises(Refused, match="champion-takes-in-online-safety"):
        propose(fern, role=Role.BOARD_CHAMPION)

    confirm(fern, propose(fern, role=Role.BOARD_CHAMPION, online_safety=True))

    assert fern.holders(Role.BOARD_CHAMPION, TOMORROW) == ["fay", "ivy"]


def test_a_post_for_everybody_is_not_held_at_one_site(fern: House) -> None:
    with pytest.raises(Refused, match="whole-organisation"):
        propose(fern, role=Role.DEPUTY, site_id=fern.sites["oak"].pk)


def test_who_has_left_is_not_appointed(fern: House) -> None:
    commands.leave(fern.actor("eve"), fern.id("ivy"), left_on=TODAY, at=NOON)

    with pytest.raises(Refused, match="has-left"):
        propose(fern)


@pytest.mark.clause("EY-2")
def test_who_works_alone_names_somebody_outside_before_anything_else(db: None) -> None:
    solo = found("Solo Dance", "out_of_school", one_person=True)
    solo.open("studio", "place")
    solo.add("olga", (Role.LEAD, None))

    with pytest.raises(Refused, match="no-outside-contact"):
        solo.settle()
    with pytest.raises(Refused, match="outside-contact-is-outside"):
        solo.appoint("olga", Role.OUTSIDE_CONTACT)


@pytest.mark.clause("EY-2")
def test_a_set_up_without_lead_or_deputy_is_not_finished(db: None) -> None:
    fern = found("Fern Training", "training_provider")

    with pytest.raises(Refused, match="no-site, no-lead, no-deputy"):
        fern.settle()
    fern.open("oak", "place")
    fern.add("ama", (Role.LEAD, None))
    with pytest.raises(Refused, match="no-deputy"):
        fern.settle()


@pytest.mark.clause("EY-2")
def test_the_owner_cannot_switch_the_outside_contact_off(solo: House) -> None:
    olga, post = solo.actor("olga"), solo.post("xan", Role.OUTSIDE_CONTACT)

    with pytest.raises(Refused, match="outside-contact-stands"):
        commands.end_post(olga, post.pk, ends_on=TODAY, at=NOON)
    with pytest.raises(Refused, match="outside-contact-stands"):
        commands.leave(olga, solo.id("xan"), left_on=TODAY, at=NOON)
    with pytest.raises(Refused, match="outside-contact-stands"):
        commands.set_cover(
            olga, solo.id("xan"), stand_in_id=None, begins_on=TODAY, ends_on=TODAY, at=NOON
        )
    with pytest.raises(Refused, match="size-is-settled"):
        commands.change_organisation(olga, one_person=False, at=NOON)

    assert solo.holders(Role.OUTSIDE_CONTACT) == ["xan"]


def test_the_outside_contact_may_give_it_up(solo: House) -> None:
    post = solo.post("xan", Role.OUTSIDE_CONTACT)

    commands.end_post(solo.actor("xan"), post.pk, ends_on=TODAY, at=NOON)

    assert solo.holders(Role.OUTSIDE_CONTACT, TOMORROW) == []


def test_who_works_alone_no_more_names_a_deputy_with_the_outside_contact(solo: House) -> None:
    solo.add("dan", (Role.STAFF, "studio"))

    confirm(solo, propose(solo, by="olga", person="dan"), by="xan")

    solo.organisation.refresh_from_db()
    assert not solo.organisation.one_person
    assert solo.holders(Role.DEPUTY, TOMORROW) == ["dan"]
    assert solo.holders(Role.OUTSIDE_CONTACT, TOMORROW) == ["xan"]


CONSOLE = "console"


def name_from_console(fern: House, by: str = CONSOLE) -> None:
    actor = house(fern.organisation.pk, by)
    commands.name_from_console(actor, name="Xan Hill", email="xan@other.example", at=NOON)


def test_the_console_names_nobody_while_two_can_appoint(fern: House) -> None:
    with pytest.raises(Refused, match="two-can-appoint"):
        name_from_console(fern)


def test_with_one_holder_left_the_console_names_an_outside_contact(fern: House) -> None:
    for name, role in (("ben", "deputy"), ("fay", "board_safeguarding_lead"), ("lou", "head")):
        post = fern.post(name, role)
        commands.end_post(fern.actor("ama"), post.pk, ends_on=YESTERDAY, at=NOON - NIGHT)
    Message.objects.all().delete()
    with pytest.raises(Refused, match="console-only"):
        name_from_console(fern, by="worker")

    name_from_console(fern)

    assert fern.holders(Role.OUTSIDE_CONTACT) == []
    assert fern.holders(Role.OUTSIDE_CONTACT, TOMORROW) == ["xan"]
    assert fern.told() == ["ama"]
