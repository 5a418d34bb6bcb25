"""How long records are kept here: the usual times, and the organisation's own with a reason."""

import pytest
from django.db import DatabaseError, transaction  # noqa: TID251  # the database itself refuses

from bield.kit.refusals import NotFound, Refused
from bield.retention import commands, queries
from bield.retention.models import OwnRule
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

WHY = "Our insurer asks for it."


def set_rule(cast: Cast, who: str = "ama", amount: int = 8, unit: str = "years") -> None:
    commands.set_rule(
        cast.actor(who), "register.attendance", amount=amount, unit=unit, reason=WHY, at=NOON
    )


def test_the_organisations_own_time_counts_and_says_why(cast: Cast) -> None:
    set_rule(cast)

    assert queries.rule(cast.alder.pk, "register.attendance").length == "8 years"
    assert queries.rule(cast.birch.pk, "register.attendance").length == "6 years"
    row = queries.rule_row(cast.actor("ben"), "register.attendance")
    assert (row.reason, row.changed_by, row.pack_length) == (WHY, "Ama Boateng", "6 years")
    assert WHY.encode() not in bytes(OwnRule.objects.get().reason)


def test_it_follows_the_pack_again_and_both_are_kept(cast: Cast) -> None:
    set_rule(cast)
    commands.follow_pack(cast.actor("lou"), "register.attendance", reason="Not now.", at=NOON)

    assert queries.rule(cast.alder.pk, "register.attendance").length == "6 years"
    assert OwnRule.objects.count() == 2
    with pytest.raises(DatabaseError, match="stays as it was written"), transaction.atomic():
        OwnRule.objects.update(amount=1, unit="days")


@pytest.mark.parametrize(
    ("who", "amount", "unit", "code"),
    [
        ("eve", 8, "years", "not-your-rule"),
        ("ama", 101, "years", "no-such-length"),
        ("ama", 8, "weeks", "no-such-choice"),
    ],
)
def test_who_may_not_and_what_is_no_time(
    cast: Cast, who: str, amount: int, unit: str, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        set_rule(cast, who, amount, unit)
    assert not OwnRule.objects.exists()


def test_a_reason_is_asked_for(cast: Cast) -> None:
    with pytest.raises(Refused, match="no-reason"):
        commands.set_rule(cast.actor("ama"), "ledger", amount=1, unit="days", reason=" ", at=NOON)
    with pytest.raises(NotFound):
        commands.set_rule(cast.actor("ama"), "x", amount=1, unit="days", reason=WHY, at=NOON)


def test_the_page_shows_every_rule_with_its_source(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    sent = client.send(
        "/keeping/rules/media.session/", {"amount": "20", "unit": "days", "reason": WHY}
    )
    assert sent.status_code == 302

    shown = client.get("/keeping/").content.decode()

    assert "20 days" in shown
    assert "Usually 30 days" in shown
    assert WHY in shown
    assert "IRMS" in shown
    wrong = client.send("/keeping/rules/media.session/", {"amount": "x", "reason": WHY})
    assert "Enter a number" in wrong.content.decode()
    assert WHY in wrong.content.decode()
