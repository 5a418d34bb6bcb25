"""How it stands: what the designated persons answer for, on one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bield.duties import registry
from bield.duties.models import Duty
from bield.duties.queries.branches import AT
from bield.duties.queries.handed import Handed, answers_for_duties, handed, handed_to
from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

SEE = (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.BOARD_CHAMPION)


@dataclass(frozen=True)
class Line:
    """One duty of the house, as whoever answers for it sees it."""

    what: str
    who: str
    due: str
    late: bool
    handed_on: bool


@dataclass(frozen=True)
class Signing:
    """Whether one of the designated persons has signed the term off."""

    name: str
    state: str  # signed, open, late
    when: str
    link: str = ""  # where the reader signs, where it is theirs


@dataclass(frozen=True)
class Overview:
    duties: tuple[Line, ...]
    handed: tuple[Handed, ...]
    signing: tuple[Signing, ...]
    reads_findings: bool
    may_hand_on: bool


@keeps("EY-25a", "TP-6.3.1a")
def overview(
    actor: Actor, standing: list[Duty], signed: Mapping[str, datetime], at: datetime
) -> Overview:
    """All that comes again, whoever has it now, and who has signed off the term."""
    today = day_of(at)
    names = people.people_by_id(
        actor.organisation_id, {h.person_id for duty in standing for h in duty.holdings.all()}
    )
    sites = people.sites_by_id(
        actor.organisation_id, {d.site_id for d in standing if d.site_id} or {0}
    )
    given = handed_to(actor.organisation_id, today)

    def line(duty: Duty) -> Line:
        kind = registry.shown(duty.kind)
        held = [h.person_id for h in duty.holdings.all()]
        place = f" at {sites[duty.site_id].name}" if duty.site_id in sites else ""
        return Line(
            what=kind.title + (place if AT in duty.subject else ""),
            who=", ".join(names[one].name for one in held),
            due=times.said_day(day_of(duty.due_at), today),
            late=duty.due_at <= at,
            handed_on=given.get(duty.kind) in held,
        )

    shared = [duty for duty in standing if registry.shown(duty.kind).may_be_handed_on]
    return Overview(
        duties=tuple(line(duty) for duty in sorted(shared, key=lambda duty: duty.due_at)),
        handed=tuple(handed(actor.organisation_id, at)),
        signing=tuple(_signing(actor, standing, signed, at)),
        reads_findings=actor.holds(Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION),
        may_hand_on=answers_for_duties(actor, at),
    )


def require_overview(actor: Actor, at: datetime) -> None:
    if not actor.holds(*SEE) and not answers_for_duties(actor, at):
        raise NotFound("not for this actor")


def _signing(
    actor: Actor, standing: list[Duty], signed: Mapping[str, datetime], at: datetime
) -> list[Signing]:
    """Those who have it before them, and those who did it lately."""
    waits = [duty for duty in standing if duty.subject.startswith("sign-off:")]
    ids = [int(s.rpartition(":")[2]) for s in (*(d.subject for d in waits), *signed)]
    names = people.people_by_id(actor.organisation_id, ids)
    found = []
    for duty in waits:
        person = int(duty.subject.rpartition(":")[2])
        link = f"/duties/{duty.reference}/done/" if person == actor.person_id else ""
        state = "late" if duty.due_at <= at else "open"
        when = f"by {times.said_day(day_of(duty.due_at), day_of(at))}"
        found.append(Signing(names[person].name, state, when, link))
    for subject, closed in signed.items():
        person = int(subject.rpartition(":")[2])
        found.append(
            Signing(names[person].name, "signed", times.said_day(day_of(closed), day_of(at)))
        )
    return found
