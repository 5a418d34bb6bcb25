"""Whom a report reached at first: what its reporter goes on seeing who is named in it later.

A receipt that changed on that day would tell them.
"""

from dataclasses import dataclass
from datetime import datetime

from bield.concerns import intake, roads, rules
from bield.concerns.deeds import open_deed, standing
from bield.concerns.lenses.shapes import NO, YES
from bield.concerns.models import Concern, Deed, Exclusion
from bield.concerns.roads import Named
from bield.concerns.states import Track
from bield.people import queries as people
from bield.people.ages import day_of
from bield.people.queries import Roster
from bield.people.states import ADULTS_OF_THE_ORGANISATION
from bield.vault import queries as vault


@dataclass(frozen=True)
class FirstTold:
    readers: tuple[tuple[int, str, str], ...]  # person, name, post
    road: Track
    roster: Roster
    late: bool  # nobody took it within its time


def kept_out_later(report: Concern) -> bool:
    """The reporter was named in it, or kept out of it, after they told of it."""
    return Exclusion.objects.filter(
        concern=report, person=report.reporter_id, since__gt=report.reported_at
    ).exists()


def first_told(report: Concern, at: datetime) -> FirstTold | None:
    """None: the reporter may see how it stands."""
    if report.reporter_id is None or not kept_out_later(report):
        return None
    named = _named_at_first(report)
    road = _first_road(report, named)
    roster = people.roster(report.organisation_id, day_of(at))
    seats = roads.seats(roster, site_id=report.site_id, track=road, named=Named(named))
    told = seats.readers or tuple(seats.next(frozenset()))
    hours = people.organisation_by_id(report.organisation_id).acknowledge_within_hours
    due = rules.acknowledge_by(
        report.reported_at, hours=hours, danger=rules.is_danger(report.danger_now)
    )
    return FirstTold(
        readers=tuple(
            (one, roster.contacts[one].name, roads.basis(roster, one, report.site_id))
            for one in told
        ),
        road=road,
        roster=roster,
        late=report.acknowledged_at is None and due < at,
    )


def _named_at_first(report: Concern) -> frozenset[int]:
    named = Exclusion.objects.filter(concern=report, since=report.reported_at)
    return frozenset(named.values_list("person_id", flat=True))


def _first_road(report: Concern, named: frozenset[int]) -> Track:
    """By what the report itself said, and whom it named."""
    key = vault.secret(report.organisation_id, report.key_id)
    own = Deed.objects.filter(concern=report, done_at=report.reported_at).order_by("number")
    said = standing(open_deed(key, report.reference, one) for one in own)
    held = people.held_by(report.organisation_id, named, day_of(report.reported_at))
    posts = {role for every in held.values() for role, _ in every}
    return rules.track(
        adult_in_question=YES in said.get(intake.COLLEAGUE, ())
        or bool(posts & ADULTS_OF_THE_ORGANISATION),
        picture=said.get(intake.PICTURE, (NO,)) != (NO,),
        danger=rules.is_danger(report.danger_now),
    )
