"""What must stay true of signing in, broken on purpose, piece by piece."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bield.access import commands, passwords, watches
from bield.access.models import Account, Visit
from bield.kit.watches import WATCHES, Finding, State, Watch
from bield.people.models import Organisation, Person
from tests.access.door import ELSEWHERE, HOME, open_account, sign_in, with_app
from tests.conftest import NOON, Cast


def found(watch: Watch, cast: Cast, at=NOON) -> list[str]:
    return [finding.message for finding in watch.look(cast.alder.pk, at)]


@pytest.fixture
def in_order(cast: Cast) -> Cast:
    """Everybody who may read concerns and has an account has a second factor."""
    for name in ("ama", "ben"):
        with_app(cast.people[name])
    open_account(cast.ivy)
    return cast


def test_in_order_nothing_is_found(in_order: Cast) -> None:
    for watch in WATCHES.values():
        if watch.code.startswith("access."):
            assert found(watch, in_order) == [], watch.code


@pytest.mark.clause("EY-16")
def test_a_reader_without_a_second_factor_is_found(in_order: Cast) -> None:
    open_account(in_order.cat)

    (finding,) = watches.SECOND_FACTORS.look(in_order.alder.pk, NOON)

    assert finding.state == State.BROKEN
    assert finding.message.startswith("Cat Doyle may be given concerns")
    assert finding.subject == f"person:{in_order.cat.pk}"


@pytest.mark.clause("EY-17a")
def test_a_password_that_is_no_strong_hash_is_found(in_order: Cast) -> None:
    Account.objects.filter(email="ivy@alder.example").update(password="md5$x$y")

    assert found(watches.HASHES, in_order) == [
        "The password of Ivy Lindqvist is not kept as a strong one-way hash."
    ]


@pytest.mark.clause("EY-16", "EY-17c")
def test_missing_lists_of_common_passwords_are_found(
    in_order: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_common", frozenset)

    assert len(found(watches.STRENGTH, in_order)) == 1


@pytest.mark.clause("EY-17b")
def test_an_unchanged_password_shows_where_the_clause_is_adopted(in_order: Cast) -> None:
    later = NOON + timedelta(days=130)
    assert found(watches.THIS_TERM, in_order, later) == []

    Organisation.objects.update(adopted=["EY-17b"])

    assert found(watches.THIS_TERM, in_order, later) == [
        "Ivy Lindqvist has not changed the password this term."
    ]


@pytest.mark.clause("EY-18a", "TP-2.9g")
def test_repeated_overlap_raises_an_alert(in_order: Cast) -> None:
    for hour in range(3):
        at = NOON + timedelta(hours=hour)
        first = sign_in("ivy@alder.example", door=HOME, at=at)
        sign_in("ivy@alder.example", door=ELSEWHERE, at=at)
        commands.sign_out(in_order.actor("ivy"), first.visit, at=at)

    (message,) = found(watches.ONE_EACH, in_order, at)

    assert message.startswith("The account of Ivy Lindqvist was in use on two devices at once")
    assert watches.ONE_EACH.look(in_order.birch.pk, at) == []


@pytest.mark.clause("EY-18a", "TP-2.9g")
def test_a_leaver_who_knows_a_shared_password_is_found(in_order: Cast) -> None:
    commands.register_shared_account(
        in_order.actor("hal"),
        name="Tablet",
        reason="One tablet.",
        holder_ids=[in_order.ivy.pk, in_order.dev.pk],
        at=NOON,
    )
    Person.objects.filter(pk=in_order.dev.pk).update(left_on=NOON.date() - timedelta(days=1))

    (message,) = found(watches.SHARED, in_order)

    assert message.startswith("Dev Rahman left and still knows “Tablet”.")


@pytest.mark.clause("TP-2.9g")
def test_a_leavers_open_account_is_found(in_order: Cast) -> None:
    Person.objects.filter(pk=in_order.ivy.pk).update(left_on=NOON.date() - timedelta(days=1))

    assert found(watches.LEAVERS, in_order) == [
        "The account of somebody who has left is open still."
    ]


@pytest.mark.clause("EY-20")
def test_a_visit_open_over_closing_time_is_found(in_order: Cast) -> None:
    sign_in("ivy@alder.example")
    evening = NOON.replace(hour=20, minute=1)
    Visit.objects.update(last_seen_at=evening)

    assert len(found(watches.CLOSING, in_order, evening)) == 1


@pytest.mark.clause("EY-41a")
def test_a_child_who_came_by_a_mail_address_is_found(in_order: Cast) -> None:
    Organisation.objects.filter(pk=in_order.alder.pk).update(adopted=["EY-41a"])

    (finding,) = watches.CHILDREN.look(in_order.alder.pk, NOON)

    assert finding.subject == f"person:{in_order.joe.pk}"


# ------ the control of clause EY-35e


def a_reader_without_factor(cast: Cast) -> None:
    open_account(cast.cat)


def a_weak_hash(cast: Cast) -> None:
    Account.objects.filter(email="ivy@alder.example").update(password="md5$x$y")


def a_visit_left_open(cast: Cast) -> None:
    sign_in("ivy@alder.example", at=NOON - timedelta(days=1))


def a_shared_password_that_left(cast: Cast) -> None:
    test_a_leaver_who_knows_a_shared_password_is_found(cast)


@pytest.mark.clause("EY-35e")
@pytest.mark.parametrize(
    ("break_it", "clause"),
    [
        (a_reader_without_factor, "EY-16"),
        (a_weak_hash, "EY-17a"),
        (a_shared_password_that_left, "EY-18a"),
        (a_visit_left_open, "EY-20"),
    ],
)
def test_break_one_of_them_and_the_control_turns_red_by_itself(
    in_order: Cast, break_it: Callable[[Cast], None], clause: str
) -> None:
    assert found(watches.PASSWORD_SYSTEM, in_order) == []

    break_it(in_order)

    findings = watches.PASSWORD_SYSTEM.look(in_order.alder.pk, NOON)
    assert [(finding.state, finding.subject) for finding in findings] == [(State.BROKEN, clause)]


@pytest.mark.clause("EY-35e")
def test_a_room_still_to_come_joins_the_control(
    in_order: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Clause EY-21 is another room's: its watch counts as soon as it is registered."""
    broken = Finding(State.BROKEN, "A password that got out was not changed.")
    monkeypatch.setitem(
        WATCHES, "registers.got-out", Watch("registers.got-out", ("EY-21",), lambda *_: [broken])
    )

    (finding,) = watches.PASSWORD_SYSTEM.look(in_order.alder.pk, NOON)

    assert (finding.subject, "was not changed" in finding.message) == ("EY-21", True)
