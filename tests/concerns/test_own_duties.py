"""What the law asks of whoever learns something, by name, is shown to them and to nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import resolve

from bield.advice import queries as advice
from bield.advice.queries.own_duties import _pack, binding
from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.intake import Intake
from bield.concerns.rules import Told
from bield.concerns.states import EntryKind, PartyRole
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties import rounds
from bield.duties.queries import DutyRow
from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people.actors import Strength
from bield.people.models import Site
from tests.concerns.telling import acknowledged, concern, report, reported
from tests.concerns.triage import answered
from tests.conftest import NOON, TODAY, Cast

DAY = timedelta(days=1)
FGM = Intake(kind="fgm")
TITLE = "Do what the law asks of you yourself"


def mine(cast: Cast, name: str) -> list[DutyRow]:
    actor = cast.actor(name, Strength.ONE_FACTOR)
    return [row for row in duty_queries.for_person(actor, NOON) if row.title == TITLE]


def owed(cast: Cast, reference: str, by: str = "dev") -> list[str]:
    actor = cast.actor(by, Strength.ONE_FACTOR)
    return [one.code for one in queries.own_duties_owed(actor, reference, at=NOON)]


def tell(cast: Cast, reference: str, body: str = "police_999", by: str = "dev") -> None:
    told = Told(body, NOON, name="Lin", reference="P-1", said="Told by telephone.")
    if by == "dev":
        commands.refer_alone(cast.actor(by, Strength.ONE_FACTOR), told, own=reference, at=NOON)
    else:
        commands.refer_now(cast.actor(by), reference, told, at=NOON)


def test_whoever_reports_it_is_told_at_once_that_it_is_theirs(cast: Cast) -> None:
    reference = report(cast, about=[About(person_id=cast.joe.pk)], intake=FGM).reference

    (duty,) = mine(cast, "dev")

    assert owed(cast, reference) == ["fgm"]
    assert duty.due_at.date() == (NOON + DAY).date()  # the next working day
    assert duty.named == reference
    assert resolve(duty.link.partition("?")[0]).view_name == "concerns:refer-alone"
    assert mine(cast, "ama") == mine(cast, "ben") == []
    assert owed(cast, reference, "ben") == []
    ben = cast.actor("ben")
    lines = [line.text for line in queries.concern_page(ben, reference, at=NOON).chronology]
    assert any("duty of their own" in line for line in lines)


def test_what_they_told_the_police_themself_ends_it_and_what_the_lead_tells_does_not(
    cast: Cast,
) -> None:
    reference = acknowledged(cast, intake=FGM)

    tell(cast, reference, by="ben")
    assert owed(cast, reference) == ["fgm"]
    tell(cast, reference, "childrens_social_care")
    assert owed(cast, reference) == ["fgm"]
    tell(cast, reference)
    assert owed(cast, reference) == mine(cast, "dev") == []


def test_triage_that_names_the_kind_brings_it_to_whoever_reported(cast: Cast) -> None:
    reference = acknowledged(cast)
    assert owed(cast, reference) == []

    answered(cast, reference, kinds="fgm")

    assert owed(cast, reference) == ["fgm"]


def test_who_says_that_it_is_not_theirs_is_not_asked_again_and_nobody_else_can_say_so(
    cast: Cast,
) -> None:
    reference = acknowledged(cast, intake=FGM)
    (duty,) = mine(cast, "dev")

    with pytest.raises(NotFound):
        duties.mark_done(cast.actor("ben"), duty.reference, evidence="not-mine", at=NOON)
    with pytest.raises(Refused):
        duties.mark_done(cast.actor("dev"), duty.reference, evidence="told", at=NOON)
    duties.mark_done(cast.actor("dev"), duty.reference, evidence="not-mine", at=NOON)
    answered(cast, reference, kinds="fgm")

    assert owed(cast, reference) == []


@pytest.mark.parametrize("by", ["joe", "nan"])
def test_a_child_and_a_parent_have_no_such_duty(cast: Cast, by: str) -> None:
    assert owed(cast, reported(cast, by, intake=FGM), by) == []


def test_whom_it_is_about_is_told_of_no_duty(cast: Cast) -> None:
    about = [About(name="A girl"), About(person_id=cast.dev.pk, role=PartyRole.ALLEGED)]

    reference = reported(cast, about=about, intake=FGM)

    assert owed(cast, reference) == mine(cast, "dev") == []


def test_whoever_is_named_later_goes_on_seeing_theirs(cast: Cast) -> None:
    """That it went would tell them."""
    reference = acknowledged(cast, intake=FGM)
    before = mine(cast, "dev")

    commands.exclude(cast.actor("ben"), reference, person_id=cast.dev.pk, reason="Named.", at=NOON)

    assert owed(cast, reference) == ["fgm"]
    assert mine(cast, "dev") == before != []


def test_that_it_is_late_is_told_to_whoever_has_to_do_it(cast: Cast) -> None:
    reference = acknowledged(cast, intake=FGM)
    (duty,) = mine(cast, "dev")
    Message.objects.all().delete()

    rounds.turn(duty.due_at + timedelta(minutes=1))

    late = {
        one.to.split("@")[0]
        for one in Message.objects.filter(about=reference, subject__contains="overdue")
    }
    assert "dev" in late


def test_a_grown_woman_and_another_nation_bring_none(cast: Cast) -> None:
    grown = reported(cast, about=[About(person_id=cast.nan.pk)], intake=FGM)
    Site.objects.filter(pk=cast.oak.pk).update(jurisdiction="sct")

    assert owed(cast, grown) == owed(cast, reported(cast, intake=FGM)) == []


def test_a_law_that_has_not_begun_asks_nobody_anything(cast: Cast) -> None:
    """The duty of the Crime and Policing Act 2026 is known, and waits for its day."""
    coming = [one for one in _pack() if one.active_from is None]
    begun = [replace(one, active_from=TODAY) for one in coming]

    assert [one.code for one in coming] == ["child-sexual-abuse"]
    assert binding(coming, "eng", date.max) == ()
    assert binding(begun, "eng", TODAY) == tuple(begun)
    assert binding(begun, "eng", TODAY - DAY) == binding(begun, "sct", TODAY) == ()
    assert owed(cast, reported(cast, intake=Intake(kind="sexual"))) == []


def test_each_names_kinds_bodies_and_its_source() -> None:
    known = advice.known_bodies()
    for one in _pack():
        assert {*one.bodies} <= known.keys()
        assert one.source
        assert one.kinds <= advice.kinds_with_own_duties()


def test_the_line_in_the_chronology_is_one_of_the_house(cast: Cast) -> None:
    reference = reported(cast, intake=FGM)
    lines = concern(reference).entries.order_by("number").values_list("kind", flat=True)

    assert list(lines).count(EntryKind.ACTION) == 1
