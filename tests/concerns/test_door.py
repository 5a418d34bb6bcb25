"""Somebody without a name tells at a public door."""

import threading
from datetime import timedelta

import pytest
from django.apps import apps

from bield.concerns import codes, queries
from bield.concerns.commands import door as commands
from bield.concerns.models import Concern, Exclusion, Party, Stay, WayBack
from bield.concerns.queries import door as doors
from bield.concerns.states import ALPHABET, StayState
from bield.duties.models import Duty
from bield.ledger.queries import lines_about
from bield.outbox.models import Message
from bield.outbox.sealed import unsealer
from bield.people.models import Post
from bield.people.states import Role
from tests.concerns.at_door import ORIGIN, Told, door, send, stay, tell, written
from tests.concerns.telling import ACCOUNT, asked, concern, mailed, on_desk, readers_of
from tests.conftest import NOON, TODAY, Cast, look_into


@pytest.mark.clause("EY-40")
def test_what_is_told_without_an_account_is_a_concern_and_the_designated_hear(cast: Cast) -> None:
    told = tell(door(cast))

    kept = concern(told.reference)
    assert kept.reporter is None
    assert (kept.stage, kept.risk, kept.track) == ("submitted", 2, "ordinary")
    assert kept.due_at == NOON + timedelta(hours=4)
    assert Duty.objects.get(subject=told.reference).due_at == kept.due_at
    assert readers_of(told.reference) == ["ama", "ben"]
    assert asked(told.reference) == mailed(told.reference) == {"ama", "ben"}


def test_the_door_of_a_site_leads_to_the_officer_there(cast: Cast) -> None:
    told = tell(door(cast, "elm"))

    assert concern(told.reference).site == cast.elm
    assert asked(told.reference) == {"cat"}


def test_the_lead_sees_where_it_came_from_and_who_told(cast: Cast) -> None:
    told = tell(door(cast, "oak"), voice="child", reach="Jo, I am in Ms Doyle's group")

    page = queries.concern_page(cast.actor("ama"), told.reference, at=NOON)

    assert page.way_back is not None
    assert page.way_back.source == "Public door, Oak"
    assert page.way_back.voice_word == "A child or young person"
    assert page.reach == "Jo, I am in Ms Doyle's group"
    assert page.reporter == ""
    assert page.account == ACCOUNT


def test_whoever_does_not_say_the_place_is_read_by_those_who_answer_for_all(cast: Cast) -> None:
    told = tell(door(cast), site_id="")

    page = queries.concern_page(cast.actor("ama"), told.reference, at=NOON)

    assert readers_of(told.reference) == ["ama", "ben"]  # Elm has an officer, Oak has none
    assert page.way_back is not None
    assert not page.way_back.place_said


def test_a_place_that_was_chosen_is_the_place(cast: Cast) -> None:
    told = tell(door(cast), site_id=str(cast.elm.pk))

    assert concern(told.reference).site == cast.elm
    assert WayBack.objects.get().place_said


@pytest.mark.parametrize("place", ["birch", "nonsense", "0"])
def test_a_place_of_somebody_else_is_no_place(cast: Cast, place: str) -> None:
    chosen = str(cast.birch_site.pk) if place == "birch" else place

    told = tell(door(cast), site_id=chosen)

    assert concern(told.reference).site == cast.oak


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_danger_now_asks_everybody_at_once(cast: Cast, answer: str) -> None:
    told = tell(door(cast, "elm"), danger_now=answer)

    assert asked(told.reference) == {"cat", "ben", "ama"}
    assert concern(told.reference).due_at == NOON + timedelta(hours=1)


@pytest.mark.parametrize("typed", ["Ben Carter", "Mr Carter", "carter, ben"])
def test_a_typed_name_keeps_its_bearer_away(cast: Cast, typed: str) -> None:
    told = tell(door(cast), harmed_by=f"somebody\n{typed}")

    assert "ben" not in readers_of(told.reference)
    assert "ben" not in mailed(told.reference)
    assert Exclusion.objects.filter(concern__reference=told.reference, person=cast.ben).exists()
    assert on_desk(cast, "ben") == []


@pytest.mark.parametrize(
    "said",
    [
        {"harmed_by": "ben"},
        {"harmed_by": "mr ben"},
        {"about": "me and Ben"},
        {"account": "ben touched my leg. i am scared of him"},
        {"child_words": "mr carter hurts me"},
        {"account": "Coach Ben says it is a game."},
    ],
)
def test_a_first_name_or_half_a_name_is_enough_at_the_door(
    cast: Cast, said: dict[str, str]
) -> None:
    """The page promises that whoever is named does not see it."""
    told = tell(door(cast), voice="child", **said)

    assert "ben" not in readers_of(told.reference)
    assert "ama" in readers_of(told.reference)


def test_whoever_was_ticked_is_kept_away_though_only_a_first_name_was_known(cast: Cast) -> None:
    told = tell(door(cast), harmed_by="Ben", not_for=[cast.ben.reference])

    assert readers_of(told.reference) == ["gus", "ama"]
    assert set(Party.objects.values_list("person_id", "role")) == {
        (None, "alleged_to_have_harmed"),
        (cast.ben.pk, "other"),
    }
    assert concern(told.reference).about is None  # no list calls it by his name


def test_an_officer_of_another_place_may_be_ticked_too(cast: Cast) -> None:
    told = tell(door(cast, "oak"), not_for=[cast.cat.reference])

    assert Exclusion.objects.filter(concern__reference=told.reference, person=cast.cat).exists()


@pytest.mark.parametrize("reference", ["dev", "mia"])
def test_only_those_who_may_be_given_concerns_can_be_ticked(cast: Cast, reference: str) -> None:
    told = tell(door(cast), not_for=[cast.people[reference].reference])

    assert not Exclusion.objects.filter(concern__reference=told.reference).exists()


def test_a_grown_up_who_works_here_takes_the_other_road_without_any_name(cast: Cast) -> None:
    assert readers_of(tell(door(cast), colleague=True).reference) == ["gus", "ama"]


def test_the_house_says_who_reads_here(cast: Cast) -> None:
    cast.actor("ama")
    shown = doors.readers_here(door(cast), cast.elm.pk, NOON)

    assert [name for _, name in shown] == [
        "Cat Doyle, Designated safeguarding officer",
        "Ben Carter, Deputy safeguarding lead",
        "Ama Boateng, Designated safeguarding lead",
        "Gus Larkin, Officer for staff matters",
    ]


def test_whoever_does_not_know_the_place_may_tick_anybody_who_would_read_it(cast: Cast) -> None:
    Post.objects.create(
        organisation=cast.alder,
        person=cast.ivy,
        role=Role.OFFICER,
        site=cast.oak,
        begins_on=TODAY - timedelta(days=30),
    )
    here = door(cast)

    offered = {name.split(",")[0] for _, name in doors.readers_here(here, None, NOON)}

    readers = readers_of(tell(here).reference)
    assert {"cat", "ivy"}.intersection(readers)
    assert {cast.people[one].name for one in readers} <= offered


def test_the_record_says_door_and_voice_and_no_words(cast: Cast) -> None:
    told = tell(door(cast), voice="parent", about="Rosalind Quillfeather")

    came = lines_about(cast.alder.pk, told.reference, ["concern.came-by-door"])[0]
    assert came.by == "house:public-door"
    assert came.facts == {"door": "alder-training", "voice": "parent", "crowd": 0}


@pytest.mark.clause("OT-35c")
def test_what_would_help_the_reporter_is_recorded_for_the_lead(cast: Cast) -> None:
    told = tell(door(cast), support="talk", wants="That it stops, and that nobody tells my aunt.")

    page = queries.concern_page(cast.actor("ama"), told.reference, at=NOON)

    assert page.support == "Somebody to talk with"
    assert page.wants == "That it stops, and that nobody tells my aunt."


def test_an_answer_that_is_none_is_no_support(cast: Cast) -> None:
    told = tell(door(cast), support="a million pounds")

    assert queries.concern_page(cast.actor("ama"), told.reference, at=NOON).support == ""


def test_pressed_twice_it_is_one_concern(cast: Cast) -> None:
    at = door(cast)
    token = send(at)
    first = stay(at, token).held

    commands.send(at, token, origin=ORIGIN, at=NOON)

    assert Concern.objects.count() == 1
    assert stay(at, token).held == first
    assert len(lines_about(cast.alder.pk, first["reference"], ["concern.sent-again"])) == 1


def test_two_presses_at_the_same_moment_make_one_concern(cast: Cast, live_db: object) -> None:
    at = door(cast)
    token = written(at)
    wrong: list[Exception] = []

    def press() -> None:
        try:
            commands.send(at, token, origin=ORIGIN, at=NOON)
        except Exception as error:  # noqa: BLE001  # shown below
            wrong.append(error)

    fingers = [threading.Thread(target=press) for _ in range(4)]
    for finger in fingers:
        finger.start()
    for finger in fingers:
        finger.join()

    cast.actor("ama")
    assert wrong == []
    assert Concern.objects.count() == 1


def test_what_is_told_twice_on_purpose_is_kept_twice(cast: Cast) -> None:
    at = door(cast)

    assert tell(at).reference != tell(at).reference


def test_when_nobody_may_read_it_it_is_kept_and_the_receipt_says_so(cast: Cast) -> None:
    at = door(cast)
    Post.objects.update(ends_on=TODAY - timedelta(days=1))

    told = tell(at)

    shown = doors.receipt_at_door(at, stay(at, told.token), at=NOON)
    assert shown.receipt.nobody
    assert concern(told.reference).due_at is not None


# ------ the code


def test_the_code_can_be_said_and_is_not_to_be_guessed(cast: Cast) -> None:
    given = {codes.new_code() for _ in range(200)}

    assert len(given) == 200
    assert all(len(one) == 19 and one.count("-") == 3 for one in given)
    assert {sign for one in given for sign in one} - {"-"} <= set(ALPHABET)
    assert len(ALPHABET) ** (codes.GROUPS * codes.LETTERS) >= 2**64


def test_of_the_code_nothing_is_kept_but_a_hash(cast: Cast) -> None:
    told = tell(door(cast))

    assert told.reference not in told.code
    assert codes.plain(told.code)[:7] != told.reference.replace("-", "")[1:]
    kept = everything_kept()
    for said in (told.code, codes.plain(told.code), told.token):
        assert said.encode() not in kept
    assert WayBack.objects.get().code_hash.encode() in kept  # it would have been found


def everything_kept() -> bytes:
    """Every value of every row of the house."""
    rows = (repr(row) for model in apps.get_models() for row in model.objects.values())
    blobs = (
        bytes(value)
        for model in apps.get_models()
        for row in model.objects.values_list()
        for value in row
        if isinstance(value, bytes | memoryview)
    )
    return "".join(rows).encode() + b"".join(blobs)


def test_the_hash_hangs_on_a_key_outside_the_database(cast: Cast) -> None:
    alder, birch = door(cast), door(cast, of=cast.birch)

    assert alder.keys.code_hash("22222222") != birch.keys.code_hash("22222222")


def test_the_same_code_is_never_given_twice_in_one_organisation(cast: Cast) -> None:
    at = door(cast)

    given = {tell(at).code for _ in range(3)}

    assert len(given) == 3


# ------ what is typed and not sent


def test_what_is_typed_is_sealed_with_what_only_that_browser_holds(cast: Cast) -> None:
    at = door(cast)
    token = written(at, account="Zwetschgen and marmalade")

    assert b"wetschgen" not in everything_kept()
    assert stay(at, token).held["account"] == "Zwetschgen and marmalade"
    assert at.keys.of_stay(token) not in {at.keys.of_stay("another"), at.keys.of_what_waits()}


def test_what_is_typed_is_for_its_browser_its_door_and_two_hours(cast: Cast) -> None:
    here = door(cast)
    token = written(here)
    elsewhere = door(cast, "elm")
    later = NOON + timedelta(hours=2, seconds=1)
    look_into(cast.alder)

    assert doors.stay(here, token, NOON) is not None
    assert doors.stay(here, token + "x", NOON) is None
    assert doors.stay(here, "", NOON) is None
    assert doors.stay(elsewhere, token, NOON) is None
    assert doors.stay(here, token, later) is None
    foreign = door(cast, of=cast.birch)
    assert doors.stay(foreign, token, NOON) is None


def test_a_page_that_is_sent_too_late_begins_anew_and_loses_nothing(cast: Cast) -> None:
    at = door(cast)
    token = written(at)
    later = NOON + timedelta(hours=3)

    fresh = commands.keep(at, token, {"about": "Joe"}, at=later)

    assert fresh != token
    assert stay(at, fresh, later).held["about"] == "Joe"


def test_forgotten_it_is_gone(cast: Cast) -> None:
    at = door(cast)
    token = written(at)

    commands.forget(at, token)

    assert not Stay.objects.exists()


def test_whoever_begins_in_the_same_browser_finds_nothing_of_the_last_one(cast: Cast) -> None:
    at = door(cast)
    token = written(at)

    fresh = commands.begin(at, voice="child", at=NOON, instead_of=token)

    assert doors.stay(at, token, NOON) is None
    assert stay(at, fresh).held.keys() == {"send_key", "voice"}


def test_a_sent_report_leaves_no_words_in_the_stay(cast: Cast) -> None:
    at = door(cast)

    told = tell(at)

    opened = stay(at, told.token)
    assert opened.state == StayState.SENT
    assert opened.held.keys() == {"reference", "code", "voice"}
    assert doors.stay(at, told.token, NOON + timedelta(minutes=16)) is None


def test_what_is_over_is_thrown_away_by_the_house(cast: Cast) -> None:
    at = door(cast)
    written(at)
    tell(at)
    fresh = written(at, when=NOON + timedelta(hours=2))

    commands.serve_doors(NOON + timedelta(hours=2, minutes=1))

    cast.actor("ama")
    assert Stay.objects.count() == 1
    assert doors.stay(at, fresh, NOON + timedelta(hours=2, minutes=1)) is not None


def test_mail_about_it_says_nothing(cast: Cast) -> None:
    told: Told = tell(door(cast), account="Zwetschgen")

    mail = Message.objects.filter(about=told.reference)
    assert {one.subject for one in mail} == {"Something waits for you in Bield"}
    said = {unsealer(cast.alder.pk)(one) for one in mail}
    assert {text.splitlines()[0] for text in said} == {
        "Something waits for you. Sign in to see it:"
    }
    assert not [text for text in said if "Zwetsch" in text or told.reference in text]
