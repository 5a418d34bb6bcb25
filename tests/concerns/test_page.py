"""What the page of a concern is given."""

from datetime import date, timedelta

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from tests.concerns.telling import acknowledged, closed, reported
from tests.concerns.triage import triaged
from tests.conftest import NOON, TODAY, Cast


def test_the_whole_of_it(cast: Cast) -> None:
    reference = reported(
        cast,
        site_id=cast.elm.pk,
        account="He told me of a dare.",
        child_words="I do not want to go home.",
        where="On the bus",
        happened="Last Friday after school",
        happened_on=date(2026, 2, 27),
        done="I stayed with him.",
        about=[
            About(person_id=cast.joe.pk),
            About(person_id=cast.ivy.pk, role="alleged_to_have_harmed"),
            About(name="A boy called Max", role="other"),
        ],
    )

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)

    assert (page.account, page.child_words) == (
        "He told me of a dare.",
        "I do not want to go home.",
    )
    assert (page.where, page.happened, page.done) == (
        "On the bus",
        "Last Friday after school",
        "I stayed with him.",
    )
    assert page.happened_on == date(2026, 2, 27)
    assert (page.site, page.reporter, page.risk_word) == ("Elm", "Dev Rahman", "High")
    assert [(one.name, one.role_word, one.known, one.child, one.posts) for one in page.parties] == [
        ("Joe Tanner", "The child or person it is about", True, True, ""),
        ("Ivy Lindqvist", "Alleged to have harmed", True, True, "Staff"),
        ("A boy called Max", "Somebody else it is about", False, True, ""),
    ]
    assert [(one.name, one.why) for one in page.readers] == [
        ("Gus Larkin", "Officer for staff matters"),
        ("Ama Boateng", "Designated safeguarding lead"),
    ]
    assert [(one.title, one.holders, one.overdue) for one in page.duties] == [
        ("Acknowledge a concern", "Ama Boateng, Gus Larkin", False)
    ]
    assert page.printed == "Ama Boateng, Tuesday 3 March 2026, 12:00:00 GMT"


def test_names_that_were_only_typed(cast: Cast) -> None:
    reference = reported(cast, about=[About(name="Max")])

    [party] = queries.concern_page(cast.actor("ama"), reference, at=NOON).parties
    assert (party.name, party.known, party.child) == ("Max", False, True)


def test_what_is_next_stands_on_top(cast: Cast) -> None:
    ama = cast.actor("ama")

    def step(reference: str) -> tuple[str, str, str, bool]:
        page = queries.concern_page(ama, reference, at=NOON + timedelta(hours=5))
        found = page.next_step
        return found.title, found.who, found.action, found.overdue

    new, taken, done = reported(cast), acknowledged(cast, "ben"), closed(cast)
    assert step(new) == ("Acknowledge this concern", "Ama Boateng, Ben Carter", "acknowledge", True)
    assert step(taken)[:2] == ("Answer the questions of triage", "Ben Carter")
    assert step(done)[2] == ""


def live(cast: Cast, who: str, reference: str) -> set[str]:
    """The buttons that can be pressed."""
    actions = queries.concern_page(cast.actor(who), reference, at=NOON).actions
    return {name for name, refusal in vars(actions).items() if refusal is None}


def test_buttons_are_live_by_state(cast: Cast) -> None:
    always = {"add_entry", "exclude", "grant"}

    assert live(cast, "ama", reported(cast)) == always | {"acknowledge", "pass_on"}
    assert live(cast, "ama", acknowledged(cast)) == always | {"act", "assign", "close"}
    assert live(cast, "ama", triaged(cast, acknowledged(cast))) == always | {
        *("act", "assign", "watch", "close")
    }
    assert live(cast, "ama", closed(cast)) == always | {"reopen"}


def test_who_was_let_in_may_only_add(cast: Cast) -> None:
    reference = acknowledged(cast)
    commands.grant(cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="x", at=NOON)

    assert live(cast, "ivy", reference) == {"add_entry"}


def test_owners_are_chosen_among_those_who_read_it_by_post(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)
    commands.grant(cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="x", at=NOON)

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)

    assert [name for _, name in page.owner_choices] == ["Cat Doyle", "Ben Carter", "Ama Boateng"]
    assert [name for _, name in page.reader_choices] == ["Ben Carter", "Ama Boateng"]


@pytest.mark.parametrize("asked", [3])
def test_who_was_called_in_is_shown_as_such(cast: Cast, asked: int) -> None:
    reference = reported(cast)
    for _ in range(asked):
        commands.pass_on(cast.actor("ama"), reference, reason="x", at=NOON)

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)
    assert page.readers[-1].why == (
        "Safeguarding champion on the board, called in because nobody answered"
    )


def test_the_day_to_look_again_shows(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))
    ben = cast.actor("ben")
    commands.watch(ben, reference, until=TODAY + timedelta(days=1), reason="Quiet.", at=NOON)

    page = queries.concern_page(ben, reference, at=NOON)

    assert page.due is not None
    assert page.due.said == "tomorrow at 17:00, Wednesday 4 March"
