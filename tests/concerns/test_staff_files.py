"""The staff file of an adult: what stands in it, what follows from outcomes, and who has none."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.models import StaffSaid
from bield.concerns.rules import staff as rules
from bield.concerns.rules.staff import Ended
from bield.concerns.staff_files import StaffFile
from bield.concerns.states import TOGETHER, Finding, PartyRole, StaffStep, Together
from bield.duties.queries import open_duties
from bield.kit.refusals import NotFound, Refused
from bield.ledger.registry import may_open
from bield.people.models import Post
from bield.people.states import Role
from tests.concerns.telling import acknowledged, readers_of, reported
from tests.concerns.triage import go_through
from tests.concerns.walking import refer
from tests.conftest import BEGAN, NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

DAY = timedelta(days=1)
WORDS = "Quizzicalwombat"
LIMBS = ("limb_harm", "limb_offence", "limb_risk", "limb_suitable")
ENDED = Ended("low_level", "Gil Stone, officer of the authority", f"He was told {WORDS}.")


def about(cast: Cast, who: str = "dev", by: str = "ivy", **words: Any) -> str:
    whom = [About(person_id=cast.people[who].pk, role=PartyRole.ALLEGED)]
    words = {"account": "He writes to one child alone.", **words}
    reference = reported(cast, by, about=whom, **words)
    commands.acknowledge(cast.actor(HANDLER.get(who, "ama")), reference, at=words.get("at", NOON))
    return reference


HANDLER = {"ama": "ben"}


def answer(cast: Cast, reference: str, value: str = "no", by: str = "ama") -> None:
    go_through(
        cast.actor(by),
        reference,
        {"allegation": "yes", "behaviour": "staff", **dict.fromkeys(LIMBS, value)},
        at=NOON,
    )


def low(cast: Cast, who: str = "dev", by: str = "ama", **words: Any) -> str:
    """Below the threshold, as the officer says too, and ended as such."""
    reference = about(cast, who, **words)
    answer(cast, reference, by=by)
    refer(cast, reference, "lado", by=by)
    end(cast, reference, by=by)
    return reference


def end(cast: Cast, reference: str, finding: str = "low_level", by: str = "ama", **how: Any) -> str:
    version = staff_file(cast, reference, by).version
    ended = Ended(finding, ENDED.with_whom, ENDED.words, **how)
    return commands.write_outcome(cast.actor(by), reference, 1, ended, version=version, at=NOON)


def staff_file(cast: Cast, reference: str, by: str = "ama", **when: Any) -> StaffFile:
    return queries.staff_file(cast.actor(by), reference, 1, **{"at": NOON, **when})


def judge(cast: Cast, reference: str, by: str = "ama", answer: str = "no", **how: Any) -> None:
    version = staff_file(cast, reference, by).version
    said = {"answer": answer, "reason": "Each was something else.", "version": version, "at": NOON}
    commands.judge_together(cast.actor(by), reference, 1, **{**said, **how})


def refused(caught: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.code for one in caught.value.refusals}


# ------ the rules


def outcome(finding: str, *, below: bool = True, told: bool = True, **how: str) -> list[str]:
    ended = Ended(finding, how.get("with_whom", "The officer"), how.get("words", "Talked."))
    found = rules.outcome(ended, below=below, told=told, link="/concern/C-1/")
    return [one.code for one in found]


@pytest.mark.clause("OT-14d")
@pytest.mark.parametrize("finding", Finding.values)
def test_an_outcome_is_decided_with_somebody_and_after_the_officer(finding: str) -> None:
    assert outcome(finding) == []
    assert outcome(finding, told=False) == ["officer-not-asked"]
    assert outcome(finding, with_whom=" ") == ["decided-alone"]
    assert outcome(finding, words=" ") == ["no-words"]


def test_low_level_is_only_what_is_below_the_threshold() -> None:
    assert outcome("low_level", below=False) == ["threshold-not-ruled-out"]
    assert outcome("unfounded", below=False) == []
    assert outcome("trouble") == ["no-such-choice"]


def kept(finding: str, born_on: date | None, *, stays: bool = False) -> rules.Kept:
    return rules.kept(
        finding, told_on=date(2026, 3, 3), born_on=born_on, born_precision="day", stays=stays
    )


def test_it_is_kept_until_pension_age_or_ten_years_whichever_is_later() -> None:
    assert kept("substantiated", date(1990, 5, 6)).until == date(2058, 5, 6)
    assert kept("unfounded", date(1960, 5, 6)).until == date(2036, 3, 3)
    assert kept("unsubstantiated", None).until is None
    assert "birthday is not known" in kept("unsubstantiated", None).why
    assert kept("low_level", date(1990, 5, 6)) == rules.Kept(
        None, "At least until the person leaves."
    )


@pytest.mark.parametrize("finding", ["false", "malicious"])
def test_what_is_false_leaves_the_file_unless_the_person_agrees(finding: str) -> None:
    assert not kept(finding, date(1990, 5, 6)).in_file
    assert kept(finding, date(1990, 5, 6), stays=True).until == date(2058, 5, 6)


def test_a_reference_speaks_of_what_was_substantiated_alone() -> None:
    assert {one for one in ("", *Finding.values) if not rules.left_out(one)} == {"substantiated"}


def test_three_in_two_years_are_looked_at_together() -> None:
    today = date(2026, 3, 3)
    near = [date(2025, 1, 5), date(2025, 9, 9), today]

    assert rules.repeats(near, today) == tuple(near)
    assert rules.repeats(near[1:], today) == ()
    assert rules.repeats([date(2024, 3, 2), *near[1:]], today) == ()
    assert rules.month_span(near) == 14
    assert rules.month_span([today]) == 1


def together(
    answer: str, reason: str = "They differ.", counted: tuple[int, ...] = (1,)
) -> list[str]:
    found = rules.together(answer, reason=reason, counted=counted, link="/")
    return [one.code for one in found]


def test_a_no_needs_its_reason_too() -> None:
    assert [together(one) for one in Together.values] == [[], [], []]
    assert together("no", reason=" ") == ["no-reason"]
    assert together("maybe") == ["no-such-choice"]
    assert together("no", counted=()) == ["nothing-to-judge"]


def test_for_a_reference_somebody_asks_for_a_post() -> None:
    assert rules.reference(asker="Elm School", post="Teacher") == []
    assert [one.code for one in rules.reference(asker=" ", post="")] == ["no-asker", "no-purpose"]


# ------ the file


def test_it_has_what_is_about_the_adult_the_newest_first(cast: Cast) -> None:
    older = about(cast, happened_on=TODAY - 40 * DAY)
    newer = about(cast, happened_on=TODAY - 4 * DAY, account="He gave her a lift.")

    page = staff_file(cast, older)

    assert page.name == "Dev Rahman"
    assert [one.reference for one in page.lines] == [newer, older]
    assert page.lines[0].account == "He gave her a lift."
    assert [one.level for one in page.lines] == ["Threshold not answered yet"] * 2
    assert page.opened == (newer, older)


def test_it_says_what_the_four_questions_were_answered(cast: Cast) -> None:
    reference = about(cast)
    answer(cast, reference, "unsure")

    line = staff_file(cast, reference).lines[0]

    assert [one.answer for one in line.limbs] == ["Not known"] * 4
    assert line.level == "Allegation"


def test_it_says_whether_the_officer_was_told_in_time(cast: Cast) -> None:
    reference = about(cast)
    waits = staff_file(cast, reference).lines[0]
    late = staff_file(cast, reference, at=NOON + 9 * DAY).lines[0]
    refer(cast, reference, "lado", by="ama")
    told = staff_file(cast, reference, at=NOON + 9 * DAY).lines[0]

    assert (waits.officer_tone, late.officer_tone, told.officer_tone) == ("soon", "danger", "quiet")
    assert "in time" in told.officer
    assert "R-1" in told.officer


def test_an_outcome_is_written_down_and_a_later_one_stands_for_it(cast: Cast) -> None:
    reference = about(cast)
    refer(cast, reference, "lado", by="ama")
    end(cast, reference, "unsubstantiated")
    end(cast, reference, "substantiated")

    line = staff_file(cast, reference).lines[0]

    assert line.finding == "substantiated"
    assert line.kept.startswith("Until pension age")
    assert line.ended is not None
    assert line.ended.says["with_whom"] == ENDED.with_whom
    assert StaffSaid.objects.count() == 2


def test_an_outcome_that_nobody_asked_about_is_refused(cast: Cast) -> None:
    reference = about(cast)

    with pytest.raises(Refused) as caught:
        end(cast, reference)

    assert refused(caught) == {"officer-not-asked", "threshold-not-ruled-out"}
    assert not StaffSaid.objects.exists()


def test_of_two_at_once_the_second_hears_what_changed(cast: Cast) -> None:
    reference = about(cast)
    refer(cast, reference, "lado", by="ama")
    end(cast, reference, "unfounded")

    with pytest.raises(Refused) as caught:
        commands.write_outcome(
            cast.actor("ama"), reference, 1, Ended("false", "All", "No."), version=0, at=NOON
        )

    assert refused(caught) == {"staff-file-changed"}


def test_what_is_false_stands_in_it_without_its_words(cast: Cast) -> None:
    reference = about(cast)
    refer(cast, reference, "lado", by="ama")
    end(cast, reference, "malicious")

    line = staff_file(cast, reference).lines[0]

    assert (line.account, line.in_file) == ("", False)
    assert staff_file(cast, reference).opened == ()

    end(cast, reference, "malicious", stays=True)
    assert staff_file(cast, reference).lines[0].account


# ------ how it repeats


def test_three_low_level_ones_ask_for_a_decision(cast: Cast) -> None:
    first = low(cast, happened_on=TODAY - 200 * DAY)
    low(cast, happened_on=TODAY - 100 * DAY)
    assert not staff_file(cast, first).pattern
    last = low(cast, happened_on=TODAY)

    page = staff_file(cast, first)

    assert page.pattern.startswith("3 low-level concerns in 7 months.")
    assert (page.to_judge, page.newest, len(page.dots)) == (True, last, 3)
    asked = StaffSaid.objects.get(what="asked")
    duty = open_duties(cast.alder.pk, asked.reference, NOON)[0]
    assert (duty.code, duty.title) == (TOGETHER, "Look at several concerns together")


def test_a_no_with_its_reason_ends_the_duty_until_the_next(cast: Cast) -> None:
    for days in (200, 100, 0):
        reference = low(cast, happened_on=TODAY - days * DAY)
    judge(cast, reference)
    asked = StaffSaid.objects.get(what="asked")

    page = staff_file(cast, reference)
    assert (page.to_judge, page.to_report) == (False, False)
    assert page.judged[0].answer == "No"
    assert not open_duties(cast.alder.pk, asked.reference, NOON)

    low(cast, happened_on=TODAY - 2 * DAY)
    assert staff_file(cast, reference).to_judge
    assert StaffSaid.objects.filter(what="asked").count() == 2


def test_a_yes_is_to_be_told_to_the_officer(cast: Cast) -> None:
    for days in (200, 100, 0):
        reference = low(cast, happened_on=TODAY - days * DAY)
    judge(cast, reference, answer="unsure")
    assert staff_file(cast, reference).to_report

    commands.refer_now(
        cast.actor("ama"), reference, commands.Told("lado", NOON + DAY, name="Gil"), at=NOON + DAY
    )

    assert not staff_file(cast, reference, at=NOON + 2 * DAY).to_report


def test_where_nothing_repeats_there_is_nothing_to_judge(cast: Cast) -> None:
    reference = low(cast)

    with pytest.raises(Refused) as caught:
        judge(cast, reference)

    assert refused(caught) == {"nothing-to-judge"}


def test_an_outcome_that_takes_the_step_away_asks_first(cast: Cast) -> None:
    *_, reference = low(cast), low(cast), low(cast)
    asked = StaffSaid.objects.get(what="asked").reference

    with pytest.raises(Refused) as caught:
        end(cast, reference, "unfounded")
    still = open_duties(cast.alder.pk, asked, NOON)
    end(cast, reference, "unfounded", step_goes=True)

    assert refused(caught) == {"step-goes"}
    assert len(still) == 1
    assert open_duties(cast.alder.pk, asked, NOON) == []
    assert not staff_file(cast, reference).to_judge


def test_where_enough_are_left_the_step_stays_and_nothing_is_asked(cast: Cast) -> None:
    *_, reference = low(cast), low(cast), low(cast), low(cast)
    (asked,) = StaffSaid.objects.filter(what="asked").values_list("reference", flat=True)[:1]

    end(cast, reference, "unfounded")
    stands = open_duties(cast.alder.pk, asked, NOON)
    judge(cast, reference)

    assert len(stands) == 1
    for row in StaffSaid.objects.filter(what="asked"):
        assert open_duties(cast.alder.pk, row.reference, NOON) == []


def test_the_list_says_what_waits_for_whom(cast: Cast) -> None:
    reference = about(cast)
    answer(cast, reference)
    fresh = queries.staff_files(cast.actor("ama"), at=NOON)[0].waits
    refer(cast, reference, "lado", by="ama")
    done = queries.staff_files(cast.actor("ama"), at=NOON)[0].waits

    assert fresh == ("Tell the officer of the local authority: in 35 hours, Ama Boateng",)
    assert "Tell the officer of the local authority" not in str(done)


# ------ references


def test_a_reference_is_worked_out_and_kept(cast: Cast) -> None:
    shown = about(cast, account="He hit a boy.")
    refer(cast, shown, "lado", by="ama")
    end(cast, shown, "substantiated")
    hidden = low(cast)
    given = commands.give_reference(
        cast.actor("ama"), shown, 1, asker="Elm School", post="Teacher", at=NOON
    )

    page = queries.staff_reference(cast.actor("ama"), shown, 1, given, at=NOON)

    assert [one.reference for one in page.says] == [shown]
    assert [one.reference for one in page.left] == [hidden]
    assert (page.asker, page.post) == ("Elm School", "Teacher")
    assert [one.reference for one in staff_file(cast, shown).references] == [given]
    with pytest.raises(NotFound):
        queries.staff_reference(cast.actor("ama"), shown, 1, "A-CCCC-CCCC", at=NOON)


# ------ who reads it


def test_the_adult_never_does_whatever_they_come_to_hold(cast: Cast) -> None:
    reference = low(cast)
    Post.objects.filter(organisation=cast.alder, role=Role.LEAD).update(person=cast.dev)
    for role in (Role.DEPUTY, Role.STAFF_OFFICER, Role.HEAD, Role.ADMINISTRATOR):
        Post.objects.create(
            organisation=cast.alder, person=cast.dev, role=role, begins_on=BEGAN.date()
        )
    commands.refresh_all(at=NOON)
    dev = cast.actor("dev")

    assert queries.staff_files(dev, at=NOON) == ()
    with pytest.raises(NotFound):
        queries.staff_file(dev, reference, 1, at=NOON)
    said = StaffSaid.objects.first()
    assert said is not None
    assert not may_open(dev, said.reference)
    assert may_open(cast.actor("ben"), said.reference)


def test_of_the_lead_others_have_it(cast: Cast) -> None:
    reference = low(cast, "ama", by="ben")

    assert [one.name for one in queries.staff_files(cast.actor("ben"), at=NOON)] == [cast.ama.name]
    assert queries.staff_files(cast.actor("ama"), at=NOON) == ()
    with pytest.raises(NotFound):
        staff_file(cast, reference, "ama")


def test_whoever_is_kept_from_one_sees_neither_it_nor_what_counts_it(cast: Cast) -> None:
    for days in (200, 100, 0):
        reference = low(cast, happened_on=TODAY - days * DAY)
    judge(cast, reference)
    hidden = staff_file(cast, reference).lines[1].reference
    commands.grant(cast.actor("ama"), reference, person_id=cast.cat.pk, reason="Helps.", at=NOON)

    with pytest.raises(NotFound):
        queries.staff_file(cast.actor("cat"), reference, 1, at=NOON)
    other = "gus"
    commands.exclude(
        cast.actor("ama"), hidden, person_id=cast.people[other].pk, reason="A friend.", at=NOON
    )
    page = staff_file(cast, reference, other)
    assert hidden not in [one.reference for one in page.lines]
    assert (len(page.lines), page.pattern, page.judged) == (2, "", ())


def test_whoever_was_named_by_mistake_keeps_nothing(cast: Cast) -> None:
    stays, mistaken = about(cast), low(cast)
    commands.put_right(
        cast.actor("ama"),
        mistaken,
        1,
        who=About(person_id=cast.hal.pk, role=PartyRole.ALLEGED),
        reason="It was somebody else.",
        at=NOON,
    )

    page = staff_file(cast, stays)

    assert [one.reference for one in page.lines] == [stays]
    assert page.version == 0


def test_several_are_not_asked_about_together_where_one_was_a_mistake(cast: Cast) -> None:
    *_, mistaken = low(cast), low(cast), low(cast)
    (asked,) = StaffSaid.objects.filter(what=StaffStep.ASKED)
    assert open_duties(cast.alder.pk, asked.reference, NOON) != []

    commands.put_right(
        cast.actor("ama"),
        mistaken,
        1,
        who=About(person_id=cast.hal.pk, role=PartyRole.ALLEGED),
        reason="It was somebody else.",
        at=NOON,
    )

    assert open_duties(cast.alder.pk, asked.reference, NOON) == []


def test_whoever_is_kept_from_one_looks_at_no_several(cast: Cast) -> None:
    one, *_ = low(cast), low(cast), low(cast)
    (asked,) = StaffSaid.objects.filter(what=StaffStep.ASKED)
    (before,) = open_duties(cast.alder.pk, asked.reference, NOON)

    commands.exclude(cast.actor("ama"), one, person_id=cast.gus.pk, reason="Named.", at=NOON)

    (after,) = open_duties(cast.alder.pk, asked.reference, NOON)
    assert cast.gus.pk in before.holder_ids
    assert cast.gus.pk not in after.holder_ids


def test_a_child_has_none_and_their_chronology_has_no_staff_words(cast: Cast) -> None:
    reference = acknowledged(
        cast,
        "ama",
        about=[
            About(person_id=cast.joe.pk),
            About(person_id=cast.dev.pk, role=PartyRole.ALLEGED),
        ],
        account=f"{WORDS} alone with him.",
    )
    commands.add_entry(cast.actor("ama"), reference, kind="note", text=WORDS, at=NOON)

    lines = queries.person_history(cast.actor("ama"), reference, 1, at=NOON).lines

    assert [one.concern for one in lines] == [reference]
    assert WORDS not in str(lines)
    with pytest.raises(NotFound):
        staff_file(cast, reference)
    assert queries.staff_file(cast.actor("ama"), reference, 2, at=NOON).name == cast.dev.name


def test_what_was_said_is_sealed_and_stays(cast: Cast) -> None:
    low(cast)

    row = StaffSaid.objects.get(what="outcome")

    assert WORDS.encode() not in bytes(row.says)
    with pytest.raises(DatabaseError, match="stays as it was written"):
        StaffSaid.objects.filter(pk=row.pk).update(what="judged")


def test_it_takes_no_more_statements_for_more_concerns(cast: Cast) -> None:
    *_, reference = low(cast), low(cast), low(cast)  # so many that a step waits
    ama = cast.actor("ama")
    with CaptureQueriesContext(connection) as few:
        queries.staff_file(ama, reference, 1, at=NOON)
        queries.staff_files(ama, at=NOON)
    for _ in range(3):
        low(cast)

    with CaptureQueriesContext(connection) as many:
        queries.staff_file(ama, reference, 1, at=NOON)
        queries.staff_files(ama, at=NOON)

    assert len(many) == len(few)


# ------ the pages


PAGE = "/concern/{}/person/1/staff-file/"


@pytest.fixture
def ama(cast: Cast, client: LookingClient, sign_in: SignIn) -> LookingClient:
    sign_in(client, cast.ama)
    return client


def test_a_bad_outcome_changes_nothing_and_keeps_what_was_typed(
    cast: Cast, ama: LookingClient
) -> None:
    reference = about(cast)
    page = PAGE.format(reference)

    answer = ama.send(
        f"{page}outcome/", {"version": "0", "finding": "low_level", "words": WORDS}
    ).content.decode()

    assert "Write who decided it with you." in answer
    assert WORDS in answer
    assert not StaffSaid.objects.exists()


def test_the_page_asks_before_a_step_goes(cast: Cast, ama: LookingClient) -> None:
    *_, reference = low(cast), low(cast), low(cast)
    page, version = PAGE.format(reference), staff_file(cast, reference).version
    ended = {"finding": "unfounded", "with_whom": "Gil Stone", "words": WORDS, "version": version}

    first = ama.get(f"{page}outcome/").content.decode()
    asked = ama.send(f"{page}outcome/", ended).content.decode()
    other = ama.send(f"{page}outcome/", {**ended, "with_whom": "<i>" * 200}).content.decode()
    done = ama.send(f"{page}outcome/", {**ended, "step_goes": "on"})

    assert "nobody looks at them together any more" not in first + other
    assert "I mean it: nobody looks at them together any more" in asked
    assert WORDS in asked
    assert done["Location"].endswith("?said=outcome")
    assert not staff_file(cast, reference).to_judge


def test_from_the_file_to_a_reference(cast: Cast, ama: LookingClient) -> None:
    reference = about(cast)
    refer(cast, reference, "lado", by="ama")
    page = PAGE.format(reference)

    ended = {"finding": "unfounded", "with_whom": "Gil Stone", "words": "She mixed up two people."}
    done = ama.send(f"{page}outcome/", {"version": "0", **ended})
    shown = ama.get(done["Location"]).content.decode()
    asked = ama.send(f"{page}reference/", {"asker": "Elm School", "post": "Teacher"})
    given = ama.get(asked["Location"]).content.decode()

    assert "The outcome is written down." in shown
    assert "Unfounded" in shown
    assert "There are no substantiated allegations to speak of." in given
    assert "A reference does not speak of it." in given
    assert cast.dev.name in ama.get("/staff-files/").content.decode()


def test_several_are_looked_at_on_a_page(cast: Cast, ama: LookingClient) -> None:
    for days in (200, 100, 0):
        reference = low(cast, happened_on=TODAY - days * DAY)
    page = PAGE.format(reference)
    assert "Look at them together" in ama.get(page).content.decode()

    version = staff_file(cast, reference).version
    done = ama.send(
        f"{page}together/", {"version": version, "answer": "no", "reason": "They differ."}
    )

    assert "They differ." in ama.get(done["Location"]).content.decode()


def test_the_door_begins_a_report_about_an_adult(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)
    door = client.get("/report/about-an-adult/").content.decode()
    asked = client.get("/report/?adult=other").content.decode()
    form = client.get("/report/what-happened/?danger_now=no&adult=other").content.decode()

    assert "/report/?adult=me" in door
    assert 'name="adult" value="other"' in asked
    assert re.search(r'name="colleague"[^>]*checked', form)


def test_whoever_tells_of_themself_is_kept_from_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)
    form = client.get("/report/what-happened/?danger_now=no&adult=me").content.decode()
    typed = dict(re.findall(r'name="(send_key|site_id)" value="([^"]*)"', form))
    line = f"{cast.ivy.name} #{cast.ivy.reference}"
    assert line in form

    sent = client.send(
        "/report/what-happened/",
        {
            **typed,
            "site_id": cast.elm.pk,
            "danger_now": "no",
            "account": "I gave her a lift home.",
            "harmed_by": line,
            "colleague": "on",
        },
    )

    reference = sent["Location"].rstrip("/").rpartition("/")[2]
    assert readers_of(reference) == ["gus", "ama"]
    assert staff_file(cast, reference).name == cast.ivy.name
    assert client.get(sent["Location"]).status_code == 200
