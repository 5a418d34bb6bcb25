"""Twenty things that happen, each walked by the commands: what must come, and what is refused.

What the decision table alone makes of such facts stands in `lenses/test_scenarios.py`.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bield.concerns import commands, queries, sources
from bield.concerns.about import About
from bield.concerns.commands import Shared, Told
from bield.concerns.commands import door as at_the_door
from bield.concerns.intake import Intake
from bield.concerns.models import Attachment, Concern
from bield.concerns.sources import Item
from bield.concerns.states import Area, DeedKind, Lens, NudeClass, PartyRole
from bield.duties.models import Duty
from bield.kit.judging import judge
from bield.kit.refusals import NotFound, Refused
from bield.kit.rounds import ROUNDS
from bield.people import commands as people
from bield.people.actors import Actor, house
from bield.people.models import Person
from bield.people.states import Protection, Role
from bield.retention import queries as retention
from bield.retention import registry
from bield.retention.registry import Disposed, Disposer, Due
from bield.retention.states import Method
from tests import files
from tests.concerns.at_door import door, stay, tell
from tests.concerns.gate import met, triaged
from tests.concerns.telling import concern, mailed, on_desk, readers_of, reported
from tests.concerns.walking import (
    close,
    everything_but,
    missing,
    outcome,
    refer,
    refusals,
    required,
    to_be_told,
)
from tests.conftest import BEGAN, NOON, TODAY, Cast

FRIEND = About(name="Finn Ash")
PICTURE = {
    "image": ("yes",),
    "illegal": ("yes",),
    "shown": ("child",),
    "form": ("picture",),
    "kinds": ("image_sharing",),
    "areas": ("conduct",),
    "behaviour": ("learner",),
}
PLAIN = {  # to the questions of a lens that are not answered with yes or no
    "signs": ("none",),
    "relation": ("stranger",),
    "named": ("worker",),
    "concerned": ("child",),
    "procedure": ("allegations",),
}
RECORDING = "recording:7"


def joe(cast: Cast) -> About:
    return About(person_id=cast.joe.pk, name="Joe Tanner")


def story(
    cast: Cast, *about: About, by: str = "ben", reporter: str = "dev", **answers: tuple[str, ...]
) -> str:
    """Told, taken, and gone through; everything else was answered with no."""
    named = about or (joe(cast),)
    told = reported(cast, reporter, about=list(named))
    commands.acknowledge(cast.actor(by), told, at=NOON)
    return triaged(cast, told, by, **{**PLAIN, **answers})


def refused(step: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as refusal:
        step()
    return refusals(refusal.value)


def prohibited(reference: str) -> set[str]:
    return {one.code for one in outcome(reference).prohibited}


def attach(cast: Cast, reference: str, data: bytes) -> Attachment:
    file = judge(data, pictures=True)
    return commands.attach(
        cast.actor("ben"), reference, file=file, name="a", shows="What was sent.", at=NOON
    )


def respond(cast: Cast, reference: str, response: str, by: str = "ben", **more: Any) -> Concern:
    said = {"done": True, "reason": "As agreed.", **more}
    return commands.respond(cast.actor(by), reference, response=response, **said, at=NOON)


def decide(cast: Cast, reference: str, by: str = "ben", **answers: Any) -> Concern:
    said = {"decision": "now", "reason": "They can help.", **answers}
    return commands.decide_on_parents(cast.actor(by), reference, **said, at=NOON)


def somebody(cast: Cast, name: str, role: Role, **more: Any) -> Person:
    us = house(cast.alder.pk, "tests")
    first = name.split()[0].lower()
    one = people.add_person(us, name=name, email=f"{first}@alder.example", at=BEGAN, **more)
    people.appoint(us, one.pk, role=role, at=BEGAN)
    return one


def guardian(cast: Cast, one: Person) -> None:
    people.link_guardian(
        house(cast.alder.pk, "tests"), guardian_id=one.pk, child_id=cast.joe.pk, at=BEGAN
    )


# ------ pictures and films


def test_1_a_violent_video_is_dealt_with_here_and_the_police_are_not_asked_for(
    cast: Cast,
) -> None:
    guardian(cast, cast.nan)
    reference = story(cast, on_device=("yes",))

    assert outcome(reference).lenses == (Lens.GENERAL, Lens.ALL)
    assert outcome(reference).areas == {Area.CONTENT}
    assert {"device", "inside", "block", "parents"} <= required(reference)
    assert to_be_told(reference) == set()
    decide(cast, reference, whom=[cast.nan.reference])
    assert close(cast, everything_but(cast, reference)) == "closed"
    assert queries.facts(concern(reference), at=NOON).deeds(DeedKind.REFERRED) == ()


def test_2_a_picture_between_two_of_15_ends_without_police_after_a_second_pair_of_eyes(
    cast: Cast,
) -> None:
    reference = story(cast, joe(cast), FRIEND, **PICTURE)
    met(cast, reference)
    triaged(cast, reference, without_police=("yes",), **PICTURE)

    assert outcome(reference).nude_class == NudeClass.EXPERIMENTAL
    supported = [one.party for one in outcome(reference).required if one.action.code == "support"]
    assert supported == [1, 2]
    assert {"second_reader", "parents"} <= required(reference)
    assert {"no-class-by-hand", "no-criminal-labels"} <= prohibited(reference)
    assert refused(lambda: attach(cast, reference, files.png())) == {"image-lock"}
    by_hand = {"question": "nude_class", "values": ["aggravated"], "reason": "I think so."}
    ben = cast.actor("ben")
    assert refused(lambda: commands.answer(ben, reference, **by_hand, at=NOON)) == {
        "unknown-question"
    }
    assert "still-second-reader" in missing(everything_but(cast, reference, "second_reader"))
    assert close(cast, everything_but(cast, reference)) == "closed"
    assert queries.facts(concern(reference), at=NOON).deeds(DeedKind.REFERRED) == ()


def test_3_passed_on_to_a_class_it_goes_to_the_police_by_way_of_the_partnership(
    cast: Cast,
) -> None:
    reference = story(cast, joe(cast), FRIEND, **PICTURE, passed_on=("yes",))

    assert outcome(reference).nude_class == NudeClass.AGGRAVATED
    assert "partnership" in to_be_told(reference)
    ben = cast.actor("ben")
    here = {"question": "without_police", "values": ["yes"], "reason": "They are young."}
    met(cast, reference)
    assert refused(lambda: commands.answer(ben, reference, **here, at=NOON)) == {"unknown-question"}
    everything_but(cast, reference, "police_aggravated")
    assert "still-police-aggravated" in missing(reference)
    assert "still-police-aggravated" in refused(lambda: close(cast, reference))
    refer(cast, reference, "partnership", number="")
    assert {"no-reference", "still-reference"} <= missing(reference)
    assert close(cast, everything_but(cast, reference)) == "closed"


def test_4_an_adult_who_asked_for_it_is_a_matter_for_the_police_and_ceop(cast: Cast) -> None:
    reference = story(
        cast, joe(cast), **{**PICTURE, "behaviour": ("other_adult",)}, adult_part=("yes",)
    )

    assert {Lens.IMAGE, Lens.ILLEGAL, Lens.CONTACT} <= set(outcome(reference).lenses)
    assert {"police_999", "ceop"} <= to_be_told(reference)
    assert outcome(reference).nude_class == NudeClass.AGGRAVATED
    everything_but(cast, reference, "police_adult", "police_aggravated", "ceop", "police_contact")
    assert {"still-police-adult", "still-ceop"} <= refused(lambda: close(cast, reference))
    ben = cast.actor("ben")
    here = {"question": "without_police", "values": ["yes"], "reason": "It is over."}
    assert refused(lambda: commands.answer(ben, reference, **here, at=NOON)) == {"unknown-question"}


def test_5_whose_age_is_not_known_counts_as_a_child_and_nothing_is_captured(cast: Cast) -> None:
    reference = story(cast, **{**PICTURE, "shown": ("unsure",)})

    assert Lens.IMAGE in outcome(reference).lenses
    assert outcome(reference).nude_class is not None
    assert refused(lambda: respond(cast, reference, "capture")) == {"never-captured"}
    kept = {"file": judge(files.png(), pictures=True), "name": "a", "shows": "x", "where": "y"}
    ben = cast.actor("ben")
    assert "never-captured" in refused(lambda: commands.capture(ben, reference, **kept, at=NOON))


def test_6_pornography_of_adults_that_learners_pass_on_is_no_matter_of_that_kind(
    cast: Cast,
) -> None:
    reference = story(cast, image=("yes",), shown=("adults_passed_on",), areas=("conduct",))

    assert Lens.IMAGE not in outcome(reference).lenses
    assert Area.CONDUCT in outcome(reference).areas
    assert not {"image_custody", "meeting", "police_aggravated"} & required(reference)
    ben = cast.actor("ben")
    custody = {"action": "image_custody", "reason": "There is none."}
    assert refused(lambda: commands.leave_out(ben, reference, **custody, at=NOON)) == {
        "unknown-action"
    }
    assert close(cast, everything_but(cast, reference)) == "closed"


def test_7_an_adult_decides_whether_the_police_hear_of_their_picture(cast: Cast) -> None:
    adult = somebody(cast, "Uma Reed", Role.LEARNER, born_on=date(1990, 1, 2))
    reference = story(
        cast,
        About(person_id=adult.pk, name=adult.name),
        affected=("adult",),
        image=("yes",),
        shown=("adult_without_consent",),
        illegal=("yes",),
        wishes=("police", "removal"),
        behaviour=("other_adult",),
    )

    assert Lens.ILLEGAL in outcome(reference).lenses
    assert {"offer_police", "police_wish"} <= required(reference)
    proposed = {one.body for one in outcome(reference).proposals}
    assert {"police_999", "rph"} <= proposed
    assert "childrens_social_care" not in proposed
    shared = Shared(
        body="childrens_social_care",
        form="referral",
        purpose="protect",
        basis="harm",
        consent="refused",
        items=("account",),
        why="To be safe.",
        instead="It is for them.",
    )
    ben = cast.actor("ben")
    assert refused(lambda: commands.prepare(ben, reference, shared, at=NOON)) == {
        "no-significant-harm"
    }
    everything_but(cast, reference, "police_wish", "report_illegal")
    assert {"still-police-wish"} <= missing(reference)


def test_8_a_volunteer_who_saw_it_by_accident_is_thanked_supported_and_asked_for_no_file(
    cast: Cast,
) -> None:
    seen = Intake(picture="yes", seen="accident")
    reference = reported(cast, "dev", about=[joe(cast)], intake=seen)
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)

    assert {"saw_it", "support"} <= required(reference)
    assert "no-blame" in prohibited(reference)
    assert queries.facts(concern(reference), at=NOON).says("seen", "accident")
    assert refused(lambda: attach(cast, reference, files.png())) == {"image-lock"}
    assert refused(lambda: attach(cast, reference, files.WORDS)) == {"image-lock"}
    with pytest.raises(NotFound):
        queries.attach_page(cast.actor("dev"), reference, at=NOON)


# ------ adults of the organisation, and those at home


def test_9_a_member_of_staff_who_writes_to_a_child_has_no_sight_of_it(cast: Cast) -> None:
    ivy = About(person_id=cast.ivy.pk, name="Ivy Lindqvist", role=PartyRole.ALLEGED)
    answers = {"allegation": ("yes",), "behaviour": ("staff",), "named": ("worker",)}
    reference = story(cast, joe(cast), ivy, by="gus", **answers, concerned=("child",))

    assert "lado" in to_be_told(reference)
    assert "ceop" not in required(reference)
    more = {"question": "grooming", "values": ["unsure"], "reason": "There are more of them."}
    commands.answer(cast.actor("gus"), reference, **more, at=NOON)
    assert {"lado", "ceop"} <= required(reference)
    assert (on_desk(cast, "ivy"), "ivy" in mailed(reference)) == ([], False)
    for page in (queries.concern_page, queries.attach_page, queries.closing_gate):
        with pytest.raises(NotFound):
            page(cast.actor("ivy"), reference, at=NOON)
    assert reference not in str(
        queries.desk(cast.actor("ivy"), chosen=queries.DeskFilter(words="pictures"), at=NOON).rows
    )
    everything_but(cast, reference, "lado", "decision", by="ama")
    assert "still-lado" in missing(reference)


def test_10_a_concern_about_the_lead_goes_past_the_lead(cast: Cast) -> None:
    ama = About(person_id=cast.ama.pk, name="Ama Boateng", role=PartyRole.ALLEGED)
    reference = story(
        cast, joe(cast), ama, allegation=("yes",), behaviour=("lead",), named=("lead",)
    )

    assert {"ben", "fay"} <= set(readers_of(reference))
    assert "lado" in to_be_told(reference)
    assert "ama" not in {*readers_of(reference), *mailed(reference)}
    assert not Duty.objects.filter(subject=reference, holdings__person=cast.ama).exists()
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("ama"), reference, at=NOON)
    with pytest.raises(NotFound):
        commands.add_entry(cast.actor("ama"), reference, kind="note", text="x", at=NOON)


def test_11_a_father_who_refuses_stops_nothing_where_harm_is_likely(cast: Cast) -> None:
    harmed, not_harmed = story(cast, harm=("yes",)), story(cast, harm=("no",))
    shared = Shared(
        body="childrens_social_care",
        form="referral",
        purpose="protect",
        basis="harm",
        consent="refused",
        items=("account",),
        why="His father hits him.",
        instead="It is for them.",
    )
    ben = cast.actor("ben")

    number = commands.prepare(ben, harmed, shared, at=NOON)
    commands.send(ben, harmed, str(number), Told("", NOON, how="email", name="Lin"), at=NOON)

    (sent,) = queries.facts(concern(harmed), at=NOON).deeds(DeedKind.REFERRED)
    assert (sent.says["consent"], sent.says["why"]) == ("refused", "His father hits him.")
    assert refused(lambda: commands.prepare(ben, not_harmed, shared, at=NOON)) == {
        "no-significant-harm"
    }


def test_12_a_father_who_is_alleged_is_never_told(cast: Cast) -> None:
    father = somebody(cast, "Sam Tanner", Role.PARENT)
    guardian(cast, father)
    guardian(cast, cast.nan)
    alleged = About(person_id=father.pk, name="Sam Tanner", role=PartyRole.ALLEGED)
    reference = story(cast, joe(cast), alleged, harm=("yes",), behaviour=("parent",))

    assert refused(lambda: decide(cast, reference, whom=[cast.nan.reference])) == {
        "agency-advice-first"
    }
    refer(cast, reference, "childrens_social_care")
    assert "not-to-be-told" in refused(lambda: decide(cast, reference, whom=[father.reference]))
    commands.grant(
        cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="She teaches him.", at=NOON
    )
    assert refused(lambda: decide(cast, reference, "ivy", whom=[cast.nan.reference]))
    decide(cast, reference, whom=[cast.nan.reference])
    told = {"how": "phone", "told_at": NOON, "words": "She knows."}
    ben = cast.actor("ben")
    assert refused(
        lambda: commands.tell_parents(ben, reference, whom=[father.reference], **told, at=NOON)
    )
    commands.tell_parents(ben, reference, whom=[cast.nan.reference], **told, at=NOON)
    assert not {"sam", "nan"} & mailed(reference)


# ------ other kinds


class Log:
    """A room that reads the web log, as one still to come will."""

    def __init__(self, cast: Cast) -> None:
        self.house = cast.alder.pk

    def find(self, actor: Actor, reference: str) -> Item | None:
        if actor.organisation_id != self.house or reference != "log:12":
            return None
        return Item(reference, "Opened three times", "https://terror.example/", NOON)


@pytest.fixture
def log(cast: Cast) -> Iterator[None]:
    sources.register_source("log:", Log(cast).find)
    yield
    sources.forget_source("log:")


@pytest.mark.usefixtures("log")
def test_13_a_site_of_terror_opened_three_times_is_one_concern_with_one_decision(
    cast: Cast,
) -> None:
    item = sources.item(cast.actor("hal"), "log:12")
    more = {"about": [joe(cast)], "intake": Intake(item=item)}
    sent = {reported(cast, "hal", send_key="log-12", **more) for _ in range(3)}
    (reference,) = sent
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)
    triaged(cast, reference, **PLAIN, radicalisation=("yes",))

    assert {"prevent", "block"} <= required(reference)
    assert outcome(reference).areas == {Area.CONTENT}
    assert "prevent" in to_be_told(reference)
    assert "no-opening-sites" in prohibited(reference)
    everything_but(cast, reference, "prevent")
    assert "still-prevent" in refused(lambda: close(cast, reference))
    assert refused(lambda: attach(cast, reference, files.png())) == {"no-picture-here"}


def test_14_a_password_in_a_phishing_mail_does_not_stay_with_ict_where_it_touches_a_child(
    cast: Cast,
) -> None:
    reference = story(
        cast,
        reporter="hal",
        security=("yes",),
        kinds=("phishing", "password"),
        data_lost=("unsure",),
    )

    assert {"ict", "rotate", "data_protection"} <= required(reference)
    assert "not-with-ict-alone" in prohibited(reference)
    assert {"ama", "ben"} <= set(readers_of(reference))
    assert on_desk(cast, "hal") == []
    hal = cast.actor("hal")
    with pytest.raises(NotFound):
        commands.respond(hal, reference, response="rotate", done=True, reason="Done.", at=NOON)
    everything_but(cast, reference, "rotate", "data_protection")
    assert {"still-rotate", "still-data-protection"} <= refused(lambda: close(cast, reference))


def test_15_bullying_at_home_at_night_has_the_clocks_of_bullying_here(cast: Cast) -> None:
    guardian(cast, cast.nan)
    answers = {"bullying": ("yes",), "kinds": ("bullying",), "areas": ("conduct",)}
    here = story(cast, joe(cast), FRIEND, **answers, place=("here",))
    away = story(cast, joe(cast), FRIEND, **answers, place=("home",))

    def clocks(reference: str) -> dict[str, str]:
        return {one.code: one.clock for one in outcome(reference).required if one.code != "link"}

    assert clocks(away) == clocks(here)
    assert {"help", "work_with", "parents", "link"} <= required(away)
    assert [
        one.reference for one in queries.concern_page(cast.actor("ben"), away, at=NOON).others
    ] == [here]
    assert "no-network-excuse" in prohibited(away)
    everything_but(cast, away)
    assert refused(lambda: close(cast, away, outcome="not_our_network")) == {"no-outcome"}
    assert close(cast, away) == "closed"


def test_16_a_parent_who_reports_a_post_is_named_to_nobody(cast: Cast) -> None:
    guardian(cast, cast.nan)
    reference = story(
        cast, reporter="nan", kinds=("picture_posted",), areas=("conduct",), behaviour=("parent",)
    )

    assert {"remove", "parents", "contact_parent"} <= required(reference)
    everything_but(cast, reference)
    named = {"words": "own", "own": "Nan Tanner complained about it, and it is gone."}
    with pytest.raises(Refused):
        close(cast, reference, **named)
    assert close(cast, reference) == "closed"
    sent = queries.my_reports(cast.actor("nan"), at=NOON)
    assert [one.state for one in sent] == ["dealt_with"]
    assert "Tanner" not in str([mail for mail in mailed(reference) if mail != "nan"])


@pytest.fixture
def recordings(cast: Cast) -> Iterator[list[str]]:
    """A room that keeps recordings, as one still to come will: a withdrawn one is due at once."""
    gone: list[str] = []

    def destroy(_house: Actor, subject: str, _at: datetime) -> Disposed:
        gone.append(subject)
        return Disposed(Method.REMOVED)

    def due(organisation_id: int, at: datetime) -> list[Due]:
        kept = [RECORDING, "recording:8"] if organisation_id == cast.alder.pk else []
        return [Due(subject, at) for subject in kept if subject not in gone]

    registry.register(Disposer("tests.recording", "Recording", destroy, due))
    yield gone
    del registry.DISPOSERS["tests.recording"]


def test_17_a_recording_whose_permission_is_withdrawn_stays_while_a_concern_is_open(
    cast: Cast, recordings: list[str]
) -> None:
    reference = story(cast)
    held = {"subject": RECORDING, "reason": "It shows it.", "review_on": TODAY + timedelta(28)}
    commands.hold_evidence(cast.actor("ama"), reference, **held, at=NOON)

    ROUNDS["retention.dispose"].act(NOON)

    cast.actor("ama")
    assert recordings == ["recording:8"]
    assert retention.in_evidence(cast.alder.pk, [RECORDING])
    everything_but(cast, reference)
    assert "evidence-held" in refused(lambda: close(cast, reference)) | missing(reference)
    for who in ("ivy", "dev", "nan"):
        assert on_desk(cast, who) == []


def test_18_an_adult_at_risk_groomed_for_money_is_no_matter_for_ceop_alone(cast: Cast) -> None:
    at_risk = somebody(cast, "Una Frost", Role.LEARNER, born_on=date(1980, 1, 2), at_risk=True)
    reference = story(
        cast,
        About(person_id=at_risk.pk, name=at_risk.name),
        affected=("adult_at_risk",),
        contact=("yes",),
        kinds=("exploitation", "money"),
        areas=("contact", "commerce"),
        behaviour=("other_adult",),
    )

    assert outcome(reference).areas == {Area.CONTACT, Area.COMMERCE}
    assert {"police_999", "adult_social_care"} <= to_be_told(reference)
    refer(cast, reference, "ceop")
    everything_but(cast, reference, "police_contact", "adult_care")
    assert {"still-police-contact", "still-adult-care"} <= refused(lambda: close(cast, reference))
    assert close(cast, everything_but(cast, reference)) == "closed"


def test_19_seventeen_when_it_happened_and_eighteen_when_it_is_told_is_a_child(
    cast: Cast,
) -> None:
    eighteen_today = date(TODAY.year - 18, TODAY.month, TODAY.day)
    young = somebody(cast, "Zoe Hart", Role.LEARNER, born_on=eighteen_today)
    yesterday = reported(
        cast, about=[About(person_id=young.pk, name=young.name)], happened_on=TODAY - timedelta(1)
    )
    commands.acknowledge(cast.actor("ben"), yesterday, at=NOON)
    triaged(cast, yesterday, harm=("yes",))

    (affected,) = queries.facts(concern(yesterday), at=NOON).affected
    assert affected.protection == Protection.CHILD
    assert "childrens_social_care" in to_be_told(yesterday)
    assert "adult_social_care" not in to_be_told(yesterday)
    everything_but(cast, yesterday, "refer_harm", "agency")
    refer(cast, yesterday, "adult_social_care")
    assert "still-refer-harm" in refused(lambda: close(cast, yesterday))


def test_20_a_child_tells_without_a_name_and_is_asked_for_none(cast: Cast) -> None:
    at = door(cast)

    told = tell(at, voice="child")

    held = stay(at, told.token).held
    assert (held["reference"], bool(held["code"])) == (told.reference, True)
    cast.actor("ama")
    assert concern(told.reference).reporter_id is None
    assert {"ama", "ben"} <= set(readers_of(told.reference))
    at_the_door.come_back(at, told.code, origin="192.0.2.8", at=NOON)
    assert at_the_door.come_back(at, "AAAA-AAAA-AAAA-AAAA", origin="192.0.2.8", at=NOON).token == ""
    with pytest.raises(Refused):
        tell(at, voice="child", account=" ")
