"""Whoever is named in what they reported themself reads it off nothing that they see."""

import re
from datetime import timedelta

import pytest

from bield.concerns import commands
from bield.concerns.about import About
from bield.concerns.intake import Intake
from bield.concerns.states import PartyRole
from tests.concerns.telling import report
from tests.concerns.test_putting_right import added, taken_out
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient, Page

LATER = NOON + timedelta(hours=1)
SEEN = ("/report/sent/{}/", "/my-reports/", "/refer-now/?report={}", "/duties/", "/")


def seen(client: LookingClient, reference: str) -> list[str]:
    pages = [Page(client.get(one.format(reference)).content.decode()) for one in SEEN]
    return [re.sub(r"\s+", " ", page.said("main")) for page in pages]


@pytest.mark.parametrize("taken_by", ["ama", "ben", ""])
@pytest.mark.parametrize("role", [PartyRole.ALLEGED, PartyRole.SUBJECT, PartyRole.OTHER])
@pytest.mark.parametrize("kind", ["", "fgm"])
def test_what_a_reporter_sees_stays_as_it_was(
    cast: Cast, client: LookingClient, sign_in: SignIn, taken_by: str, role: str, kind: str
) -> None:
    sign_in(client, cast.dev)
    about = [About(person_id=cast.joe.pk)]
    reference = report(cast, about=about, intake=Intake(kind=kind)).reference
    if taken_by:
        commands.acknowledge(cast.actor(taken_by), reference, at=NOON)
    before = seen(client, reference)
    look_into(cast.alder)

    number = added(cast, reference, cast.dev, role, by=taken_by or "ama", at=LATER).number
    named = seen(client, reference)
    look_into(cast.alder)
    taken_out(
        cast, reference, number=number, by="gus" if role == PartyRole.ALLEGED else "ama", at=LATER
    )

    assert named == before
    assert seen(client, reference) == before


def test_the_same_where_the_report_itself_put_a_colleague_in_question(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)
    reference = report(cast, about=[About(person_id=cast.ivy.pk)], colleague=True).reference
    before = seen(client, reference)
    look_into(cast.alder)

    added(cast, reference, cast.dev, by="gus", at=LATER)

    assert seen(client, reference) == before
