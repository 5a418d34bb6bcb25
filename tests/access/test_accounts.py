"""Accounts: opened by invitation, reset by mail, closed with the role."""

from datetime import date, timedelta

import pytest

from bield.access import commands, queries, rounds
from bield.access.models import Account, Membership, OneTimeLink
from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import house
from tests.access.door import (
    ELSEWHERE,
    HOME,
    PASSWORD,
    actor_in,
    enter,
    link_in,
    mails,
    now,
    open_account,
    sign_in,
    told,
    with_app,
)
from tests.conftest import NOON, Cast, look_into
from tests.conftest import SignIn as Arrive
from tests.pages import LookingClient


def invite(cast: Cast, name: str = "ivy", *, by: str = "eve", at=NOON) -> Message:
    commands.invite(cast.actor(by), cast.people[name], at=at)
    return Message.objects.latest("pk")


# ------ invited


def test_the_invitation_goes_to_the_person_alone(cast: Cast) -> None:
    mail = invite(cast)

    assert mail.to == "ivy@alder.example"
    assert told(cast, "ivy") == ["access.invited"]


def test_the_person_chooses_a_password_and_is_in(cast: Cast, client: LookingClient) -> None:
    link = link_in(invite(cast, at=now()))

    page = client.get(link)
    weak = client.send(link, {"password": "Summer2024"})
    answer = client.send(link, {"password": PASSWORD})

    assert "Alder Training" in page.content.decode()
    assert "many people use this one" in weak.content.decode()
    assert answer["Location"] == "/account/welcome/"
    assert client.get("/account/welcome/").status_code == 200


def test_an_invitation_is_good_once(cast: Cast, client: LookingClient) -> None:
    link = link_in(invite(cast, at=now()))
    client.send(link, {"password": PASSWORD})

    assert LookingClient().get(link).status_code == 410


def test_an_invitation_that_was_used_or_replaced_is_no_longer_kept(cast: Cast) -> None:
    first = invite(cast)
    second = invite(cast)
    token = link_in(second).split("/")[-2]

    commands.accept_invitation(HOME, token, password=PASSWORD, at=NOON)

    left = Message.objects.filter(pk__in=[first.pk, second.pk])
    assert {(mail.state, bytes(mail.sealed)) for mail in left} == {("lapsed", b"")}


def test_looking_at_a_link_does_not_use_it_up(cast: Cast, client: LookingClient) -> None:
    link = link_in(invite(cast, at=now()))

    assert [client.get(link).status_code for _ in range(3)] == [200, 200, 200]


def test_an_invitation_ends_after_a_week(cast: Cast) -> None:
    token = link_in(invite(cast)).split("/")[-2]

    with pytest.raises(Refused, match="link-is-spent"):
        commands.accept_invitation(
            HOME, token, password=PASSWORD, at=NOON + timedelta(days=7, seconds=1)
        )


def test_only_its_hash_is_kept(cast: Cast) -> None:
    token = link_in(invite(cast)).split("/")[-2]

    assert token not in repr(list(OneTimeLink.objects.values_list()))


def test_before_it_is_accepted_an_account_opens_nothing(cast: Cast) -> None:
    invite(cast)

    with pytest.raises(Refused):
        sign_in("ivy@alder.example", "")
    assert queries.places(Account.objects.get().pk, NOON, back_to=None) == []


@pytest.mark.parametrize("by", ["dev", "hal", "ivy", "cat"])
def test_who_does_not_keep_people_cannot_invite(cast: Cast, by: str) -> None:
    with pytest.raises(Refused, match="not-yours-to-invite"):
        invite(cast, "joe", by=by)


def test_a_foreign_person_cannot_be_invited(cast: Cast) -> None:
    with pytest.raises(NotFound):
        invite(cast, "mia")


def test_who_has_an_account_is_not_invited_again(cast: Cast) -> None:
    open_account(cast.ivy)

    with pytest.raises(Refused, match="has-account"):
        invite(cast)


@pytest.mark.clause("TP-2.9g", "EY-18a")
def test_two_people_of_one_organisation_have_two_accounts(cast: Cast) -> None:
    open_account(cast.ivy)
    cast.dev.email = "ivy@alder.example"

    with pytest.raises(Refused, match="address-is-anothers"):
        commands.invite(cast.actor("eve"), cast.dev, at=NOON)


def test_a_person_of_two_organisations_has_one_account(cast: Cast, client: LookingClient) -> None:
    open_account(cast.ivy, at=now())
    cast.ned.email = "ivy@alder.example"
    commands.invite(house(cast.birch.pk, "tests"), cast.ned, at=now())
    look_into(cast.birch)
    link = link_in(Message.objects.latest("pk"))

    refused = client.send(link, {"password": "not the password"})
    answer = client.send(link, {"password": PASSWORD})

    assert "The password is not right" in refused.content.decode()
    assert answer["Location"] == "/account/welcome/"
    assert client.get("/account/").wsgi_request.actor.organisation_id == cast.birch.pk
    assert Account.objects.get().organisations == 2


# ------ reset


@pytest.mark.clause("EY-17a")
def test_a_new_password_comes_through_the_persons_own_letter_box(
    cast: Cast, client: LookingClient
) -> None:
    open_account(cast.ivy, at=now())
    before = sign_in("ivy@alder.example", at=now())
    client.send("/sign-in/forgotten/", {"email": "ivy@alder.example"})
    mail = Message.objects.latest("pk")

    answer = client.send(link_in(mail), {"password": "K7#mPq!2vR"})

    assert mail.to == "ivy@alder.example"
    assert answer["Location"] == "/sign-in/?was=credentials"
    assert sign_in("ivy@alder.example", "K7#mPq!2vR", at=now()).visit.pk
    before.visit.refresh_from_db()
    assert before.visit.ended_because == "credentials"


def test_asking_looks_the_same_for_an_unknown_address(cast: Cast, client: LookingClient) -> None:
    open_account(cast.ivy)

    known = client.send("/sign-in/forgotten/", {"email": "ivy@alder.example"})
    unknown = client.send("/sign-in/forgotten/", {"email": "who@alder.example"})

    told_known, told_unknown = known.content.decode(), unknown.content.decode()
    assert told_known.replace("ivy@", "") == told_unknown.replace("who@", "")
    assert [to for to, _ in mails()] == ["ivy@alder.example"]


def test_asking_again_and_again_is_slowed_down(cast: Cast) -> None:
    open_account(cast.ivy)

    for _ in range(4):
        commands.ask_new_password(HOME, email="ivy@alder.example", at=NOON)
    with pytest.raises(Refused, match="too-many-tries"):
        commands.ask_new_password(HOME, email="ivy@alder.example", at=NOON)

    assert len(mails()) == 4


@pytest.mark.clause("EY-17a")
def test_an_administrator_starts_a_reset_and_learns_nothing(
    cast: Cast, client: LookingClient, sign_in: Arrive
) -> None:
    open_account(cast.ivy, at=now())
    sign_in(client, cast.eve)

    answer = client.send(f"/account/of/{cast.ivy.reference}/reset/")
    page = client.get(answer["Location"]).content.decode()

    mail = Message.objects.latest("pk")
    assert (mail.to, "access.reset-started" in told(cast, "ivy")) == ("ivy@alder.example", True)
    assert link_in(mail) not in page
    assert "password" not in {field.name for field in Membership._meta.get_fields()}


@pytest.mark.clause("EY-17a")
def test_no_command_lets_anybody_set_anothers_password(cast: Cast) -> None:
    open_account(cast.ivy)

    with pytest.raises(Refused, match="invite-instead"):
        commands.open_account(
            cast.actor("eve"), cast.dev, email="dev@alder.example", password=PASSWORD, at=NOON
        )


@pytest.mark.parametrize("name", ["ama", "ben", "cat", "fay", "gus"])
def test_nobody_who_may_read_concerns_is_reset_by_one_person(cast: Cast, name: str) -> None:
    with_app(cast.people[name])

    with pytest.raises(Refused, match="reader-resets-take-two"):
        commands.start_reset(cast.actor("eve"), cast.people[name].pk, factors=True, at=NOON)


def test_a_fresh_start_takes_the_factors_of_a_non_reader(cast: Cast) -> None:
    account = with_app(cast.ivy)
    commands.start_reset(cast.actor("eve"), cast.ivy.pk, factors=True, at=NOON)
    token = link_in(Message.objects.latest("pk")).split("/")[-2]

    commands.set_new_password(token, password="K7#mPq!2vR", at=NOON)

    assert not queries.has_second_factor(account.pk)


def test_who_became_a_reader_meanwhile_keeps_the_factors(cast: Cast) -> None:
    account = with_app(cast.ivy)
    commands.start_reset(cast.actor("eve"), cast.ivy.pk, factors=True, at=NOON)
    token = link_in(Message.objects.latest("pk")).split("/")[-2]
    cast.ivy.posts.create(organisation=cast.alder, role="officer", begins_on=NOON.date())

    commands.set_new_password(token, password="K7#mPq!2vR", at=NOON)

    assert queries.has_second_factor(account.pk)


def test_a_link_signs_nobody_in_past_the_second_factor(cast: Cast, client: LookingClient) -> None:
    with_app(cast.ama, at=now())
    client.send("/sign-in/forgotten/", {"email": "ama@alder.example"})

    client.send(link_in(Message.objects.latest("pk")), {"password": "K7#mPq!2vR"})

    assert client.get("/account/").status_code == 302
    assert enter(client, "ama@alder.example", "K7#mPq!2vR")["Location"] == "/sign-in/second-step/"


def test_a_password_that_got_out_opens_nothing(cast: Cast) -> None:
    open_account(cast.ivy)
    opened = sign_in("ivy@alder.example")

    commands.password_got_out(cast.actor("ama"), cast.ivy.pk, at=NOON)

    with pytest.raises(Refused, match="wrong-address-or-password"):
        sign_in("ivy@alder.example")
    opened.visit.refresh_from_db()
    assert opened.visit.ended_because == "credentials"


# ------ another address


def test_a_new_address_counts_when_it_has_answered(cast: Cast, client: LookingClient) -> None:
    open_account(cast.ivy, at=now())
    enter(client, "ivy@alder.example")

    page = client.send("/account/address/", {"email": "Ivy@Home.example"})
    mail = Message.objects.latest("pk")
    assert Account.objects.get().email == "ivy@alder.example"
    client.get(link_in(mail))
    client.send(link_in(mail))

    assert ("Look into the new letter box" in page.content.decode(), mail.to) == (
        True,
        "ivy@home.example",
    )
    assert sign_in("ivy@home.example", at=now()).visit.person_id == cast.ivy.pk
    assert ("ivy@alder.example", "Your way of signing in has changed") in mails()
    assert "access.address-changed" in told(cast, "ivy")


def test_an_address_of_another_account_is_told_to_its_owner_alone(
    cast: Cast, client: LookingClient
) -> None:
    open_account(cast.ivy, at=now())
    open_account(cast.hal, at=now())
    enter(client, "ivy@alder.example")

    page = client.send("/account/address/", {"email": "hal@alder.example"})
    answer = client.send(link_in(Message.objects.latest("pk")))

    assert "Look into the new letter box" in page.content.decode()
    assert "There is an account with this e-mail address already" in answer.content.decode()
    assert Account.objects.filter(email="ivy@alder.example").exists()


# ------ closed


@pytest.mark.clause("TP-2.9g")
def test_a_leavers_account_closes_itself(cast: Cast) -> None:
    account = with_app(cast.ivy)
    people.leave(cast.actor("eve"), cast.ivy.pk, left_on=NOON.date(), at=NOON)

    rounds.close_leavers(NOON)
    assert Membership.objects.get().closed_at is None
    rounds.close_leavers(NOON + timedelta(days=1))

    account.refresh_from_db()
    assert Membership.objects.get().closed_at is not None
    assert (account.password, account.organisations) == ("", 0)
    assert not queries.has_second_factor(account.pk)
    assert told(cast, "ivy")[-1] == "access.account-closed"


def test_who_left_one_organisation_keeps_the_account_in_the_other(cast: Cast) -> None:
    open_account(cast.ivy)
    commands.open_account(
        house(cast.birch.pk, "tests"), cast.ned, email="ivy@alder.example", at=NOON
    )
    people.leave(cast.actor("eve"), cast.ivy.pk, left_on=NOON.date(), at=NOON)

    rounds.close_leavers(NOON + timedelta(days=1))

    opened = sign_in("ivy@alder.example", at=NOON + timedelta(days=1))
    assert opened.visit.organisation_id == cast.birch.pk


def test_who_comes_back_is_invited_again(cast: Cast) -> None:
    open_account(cast.ivy)
    people.leave(cast.actor("eve"), cast.ivy.pk, left_on=NOON.date(), at=NOON)
    rounds.close_leavers(NOON + timedelta(days=1))
    cast.ivy.left_on = None
    cast.ivy.save()
    back = NOON + timedelta(days=100)
    cast.ivy.posts.create(organisation=cast.alder, role="staff", begins_on=back.date())

    token = link_in(invite(cast, at=back)).split("/")[-2]
    commands.accept_invitation(HOME, token, password="K7#mPq!2vR", at=back)

    assert sign_in("ivy@alder.example", "K7#mPq!2vR", at=back).visit.pk


# ------ a new device


def test_a_new_phone_is_in_by_the_old_one(
    cast: Cast, client: LookingClient, sign_in: Arrive
) -> None:
    sign_in(client, cast.ama)
    phone = LookingClient()

    shown = client.send("/account/new-device/").context["link"]
    path = shown.removeprefix("http://localhost:8000")
    page = phone.get(path)
    answer = phone.send(path)

    assert "ama@alder.example" in page.content.decode()
    assert answer["Location"] == "/account/second-factor/"
    assert phone.get("/account/recovery-codes/").status_code == 200
    assert LookingClient().send(path).status_code == 410


def test_the_picture_is_good_for_ten_minutes(cast: Cast) -> None:
    account = with_app(cast.ama)
    opened = commands.admit(HOME, account, how="passkey", at=NOON)
    token = commands.offer_new_device(actor_in(opened), opened.visit, at=NOON)

    with pytest.raises(Refused, match="link-is-spent"):
        commands.take_new_device(ELSEWHERE, token, at=NOON + timedelta(minutes=10, seconds=1))


def test_the_picture_needs_the_second_factor_just_now(cast: Cast) -> None:
    with_app(cast.ama)
    opened = sign_in("ama@alder.example")

    with pytest.raises(Refused, match="step-up-needed"):
        commands.offer_new_device(actor_in(opened), opened.visit, at=NOON)


# ------ children where the early-years pack holds


@pytest.mark.clause("EY-41a")
def test_a_child_of_a_nursery_has_no_mail_address(cast: Cast) -> None:
    with pytest.raises(Refused, match="children-have-no-mail"):
        people.add_person(
            cast.actor("mia"),
            name="Zoe Birch",
            born_on=date(2022, 5, 1),
            email="zoe@birch.example",
            at=NOON,
        )


@pytest.mark.clause("EY-41a")
def test_nor_gets_one_later_by_any_way(cast: Cast) -> None:
    mia = cast.actor("mia")
    zoe = people.add_person(mia, name="Zoe Birch", born_on=date(2022, 5, 1), at=NOON)
    someone = people.add_person(mia, name="Al Birch", email="al@birch.example", at=NOON)

    with pytest.raises(Refused, match="children-have-no-mail"):
        people.change_person(mia, zoe.pk, email="zoe@birch.example", at=NOON)
    with pytest.raises(Refused, match="children-have-no-mail"):
        people.change_person(mia, someone.pk, born_on=date(2022, 5, 1), at=NOON)
    with pytest.raises(Refused, match="children-have-no-mail"):
        people.appoint(mia, someone.pk, role="learner", at=NOON)


@pytest.mark.clause("EY-41a")
def test_nor_an_account(cast: Cast) -> None:
    mia = cast.actor("mia")
    zoe = people.add_person(mia, name="Zoe Birch", born_on=date(2022, 5, 1), at=NOON)

    with pytest.raises(Refused, match="children-have-no-mail"):
        commands.open_account(
            house(cast.birch.pk, "tests"), zoe, email="zoe@birch.example", at=NOON
        )


def test_an_apprentice_of_a_nursery_works_there(cast: Cast) -> None:
    mia = cast.actor("mia")
    young = people.add_person(mia, name="Kit Young", born_on=date(2009, 1, 1), at=NOON)
    people.appoint(mia, young.pk, role="staff", at=NOON)

    changed = people.change_person(mia, young.pk, email="kit@birch.example", at=NOON)

    assert changed.email == "kit@birch.example"


def test_learners_elsewhere_may_have_one(cast: Cast) -> None:
    open_account(cast.joe)

    assert sign_in("joe@alder.example").visit.person_id == cast.joe.pk
