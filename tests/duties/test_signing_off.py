"""The designated persons sign off each term; where one does not, the head hears of it."""

from datetime import date, timedelta

import pytest

from bield.duties import commands, queries, rounds
from bield.duties.clocks import Calendar, Span, end_of, term_end
from bield.duties.models import Duty, Found
from bield.kit.refusals import NotFound
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import Actor, actor_of, house
from bield.people.models import Person
from bield.people.states import Role
from tests.conftest import NOON, TODAY, Cast, look_into

DAY = timedelta(days=1)
SIGN_OFF, MISSING = "duties.sign-off", "duties.sign-off-missing"


@pytest.fixture
def birch(cast: Cast) -> Cast:
    """A pre-school: Mia leads, Ned is the deputy, Olu is registered and heads it."""
    office = house(cast.birch.pk, "tests")
    olu = people.add_person(office, name="Olu Bright", email="olu@birch.example", at=NOON)
    cast.people["olu"] = olu
    look_into(cast.birch)
    from bield.people.models import Post  # put in place as the set-up would

    Post.objects.create(
        organisation=cast.birch, person=olu, role=Role.HEAD, begins_on=TODAY - 9 * DAY
    )
    commands.set_term(
        office, name="Spring", begins_on=TODAY - 60 * DAY, ends_on=TODAY + 20 * DAY, at=NOON
    )
    look_into(cast.birch)
    return cast


def actor(cast: Cast, name: str) -> Actor:
    look_into(cast.birch)
    return actor_of(Person.objects.get(pk=cast.people[name].pk), on=TODAY)


def standing(cast: Cast, kind: str) -> list[str]:
    look_into(cast.birch)
    found = Duty.objects.filter(kind=kind, state__in=("open", "overdue"))
    return sorted(
        name.split()[0] for name in found.values_list("holdings__person__name", flat=True)
    )


def stand(cast: Cast, days: int) -> None:
    rounds.stand(NOON + days * DAY)
    look_into(cast.birch)


def sign(cast: Cast, name: str, days: int = 0) -> None:
    who = actor(cast, name)
    (row,) = [r for r in queries.for_person(who, NOON + days * DAY) if r.code == SIGN_OFF]
    commands.mark_done(who, row.reference, evidence="signed-off", at=NOON + days * DAY)


@pytest.mark.clause("EY-25a")
def test_each_designated_person_is_asked_before_the_term_ends(birch: Cast) -> None:
    stand(birch, days=0)

    assert standing(birch, SIGN_OFF) == ["Mia", "Ned"]
    (duty,) = Duty.objects.filter(kind=SIGN_OFF, holdings__person=birch.mia)
    assert duty.due_at == end_of(TODAY + 20 * DAY)


def test_three_weeks_before_and_not_sooner(birch: Cast) -> None:
    commands.set_term(
        house(birch.birch.pk, "tests"),
        name="Summer",
        begins_on=TODAY + 40 * DAY,
        ends_on=TODAY + 100 * DAY,
        at=NOON,
    )

    stand(birch, days=50)

    assert "sign-off:" + (TODAY + 100 * DAY).isoformat() not in {
        duty.subject.rpartition(":")[0] for duty in Duty.objects.filter(kind=SIGN_OFF)
    }


@pytest.mark.clause("EY-25a")
def test_a_sign_off_that_is_missing_is_a_breach_that_the_head_hears_of(birch: Cast) -> None:
    stand(birch, days=0)
    sign(birch, "ned")
    over = NOON + 21 * DAY

    rounds.turn(over)
    rounds.watch(over)

    assert standing(birch, MISSING) == ["Olu"]
    assert "olu@birch.example" in Message.objects.values_list("to", flat=True)
    look_into(birch.birch)
    found = Found.objects.get(
        organisation=birch.birch, watch="duties.term-is-signed-off", until=None
    )
    assert (found.state, found.message) == (
        "broken",
        "Mia Rowe has not signed off the term that ended on 23 March 2026.",
    )


def test_signed_late_it_is_right_again(birch: Cast) -> None:
    stand(birch, days=0)
    sign(birch, "ned")
    rounds.turn(NOON + 21 * DAY)
    rounds.watch(NOON + 21 * DAY)

    sign(birch, "mia", days=22)
    stand(birch, days=22)
    rounds.watch(NOON + 22 * DAY)

    assert standing(birch, MISSING) == []
    look_into(birch.birch)
    assert not Found.objects.filter(watch="duties.term-is-signed-off", until=None).exists()


def test_nobody_signs_for_another_not_even_standing_in(birch: Cast) -> None:
    stand(birch, days=0)
    people.set_cover(
        actor(birch, "mia"),
        birch.mia.pk,
        stand_in_id=birch.ned.pk,
        begins_on=TODAY,
        ends_on=TODAY,
        at=NOON,
    )

    rows = [row for row in queries.for_person(actor(birch, "ned"), NOON) if row.code == SIGN_OFF]

    assert [row.instead_of for row in rows] == [""]


def test_whoever_is_designated_no_more_is_asked_no_more(birch: Cast) -> None:
    stand(birch, days=0)
    look_into(birch.birch)
    birch.ned.posts.update(ends_on=TODAY - DAY)

    stand(birch, days=0)

    assert standing(birch, SIGN_OFF) == ["Mia"]


@pytest.mark.clause("EY-25a")
def test_the_overview_shows_what_is_broken_and_who_has_signed(birch: Cast) -> None:
    stand(birch, days=0)
    sign(birch, "ned")
    rounds.watch(NOON)

    page, breaches = queries.overview_page(actor(birch, "mia"), NOON)

    assert [(one.name, one.state, bool(one.link)) for one in page.signing] == [
        ("Mia Rowe", "open", True),
        ("Ned Shaw", "signed", False),
    ]
    assert breaches == queries.breaches(birch.birch.pk)
    assert breaches != []
    assert "Review how we keep people safe online" in [line.what for line in page.duties]


def test_the_head_sees_the_signing_and_not_what_watches_found(birch: Cast) -> None:
    stand(birch, days=0)
    rounds.watch(NOON)

    page, breaches = queries.overview_page(actor(birch, "olu"), NOON)

    assert (len(page.signing), breaches) == (2, [])


@pytest.mark.parametrize("who", ["cat", "dev", "eve", "gus", "hal", "ivy", "joe", "nan"])
def test_nobody_else_opens_the_overview(cast: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        queries.overview_page(cast.actor(who), NOON)


def test_where_it_is_not_taken_on_nobody_is_asked(cast: Cast) -> None:
    rounds.stand(NOON)
    look_into(cast.alder)
    before = Duty.objects.filter(kind=SIGN_OFF).count()

    people.change_organisation(cast.actor("ama"), adopted=["EY-25a"], at=NOON)
    rounds.stand(NOON + 40 * DAY)

    look_into(cast.alder)
    after = Duty.objects.filter(kind=SIGN_OFF, organisation=cast.alder)
    assert (before, after.count()) == (0, 2)
    assert {duty.due_at for duty in after} == {end_of(date(2026, 4, 30))}


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 3, 3), date(2026, 3, 27)),
        (date(2026, 3, 27), date(2026, 3, 27)),
        (date(2026, 3, 28), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2026, 8, 31)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_term_ends_with_its_last_day_and_without_terms_three_times_a_year(
    day: date, ends: date
) -> None:
    calendar = Calendar(terms=(Span(date(2026, 1, 5), date(2026, 3, 27)),))

    assert term_end(day, calendar) == ends
