"""What a list says of families: of whom, by name, and never past what somebody decided here."""

import re
from datetime import timedelta

import pytest

from bield.access.cookies import VISIT as COOKIE
from bield.kit.refusals import Refused
from bield.people import commands, queries
from bield.people.importing.models import Intake, Missing
from bield.people.models import Group, Guardianship, Membership, Person, Post, Site
from bield.people.queries import saying
from bield.people.queries.pieces import planned
from bield.people.states import NoteKind, Role
from tests.conftest import BEGAN, NOON, TODAY, Cast, enter, look_into
from tests.pages import LookingClient
from tests.people.importing.packages import Trust
from tests.people.importing.putting_in import Office, table, told

LATER = NOON + timedelta(hours=1)
ROSA = "1,Rosa Quill,14/05/2012,,learner,Oak,7B,,,"


@pytest.fixture
def office(cast: Cast) -> Office:
    return Office(cast.actor("eve"))


def named(name: str) -> Person:
    return Person.objects.get(name=name)


def links() -> list[tuple[str, str, bool]]:
    found = Guardianship.objects.order_by("pk")
    return list(found.values_list("guardian__name", "child__name", "parental_responsibility"))


def lines(office: Office, intake: Intake, part: str) -> list[tuple[str, str]]:
    page = queries.part_page(office.actor, intake.reference, part, "")
    return [(row.name, row.lines[0]) for row in page.rows]


# ------ a refused row says nothing


def test_a_refused_row_links_nobody_to_the_first_of_its_number(office: Office) -> None:
    intake = office.bring(
        table(
            "1,Rosa Quill,14/05/2012,,learner,Oak,,,,",
            "2,Ben Ash,14/05/2013,,learner,Oak,,,,",
            "9,Sam Quill,,,parent,Oak,,,1,yes",
            "9,Ann Ash,,,parent,Oak,8A,,2,yes",
        )
    )

    assert links() == [("Sam Quill", "Rosa Quill", True)]
    assert told(intake, "unread") == [("refuse", "Ann Ash", "twice")]
    assert not Membership.objects.filter(person=named("Sam Quill")).exists()
    assert not Group.objects.exists()


@pytest.mark.parametrize(
    "row",
    [
        "1,Quill, Rosa,14/05/2012,,learner,Oak,7B,,,",
        "2,Bad Born,99/99/2012,,learner,Ghostplace,9Z,,,",
        "3,Young Helper,14/05/2020,,staff,Ghostplace,9Z,,,",
    ],
)
def test_a_refused_row_makes_no_place_and_no_group(office: Office, row: str) -> None:
    intake = office.bring(table(row, "9,Tom Quill,,,staff,Oak,,,,"))

    assert intake.counts["unread.refuse"] == 1
    assert set(Site.objects.values_list("name", flat=True)) <= {"Oak", "Elm", "Birch"}
    assert not Group.objects.exists()


def test_a_place_that_another_row_names_as_well_comes(office: Office) -> None:
    office.bring(
        table(
            "2,Bad Born,99/99/2012,,learner,Harbour,9Z,,,",
            "3,Tom Quill,,,learner,Harbour,9Z,,,",
        )
    )

    assert Site.objects.filter(name="Harbour").exists()
    assert Membership.objects.get(group__name="9Z").person == named("Tom Quill")


def test_the_contacts_of_a_child_who_stands_twice_are_nobodys_carers(office: Office) -> None:
    office.bring(table(ROSA, "1,Rosa Crow,14/05/2012,,learner,Oak,,,,", "2,Sam,,,parent,,,,1,yes"))

    assert links() == [("Sam", "Rosa Quill", True)]


# ------ who is meant is shown


def test_child_carer_and_group_are_named_before_somebody_says_yes(office: Office) -> None:
    rows = (ROSA, "2,Sam Quill,,,parent,Oak,Choir,,1,yes", "3,Una Quill,,,parent,,,,1,")
    intake = office.put_in(table(*rows))

    assert lines(office, intake, "families") == [
        (
            "Sam Quill",
            "Is noted as a parent or carer of Rosa Quill, with parental responsibility.",
        ),
        ("Una Quill", "Is noted as a parent or carer of Rosa Quill."),
    ]
    assert lines(office, intake, "members") == [
        ("Rosa Quill", "Joins the group 7B."),
        ("Sam Quill", "Joins the group Choir."),
    ]


def test_a_change_of_responsibility_is_shown_by_name(office: Office) -> None:
    office.bring(table(ROSA, "2,Sam Quill,,,parent,Oak,,,1,no"))

    again = office.put_in(table(ROSA, "2,Sam Quill,,,parent,Oak,,,1,yes"), at=LATER)

    said = "Parental responsibility for Rosa Quill: no becomes yes."
    assert lines(office, again, "families") == [("Sam Quill", said)]
    office.take_in(again, LATER)
    assert links() == [("Sam Quill", "Rosa Quill", True)]


def test_the_page_names_nobody_nobody(cast: Cast, office: Office) -> None:
    intake = office.put_in(table(ROSA, "2,Sam Quill,,,parent,Oak,7B,,1,yes"))
    client = LookingClient()
    client.cookies[COOKIE] = enter(cast.eve)

    for part in ("people", "families", "groups", "members"):
        page = client.get(f"/people/lists/{intake.reference}/part/{part}/").content.decode()
        assert "Nobody is named" not in page


# ------ what was decided here stays


@pytest.mark.parametrize(("was", "now"), [("no", "yes"), ("yes", "no")])
def test_where_a_court_order_stands_no_list_changes_responsibility(
    office: Office, cast: Cast, was: str, now: str
) -> None:
    office.bring(table(ROSA, f"2,Sam Quill,,,parent,Oak,,,1,{was}"))
    court_order(cast)

    again = office.put_in(table(ROSA, f"2,Sam Quill,,,parent,Oak,,,1,{now}"), at=LATER)

    assert told(again, "families") == []
    assert lines(office, again, "unread") == [
        (
            "Sam Quill",
            "The safeguarding lead is asked first: no list changes this, they do.",
        )
    ]
    office.take_in(again, LATER)
    assert links() == [("Sam Quill", "Rosa Quill", was == "yes")]


def test_a_court_order_after_the_look_holds_as_well(office: Office, cast: Cast) -> None:
    office.bring(table(ROSA, "2,Sam Quill,,,parent,Oak,,,1,no"))
    again = office.put_in(table(ROSA, "2,Sam Quill,,,parent,Oak,,,1,yes"), at=LATER)
    court_order(cast)

    with pytest.raises(Refused, match="people-changed-since"):
        office.take_in(again, LATER)

    assert links() == [("Sam Quill", "Rosa Quill", False)]


def test_a_court_order_between_the_yes_and_its_turn_holds_as_well(
    office: Office, cast: Cast
) -> None:
    office.bring(table(ROSA, "2,Sam Quill,,,parent,Oak,,,1,no"))
    again = office.put_in(table(ROSA, "2,Sam Quill,,,parent,Oak,,,1,yes"), at=LATER)
    commands.accept_list(office.actor, again.reference, at=LATER)
    court_order(cast)

    commands.take_in_list(office.house, again.pk, at=LATER)

    assert told(again, "unread") == [("refuse", "Sam Quill", "changed")]
    assert links() == [("Sam Quill", "Rosa Quill", False)]


def court_order(cast: Cast) -> None:
    look_into(cast.alder)
    commands.write_note(
        cast.actor("ama"), guardian_id=named("Sam Quill").pk, child_id=named("Rosa Quill").pk,
        kind=NoteKind.COURT, words="no contact", at=NOON,
    )  # fmt: skip
    cast.actor("eve")


def made_and_ended(office: Office) -> None:
    pair = {"guardian_id": named("Sam Quill").pk, "child_id": named("Rosa Quill").pk}
    commands.link_guardian(office.house, **pair, parental_responsibility=False, at=BEGAN)
    commands.end_guardianship(office.house, **pair, ends_on=TODAY - timedelta(days=1), at=LATER)


def test_a_link_that_ended_since_the_look_does_not_come_back(office: Office) -> None:
    office.bring(table(ROSA, "2,Sam Quill,,,parent,Oak,,,,"))
    intake = office.put_in(table(ROSA, "2,Sam Quill,,,parent,Oak,,,1,yes"), at=LATER)
    made_and_ended(office)

    with pytest.raises(Refused, match="people-changed-since"):
        office.take_in(intake, LATER)

    assert Guardianship.objects.get().ends_on == TODAY - timedelta(days=1)


def test_a_link_that_ended_between_the_yes_and_its_turn_does_not_come_back(
    office: Office,
) -> None:
    office.bring(table(ROSA, "2,Sam Quill,,,parent,Oak,,,,"))
    intake = office.put_in(table(ROSA, "2,Sam Quill,,,parent,Oak,,,1,yes"), at=LATER)
    commands.accept_list(office.actor, intake.reference, at=LATER)
    made_and_ended(office)

    commands.take_in_list(office.house, intake.pk, at=LATER)

    assert told(intake, "unread") == [("refuse", "Sam Quill", "changed")]
    assert Guardianship.objects.get().ends_on == TODAY - timedelta(days=1)


@pytest.mark.parametrize("when", ["before the look", "after the look"])
def test_whoever_left_joins_no_group(office: Office, when: str) -> None:
    office.bring(table(ROSA))
    rosa, rows = named("Rosa Quill"), table(ROSA.replace("7B", "8B"))
    look = office.put_in(rows, at=LATER) if when == "after the look" else None
    commands.leave(office.actor, rosa.pk, left_on=TODAY - timedelta(days=1), at=LATER)

    office.take_in(look or office.put_in(rows, at=LATER), LATER)

    assert [one.group.name for one in Membership.objects.filter(person=rosa)] == ["7B"]


def test_the_words_of_a_list_are_shown_and_stay_words(cast: Cast, office: Office) -> None:
    head = "ID,Name,Born,Email,Role,Site,Class,UPN,Child,PR,Relation"
    data = table("1,Rosa Quill,14/05/2012,,learner,Oak,,,,,", "2,Sam,,,parent,,,,1,yes,<b>uncle",
                 head=head)  # fmt: skip
    intake = commands.receive_list(office.actor, [data], source="Office", whole=True, at=NOON)
    columns = {"key": "ID", "name": "Name", "child": "Child", "relation": "Relation"}
    commands.choose_columns(
        office.actor, intake.reference, columns=columns, order="day", role="", at=NOON
    )
    office.read(intake)
    client = LookingClient()
    client.cookies[COOKIE] = enter(cast.eve)

    page = client.get(f"/people/lists/{intake.reference}/part/families/").content.decode()

    assert re.search(r"parent or carer of Rosa Quill \(&lt;b&gt;uncle\)", page)


# ------ one's own family is somebody else's to look after


@pytest.fixture
def tanners(office: Office, cast: Cast) -> str:
    """Eve, who looks after people, is Joe's mother; Abe is his father and lives elsewhere."""
    rows = (
        "1,Joe Tanner,14/05/2012,,learner,Oak,,,,",
        "2,Abe Tanner,,abe@hill.example,parent,Oak,,,1,no",
        f"3,{cast.eve.name},,,,,,,1,no",
    )
    lead = Office(cast.actor("ama"))
    intake = lead.put_in(table(*rows))
    asked = queries.known_page(lead.actor, intake.reference, "").asked
    same = {place: "same" for place, _ in asked}
    commands.answer_list(lead.actor, intake.reference, answers=same, at=NOON)
    lead.take_in(intake)
    cast.actor("eve")
    return "\n".join(rows).replace(",no", ",yes").replace("abe@hill", "abe@mill")


def test_whom_of_their_own_family_a_row_may_be_is_shown_to_nobody_and_not_theirs_to_say(
    office: Office, cast: Cast, tanners: str
) -> None:
    rows = (
        "77,Abe Tanner,,abe@quay.example,parent,Oak,Choir,,78,yes",
        "78,Joe Tanner,14/05/2012,,learner,Elm,9Z,,,",
        f"79,{cast.dev.name},,,staff,Oak,9Z,,,",
    )
    intake = office.put_in(table(*rows), source="Other", at=LATER)

    page = queries.known_page(office.actor, intake.reference, "")
    assert ([cast.dev.name in label for _, label in page.asked], page.others) == ([True], True)
    shown = [*page.asked]
    for part in ("asked", "members", "families"):
        shown += lines(office, intake, part)
    assert not [told for told in ("quay", "Elm", "Choir", "Abe", "Joe") if told in str(shown)]

    every = [one for _, entries in planned(intake, "asked") for one in entries]
    for said in ("same", "other"):
        again = office.put_in(table(*rows), source=said, at=LATER)
        (batch,) = [batch.number for batch, _ in planned(again, "asked")]
        answers = {f"{batch}.{place}": said for place in range(len(every))}
        commands.answer_list(office.actor, again.reference, answers=answers, at=LATER)
        office.take_in(again, LATER)
        assert {why for *_, why in told(again, "unread")} >= {"own"}

    assert named("Abe Tanner").email == "abe@hill.example"
    assert Person.objects.filter(name="Joe Tanner").count() == 1
    assert not Membership.objects.filter(person=cast.joe).exists()


def test_nobody_gives_themselves_responsibility_by_a_list(
    office: Office, cast: Cast, tanners: str
) -> None:
    again = office.put_in(table(tanners), at=LATER)
    assert set(lines(office, again, "families") + lines(office, again, "people")) == {
        (
            "Somebody of your own family",
            "Somebody else who looks after people looks at this, and says yes to it.",
        )
    }

    office.take_in(again, LATER)

    assert {responsible for *_, responsible in links()} == {False}
    assert named("Abe Tanner").email == "abe@hill.example"
    assert {why for *_, why in told(again, "unread")} == {"own"}


def test_somebody_else_says_yes_to_it(cast: Cast, tanners: str) -> None:
    lead = Office(cast.actor("ama"))

    lead.bring(table(tanners), at=LATER)

    assert {responsible for *_, responsible in links()} == {True}
    assert named("Abe Tanner").email == "abe@mill.example"


def answered(office: Office, intake: Intake, said: str = "same") -> Intake:
    asked = queries.known_page(office.actor, intake.reference, "").asked
    commands.answer_list(
        office.actor, intake.reference, answers={place: said for place, _ in asked}, at=NOON
    )
    return intake


def test_a_list_moves_nobody_of_the_family_of_whoever_says_yes_into_a_group_or_out(
    office: Office, cast: Cast, tanners: str
) -> None:
    into = tanners.replace("learner,Oak,", "learner,Oak,7B")
    intake = office.put_in(table(into), at=LATER)
    assert lines(office, intake, "members") == [("Somebody of your own family", saying.OWN)]

    office.take_in(intake, LATER)
    assert not Membership.objects.filter(person=cast.joe).exists()

    lead = Office(cast.actor("ama"))
    lead.bring(table(into), at=LATER)
    assert Membership.objects.get(person=cast.joe).group.name == "7B"


class OutOfAll(Trust):
    """Everybody has left their class, as the other system says."""

    def _enrolled(self, user: str, role: str, learner: int) -> dict[str, str]:
        ended = {"status": "tobedeleted", "endDate": "2026-03-01"}
        return super()._enrolled(user, role, learner) | ended


def test_a_list_ends_no_membership_of_the_family_of_whoever_says_yes(
    office: Office, cast: Cast
) -> None:
    office.bring(Trust(people=4, schools=1).package())
    one, other = Membership.objects.filter(leads=False).order_by("pk")
    commands.link_guardian(
        cast.actor("ama"), guardian_id=cast.eve.pk, child_id=one.person_id, at=NOON
    )

    Office(cast.actor("eve")).bring(OutOfAll(people=4, schools=1).package(), at=LATER)

    standing = Membership.objects.filter(ends_on=None).values_list("pk", flat=True)
    assert one.pk in standing
    assert other.pk not in standing


def test_a_list_gives_no_post_to_whoever_says_yes_to_it(office: Office, cast: Cast) -> None:
    row = f"9,{cast.eve.name},,,staff,Oak,7B,,,"
    lead = Office(cast.actor("ama"))
    intake = answered(lead, lead.put_in(table(row)))
    office = Office(cast.actor("eve"))

    office.take_in(intake)

    assert not Post.objects.filter(person=cast.eve, role=Role.STAFF).exists()
    assert {why for *_, why in told(intake, "unread")} >= {"own"}
    lead = Office(cast.actor("ama"))
    lead.take_in(answered(lead, lead.put_in(table(row), at=LATER)), LATER)
    assert Post.objects.filter(person=cast.eve, role=Role.STAFF, site=cast.oak).exists()

    office = Office(cast.actor("eve"))
    again = office.put_in(table(row.replace("Oak", "Elm")), at=LATER)
    assert lines(office, again, "people") == [("You", saying.OWN)]
    office.take_in(again, LATER)
    assert not Post.objects.filter(person=cast.eve, site=cast.elm).exists()


@pytest.mark.parametrize("said", ["left", "stays"])
def test_nobody_says_of_the_other_parent_that_they_left(
    office: Office, cast: Cast, tanners: str, said: str
) -> None:
    intake = office.bring(table("7,Una Hale,,,staff,Oak,,,,"), at=LATER)
    abe, eve = named("Abe Tanner"), cast.actor("eve")

    assert {name for name, _ in lines(office, intake, "missing")} >= {"Somebody of your own family"}
    assert not {"Abe Tanner", "Joe Tanner"} & {name for name, _ in lines(office, intake, "missing")}
    shown = {who: queries.missing_page(cast.actor(who), LATER).people for who in ("eve", "ama")}
    assert [len(shown[who]) for who in ("eve", "ama")] == [1, 3]
    assert "Tanner" not in str(shown["eve"])
    assert queries.lists_page(cast.actor("eve"), LATER).missing == 1
    theirs = Missing.objects.get(person=abe).pk
    with pytest.raises(Refused, match="own-family-is-kept-by-others"):
        commands.settle_missing(eve, [theirs], settled=said, left_on=TODAY, at=LATER)
    assert Missing.objects.get(pk=theirs).settled == ""

    commands.settle_missing(cast.actor("ama"), [theirs], settled="left", left_on=TODAY, at=LATER)
    assert named("Abe Tanner").left_on == TODAY


def test_a_list_tells_nobody_of_a_court_order_in_their_own_family(
    office: Office, cast: Cast, tanners: str
) -> None:
    commands.write_note(
        cast.actor("ama"), guardian_id=named("Abe Tanner").pk, child_id=cast.joe.pk,
        kind=NoteKind.COURT, words="no contact", at=NOON,
    )  # fmt: skip
    office = Office(cast.actor("eve"))

    again = office.put_in(table(tanners), at=LATER)

    assert {name for name, _ in lines(office, again, "unread")} == {"Somebody of your own family"}


def test_a_row_that_names_somebody_refused_says_that(office: Office) -> None:
    refused = "1,Rosa Quill,14/05/12,,learner,Oak,7B,,,"
    intake = office.put_in(table(refused, "2,Sam Quill,,,parent,Oak,,,1,yes"))

    assert told(intake, "unread") == [
        ("refuse", "Rosa Quill", "two-digits"),
        ("refuse", "Sam Quill", "person-out"),
    ]


def test_a_row_that_is_left_out_stands_once_and_its_child_is_told(office: Office) -> None:
    """Whoever may be known here is out until somebody says so: with group, and with care."""
    office.bring(table("7,Sam Quill,,,parent,Oak,,,,", "8,Rosa Quill,,,learner,Oak,,,,"))
    rows = ("1,Rosa Quill,,,learner,Oak,7B,,,", "2,Sam Quill,,,parent,Oak,,,1,yes")
    other = "3,Ann Quill,,,parent,Oak,,,1,yes"

    intake = office.bring(table(*rows, other), source="Trips")

    assert told(intake, "unread") == [
        ("refuse", "Rosa Quill", "not-answered"),
        ("refuse", "Sam Quill", "not-answered"),
        ("refuse", "Ann Quill", "person-out"),
    ]


def test_a_group_that_comes_new_says_where(office: Office) -> None:
    rows = ("1,Rosa Quill,,,learner,Oak,Blue,,,", "2,Tom Quill,,,learner,Elm,Blue,,,")

    intake = office.put_in(table(*rows))

    assert lines(office, intake, "groups") == [
        ("Blue", "Comes new at Oak."),
        ("Blue", "Comes new at Elm."),
    ]
