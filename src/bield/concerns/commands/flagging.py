"""Flags of a person: set, said to stand still, and ended with a reason. Nothing is taken out."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from bield.concerns import rules
from bield.concerns.commands import telling
from bield.concerns.flags import Says, Told, seal_step
from bield.concerns.models import Concern, Flag, FlagSaid, KeptFromFlag, Party
from bield.concerns.queries import flags, my_row
from bield.concerns.queries.transferring import read_by_all
from bield.concerns.rules import flagging
from bield.concerns.rules.flagging import Flagging
from bield.concerns.states import FLAG, FlagStep
from bield.duties import commands as duties
from bield.kit import rows, times
from bield.kit.refusals import NotFound, enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role
from bield.vault import queries as vault
from bield.vault.commands import new_key


@recorded
def set_flag(actor: Actor, reference: str, number: int, flag: Flagging, *, at: datetime) -> str:
    """Whoever reads a concern about the person sees it from now on, less whom it names."""
    party = flags.flagged(actor, reference, number)
    before = flags.told(actor, [_who(party)])
    says = _says(flag)
    if (again := _set_already(actor, before, says, at)) is not None:
        note(event="concern.flag-set-again", subject=again, by=actor.id, at=at)
        return again
    kept = _kept(actor, party, flag)
    enforce(
        rules.work(my_row(actor, party.concern).why),
        flagging.set_flag(
            flag,
            standing={one.first["kind"] for one in before if not one.ended},
            names_actor=actor.person_id in kept,
        ),
    )
    row = Flag(
        organisation_id=actor.organisation_id,
        person_id=_who(party),
        concern=party.concern,
        set_at=at,
    )
    key = new_key(actor, context=row.reference, at=at)
    row.key_id = key.id
    rows.insert([row])
    rows.insert(
        [
            KeptFromFlag(organisation_id=actor.organisation_id, flag=row, person_id=one)
            for one in sorted(kept)
        ]
    )
    _say(actor, row, key.secret, 1, FlagStep.SET, says, at)
    _look_again(actor, row, reference, number, flag.until_on, at)
    note(event="concern.flag-set", subject=row.reference, by=actor.id, at=at)
    return row.reference


@recorded
def keep_flag(
    actor: Actor,
    reference: str,
    number: int,
    flag: str,
    *,
    words: str,
    at: datetime,
    until_on: date | None = None,
    version: int | None = None,
) -> None:
    """Somebody asked, and it still stands: until another day, or until further notice."""
    one = _open(actor, reference, number, flag, version)
    enforce(
        rules.words(words, field="words"),
        rules.only_words(words=words),
        flagging.still_stands(until_on=until_on, begins_on=one.begins_on, today=day_of(at)),
    )
    says = {"until_on": _iso(until_on), "words": words.strip()}
    _say_more(actor, one, FlagStep.STANDS, says, at)
    duties.done(actor, FLAG, subject=flag, evidence="still-stands", at=at)
    _look_again(actor, one.row, reference, number, until_on, at)
    note(event="concern.flag-kept", subject=flag, by=actor.id, at=at)


@recorded
def end_flag(
    actor: Actor,
    reference: str,
    number: int,
    flag: str,
    *,
    ended_on: date,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> None:
    """It holds no more. It stays in the chronology, with the reason."""
    one = _open(actor, reference, number, flag, version)
    enforce(
        rules.reason(reason),
        rules.only_words(reason=reason),
        flagging.ended(ended_on=ended_on, begins_on=one.begins_on, today=day_of(at)),
    )
    says = {"ended_on": ended_on.isoformat(), "reason": reason.strip()}
    _say_more(actor, one, FlagStep.ENDED, says, at)
    duties.done(actor, FLAG, subject=flag, evidence="ended", at=at)
    note(event="concern.flag-ended", subject=flag, by=actor.id, at=at)


def tell_flag_late(actor: Actor, flag: str, holder_ids: Sequence[int], at: datetime) -> None:
    """Its day has passed: whoever was asked, as long as they may know of it, and nobody else."""
    row = Flag.objects.get(organisation_id=actor.organisation_id, reference=flag)
    told = set(read_by_all([row.concern_id], holder_ids)) - _kept_from(row)
    known = people.contacts(actor.organisation_id, told)
    telling.late(actor, [known[one] for one in sorted(told)], about=flag, at=at)


def _who(party: Party) -> int:
    assert party.person_id is not None  # noqa: S101  # `flagged` asks for it
    return int(party.person_id)


def _me(actor: Actor) -> int:
    if actor.person_id is None:
        raise NotFound("the house sets no flag by itself")
    return actor.person_id


def _open(actor: Actor, reference: str, number: int, flag: str, version: int | None) -> Told:
    """The flag, when the actor may say something of it and has seen what was said last."""
    party = flags.flagged(actor, reference, number)
    one = flags.one_flag(actor, _who(party), flag)
    enforce(
        rules.work(my_row(actor, party.concern).why), flagging.open_still(ended_by=one.ended_by)
    )
    if version not in {None, len(one.steps)}:
        word = str(FlagStep(one.last.what).label).lower()
        enforce(flagging.changed(f"{one.last.by}, {times.exact(one.last.written_at)}: {word}"))
    return one


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _says(flag: Flagging) -> Says:
    return {
        "kind": flag.kind,
        "whom": flag.names,
        "begins_on": flag.begins_on.isoformat(),
        "until_on": _iso(flag.until_on),
        "words": flag.words.strip(),
        "source": flag.source.strip(),
    }


def _kept(actor: Actor, party: Party, flag: Flagging) -> frozenset[int]:
    """Whom it is about, whom it names, and everybody who may be meant by a name that was typed."""
    picked = {one.person_id for one in flag.whom if one.person_id is not None}
    typed = [one.name for one in flag.whom if one.person_id is None]
    return people.bearing(actor.organisation_id, typed) | picked | {_who(party)}


def _set_already(actor: Actor, before: Sequence[Told], says: Says, at: datetime) -> str | None:
    """The same from the same person a moment ago: a form that was sent again."""
    for one in before:
        first = one.steps[0]
        if first.says == says and first.by == actor.name and first.written_at > at - SENT_AGAIN:
            return str(one.row.reference)
    return None


def _say_more(actor: Actor, one: Told, what: FlagStep, says: Says, at: datetime) -> None:
    key = vault.secret(actor.organisation_id, one.row.key_id)
    _say(actor, one.row, key, len(one.steps) + 1, what, says, at)


def _say(
    actor: Actor,
    row: Flag,
    key: bytes,
    number: int,
    what: FlagStep,
    says: Says,
    at: datetime,
) -> None:
    said = FlagSaid(
        organisation_id=row.organisation_id,
        flag=row,
        number=number,
        what=what.value,
        says=seal_step(key, row.reference, number, says),
        written_at=at,
        by_id=_me(actor),
    )
    rows.insert([said])


def _look_again(
    actor: Actor, row: Flag, reference: str, number: int, until_on: date | None, at: datetime
) -> None:
    """A step for whoever said so, and for the lead where the lead may know of it."""
    if until_on is None or until_on < day_of(at):
        return
    lead = people.roster(actor.organisation_id, day_of(at)).holders(Role.LEAD)
    reading: Collection[int] = read_by_all([row.concern_id], lead)
    duties.open_duty(
        actor,
        FLAG,
        subject=row.reference,
        holder_ids=sorted({*reading, _me(actor)} - _kept_from(row)),
        at=at,
        due_at=flags.noon(until_on),
        link=f"/concern/{reference}/person/{number}/flags/",
    )


def _kept_from(row: Flag) -> set[int]:
    return set(KeptFromFlag.objects.filter(flag=row).values_list("person_id", flat=True))


def go_with(
    actor: Actor, concern: Concern, person_id: int, party: Party | None, *, at: datetime
) -> None:
    """Set from a concern that had named somebody by mistake: each flag goes on with whoever is
    meant. With nobody, it is shown to nobody (`queries.flags.flags_for`) and asked about no more.
    """
    set_here = list(Flag.objects.filter(concern=concern, person_id=person_id).order_by("pk"))
    for row in set_here:
        duties.waive(actor, FLAG, subject=row.reference, reason_code="not-required", at=at)
    if party is None or party.person_id is None:
        return
    for row in set_here:
        row.person_id = party.person_id
        row.save(update_fields=["person"])
        KeptFromFlag.objects.get_or_create(
            flag=row,
            person_id=party.person_id,
            defaults={"organisation_id": row.organisation_id},
        )
    moved = {row.pk for row in set_here}
    for one in flags.told(actor, [party.person_id]):
        if one.row.pk in moved and not one.ended:
            _look_again(actor, one.row, concern.reference, party.number, one.until_on, at)
