from datetime import timedelta

import pytest

from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people import commands, queries
from bield.people.actors import Strength
from bield.people.models import Guardianship, Person, Post
from bield.people.states import Role
from tests.conftest import NOON, TODAY
from tests.people.conftest import TOMORROW, House
from tests.post_office import text_of


def reload(fern: House, name: str) -> Person:
    return Person.objects.get(pk=fern.id(name))


def test_an_administrator_adds_and_changes_people(fern: House) -> None:
    eve = fern.actor("eve")
    ned = commands.add_person(eve, name="Ned Barrow", phone="07700 900001", at=NOON)
    commands.change_person(eve, ned.pk, name="Ned Barrow-Lunt", at_risk=True, at=NOON)

    changed = Person.objects.get(pk=ned.pk)
    assert (changed.name, changed.at_risk, changed.joined_on) == ("Ned Barrow-Lunt", True, TODAY)


@pytest.mark.parametrize("by", ["ivy", "joe", "gus", "lou"])
def test_nobody_else_does(fern: House, by: str) -> None:
    with pytest.raises(Refused, match="not-yours-to-change"):
        commands.add_person(fern.actor(by), name="Ned Barrow", at=NOON)
    with pytest.raises(Refused, match="not-yours-to-change"):
        commands.change_person(fern.actor(by), fern.id("pat"), name="Pat", at=NOON)


def test_nobody_is_born_tomorrow(fern: House) -> None:
    eve = fern.actor("eve")

    with pytest.raises(Refused, match="not-born-yet"):
        commands.add_person(eve, name="Ned Barrow", born_on=TOMORROW, at=NOON)
    with pytest.raises(Refused, match="not-born-yet"):
        commands.change_person(eve, fern.id("ivy"), born_on=TOMORROW, at=NOON)
    assert commands.add_person(eve, name="Ned Barrow", born_on=TODAY, at=NOON).born_on == TODAY


@pytest.mark.parametrize(
    ("role", "years", "fits"),
    [
        (Role.STAFF, 12, False),
        (Role.STAFF, 13, True),
        (Role.LEARNER, 12, True),
        (Role.PARENT, 12, True),
    ],
)
def test_a_young_child_holds_no_post_of_an_adult(
    fern: House, role: str, years: int, *, fits: bool
) -> None:
    born_on = TODAY.replace(year=TODAY.year - years)
    eve = fern.actor("eve")
    ned = commands.add_person(eve, name="Ned Barrow", born_on=born_on, at=NOON)

    if fits:
        commands.appoint(eve, ned.pk, role=role, at=NOON)
    else:
        with pytest.raises(Refused, match="too-young-for-this-post"):
            commands.appoint(eve, ned.pk, role=role, at=NOON)


def test_what_a_person_does_not_have_is_not_changed(fern: House) -> None:
    with pytest.raises(TypeError):
        commands.change_person(fern.actor("eve"), fern.id("ivy"), left_on=TODAY, at=NOON)


def test_somebody_changes_how_they_are_reached_themselves(fern: House) -> None:
    commands.change_person(fern.actor("ivy"), fern.id("ivy"), phone="07700 900002", at=NOON)

    assert reload(fern, "ivy").phone == "07700 900002"
    with pytest.raises(Refused, match="not-yours-to-change"):
        commands.change_person(
            fern.actor("ivy"), fern.id("ivy"), phone="07700 900003", name="Ivy", at=NOON
        )


def test_an_administrator_does_not_redirect_a_designated_person(fern: House) -> None:
    with pytest.raises(Refused, match="contact-of-a-designated-person"):
        commands.change_person(
            fern.actor("eve"), fern.id("ama"), email="eve@elsewhere.example", at=NOON
        )
    assert reload(fern, "ama").email == "ama@fern.example"


def test_a_stolen_password_redirects_no_designated_person(fern: House) -> None:
    ben = fern.actor("ben", Strength.ONE_FACTOR)

    with pytest.raises(Refused, match="second-factor"):
        commands.change_person(ben, fern.id("ama"), email="thief@elsewhere.example", at=NOON)
    assert reload(fern, "ama").email == "ama@fern.example"


def test_a_stolen_password_gives_up_no_safeguarding_post(fern: House) -> None:
    ama = fern.actor("ama", Strength.ONE_FACTOR)

    with pytest.raises(Refused, match="second-factor"):
        commands.end_post(ama, fern.post("ama", Role.LEAD).pk, ends_on=TODAY, at=NOON)
    with pytest.raises(Refused, match="second-factor"):
        commands.leave(ama, fern.id("ama"), left_on=TODAY, at=NOON)
    assert fern.holders(Role.LEAD, TOMORROW) == ["ama"]


@pytest.mark.parametrize("strength", [Strength.ONE_FACTOR, Strength.TWO_FACTORS])
def test_a_designated_person_gives_the_second_factor_again_to_be_reached_elsewhere(
    fern: House, strength: Strength
) -> None:
    ama = fern.actor("ama", strength)

    with pytest.raises(Refused, match="second-factor-again"):
        commands.change_person(ama, fern.id("ama"), email="thief@elsewhere.example", at=NOON)
    assert reload(fern, "ama").email == "ama@fern.example"


def test_the_old_address_hears_that_it_is_written_to_no_more(fern: House) -> None:
    ama = fern.actor("ama", Strength.STEPPED_UP)

    commands.change_person(ama, fern.id("ama"), email="thief@elsewhere.example", at=NOON)

    letter = Message.objects.get()
    assert letter.to == "ama@fern.example"
    assert "tell your safeguarding lead" in text_of(letter)
    assert "thief" not in text_of(letter)


def test_a_change_of_anything_else_is_told_to_nobody(fern: House) -> None:
    commands.change_person(fern.actor("eve"), fern.id("ivy"), known_as="Ivy-Mae", at=NOON)

    assert not Message.objects.exists()


def test_a_changed_address_is_unconfirmed_again(fern: House) -> None:
    Person.objects.filter(pk=fern.id("ama")).update(
        email_confirmed_at=NOON, phone_confirmed_at=NOON
    )
    ama = fern.actor("ama", Strength.STEPPED_UP)

    commands.change_person(ama, fern.id("ama"), email="a@fern.example", at=NOON)

    ama = reload(fern, "ama")
    assert (ama.email_confirmed_at, ama.phone_confirmed_at) == (None, NOON)


def test_another_house_does_not_find_them(fern: House, solo: House) -> None:
    with pytest.raises(NotFound):
        commands.change_person(solo.actor("olga"), fern.id("ivy"), name="X", at=NOON)
    with pytest.raises(NotFound):
        commands.leave(solo.actor("olga"), fern.id("ivy"), left_on=TODAY, at=NOON)


def test_who_leaves_loses_every_post_with_the_last_day(fern: House) -> None:
    commands.appoint(
        fern.actor("eve"), fern.id("pat"), role=Role.STAFF, begins_on=TOMORROW, at=NOON
    )
    commands.leave(fern.actor("eve"), fern.id("pat"), left_on=TODAY, at=NOON)

    assert reload(fern, "pat").left_on == TODAY
    assert fern.holders(Role.POLICY_OFFICER) == ["pat"]
    assert fern.holders(Role.POLICY_OFFICER, TOMORROW) == []
    assert Post.objects.filter(person=fern.id("pat")).count() == 1


def test_an_administrator_ends_no_safeguarding_post(fern: House) -> None:
    eve = fern.actor("eve")

    with pytest.raises(Refused, match="not-a-second-holder"):
        commands.leave(eve, fern.id("ama"), left_on=TODAY, at=NOON)
    with pytest.raises(Refused, match="not-a-second-holder"):
        commands.end_post(eve, fern.post("ben", Role.DEPUTY).pk, ends_on=TODAY, at=NOON)


def test_nobody_is_shut_out_behind_their_back(fern: House) -> None:
    yesterday = TODAY - timedelta(days=1)
    post = fern.post("ama", Role.LEAD)

    with pytest.raises(Refused, match="guarded-post-ends-today-at-the-earliest"):
        commands.end_post(fern.actor("ben"), post.pk, ends_on=yesterday, at=NOON)
    commands.end_post(fern.actor("ben"), post.pk, ends_on=TODAY, at=NOON)

    assert fern.holders(Role.LEAD) == ["ama"]
    assert fern.told() == ["ama", "ben", "fay"]


def test_a_post_that_never_began_is_gone(fern: House) -> None:
    eve = fern.actor("eve")
    post = commands.appoint(
        eve, fern.id("ivy"), role=Role.BOARD, begins_on=TODAY + timedelta(days=9), at=NOON
    )

    commands.end_post(eve, post.pk, ends_on=TODAY, at=NOON)

    assert not Post.objects.filter(pk=post.pk).exists()


def test_a_parent_is_linked_to_a_child_once(fern: House) -> None:
    eve, nan = fern.actor("eve"), fern.add("nan", (Role.PARENT, "oak"))
    for responsible in (False, True):
        commands.link_guardian(
            eve,
            guardian_id=nan.pk,
            child_id=fern.id("joe"),
            parental_responsibility=responsible,
            at=NOON,
        )

    link = Guardianship.objects.get()
    assert (link.guardian_id, link.parental_responsibility) == (nan.pk, True)
    assert [g.guardian.name for g in queries.guardians_of(eve, fern.id("joe"), TODAY)] == [
        "Nan Ashworth"
    ]
    assert [g.child.name for g in queries.children_of(eve, nan.pk, TODAY)] == ["Joe Ashworth"]


def test_nobody_is_their_own_parent(fern: House) -> None:
    joe = fern.id("joe")

    with pytest.raises(Refused, match="not-themselves"):
        commands.link_guardian(fern.actor("eve"), guardian_id=joe, child_id=joe, at=NOON)


def test_a_link_ends(fern: House) -> None:
    eve, nan = fern.actor("eve"), fern.add("nan", (Role.PARENT, "oak"))
    commands.link_guardian(eve, guardian_id=nan.pk, child_id=fern.id("joe"), at=NOON)

    commands.end_guardianship(
        eve, guardian_id=nan.pk, child_id=fern.id("joe"), ends_on=TODAY, at=NOON
    )

    assert queries.children_of(eve, nan.pk, TOMORROW) == []


def names(found: list[Person]) -> list[str]:
    return [person.name.split()[0].lower() for person in found]


def test_names_are_offered_to_those_who_may_know_them(fern: House) -> None:
    fern.add("joan", (Role.LEARNER, "harbour"))
    fern.add("josh", (Role.STAFF, None))

    def offered(by: str) -> list[str]:
        return names(queries.people_known_to(fern.actor(by), "jo"))

    assert offered("ama") == ["joan", "joe", "josh"]
    assert offered("ivy") == ["joan", "joe", "josh"]  # Oak, and the contract below it
    assert offered("cat") == ["joan", "josh"]  # the contract alone
    assert offered("joe") == ["joe", "josh"]  # a child: grown-ups and themselves


def test_one_letter_offers_nobody_and_every_word_counts(fern: House) -> None:
    ama = fern.actor("ama")

    assert queries.people_known_to(ama, "j ") == []
    assert names(queries.people_known_to(ama, "ash jo")) == ["joe"]
    assert names(queries.people_known_to(ama, "ash", limit=2)) == ["ama", "ben"]
    assert queries.people_known_to(ama, "oe") == []


def test_a_parent_finds_the_own_child_and_no_other(fern: House) -> None:
    nan = fern.add("nan", (Role.PARENT, "oak"))
    fern.add("jess", (Role.LEARNER, "oak"))
    commands.link_guardian(fern.actor("eve"), guardian_id=nan.pk, child_id=fern.id("joe"), at=NOON)

    assert "joe" in names(queries.people(fern.actor("nan")))
    assert "jess" not in names(queries.people(fern.actor("nan")))


def test_other_houses_stay_unknown(fern: House, solo: House) -> None:
    assert names(queries.people(solo.actor("olga"))) == ["olga", "xan"]
    with pytest.raises(NotFound):
        queries.person(solo.actor("olga"), fern.id("ivy"))
    with pytest.raises(NotFound):
        queries.person_by_reference(solo.actor("olga"), fern.people["ivy"].reference)


def test_the_list_leaves_out_who_has_left(fern: House) -> None:
    commands.leave(fern.actor("eve"), fern.id("ivy"), left_on=TODAY, at=NOON)

    assert "ivy" in names(queries.people(fern.actor("eve"), on=TODAY))
    assert "ivy" not in names(queries.people(fern.actor("eve"), on=TOMORROW))


@pytest.mark.clause("TP-1.3a")
def test_another_room_asks_who_is_protected(fern: House) -> None:
    """A stand-in for the rooms of sessions and filters: it knows people by their ids alone."""
    fern.add("una")  # no birth date
    fern.add("ruth", born_on=TODAY.replace(year=1980), at_risk=True)
    fern.add("sol", born_on=TODAY.replace(year=1980))
    wanted = [fern.id(name) for name in ("joe", "una", "ruth", "sol")]

    groups = queries.protections(fern.organisation.pk, wanted, TODAY)

    assert [groups[person] for person in wanted] == ["child", "unknown_age", "adult_at_risk", None]
