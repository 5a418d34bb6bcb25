"""A list that cannot be worked with: it is shown so, can be put aside, and holds up no other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bield.access.cookies import VISIT as COOKIE
from bield.kit.refusals import Refused
from bield.people import commands, queries, rounds
from bield.people.commands.list_rows import add_batch
from bield.people.importing.models import Intake, IntakeBatch
from bield.people.models import Organisation, Person, Site
from tests.conftest import NOON, Cast, enter, look_into
from tests.pages import LookingClient
from tests.people.importing.putting_in import Office, table, told


@pytest.fixture
def office(cast: Cast) -> Office:
    return Office(cast.actor("eve"))


def broken(office: Office, house: Organisation) -> Intake:
    """Accepted, with a part in it that no table takes."""
    intake = office.put_in(table("1,Rosa Quill,,,learner,Oak,,,,"), at=timezone.now())
    look_into(house)
    last = IntakeBatch.objects.filter(intake=intake).order_by("number").last()
    assert last is not None
    add_batch(intake, last.number + 1, "groups", [{"do": "add"}])
    commands.accept_list(office.actor, intake.reference, at=timezone.now())
    return intake


def stage(house: Organisation, intake: Intake) -> str:
    look_into(house)
    intake.refresh_from_db()
    return intake.stage


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("P" * 201, "long"),
        ("\u202eevil", "signs"),
        ("O\u200bak", "signs"),
        (".", "no-word"),
    ],
)
@pytest.mark.parametrize("column", ["place", "group"])
def test_a_name_that_nobody_can_read_or_keep_makes_nothing(
    office: Office, cast: Cast, place: str, why: str, column: str
) -> None:
    said = f"{place}," if column == "place" else f"Oak,{place}"
    intake = office.bring(table(f"1,Rosa Quill,,,learner,{said},,,", "2,Tom,,,learner,Oak,,,,"))

    assert told(intake, "unread") == [("refuse", "Rosa Quill", why)]
    assert Person.objects.filter(name="Tom").exists()
    assert not Site.objects.filter(name=place).exists()


def test_one_broken_list_holds_up_no_other(office: Office, cast: Cast) -> None:
    poison, now = broken(office, cast.alder), timezone.now()
    other = Office(cast.actor("mia"))
    theirs = other.put_in(table("1,Tom Quill,,,learner,Birch,,,,"), at=now)
    commands.accept_list(other.actor, theirs.reference, at=now)
    office = Office(cast.actor("eve"))
    rows = [table("9,New Kid,,,learner,Oak,,,,")]
    following = commands.receive_list(office.actor, rows, source="Office", whole=True, at=now)

    rounds.go_on(now)

    assert stage(cast.birch, theirs) == "done"
    assert stage(cast.alder, following) == "ready"
    assert stage(cast.alder, poison) == "failed"


def test_a_broken_list_is_shown_so_and_put_aside(office: Office, cast: Cast) -> None:
    poison = broken(office, cast.alder)
    client = LookingClient()
    client.cookies[COOKIE] = enter(cast.eve)
    address = f"/people/lists/{poison.reference}/"
    rounds.go_on(timezone.now())

    page = client.get(address).content.decode()
    assert "It could not be taken in whole" in page
    assert "What was taken in before that stays." in page
    client.send(f"{address}drop/")

    assert stage(cast.alder, poison) == "dropped"
    assert Person.objects.filter(name="Rosa Quill").exists()


def test_a_list_that_came_in_by_half_is_read_again(office: Office, cast: Cast) -> None:
    poison = broken(office, cast.alder)
    rounds.go_on(timezone.now())
    look_into(cast.alder)
    later = timezone.now() + timedelta(minutes=1)

    commands.read_list_again(office.actor, poison.reference, at=later)
    office.take_in(office.read(poison, later), later + timedelta(minutes=1))

    assert stage(cast.alder, poison) == "done"
    assert Person.objects.filter(name="Rosa Quill").count() == 1


def test_whoever_says_yes_to_a_broken_list_sees_that_it_failed(office: Office, cast: Cast) -> None:
    poison = office.put_in(table("1,Rosa Quill,,,learner,Oak,,,,"), at=timezone.now())
    look_into(cast.alder)
    add_batch(poison, 99, "groups", [{"do": "add"}])
    client = LookingClient()
    client.cookies[COOKIE] = enter(cast.eve)

    answer = client.send(f"/people/lists/{poison.reference}/accept/")

    assert answer.status_code == 302
    assert stage(cast.alder, poison) == "failed"


def test_nothing_of_a_broken_list_stays_longer_than_of_another(office: Office, cast: Cast) -> None:
    poison, now = broken(office, cast.alder), timezone.now()
    rounds.go_on(now)

    rounds.go_on(now + timedelta(days=15))

    assert stage(cast.alder, poison) == "dropped"
    assert poison.emptied_at is not None
    with pytest.raises(Refused, match="list-is-past-that"):
        commands.read_list_again(office.actor, poison.reference, at=now)


# ------ what came between the look and the yes


def test_a_list_gives_no_post_at_a_closed_place(office: Office, cast: Cast) -> None:
    commands.close_site(office.house, cast.elm.pk, closed_on=NOON.date(), at=NOON)

    intake = office.bring(table("1,Rosa Quill,,,learner,Elm,,,,", "2,Tom,,,learner,Oak,,,,"))

    rosa = Person.objects.get(name="Rosa Quill")
    assert not rosa.posts.exists()
    assert told(intake, "unread") == [("refuse", "Elm", "closed")]


def test_nor_at_one_that_closed_since_the_look(office: Office, cast: Cast) -> None:
    intake = office.put_in(table("1,Rosa Quill,,,learner,Elm,,,,"))
    commands.close_site(office.house, cast.elm.pk, closed_on=NOON.date(), at=NOON)

    office.take_in(intake)

    assert not Person.objects.get(name="Rosa Quill").posts.exists()
    assert ("refuse", "Rosa Quill", "closed") in told(intake, "unread")


def test_whoever_came_since_the_look_is_no_second_person(office: Office) -> None:
    row, later = table("1,Una New,14/05/2012,,learner,Oak,,,,"), NOON + timedelta(hours=1)
    first, second = (office.put_in(row, source=name) for name in ("One", "Two"))
    office.take_in(first)

    office.take_in(second, later)

    assert Person.objects.filter(name="Una New").count() == 1
    assert told(second, "unread") == [("refuse", "Una New", "came")]
    again = office.put_in(row, source="Two", at=later + timedelta(hours=1))
    assert [one[:2] for one in told(again, "asked")] == [("ask", "Una New")]


def test_two_rows_are_not_one_person(office: Office, cast: Cast) -> None:
    rows = table(
        "1,Joe Tanner,,j1@x.example,learner,Elm,,,,", "2,Joe Tanner,,j2@x.example,learner,Elm,,,,"
    )
    intake = office.put_in(rows)
    asked = queries.known_page(office.actor, intake.reference, "").asked
    same = {place: "same" for place, _ in asked}
    commands.answer_list(office.actor, intake.reference, answers=same, at=NOON)

    office.take_in(intake)

    assert told(intake, "unread") == [("refuse", "Joe Tanner", "same-twice")]
    assert cast.joe.posts.filter(role="learner", site=cast.elm, ends_on=None).count() == 1
    again = office.put_in(rows, at=NOON + timedelta(hours=1))
    assert again.counts == {"people.same": 1, "unread.refuse": 1}
    one = table("2,Joe Tanner,,j1@x.example,learner,Elm,,,,")
    assert office.put_in(one, at=NOON + timedelta(hours=2)).counts == {"people.same": 1}
