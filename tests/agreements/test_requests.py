"""Forms are put to people: whom, until when, who joins later, who is reminded and how often."""

from datetime import date, datetime, timedelta

import pytest

from bield.agreements import commands, rounds
from bield.agreements.commands import Put
from bield.agreements.models import Asked, Reminder, Request
from bield.agreements.states import Audience, Purpose, Reply, Said, Whom
from bield.duties.models import Duty
from bield.duties.states import DutyState
from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Group, Membership, Person
from bield.people.states import Role
from tests.agreements.asking import cares, grown_up, published, put, says, takes_back
from tests.conftest import BEGAN, NOON, TODAY, Cast

LAST_DAY = TODAY + timedelta(days=14)  # a Tuesday, like today
SIGN = [Put(Purpose.POLICY, Audience.STAFF, "Keep to the policy.")]


def asks(cast: Cast, form: str, by: str = "ama", at: datetime = NOON, **how: object) -> Request:
    how = {"whom": Whom.EVERYBODY, "last_day": LAST_DAY} | how
    return commands.put_form(cast.actor(by), form, **how, at=at)  # type: ignore[arg-type]


def asked(request: Request) -> set[str]:
    return set(request.asked.values_list("person__name", flat=True))


def goes_by(days: int = 0, hours: int = 0) -> datetime:
    """The worker at work on that day."""
    at = NOON + timedelta(days=days, hours=hours)
    rounds.ask(at)
    rounds.remind(at)
    return at


def reminded(subject: str = "Your answer is wanted") -> list[str]:
    found = Message.objects.filter(subject=subject).order_by("pk")
    return list(found.values_list("to", flat=True))


# ------ whom


def test_a_form_is_put_to_whom_it_has_words_for(cast: Cast) -> None:
    grown_up(cast, "ivy", "dev")
    form = published(cast, SIGN)

    request = asks(cast, form)

    assert {"Ivy Lindqvist", "Dev Rahman", "Ama Boateng"} <= asked(request)
    assert not asked(request) & {"Joe Tanner", "Nan Tanner", "Kim Osei"}  # Kim has left


def test_it_is_put_to_one_place_one_post_one_group_or_to_people_by_name(cast: Cast) -> None:
    grown_up(cast, "ivy", "dev", "hal")
    group = Group.objects.create(organisation=cast.alder, name="Choir")
    Membership.objects.create(
        organisation=cast.alder, group=group, person=cast.hal, begins_on=BEGAN.date()
    )
    form = published(cast, SIGN)

    to = {
        "elm": asks(cast, form, whom=Whom.SITE, chosen=cast.elm.reference),
        "choir": asks(cast, form, whom=Whom.GROUP, chosen=group.reference),
        "volunteers": asks(cast, form, whom=Whom.ROLE, chosen=Role.VOLUNTEER),
        "named": asks(cast, form, whom=Whom.NAMED, named=[cast.ama.reference]),
    }

    assert {name: asked(request) for name, request in to.items()} == {
        "elm": {"Cat Doyle", "Ivy Lindqvist"},
        "choir": {"Hal Brennan"},
        "volunteers": {"Dev Rahman"},
        "named": {"Ama Boateng"},
    }


def test_nobody_is_asked_the_same_twice(cast: Cast) -> None:
    form = published(cast, SIGN)
    asks(cast, form, whom=Whom.NAMED, named=[cast.ama.reference])

    with pytest.raises(Refused, match="nobody-to-ask"):
        asks(cast, form, whom=Whom.NAMED, named=[cast.ama.reference])

    assert Request.objects.count() == 1


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"last_day": TODAY - timedelta(days=1)}, "last-day-is-over"),
        ({"last_day": TODAY + timedelta(days=400)}, "last-day-too-far"),
        ({"whom": "strangers"}, "whom-unknown"),
        ({"whom": Whom.SITE}, "nobody-chosen"),
        ({"whom": Whom.NAMED, "named": ["XXXXXXXX"]}, "nobody-chosen"),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_asked(
    cast: Cast, how: dict[str, object], code: str
) -> None:
    form = published(cast, SIGN)

    with pytest.raises(Refused, match=code):
        asks(cast, form, **how)

    assert Asked.objects.count() == 0


def test_a_draft_is_put_to_nobody(cast: Cast) -> None:
    form = commands.write_form(cast.actor("ama"), "Policy", SIGN, at=NOON).reference

    with pytest.raises(Refused, match="not-published"):
        asks(cast, form)


def test_only_the_office_asks_and_an_officer_asks_their_own_place(cast: Cast) -> None:
    grown_up(cast, "ivy")
    form = published(cast, SIGN)
    with pytest.raises(Refused, match="not-yours-to-ask"):
        asks(cast, form, by="ivy")
    with pytest.raises(Refused, match="not-your-people"):
        asks(cast, form, by="cat")

    request = asks(cast, form, by="cat", whom=Whom.SITE, chosen=cast.elm.reference)

    assert asked(request) == {"Cat Doyle", "Ivy Lindqvist"}


def test_many_are_asked_piece_by_piece(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bield.agreements.commands.putting.FIRST", 2)
    grown_up(cast, "ivy", "dev")
    request = asks(cast, published(cast, SIGN))
    before = request.asked.count()

    goes_by(days=1)

    assert before < request.asked.count()
    assert set(request.asked.values_list("last_day", flat=True)) == {LAST_DAY}


# ------ who joins


def joins(cast: Cast, at: datetime) -> Person:
    us = house(cast.alder.pk, "tests")
    new = people.add_person(us, name="Una Bright", born_on=date(1990, 1, 1), at=at)
    people.change_person(us, new.pk, email="una@alder.example", at=at)
    people.appoint(us, new.pk, role=Role.STAFF, site_id=cast.oak.pk, begins_on=at.date(), at=at)
    return new


def test_whoever_joins_is_asked_from_that_day_with_as_much_time(cast: Cast) -> None:
    form = published(cast, SIGN)
    standing = asks(cast, form, joiners=True)
    later = NOON + timedelta(days=30)
    new = joins(cast, later)

    goes_by(days=30)

    one = standing.asked.get(person=new)
    assert (one.begins_on, one.last_day) == (later.date(), later.date() + timedelta(days=14))


def test_whoever_joins_is_not_asked_by_a_request_for_those_who_were_there(cast: Cast) -> None:
    request = asks(cast, published(cast, SIGN))
    new = joins(cast, NOON + timedelta(days=1))

    goes_by(days=1)

    assert not request.asked.filter(person=new).exists()


def test_an_ended_request_asks_nobody_any_more(cast: Cast) -> None:
    request = asks(cast, published(cast, SIGN), joiners=True)
    commands.end_request(cast.actor("ama"), request.reference, at=NOON)
    joins(cast, NOON + timedelta(days=1))

    goes_by(days=1)

    assert not request.asked.filter(begins_on__gt=TODAY).exists()
    assert reminded() == []
    with pytest.raises(NotFound):
        commands.end_request(cast.actor("ama"), request.reference, at=NOON)


# ------ reminders


@pytest.fixture
def wanted(cast: Cast) -> Request:
    """Ivy alone is asked, to answer in two weeks."""
    grown_up(cast, "ivy")
    form = published(cast, SIGN)
    return asks(cast, form, whom=Whom.NAMED, named=[cast.ivy.reference])


def test_reminders_come_at_the_start_and_7_1_and_0_days_before_the_end(
    cast: Cast, wanted: Request
) -> None:
    days = []
    for day in (0, 1, 6, 7, 8, 13, 14, 15):
        before = len(reminded())
        goes_by(days=day)
        goes_by(days=day, hours=2)  # and never twice a day
        days += [day] * (len(reminded()) - before)

    assert days == [0, 7, 13, 14]
    assert set(reminded()) == {cast.ivy.email}


@pytest.mark.parametrize("said", [Said.YES, Said.NO])
def test_whoever_answered_is_never_reminded(cast: Cast, wanted: Request, said: str) -> None:
    says(cast, "ivy", "ivy", said, purpose=Purpose.POLICY)

    for day in (0, 7, 13, 14, 15):
        goes_by(days=day)

    assert reminded() == []
    assert wanted.asked.get().stands == (Reply.ANSWERED if said == Said.YES else Reply.REFUSED)


def test_afterwards_the_office_alone_is_told_once_a_day(cast: Cast, wanted: Request) -> None:
    goes_by(days=15)
    goes_by(days=15, hours=3)
    goes_by(days=16)

    assert reminded() == []
    assert reminded("Some answers are missing") == [cast.ama.email] * 2


def test_nobody_is_reminded_on_a_closed_day_or_at_night(cast: Cast, wanted: Request) -> None:
    goes_by(days=0, hours=9)  # nine in the evening
    assert reminded() == []
    rounds.remind(NOON + timedelta(days=4))  # a Saturday
    assert reminded() == []
    with pytest.raises(Refused, match="closed-day"):
        commands.remind_now(cast.actor("ama"), wanted.reference, at=NOON + timedelta(days=4))

    rounds.remind(NOON + timedelta(days=6))

    assert reminded() == [cast.ivy.email]


def test_the_office_reminds_now_and_once_a_day(cast: Cast, wanted: Request) -> None:
    at = NOON + timedelta(days=2)

    first = commands.remind_now(cast.actor("ama"), wanted.reference, at=at)
    again = commands.remind_now(cast.actor("ama"), wanted.reference, at=at)
    goes_by(days=2)

    assert (first, again, len(reminded())) == (1, 0, 1)


def test_a_reminder_names_nobody_and_nothing(cast: Cast, wanted: Request) -> None:
    from bield.outbox import queries as outbox  # what lies sealed is read like the worker does

    goes_by()

    (letter,) = outbox.kept(cast.alder.pk) or [Message.objects.get()]
    text = f"{letter.subject} {getattr(letter, 'body', '')}"
    assert "Ivy" not in text
    assert "Recording" not in text


def test_one_parent_is_still_asked_when_the_other_said_no(cast: Cast) -> None:
    cares(cast, "nan")
    cares(cast, "fay")
    grown_up(cast, "nan", "fay")
    form = published(cast, put())
    asks(cast, form, whom=Whom.NAMED, named=[cast.joe.reference])
    says(cast, "fay", said=Said.NO)

    goes_by()

    assert cast.nan.email in reminded()  # else the silence would tell
    assert cast.fay.email not in reminded()


def test_a_child_gets_no_mail_without_leave(cast: Cast) -> None:
    cares(cast, "nan")
    form = published(cast, put())
    asks(cast, form, whom=Whom.NAMED, named=[cast.joe.reference])

    goes_by()

    assert reminded() == [cast.nan.email]


# ------ the duty


def duties() -> list[tuple[str, str]]:
    found = Duty.objects.filter(kind="agreements.read-and-sign").order_by("pk")
    return [(duty.state, duty.evidence) for duty in found]


@pytest.mark.clause("OT-6a")
def test_reading_and_signing_is_a_duty_closed_by_the_answer(cast: Cast, wanted: Request) -> None:
    assert duties() == [(DutyState.OPEN, "")]

    says(cast, "ivy", "ivy", purpose=Purpose.POLICY)

    assert duties() == [(DutyState.DONE, "answered")]


def test_an_answer_on_paper_closes_it_too(cast: Cast, wanted: Request) -> None:
    from bield.agreements import queries

    asked = queries.answerable(cast.alder.pk, cast.ivy.pk, cast.ivy.pk, [Purpose.POLICY], at=NOON)
    seen = {code: one.question.digest for code, one in asked.items()}
    commands.take_answer(
        cast.actor("ama"), cast.ivy.pk, cast.ivy.pk, {Purpose.POLICY: Said.NO},
        seen=seen, how="paper", at=NOON,
    )  # fmt: skip

    assert duties() == [(DutyState.DONE, "answered")]


def test_it_is_not_needed_any_more_when_the_request_ends(cast: Cast, wanted: Request) -> None:
    commands.end_request(cast.actor("ama"), wanted.reference, at=NOON)

    assert duties() == [(DutyState.WAIVED, "request-ended")]


def test_what_is_taken_back_waits_again_on_the_list(cast: Cast) -> None:
    cares(cast, "nan")
    form = published(cast, put())
    request = asks(cast, form, whom=Whom.NAMED, named=[cast.joe.reference])
    says(cast, "nan")
    says(cast, "joe")
    assert request.asked.get().stands == Reply.ANSWERED

    takes_back(cast, "nan")

    assert request.asked.get().stands == Reply.REFUSED
    assert Reminder.objects.count() == 0
