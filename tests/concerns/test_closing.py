"""The closing gate, and what comes after it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from bield.concerns import commands, gates, queries
from bield.concerns.about import About
from bield.concerns.gates import Closing as Facts
from bield.concerns.models import Closing
from bield.duties import commands as duties
from bield.duties import registry
from bield.duties.models import Duty
from bield.duties.registry import DutyKind
from bield.kit.refusals import Refusal, Refused
from bield.ledger.queries import lines_about
from bield.outbox.models import Message
from bield.people.actors import house
from bield.people.models import Person
from tests.concerns.gate import CLOSED, at_the_gate, triaged
from tests.concerns.telling import (
    acknowledged,
    asked,
    closed,
    concern,
    mailed,
    on_desk,
    report,
    reported,
)
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient
from tests.post_office import text_of

READY = Facts(
    stage="in_action",
    duties=(),
    held=(),
    has_reporter=True,
    today=TODAY,
    outcome="support",
    reasons="It is better.",
    policy="online_safety",
    filed="Here.",
    follow_up_on=TODAY + timedelta(days=1),
    lesson="Ask earlier.",
    no_change="We asked early enough.",
    words="dealt_with",
    affected_told=True,
)
FORM = "application/x-www-form-urlencoded"
ASKED = Refusal("still-parents", "Still to do: decide on parents.")


NOTHING = " \u200b "  # nobody sees any of it


def facts(**changes: Any) -> Facts:
    return Facts(**{**vars(READY), **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"stage": "acknowledged"},
        {"stage": "monitoring"},
        {"follow_up_on": None, "watching_until": TODAY + timedelta(days=1), "watched": True},
        {"follow_up_on": None, "no_follow_up": "It was a mistake.", "outcome": "mistaken"},
        {"follow_up_on": None, "no_follow_up": "Nobody was at risk.", "outcome": "no_harm"},
        {"lesson": "", "no_lesson": "All went as it should."},
        {"lesson": "", "learned": True},
        {"no_change": "", "planned": True},
        {"words": "", "silence": "It would put her at risk."},
        {"words": "", "own": "We have talked with everybody."},
        {"words": "", "answered": True},
        {"words": "", "has_reporter": False},
        {"words": "", "silence": "They may have done harm.", "reporter_alleged": True},
        {"affected_told": False, "affected_silence": "Nobody was affected."},
        {"affected_told": False, "affected_answered": True},
        {"guarded": True},
    ],
)
def test_it_opens_when_everything_is_answered(changes: dict[str, Any]) -> None:
    assert gates.close(facts(**changes)) == []


@pytest.mark.clause("TP-6.5.2", "EY-11a", "EY-12", "TP-A1-8d", "TP-7.2b")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stage": "submitted"}, "not-acknowledged"),
        ({"stage": "reopened"}, "not-acknowledged"),
        ({"stage": "closed"}, "not-acknowledged"),
        ({"duties": ("Refer it",)}, "duties-open"),
        ({"held": ("device:7",)}, "evidence-held"),
        ({"required": (ASKED,)}, "still-parents"),
        ({"outcome": ""}, "no-outcome"),
        ({"outcome": "forgotten"}, "no-outcome"),
        ({"outcome": "not_our_network"}, "no-outcome"),
        ({"reasons": NOTHING}, "no-reasons"),
        ({"policy": ""}, "no-policy"),
        ({"policy": "gut-feeling"}, "no-policy"),
        ({"filed": NOTHING}, "not-filed"),
        ({"follow_up_on": None}, "no-follow-up"),
        ({"follow_up_on": None, "no_follow_up": "It is over."}, "no-follow-up"),
        ({"follow_up_on": None, "no_follow_up": NOTHING, "outcome": "mistaken"}, "no-follow-up"),
        ({"follow_up_on": TODAY}, "no-follow-up"),
        ({"follow_up_on": None, "watching_until": TODAY}, "no-follow-up"),
        ({"lesson": NOTHING}, "no-lesson"),
        ({"no_change": NOTHING}, "no-change"),
        ({"words": ""}, "reporter-not-told"),
        ({"words": "", "silence": NOTHING}, "reporter-not-told"),
        ({"words": "everything"}, "fixed-words"),
        ({"words": "steps", "guarded": True}, "fixed-words"),
        ({"own": "Thank you.", "guarded": True}, "fixed-words-only"),
        ({"own": "Joe is well.", "names": ("Joe Tanner",)}, "names-somebody"),
        ({"own": "TANNER is well.", "names": ("Joe Tanner",)}, "names-somebody"),
        ({"reporter_alleged": True}, "alleged-is-never-told"),
        ({"affected_told": False}, "affected-not-told"),
        ({"affected_told": False, "affected_silence": NOTHING}, "affected-not-told"),
    ],
)
def test_each_thing_missing_keeps_it_shut(changes: dict[str, Any], code: str) -> None:
    assert [refusal.code for refusal in gates.close(facts(**changes))] == [code]


@pytest.mark.clause("TP-6.5.2", "EY-11a", "EY-12", "TP-A1-8d", "TP-A1-8g", "TP-7.2b")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"outcome": ""}, "no-outcome"),
        ({"reasons": NOTHING}, "no-reasons"),
        ({"policy": ""}, "no-policy"),
        ({"filed": ""}, "not-filed"),
        ({"follow_up_on": None}, "no-follow-up"),
        ({"lesson": ""}, "no-lesson"),
        ({"no_change": ""}, "no-change"),
    ],
)
def test_nothing_is_closed_round_the_gate(cast: Cast, changes: dict[str, Any], code: str) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    ben = cast.actor("ben")

    with pytest.raises(Refused) as refused:
        commands.close(ben, reference, **{**CLOSED, **changes}, at=NOON)

    assert [one.code for one in refused.value.refusals] == [code]
    assert concern(reference).stage != "closed"
    assert commands.close(ben, reference, **CLOSED, at=NOON).stage == "closed"


@pytest.mark.clause("TP-2.3")
def test_that_it_was_not_on_our_network_ends_nothing(cast: Cast) -> None:
    """At home, at night, on private telephones: the same questions, and the same gate."""
    bullied = {"bullying": ("yes",), "kinds": ("bullying",), "areas": ("conduct",)}
    at_home, here = (
        triaged(cast, acknowledged(cast), **bullied, place=(place,)) for place in ("home", "here")
    )

    def asked(reference: str) -> list[str]:
        outcome = queries.outcome(concern(reference), at=NOON)
        return [one.code for one in outcome.required]

    gate = queries.closing_gate(cast.actor("ben"), at_home, at=NOON)
    assert asked(at_home) == asked(here)
    assert {code for code, _ in gate.outcomes} == {
        "acted_on",
        "referred",
        "support",
        "no_harm",
        "mistaken",
    }
    with pytest.raises(Refused, match="no-outcome"):
        commands.close(
            cast.actor("ben"), at_home, **{**CLOSED, "outcome": "not_our_network"}, at=NOON
        )


@pytest.mark.clause("TP-6.5.2")
def test_nobody_deletes_a_report(cast: Cast, client: Client, sign_in: SignIn) -> None:
    reference = reported(cast)

    for who in ("ama", "ben", "eve", "dev", "lou"):
        sign_in(client, cast.people[who])
        answers = {
            client.delete(f"/concern/{reference}/", content_type=FORM).status_code,
            client.post(f"/concern/{reference}/delete/", "", content_type=FORM).status_code,
        }
        assert answers <= {404, 405}
        assert concern(reference).stage == "submitted"


@pytest.mark.clause("TP-A1-8g")
def test_online_abuse_is_looked_at_again_whatever_the_outcome() -> None:
    abuse = facts(
        watched=True, outcome="no_harm", follow_up_on=None, no_follow_up="Nobody was at risk."
    )

    assert [refusal.code for refusal in gates.close(abuse)] == ["no-follow-up"]


@pytest.mark.clause("TP-3.4.3.5", "EY-11a")
def test_everything_missing_is_said_at_once(cast: Cast) -> None:
    reference = reported(cast, about=[About(person_id=cast.joe.pk)])

    with pytest.raises(Refused) as refused:
        commands.close(cast.actor("ama"), reference, outcome="", reasons="", at=NOON)

    said = [one.code for one in refused.value.refusals]
    assert said[:3] == ["severity-not-known", "no-area", "not-triaged"]
    assert {"still-agency", "still-parents", "still-support"} <= set(said)
    assert said[-9:] == [
        "no-outcome",
        "no-reasons",
        "no-policy",
        "not-filed",
        "no-follow-up",
        "no-lesson",
        "no-change",
        "reporter-not-told",
        "affected-not-told",
    ]
    assert "not-acknowledged" in said
    assert concern(reference).stage == "submitted"


def test_the_gate_shows_every_condition_before_anything_is_answered(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))

    gate = queries.closing_gate(cast.actor("ama"), reference, at=NOON)

    assert not gate.open
    assert not gate.blocked
    assert gate.reporter == "Dev Rahman"
    conditions = {one.code: (one.met, one.field) for one in gate.conditions}
    assert {code: one for code, one in conditions.items() if one[0] is not None} == {
        "table": (True, ""),
        "not-acknowledged": (True, ""),
        "duties-open": (True, ""),
        "evidence-held": (True, ""),
        "no-outcome": (False, "outcome"),
        "no-reasons": (False, "reasons"),
        "no-policy": (False, "policy"),
        "not-filed": (False, "filed"),
        "no-follow-up": (False, "follow_up_on"),
        "no-lesson": (False, "lesson"),
        "no-change": (False, "no_change"),
        "reporter-not-told": (False, "words"),
        "not-handled-well": (True, "handled"),  # of a picture alone
        "affected-not-told": (False, "affected_told"),
    }


def test_each_missing_thing_says_who_mends_it_and_leads_there(cast: Cast) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])

    gate = queries.closing_gate(cast.actor("ama"), reference, at=NOON)

    before = {one.code: one for one in gate.before if one.met is False}
    assert gate.blocked
    assert before["still-parents"].mender == "lead or deputy"
    assert before["still-parents"].link == f"/concern/{reference}/parents/"
    assert before["still-parents"].clauses == ("TP-A1-9d", "TP-3.4.3.5")
    assert before["still-support"].title == "Still to do: Plan support, for Joe Tanner."
    assert {one.link.split("/")[3] for one in before.values()} == {
        "triage",
        "refer",
        "parents",
        "support",
    }


def test_what_is_left_out_shows_with_its_reason(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))

    gate = queries.closing_gate(cast.actor("ama"), reference, at=NOON)

    spared = {one.code: one.message for one in gate.conditions if one.met is None}
    assert spared["agency"] == "Below their threshold."
    assert spared["block"] == "Nothing is up."


def test_nobody_is_told_where_nobody_reported(cast: Cast) -> None:
    receipt = commands.report(
        house(cast.alder.pk, "import"),
        site_id=cast.oak.pk,
        danger_now="no",
        account="Found in a log.",
        send_key="import-1",
        at=NOON,
    )
    ama = cast.actor("ama")
    commands.acknowledge(ama, receipt.reference, at=NOON)
    at_the_gate(cast, receipt.reference, "ama")

    assert queries.closing_gate(ama, receipt.reference, at=NOON).reporter == ""
    commands.close(ama, receipt.reference, **CLOSED, at=NOON)

    assert concern(receipt.reference).stage == "closed"


def test_a_closed_concern_leaves_the_desks_and_is_found_among_the_closed(cast: Cast) -> None:
    reference = closed(cast)

    kept = concern(reference)
    assert (kept.stage, kept.closed_at, kept.due_at) == ("closed", NOON, None)
    assert on_desk(cast, "ben", tab="mine") == []
    assert on_desk(cast, "ama", tab="closed") == on_desk(cast, "ben", tab="closed") == [reference]


def test_what_was_answered_stands_in_the_chronology_and_is_sealed(cast: Cast) -> None:
    reference = closed(
        cast, follow_up_on=date(2026, 4, 1), lesson="", no_lesson="All went as it should."
    )

    text = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology[-1].text
    assert text == (
        "Outcome: Support arranged\n"
        "Reasons: She has somebody to talk to.\n"
        "Handled under: Online safety\n"
        "Filed: Here, under its reference.\n"
        "Looked at again on: Wednesday 1 April 2026\n"
        "Nothing to learn, because: All went as it should.\n"
        "Nothing changes, because: It is shown already.\n"
        "The reporter is told: What you told us has been dealt with. Thank you for telling us.\n"
        "Those affected: told in the same words"
    )
    closing = Closing.objects.get()
    assert b"somebody" not in bytes(closing.reasons)
    assert (closing.outcome, closing.has_lesson, closing.reporter_told) == (
        "support",
        False,
        True,
    )


def test_the_reporter_is_told_in_the_same_words_whatever_it_was(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    Message.objects.all().delete()

    commands.close(cast.actor("ben"), reference, **CLOSED, at=NOON)

    [message] = Message.objects.filter(about=reference)
    assert message.to == "dev@alder.example"
    assert message.subject == "There is news about something you told us"
    assert text_of(message) == (
        "There is news about something you told us. Sign in to see it:\n"
        "http://localhost:8000/sign-in/\n"
    )
    assert queries.my_reports(cast.actor("dev"), at=NOON)[0].state == "dealt_with"


def test_a_reporter_without_an_address_sees_it_on_the_page_alone(cast: Cast) -> None:
    Person.objects.filter(pk=cast.dev.pk).update(email="")
    reference = closed(cast)

    assert not Message.objects.filter(about=reference, to="").exists()
    assert queries.my_reports(cast.actor("dev"), at=NOON)[0].state == "dealt_with"


def test_with_a_reason_the_reporter_is_not_told(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    Message.objects.all().delete()

    commands.close(
        cast.actor("ben"),
        reference,
        **{**CLOSED, "words": "", "silence": "It would put her at risk."},
        at=NOON,
    )

    assert mailed(reference) == set()
    assert queries.my_reports(cast.actor("dev"), at=NOON)[0].state == "being_handled"


def test_a_day_to_look_again_becomes_a_duty_of_the_owner(cast: Cast) -> None:
    reference = closed(cast, follow_up_on=TODAY + timedelta(days=30))

    duty = Duty.objects.get(subject=reference, kind="concerns.follow-up")
    assert (duty.state, duty.due_at.date()) == ("open", TODAY + timedelta(days=30))
    assert [holding.person for holding in duty.holdings.all()] == [cast.ben]


def test_the_duty_of_watching_ends_with_the_closing(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    ben = cast.actor("ben")
    commands.watch(ben, reference, until=TODAY + timedelta(days=7), reason="Quiet.", at=NOON)

    commands.close(ben, reference, **CLOSED, at=NOON)

    states = Duty.objects.filter(subject=reference, kind="concerns.follow-up").order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["done", "open"]


def test_a_duty_of_another_room_about_it_keeps_it_open(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry.KINDS, "tests.refer", DutyKind("tests.refer", "Refer it"))
    reference = at_the_gate(cast, acknowledged(cast))
    duties.open_duty(
        house(cast.alder.pk, "x"),
        "tests.refer",
        subject=reference,
        holder_ids=[cast.ben.pk],
        due_at=NOON,
        at=NOON,
    )

    with pytest.raises(Refused, match="duties-open") as refused:
        commands.close(cast.actor("ben"), reference, **CLOSED, at=NOON)

    assert refused.value.refusals[0].message == "Still to do: Refer it."


def test_who_was_let_in_cannot_close(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    commands.grant(cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="x", at=NOON)
    ivy = cast.actor("ivy")

    assert not queries.closing_gate(ivy, reference, at=NOON).open
    with pytest.raises(Refused, match="let-in-to-read"):
        commands.close(ivy, reference, **CLOSED, at=NOON)


def test_closing_twice_is_refused(cast: Cast) -> None:
    reference = closed(cast)

    with pytest.raises(Refused, match="not-acknowledged"):
        commands.close(cast.actor("ama"), reference, **CLOSED, at=NOON)

    assert Closing.objects.count() == 1


# ------ and again


def test_a_reopened_concern_is_as_new(cast: Cast) -> None:
    reference = closed(cast, follow_up_on=TODAY + timedelta(days=30))
    Message.objects.all().delete()
    later = NOON + timedelta(days=3)

    commands.reopen(cast.actor("ama"), reference, reason="She told more.", at=later)

    kept = concern(reference)
    assert (kept.stage, kept.owner, kept.closed_at) == ("reopened", None, None)
    assert kept.due_at == later + timedelta(hours=4)
    assert on_desk(cast, "ama") == on_desk(cast, "ben") == [reference]
    assert asked(reference) == mailed(reference) == {"ama", "ben"}
    states = dict(Duty.objects.filter(subject=reference).values_list("kind", "state"))
    assert states == {"concerns.follow-up": "waived", "concerns.acknowledge": "open"}
    assert queries.my_reports(cast.actor("dev"), at=NOON)[0].state == "being_handled"


def test_reopened_it_must_be_taken_again_before_it_can_be_closed(cast: Cast) -> None:
    reference = closed(cast)
    ama = cast.actor("ama")
    commands.reopen(ama, reference, reason="She told more.", at=NOON)

    with pytest.raises(Refused, match="not-acknowledged"):
        commands.close(ama, reference, **CLOSED, at=NOON)

    commands.acknowledge(ama, reference, at=NOON)
    commands.close(ama, reference, **CLOSED, at=NOON)
    assert Closing.objects.count() == 2


def test_reopening_needs_a_reason_and_a_closed_concern(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        commands.reopen(cast.actor("ama"), acknowledged(cast), reason="", at=NOON)

    assert [one.code for one in refused.value.refusals] == ["step-is-past", "no-reason"]


def test_the_lines_hold_codes_alone(cast: Cast) -> None:
    reference = closed(cast)

    [line] = lines_about(cast.alder.pk, reference, ["concern.closed"])
    assert line.facts == {
        "outcome": "support",
        "follow_up": "2026-04-02",
        "lesson": True,
        "reporter_told": True,
    }


def test_a_report_answered_late_is_in_danger_as_long_as_it_was(cast: Cast) -> None:
    receipt = report(cast, danger_now="yes")
    ama = cast.actor("ama")
    commands.acknowledge(ama, receipt.reference, at=NOON)
    at_the_gate(cast, receipt.reference, "ama")
    commands.close(ama, receipt.reference, **CLOSED, at=NOON)

    commands.reopen(ama, receipt.reference, reason="Again.", at=NOON)

    assert concern(receipt.reference).due_at == NOON + timedelta(hours=1)


def test_everything_that_is_missing_is_said_in_one_round(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    sign_in(client, cast.ben)

    said = client.send(
        f"/concern/{reference}/close/", {"version": concern(reference).version, "own": "Kept."}
    ).text

    for missing in ("Choose the outcome.", "Write where it is filed.", "Write what is learned"):
        assert missing in said
    assert 'value="Kept."' in said


def test_what_may_be_left_out_is_found_from_every_page_that_asks_for_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = triaged(cast, acknowledged(cast, about=[About(person_id=cast.joe.pk)]))
    sign_in(client, cast.ben)
    link = f'href="/concern/{reference}/leave-out/agency/"'

    for page in ("", "refer/", "close/"):
        assert link in client.get(f"/concern/{reference}/{page}").content.decode(), page
    commands.answer(
        cast.actor("ben"), reference, question="harm", values=["yes"], reason="So.", at=NOON
    )
    for page in ("", "refer/", "close/"):
        assert link not in client.get(f"/concern/{reference}/{page}").content.decode(), page
