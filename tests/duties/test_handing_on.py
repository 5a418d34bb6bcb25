"""The lead hands duties on, for a time, and goes on answering for them."""

from datetime import timedelta

import pytest

from bield.duties import commands, queries, rounds
from bield.duties.models import Delegation, Duty
from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import house
from tests.conftest import NOON, TODAY, Cast, SignIn, look_into
from tests.pages import LookingClient

DAY = timedelta(days=1)
REVIEW = "standing.online-safety-review"


def hand_on(cast: Cast, who: str = "ama", to: str = "ivy", **more: object) -> Delegation:
    days = {"begins_on": TODAY, "ends_on": TODAY + 30 * DAY} | more
    return commands.hand_on(cast.actor(who), REVIEW, cast.people[to].pk, **days, at=NOON)  # type: ignore[arg-type]


def stand(cast: Cast, days: int = 0) -> None:
    rounds.stand(NOON + days * DAY)
    look_into(cast.alder)


def held(cast: Cast) -> list[str]:
    look_into(cast.alder)
    duty = Duty.objects.get(kind=REVIEW, organisation=cast.alder)
    return sorted(name.split()[0] for name in duty.holdings.values_list("person__name", flat=True))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.clause("TP-6.3.1a")
def test_what_is_handed_on_goes_to_the_other_and_shows_to_the_lead(cast: Cast) -> None:
    stand(cast)
    before = held(cast)

    hand_on(cast)

    assert (before, held(cast)) == (["Ama"], ["Ivy"])
    assert REVIEW in [row.code for row in queries.for_person(cast.actor("ivy"), NOON)]
    page, _ = queries.overview_page(cast.actor("ama"), NOON)
    (line,) = [line for line in page.duties if line.handed_on]
    assert (line.who, line.late) == ("Ivy Lindqvist", False)
    assert [one.to for one in page.handed] == ["Ivy Lindqvist"]


@pytest.mark.clause("TP-6.3.1a")
def test_what_opens_later_goes_there_at_once(cast: Cast) -> None:
    hand_on(cast)

    stand(cast)

    assert held(cast) == ["Ivy"]


@pytest.mark.clause("TP-6.3.1a")
def test_what_is_late_is_the_leads_again(cast: Cast) -> None:
    stand(cast)
    hand_on(cast)
    due = Duty.objects.get(kind=REVIEW, organisation=cast.alder).due_at
    Delegation.objects.update(ends_on=due.date() + 30 * DAY)

    rounds.turn(due)

    assert held(cast) == ["Ama"]
    rounds.stand(due + timedelta(hours=1))
    assert held(cast) == ["Ama"]


def test_after_its_last_day_it_is_the_leads_again(cast: Cast) -> None:
    stand(cast)
    hand_on(cast)

    stand(cast, days=31)

    assert held(cast) == ["Ama"]


def test_it_begins_on_its_first_day(cast: Cast) -> None:
    stand(cast)
    hand_on(cast, begins_on=TODAY + 5 * DAY)
    before = held(cast)

    stand(cast, days=5)

    assert (before, held(cast)) == (["Ama"], ["Ivy"])


def test_it_is_taken_back_at_once(cast: Cast) -> None:
    stand(cast)
    delegation = hand_on(cast)

    commands.take_back(cast.actor("ama"), delegation.reference, at=NOON)

    assert held(cast) == ["Ama"]
    with pytest.raises(NotFound):
        commands.take_back(cast.actor("ama"), delegation.reference, at=NOON)


def test_whoever_leaves_has_it_no_more(cast: Cast) -> None:
    stand(cast)
    hand_on(cast)
    people.leave(cast.actor("eve"), cast.ivy.pk, left_on=TODAY, at=NOON)

    stand(cast, days=1)

    assert held(cast) == ["Ama"]


def test_while_the_other_is_away_uncovered_it_is_the_leads(cast: Cast) -> None:
    stand(cast)
    hand_on(cast)
    people.set_cover(
        cast.actor("eve"), cast.ivy.pk, stand_in_id=None, begins_on=TODAY, ends_on=TODAY, at=NOON
    )

    stand(cast)

    assert held(cast) == ["Ama"]


def test_the_other_is_told_without_a_word_of_what_it_is(cast: Cast) -> None:
    hand_on(cast)

    message = Message.objects.get()
    assert (message.to, message.subject) == (
        "ivy@alder.example",
        "Something is yours to look after now",
    )


@pytest.mark.parametrize("who", ["ben", "lou", "eve", "ivy"])
def test_nobody_but_the_lead_hands_on(cast: Cast, who: str) -> None:
    with pytest.raises(Refused) as refused:
        hand_on(cast, who=who, to="gus")

    assert codes(refused) == ["the-lead-hands-on"]
    with pytest.raises(NotFound):
        queries.hand_on_page(cast.actor(who), NOON)


def test_whoever_stands_in_for_the_lead_does(cast: Cast) -> None:
    people.set_cover(
        cast.actor("ama"),
        cast.ama.pk,
        stand_in_id=cast.ben.pk,
        begins_on=TODAY,
        ends_on=TODAY,
        at=NOON,
    )

    assert hand_on(cast, who="ben").given_by_id == cast.ben.pk


@pytest.mark.parametrize(
    ("to", "more", "wanted"),
    [
        ("ama", {}, "not-somebody-who-works-here"),
        ("nan", {}, "not-somebody-who-works-here"),
        ("joe", {}, "not-somebody-who-works-here"),
        ("kim", {}, "not-somebody-who-works-here"),
        ("ivy", {"ends_on": TODAY - DAY}, "over-already"),
        ("ivy", {"ends_on": TODAY + 400 * DAY}, "longer-than-a-year"),
    ],
)
def test_only_to_somebody_who_works_here_for_a_year_at_most(
    cast: Cast, to: str, more: dict[str, object], wanted: str
) -> None:
    with pytest.raises(Refused) as refused:
        hand_on(cast, to=to, **more)

    assert codes(refused) == [wanted]


def test_twice_on_the_same_days_is_refused(cast: Cast) -> None:
    hand_on(cast)

    with pytest.raises(Refused) as refused:
        hand_on(cast, to="gus")

    assert codes(refused) == ["handed-on-already"]


@pytest.mark.parametrize("kind", ["duties.put-right", "concerns.acknowledge", "nothing.at-all"])
def test_what_was_found_or_told_is_not_handed_on(cast: Cast, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        commands.hand_on(
            cast.actor("ama"), kind, cast.ivy.pk, begins_on=TODAY, ends_on=TODAY, at=NOON
        )

    assert codes(refused) == ["not-to-be-handed-on"]


def test_the_house_and_a_stranger_hand_on_nothing(cast: Cast) -> None:
    for actor in (house(cast.alder.pk, "clock"), cast.actor("mia")):
        with pytest.raises((NotFound, Refused)):
            commands.hand_on(actor, REVIEW, cast.ivy.pk, begins_on=TODAY, ends_on=TODAY, at=NOON)


def test_it_is_handed_on_and_taken_back_on_the_page(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    stand(cast)
    first, last = TODAY.replace(year=2030), TODAY.replace(year=2030, month=6)
    said = {"kind": REVIEW, "person": str(cast.ivy.pk)}
    for name, day in (("begins_on", first), ("ends_on", last)):
        said |= {
            f"{name}_day": str(day.day),
            f"{name}_month": str(day.month),
            f"{name}_year": str(day.year),
        }

    wrong = client.send("/duties/hand-on/", said | {"person": ""})
    client.send("/duties/hand-on/", said)

    assert "Choose who has it from then." in wrong.content.decode()
    page = client.get("/duties/overview/").content.decode()
    assert "Ivy Lindqvist, from Sunday 3 March 2030 until Monday 3 June 2030" in page
    reference = Delegation.objects.get().reference
    client.send(f"/duties/hand-on/{reference}/take-back/")
    assert "Nothing is handed on" in client.get("/duties/overview/").content.decode()
