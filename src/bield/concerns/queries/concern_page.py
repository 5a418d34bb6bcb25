"""One concern, whole, in one dataclass."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from bield.concerns import intake, rules
from bield.concerns.lenses import guards
from bield.concerns.lenses.attaching import admitted
from bield.concerns.lenses.engine import work_out
from bield.concerns.models import Concern, Entry, Party, Reader
from bield.concerns.models.received import ANOTHER_SETTING, is_from_table, is_theirs
from bield.concerns.moments import happened, known_day, moment, moment_or_none
from bield.concerns.pages import (
    Actions,
    ChronologyItem,
    ConcernPage,
    DutyItem,
    NextStep,
    PartyItem,
    ReaderItem,
    WayBackSeen,
)
from bield.concerns.queries.attachments import files
from bield.concerns.queries.conduct import signed_items
from bield.concerns.queries.consulted import consultations_of
from bield.concerns.queries.custody import custody_of
from bield.concerns.queries.door.way_back import way_back_of
from bield.concerns.queries.facts import facts as facts_of
from bield.concerns.queries.flags import standing_flags
from bield.concerns.queries.followed_up import referrals, their_no
from bield.concerns.queries.histories import written
from bield.concerns.queries.links import other_concerns
from bield.concerns.queries.marking import body_maps
from bield.concerns.queries.officer_told import sources
from bield.concerns.queries.people_in_it import may_be
from bield.concerns.queries.planned import changes_of
from bield.concerns.queries.printing import prints_of
from bield.concerns.queries.required import required_items, standing_duties, without_links
from bield.concerns.queries.sight import change_in_words, changed_by, concern
from bield.concerns.queries.times import own_times
from bield.concerns.queries.triage_page import answers, locks
from bield.concerns.rules import door as door_rules
from bield.concerns.sealed import open_entry, open_name, open_narrative
from bield.concerns.states import (
    UNTAKEN,
    WORKED,
    WRITTEN_BY_HAND,
    ActionState,
    ConcernState,
    EntryKind,
    PartyRole,
    Support,
    Track,
    Why,
    risk_word,
)
from bield.concerns.subjects import label_of
from bield.concerns.triaging import RequiredItem
from bield.duties.queries import SubjectDuty
from bield.kit import rows
from bield.kit.languages import english_name
from bield.kit.refusals import Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION
from bield.vault import queries as vault

HOUSE = "Bield"  # what the house does by itself


def concern_page(actor: Actor, reference: str, *, at: datetime) -> ConcernPage:
    """The whole concern. The view has called `commands.open_concern` first, which records it."""
    found = concern(actor, reference)
    label = partial(people.label, people.organisation(actor))
    key = vault.secret(found.organisation_id, found.key_id)
    narrative = open_narrative(key, reference, bytes(found.narrative))
    readers = list(found.readers.select_related("person").order_by("pk"))
    way = way_back_of(found, at)
    why = next(row.why for row in readers if row.person_id == actor.person_id)
    names = _names(found)
    facts = facts_of(found, at=at, key=key)
    outcome = work_out(facts)
    stands = standing_duties(found, key, outcome, at)
    parties = _parties(found, key, label, at)
    own = own_times(found.organisation_id)
    picked = [one.person_id for one in parties if one.person_id is not None]
    flags = standing_flags(actor, picked, at)
    meant = may_be(actor, [one.name for one in parties if not one.known])
    required = required_items(
        reference,
        outcome,
        stands,
        {one.number: one.name for one in parties},
        own,
        at,
        sources=sources(found, outcome, stands, at),
        ask_first=bool(guards.interview(facts, outcome.locks)),
    )
    table = is_from_table(found)
    if table and found.stage == ConcernState.CLOSED:  # over there: nothing is asked of us
        required = ()
    decides = rules.work(why) is None
    if not decides:
        required = without_links(required)
    lines = _chronology(found, key, at, told_at_door=way is not None)
    takers = [row for row in readers if row.why != Why.GRANTED]
    return ConcernPage(
        reference=reference,
        version=found.version,
        site=found.site.name,
        state=found.stage,
        state_word=ConcernState(found.stage).label,
        track_word=Track(found.track).label,
        danger_now=found.danger_now,
        danger=rules.is_danger(found.danger_now),
        risk=found.risk,
        risk_word=risk_word(
            found.risk, facts.answers.get("danger", (found.danger_now,))[0], found.stage
        ),
        reported=known_day(found.reported_at, at, day_alone=table),
        from_table=table,
        reporter=names.get(found.reporter_id, ""),
        acknowledged=moment_or_none(found.acknowledged_at, at),
        acknowledged_by=names.get(found.acknowledged_by_id, ""),
        owner=names.get(found.owner_id, ""),
        due=moment_or_none(found.due_at, at),
        overdue=_late(found.due_at, at),
        closed=moment_or_none(found.closed_at, at),
        way_back=way,
        uncalled=any(one.code == "refer_danger" for one in outcome.open),
        next_step=_read_first(found, way)
        or (their_no(found, key, facts, outcome, at) if decides else None)
        or _next_step(found, readers, names, required, at),
        account=narrative.account,
        put_right_in=lines[0].corrected_by,  # the first line is the report
        child_words=narrative.child_words,
        done=narrative.done,
        where=narrative.where,
        happened=narrative.happened,
        happened_on=found.happened_on,
        told=intake.in_words(facts.done, at),
        wants=narrative.wants,
        support=_support(narrative.support),
        reach=narrative.reach,
        told_in=english_name(narrative.language) if narrative.language else "",
        parties=tuple(
            replace(
                one,
                flags=flags.get(one.person_id or 0, ()),
                may_be=tuple(label for _, label in meant.get(one.name, ()) if not one.known),
            )
            for one in parties
        ),
        chronology=lines,
        body_maps=body_maps(found, key, {one.number: one.name for one in parties}, at),
        files=files(found, key, outcome, at=at),
        no_file=admitted(facts, outcome).file,
        readers=tuple(_reader(row, label, at) for row in readers),
        duties=tuple(
            _duty(duty, at) for duty in stands.values() if duty.subject == found.reference
        ),
        held=tuple(map(label_of, facts.held)),
        referrals=referrals(found, facts, at=at),
        locks=locks(outcome),
        required=required,
        prohibited=tuple(dict.fromkeys(one.says for one in outcome.prohibited)),
        answers=answers(facts, outcome, reference),
        unanswered=sum(not facts.asked(one.code) for one in outcome.questions),
        others=other_concerns(actor, found, picked, key, at=at),
        custody=custody_of(found, facts.done, at=at),
        changes=changes_of(found, facts.done, at=at),
        consultations=consultations_of(found, facts.done, at=at),
        signed=signed_items(actor, found, facts, parties),
        prints=prints_of(found, key, at),
        actions=_actions(found.stage, why, way),
        owner_choices=tuple((row.person.reference, row.person.name) for row in takers),
        reader_choices=tuple(
            (row.person.reference, row.person.name) for row in takers if row.asked_at is None
        ),
        entry_kinds=tuple((kind.value, kind.label) for kind in WRITTEN_BY_HAND),
        changed=change_in_words(found, names),
        printed=f"{actor.name}, {moment(at, at).exact}",
    )


def _late(due_at: datetime | None, at: datetime) -> bool:
    return due_at is not None and due_at < at


def _names(concern: Concern) -> dict[int | None, str]:
    ids = {concern.reporter_id, concern.acknowledged_by_id, concern.owner_id, changed_by(concern)}
    found = people.contacts(concern.organisation_id, [one for one in ids if one is not None])
    return {pk: person.name for pk, person in found.items()}


def _support(code: str) -> str:
    return str(Support(code).label) if code in Support.values else ""


def _read_first(concern: Concern, way: WayBackSeen | None) -> NextStep | None:
    """Somebody without a name came back: once it is taken, nothing comes before reading it."""
    if way is None or way.unheard is None or concern.stage in UNTAKEN:
        return None
    return NextStep(
        title="Read what the reporter wrote, and answer",
        who="",
        by_when=None,
        overdue=False,
        action="write",
    )


def _next_step(
    concern: Concern,
    readers: Iterable[Reader],
    names: dict[int | None, str],
    required: tuple[RequiredItem, ...],
    at: datetime,
) -> NextStep:
    """Acknowledge it; then whatever is required and due first; then what its stage asks for."""
    first = next((one for one in required if one.state == ActionState.OPEN), None)
    if first is not None and concern.stage in WORKED:
        return NextStep(
            title=f"{first.title}, for {first.whom}" if first.whom else first.title,
            who=first.who,
            by_when=first.due,
            overdue=first.overdue,
            action="",
            link=first.link,
            button=first.button,
        )
    title, action = STEP_OF[ConcernState(concern.stage)]
    if concern.stage in UNTAKEN:
        who = ", ".join(row.person.name for row in readers if row.asked_at is not None)
    else:
        who = names.get(concern.owner_id, "")
    return NextStep(
        title=title,
        who=who,
        by_when=moment_or_none(concern.due_at, at),
        overdue=_late(concern.due_at, at),
        action=action,
    )


STEP_OF = {
    ConcernState.SUBMITTED: ("Acknowledge this concern", "acknowledge"),
    ConcernState.REOPENED: ("Acknowledge this concern again", "acknowledge"),
    ConcernState.ACKNOWLEDGED: ("Finish triage", "triage"),
    ConcernState.TRIAGED: ("Write down what is done first", "add_entry"),
    ConcernState.IN_ACTION: ("Write down what is done next, or close it", "add_entry"),
    ConcernState.MONITORING: ("Look again, and write down what you find", "add_entry"),
    ConcernState.CLOSED: ("Nothing: this concern is closed", ""),
}


def _actions(stage: str, why: str, way: WayBackSeen | None) -> Actions:
    decides = rules.work(why)

    def step(command: str) -> Refusal | None:
        return decides or rules.step(command, stage)

    return Actions(
        acknowledge=step("acknowledge"),
        add_entry=None,
        assign=step("assign"),
        act=step("act"),
        pass_on=step("pass_on"),
        watch=step("watch"),
        exclude=decides,
        grant=decides,
        close=step("close"),
        reopen=step("reopen"),
        write=decides or door_rules.write_to_reporter(way_back=way is not None),
    )


PARTIES = "FROM concerns_party t WHERE t.concern_id = %s ORDER BY t.number"


def _parties(
    concern: Concern, key: bytes, label: Callable[[str], str], at: datetime
) -> tuple[PartyItem, ...]:
    parties: list[Party] = [party for (party,) in rows.read(PARTIES, [concern.pk], t=Party)]
    known = [party.person_id for party in parties if party.person_id is not None]
    if not known:
        return tuple(_typed(party, key, concern.reference) for party in parties)
    day = concern.happened_on or day_of(concern.reported_at)
    protected = people.protections(concern.organisation_id, known, day)
    held = people.held_by(concern.organisation_id, known, day_of(at))
    names = people.contacts(concern.organisation_id, known)
    return tuple(
        _typed(party, key, concern.reference)
        if party.person_id is None
        else PartyItem(
            number=party.number,
            name=names[party.person_id].name,
            role=party.role,
            role_word=PartyRole(party.role).label,
            known=True,
            child=protected[party.person_id] in CHILD,
            age_known=protected[party.person_id] != "unknown_age",
            posts=", ".join(
                label(role)
                for role, _ in held.get(party.person_id, [])
                if role in ADULTS_OF_THE_ORGANISATION
            ),
            person_id=party.person_id,
        )
        for party in parties
    )


CHILD = ("child", "unknown_age")


def _typed(party: Party, key: bytes, reference: str) -> PartyItem:
    sealed = bytes(party.name or b"")
    return PartyItem(
        number=party.number,
        name=open_name(key, reference, party.number, sealed),
        role=party.role,
        role_word=PartyRole(party.role).label,
        known=False,
        child=True,  # nobody knows better
        age_known=False,
        posts="",
    )


def _nameless(concern: Concern, entry: Entry, told_at_door: bool) -> str:
    if is_theirs(concern, entry.written_at):
        return ANOTHER_SETTING
    if entry.kind == EntryKind.FROM_REPORTER or (told_at_door and entry.kind == EntryKind.REPORTED):
        return "The reporter"
    return HOUSE


ENTRIES = "FROM concerns_entry e WHERE e.concern_id = %s ORDER BY e.number"


def _chronology(
    concern: Concern, key: bytes, at: datetime, *, told_at_door: bool
) -> tuple[ChronologyItem, ...]:
    entries: list[Entry] = [entry for (entry,) in rows.read(ENTRIES, [concern.pk], e=Entry)]
    writers = {entry.by_id for entry in entries if entry.by_id is not None}
    known = people.contacts(concern.organisation_id, writers)
    corrected = {entry.corrects: entry.number for entry in entries if entry.corrects}
    return tuple(
        ChronologyItem(
            number=entry.number,
            kind=entry.kind,
            kind_word=EntryKind(entry.kind).label,
            happened=happened(entry.happened_at, at, day_alone=entry.day_alone),
            written=written(concern, entry, at),
            by=known[entry.by_id].name if entry.by_id else _nameless(concern, entry, told_at_door),
            text=open_entry(key, concern.reference, entry.number, bytes(entry.text)),
            late=entry.late,
            corrects=entry.corrects,
            corrected_by=corrected.get(entry.number),
        )
        for entry in entries
    )


def _reader(row: Reader, label: Callable[[str], str], at: datetime) -> ReaderItem:
    post = row.basis.split(":")[0]
    why = Why.GRANTED.label if row.why == Why.GRANTED else label(post)
    if row.why == Why.CALLED_IN:
        why = f"{why}, {Why.CALLED_IN.label}"
    return ReaderItem(
        reference=row.person.reference,
        name=row.person.name,
        why=why,
        asked=moment_or_none(row.asked_at, at),
    )


def _duty(duty: SubjectDuty, at: datetime) -> DutyItem:
    return DutyItem(
        title=duty.title,
        holders=", ".join(duty.holders),
        due=moment(duty.due_at, at),
        overdue=duty.overdue,
    )
