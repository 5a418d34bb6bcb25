"""Concerns as other systems see them: the very rows of the actor's desk, in codes."""

from datetime import datetime

from bield.concerns.briefs import (
    AnswerWritten,
    Brief,
    BriefList,
    ConcernBrief,
    DutyAbout,
    EntryBrief,
    EntryWritten,
    HeardWritten,
    InItBrief,
    Narrative,
    PartyNamed,
    PeopleBrief,
    ReferralWritten,
    SiteNamed,
)
from bield.concerns.lenses.kinds import KINDS
from bield.concerns.models import Concern, Entry, Party
from bield.concerns.narrowing import DeskFilter
from bield.concerns.queries.concern_page import concern_page
from bield.concerns.queries.desk import ROWS, found_in, last_row
from bield.concerns.queries.facts import facts
from bield.concerns.queries.narrowing import wanted
from bield.concerns.queries.sight import concern
from bield.concerns.states import ConcernState, Danger, DeedKind, EntryKind, PartyRole, Risk, Track
from bield.duties import queries as duties
from bield.kit.refusals import Refusal, Refused
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

NO_SUCH_SITE = Refusal("no-such-site", "There is no such site within your reach.", field="site")
NO_SUCH_CONCERN = Refusal(
    "no-such-concern", "Begin again without `after`: you read no such concern.", field="after"
)


NO_SUCH_KIND = Refusal(
    "no-such-kind", "Choose a kind of the question `kinds` of triage.", field="kind"
)
NOBODY = Refusal("unknown-person", "You may know of nobody with this reference.", field="person")
TURNED_ROUND = Refusal(
    "days-turned-round", "The last day lies before the first. Change one.", field="until"
)


def briefs(
    actor: Actor, *, tab: str, chosen: DeskFilter, after: str | None, at: datetime
) -> BriefList:
    """One part of the actor's desk. `after` is the reference of the last one before."""
    sites = people.sites(actor) if chosen.site else []
    places = {place.reference: (place.pk, place.name) for place in sites}
    asked = wanted(actor, chosen, places)
    for wrong, refusal in (
        (chosen.site and asked.site_id is None, NO_SUCH_SITE),
        (chosen.kind and chosen.kind not in KINDS, NO_SUCH_KIND),
        (chosen.person and not asked.person, NOBODY),
        (chosen.turned_round, TURNED_ROUND),
    ):
        if wrong:
            raise Refused(refusal)
    last = last_row(actor, after or "")
    if after is not None and last is None:
        raise Refused(NO_SUCH_CONCERN)
    found = found_in(actor, tab, asked, last, at)
    rows = list(found.select_related("concern__site", "concern__owner")[: ROWS + 1])
    items = tuple(_brief(row.concern, at) for row in rows[:ROWS])
    return BriefList(items, next=items[-1].reference if len(rows) > ROWS else None)


def _brief(concern: Concern, at: datetime) -> Brief:
    return Brief(
        reference=concern.reference,
        version=concern.version,
        site=SiteNamed(concern.site.reference, concern.site.name),
        state=ConcernState(concern.stage),
        road=Track(concern.track),
        danger_now=Danger(concern.danger_now),
        risk=Risk(concern.risk),
        owner=concern.owner.reference if concern.owner else None,
        reported_at=concern.reported_at,
        acknowledged_at=concern.acknowledged_at,
        due_at=concern.due_at,
        overdue=concern.due_at is not None and concern.due_at < at,
        changed_at=concern.changed_at,
        closed_at=concern.closed_at,
    )


def concern_brief(actor: Actor, reference: str, *, at: datetime) -> ConcernBrief:
    """Nothing sealed is opened. The door has called `commands.open_through` first."""
    found = concern(actor, reference)
    standing = duties.open_duties(found.organisation_id, reference, at)
    entries = Entry.objects.filter(concern=found).order_by("number")
    return ConcernBrief(
        concern=_brief(found, at),
        duties=tuple(DutyAbout(one.code, one.title, one.due_at, one.overdue) for one in standing),
        chronology=tuple(
            EntryBrief(
                entry.number,
                EntryKind(entry.kind),
                None if entry.day_alone else entry.happened_at,
                day_of(entry.happened_at) if entry.happened_at else None,
                entry.written_at,
                entry.corrects,
            )
            for entry in entries.defer("text")
        ),
    )


def people_brief(actor: Actor, reference: str) -> PeopleBrief:
    """Nothing sealed is opened. The door has called `commands.open_through` first."""
    found = concern(actor, reference)
    parties = Party.objects.filter(concern=found).order_by("number")
    return PeopleBrief(
        reference=reference,
        version=found.version,
        people=tuple(
            InItBrief(one.number, PartyRole(one.role), one.person_id is not None)
            for one in parties.defer("name")
        ),
    )


def narrative(actor: Actor, reference: str, *, at: datetime) -> Narrative:
    """What people wrote. The door has called `commands.open_through` first."""
    page = concern_page(actor, reference, at=at)
    given = facts(concern(actor, reference), at=at).deeds(DeedKind.ANSWERED)
    return Narrative(
        reference=reference,
        account=page.account,
        child_words=page.child_words,
        happened=page.happened,
        where=page.where,
        done=page.done,
        parties=tuple(
            PartyNamed(one.number, one.name, PartyRole(one.role), one.known, one.child)
            for one in page.parties
        ),
        chronology=tuple(
            EntryWritten(one.number, EntryKind(one.kind), one.by, one.written.at, one.text)
            for one in page.chronology
        ),
        answers=tuple(
            AnswerWritten(
                one.says["question"], tuple(one.says["values"]), one.says["reason"], one.at
            )
            for one in given
        ),
        referrals=tuple(
            ReferralWritten(
                one.number,
                one.whom,
                one.spoken_to,
                one.reference,
                tuple(HeardWritten(back.text, back.reference, back.at.at) for back in one.heard),
            )
            for one in page.referrals
        ),
    )
