"""Whoever is family of a child is no office for that family: they see what family sees, and
somebody else looks after these people."""

from datetime import date, timedelta
from typing import Any

import pytest

from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.people import commands, queries
from bield.people.actors import Actor, actor_of, house
from bield.people.models import (
    Group,
    Guardianship,
    Household,
    HouseholdMember,
    Person,
    Post,
)
from bield.people.states import NoteKind, Role, Withheld
from tests.agreements.asking import grown_up, published, says, takes_back
from tests.conftest import BEGAN, NOON, TODAY, Cast, SignIn, look_into
from tests.pages import LookingClient
from tests.people.conftest import House

DAY = timedelta(days=1)
NUMBER, HILL = "01632 960 777", "Hill Road"


@pytest.fixture
def apart(cast: Cast) -> Cast:
    """Joe lives with Eve of the office at Mill Lane, and with Abe and his wife Zoe, who works in
    the office as well, at Hill Road."""
    us = house(cast.alder.pk, "tests")
    for name in ("Abe Tanner", "Zoe Tanner"):
        one = commands.add_person(us, name=name, born_on=date(1985, 1, 1), phone=NUMBER, at=BEGAN)
        commands.appoint(us, one.pk, role=Role.PARENT, site_id=cast.oak.pk, at=BEGAN)
        cast.people[name[:3].lower()] = one
    commands.appoint(us, cast.zoe.pk, role=Role.ADMINISTRATOR, at=BEGAN)
    for who in ("eve", "abe"):
        link(cast, us, who)
    for label, people in (("Mill Lane", ("joe", "eve")), (HILL, ("joe", "abe", "zoe"))):
        first, *others = (cast.people[who].pk for who in people)
        home = commands.open_household(us, label=label, person_id=first, at=BEGAN)
        for other in others:
            commands.move_in(us, home.reference, other, at=BEGAN)
    return cast


def link(cast: Cast, actor: Actor, who: str, child: str = "joe") -> None:
    commands.link_guardian(
        actor, guardian_id=cast.people[who].pk, child_id=cast.people[child].pk, at=BEGAN
    )


def cares_until(cast: Cast, who: str, last: date) -> None:
    commands.end_guardianship(
        house(cast.alder.pk, "tests"),
        guardian_id=cast.people[who].pk,
        child_id=cast.joe.pk,
        ends_on=last,
        at=NOON,
    )


def of(cast: Cast, *who: str) -> set[int]:
    return {cast.people[one].pk for one in who}


@pytest.mark.parametrize(
    ("who", "family"),
    [
        ("eve", {"joe", "abe", "zoe"}),
        ("zoe", {"joe", "abe", "eve"}),
        ("abe", {"joe", "eve", "zoe"}),
        ("ama", set()),
    ],
)
def test_family_is_by_care_and_by_household(apart: Cast, who: str, family: set[str]) -> None:
    assert queries.own_family(apart.alder.pk, apart.people[who].pk) == of(apart, *family)


def test_whoever_was_family_stays_no_office_for_it(apart: Cast) -> None:
    cares_until(apart, "eve", TODAY - DAY)
    hill = Household.objects.get(label=HILL)
    commands.move_out(apart.actor("ama"), hill.reference, apart.zoe.pk, at=NOON)

    for who in ("eve", "zoe"):
        found = queries.own_family(apart.alder.pk, apart.people[who].pk)
        assert found >= of(apart, "joe", "abe")


PAGES = ("", "family/", "ring/", "change/", "leave/", "give/", "call/", "account/", "from-outside/")


@pytest.mark.parametrize("who", ["abe", "zoe"])
def test_the_other_household_has_no_pages_for_family_in_an_office(
    apart: Cast, who: str, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, apart.eve)

    for page in PAGES:
        there = f"/people/{apart.people[who].reference}/{page}"
        assert client.get(there).status_code == 404, page
        assert client.send(there, {}).status_code in (404, 405), page


def test_others_in_the_office_look_after_that_household(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, apart.ama)

    assert NUMBER in client.get(f"/people/{apart.abe.reference}/").text
    assert HILL in client.get(f"/people/{apart.abe.reference}/family/").text
    assert NUMBER in client.get(f"/people/{apart.joe.reference}/call/").text


def seen(client: LookingClient, cast: Cast) -> set[str]:
    """What the pages of Joe tell of the other household."""
    there = f"/people/{cast.joe.reference}/"
    text = "".join(client.get(there + page).text for page in ("", "family/", "call/"))
    return {
        word for word in ("Abe", "Zoe", "Eve Morris", HILL, "Mill Lane", NUMBER) if word in text
    }


def test_the_pages_of_the_child_show_the_own_household_alone(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, apart.eve)

    assert seen(client, apart) == {"Eve Morris", "Mill Lane"}
    page = client.get(f"/people/{apart.joe.reference}/family/").text
    assert "This is your own family" in page
    assert "Add an address" not in page


def test_a_step_parent_in_the_office_sees_nothing_of_the_mother(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, apart.zoe)

    assert seen(client, apart) - {"Zoe"} == {"Abe", HILL, NUMBER}
    for page in ("", "family/", "change/"):
        assert client.get(f"/people/{apart.eve.reference}/{page}").status_code == 404


def test_the_day_after_care_ended_the_other_household_stays_hidden(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    cares_until(apart, "eve", date(2026, 3, 2))
    mill = Household.objects.get(label="Mill Lane")
    commands.move_out(apart.actor("ama"), mill.reference, apart.eve.pk, at=NOON)
    sign_in(client, apart.eve)

    for page in ("", "family/", "call/", "change/", "family/add/", "family/home/"):
        assert client.get(f"/people/{apart.joe.reference}/{page}").status_code == 404, page


def test_whoever_is_told_nothing_of_a_child_has_none_of_its_pages(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    commands.withhold(
        apart.actor("ama"), apart.eve.pk, apart.joe.pk, what=Withheld.ALL, reason="Harm.", at=NOON
    )
    sign_in(client, apart.eve)

    assert client.get(f"/people/{apart.joe.reference}/family/").status_code == 404


def test_a_stepbrother_leads_to_no_number_of_the_other_household(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    """Kit is Abe's and lives elsewhere: no family of Eve's, but Abe is."""
    us = house(apart.alder.pk, "tests")
    kit = commands.add_person(us, name="Kit Hale", born_on=date(2014, 1, 1), at=BEGAN)
    commands.appoint(us, kit.pk, role=Role.LEARNER, site_id=apart.oak.pk, at=BEGAN)
    apart.people["kit"] = kit
    link(apart, us, "abe", "kit")
    sign_in(client, apart.eve)

    for page in ("", "family/", "call/"):
        assert NUMBER not in client.get(f"/people/{kit.reference}/{page}").text
        assert "Abe" not in client.get(f"/people/{kit.reference}/{page}").text


def test_nobody_moves_themself_or_their_own_family(apart: Cast) -> None:
    eve = apart.actor("eve")
    homes = {home.label: home.reference for home in Household.objects.all()}
    before = sorted(HouseholdMember.objects.values_list("household", "person", "ends_on"))

    def refused(command: object, *args: object, **more: object) -> None:
        with pytest.raises(Refused, match="own-family-is-kept-by-others"):
            command(eve, *args, **more, at=NOON)  # type: ignore[operator]

    refused(commands.move_in, homes[HILL], apart.eve.pk)
    refused(commands.move_in, homes[HILL], apart.ivy.pk)
    refused(commands.move_in, homes["Mill Lane"], apart.ivy.pk)
    for who in ("joe", "abe", "zoe"):
        refused(commands.move_out, homes[HILL], apart.people[who].pk)
    refused(commands.open_household, label="Quay Street", person_id=apart.joe.pk)
    refused(commands.open_household, label="Quay Street", person_id=apart.eve.pk)

    assert sorted(HouseholdMember.objects.values_list("household", "person", "ends_on")) == before


def test_the_pages_that_move_people_are_not_there_for_family(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    hill = Household.objects.get(label=HILL)
    sign_in(client, apart.eve)

    for who in ("joe", "abe", "ivy"):
        there = f"/people/{apart.people[who].reference}/family/home/{hill.reference}/"
        assert client.get(f"{there}?words=Eve").status_code == 404
        assert client.send(f"{there}out/", {"who": apart.joe.reference}).status_code == 404
    look_into(apart.alder)
    assert hill.members.filter(ends_on=None).count() == 3


def test_nobody_gives_themself_responsibility_or_takes_it_from_the_other_parent(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    eve, joe = apart.actor("eve"), apart.joe.reference
    Guardianship.objects.filter(guardian=apart.eve).update(parental_responsibility=False)
    sign_in(client, apart.eve)
    said = {"relation": "", "responsible": "yes", "call_order": "1"}

    assert client.send(f"/people/{joe}/family/{apart.eve.reference}/", said).status_code == 404
    look_into(apart.alder)
    for guardian in (apart.eve, apart.abe, apart.ivy):
        both: dict[str, Any] = {"guardian_id": guardian.pk, "child_id": apart.joe.pk}
        with pytest.raises(Refused, match="own-family-is-kept-by-others"):
            commands.link_guardian(eve, **both, parental_responsibility=True, at=NOON)
    with pytest.raises(Refused, match="own-family-is-kept-by-others"):
        commands.link_guardian(eve, guardian_id=apart.eve.pk, child_id=_other(apart).pk, at=NOON)
    for guardian in (apart.eve, apart.abe):
        both = {"guardian_id": guardian.pk, "child_id": apart.joe.pk}
        with pytest.raises(Refused, match="own-family-is-kept-by-others"):
            commands.end_guardianship(eve, **both, ends_on=TODAY, at=NOON)
        with pytest.raises(Refused, match="own-family-is-kept-by-others"):
            commands.write_note(eve, **both, kind=NoteKind.CONTACT, words="Ring me.", at=NOON)
        with pytest.raises(Refused, match="own-family-is-kept-by-others"):
            commands.open_notes(eve, **both, at=NOON)
    assert not Guardianship.objects.get(guardian=apart.eve).parental_responsibility
    link(apart, apart.actor("ama"), "eve")
    assert Guardianship.objects.get(guardian=apart.eve).parental_responsibility


def _other(cast: Cast) -> Person:
    """A child with whom nobody has to do yet."""
    return commands.add_person(
        house(cast.alder.pk, "tests"), name="Una Moss", born_on=date(2014, 1, 1), at=BEGAN
    )


def test_nobody_changes_how_their_own_family_is_reached(apart: Cast) -> None:
    with pytest.raises(Refused, match="own-family-is-kept-by-others"):
        commands.change_person(apart.actor("zoe"), apart.abe.pk, email="zoe@x.example", at=NOON)
    commands.change_person(apart.actor("ama"), apart.abe.pk, email="abe@x.example", at=NOON)
    commands.change_person(apart.actor("eve"), apart.eve.pk, name="Eve Hall", at=NOON)


def ended(cast: Cast) -> set[str]:
    """Who of the family holds no post any more from tomorrow, or left."""
    posts = Post.objects.filter(person__in=of(cast, "joe", "abe", "zoe"), ends_on=None)
    here = set(posts.values_list("person", flat=True))
    return {who for who in ("joe", "abe", "zoe") if cast.people[who].pk not in here}


@pytest.mark.parametrize("who", ["joe", "abe"])
def test_nobody_ends_or_gives_a_post_of_their_own_family_nor_notes_them_away(
    apart: Cast, who: str
) -> None:
    eve, theirs = apart.actor("eve"), apart.people[who].pk
    post = Post.objects.get(person=theirs)
    away: dict[str, Any] = {"stand_in_id": None, "begins_on": TODAY, "ends_on": TODAY}

    for refused in (
        lambda: commands.leave(eve, theirs, left_on=TODAY, at=NOON),
        lambda: commands.appoint(eve, theirs, role=Role.VOLUNTEER, at=NOON),
        lambda: commands.end_post(eve, post.pk, ends_on=TODAY, at=NOON),
        lambda: commands.set_cover(eve, theirs, **away, at=NOON),
    ):
        with pytest.raises(Refused, match="own-family-is-kept-by-others"):
            refused()

    assert not ended(apart)
    ama = apart.actor("ama")
    cover = commands.set_cover(ama, theirs, **away, at=NOON)
    with pytest.raises(Refused, match="own-family-is-kept-by-others"):
        commands.end_cover(apart.actor("eve"), cover.reference, at=NOON)
    commands.leave(apart.actor("ama"), theirs, left_on=TODAY, at=NOON)
    assert ended(apart) == {who}


def test_ones_own_post_is_ended_as_before(apart: Cast) -> None:
    zoe = apart.actor("zoe")
    held = Post.objects.get(person=apart.zoe, role=Role.ADMINISTRATOR)

    commands.end_post(zoe, held.pk, ends_on=TODAY, at=NOON)

    held.refresh_from_db()
    assert held.ends_on == TODAY


def test_the_pages_that_end_a_post_or_note_away_tell_nothing_of_the_other_household(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    us = house(apart.alder.pk, "tests")
    commands.appoint(us, apart.abe.pk, role=Role.VOLUNTEER, site_id=apart.oak.pk, at=BEGAN)
    post = Post.objects.get(person=apart.abe, role=Role.VOLUNTEER)
    found = {}
    for who in ("eve", "ama"):
        sign_in(client, apart.people[who])
        pages = (f"/people/{apart.abe.reference}/away/", f"/people/posts/{post.reference}/end/")
        found[who] = [client.get(page).status_code for page in pages]

    assert found == {"eve": [404, 404], "ama": [200, 200]}


def test_the_page_says_who_else_notes_that_an_own_child_leaves(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, apart.eve)
    day = {"left_on_day": "3", "left_on_month": "3", "left_on_year": "2026"}

    page = client.send(f"/people/{apart.joe.reference}/leave/", day).text

    assert "somebody else notes this" in page
    look_into(apart.alder)
    assert Person.objects.get(pk=apart.joe.pk).left_on is None


@pytest.fixture
def robins(apart: Cast) -> Group:
    """A class at Oak to which Joe belongs, and Ivy."""
    ama = apart.actor("ama")
    group = commands.open_group(ama, name="Robins", site_id=apart.oak.pk, at=NOON)
    for who in ("joe", "ivy"):
        commands.join_group(ama, group.reference, apart.people[who].pk, at=NOON)
    return group


def listed(cast: Cast, group: Group, who: str) -> tuple[set[str], set[str], int]:
    """On the page of the group, over the API, and how many."""
    actor = cast.actor(who)
    page = queries.group_page(actor, group.reference, NOON)
    ((_, led),) = queries.groups_led(actor, NOON)
    (row,) = queries.groups_page(actor, NOON).rows
    return {one.name for one in page.members}, {name for _, name, _ in led}, row.members


@pytest.mark.parametrize("withheld", [False, True])
def test_in_a_group_nobody_finds_their_own_family(
    apart: Cast, robins: Group, withheld: bool, client: LookingClient, sign_in: SignIn
) -> None:
    both, ivy = {"Joe Tanner", apart.ivy.name}, {apart.ivy.name}
    if withheld:
        commands.withhold(
            apart.actor("ama"), apart.eve.pk, apart.joe.pk, what=Withheld.ALL, reason="Harm.",
            at=NOON,
        )  # fmt: skip

    assert listed(apart, robins, "eve") == (ivy, ivy, 1)
    assert listed(apart, robins, "ama") == (both, both, 2)
    sign_in(client, apart.eve)
    page = client.get(f"/people/groups/{robins.reference}/").text
    assert "Your own family is not listed here" in page
    assert "Tanner" not in page


def test_the_list_of_people_does_not_say_where_the_own_family_is(apart: Cast) -> None:
    def posts(who: str) -> dict[str, str]:
        page = queries.people_page(apart.actor(who), words="Tanner", after="", at=NOON)
        return {row.name: row.posts for row in page.rows}

    assert {name for name, said in posts("eve").items() if said} == {"Nan Tanner"}
    assert {name for name, said in posts("ama").items() if said} >= {"Joe Tanner", "Abe Tanner"}


def test_nobody_puts_their_own_family_into_a_group_or_out(apart: Cast, robins: Group) -> None:
    eve, there = apart.actor("eve"), robins.reference

    for who in ("joe", "abe"):
        for command in (commands.join_group, commands.leave_group):
            with pytest.raises(Refused, match="own-family-is-kept-by-others"):
                command(eve, there, apart.people[who].pk, at=NOON)
    commands.join_group(eve, there, apart.eve.pk, leads_it=True, at=NOON)
    commands.leave_group(eve, there, apart.ivy.pk, at=NOON)

    belong = queries.members(apart.alder.pk, [robins.pk], TODAY)[robins.pk]
    assert belong == [apart.joe.pk, apart.eve.pk]


def test_a_refusal_says_who_can(apart: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, apart.eve)
    there = f"/people/{apart.joe.reference}/family/add/?words=Ivy"

    page = client.send(
        there, {"guardian": str(apart.ivy.pk), "responsible": "yes", "call_order": "1"}
    ).text

    assert "such as the safeguarding lead or a deputy" in page


# ------ whoever works alone


@pytest.fixture
def olga(solo: House) -> Actor:
    return actor_of(solo.people["olga"], on=TODAY)


def learner(solo: House, name: str) -> Person:
    return solo.add(name, born_on=date(2014, 1, 1), phone="")


def pair(solo: House, guardian: str, child: str) -> dict[str, Any]:
    return {"guardian_id": solo.people[guardian].pk, "child_id": solo.people[child].pk}


def test_who_works_alone_notes_their_own_child_where_nobody_else_cares(
    solo: House, olga: Actor
) -> None:
    learner(solo, "una")

    commands.link_guardian(olga, **pair(solo, "olga", "una"), at=NOON)
    commands.change_person(olga, solo.people["una"].pk, known_as="Uni", at=NOON)

    with pytest.raises(Refused, match="own-family-is-kept-by-others"):
        commands.link_guardian(
            olga, **pair(solo, "olga", "una"), parental_responsibility=False, at=NOON
        )


def test_who_works_alone_gives_their_own_child_a_post_and_notes_that_they_leave(
    solo: House, olga: Actor
) -> None:
    una = learner(solo, "una")
    commands.link_guardian(olga, **pair(solo, "olga", "una"), at=NOON)

    post = commands.appoint(olga, una.pk, role=Role.LEARNER, at=NOON)
    commands.end_post(olga, post.pk, ends_on=TODAY, at=NOON)
    left = commands.leave(olga, una.pk, left_on=TODAY, at=NOON)

    assert left.left_on == TODAY


def test_who_works_alone_has_their_own_child_in_a_group(solo: House, olga: Actor) -> None:
    una = learner(solo, "una")
    commands.link_guardian(olga, **pair(solo, "olga", "una"), at=NOON)
    group = commands.open_group(olga, name="Dance", at=NOON)

    commands.join_group(olga, group.reference, una.pk, at=NOON)

    page = queries.group_page(olga, group.reference, NOON)
    assert [one.name for one in page.members] == [una.name]


def test_who_works_alone_joins_no_child_of_another(solo: House, olga: Actor) -> None:
    learner(solo, "una")
    solo.add("abe")
    commands.link_guardian(solo.founder, **pair(solo, "abe", "una"), at=NOON)

    with pytest.raises(Refused, match="own-family-is-kept-by-others"):
        commands.link_guardian(olga, **pair(solo, "olga", "una"), at=NOON)


def test_the_call_in_an_emergency_stays_open_to_who_works_alone_and_is_written_down(
    solo: House, client: LookingClient, sign_in: SignIn
) -> None:
    una = learner(solo, "una")
    solo.add("abe", phone=NUMBER)
    for who in ("olga", "abe"):
        commands.link_guardian(solo.founder, **pair(solo, who, "una"), at=NOON)
    sign_in(client, solo.people["olga"])

    page = client.get(f"/people/{una.reference}/call/").text

    assert NUMBER in page
    assert "That you read it is written down." in page
    look_into(solo.organisation)
    lines = [line.event for line in ledger.lines_about(solo.organisation.pk, f"person:{una.pk}")]
    assert lines.count("people.call-opened") == 1
    assert client.get(f"/people/{solo.people['abe'].reference}/").status_code == 404


def test_with_another_in_the_office_the_call_stays_theirs(apart: Cast) -> None:
    page = queries.call_page(apart.actor("eve"), apart.joe.reference, NOON)

    assert ([one.name for one in page.carers], page.opened_for) == (["Eve Morris"], 0)


# ------ until the last day


@pytest.mark.parametrize("ahead", [0, 60])
def test_until_the_last_day_a_carer_says_no_and_takes_back(apart: Cast, ahead: int) -> None:
    published(apart)
    grown_up(apart, "nan")
    link(apart, house(apart.alder.pk, "tests"), "nan")
    cares_until(apart, "nan", TODAY + ahead * DAY)

    says(apart, "nan")
    takes_back(apart, "nan")
    says(apart, "nan", said="no")

    assert apart.joe.pk in queries.known_among(apart.actor("nan"), [apart.joe.pk])


def test_the_day_after_they_know_nothing_of_the_child(apart: Cast) -> None:
    us = house(apart.alder.pk, "tests")
    hill = Household.objects.get(label=HILL)
    commands.move_out(us, hill.reference, apart.abe.pk, at=NOON)
    cares_until(apart, "abe", TODAY)
    look_into(apart.alder)
    abe = Person.objects.get(pk=apart.abe.pk)

    known = [
        apart.joe.pk in queries.known_among(actor_of(abe, on=day), [apart.joe.pk])
        for day in (TODAY, TODAY + DAY)
    ]

    assert known == [True, False]


def test_what_has_a_last_day_is_changed_noted_and_ended_on_it(apart: Cast) -> None:
    cares_until(apart, "abe", TODAY + DAY)
    ama = apart.actor("ama")
    both: dict[str, Any] = {"guardian_id": apart.abe.pk, "child_id": apart.joe.pk}

    commands.link_guardian(ama, **both, parental_responsibility=False, at=NOON)
    commands.write_note(ama, **both, kind=NoteKind.CONTACT, words="Ring.", at=NOON)
    commands.open_notes(ama, **both, at=NOON)
    commands.end_guardianship(ama, **both, ends_on=TODAY, at=NOON)

    row = Guardianship.objects.get(guardian=apart.abe)
    assert (row.ends_on, row.parental_responsibility) == (TODAY, False)
    with pytest.raises(NotFound):
        commands.end_guardianship(ama, **both, ends_on=TODAY, at=NOON + DAY)


# ------ a court order


def test_behind_a_court_order_no_page_has_the_number(
    apart: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    commands.write_note(
        apart.actor("ama"),
        guardian_id=apart.abe.pk,
        child_id=apart.joe.pk,
        kind=NoteKind.COURT,
        words="He may not come near.",
        at=NOON,
    )
    there = f"/people/{apart.abe.reference}/"
    shown = {}
    for who in ("lou", "ama"):
        sign_in(client, apart.people[who])
        pages = (there, f"{there}ring/", f"/people/{apart.joe.reference}/call/")
        shown[who] = [NUMBER in client.get(page).text for page in pages]
        assert ("Ask the lead first" in client.get(there).text) == (who == "lou")

    assert shown == {"lou": [False] * 3, "ama": [True] * 3}
