"""What the reporter is told in the end, and keeping in touch with a parent."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.states import PartyRole
from bield.duties.commands import turn
from bield.duties.models import Duty
from bield.kit.refusals import Refused
from bield.outbox.models import Message
from bield.people.actors import house
from tests.concerns.gate import CLOSED, LATER, at_the_gate, triaged
from tests.concerns.telling import acknowledged, closed, concern, reported
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.post_office import text_of

IMAGE = {"image": ("yes",), "shown": ("child",), "form": ("picture",), "seen": ("no",)}


def answer(cast: Cast, reference: str, **words: Any) -> None:
    said = words or {"words": "steps"}
    commands.answer_reporter(cast.actor("ben"), reference, **said, at=NOON)


def refused(cast: Cast, reference: str, **words: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        answer(cast, reference, **words)
    return [one.code for one in refusal.value.refusals]


@pytest.mark.clause("TP-7.2b")
def test_the_reporter_reads_it_once_it_is_closed_and_the_mail_says_nothing(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    answer(cast, reference, words="steps", own="We are grateful.")
    sign_in(client, cast.dev)
    assert "took steps" not in client.get("/my-reports/").content.decode()
    Message.objects.all().delete()

    commands.close(cast.actor("ben"), reference, **{**CLOSED, "words": ""}, at=NOON)

    page = client.get("/my-reports/").content.decode()
    assert "We looked into what you told us and took steps." in page
    assert "We are grateful." in page
    [message] = Message.objects.filter(about=reference)
    assert "steps" not in text_of(message)


@pytest.mark.clause("TP-7.2b")
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({"own": ""}, ["reporter-not-told"]),
        ({"silence": " "}, ["reporter-not-told"]),
        ({"words": "everything"}, ["fixed-words"]),
        ({"own": "Joe is safe."}, ["names-somebody"]),
        ({"own": "JOÉ TANNER is safe."}, ["names-somebody"]),
        ({"own": "Thank you, Dev."}, ["names-somebody"]),
    ],
)
def test_neutral_words_without_a_name_or_a_reason_for_silence(
    cast: Cast, words: dict[str, Any], codes: list[str]
) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])

    assert refused(cast, reference, **words) == codes


@pytest.mark.clause("TP-7.2b")
def test_of_a_picture_only_the_fixed_words_are_offered(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast), **IMAGE)

    page = queries.reporter_page(cast.actor("ben"), reference, at=NOON)

    assert [code for code, _ in page.sentences] == ["dealt_with"]
    assert not page.own_words
    assert refused(cast, reference, words="steps") == ["fixed-words"]
    assert refused(cast, reference, own="All is well.") == ["fixed-words-only"]
    answer(cast, reference, words="dealt_with")


@pytest.mark.clause("TP-7.2b")
def test_of_an_adult_who_works_here_only_the_fixed_words_are_offered(cast: Cast) -> None:
    reference = triaged(
        cast,
        acknowledged(cast),
        allegation=("yes",),
        behaviour=("guest",),
        named=("worker",),
        concerned=("child",),
        procedure=("allegations",),
    )

    assert [
        code for code, _ in queries.reporter_page(cast.actor("ama"), reference, at=NOON).sentences
    ] == ["dealt_with"]


def test_whoever_may_have_done_harm_is_told_nothing_even_as_the_reporter(cast: Cast) -> None:
    about = [About(person_id=cast.nan.pk, role=PartyRole.ALLEGED)]
    reference = by_a_parent(cast, about=about)

    assert refused(cast, reference, words="dealt_with") == ["alleged-is-never-told"]
    answer(cast, reference, silence="She may have done it.")


def test_silence_leaves_the_report_being_handled(cast: Cast) -> None:
    reference = closed(cast, words="", silence="It would put her at risk.")

    [report] = queries.my_reports(cast.actor("dev"), at=NOON)
    assert (report.reference, report.state, report.answer) == (reference, "being_handled", "")


def test_opened_again_the_reporter_is_answered_again(cast: Cast) -> None:
    reference = closed(cast)
    ama = cast.actor("ama")
    commands.reopen(ama, reference, reason="She told more.", at=NOON)
    commands.acknowledge(ama, reference, at=NOON)

    with pytest.raises(Refused) as refusal:
        commands.close(ama, reference, outcome="support", reasons="x", at=NOON)

    codes = {one.code for one in refusal.value.refusals}
    assert {"reporter-not-told", "no-lesson", "no-change", "affected-not-told"} <= codes


# ------ keeping in touch


def by_a_parent(cast: Cast, **words: Any) -> str:
    reference = reported(cast, "nan", **words)
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)
    return reference


def touch(cast: Cast, reference: str, **words: Any) -> None:
    said = {
        "words": "She is worried about the evenings.",
        "family": "The tablet stays in the kitchen.",
        "ours": "We ask each Monday.",
        "next_on": TODAY + timedelta(days=7),
    }
    commands.keep_in_touch(cast.actor("ben"), reference, **{**said, **words}, at=NOON)


@pytest.mark.clause("OT-37b", "OT-37c")
def test_a_parent_who_reports_gets_a_plan_with_a_next_day(cast: Cast) -> None:
    reference = triaged(cast, by_a_parent(cast))
    outcome = queries.outcome(concern(reference), at=NOON)
    assert "contact_parent" in {one.code for one in outcome.open}

    touch(cast, reference)

    outcome = queries.outcome(concern(reference), at=NOON)
    assert "contact_parent" not in {one.code for one in outcome.open}
    duty = Duty.objects.get(subject=reference, kind="concerns.keep-in-touch")
    assert (duty.state, duty.due_at.date()) == ("open", TODAY + timedelta(days=7))


@pytest.mark.clause("OT-37b")
def test_silence_beyond_the_day_is_flagged_and_contact_clears_it(cast: Cast) -> None:
    reference = by_a_parent(cast)
    touch(cast, reference)
    duty = Duty.objects.get(subject=reference, kind="concerns.keep-in-touch")
    Message.objects.all().delete()
    late = NOON + timedelta(days=8)

    turn(house(cast.alder.pk, "clock"), duty.pk, at=late)

    cast.actor("ben")
    flagged = queries.concern_page(cast.actor("ama"), reference, at=late).duties
    assert [(one.title, one.overdue) for one in flagged if one.title.startswith("Keep")] == [
        ("Keep in touch about a concern", True)
    ]
    assert {m.to for m in Message.objects.filter(about=reference)} >= {"ama@alder.example"}
    commands.keep_in_touch(cast.actor("ben"), reference, words="Rang her.", next_on=LATER, at=late)
    states = Duty.objects.filter(subject=reference, kind="concerns.keep-in-touch").order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["done", "open"]


@pytest.mark.clause("OT-37b", "OT-37c")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"words": " "}, "no-words"),
        ({"family": " "}, "no-family"),
        ({"ours": " "}, "no-ours"),
        ({"next_on": None}, "no-next-day"),
        ({"next_on": TODAY}, "day-has-passed"),
    ],
)
def test_what_is_agreed(cast: Cast, words: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        touch(cast, by_a_parent(cast), **words)


def test_nothing_is_agreed_with_somebody_who_is_no_parent(cast: Cast) -> None:
    with pytest.raises(Refused, match="not-from-a-parent"):
        touch(cast, acknowledged(cast))


def test_closed_the_contact_ends(cast: Cast) -> None:
    reference = by_a_parent(cast)
    triaged(cast, reference)
    touch(cast, reference)
    at_the_gate(cast, reference)

    commands.close(cast.actor("ben"), reference, **CLOSED, at=NOON)

    assert Duty.objects.get(subject=reference, kind="concerns.keep-in-touch").state == "done"
