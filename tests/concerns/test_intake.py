"""What a report may answer beyond its three questions: optional, kept with it, read by triage."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from bield.concerns import commands, queries, sources
from bield.concerns.about import About
from bield.concerns.intake import Intake, Item
from bield.concerns.models import Concern, Deed
from bield.concerns.pages import ConcernPage
from bield.concerns.rules.referring import Told
from bield.concerns.states import Risk
from bield.duties import rounds
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.people.actors import Actor
from tests.concerns.telling import concern, mailed, on_desk, readers_of, reported
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

HOUR = timedelta(hours=1)


def page(cast: Cast, reference: str, by: str = "ama") -> ConcernPage:
    return queries.concern_page(cast.actor(by), reference, at=NOON)


def said(cast: Cast, reference: str, by: str = "ama") -> dict[str, str]:
    return {fact.name: fact.value for fact in page(cast, reference, by).told}


@pytest.mark.clause("TP-A1-1")
def test_a_report_opens_one_flow_and_no_later_step_stands_without_one(cast: Cast) -> None:
    kept = concern(reported(cast))

    assert (kept.stage, kept.reported_at) == ("submitted", NOON)
    assert re.fullmatch(r"C-\w{3}-\w{4}", kept.reference)
    ama = cast.actor("ama")
    later = (
        partial(commands.answer, question="danger", values=["no"]),
        partial(commands.refer_now, told=Told("police_999", NOON)),
        commands.acknowledge,
        commands.finish_triage,
    )
    for step in later:
        with pytest.raises(NotFound):
            step(ama, "C-222-2222", at=NOON)


# ------ a picture


@pytest.mark.parametrize("picture", ["yes", "unsure"])
def test_a_picture_that_may_be_one_is_answered_for_triage_and_grave(
    cast: Cast, picture: str
) -> None:
    reference = reported(cast, intake=Intake(picture=picture, seen="accident"))

    facts = queries.facts(concern(reference), at=NOON)

    assert facts.answers["image"] == (picture,)
    assert facts.answers["seen"] == ("accident",)
    assert concern(reference).risk == Risk.HIGH
    assert "image" in queries.outcome(concern(reference), at=NOON).locks


def test_a_reporters_no_lifts_no_lock_and_ends_no_question(cast: Cast) -> None:
    reference = reported(cast, intake=Intake(picture="no", seen="others"))

    outcome = queries.outcome(concern(reference), at=NOON)

    assert "image" in outcome.locks
    assert not queries.facts(concern(reference), at=NOON).asked("image")
    assert said(cast, reference) == {"A nude or sexual picture": "No"}


def test_seen_on_purpose_by_an_adult_here_takes_the_road_for_adults(cast: Cast) -> None:
    reference = reported(cast, intake=Intake(picture="yes", seen="adult_here"))

    assert concern(reference).track == "staff"
    assert set(readers_of(reference)) == {"ama", "gus"}


def test_what_nobody_answered_leaves_nothing(cast: Cast) -> None:
    reference = reported(cast)

    assert not Deed.objects.filter(concern__reference=reference).exists()
    assert page(cast, reference).told == ()


# ------ told late


@pytest.mark.clause("SR-5b")
def test_a_report_two_days_after_the_noticing_needs_its_reason_and_is_flagged(cast: Cast) -> None:
    two_days_ago = TODAY - timedelta(days=2)
    with pytest.raises(Refused) as refused:
        reported(cast, intake=Intake(noticed_on=two_days_ago))
    assert [(one.code, one.field) for one in refused.value.refusals] == [
        ("late-without-reason", "late_reason")
    ]

    reference = reported(
        cast, intake=Intake(noticed_on=two_days_ago, late_reason="I was not sure.")
    )

    assert said(cast, reference)["Noticed"] == (
        "Sunday 1 March 2026. Told only now, because: I was not sure."
    )
    assert page(cast, reference).chronology[0].late
    (line,) = lines_about(cast.alder.pk, reference, ["concern.reported"])
    assert line.facts["late"] is True


@pytest.mark.parametrize("days", [0, 1])
def test_a_report_within_a_day_is_not_late(cast: Cast, days: int) -> None:
    reference = reported(cast, intake=Intake(noticed_on=TODAY - timedelta(days=days)))

    assert not page(cast, reference).chronology[0].late


def test_nobody_has_noticed_tomorrow(cast: Cast) -> None:
    with pytest.raises(Refused, match="has-not-happened"):
        reported(cast, intake=Intake(noticed_on=TODAY + timedelta(days=1)))


@pytest.mark.clause("SR-5b")
def test_untaken_it_goes_to_the_deputy_and_on_until_somebody_takes_it(cast: Cast) -> None:
    reference = reported(cast, "ivy", site_id=cast.elm.pk)
    assert mailed(reference) == {"cat", "ama"}

    rounds.turn(NOON + 4 * HOUR)
    assert mailed(reference) == {"cat", "ama", "ben"}
    rounds.turn(NOON + 5 * HOUR)
    rounds.turn(NOON + 6 * HOUR)

    assert "fay" in mailed(reference)
    texts = [one.text for one in page(cast, reference).chronology]
    assert "Nobody acknowledged it in time.\nAsked: Ben Carter" in texts


# ------ written without a line


@pytest.mark.clause("OT-36c")
def test_what_was_written_offline_carries_both_times(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)
    written = NOON - 3 * HOUR

    sent = send(client, cast, written_at=written.isoformat())

    reference = sent.headers["Location"].split("/")[-2]
    kept = concern(reference)
    told = said(cast, reference)["Written on the device, before it could be sent"]
    assert told.endswith("at 09:00")
    assert kept.reported_at > written


@pytest.mark.parametrize("written", ["", "yesterday", "2999-01-01T00:00:00Z"])
def test_a_device_with_a_wrong_clock_is_no_reason_to_refuse(
    client: LookingClient, cast: Cast, sign_in: SignIn, written: str
) -> None:
    sign_in(client, cast.dev)

    sent = send(client, cast, written_at=written)

    assert sent.status_code == 302
    assert said(cast, sent.headers["Location"].split("/")[-2]) == {}


def send(client: LookingClient, cast: Cast, **answers: Any) -> Any:
    form = {
        "danger_now": "no",
        "account": "She was quiet.",
        "site_id": cast.oak.pk,
        "send_key": "one",
        **answers,
    }
    return client.send("/report/what-happened/", form)


# ------ the form


def test_the_rules_about_pictures_stand_before_every_other_field(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)

    shown = client.get("/report/what-happened/?danger_now=no").content.decode()

    question, rules, others = (
        shown.index(text)
        for text in ('name="picture"', "Do not look at an indecent picture", 'name="about"')
    )
    assert question < rules < others


def test_still_only_three_answers_are_required(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)
    form = client.get("/report/what-happened/?danger_now=no").context["form"]

    required = {name for name, field in form.fields.items() if field.required}
    assert required == {"danger_now", "account", "site_id", "send_key"}


def test_the_form_tells_all_that_was_answered(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)

    sent = send(
        client,
        cast,
        picture="unsure",
        seen="others",
        on_device="yes",
        told_child="no",
        kind="image_sharing",
    )

    reference = sent.headers["Location"].split("/")[-2]
    facts = queries.facts(concern(reference), at=NOON)
    assert facts.answers["told_child"] == ("no",)
    assert said(cast, reference) == {
        "A nude or sexual picture": "I am not sure",
        "Still on a screen or device": "Yes",
        "What kind of thing, as they see it": "Sharing nudes",
    }


def test_a_child_is_asked_in_fewer_and_plainer_words(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.joe)

    shown = client.get("/report/what-happened/?danger_now=no").content.decode()

    assert "with no clothes on" in shown
    assert "Do not delete it. We help you with that." in shown
    assert "why do you tell it only now" not in shown
    assert "semi-nude" not in shown


# ------ about one of us


@pytest.mark.clause("OT-7b")
def test_by_one_of_us_is_a_plain_choice_and_protects_the_reporter(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)
    assert "It is about somebody who works or helps here" in (
        client.get("/report/what-happened/?danger_now=no").content.decode()
    )

    reference = reported(
        cast, colleague=True, about=[About(person_id=cast.ben.pk, role="alleged_to_have_harmed")]
    )

    assert concern(reference).track == "staff"
    assert "ben" not in readers_of(reference)
    assert on_desk(cast, "ben") == []
    sign_in(client, cast.ben)
    for path in ("/desk/", "/search/?words=Dev+Rahman", f"/concern/{reference}/"):
        assert reference not in client.get(path).content.decode().replace(path, "")


@pytest.mark.clause("EY-77")
def test_a_breach_in_social_media_by_the_deputy_is_hidden_from_the_deputy(cast: Cast) -> None:
    reference = reported(
        cast,
        intake=Intake(kind="social_media"),
        about=[About(person_id=cast.ben.pk, role="alleged_to_have_harmed")],
    )

    assert said(cast, reference)["What kind of thing, as they see it"] == (
        "A breach of our rules for social media"
    )
    assert "ben" not in mailed(reference)
    assert on_desk(cast, "ben") == []
    assert queries.subjects_seen(cast.actor("ben"), frozenset({reference})) == frozenset()


# ------ from another room


class Wall:
    """A room that shows posts, as one still to come will."""

    def __init__(self, cast: Cast) -> None:
        self.house = cast.alder.pk

    def find(self, actor: Actor, reference: str) -> Item | None:
        if actor.organisation_id != self.house or reference != "post:12":
            return None
        return Item(reference, "A post on our page", "https://example.com/p/12", NOON - 2 * HOUR)


@pytest.fixture
def wall(cast: Cast) -> Iterator[Wall]:
    room = Wall(cast)
    sources.register_source("post:", room.find)
    yield room
    sources.forget_source("post:")


@pytest.mark.clause("OT-28a")
@pytest.mark.usefixtures("wall")
def test_a_report_from_a_post_holds_its_address_and_time(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)
    first = client.get("/report/?item=post:12").content.decode()
    second = client.get("/report/what-happened/?danger_now=no&item=post:12").content.decode()

    sent = send(client, cast, item="post:12")

    assert "About: <b>A post on our page</b>" in first
    assert "About: <b>A post on our page</b>" in second
    reference = sent.headers["Location"].split("/")[-2]
    assert said(cast, reference)["About"] == (
        "A post on our page, https://example.com/p/12, today at 10:00"
    )


@pytest.mark.clause("EY-71")
def test_a_parents_worry_about_a_picture_goes_to_the_lead_with_a_clock(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.nan)
    home = client.get("/").content.decode()
    [(path, item)] = re.findall(r'href="(/report/\?item=([^"]+))">A worry about a picture', home)
    begun = client.get(path).content.decode()
    assert "About: <b>How a picture or video is used</b>" in begun
    assert f'name="item" value="{item}"' in begun

    sent = send(client, cast, item=item)

    receipt = client.get(sent.headers["Location"]).content.decode()
    reference = sent.headers["Location"].split("/")[-2]
    kept = concern(reference)
    assert "We have your report" in receipt
    assert said(cast, reference)["About"] == "How a picture or video is used"
    assert set(readers_of(reference)) == {"ama", "ben"}
    assert mailed(reference) == {"ama", "ben"}
    assert kept.due_at is not None
    rounds.turn(kept.due_at + HOUR)
    assert page(cast, reference).chronology[-1].text.startswith("Nobody acknowledged it in time.")


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize("item", ["post:13", "nothing:1", ""])
def test_what_is_not_found_is_no_reason_to_refuse(
    client: LookingClient, cast: Cast, sign_in: SignIn, item: str
) -> None:
    sign_in(client, cast.dev)

    sent = send(client, cast, item=item)

    assert sent.status_code == 302
    assert "About" not in said(cast, sent.headers["Location"].split("/")[-2])


def test_no_room_takes_the_name_of_anothers_items(wall: Wall) -> None:
    with pytest.raises(ValueError, match="found already"):
        sources.register_source("post:", wall.find)


def test_nothing_of_it_lies_in_clear(cast: Cast) -> None:
    reference = reported(cast, intake=Intake(picture="yes", late_reason="bandstand"))

    row = Concern.objects.filter(reference=reference).values().get()
    deeds = list(Deed.objects.filter(concern__reference=reference).values_list("says", flat=True))
    assert not any(b"image" in bytes(says) or b"bandstand" in bytes(says) for says in deeds)
    assert "bandstand" not in str(row)
    assert datetime.fromisoformat(NOON.isoformat()) == row["reported_at"]


@pytest.mark.clause("OT-7d")
def test_a_report_that_nobody_took_in_time_shows_its_reporter_the_way(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = reported(cast, at=NOON)
    in_time, late = (
        queries.my_reports(cast.actor("dev"), at=NOON + hours * HOUR)[0] for hours in (3, 5)
    )

    assert (in_time.unanswered, late.unanswered) == (False, True)
    sign_in(client, cast.dev)
    shown = client.get("/my-reports/").content.decode()
    assert "Not answered yet" in shown
    assert f"{reverse('concerns:refer-alone')}?report={reference}" in shown
