"""Who asks why a decision is late: by what each may know of, and one duty however much is late."""

from datetime import date, datetime, timedelta

import pytest

from bield.concerns import commands
from bield.concerns.about import About
from bield.concerns.roads import asking_why
from bield.concerns.states import BREACH, DUTY_OF, Family, PartyRole
from bield.duties import commands as duty_commands
from bield.duties import queries as duties
from bield.duties import rounds
from bield.duties.models import Duty
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people import queries as people_queries
from bield.people.actors import house
from bield.people.states import Role
from tests.concerns.telling import acknowledged, readers_of, reported
from tests.concerns.triage import answered
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

DAY = timedelta(days=1)
LATE = NOON + 7 * DAY
EVEN_LATER = NOON + 14 * DAY


def asks(cast: Cast, who: str, at: datetime = LATE) -> list[str]:
    """What this person is asked to ask, as the page says it."""
    held = duties.in_words(cast.actor(who), duties.for_person(cast.actor(who), at))
    return [one.said for one in held if one.code == BREACH]


def late_steps(cast: Cast, who: str = "ama") -> int:
    found = duties.overdue(cast.alder.pk, DUTY_OF[Family.DECIDE], [cast.people[who].pk])
    return len(found)


def letters(cast: Cast, who: str) -> int:
    cast.actor("ama")
    return Message.objects.filter(to=cast.people[who].email).count()


def about_the_lead(cast: Cast) -> str:
    reference = reported(cast, about=[About(person_id=cast.ama.pk, role=PartyRole.ALLEGED)])
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)
    return reference


def stands_in(cast: Cast, who: str, away: str) -> None:
    people.set_cover(
        house(cast.alder.pk, "tests"),
        cast.people[away].pk,
        stand_in_id=cast.people[who].pk,
        begins_on=date(2026, 3, 9),
        ends_on=date(2026, 3, 20),
        at=NOON + 6 * DAY,
    )


# ------ one duty, however much is late


@pytest.mark.clause("EY-37d")
def test_however_much_is_late_each_is_asked_once_for_whoever_must_decide(cast: Cast) -> None:
    for number in range(3):
        acknowledged(cast, "ama", send_key=f"late-{number}")
    before = letters(cast, "lou")

    rounds.turn(LATE)

    expected = [f"Ask {cast.ama.name} why {late_steps(cast)} decisions are late"]
    assert late_steps(cast) > 3
    assert (asks(cast, "lou"), asks(cast, "ben"), asks(cast, "ama")) == (expected, expected, [])
    assert letters(cast, "lou") == before + 1


def test_whoever_said_that_they_asked_is_asked_again_after_a_day(cast: Cast) -> None:
    acknowledged(cast, "ama")
    rounds.turn(LATE)
    (one,) = duties.for_person(cast.actor("lou"), LATE)
    duty_commands.mark_done(cast.actor("lou"), one.reference, evidence="asked", at=LATE)

    acknowledged(cast, "ama", send_key="another")
    rounds.turn(LATE + timedelta(hours=2))
    assert asks(cast, "lou") == []

    rounds.turn(LATE + 2 * DAY)
    assert len(asks(cast, "lou")) == 1


@pytest.mark.clause("EY-37d")
def test_when_all_is_decided_nobody_asks_any_more(cast: Cast) -> None:
    first, second = (acknowledged(cast, "ama", send_key=key) for key in ("one", "two"))
    rounds.turn(LATE)
    every = late_steps(cast)

    commands.assign(cast.actor("ama"), first, owner_id=cast.ben.pk, at=LATE)
    assert asks(cast, "lou") == [f"Ask {cast.ama.name} why {every // 2} decisions are late"]

    commands.assign(cast.actor("ama"), second, owner_id=cast.ben.pk, at=LATE)
    assert asks(cast, "lou") == []
    assert not duties.standing(cast.alder.pk, [BREACH])


def test_its_page_leads_to_those_that_its_reader_reads_anyway(
    cast: Cast, client: LookingClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = acknowledged(cast, "ama")
    rounds.turn(LATE)

    pages = {}
    for who in ("ben", "lou"):
        sign_in(client, cast.people[who])
        (one,) = [row for row in duties.for_person(cast.actor(who), LATE) if row.code == BREACH]
        pages[who] = client.get(f"/duties/{one.reference}/done/").content.decode()

    assert f'<a href="/concern/{reference}/">{reference}</a>' in pages["ben"]
    assert "decisions are late" in pages["lou"]
    assert reference not in pages["lou"]


# ------ who may know of it


@pytest.mark.clause("EY-37d")
def test_whoever_it_is_about_is_not_asked_for_the_head_they_stand_in_for(cast: Cast) -> None:
    about_the_lead(cast)
    rounds.turn(LATE)
    assert len(asks(cast, "lou")) == 1
    before = letters(cast, "ama")

    stands_in(cast, "ama", away="lou")
    after_cover = letters(cast, "ama")  # that she stands in
    rounds.turn(LATE + 2 * DAY)
    rounds.turn(LATE + 4 * DAY)

    assert (asks(cast, "ama", LATE + 4 * DAY), letters(cast, "ama")) == ([], after_cover)
    assert before <= after_cover


def test_whoever_stands_in_is_asked_by_what_they_may_know(cast: Cast) -> None:
    about_the_lead(cast)
    acknowledged(cast, "ben", send_key="another")
    stands_in(cast, "ama", away="lou")

    rounds.turn(LATE)

    half = late_steps(cast, "ben") // 2
    assert asks(cast, "ama") == [f"Ask {cast.ben.name} why {half} decisions are late"]


@pytest.mark.clause("EY-37d")
def test_a_head_who_is_kept_out_later_asks_no_more_and_the_next_does(cast: Cast) -> None:
    reference = acknowledged(cast, "ama")
    rounds.turn(LATE)
    assert (len(asks(cast, "lou")), asks(cast, "fay")) == (1, [])

    commands.exclude(
        cast.actor("ben"), reference, person_id=cast.lou.pk, reason="Named now.", at=LATE
    )

    before = letters(cast, "lou")
    assert (asks(cast, "lou"), len(asks(cast, "fay")), len(asks(cast, "ben"))) == ([], 1, 1)
    rounds.turn(LATE + 2 * DAY)
    rounds.turn(EVEN_LATER)
    answered(cast, reference, "ama")
    commands.finish_triage(cast.actor("ama"), reference, at=EVEN_LATER)
    assert (asks(cast, "lou", EVEN_LATER), letters(cast, "lou")) == ([], before)
    cast.actor("ama")
    held = Duty.objects.filter(kind=BREACH, holdings__person=cast.lou)
    assert [one.closed_at for one in held] == [LATE], "ended then, and not again with the triage"


def test_kept_out_of_one_they_are_asked_for_the_others_alone(cast: Cast) -> None:
    reference = acknowledged(cast, "ama")
    acknowledged(cast, "ama", send_key="another")
    rounds.turn(LATE)

    commands.exclude(
        cast.actor("ben"), reference, person_id=cast.lou.pk, reason="Named now.", at=LATE
    )

    half = late_steps(cast) // 2
    assert asks(cast, "lou") == [f"Ask {cast.ama.name} why {half} decisions are late"]


def test_when_it_is_asked_does_not_hang_on_what_is_hidden(cast: Cast) -> None:
    """Ama is asked to ask when what she may know is late, not when the first of all is."""
    about_the_lead(cast)
    stands_in(cast, "ama", away="lou")
    rounds.turn(LATE)
    assert asks(cast, "ama") == []

    reference = reported(cast, send_key="another", at=LATE)
    commands.acknowledge(cast.actor("ben"), reference, at=LATE)
    rounds.turn(LATE + 3 * DAY)

    (one,) = [row for row in duties.for_person(cast.actor("ama"), EVEN_LATER) if row.code == BREACH]
    assert one.opened_at > LATE


# ------ by post


def test_who_asks_is_never_who_decides_nor_who_acts_for_them(cast: Cast) -> None:
    ama, ben, lou, fay, gus = (cast.people[who].pk for who in ("ama", "ben", "lou", "fay", "gus"))
    roster = people_queries.roster(cast.alder.pk, NOON.date())

    assert asking_why(roster, decides=ama, kept_out=()) == (ben, lou)
    assert asking_why(roster, decides=ben, kept_out=()) == (lou,)
    assert asking_why(roster, decides=ama, kept_out={lou}) == (ben, fay)
    assert asking_why(roster, decides=ama, kept_out={ben, lou, fay}) == (gus,)
    assert roster.holders(Role.STAFF_OFFICER) == (gus,)


def test_who_asks_no_more_by_post_is_told_no_more(cast: Cast) -> None:
    acknowledged(cast, "ben")
    stands_in(cast, "ama", away="lou")
    rounds.turn(LATE)
    assert len(asks(cast, "ama")) == 1

    rounds.turn(NOON + 30 * DAY)  # the cover has ended

    assert asks(cast, "ama", NOON + 30 * DAY) == []


# ------ the log


def test_that_the_log_was_taken_does_not_say_how_many(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reported(cast)
    about_the_lead(cast)
    commands.take_numbers(cast.actor("ben"), at=NOON)
    sign_in(client, cast.ama)

    page = client.get("/record/").content.decode()

    assert f"{cast.ben.name} took the log of concerns out as a file" in page
    assert readers_of(reported(cast)) != []
    assert "numbers" not in page.partition("took the log")[2].partition("<")[0]
