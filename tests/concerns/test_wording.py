"""Words that can sound like blame: a better one is offered, and they stay only for a reason."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.rules.wording import PHRASES, blaming, kind_words
from bield.concerns.states import Handled
from bield.kit.refusals import Refused
from tests.concerns.gate import CLOSED, LATER, at_the_gate, met, triaged
from tests.concerns.telling import acknowledged, concern, reported
from tests.concerns.test_scenarios import FRIEND, PICTURE, joe, story
from tests.concerns.walking import everything_but
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

HOUR = timedelta(hours=1)
BLAME = "It was her own fault that she sent it."


@pytest.mark.clause("TP-A1-0.6", "TP-3.4.4")
@pytest.mark.parametrize(
    "said",
    [
        BLAME,
        "He should have known better.",
        "She puts herself at risk every weekend.",
        "They are attention-seeking again.",
        "A silly girl who brought it on herself.",
        "He did not come. It was his own fault.",
        "She had a relationship with an older man.",
    ],
)
def test_what_blames_is_found_and_a_better_word_offered(said: str) -> None:
    found = blaming(said)

    assert found
    assert all(phrase in said and better for phrase, better in found)
    [refusal, *_] = kind_words(kept="", text=said)
    assert refusal.field == "text"
    assert found[0][1] in refusal.message


@pytest.mark.clause("TP-A1-0.6")
@pytest.mark.parametrize(
    "said",
    [
        "She told me in her own words.",
        "She said: “It is my own fault, and his fault as well.”",
        'Her uncle shouted "she asked for it".',
        "The fault in the door was mended.",
        "Said that nothing of this is their fault.",
        "I told her: it isn’t your doing. It is not her fault, and never was.",
        "He asked for its address.",
    ],
)
def test_what_somebody_said_and_plain_words_are_left_alone(said: str) -> None:
    assert blaming(said) == ()
    assert len(PHRASES) > 10


def add(cast: Cast, reference: str, **more: Any) -> None:
    commands.add_entry(cast.actor("ben"), reference, kind="note", text=BLAME, at=NOON, **more)


def speak(cast: Cast, reference: str, **more: Any) -> None:
    commands.speak_with(
        cast.actor("ben"), reference, party=1, done="yes", reason=BLAME, at=NOON, **more
    )


def support(cast: Cast, reference: str, **more: Any) -> None:
    commands.plan_support(
        cast.actor("ben"),
        reference,
        party=1,
        plan=BLAME,
        by_whom="Ivy Lindqvist",
        look_again_on=LATER,
        at=NOON,
        **more,
    )


def meet(cast: Cast, reference: str, **more: Any) -> None:
    met(cast, reference, words=BLAME, **more)


@pytest.mark.clause("TP-A1-0.6", "TP-3.4.4")
@pytest.mark.parametrize("write", [add, speak, support, meet])
def test_it_stays_only_for_a_reason_that_is_read_beside_it(
    cast: Cast, write: Callable[..., None]
) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    before = concern(reference).entries_written

    with pytest.raises(Refused, match="sounds-like-blame"):
        write(cast, reference)
    assert concern(reference).entries_written == before
    write(cast, reference, kept="So the school wrote to us.")

    text = queries.concern_page(cast.actor("ben"), reference, at=NOON).chronology[-1].text
    assert BLAME in text
    assert text.endswith("These words stay because: So the school wrote to us.")


@pytest.mark.clause("TP-A1-0.6")
def test_whoever_reports_is_never_held_up_by_it(cast: Cast) -> None:
    assert reported(cast, account=BLAME)


@pytest.mark.clause("TP-A1-0.6")
def test_the_page_shows_the_better_words_keeps_what_was_typed_and_asks_why(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = acknowledged(cast)
    sign_in(client, cast.ben)
    there = f"/concern/{reference}/add/"
    first = client.get(there).content.decode()
    typed = {"version": concern(reference).version, "kind": "note", "text": BLAME}

    refused = client.send(there, typed).content.decode()
    kept = client.send(there, {**typed, "kept": "It is the letter of the school."})

    assert 'name="kept"' not in first
    assert "can sound like blame" in refused
    assert 'name="kept"' in refused
    assert BLAME in refused
    assert kept.status_code == 302


# ------ how a picture was handled


@pytest.mark.clause("TP-3.4.4")
def test_how_a_picture_was_handled_is_asked_before_it_is_closed(cast: Cast) -> None:
    reference = story(cast, joe(cast), FRIEND, **PICTURE)
    met(cast, reference)
    triaged(cast, reference, without_police=("yes",), **PICTURE)
    everything_but(cast, reference)
    unasked = {**CLOSED, "handled": ()}

    with pytest.raises(Refused) as refused:
        commands.close(cast.actor("ben"), reference, **unasked, at=NOON + HOUR)
    assert [one.code for one in refused.value.refusals] == ["not-handled-well"]

    some = {**unasked, "handled": ("no_blame",), "handled_reason": "His father laughed at it."}
    commands.close(cast.actor("ben"), reference, **some, at=NOON + HOUR)

    text = queries.concern_page(cast.actor("ben"), reference, at=NOON).chronology[-1].text
    assert f"Handled well: {Handled.NO_BLAME.label}" in text
    assert "Of how it was handled: His father laughed at it." in text


def test_of_anything_else_it_is_not_asked(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))

    gate = queries.closing_gate(cast.actor("ben"), reference, at=NOON)
    commands.close(cast.actor("ben"), reference, **{**CLOSED, "handled": ()}, at=NOON)

    assert "handled" not in gate.asks
