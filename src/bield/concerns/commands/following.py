"""After every deed: what is stored is brought into line with what the decision table now says.

Severity, road, readers and duties follow the outcome; nobody has to remember them. It does the same
however often it is called.
"""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter

from bield.concerns import queries, rules
from bield.concerns.commands import readers, telling
from bield.concerns.commands.chasing import chase
from bield.concerns.commands.chronicle import write
from bield.concerns.commands.own_duties import owe
from bield.concerns.commands.undecided import keep_out, settle
from bield.concerns.lenses.clocks import period
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Facts, Outcome, Required
from bield.concerns.lenses.table import TABLE
from bield.concerns.models import Concern, Exclusion, Party, Reader
from bield.concerns.queries.officer_told import CLOCK as TELL_AUTHORITY
from bield.concerns.queries.reviewing import first_reader
from bield.concerns.states import (
    ACKNOWLEDGE,
    DUTY_OF,
    UNTAKEN,
    WORKED,
    ActionState,
    ConcernState,
    EntryKind,
    Lens,
    Risk,
    Track,
    Why,
    link_to,
)
from bield.concerns.subjects import duty_subjects
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties.queries import SubjectDuty
from bield.kit import rows
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault

READ_TWICE, DECIDED = "second_reader", "without_police"  # an action, and the answer it is about


def follow(actor: Actor, concern: Concern, at: datetime, *, anew: bool = False) -> Outcome:
    """Work the outcome out anew, and bring severity, road, readers and duties after it.

    Called at the end of every command that writes a deed or changes who works on the concern.
    `anew`: it took the road of the adults here for somebody who was never meant, and leaves it.
    """
    key = vault.secret(concern.organisation_id, concern.key_id)
    facts = queries.facts(concern, at=at, key=key)
    outcome = work_out(facts)
    graver = _judge(concern, outcome)
    _take_its_road(actor, concern, outcome, at, anew=anew)
    if graver:
        _alert(actor, concern, at)
    _open_and_close(actor, concern, key, facts, outcome, at)
    chase(actor, concern, key, facts, holders(concern), at)
    owe(actor, concern, key, facts, at)
    return outcome


# ------ severity


def _judge(concern: Concern, outcome: Outcome) -> bool:
    """Answers whether somebody may be in danger who was not thought to be before."""
    if concern.risk == outcome.severity:
        return False
    graver = outcome.severity == Risk.DANGER
    concern.risk = outcome.severity
    concern.save(update_fields=["risk"])
    readers.move(concern)
    return graver


def _alert(actor: Actor, concern: Concern, at: datetime) -> None:
    """Everybody who reads it by post, all at once: lead, deputy and the officer of the place."""
    seated = Reader.objects.filter(concern=concern).exclude(why=Why.GRANTED)
    told = [one for one in seated.values_list("person_id", flat=True) if one != actor.person_id]
    known = people.contacts(concern.organisation_id, told)
    telling.ask(actor, known.values(), danger=True, about=concern.reference, at=at)


# ------ the road: about an adult of the organisation, or for the lead and the deputies alone


def _take_its_road(
    actor: Actor, concern: Concern, outcome: Outcome, at: datetime, *, anew: bool
) -> None:
    """About an adult of the organisation whoever it names is kept out everywhere, and those
    designated for adults take over: no answer takes that back. A picture is for the lead and the
    deputies alone as long as there may be one, and what came from another setting always."""
    elsewhere = queries.came_from_elsewhere(concern)
    track = rules.track(
        adult_in_question=outcome.adult_in_question or (concern.track == Track.STAFF and not anew),
        picture=elsewhere or Lens.IMAGE in outcome.lenses,
        danger=outcome.severity == Risk.DANGER and not elsewhere,
    )
    fresh = _keep_away(concern, at) if outcome.adult_in_question else []
    if concern.track == track and not fresh:
        return
    concern.track = track
    concern.save(update_fields=["track"])
    before = set(Reader.objects.filter(concern=concern).values_list("person_id", flat=True))
    Reader.objects.filter(concern=concern, person_id__in=fresh).delete()
    for person_id in fresh:
        keep_out(actor, concern, person_id, holders(concern), at=at)
    if track == Track.LEADS:
        _for_the_leads_alone(actor, concern, at)
    to = readers.routed_on(concern, at)
    readers.reseat(concern, to)
    if not to.seats.readers:  # never without anybody: from the board, from outside
        there = Reader.objects.filter(concern=concern).values_list("person_id", flat=True)
        readers.call_in(concern, set(to.seats.next(set())) - set(there), to.roster)
    readers.move(concern)
    readers.file(concern)
    _hand_on(actor, concern, to, before, at)


def _for_the_leads_alone(actor: Actor, concern: Concern, at: datetime) -> None:
    """Whoever was called in or let in before there was a picture reads it no more. For a reason the
    lead lets somebody in again."""
    let_in = Reader.objects.filter(concern=concern, why__in=[Why.CALLED_IN, Why.GRANTED])
    names = [row.person.name for row in let_in.select_related("person").order_by("pk")]
    if names:
        let_in.delete()
        text = f"{', '.join(names)}\n{OTHER_ROAD[Track.LEADS]}"
        write(actor, concern, EntryKind.GRANT_ENDED, text, at=at)


def _keep_away(concern: Concern, at: datetime) -> list[int]:
    """Everybody the concern is about, as far as they are not kept out already."""
    about = Party.objects.filter(concern=concern, person_id__isnull=False)
    out = Exclusion.objects.filter(concern=concern).values_list("person_id", flat=True)
    fresh = sorted(set(about.values_list("person_id", flat=True)) - set(out))
    rows.insert(
        [
            Exclusion(
                organisation_id=concern.organisation_id,
                concern=concern,
                person_id=person_id,
                since=at,
                named=True,
            )
            for person_id in fresh
        ]
    )
    return fresh


def _hand_on(
    actor: Actor, concern: Concern, to: readers.Routed, before: set[int], at: datetime
) -> None:
    """Whoever came to it hears of it; when its owner is gone somebody else must take it."""
    reads = set(Reader.objects.filter(concern=concern).values_list("person_id", flat=True))
    if concern.stage in UNTAKEN or concern.owner_id is None or concern.owner_id in reads:
        asked = _ask_anew(actor, concern, to, at) if concern.stage in UNTAKEN else []
        known = people.contacts(concern.organisation_id, reads - before - set(asked))
        danger = rules.is_danger(concern.danger_now)
        telling.ask(actor, known.values(), danger=danger, about=concern.reference, at=at)
        return
    hand_on(actor, concern, to, OTHER_ROAD[Track(concern.track)], at=at)


def _ask_anew(actor: Actor, concern: Concern, to: readers.Routed, at: datetime) -> list[int]:
    """Untaken, and on another road: only who reads it is asked to take it. Answers who was asked
    just now."""
    still = Reader.objects.filter(concern=concern, asked_at__isnull=False).order_by("pk")
    asked, fresh = list(still.values_list("person_id", flat=True)), []
    if not asked:
        asked = fresh = list(readers.first_asked(concern, to))
        readers.ask(actor, concern, fresh, at)
    for duty in duty_queries.open_duties(concern.organisation_id, concern.reference, at):
        if duty.code == ACKNOWLEDGE:
            duties.hand_over(actor, ACKNOWLEDGE, subject=concern.reference, holder_ids=asked, at=at)
    return fresh


def hand_on(actor: Actor, concern: Concern, to: readers.Routed, why: str, *, at: datetime) -> None:
    """Nobody works on it any more: it is as new, and whoever is next is asked to take it. What its
    owner held besides goes to those who read it."""
    house = people.organisation_by_id(concern.organisation_id)
    concern.owner_id, concern.stage = None, ConcernState.SUBMITTED
    concern.due_at = rules.acknowledge_by(
        at, hours=house.acknowledge_within_hours, danger=concern.risk == Risk.DANGER
    )
    first = readers.first_asked(concern, to)
    names = people.contacts(concern.organisation_id, first)
    asked = ", ".join(names[one].name for one in first)
    write(actor, concern, EntryKind.PASSED_ON, f"{why}\nAsked: {asked}", at=at)
    there = Reader.objects.filter(concern=concern).values_list("person_id", flat=True)
    readers.call_in(concern, set(first) - set(there), to.roster)
    readers.move(concern)
    for duty in duty_queries.open_duties(concern.organisation_id, concern.reference, at):
        duties.hand_over(
            actor, duty.code, subject=concern.reference, holder_ids=holders(concern), at=at
        )
    readers.ask(actor, concern, first, at, telling_also=readers.hears(to))


@recorded
def give_back(actor: Actor, reference: str, *, at: datetime) -> None:
    """Whoever works on it reads it no more, because a post has ended: somebody else takes it."""
    concern = Concern.objects.select_related("site").get(
        organisation_id=actor.organisation_id, reference=reference
    )
    hand_on(actor, concern, readers.routed_on(concern, at), OWNER_GONE, at=at)
    note(event="concern.given-back", subject=reference, by=actor.id, at=at)
    follow(actor, concern, at)


OWNER_GONE = "Whoever worked on it reads it no more: a post or a cover has ended."


OTHER_ROAD = {
    Track.STAFF: "It is about an adult of the organisation: it goes to those designated for that.",
    Track.LEADS: "There is a nude or sexual picture, or may be: only the safeguarding lead and the"
    " deputies handle it.",
    Track.ORDINARY: "It goes to everybody who is designated for the place.",
}


# ------ duties


def _open_and_close(
    actor: Actor, concern: Concern, key: bytes, facts: Facts, outcome: Outcome, at: datetime
) -> None:
    """A duty for each required action that is open; none for what is done or not required."""
    wanted = {one.code: one for one in outcome.required}
    subjects = duty_subjects(key, concern.reference, {*wanted, *_known(facts)})
    stands = {
        duty.subject: duty
        for duty in duty_queries.open_duties_about(concern.organisation_id, subjects, at)
    }
    whoever = holders(concern) if concern.stage in WORKED else []
    for subject, code in sorted(subjects.items(), key=itemgetter(1)):  # in the same order always
        required = wanted.get(code)
        if concern.stage in WORKED and required and required.state == ActionState.OPEN:
            whom = _second_readers(concern, facts, whoever) if code == READ_TWICE else whoever
            _see_to(actor, concern, subject, required, stands.get(subject), whom, at)
        elif subject in stands:
            _close(actor, concern, stands[subject], required, at)


def _known(facts: Facts) -> Iterable[str]:
    """Every action that could have been required, so that a duty of none is left behind."""
    for action in TABLE.actions:
        if not action.each:
            yield action.code
        else:
            yield from (f"{action.code}:{one.number}" for one in facts.affected)


def holders(concern: Concern) -> list[int]:
    """Who sees to what it requires: its owner, or everybody who reads it by post."""
    if concern.owner_id is not None:
        return [concern.owner_id]
    seated = Reader.objects.filter(concern=concern).exclude(why=Why.GRANTED)
    return list(seated.order_by("pk").values_list("person_id", flat=True))


def _second_readers(concern: Concern, facts: Facts, holders: list[int]) -> list[int]:
    """Whoever reads it by post and did not decide it; whoever works on it where there is nobody."""
    first = first_reader(facts, DECIDED)
    seated = Reader.objects.filter(concern=concern).exclude(why=Why.GRANTED)
    reads = seated.order_by("pk").values_list("person_id", flat=True)
    return [one for one in reads if one != first] or holders


def _see_to(
    actor: Actor,
    concern: Concern,
    subject: str,
    required: Required,
    duty: SubjectDuty | None,
    holders: list[int],
    at: datetime,
) -> None:
    kind = DUTY_OF[required.action.family]
    if duty is None:
        duties.open_duty(
            actor,
            kind,
            subject=subject,
            holder_ids=holders,
            at=at,
            site_id=concern.site_id,
            due_at=_due(concern, required, at),
            link=link_to(concern.reference),
        )
    elif set(duty.holder_ids) != set(holders):
        duties.hand_over(actor, kind, subject=subject, holder_ids=holders, at=at)
        if duty.overdue:
            settle(actor, concern, duty.holder_ids, at=at)


def _due(concern: Concern, required: Required, at: datetime) -> datetime:
    house, site = concern.organisation_id, concern.site_id
    if required.clock == TELL_AUTHORITY:  # from the report on
        asked = queries.to_tell(concern, required)
        return queries.told_within(house, [asked], at)[asked].due
    return duty_queries.due_at(house, site, period(required.clock, queries.own_times(house)), at)


def _close(
    actor: Actor, concern: Concern, duty: SubjectDuty, required: Required | None, at: datetime
) -> None:
    """The words it is closed with are the same for every action: its row lies in clear."""
    if required is not None and required.state == ActionState.DONE:
        duties.done(actor, duty.code, subject=duty.subject, evidence="done", at=at)
    else:
        duties.waive(actor, duty.code, subject=duty.subject, reason_code="not-required", at=at)
    if duty.overdue:
        settle(actor, concern, duty.holder_ids, at=at)
