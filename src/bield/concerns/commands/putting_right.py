"""Who is in a concern, put right: tied to the person, replaced, taken out, or added.

Whatever rested on the mistake ends with it, in one transaction: the file of whoever was named by
mistake keeps nothing, and whoever is named now reads nothing.
"""

from datetime import datetime

from bield.concerns import queries, rules
from bield.concerns.about import About
from bield.concerns.commands import readers
from bield.concerns.commands.chronicle import found
from bield.concerns.commands.mistaken import meant_instead
from bield.concerns.commands.named_now import PutRightDone, follow_it, name_of, named_by
from bield.concerns.models import BodyMark, Concern, Party, PutRight
from bield.concerns.people_in_it import Says, What, open_said
from bield.concerns.rules import putting_right
from bield.concerns.sealed import seal_name
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault


@recorded
@keeps("TP-2.9h1")
def put_right(
    actor: Actor,
    reference: str,
    number: int,
    *,
    who: About,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> PutRightDone:
    """Say who is meant: a name as typed is tied to somebody; whoever was named by mistake makes
    room for somebody else, who has a number of their own, because nothing was done for them yet."""
    concern, key = _concern(actor, reference)
    party = Party.objects.filter(concern=concern, number=number).first()
    tied = party is not None and party.person_id is None
    what = What.TIED if tied else What.REPLACED
    says = _says(what, concern, who, reason)
    if (again := _said_already(actor, concern, key, says, number, at)) is not None:
        return _again(actor, concern, again, at)
    found(actor, reference, version=version)
    if party is None:
        raise NotFound(f"{reference}:{number}")
    was = name_of(concern, key, party)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.reason(reason),
        rules.only_words(reason=reason, person=who.name),
        _may_be_named(concern, who, role=party.role),
        None if tied else putting_right.without_them(reason, was),
        putting_right.somebody_reads_it(_left(concern, who, at)),
    )
    before = queries.facts(concern, at=at, key=key)
    meant_before = _meant(concern, party, was)
    now = _next_number(concern)
    if tied:
        now = number
        party.person_id = who.person_id
        party.name = _sealed(concern, key, number, who)
        party.save(update_fields=["person", "name"])
    else:
        fresh = _new(concern, key, now, who, party.role)
        meant_instead(actor, concern, party, fresh, at=at)
        party.delete()
    return follow_it(
        actor,
        concern,
        key,
        before,
        says | {"was": was, "role": party.role},
        numbers=(number, now),
        lost=meant_before,
        fresh=who,
        at=at,
    )


@recorded
def name_no_more(
    actor: Actor,
    reference: str,
    number: int,
    *,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> PutRightDone:
    """Somebody was named by mistake, and nobody instead."""
    concern, key = _concern(actor, reference)
    party = Party.objects.filter(concern=concern, number=number).first()
    says = _says(What.TAKEN_OUT, concern, None, reason)
    if (again := _said_already(actor, concern, key, says, number, at)) is not None:
        return _again(actor, concern, again, at)
    found(actor, reference, version=version)
    if party is None:
        raise NotFound(f"{reference}:{number}")
    was = name_of(concern, key, party)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.reason(reason),
        rules.only_words(reason=reason),
        putting_right.without_them(reason, was),
        putting_right.taken_out(marked=BodyMark.objects.filter(party=party).exists()),
    )
    before = queries.facts(concern, at=at, key=key)
    meant_before = _meant(concern, party, was)
    meant_instead(actor, concern, party, None, at=at)
    party.delete()
    return follow_it(
        actor,
        concern,
        key,
        before,
        says | {"was": was, "role": party.role},
        numbers=(number, None),
        lost=meant_before,
        fresh=None,
        at=at,
    )


@recorded
def name_also(
    actor: Actor,
    reference: str,
    *,
    who: About,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> PutRightDone:
    """Somebody else is in it, with a part of their own."""
    concern, key = _concern(actor, reference)
    says = _says(What.ADDED, concern, who, reason)
    if (again := _said_already(actor, concern, key, says, None, at)) is not None:
        return _again(actor, concern, again, at)
    found(actor, reference, version=version)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.reason(reason),
        rules.only_words(reason=reason, person=who.name),
        _may_be_named(concern, who, role=who.role),
        putting_right.somebody_reads_it(_left(concern, who, at)),
    )
    before = queries.facts(concern, at=at, key=key)
    now = _next_number(concern)
    _new(concern, key, now, who, who.role)
    return follow_it(
        actor,
        concern,
        key,
        before,
        says | {"role": who.role},
        numbers=(None, now),
        lost=frozenset(),
        fresh=who,
        at=at,
    )


# ------ before


def _concern(actor: Actor, reference: str) -> tuple[Concern, bytes]:
    concern = found(actor, reference)
    return concern, vault.secret(concern.organisation_id, concern.key_id)


def _says(what: What, concern: Concern, who: About | None, reason: str) -> Says:
    now = ""
    if who is not None:
        ids = [who.person_id] if who.person_id is not None else []
        known = people.people_by_id(concern.organisation_id, ids)
        now = known[ids[0]].name if ids and ids[0] in known else who.name.strip()
    return {"what": what.value, "now": now, "reason": reason.strip()}


def _said_already(
    actor: Actor, concern: Concern, key: bytes, says: Says, number: int | None, at: datetime
) -> PutRight | None:
    """The same from the same person a moment ago: a form that was sent again. A name that was tied
    a moment ago is somebody by now."""
    same = PutRight.objects.filter(
        concern=concern, was=number, by=actor.person_id, put_at__gt=at - SENT_AGAIN
    )
    for row in same:
        opened = open_said(key, concern.reference, row.number, bytes(row.says))
        tied = says["what"] == What.REPLACED and opened["what"] == What.TIED
        wanted = says | ({"what": What.TIED.value} if tied else {})
        if all(opened[name] == value for name, value in wanted.items()):
            return row if _stands(concern, row) else None
    return None


def _stands(concern: Concern, row: PutRight) -> bool:
    """Nobody has put it right again since."""
    return not PutRight.objects.filter(concern=concern, number__gt=row.number).exists()


def _again(actor: Actor, concern: Concern, row: PutRight, at: datetime) -> PutRightDone:
    note(event="concern.sent-again", subject=concern.reference, by=actor.id, at=at)
    return PutRightDone(row.now or 0, read_on=queries.reads(actor, concern))


def _may_be_named(concern: Concern, who: About, *, role: str) -> list[Refusal]:
    ids = [who.person_id] if who.person_id is not None else []
    return putting_right.somebody(
        About(who.person_id, who.name, role),
        known=bool(people.people_by_id(concern.organisation_id, ids)),
        already=bool(ids) and Party.objects.filter(concern=concern, person_id=ids[0]).exists(),
    )


def _meant(concern: Concern, party: Party, name: str) -> frozenset[int]:
    """Whom the report was kept from because it named this."""
    if party.person_id is not None:
        return frozenset({party.person_id})
    return people.bearing(concern.organisation_id, [name])


def _left(concern: Concern, who: About, at: datetime) -> int:
    """How many could read it, or would be called in, once these are named."""
    without = named_by(concern, who)
    to = readers.routed_on(concern, at, without=without)
    return len({*readers.left(concern, at, without=without), *to.seats.next(frozenset())})


# ------ the people themselves


def _next_number(concern: Concern) -> int:
    """One that nobody ever had here: what was done for somebody is found by it."""
    had = [*Party.objects.filter(concern=concern).values_list("number", flat=True)]
    for pair in PutRight.objects.filter(concern=concern).values_list("was", "now"):
        had += [one for one in pair if one is not None]
    return max(had, default=0) + 1


def _sealed(concern: Concern, key: bytes, number: int, who: About) -> bytes | None:
    if who.person_id is not None:
        return None
    return seal_name(key, concern.reference, number, who.name.strip())


def _new(concern: Concern, key: bytes, number: int, who: About, role: str) -> Party:
    return Party.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=number,
        person_id=who.person_id,
        name=_sealed(concern, key, number, who),
        role=role,
    )
