"""Questions about data: the clock of the law, who answers, and what is held and restricted."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction  # noqa: TID251  # the database itself refuses
from hypothesis import given
from hypothesis import strategies as st

from bield.duties import queries as duties
from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import Strength, house
from bield.retention import commands, gates, queries
from bield.retention.models import Hold, Request, RequestStep
from bield.retention.rules import asked as rules
from bield.retention.rules.asked import Took
from bield.retention.states import Asking, RequestState, Step
from tests.conftest import BEGAN, NOON, Cast, SignIn
from tests.pages import LookingClient
from tests.post_office import text_of

TODAY = NOON.date()
WORDS = "Please show me what you keep about me. Quizzicalwombat."


def asked(cast: Cast, kind: str = "access", who: str = "joe") -> Request:
    actor = cast.actor(who, Strength.ONE_FACTOR)
    return commands.ask(actor, kind, cast.people[who].reference, words=WORDS, at=NOON)


def step(cast: Cast, row: Request, what: str, days: int = 0, who: str = "eve") -> None:
    at = NOON + timedelta(days=days)
    commands.take_step(
        cast.actor(who), row.reference, what=what, on=at.date(), words="Done.", at=at
    )
    row.refresh_from_db()


def due(row: Request) -> date | None:
    return row.due_at.date() if row.due_at else None


# ------ who answers


def test_the_other_parent_in_the_office_neither_reads_nor_answers(
    cast: Cast, sign_in: SignIn, client: LookingClient
) -> None:
    us = house(cast.alder.pk, "tests")
    for who in ("nan", "eve"):
        people.link_guardian(us, guardian_id=cast.people[who].pk, child_id=cast.joe.pk, at=BEGAN)
    nan = cast.actor("nan", Strength.ONE_FACTOR)
    row = commands.ask(nan, "access", cast.joe.reference, words=WORDS, at=NOON)

    with pytest.raises(NotFound):
        step(cast, row, Step.REFUSED)
    assert queries.requests_page(cast.actor("eve"), NOON).open == []
    assert queries.requests_seen(cast.actor("eve"), frozenset({row.reference})) == frozenset()
    sign_in(client, cast.eve)
    assert client.get(f"/requests/{row.reference}/").status_code == 404
    step(cast, row, Step.ANSWERED, who="ama")


def test_what_was_typed_while_another_answered_is_shown_again(
    cast: Cast, sign_in: SignIn, client: LookingClient
) -> None:
    row = asked(cast)
    sign_in(client, cast.eve)
    step(cast, row, Step.ANSWERED, who="ama")
    today = {f"on_{part}": str(getattr(NOON, part)) for part in ("day", "month", "year")}

    shown = client.send(
        f"/requests/{row.reference}/", {"what": Step.REFUSED, "words": "Sheepdog.", **today}
    ).content.decode()

    assert "Somebody has answered meanwhile" in shown
    assert "Sheepdog." in shown


# ------ the clock


def days(kind: str, received: date, *took: tuple[Step, date]) -> rules.Clock:
    return rules.clock(kind, received, [Took(what, on) for what, on in took])


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 3, 3), date(2026, 4, 3 + 4)),  # 3 April 2026 is Good Friday, 6 April a holiday
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 9, 1), date(2026, 10, 1)),
        (date(2026, 12, 25), date(2027, 1, 25)),
    ],
)
def test_a_month_ends_on_the_same_day_of_the_next(cast: Cast, received: date, last: date) -> None:
    assert queries.due_on(cast.alder.pk, days("access", received)) == last


def test_the_month_begins_when_it_is_clear_who_asks(cast: Cast) -> None:
    took = days(
        "access",
        date(2026, 9, 1),
        (Step.WHO_ASKED, date(2026, 9, 2)),
        (Step.WHO_KNOWN, date(2026, 9, 15)),
    )
    assert queries.due_on(cast.alder.pk, took) == date(2026, 10, 15)


def test_while_they_are_asked_what_they_want_it_stands_still(cast: Cast) -> None:
    begun = (Step.WHAT_ASKED, date(2026, 9, 10))
    assert days("access", date(2026, 9, 1), begun).stands_still
    over = days("access", date(2026, 9, 1), begun, (Step.WHAT_KNOWN, date(2026, 9, 20)))
    assert queries.due_on(cast.alder.pk, over) == date(2026, 10, 12), "11 October is a Sunday"


def test_two_months_more_and_a_complaint_within_thirty_days(cast: Cast) -> None:
    longer = days("erasure", date(2026, 9, 1), (Step.EXTENDED, date(2026, 9, 20)))
    assert queries.due_on(cast.alder.pk, longer) == date(2026, 12, 1)
    assert queries.due_on(cast.alder.pk, days("complaint", date(2026, 9, 1))) == date(2026, 10, 1)


@given(
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.lists(st.integers(0, 20), min_size=4, max_size=4),
    st.booleans(),
)
def test_asking_back_never_shortens(received: date, gaps: list[int], longer: bool) -> None:
    on, took = received, []
    whats = (Step.WHO_ASKED, Step.WHO_KNOWN, Step.WHAT_ASKED, Step.WHAT_KNOWN)
    for gap, what in zip(gaps, whats, strict=True):
        on += timedelta(days=gap)
        took.append((what, on))
    if longer:
        took.append((Step.EXTENDED, on))
    clock = days("access", received, *took)
    assert clock.starts_on == received + timedelta(days=gaps[0] + gaps[1])
    assert clock.days == gaps[3]
    assert not clock.stands_still
    assert clock.months == (3 if longer else 1)


# ------ who asks, who answers


def test_somebody_asks_for_themself_and_sees_by_when_they_hear(cast: Cast) -> None:
    row = asked(cast)

    (own,) = queries.my_requests(cast.actor("joe", Strength.ONE_FACTOR))
    assert (own.person, own.due_at) == ("Joe Tanner", row.due_at)
    assert queries.my_requests(cast.actor("nan")) == []
    assert WORDS.encode() not in bytes(row.words)
    page = queries.request_page(cast.actor("eve"), row.reference, NOON)
    assert page.words == WORDS


def test_nobody_asks_for_somebody_who_is_not_in_their_care(cast: Cast) -> None:
    with pytest.raises(NotFound):
        commands.ask(cast.actor("joe"), "access", cast.ama.reference, words=WORDS, at=NOON)


@pytest.mark.parametrize("who", ["ben", "cat", "dev", "fay", "hal", "joe", "mia"])
def test_for_whoever_does_not_answer_there_is_no_request(cast: Cast, who: str) -> None:
    row = asked(cast)

    with pytest.raises(NotFound):
        queries.request_page(cast.actor(who), row.reference, NOON)
    if who != "mia":  # she answers for a house of her own
        with pytest.raises(NotFound):
            queries.requests_page(cast.actor(who), NOON)


def test_whoever_was_named_answers_and_gets_the_duty(cast: Cast) -> None:
    commands.name_contact(cast.actor("lou"), cast.people["hal"].reference, at=NOON)
    row = asked(cast)

    page = queries.requests_page(cast.actor("hal"), NOON)
    assert (page.contact, [one.reference for one in page.open]) == ("Hal Brennan", [row.reference])
    (duty,) = duties.standing(cast.alder.pk, [queries.ANSWER_REQUEST])
    assert [one.person_id for one in duty.holdings.all()] == [cast.people["hal"].pk]
    with pytest.raises(Refused, match="not-yours-to-name"):
        commands.name_contact(cast.actor("ama"), cast.people["hal"].reference, at=NOON)


def test_nobody_answers_their_own_request(cast: Cast) -> None:
    row = asked(cast, who="eve")

    assert queries.request_page(cast.actor("eve"), row.reference, NOON).offered == []
    with pytest.raises(Refused, match="your-own-request"):
        step(cast, row, "answered")
    step(cast, row, "answered", who="ama")
    assert row.state == RequestState.CLOSED


# ------ what is done


def test_the_office_writes_a_letter_down_and_the_clock_runs_from_its_day(cast: Cast) -> None:
    row = commands.write_request(
        cast.actor("eve"),
        "access",
        way="letter",
        received_on=TODAY - timedelta(days=10),
        words="Mrs Orme asks for her daughter.",
        at=NOON,
    )
    assert due(row) == date(2026, 3, 23)
    with pytest.raises(Refused, match="day-to-come"):
        commands.write_request(
            cast.actor("eve"),
            "access",
            way="letter",
            received_on=TODAY + timedelta(days=1),
            words="x",
            at=NOON,
        )


def test_the_duty_moves_with_the_clock_and_ends_with_the_answer(cast: Cast) -> None:
    row = asked(cast)
    first = row.due_at

    step(cast, row, "what_asked", 2)
    assert (row.state, row.due_at) == (RequestState.PAUSED, None)
    assert duties.standing(cast.alder.pk, [queries.ANSWER_REQUEST]) == []

    step(cast, row, "what_known", 12)
    assert row.due_at is not None
    assert first is not None
    assert row.due_at > first
    (duty,) = duties.standing(cast.alder.pk, [queries.ANSWER_REQUEST])
    assert duty.due_at == row.due_at

    step(cast, row, "answered", 20)
    assert row.state == RequestState.CLOSED
    assert duties.standing(cast.alder.pk, [queries.ANSWER_REQUEST]) == []


def test_more_time_is_told_within_the_first_month(cast: Cast) -> None:
    row = asked(cast)
    with pytest.raises(Refused, match="told-too-late"):
        step(cast, row, "extended", 40)
    step(cast, row, "extended", 20)
    assert due(row) == date(2026, 6, 3)
    with pytest.raises(Refused, match="not-now"):
        step(cast, row, "extended", 21)


def test_what_does_not_fit_is_refused_and_changes_nothing(cast: Cast) -> None:
    row = asked(cast)
    for what in ("what_known", "acknowledged", "lifted", "no-such"):
        with pytest.raises(Refused, match="not-now"):
            step(cast, row, what)
    with pytest.raises(Refused, match="no-words"):
        commands.take_step(
            cast.actor("eve"), row.reference, what="answered", on=TODAY, words=" ", at=NOON
        )
    with pytest.raises(Refused, match="not-that-day"):
        commands.take_step(
            cast.actor("eve"),
            row.reference,
            what="answered",
            on=TODAY - timedelta(days=1),
            words="x",
            at=NOON,
        )
    assert not RequestStep.objects.exists()


def test_a_complaint_is_acknowledged_and_then_answered(cast: Cast) -> None:
    row = asked(cast, "complaint")
    assert due(row) == TODAY + timedelta(days=30)

    step(cast, row, "acknowledged", 3)
    assert row.state == RequestState.OPEN
    assert duties.standing(cast.alder.pk, [queries.ANSWER_REQUEST]) == []
    step(cast, row, "answered", 9)
    assert row.state == RequestState.CLOSED


def test_what_was_done_is_not_changed_afterwards(cast: Cast) -> None:
    row = asked(cast)
    step(cast, row, "refused")

    for change in (
        lambda: RequestStep.objects.update(what="answered"),
        lambda: Request.objects.update(received_on=TODAY + timedelta(days=3)),
    ):
        with pytest.raises(DatabaseError, match="stays as it was written"), transaction.atomic():
            change()


# ------ held and restricted


def test_what_somebody_asks_to_see_is_held_until_they_are_answered(cast: Cast) -> None:
    row = asked(cast)

    (refusal,) = queries.may_dispose(cast.alder.pk, "recording:1", also=[cast.joe.reference])
    assert refusal.code == "held"
    assert Hold.objects.get().ground == "request"

    step(cast, row, "answered", 5)
    assert queries.may_dispose(cast.alder.pk, "recording:1", also=[cast.joe.reference]) == []


def test_what_is_to_be_erased_is_not_held(cast: Cast) -> None:
    asked(cast, "erasure")
    assert not Hold.objects.exists()


def test_a_restriction_restricts_from_the_day_it_is_granted_until_it_is_lifted(cast: Cast) -> None:
    row = asked(cast, "restrict")
    joe, mine = cast.joe.reference, cast.alder.pk
    assert queries.restricted(mine, [joe]) == frozenset()

    step(cast, row, "answered", 1)
    assert queries.restricted(mine, [joe, cast.ama.reference]) == {joe}
    (refusal,) = queries.may_use(cast.actor("ivy"), "any", joe)
    assert refusal.code == "restricted"
    assert queries.may_dispose(mine, joe)[0].code == "held", "stored, and not deleted"

    step(cast, row, "lifted", 9)
    assert queries.restricted(mine, [joe]) == frozenset()
    assert queries.may_dispose(mine, joe) == []
    assert queries.restricted(cast.birch.pk, [joe]) == frozenset()


def test_an_objection_restricts_while_it_is_judged(cast: Cast) -> None:
    row = asked(cast, "objection")
    assert queries.restricted(cast.alder.pk, [cast.joe.reference]) == {cast.joe.reference}
    step(cast, row, "refused", 3)
    assert queries.restricted(cast.alder.pk, [cast.joe.reference]) == frozenset()


def test_the_team_of_a_concern_still_uses_what_is_restricted() -> None:
    restricted = gates.UseFacts(restricted=True)
    assert [one.code for one in gates.may_use(restricted)] == ["restricted"]
    assert gates.may_use(gates.UseFacts(restricted=True, of_the_concern_team=True)) == []


def test_every_kind_can_be_answered_or_refused() -> None:
    for kind in Asking:
        stands = rules.Stands(kind, TODAY, TODAY, (), open=True)
        assert {Step.ANSWERED, Step.REFUSED, Step.TAKEN_BACK} <= set(rules.offered(stands))


def test_late_is_said(cast: Cast) -> None:
    row = asked(cast)
    at: datetime = NOON + timedelta(days=50)
    (shown,) = queries.requests_page(cast.actor("eve"), at).open
    assert (shown.reference, shown.late) == (row.reference, True)


def test_a_question_sent_twice_is_one(cast: Cast) -> None:
    first, again = asked(cast), asked(cast)
    by_hand = [
        commands.write_request(
            cast.actor("eve"), "access", way="letter", received_on=TODAY, words=WORDS, at=NOON
        )
        for _ in range(2)
    ]

    assert first.pk == again.pk
    assert by_hand[0].pk == by_hand[1].pk != first.pk
    assert asked(cast, kind="erasure").pk != first.pk
    assert Request.objects.count() == 3


def test_whoever_asked_hears_where_it_stands_and_not_what_it_is_about(cast: Cast) -> None:
    us = house(cast.alder.pk, "tests")
    people.link_guardian(us, guardian_id=cast.nan.pk, child_id=cast.joe.pk, at=BEGAN)
    nan = cast.actor("nan", Strength.ONE_FACTOR)
    row = commands.ask(nan, "access", cast.joe.reference, words=WORDS, at=NOON)
    asked(cast)
    step(cast, row, Step.CAPACITY)
    assert len(Message.objects.filter(about=row.reference, to=cast.nan.email)) == 1

    step(cast, row, Step.WHAT_ASKED)
    step(cast, row, Step.ANSWERED)

    sent = Message.objects.filter(about=row.reference, to=cast.nan.email).order_by("pk")
    assert [one.subject for one in sent] == [
        "We have your question about data",
        "Something is new about your question about data",
        "Something is new about your question about data",
    ]
    assert not Message.objects.filter(to=cast.joe.email, about__startswith="X-").exists()
    for one in sent:
        said = text_of(one)
        assert "Sign in to see it" in said
        assert "Joe" not in said
        assert "Quizzicalwombat" not in said
