"""The main road begins here: somebody tells what they saw, heard or were told."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bield.concerns import queries, roads, rules
from bield.concerns.about import About
from bield.concerns.commands import readers
from bield.concerns.commands.alerting import join
from bield.concerns.commands.doing import keep_answers
from bield.concerns.commands.informing import inform_at_once
from bield.concerns.commands.managing import let_manager_in
from bield.concerns.commands.mentioning import mention_all
from bield.concerns.commands.own_duties import owe_at_once
from bield.concerns.commands.slips import enter, may_be_entered
from bield.concerns.intake import NOTHING, Intake
from bield.concerns.lenses.kinds import lenses_of
from bield.concerns.models import Concern, Entry, Exclusion, Party
from bield.concerns.pages import Receipt
from bield.concerns.roads import Named
from bield.concerns.rules.informing import Technical
from bield.concerns.sealed import Narrative, seal_entry, seal_name, seal_narrative
from bield.concerns.sources import got_out, source_of
from bield.concerns.states import REPORT_FORM, ConcernState, EntryKind, Lens, Why
from bield.kit import rows
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.kit.times import exact, exact_day
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Contact, Roster
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Protection
from bield.vault import search
from bield.vault.commands import Key, new_key
from bield.vault.search.words import ORDINARY

END_OF_DRAFT = "DELETE FROM concerns_draft WHERE person_id = %s AND form = %s"


@dataclass(frozen=True)
class _Named:
    """Whom the report names, as far as the organisation knows them."""

    picked: dict[int, Protection | None]  # from the list, and whether each is protected
    meant: frozenset[int]  # by a typed name
    has_an_adult_of_the_organisation: bool

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(self.picked) | self.meant


@recorded
@keeps("TP-A1-1", "TP-A1-9a", "OT-7b", "OT-7c", "EY-77", "TP-2.9h1")
def report(
    actor: Actor,
    *,
    site_id: int,
    danger_now: str,
    account: str,
    send_key: str,
    at: datetime,
    child_words: str = "",
    about: Sequence[About] = (),
    may_mean: Collection[int] = (),
    happened: str = "",
    where: str = "",
    done: str = "",
    colleague: bool = False,
    happened_on: date | None = None,
    happened_precision: str = "",
    intake: Intake = NOTHING,
    wants: str = "",
    support: str = "",
    reach: str = "",
    from_draft: bool = True,
    at_door: bool = False,
    language: str = "",
) -> Receipt:
    """Put a concern in front of those designated for the place, less everyone it is about.

    Sent again with the same key by the same person, it answers with the first receipt.
    `colleague` says that one of us is in question, even when no name is known; `intake` is
    whatever else was answered. What another system sends was never the reporter's draft, and
    leaves a begun one alone. `may_mean`: people here whom a typed line may name, of whom its writer
    could not be asked. `at_door`: it was promised that whoever is named does not see it.
    `language`: that of the page, where it was not English.
    """
    sent = queries.sent(actor, send_key)
    if sent is not None:
        note(event="concern.sent-again", subject=sent.reference, by=actor.id, at=at)
        return queries.receipt_of(sent, at=at, again=True)
    named = _named(actor, about, happened_on=happened_on, at=at)
    named = replace(named, meant=named.meant | (frozenset(may_mean) - named.picked.keys()))
    roster = people.roster(actor.organisation_id, day_of(at))
    if at_door:
        named = _spoken_of(named, roster, about, (account, child_words, done, where, happened))
    enforce(
        rules.report(
            account=account,
            danger_now=danger_now,
            place_known=site_id in roster.branches,
            strangers=any(who.person_id not in named.picked for who in about if who.person_id),
            send_key=send_key,
        ),
        rules.noticed(intake.noticed_on, intake.late_reason, at),
        may_be_entered(actor, intake.paper, at=at),
        rules.only_words(
            account=account,
            child_words=child_words,
            done=done,
            where=where,
            happened=happened,
            late_reason=intake.late_reason,
            seen_how=intake.seen_how,
            reach=reach,
            account_concerned=intake.account_concerned,
            device=intake.device,
            paper_by=intake.paper.by if intake.paper else "",
            written_by=intake.written_by,
            about="\n".join(who.name for who in about),
        ),
    )
    late = rules.is_noticed_late(intake.noticed_on, at)
    one_of_us = colleague or intake.adult_here or intake.of_conduct
    house = people.organisation_by_id(actor.organisation_id)
    concern = Concern(
        organisation_id=actor.organisation_id,
        reference=queries.free_reference(actor.organisation_id),
        site_id=site_id,
        danger_now=danger_now,
        stage=ConcernState.SUBMITTED,
        about_id=next((who.person_id for who in about if who.is_subject), None),
        reporter_id=actor.person_id,
        send_key=send_key,
        source=source_of(intake),
        reported_at=at,
        happened_on=happened_on,
        happened_precision=happened_precision,
        changed_at=at,
        changed_by=actor.id,
        changed_what=EntryKind.REPORTED,
    )
    _judge(
        concern,
        named,
        colleague=one_of_us,
        picture=intake.may_be_picture,
        hours=house.acknowledge_within_hours,
    )
    narrative = Narrative(
        account, child_words, done, where, happened, wants, support, reach, language
    )
    lines = intake.lines(done)
    key = _write(actor, concern, narrative, about, late, lines, at)
    mention_all(concern, key, narrative, about, intake)
    keep_answers(concern, key, intake.answers(colleague=one_of_us), at=at)
    enter(actor, concern, intake.paper, at=at)
    join(actor, intake.item, at=at)
    if intake.item is not None and Lens.SECURITY in lenses_of(intake.kind):
        got_out(actor, intake.item.reference, at=at)
    _keep_away(concern, named, at)
    to = readers.routed(concern, roster, Named(named.ids))
    note(
        event="concern.reported",
        subject=concern.reference,
        by=actor.id,
        at=at,
        danger=danger_now,
        risk=concern.risk,
        road=concern.track,
        site=f"site:{site_id}",
        readers=len(to.seats.readers),
        **({"late": True} if late else {}),  # type: ignore[arg-type]  # a fact, no other argument
    )
    first = readers.first_asked(concern, to)
    told_of = {*to.seats.readers, *first, *named.picked}
    known = people.contacts(actor.organisation_id, told_of, roster=roster)
    _send(actor, concern, to, known, at)
    names = [*(who.name for who in about), *(known[one].name for one in named.picked)]
    words = (account, child_words, done, where, intake.seen_how, *names)
    spoken = (*words, happened)
    if not (one_of_us or named.has_an_adult_of_the_organisation):
        when = exact_day(happened_on) if happened_on else f"told on {exact(at)}"
        told = Technical(intake.account_concerned, intake.device, when)
        inform_at_once(actor, concern, kind=intake.kind, told=told, words=spoken, at=at)
    owe_at_once(actor, concern, key, intake.kind, at)
    _let_find(concern, "\n".join(words), to)
    let_manager_in(concern, intake.kind, to, named.ids, words=spoken, at=at)
    if from_draft:
        rows.run(END_OF_DRAFT, [actor.person_id, REPORT_FORM])
    return queries.receipt_for(
        concern,
        [(known[one].name, roads.basis(roster, one, site_id)) for one in to.seats.readers or first],
        house,
        at=at,
    )


def _named(
    actor: Actor, about: Sequence[About], *, happened_on: date | None, at: datetime
) -> _Named:
    house = actor.organisation_id
    picked = {who.person_id for who in about if who.person_id is not None}
    meant = people.bearing(house, [who.name for who in about if who.person_id is None])
    everyone = picked | meant
    held = people.held_by(house, everyone, day_of(at)) if everyone else {}
    return _Named(
        picked=people.protections(house, picked, happened_on or day_of(at)) if picked else {},
        meant=meant - picked,
        has_an_adult_of_the_organisation=any(
            role in ADULTS_OF_THE_ORGANISATION for posts in held.values() for role, _ in posts
        ),
    )


def _spoken_of(
    named: _Named, roster: Roster, about: Sequence[About], told: Sequence[str]
) -> _Named:
    """Of those who might read it, also whoever a first name or half a name may mean."""
    readers = {pk: contact.name for pk, contact in roster.contacts.items()}
    by_name = people.spoken_of([who.name for who in about], readers, ordinary=ORDINARY)
    in_words = people.spoken_of(told, readers, ordinary=ORDINARY)
    return replace(
        named,
        meant=(named.meant | by_name | in_words) - named.picked.keys(),
        has_an_adult_of_the_organisation=named.has_an_adult_of_the_organisation or bool(by_name),
    )


def _judge(
    concern: Concern, named: _Named, *, colleague: bool, hours: int, picture: bool = False
) -> None:
    """Road, risk and clock, from what the report says alone."""
    adult = colleague or named.has_an_adult_of_the_organisation
    danger = rules.is_danger(concern.danger_now)
    concern.track = rules.track(adult_in_question=adult, picture=picture, danger=danger)
    concern.risk = rules.risk(
        danger_now=concern.danger_now,
        grave=adult or picture,
        protected=not named.picked or any(named.picked.values()),
    )
    concern.due_at = rules.acknowledge_by(concern.reported_at, hours=hours, danger=danger)


def _write(
    actor: Actor,
    concern: Concern,
    narrative: Narrative,
    about: Sequence[About],
    late: bool,
    lines: Sequence[tuple[EntryKind, str]],
    at: datetime,
) -> bytes:
    """The rows of the concern itself, everything in words sealed under a key of its own."""
    concern.entries_written = 1 + len(lines)
    key = new_key(actor, context=concern.reference, at=at)
    concern.key_id = key.id
    concern.narrative = seal_narrative(key.secret, concern.reference, narrative)
    rows.insert([concern])
    rows.insert(
        [
            Entry(
                organisation_id=concern.organisation_id,
                concern=concern,
                number=number,
                kind=kind,
                late=late and number == 1,
                written_at=at,
                by_id=actor.person_id,
                text=seal_entry(key.secret, concern.reference, number, text),
            )
            for number, (kind, text) in enumerate([(EntryKind.REPORTED, ""), *lines], start=1)
        ]
    )
    rows.insert([_party(concern, number, who, key) for number, who in enumerate(about, start=1)])
    return key.secret


def _party(concern: Concern, number: int, who: About, key: Key) -> Party:
    typed = who.person_id is None
    return Party(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=number,
        person_id=who.person_id,
        name=seal_name(key.secret, concern.reference, number, who.name) if typed else None,
        role=who.role,
    )


def _keep_away(concern: Concern, named: _Named, at: datetime) -> None:
    """Everyone the report is about, for good, whatever post they come to hold."""
    rows.insert(
        [
            Exclusion(
                organisation_id=concern.organisation_id,
                concern=concern,
                person_id=person_id,
                since=at,
                named=True,
            )
            for person_id in sorted(named.ids)
        ]
    )


def _send(
    actor: Actor,
    concern: Concern,
    to: readers.Routed,
    known: Mapping[int, Contact],
    at: datetime,
) -> None:
    """Onto the desks of those entitled; the first of them are asked to take it."""
    first = readers.first_asked(concern, to)
    asked = dict.fromkeys(first, at)
    readers.seat(concern, to.seats.readers, to.roster, asked=asked)
    if not to.seats.readers:  # never without anybody: from the board, from outside
        readers.seat(concern, first, to.roster, why=Why.CALLED_IN, asked=asked)
    readers.ask(actor, concern, first, at, telling_also=readers.hears(to), known=known)


def _let_find(concern: Concern, words: str, to: readers.Routed) -> None:
    seated = to.seats.readers or readers.first_asked(concern, to)
    bases = {one: roads.basis(to.roster, one, concern.site_id) for one in seated}
    filed = readers.scopes(concern.organisation_id, concern.site_id, bases)
    found = (concern.pk, words, filed)
    search.bulk_index(concern.organisation_id, [found])
