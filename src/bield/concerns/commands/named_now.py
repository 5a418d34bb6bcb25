"""What follows when the people of a concern were put right: its line, who reads it, its road."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bield.concerns import queries
from bield.concerns.about import About
from bield.concerns.commands import readers
from bield.concerns.commands.chronicle import write
from bield.concerns.commands.following import follow
from bield.concerns.commands.linking import watch_again
from bield.concerns.commands.mentioning import mention_people
from bield.concerns.commands.mistaken import leave_their_file, leave_their_steps
from bield.concerns.commands.sight import keep_away_whom_it_names_now
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Facts
from bield.concerns.models import Concern, Exclusion, Party, PutRight
from bield.concerns.people_in_it import IN_WORDS, Says, What, seal_said
from bield.concerns.sealed import open_name
from bield.concerns.states import ConcernState, EntryKind, PartyRole
from bield.ledger.record import note
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import search

AGAIN = (ConcernState.TRIAGED, ConcernState.IN_ACTION)  # from here triage is looked at again


@dataclass(frozen=True, slots=True)
class PutRightDone:
    number: int  # of the person in the concern; 0: is in it no more
    read_on: bool  # whoever did it still reads the concern: it may name them now


def follow_it(
    actor: Actor,
    concern: Concern,
    key: bytes,
    before: Facts,
    says: Says,
    *,
    numbers: tuple[int | None, int | None],
    lost: frozenset[int],
    fresh: About | None,
    at: datetime,
) -> PutRightDone:
    was, now = numbers
    words = IN_WORDS[What(says["what"])]
    part = str(PartyRole(says["role"]).label).lower()
    _keep(actor, concern, key, {"was": "", **says}, numbers, at)
    _call_it_by(concern)
    mention_people(concern, key)
    if was is not None and was != now:
        leave_their_steps(actor, concern, key, was, at=at)
        leave_their_file(actor, concern, was, at=at)
    write(actor, concern, EntryKind.CORRECTION, f"{words} ({part}).\n{says['reason']}", at=at)
    _find_by(concern, key, says)
    _let_go(concern, key, lost)
    _triage_again(concern, key, before, at)
    note(
        event="concern.people-put-right",
        subject=concern.reference,
        by=actor.id,
        at=at,
        what=says["what"],
    )
    if fresh is not None:
        keep_away_whom_it_names_now(actor, concern, _to_keep_away(concern, fresh), at=at)
    follow(actor, concern, at, anew=_was_never_one_of_us(concern, key, before, at))
    if fresh is not None and fresh.person_id is not None:
        watch_again(actor, concern, at)
    return PutRightDone(now or 0, read_on=queries.reads(actor, concern))


def _keep(
    actor: Actor,
    concern: Concern,
    key: bytes,
    says: Says,
    numbers: tuple[int | None, int | None],
    at: datetime,
) -> None:
    number = PutRight.objects.filter(concern=concern).count() + 1
    PutRight.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=number,
        was=numbers[0],
        now=numbers[1],
        says=seal_said(key, concern.reference, number, says),
        put_at=at,
        by_id=actor.person_id or 0,  # the house puts nobody right by itself
    )


def _call_it_by(concern: Concern) -> None:
    """Lists call a concern by the first person it is about who was picked. Saved with the line."""
    about = Party.objects.filter(concern=concern, person_id__isnull=False)
    first = about.exclude(role=PartyRole.OTHER).order_by("number").first()
    concern.about_id = first.person_id if first else None


def _find_by(concern: Concern, key: bytes, says: Says) -> None:
    """By the new name, and by the old one only where somebody's words say it."""
    house = concern.organisation_id
    if says["now"]:
        search.extend(house, concern.pk, says["now"])
    if says.get("was"):
        said = "\n".join((*queries.everything_said(concern, key), *queries.names_of(concern)))
        search.withdraw(house, concern.pk, says["was"], stays=said)


def _let_go(concern: Concern, key: bytes, lost: Collection[int]) -> None:
    """Whoever is not meant shapes the road no more. They stay kept out: that is not theirs to
    find, and nobody is let in by a mistake that was put right."""
    picked = Party.objects.filter(concern=concern, person_id__isnull=False)
    typed = Party.objects.filter(concern=concern, person_id__isnull=True)
    names = [name_of(concern, key, one) for one in typed]
    still = {
        *picked.values_list("person_id", flat=True),
        *people.bearing(concern.organisation_id, names),
    }
    gone = Exclusion.objects.filter(concern=concern, person_id__in=set(lost) - still)
    gone.filter(named=True).update(mistaken=True)


def _to_keep_away(concern: Concern, fresh: About) -> list[int]:
    """Whoever was kept out already is, from now on, because it names them."""
    named = named_by(concern, fresh)
    out = Exclusion.objects.filter(concern=concern, person_id__in=named)
    known = set(out.values_list("person_id", flat=True))
    out.update(named=True, mistaken=None)
    return sorted(named - known)


def _triage_again(concern: Concern, key: bytes, before: Facts, at: datetime) -> None:
    """Other people, other questions: triage is finished again by whoever works on it."""
    facts = queries.facts(concern, at=at, key=key)
    if concern.stage in AGAIN and _who(facts) != _who(before):
        concern.stage = ConcernState.ACKNOWLEDGED
        concern.save(update_fields=["stage"])
        readers.move(concern)


def _who(facts: Facts) -> list[tuple[object, ...]]:
    return sorted(
        (one.role, one.protection, one.adult_of_the_organisation, one.known, one.age or 0)
        for one in facts.affected
    )


def _was_never_one_of_us(concern: Concern, key: bytes, before: Facts, at: datetime) -> bool:
    """An adult of the organisation was in question by the mistake alone."""
    now = work_out(queries.facts(concern, at=at, key=key))
    return work_out(before).adult_in_question and not now.adult_in_question


def name_of(concern: Concern, key: bytes, party: Party) -> str:
    if party.person_id is not None:
        known = people.people_by_id(concern.organisation_id, [party.person_id])
        return str(known[party.person_id].name)
    return open_name(key, concern.reference, party.number, bytes(party.name or b""))


def named_by(concern: Concern, who: About) -> frozenset[int]:
    if who.person_id is not None:
        return frozenset({who.person_id})
    return people.bearing(concern.organisation_id, [who.name])
