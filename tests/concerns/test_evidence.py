"""What a concern holds is not used, passed on or disposed of."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.kit.refusals import NotFound, Refused
from bield.kit.rounds import ROUNDS
from bield.ledger import registry as ledger
from bield.ledger.queries import lines_about
from bield.people.actors import Actor
from bield.retention import commands as retaining
from bield.retention import queries as retention
from bield.retention import registry
from bield.retention.registry import Disposed, Disposer, Due
from bield.retention.states import Method
from tests.concerns.gate import CLOSED, at_the_gate
from tests.concerns.telling import acknowledged, reported
from tests.conftest import NOON, TODAY, Cast

TABLET = "device:7"
LATER = TODAY + timedelta(days=28)


@pytest.fixture
def disposed(cast: Cast) -> Iterator[list[str]]:
    """A room that clears its tablets every term, as the one with the devices will."""
    gone: list[str] = []

    def clear(_house: Actor, subject: str, _at: datetime) -> Disposed:
        gone.append(subject)
        return Disposed(Method.REMOVED)

    def due(organisation_id: int, at: datetime) -> list[Due]:
        tablets = (TABLET, "device:8") if organisation_id == cast.alder.pk else ()
        return [Due(subject, at) for subject in tablets if subject not in gone]

    registry.register(Disposer("tests.tablet", "Tablet", clear, due))
    yield gone
    del registry.DISPOSERS["tests.tablet"]


def hold(cast: Cast, by: str, reference: str, **how: object) -> None:
    asked = {"subject": TABLET, "reason": "She was shown it there.", "review_on": LATER, **how}
    commands.hold_evidence(cast.actor(by), reference, **asked, at=NOON)


@pytest.mark.clause("TP-A1-0.4")
def test_the_termly_deletion_leaves_out_what_a_concern_holds(
    cast: Cast, disposed: list[str]
) -> None:
    hold(cast, "ama", reported(cast))

    ROUNDS["retention.dispose"].act(NOON)

    cast.actor("ama")
    assert "device:8" in disposed
    assert TABLET not in disposed
    assert retention.holds_on(cast.alder.pk, [TABLET])


@pytest.mark.clause("TP-A1-6a", "EY-37b")
def test_it_is_evidence_from_that_moment(cast: Cast) -> None:
    hold(cast, "ama", reported(cast))

    assert retention.in_evidence(cast.alder.pk, [TABLET])


@pytest.mark.clause("TP-A1-0.4", "TP-A1-6a")
def test_it_is_released_only_with_advice_that_is_written_down(
    cast: Cast, disposed: list[str]
) -> None:
    reference = reported(cast)
    hold(cast, "ama", reference)
    ama = cast.actor("ama")

    with pytest.raises(Refused, match="advice-not-recorded"):
        commands.release_evidence(
            ama, reference, subject=TABLET, adviser="police", advice=" ", at=NOON
        )
    commands.release_evidence(
        ama, reference, subject=TABLET, adviser="police", advice="Crime 4711 is done.", at=NOON
    )
    ROUNDS["retention.dispose"].act(NOON)

    assert TABLET in disposed


def test_both_steps_stand_in_the_chronology(cast: Cast) -> None:
    reference = reported(cast)
    hold(cast, "ama", reference)
    ama = cast.actor("ama")
    assert queries.concern_page(ama, reference, at=NOON).held == ("device 7",)

    commands.release_evidence(
        ama, reference, subject=TABLET, adviser="lead", advice="Nothing on it.", at=NOON
    )

    page = queries.concern_page(ama, reference, at=NOON)
    assert page.held == ()
    assert [(item.kind, item.text) for item in page.chronology[1:]] == [
        ("held", f"{TABLET}\nShe was shown it there."),
        ("released", f"{TABLET}\nNothing on it."),
    ]
    events = [line.event for line in lines_about(cast.alder.pk, reference)]
    assert events[-2:] == ["concern.evidence-held", "concern.evidence-released"]


def test_an_officer_may_secure_but_not_release(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)
    hold(cast, "cat", reference)

    with pytest.raises(Refused, match="not-yours-to-hold"):
        commands.release_evidence(
            cast.actor("cat"), reference, subject=TABLET, adviser="lead", advice="x", at=NOON
        )


def test_held_once_is_enough_and_held_again_after_release(cast: Cast) -> None:
    reference = reported(cast)
    hold(cast, "ama", reference)

    with pytest.raises(Refused, match="held-already"):
        hold(cast, "ama", reference)
    commands.release_evidence(
        cast.actor("ama"), reference, subject=TABLET, adviser="lead", advice="x", at=NOON
    )
    hold(cast, "ama", reference)

    assert retention.in_evidence(cast.alder.pk, [TABLET])


def test_only_what_is_held_is_released(cast: Cast) -> None:
    with pytest.raises(NotFound):
        commands.release_evidence(
            cast.actor("ama"), reported(cast), subject=TABLET, adviser="lead", advice="x", at=NOON
        )


def test_a_concern_that_holds_something_is_not_closed(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    hold(cast, "ben", reference)

    with pytest.raises(Refused, match="evidence-held") as refused:
        commands.close(cast.actor("ben"), reference, **CLOSED, at=NOON)

    assert refused.value.refusals[0].message.startswith("Still held as evidence: device 7.")


def test_a_reason_is_asked(cast: Cast) -> None:
    with pytest.raises(Refused, match="no-reason"):
        hold(cast, "ama", reported(cast), reason=" ")


def test_who_was_let_in_secures_nothing_through_the_concern(cast: Cast) -> None:
    reference = reported(cast)
    commands.grant(cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="x", at=NOON)

    with pytest.raises(Refused, match="let-in-to-read"):
        hold(cast, "ivy", reference)


def test_whoever_must_not_know_of_the_concern_knows_of_no_hold(cast: Cast) -> None:
    from bield.concerns.about import About

    reference = reported(cast, about=[About(person_id=cast.ama.pk)])
    hold(cast, "ben", reference)

    assert retention.holds(cast.actor("ama")) == []
    assert len(retention.holds(cast.actor("ben"))) == 1


@pytest.fixture
def kept_from_ben(cast: Cast) -> str:
    return reported(cast, about=[About(person_id=cast.ben.pk, role="alleged_to_have_harmed")])


def placed(cast: Cast, by: str, subject: str) -> str:
    told = {"reason": "The police asked for it.", "review_on": LATER}
    return retaining.place_hold(cast.actor(by), subject, **told, at=NOON).reference


@pytest.mark.clause("TP-A1-0.4")
def test_a_hold_on_a_concern_is_not_there_for_whom_the_concern_is_kept_from(
    cast: Cast, kept_from_ben: str
) -> None:
    hold = placed(cast, "ama", kept_from_ben)

    ben = cast.actor("ben")
    assert retention.holds(ben) == []
    with pytest.raises(NotFound):
        retention.hold_page(ben, hold)
    with pytest.raises(NotFound):
        retaining.release_hold(ben, hold, adviser="police", advice="Let it go.", at=NOON)
    assert not ledger.may_open(ben, hold)
    assert retention.seen_by(ben, frozenset({hold})) == frozenset()
    assert [row.reference for row in retention.holds(cast.actor("ama"))] == [hold]


def test_a_hold_finds_nobody_a_concern_that_is_kept_from_them(
    cast: Cast, kept_from_ben: str
) -> None:
    said = []
    for subject in (kept_from_ben, "C-222-2222"):
        with pytest.raises(Refused) as refusal:
            placed(cast, "ben", subject)
        said.append([one.message for one in refusal.value.refusals])

    assert said == [["We know no concern with this reference. Look at it again."]] * 2


def test_who_is_excluded_later_sees_the_hold_no_more(cast: Cast) -> None:
    reference = reported(cast)
    hold = placed(cast, "ben", reference)
    assert [row.reference for row in retention.holds(cast.actor("ben"))] == [hold]

    commands.exclude(
        cast.actor("ama"), reference, person_id=cast.ben.pk, reason="His niece.", at=NOON
    )

    assert retention.holds(cast.actor("ben")) == []
