"""The responses, what may be left out, and the changes that follow."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.models import Deed, PlannedChange
from bield.duties.models import Duty
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.outbox.models import Message
from tests.concerns.gate import CLOSED, LATER, at_the_gate, triaged
from tests.concerns.telling import acknowledged, concern, reported
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

BULLIED = {"bullying": ("yes",), "kinds": ("bullying",), "areas": ("conduct",)}
IMAGE = {"image": ("yes",), "shown": ("child",), "form": ("picture",), "seen": ("no",)}


def respond(cast: Cast, reference: str, response: str, by: str = "ben", **words: Any) -> None:
    said = {"done": True, "reason": "The address is blocked.", **words}
    commands.respond(cast.actor(by), reference, response=response, **said, at=NOON)


def state(reference: str, action: str) -> str:
    required = queries.outcome(concern(reference), at=NOON).action(action)
    return required.state if required else "not required"


def refused(cast: Cast, reference: str, response: str, **words: Any) -> list[str]:
    with pytest.raises(Refused) as refusal:
        respond(cast, reference, response, **words)
    return [one.code for one in refusal.value.refusals]


# ------ done, or not needed


def test_each_is_done_or_not_needed_with_a_reason(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))

    respond(cast, reference, "block")
    respond(cast, reference, "train", done=False, reason="Everybody knew what to do.")

    assert (state(reference, "block"), state(reference, "train")) == ("done", "not_needed")
    assert refused(cast, reference, "inside", reason=" ") == ["no-reason"]
    assert refused(cast, reference, "warn", done=False, reason=" ") == ["no-reason"]
    assert refused(cast, reference, "shout") == ["unknown-response"]


def test_several_are_not_needed_for_one_reason(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))

    commands.not_needed(
        cast.actor("ben"), reference, responses=["block", "warn"], reason="No.", at=NOON
    )

    assert {state(reference, one) for one in ("block", "warn")} == {"not_needed"}
    for chosen in ([], ["block", "shout"], ["train", "learn"]):
        with pytest.raises(Refused, match="nothing-chosen"):
            commands.not_needed(
                cast.actor("ben"), reference, responses=chosen, reason="No.", at=NOON
            )


def test_how_grave_it_is_comes_first(cast: Cast) -> None:
    reference = acknowledged(cast)

    with pytest.raises(Refused) as refusal:
        respond(cast, reference, "block")

    [first] = refusal.value.refusals
    assert (first.code, first.link) == ("severity-not-known", f"/concern/{reference}/triage/")


def test_evidence_is_kept_before_content_is_removed(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))
    with pytest.raises(Refused) as refusal:
        respond(cast, reference, "remove")
    assert refusal.value.refusals[0].link == f"/concern/{reference}/respond/capture/"

    respond(cast, reference, "capture", done=False, reason="Nothing of it is needed later.")
    respond(cast, reference, "remove", reason="Taken down by the platform.")

    assert state(reference, "remove") == "done"


def test_of_a_picture_nothing_is_captured_and_removal_waits_for_the_authority(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast), **IMAGE)

    assert refused(cast, reference, "capture") == ["never-captured"]
    assert refused(cast, reference, "remove") == ["authority-first"]


@pytest.mark.clause("TP-A1-8g")
def test_watching_needs_a_day_and_becomes_a_duty(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast), **BULLIED)
    assert refused(cast, reference, "watch") == ["no-day"]
    assert refused(cast, reference, "watch", on=TODAY) == ["day-has-passed"]
    assert refused(cast, reference, "watch", done=False) == ["cannot-be-left-out"]

    respond(cast, reference, "watch", on=LATER)

    duty = Duty.objects.get(subject=reference, kind="concerns.follow-up")
    assert (duty.state, duty.due_at.date()) == ("open", LATER)


def test_nothing_of_the_account_goes_to_the_filter(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))
    before = Message.objects.count()

    respond(cast, reference, "block", reason="Blocked: scary-clown.example")

    assert Message.objects.count() == before
    [line] = lines_about(cast.alder.pk, reference, ["concern.responded"])
    assert "clown" not in str(line.facts)


def test_a_change_is_planned_never_only_said_to_be_done(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))

    assert refused(cast, reference, "practise") == ["plan-it-first"]


# ------ left out


def test_what_the_table_allows_is_left_out_with_a_reason(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))
    ben = cast.actor("ben")

    commands.leave_out(ben, reference, action="agency", reason="Below threshold.", at=NOON)

    assert state(reference, "agency") == "not_needed"
    for action, reason, code in (
        ("agency", " ", "no-reason"),
        ("parents", "Because.", "cannot-be-left-out"),
        ("nonsense", "Because.", "unknown-action"),
    ):
        with pytest.raises(Refused, match=code):
            commands.leave_out(ben, reference, action=action, reason=reason, at=NOON)


# ------ what changes


def planned(cast: Cast, reference: str, who: str = "ivy", **words: Any) -> str:
    said = {"change": "Show the report button in each first lesson.", "on": LATER, **words}
    return commands.plan_change(
        cast.actor("ben"), reference, owner_id=cast.people[who].pk, **said, at=NOON
    ).reference


def prove(cast: Cast, change: str, who: str = "ivy", proof: str = "It is in the plan.") -> None:
    commands.prove_change(cast.actor(who), change, proof=proof, at=NOON + timedelta(days=40))


@pytest.mark.clause("TP-A1-8e", "EY-12")
def test_a_change_has_an_owner_a_day_and_a_proof(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))
    change = planned(cast, reference)

    duty = Duty.objects.get(subject=change, kind="concerns.change")
    assert (duty.state, duty.due_at.date()) == ("open", LATER)
    assert [holding.person for holding in duty.holdings.all()] == [cast.ivy]
    assert state(reference, "practise") == "done"
    prove(cast, change)
    duty.refresh_from_db()
    assert duty.state == "done"
    [item] = queries.concern_page(cast.actor("ben"), reference, at=NOON).changes
    assert (item.proof, item.done is None) == ("It is in the plan.", False)


@pytest.mark.clause("TP-A1-8e")
def test_late_it_shows_to_the_lead_and_on_the_concern_also_after_closing(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    reference = acknowledged(cast)
    triaged(cast, reference)
    planned(cast, reference)
    at_the_gate(cast, reference)
    commands.close(cast.actor("ben"), reference, **{**CLOSED, "no_change": ""}, at=NOON)
    then = NOON + timedelta(days=40)

    [item] = queries.concern_page(cast.actor("ama"), reference, at=then).changes
    [late] = queries.open_changes(cast.actor("ama"), at=then)
    sign_in(client, cast.ama)

    assert concern(reference).stage == "closed"
    assert item.late
    assert (late.reference, late.late, late.owner) == (item.reference, True, "Ivy Lindqvist")
    assert item.change in client.get("/changes/").content.decode()
    assert "Changes to put into practice" in client.get("/desk/").content.decode()


@pytest.mark.clause("TP-A1-8e")
def test_its_owner_sees_the_change_and_nothing_of_the_concern(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    reference = triaged(cast, acknowledged(cast))
    change = planned(cast, reference)
    sign_in(client, cast.ivy)

    shown = client.get(f"/change/{change}/").content.decode()

    assert "Show the report button" in shown
    assert reference not in shown
    assert "pictures" not in shown
    with pytest.raises(NotFound):
        queries.change_page(cast.actor("hal"), change, at=NOON)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"change": " "}, "no-change"),
        ({"change": "Nobody lets TANNER in alone."}, "names-somebody"),
        ({"change": "Dev asks earlier."}, "names-somebody"),
        ({"who": "joe"}, "no-owner"),
        ({"who": "nan"}, "no-owner"),
        ({"who": "kim"}, "no-owner"),
        ({"on": TODAY}, "day-has-passed"),
        ({"clause": "XX-1"}, "unknown-clause"),
    ],
)
def test_what_a_change_must_be(cast: Cast, words: dict[str, Any], code: str) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])

    with pytest.raises(Refused) as refusal:
        planned(cast, reference, **words)

    assert [one.code for one in refusal.value.refusals] == [code]


@pytest.mark.parametrize(
    ("who", "proof", "code"),
    [("ivy", " ", "no-proof"), ("ivy", "Joe has seen it.", "names-somebody")],
)
def test_what_a_proof_must_be(cast: Cast, who: str, proof: str, code: str) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    change = planned(cast, reference)

    with pytest.raises(Refused, match=code):
        prove(cast, change, who, proof)


def test_it_is_proved_once(cast: Cast) -> None:
    change = planned(cast, acknowledged(cast))
    prove(cast, change)

    with pytest.raises(Refused, match="done-already"):
        prove(cast, change)


def test_whoever_reads_the_concern_may_prove_it_for_somebody_who_is_gone(cast: Cast) -> None:
    change = planned(cast, acknowledged(cast))

    prove(cast, change, "ama")

    assert PlannedChange.objects.get(reference=change).done_at is not None


@pytest.mark.clause("EY-12")
def test_a_similar_concern_later_shows_the_change_and_whether_it_was_done(cast: Cast) -> None:
    first = triaged(cast, acknowledged(cast), **BULLIED)
    change = planned(cast, first)
    other = triaged(cast, acknowledged(cast))
    again = triaged(cast, acknowledged(cast), **BULLIED)

    def earlier(reference: str) -> list[tuple[str, bool]]:
        page = queries.respond_page(cast.actor("ben"), reference, at=NOON)
        return [(item.reference, item.done is not None) for item in page.earlier]

    assert earlier(other) == []
    assert earlier(again) == [(change, False)]
    prove(cast, change)
    assert earlier(again) == [(change, True)]
    assert [
        item.reference for item in queries.closing_gate(cast.actor("ben"), again, at=NOON).earlier
    ] == [change]


def test_who_does_not_read_the_earlier_concern_does_not_learn_of_its_change(cast: Cast) -> None:
    planned(cast, triaged(cast, acknowledged(cast), **BULLIED), "lou")
    at_elm = acknowledged(cast, site_id=cast.elm.pk)
    triaged(cast, at_elm, **BULLIED)

    assert queries.respond_page(cast.actor("cat"), at_elm, at=NOON).earlier == ()


# ------ a lesson that changes a clause


@pytest.mark.clause("TP-A1-8d")
def test_a_lesson_opens_a_change_to_a_clause_that_shows_on_the_board(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    change = planned(cast, triaged(cast, acknowledged(cast)), clause="TP-7.2b")
    sign_in(client, cast.fay)

    board = client.get("/clauses/?room=concerns").content.decode()

    assert "A change to this clause is asked for" in board
    assert change in board
    assert b"TP-7.2b" not in bytes(Deed.objects.filter(kind="planned").latest("pk").says)
    assert "TP-7.2b" not in PlannedChange.objects.get(reference=change).clause


@pytest.mark.clause("TP-A1-8d")
def test_in_practice_the_clause_wants_nothing_more(cast: Cast) -> None:
    change = planned(cast, triaged(cast, acknowledged(cast)), clause="TP-7.2b")
    known = ["TP-7.2a", "TP-7.2b"]
    wanted = queries.wanted_clauses(cast.actor("fay"), known)
    assert {clause: one.reference for clause, one in wanted.items()} == {"TP-7.2b": change}

    prove(cast, change)

    assert queries.wanted_clauses(cast.actor("fay"), known) == {}


def test_a_new_one_is_taken_first(cast: Cast) -> None:
    with pytest.raises(Refused, match="not-acknowledged"):
        respond(cast, reported(cast), "block")


# ------ a warning or sanction

SANCTION: dict[str, Any] = {
    "done": True,
    "reason": "He wrote to her again after he was asked not to.",
    "level": "warned",
    "clause": "Behaviour policy, 4.2",
    "told": "Ivy Lindqvist, on Monday",
}


@pytest.mark.clause("TP-A1-8c")
@pytest.mark.parametrize(
    ("left_out", "code"),
    [
        ({"reason": "\u200b"}, "no-reason"),
        ({"level": ""}, "no-level"),
        ({"level": "sacked"}, "no-level"),
        ({"clause": " "}, "no-clause"),
        ({"told": ""}, "not-told"),
    ],
)
def test_a_sanction_has_a_level_a_ground_a_rule_and_was_told(
    cast: Cast, left_out: dict[str, Any], code: str
) -> None:
    reference = triaged(cast, acknowledged(cast))

    assert refused(cast, reference, "warn", **{**SANCTION, **left_out}) == [code]


@pytest.mark.clause("TP-A1-8c")
def test_a_second_warning_shows_the_first(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    joe = [About(person_id=cast.joe.pk)]
    first = triaged(cast, acknowledged(cast, about=joe))
    respond(cast, first, "warn", **SANCTION)
    second = triaged(cast, acknowledged(cast, about=joe))
    sign_in(client, cast.ben)

    page = client.get(f"/concern/{second}/respond/warn/").content.decode()

    assert "Warnings given before" in page
    assert f"A written warning, Tuesday 3 March 2026, {first}: He wrote to her again" in page
    elsewhere = client.get(f"/concern/{second}/respond/block/").content.decode()
    assert "Warnings given before" not in elsewhere
    respond(cast, second, "warn", **{**SANCTION, "level": "final"})
    [item] = [
        one
        for one in queries.respond_page(cast.actor("ben"), second, at=NOON).responses
        if one.code == "warn"
    ]
    assert [line.split(",")[0] for line in item.earlier] == ["A final warning", "A written warning"]
    text = queries.concern_page(cast.actor("ben"), second, at=NOON).chronology[-1].text
    assert "How far: A final warning" in text
    assert "Rests on: Behaviour policy, 4.2" in text


@pytest.mark.clause("TP-A1-8c")
def test_no_warning_shows_of_a_concern_that_somebody_may_not_read(cast: Cast) -> None:
    joe = [About(person_id=cast.joe.pk)]
    hidden = triaged(cast, acknowledged(cast, by="ama", about=joe, colleague=True), by="ama")
    respond(cast, hidden, "warn", by="ama", **SANCTION)
    plain = triaged(cast, acknowledged(cast, about=joe, site_id=cast.elm.pk))

    for who in ("cat", "ben", "ama"):
        responses = queries.respond_page(cast.actor(who), plain, at=NOON).responses
        assert not any(one.earlier for one in responses), who
