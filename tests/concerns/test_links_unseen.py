"""Who reads one of two concerns learns nothing of the other from their being linked."""

from collections.abc import Callable

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.models import Belonging
from bield.ledger import queries as ledger
from bield.ledger.registry import may_open
from bield.ledger.review import review
from tests.concerns.telling import acknowledged, concern, reported
from tests.concerns.test_links import about_joe, others, required
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

Kept = Callable[[Cast], str]  # another concern, which Ben does not read

WORD = "zanzibar"
LINKED = "concern.linked"


def link(cast: Cast, one: str, other: str) -> None:
    reason = f"Because of the {WORD} game."
    commands.link(cast.actor("ama"), one, other=other, linked=True, reason=reason, at=NOON)


def names_ben(cast: Cast) -> str:
    named = About(person_id=cast.ben.pk, role="alleged_to_have_harmed")
    return reported(cast, about=[*about_joe(cast), named])


def ben_is_excluded(cast: Cast) -> str:
    kept = reported(cast, about=about_joe(cast))
    commands.exclude(
        cast.actor("ama"), kept, person_id=cast.ben.pk, reason="Knows the family.", at=NOON
    )
    return kept


def kinds(cast: Cast, by: str) -> list[str]:
    return [kind.event for group in review(cast.actor(by)).groups for kind in group.kinds]


def lines_of_links(cast: Cast, by: str) -> list[bool]:
    """Whether each line about a link opens to them."""
    lines = ledger.newest(cast.alder.pk, after=0, limit=500)
    actor = cast.actor(by)
    return [may_open(actor, line.subject) for line in lines if line.event == "concern.linked"]


@pytest.mark.parametrize("kept_from_ben", [names_ben, ben_is_excluded])
@pytest.mark.parametrize("turned", [False, True], ids=["said on it", "said on the other"])
def test_a_deputy_who_reads_one_learns_nothing_of_the_link(
    cast: Cast, kept_from_ben: Kept, turned: bool
) -> None:
    read = reported(cast, about=about_joe(cast))
    hidden = kept_from_ben(cast)
    ben = cast.actor("ben")
    page, record = queries.concern_page(ben, read, at=NOON), review(ben).groups

    link(cast, *((hidden, read) if turned else (read, hidden)))

    assert queries.concern_page(ben, read, at=NOON) == page
    assert review(ben).groups == record
    assert others(cast, read, by="ama") == [
        (hidden, f"belongs to this one, because: Because of the {WORD} game.")
    ]
    assert LINKED in kinds(cast, "ama")
    commands.acknowledge(ben, read, version=page.version, at=NOON)


@pytest.mark.parametrize("kept_from_ben", [names_ben, ben_is_excluded])
def test_the_search_finds_neither_by_why_they_were_linked(
    client: LookingClient, cast: Cast, sign_in: SignIn, kept_from_ben: Kept
) -> None:
    read, hidden = reported(cast, about=about_joe(cast)), kept_from_ben(cast)
    link(cast, read, hidden)
    sign_in(client, cast.ben)

    told = client.get("/search/?words=pictures").content.decode()
    reason = client.get(f"/search/?words={WORD}").content.decode()

    assert read in told
    assert read not in reason


def test_whoever_is_let_in_afterwards_to_one_learns_nothing_of_the_link(cast: Cast) -> None:
    older = acknowledged(cast, about=about_joe(cast))
    newer = acknowledged(cast, about=about_joe(cast))
    assert required(cast, newer) == "open"
    link(cast, newer, older)
    assert required(cast, newer) == "done"
    assert lines_of_links(cast, "ben") == [True]

    ivy = {"person_id": cast.people["ivy"].pk, "reason": "Teaches him."}
    commands.grant(cast.actor("ama"), newer, **ivy, at=NOON)

    assert others(cast, newer, by="ivy") == []
    assert required(cast, newer) is None, "a step asked of all would tell Ivy"
    assert lines_of_links(cast, "ivy") == [False]
    assert others(cast, newer, by="ben")[0][1].startswith("belongs to this one")

    commands.grant(cast.actor("ama"), older, **ivy, at=NOON)
    assert required(cast, newer) == "done"
    assert lines_of_links(cast, "ivy") == [True]
    assert others(cast, newer, by="ivy") == others(cast, newer, by="ben")


def test_whoever_is_excluded_afterwards_sees_it_no_more(cast: Cast) -> None:
    older = acknowledged(cast, about=about_joe(cast))
    newer = acknowledged(cast, about=about_joe(cast))
    link(cast, newer, older)
    assert LINKED in kinds(cast, "ben")

    commands.exclude(cast.actor("ama"), older, person_id=cast.ben.pk, reason="Kin.", at=NOON)

    assert LINKED not in kinds(cast, "ben")
    assert others(cast, newer) == []
    assert required(cast, newer) is None


def test_said_twice_it_is_kept_once_and_said_otherwise_both_stay(cast: Cast) -> None:
    older = acknowledged(cast, about=about_joe(cast))
    newer = acknowledged(cast, about=about_joe(cast))
    version = concern(newer).version

    link(cast, newer, older)
    link(cast, newer, older)
    assert Belonging.objects.count() == 2, "one with each of the two"
    commands.link(cast.actor("ben"), older, other=newer, linked=False, reason="Another.", at=NOON)

    assert Belonging.objects.filter(concern__reference=newer).count() == 2
    assert others(cast, newer) == [(older, "something else, because: Another.")]
    assert concern(newer).version == version
