"""Events: parents photograph where every family has agreed, and nobody learns who has not."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from bield.agreements import commands, queries
from bield.agreements.commands import Put
from bield.agreements.rules.events import (
    AREA_FROM,
    FEWEST,
    Attending,
    Shared,
    families,
    pictures,
    share,
)
from bield.agreements.states import Audience, Pictures, Purpose, Said
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.people import commands as people
from bield.people.actors import Actor, actor_of, house
from bield.people.models import Group, Membership, Person
from bield.people.states import Role, Withheld
from tests.agreements.asking import cares, published
from tests.conftest import BEGAN, NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

DAY = TODAY + timedelta(days=7)
EVE = NOON + timedelta(days=6)
PHOTO, PRIVATE, SHARED = Purpose.PHOTO_EVENT, Purpose.PRIVATE_USE, Purpose.SHARED_PICTURE
ASKED = [
    Put(PHOTO, Audience.GUARDIAN, "May parents photograph at events in which your child is?"),
    Put(PHOTO, Audience.CHILD, "Is it all right if parents take pictures of you?", from_years=8),
    Put(PRIVATE, Audience.GUARDIAN, "I keep my pictures of events in my family."),
    Put(SHARED, Audience.GUARDIAN, "May other families of the group see your child in pictures?"),
    Put(SHARED, Audience.CHILD, "May other families see you?", from_years=8),
]


class Six:
    """A group of six children, each with a parent of their own."""

    def __init__(self, cast: Cast, number: int = 6) -> None:
        self.cast, us = cast, house(cast.alder.pk, "tests")
        published(cast, ASKED, title="Events")
        self.group = Group.objects.create(organisation=cast.alder, name="Ducks", site=cast.oak)
        self.families: list[tuple[Person, Person]] = []
        for one in range(number):
            parent = self._person(us, f"Parent {one:02}", Role.PARENT, date(1985, 1, 1))
            child = self._person(us, f"Child {one:02}", Role.LEARNER, date(2022, 1, 1))
            people.link_guardian(us, guardian_id=parent.pk, child_id=child.pk, at=BEGAN)
            self._join(child)
            self.families.append((parent, child))
        self._join(cast.ivy)  # who works here, and is in no picture list
        self.event = commands.plan_event(
            cast.actor("ama"),
            title="Summer show",
            on=DAY,
            groups=[self.group.reference],
            at=NOON,
        )

    def _person(self, us: Actor, name: str, role: Role, born: date) -> Person:
        made = people.add_person(us, name=name, born_on=born, at=BEGAN)
        people.appoint(us, made.pk, role=role, site_id=self.cast.oak.pk, at=BEGAN)
        return made

    def _join(self, person: Person) -> None:
        Membership.objects.create(
            organisation=self.cast.alder, group=self.group, person=person, begins_on=BEGAN.date()
        )

    def parent(self, one: int) -> Actor:
        return actor_of(self.families[one][0], on=TODAY)

    def answer(self, one: int, said: str = Said.YES, purpose: Purpose = PHOTO) -> None:
        signer, person = self.families[one]
        asked = queries.answerable(self.cast.alder.pk, signer.pk, person.pk, [purpose], at=NOON)
        seen = {code: found.question.digest for code, found in asked.items()}
        commands.answer(actor_of(signer, on=TODAY), person.pk, {purpose: said}, seen=seen, at=NOON)

    def all_say(self, said: str = Said.YES, purpose: Purpose = PHOTO) -> None:
        for one in range(len(self.families)):
            self.answer(one, said, purpose)

    def read(self, one: int = 0, at: object = EVE) -> queries.Notice:
        return queries.notice(self.parent(one), self.event.reference, at=at)  # type: ignore[arg-type]


def _with_an_area(cast: Cast) -> Six:
    many = Six(cast, AREA_FROM)
    commands.plan_event(
        cast.actor("ama"),
        title="Summer show",
        on=DAY,
        groups=[many.group.reference],
        area="the small hall",
        instead_of=many.event.reference,
        at=NOON,
    )
    return many


@pytest.fixture
def six(cast: Cast) -> Six:
    return Six(cast)


@pytest.mark.clause("EY-60a")
def test_parents_photograph_where_every_family_agreed(six: Six) -> None:
    six.all_say()

    read = six.read()

    assert read.allowed
    assert "You can photograph" in read.said


@pytest.mark.clause("EY-60a")
@pytest.mark.parametrize("how", ["refused", "missing", "taken back", "reserved"])
def test_one_that_refuses_or_is_missing_turns_it_off_in_the_same_words(six: Six, how: str) -> None:
    for one in range(5):
        six.answer(one)
    if how == "refused":
        six.answer(5, Said.NO)
    if how == "taken back":
        six.answer(5)
        assert six.read().allowed
        commands.withdraw(six.parent(5), six.families[5][1].pk, [PHOTO], at=NOON)
    if how == "reserved":
        six.answer(5)
        commands.plan_event(
            six.cast.actor("ama"),
            title="Summer show",
            on=DAY,
            groups=[six.group.reference],
            reserved=True,
            instead_of=six.event.reference,
            at=NOON,
        )

    notices = [six.read(one) for one in range(6)]

    assert {one.said for one in notices} == {"Please take no pictures and no films at this event."}
    assert not any(one.allowed for one in notices)


@pytest.mark.clause("EY-60a")
def test_nobody_learns_who_refused_in_a_group_of_six(
    six: Six, client: LookingClient, sign_in: SignIn
) -> None:
    """Whoever refused, every other parent reads the very same page."""
    commands.plan_event(
        six.cast.actor("ama"),
        title="Summer show",
        on=timezone.localdate() + timedelta(days=1),
        groups=[six.group.reference],
        instead_of=six.event.reference,
        at=timezone.now(),
    )
    pages = set()
    for refused in range(1, 6):
        six.all_say()
        six.answer(refused, Said.NO)
        sign_in(client, six.families[0][0])
        page = client.get(f"/my-events/{six.event.reference}/").content.decode()
        pages.add(page.partition("<h1>")[2].partition("</main>")[0])

    assert len(pages) == 1
    assert "Child" not in pages.pop()


@pytest.mark.clause("EY-60a")
def test_it_is_said_the_day_before_and_not_earlier(six: Six) -> None:
    """A change on the day on which somebody answered would tell whose answer it was."""
    six.all_say()
    before = six.read(at=NOON)
    six.answer(3, Said.NO)

    assert six.read(at=NOON) == before
    assert not before.allowed
    assert not six.read().allowed


@pytest.mark.clause("EY-60a")
def test_with_few_children_it_is_never_allowed(cast: Cast) -> None:
    few = Six(cast, FEWEST - 1)
    few.all_say()

    assert not few.read().allowed
    page = queries.event_page(cast.actor("ama"), few.event.reference, at=EVE)
    assert page.too_few


@pytest.mark.clause("EY-60a")
@given(
    leave=some.lists(some.booleans(), max_size=30),
    reserved=some.booleans(),
    area=some.booleans(),
    ahead=some.integers(min_value=-1, max_value=5),
    drawn=some.data(),
)
def test_it_is_allowed_only_with_every_leave(
    leave: list[bool], reserved: bool, area: bool, ahead: int, drawn: some.DataObject
) -> None:
    of = tuple(drawn.draw(some.integers(0, 12)) for _ in leave)
    event = Attending(DAY, tuple(leave), of, reserved=reserved, area=area)
    said = pictures(event, today=DAY - timedelta(days=ahead))

    if said == Pictures.ALLOWED:
        assert all(leave)
        assert len(set(of)) >= FEWEST
        assert not reserved
    if said == Pictures.AREA:
        assert area
        assert len(leave) >= AREA_FROM
        assert not reserved
    assert (said == Pictures.LATER) == (ahead > 1)


@pytest.mark.clause("EY-60a")
def test_brothers_and_sisters_count_as_one_family(six: Six) -> None:
    """Of four children of two families a no would show whose it is."""
    us = house(six.cast.alder.pk, "tests")
    for one in (3, 4, 5):
        people.link_guardian(
            us, guardian_id=six.families[2][0].pk, child_id=six.families[one][1].pk, at=BEGAN
        )
    six.all_say()

    assert not six.read().allowed


def test_who_is_of_one_family() -> None:
    assert len(set(families({1: [10], 2: [11], 3: [], 4: []}).values())) == 4
    assert len(set(families({1: [10], 2: [10, 11], 3: [11], 4: [12]}).values())) == 2


def test_what_is_said_after_an_event_changes_nothing_of_it(six: Six) -> None:
    six.all_say()
    over = NOON + timedelta(days=9)
    assert six.read(at=over).allowed

    signer, child = six.families[5]
    commands.withdraw(actor_of(signer, on=TODAY), child.pk, [PHOTO], at=over)

    assert six.read(at=over + timedelta(days=1)).allowed


def test_the_office_reads_nothing_of_its_own_family_on_the_page_of_an_event(cast: Cast) -> None:
    many = _with_an_area(cast)
    many.all_say()
    many.answer(5, Said.NO)
    for one in range(1, 4):
        many.answer(one, Said.YES, PRIVATE)
    people.link_guardian(
        house(cast.alder.pk, "tests"),
        guardian_id=cast.eve.pk,
        child_id=many.families[0][1].pk,
        parental_responsibility=False,
        at=BEGAN,
    )

    own, others = (
        queries.event_page(cast.actor(who), many.event.reference, at=EVE) for who in ("eve", "ama")
    )

    assert set(others.for_area) - set(own.for_area) == {"Child 00"}
    names = {name for _, name in others.unsigned} - {name for _, name in own.unsigned}
    assert names == {"Parent 00"}
    assert set(others.names) - set(own.names) == {"Child 00"}


def test_the_office_reads_who_takes_part_and_what_was_said(
    six: Six, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, six.cast.ama)

    page = client.get(f"/events/{six.event.reference}/").content.decode()

    assert "Child 03" in page
    assert "Families were told:" in page  # it is over
    assert not queries.event_page(six.cast.actor("ama"), six.event.reference, at=NOON).past


@pytest.mark.clause("EY-60a")
def test_a_photo_area_is_offered_to_many_and_named_to_the_office_alone(cast: Cast) -> None:
    many = _with_an_area(cast)
    many.all_say()
    many.answer(7, Said.NO)

    assert "the small hall" in many.read().said
    page = queries.event_page(cast.actor("ama"), many.event.reference, at=EVE)
    assert "Child 07" not in page.for_area
    assert len(page.for_area) == AREA_FROM - 1

    after = NOON + timedelta(days=9)
    parent, child = many.families[2]
    commands.withdraw(actor_of(parent, on=after.date()), child.pk, [PHOTO], at=after)
    page = queries.event_page(cast.actor("ama"), many.event.reference, at=after)
    assert "Child 02" in page.for_area, "the list is of the day, as the notice is"


@pytest.mark.clause("EY-65a", "EY-65b")
def test_who_has_not_signed_for_private_use_is_on_the_event_list(
    six: Six, client: LookingClient, sign_in: SignIn
) -> None:
    six.all_say()
    for one in range(4):
        six.answer(one, purpose=PRIVATE)
    six.answer(4, Said.NO, PRIVATE)

    sign_in(client, six.cast.ama)
    page = client.get(f"/events/{six.event.reference}/").content.decode()
    assert "Parent 04" in page
    assert "Parent 05" in page
    assert "Parent 03" not in page
    assert six.read(5).to_sign
    assert not six.read(3).to_sign


@pytest.mark.clause("EY-65a", "EY-65b")
def test_the_notice_asks_for_private_use_and_no_films_on_social_media(
    six: Six, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, six.families[0][0])
    listed = client.get("/my-events/").content.decode()
    if "Summer show" not in listed:  # the real day is later than the day of the tests
        assert "No event is planned" in listed
    page = client.get(f"/my-events/{six.event.reference}/").content.decode()

    assert "for your own family alone" in page
    assert "put no film of an event on social media" in page


def test_who_attends_without_a_group_are_the_learners_of_the_place(cast: Cast) -> None:
    event = commands.plan_event(
        cast.actor("ama"), title="Open day", on=DAY, site=cast.oak.reference, at=NOON
    )
    cares(cast, "nan")

    assert queries.event_page(cast.actor("ama"), event.reference, at=NOON).attending == 1
    assert [one.title for one in queries.my_events(cast.actor("nan"), at=NOON)] == ["Open day"]
    assert queries.my_events(cast.actor("mia"), at=NOON) == []
    with pytest.raises(NotFound):
        queries.notice(cast.actor("mia"), event.reference, at=NOON)


def test_a_parent_who_is_not_told_where_a_child_is_reads_of_no_event(six: Six) -> None:
    parent, child = six.families[0]
    people.withhold(
        six.cast.actor("ama"),
        parent.pk,
        child.pk,
        what=Withheld.PLACES,
        reason="An order of the court.",
        at=NOON,
    )

    assert queries.my_events(six.parent(0), at=NOON) == []
    with pytest.raises(NotFound):
        six.read(0)
    assert six.read(1).title == "Summer show"


def test_an_event_of_another_place_is_nobody_elses(six: Six) -> None:
    cares(six.cast, "nan")
    assert queries.my_events(six.cast.actor("nan"), at=NOON) == []
    with pytest.raises(NotFound):
        queries.notice(six.cast.actor("nan"), six.event.reference, at=NOON)
    with pytest.raises(NotFound):
        queries.event_page(six.cast.actor("dev"), six.event.reference, at=NOON)


def test_an_event_is_planned_and_changed_by_the_office(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    ahead = timezone.localdate() + timedelta(days=30)
    day = {"on_day": str(ahead.day), "on_month": str(ahead.month), "on_year": str(ahead.year)}
    nothing = client.send("/events/new/", {}).content.decode()
    assert "Say what the event is called." in nothing
    over = {**day, "on_year": "2020"}
    typed = {"title": "Sports day", "reserved": "no"}
    refused = client.send("/events/new/", {**typed, **over}).content.decode()
    assert "That day is over." in refused
    assert "Sports day" in refused

    made = client.send("/events/new/", {**typed, **day})
    path = made.headers["Location"]
    client.send(f"{path}change/", {**typed, **day, "title": "Sports morning"})

    assert "Sports morning" in client.get(path).content.decode()
    assert "Sports morning" in client.get("/events/").content.decode()


def test_the_pages_cost_the_same_for_many_children(cast: Cast) -> None:
    def statements(six: Six) -> tuple[int, int]:
        six.read()
        with CaptureQueriesContext(connection) as office:
            queries.event_page(cast.actor("ama"), six.event.reference, at=EVE)
        with CaptureQueriesContext(connection) as family:
            six.read()
        return len(office), len(family)

    few = Six(cast, 2)
    before = statements(few)
    us = house(cast.alder.pk, "tests")
    for one in range(10):
        few._join(few._person(us, f"More {one}", Role.LEARNER, date(2022, 1, 1)))

    assert statements(few) == before


@pytest.mark.clause("EY-72")
def test_a_group_picture_is_shared_only_with_leave_for_every_other_child(six: Six) -> None:
    mine, other = six.families[0][1].pk, six.families[1][1].pk
    parent = six.parent(0)

    with pytest.raises(Refused, match="others-may-not-be-shown"):
        commands.open_shared(parent, "picture:1", [mine, other], all_named=True, at=NOON)
    assert not list(ledger.lines(six.cast.alder.pk, events={"agreements.shared-opened"}))
    six.answer(1, purpose=SHARED)
    mark = commands.open_shared(parent, "picture:1", [mine, other], all_named=True, at=NOON)

    assert "For Parent 00 alone" in mark
    assert "Do not pass it on" in mark
    (line,) = ledger.lines(six.cast.alder.pk, events={"agreements.shared-opened"})
    assert (line.subject, line.by) == ("picture:1", parent.id)


@pytest.mark.clause("EY-72")
def test_a_picture_is_shown_to_the_guardians_alone_and_when_all_are_named(six: Six) -> None:
    mine = six.families[0][1].pk
    with pytest.raises(Refused, match="shows-no-child-of-yours"):
        commands.open_shared(six.parent(1), "picture:1", [mine], all_named=True, at=NOON)
    with pytest.raises(Refused, match="not-all-are-named"):
        commands.open_shared(six.parent(0), "picture:1", [mine], all_named=False, at=NOON)

    assert share(Shared(1, {7: [1]}, {}, all_named=True)) == []


@pytest.mark.clause("EY-72")
def test_a_withdrawal_ends_the_sharing_at_once(six: Six) -> None:
    mine, other = six.families[0][1].pk, six.families[1][1].pk
    six.answer(1, purpose=SHARED)
    assert queries.may_share(six.parent(0), [mine, other], all_named=True, at=NOON) == []

    commands.withdraw(six.parent(1), other, [SHARED], at=NOON)

    assert queries.may_share(six.parent(0), [mine, other], all_named=True, at=NOON)


def test_an_event_sent_twice_is_one(cast: Cast) -> None:
    made = [
        commands.plan_event(cast.actor("ama"), title="Fair", on=DAY, at=NOON + later)
        for later in (timedelta(0), timedelta(0), timedelta(minutes=2))
    ]

    assert made[0].pk == made[1].pk != made[2].pk


def test_a_parent_who_is_not_told_where_finds_no_event_that_does_not_open(
    cast: Cast, sign_in: SignIn, client: LookingClient
) -> None:
    cares(cast, "nan")
    made = commands.plan_event(cast.actor("ama"), title="Winter show", on=DAY, at=NOON)
    assert [one.title for one in queries.my_events(cast.actor("nan"), at=NOON)] == ["Winter show"]

    people.withhold(
        cast.actor("ama"), cast.nan.pk, cast.joe.pk, what=Withheld.PLACES, reason="Harm.", at=NOON
    )

    assert queries.my_events(cast.actor("nan"), at=NOON) == []
    with pytest.raises(NotFound):
        queries.notice(cast.actor("nan"), made.reference, at=NOON)
