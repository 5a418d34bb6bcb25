"""What a family records itself: signed by both before a session is ready, and deleted in time."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from bield.agreements import commands, following, queries
from bield.agreements.models import DeletionAnswer, FamilyRecording
from bield.agreements.rules import recordings as rules
from bield.agreements.rules.recordings import Recording, ready
from bield.agreements.states import Deleted, Use
from bield.duties import queries as duties
from bield.duties import rounds as duty_rounds
from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from tests.agreements.asking import cares
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

UNTIL = TODAY + timedelta(days=60)
OVER = NOON + timedelta(days=60)
USES = [Use.AGAIN]


def said(cast: Cast) -> str:
    cares(cast, "nan")
    return commands.will_record(cast.actor("nan"), cast.joe.reference, at=NOON).reference


def signed(cast: Cast, until: date = UNTIL) -> str:
    reference = said(cast)
    commands.sign_recording(cast.actor("nan"), reference, uses=USES, ends_on=until, at=NOON)
    return reference


def agreed(cast: Cast) -> str:
    reference = signed(cast)
    commands.countersign(cast.actor("ama"), reference, at=NOON)
    return reference


def wanting(cast: Cast, on: date = TODAY) -> list[str]:
    """What keeps a session with Joe from being ready: the gate of a room still to come."""
    found = queries.recordings_ready(cast.actor("ivy"), [cast.joe.pk], on=on)
    return [one.code for one in found]


@pytest.mark.clause("SR-20c")
def test_a_session_is_ready_when_both_have_signed(cast: Cast) -> None:
    assert wanting(cast) == []
    reference = said(cast)
    assert wanting(cast) == ["family-has-not-signed"]
    commands.sign_recording(cast.actor("nan"), reference, uses=USES, ends_on=UNTIL, at=NOON)
    assert wanting(cast) == ["we-have-not-signed"]
    commands.countersign(cast.actor("ama"), reference, at=NOON)
    assert wanting(cast) == []


@pytest.mark.clause("SR-20c")
def test_without_a_use_or_with_one_that_is_not_offered_nothing_is_signed(cast: Cast) -> None:
    reference = said(cast)
    for uses, code in (([], "recording-has-no-use"), (["publish"], "use-is-not-offered")):
        with pytest.raises(Refused, match=code):
            commands.sign_recording(cast.actor("nan"), reference, uses=uses, ends_on=UNTIL, at=NOON)

    assert wanting(cast) == ["family-has-not-signed"]


@pytest.mark.clause("SR-20d")
@pytest.mark.parametrize(
    ("until", "code"),
    [
        (None, "recording-has-no-end"),
        (TODAY, "recording-is-over"),
        (date(2027, 3, 4), "recording-lasts-too-long"),
    ],
)
def test_without_a_day_to_come_nothing_is_signed(cast: Cast, until: date | None, code: str) -> None:
    reference = said(cast)
    with pytest.raises(Refused, match=code):
        commands.sign_recording(cast.actor("nan"), reference, uses=USES, ends_on=until, at=NOON)

    assert FamilyRecording.objects.get().signed_at is None
    commands.sign_recording(
        cast.actor("nan"), reference, uses=USES, ends_on=date(2027, 3, 3), at=NOON
    )


@pytest.mark.parametrize("year", range(2024, 2030))
def test_a_year_from_a_day_is_a_day(year: int) -> None:
    for day in (date(year, 1, 31), date(year, 3, 1), date(year, 12, 31)):
        assert queries.latest_end(day) == day.replace(year=year + 1)
    assert queries.latest_end(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.clause("SR-20c")
@given(
    some.lists(
        some.builds(
            Recording,
            reference=some.just("Y-1"),
            uses=some.sampled_from([(), ("again",)]),
            ends_on=some.sampled_from([None, UNTIL]),
            signed=some.booleans(),
            countersigned=some.booleans(),
            deleted=some.just(False),
        ),
        max_size=4,
    )
)
def test_the_gate_opens_only_where_each_is_whole(recordings: list[Recording]) -> None:
    whole = all(one.signed and one.uses and one.ends_on and one.countersigned for one in recordings)

    assert (ready(recordings, on=TODAY) == []) == whole


@pytest.mark.clause("SR-20d")
def test_at_its_last_day_the_family_is_asked_once_and_the_answer_is_kept(cast: Cast) -> None:
    reference = agreed(cast)
    Message.objects.all().delete()
    following.ask_families(OVER - timedelta(days=1))
    assert not Message.objects.exists()

    following.ask_families(OVER)
    following.ask_families(OVER + timedelta(hours=1))

    assert Message.objects.filter(to=cast.nan.email, about=reference).count() == 1
    (duty,) = duties.open_duties(cast.alder.pk, reference, OVER)
    assert duty.code == "agreements.family-deletes"
    nan = cast.actor("nan")
    commands.answer_deletion(nan, reference, said=Deleted.KEPT, at=OVER)
    assert duties.open_duties(cast.alder.pk, reference, OVER)
    commands.answer_deletion(nan, reference, said=Deleted.DELETED, at=OVER)
    assert not duties.open_duties(cast.alder.pk, reference, OVER)
    assert list(DeletionAnswer.objects.order_by("pk").values_list("said", flat=True)) == [
        Deleted.KEPT,
        Deleted.DELETED,
    ]


@pytest.mark.clause("SR-20d")
def test_silence_shows_as_overdue_to_the_lead(cast: Cast) -> None:
    reference = agreed(cast)
    following.ask_families(OVER)
    late = OVER + timedelta(days=9)
    duty_rounds.turn(late)

    (duty,) = duties.open_duties(cast.alder.pk, reference, late)
    assert duty.overdue
    assert cast.ama.pk in duty.holder_ids
    rows = [one for one in duties.for_person(cast.actor("ama"), late) if one.subject == reference]
    assert [one.overdue for one in rows] == [True]
    assert duties.for_person(cast.actor("nan"), late) == []


def test_the_copy_is_read_by_both_and_nobody_else(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = agreed(cast)
    path = f"/family-recordings/{reference}/"
    for who in ("nan", "ama"):
        sign_in(client, cast.people[who])
        page = client.get(path).content.decode()
        assert "Watch the session again at home" in page
        assert "Nan Tanner, Tuesday 3 March 2026" in page
        assert "Ama Boateng, Tuesday 3 March 2026" in page
    for who in ("joe", "dev", "ivy", "mia"):
        sign_in(client, cast.people[who])
        assert client.get(path).status_code == 404


def test_another_household_neither_sees_nor_signs_nor_ends_it(cast: Cast) -> None:
    cares(cast, "ivy")
    reference = signed(cast)
    ivy = cast.actor("ivy")
    for act in (
        lambda: commands.sign_recording(ivy, reference, uses=USES, ends_on=UNTIL, at=NOON),
        lambda: commands.drop_recording(ivy, reference, at=NOON),
        lambda: commands.answer_deletion(ivy, reference, said=Deleted.DELETED, at=NOON),
    ):
        with pytest.raises(NotFound):
            act()


def test_nobody_signs_for_us_for_their_own_family(cast: Cast) -> None:
    cares(cast, "ama")
    reference = signed(cast)
    own = commands.will_record(cast.actor("ama"), cast.joe.reference, at=NOON).reference

    for who in ("ama", "dev"):  # of what the other parent records, she learns nothing
        for one in (own, reference):
            with pytest.raises(NotFound):
                commands.countersign(cast.actor(who), one, at=NOON)
    [refused] = rules.countersign(cast.actor("ama"), signed=True, own_family=True)
    assert refused.code == "own-family-is-not-signed"


def test_who_does_not_record_after_all_keeps_no_session_waiting(cast: Cast) -> None:
    reference = said(cast)
    assert commands.will_record(cast.actor("nan"), cast.joe.reference, at=NOON).reference == (
        reference
    )
    commands.drop_recording(cast.actor("nan"), reference, at=NOON)

    assert wanting(cast) == []


def test_only_somebody_responsible_says_that_the_family_records(cast: Cast) -> None:
    cares(cast, "nan", responsible=False)

    for who in ("nan", "dev", "joe"):
        with pytest.raises(NotFound):
            commands.will_record(cast.actor(who), cast.joe.reference, at=NOON)


@pytest.mark.clause("SR-20c", "SR-20d")
def test_the_road_on_the_pages(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    cares(cast, "nan")
    sign_in(client, cast.nan)
    assert "Yes, we will record" in client.get("/family-recordings/").content.decode()
    sign = client.send("/family-recordings/", {"person": cast.joe.reference}).headers["Location"]
    asked = client.get(sign).content.decode()
    assert "checked" not in asked
    assert "ublish" not in asked
    empty = client.send(sign, {}).content.decode()
    assert "Choose at least one thing" in empty
    assert "Enter the day on which you will delete it." in empty
    until = timezone.localdate() + timedelta(days=90)
    day = {"ends_on_day": until.day, "ends_on_month": until.month, "ends_on_year": until.year}
    client.send(sign, {"uses": Use.PRACTISE, **{name: str(one) for name, one in day.items()}})
    path = sign.removesuffix("sign/")
    page = client.get(path).content.decode()
    assert "The office has still to sign" in page
    assert "Sign it" not in page
    assert "Change it" in page
    again = client.get(sign).context["form"]
    assert again["uses"].value() == [Use.PRACTISE]
    assert again["ends_on"].value() == until

    sign_in(client, cast.ama)
    assert "The office has still to sign" in client.get("/family-recordings/all/").content.decode()
    client.send(f"{path}sign-for-us/", {})
    sign_in(client, cast.nan)
    assert "Signed by both" in client.get(path).content.decode()
    client.send(f"{path}deleted/", {"said": Deleted.DELETED})
    assert "Deleted, as the family said" in client.get(path).content.decode()
    assert client.get(f"{path}deleted/").status_code == 404
