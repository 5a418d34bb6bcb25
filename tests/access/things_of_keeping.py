"""A record whose time is over, somebody's question about their data, and a breach, in one house."""

import csv
import io
from datetime import date, datetime

from bield.concerns import commands as concerns
from bield.concerns import queries as known
from bield.concerns import tables
from bield.people import commands as people
from bield.people.actors import Actor, house
from bield.people.models import Site
from bield.people.states import Role
from bield.retention import commands, queries

HEADS = ("Name", "Date of birth", "Date", "Details", "Number")
LONG_AGO = ("Zia Harrow", "14/5/1985", "3/2/2001", "She cried at lunch.", "17")
ABOUT = {
    "retention:rule": "kind",
    "retention:follow-pack": "kind",
    "retention:record": "record",
    "retention:keep": "record",
    "retention:propose": "record",
    "retention:agree": "record",
    "retention:send-back": "record",
    "retention:request": "request",
    "retention:package": "asked",
    "retention:open-package": "package",
    "retention:breach": "breach",
}
ABSENT = {
    "kind": "ledger",  # the same rules in every house
    "record": "C-CCC-CCCC",
    "request": "X-CCCCCCCC",
    "asked": "X-CCCCCCCC",
    "package": "X-CCCCCCCC CCCCCCCC",
    "breach": "B-CCCCCCCC",
}


def things(lead: Actor, at: datetime) -> dict[str, str]:
    record = _over(lead, at)
    commands.propose_disposal(lead, record, reason="It is over.", at=at)
    asked = commands.write_request(
        lead, "access", way="letter", received_on=at.date(), words="A letter.", at=at
    )
    seen = _asks_to_see(lead, at)
    package = commands.make_package(lead, seen, give=["people"], at=at)
    breach = commands.write_breach(lead, discovered_at=at, words="A list was lost.", at=at)
    return {
        "kind": "ledger",
        "record": record,
        "request": asked.reference,
        "asked": seen,
        "package": f"{seen} {package.reference}",
        "breach": breach.reference,
    }


def _asks_to_see(lead: Actor, at: datetime) -> str:
    """By letter, from somebody who is in the register alone."""
    keeper = house(lead.organisation_id, "tests")
    person = people.add_person(keeper, name="Una Fairley", at=at).reference
    row = commands.write_request(
        lead,
        "access",
        person=person,
        way="letter",
        received_on=at.date(),
        words="All of it.",
        at=at,
    )
    return row.reference


def _over(lead: Actor, at: datetime) -> str:
    """What another product kept of a child of long ago."""
    house_id = lead.organisation_id
    site = Site.objects.filter(organisation_id=house_id).order_by("pk").first()
    assert site is not None
    keeper = house(house_id, "tests")
    person = people.add_person(keeper, name=LONG_AGO[0], born_on=date(1985, 5, 14), at=at)
    people.appoint(keeper, person.pk, role=Role.LEARNER, site_id=site.pk, at=at)
    made = io.StringIO()
    csv.writer(made).writerows([HEADS, LONG_AGO])
    data = made.getvalue().encode()
    table = tables.read(data, tables.Columns(*HEADS), "day", source="OldLog", today=at.date())
    rows = known.judged_table(lead, table, keep=False, at=at)
    concerns.take_in_table(lead, rows, source="OldLog", site_id=site.pk, at=at)
    (due,) = queries.review_page(lead, at).rows
    return due.subject
