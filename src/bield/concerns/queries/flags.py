"""Flags of people: for whoever reads a concern about them, less whom a flag names."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from bield.concerns import rules
from bield.concerns.flags import FlagItem, FlagPage, FlagsPage, Step, Told, open_step, title
from bield.concerns.models import Exclusion, Flag, FlagSaid, KeptFromFlag, Party
from bield.concerns.moments import moment
from bield.concerns.pages import ChronologyItem
from bield.concerns.queries.sight import concern as concern_of
from bield.concerns.queries.sight import may_read, my_row, visible_to
from bield.concerns.rules import flagging
from bield.concerns.states import FlagKind, FlagStep
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.vault import queries as vault

NOON = time(12)  # of a day of which nobody knows the hour


def flags_for(actor: Actor) -> QuerySet[Flag]:
    """Those that are not kept from the actor. Whether the actor reads a concern about the person
    is for whoever asks to know: `visible_flags` looks.

    A flag is kept from whom it is about or names, and from whoever may not learn of the concern
    from which it was set. Where that names the person no more, it was set by mistake.
    """
    if not may_read(actor):
        return Flag.objects.none()
    named = KeptFromFlag.objects.filter(flag=OuterRef("pk"), person=actor.person_id)
    meant = Party.objects.filter(concern=OuterRef("concern"), person=OuterRef("person"))
    excluded = Exclusion.objects.filter(concern=OuterRef("concern"), person=actor.person_id)
    own = Flag.objects.filter(organisation_id=actor.organisation_id)
    return own.filter(Exists(meant), ~Exists(named), ~Exists(excluded))


def visible_flags(actor: Actor) -> QuerySet[Flag]:
    read = Party.objects.filter(
        person=OuterRef("person"), concern__in=visible_to(actor).values("concern_id")
    )
    return flags_for(actor).filter(Exists(read))


def flags_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Those of the references that this actor may know of: for duties and the record."""
    found = visible_flags(actor).filter(reference__in=references)
    return frozenset(found.values_list("reference", flat=True))


def flagged(actor: Actor, reference: str, number: int) -> Party:
    """Somebody who was picked, in a concern that the actor opens."""
    here = concern_of(actor, reference)
    named = Party.objects.filter(concern=here, number=number, person__isnull=False)
    party = named.select_related("person").first()
    if party is None:
        raise NotFound(f"{reference}:{number}")
    party.concern = here
    return party


def told(actor: Actor, person_ids: Collection[int]) -> list[Told]:
    """Flags of people about whom the actor reads a concern, in the order in which they were set.
    One statement, and one for the keys where there is a flag."""
    rows = list(
        FlagSaid.objects.filter(flag__in=flags_for(actor).filter(person__in=person_ids))
        .select_related("flag", "by")
        .order_by("flag_id", "number")
    )
    keys = vault.secrets(actor.organisation_id, {row.flag.key_id for row in rows})
    return [_told(list(said), keys) for _, said in groupby(rows, key=lambda row: int(row.flag_id))]


def _told(rows: Sequence[FlagSaid], keys: dict[int, bytes]) -> Told:
    flag = rows[0].flag
    opened = [open_step(keys[flag.key_id], flag.reference, row) for row in rows]
    whose = {name: opened[0][name] for name in ("kind", "whom")}
    steps = [
        Step(row.number, row.what, {**whose, **says}, row.by.name, row.written_at)
        for row, says in zip(rows, opened, strict=True)
    ]
    return Told(flag, steps)


def one_flag(actor: Actor, person_id: int, flag: str) -> Told:
    for one in told(actor, [person_id]):
        if one.row.reference == flag:
            return one
    raise NotFound(flag)


# ------ as pages show them


def flags_page(actor: Actor, reference: str, number: int, *, at: datetime) -> FlagsPage:
    party = flagged(actor, reference, number)
    items = [flag_item(one, at) for one in told(actor, [_who(party)])]
    return FlagsPage(
        reference=reference,
        number=number,
        name=_name(party),
        standing=tuple(one for one in items if not one.ended),
        over=tuple(one for one in items[::-1] if one.ended),
        may=rules.work(my_row(actor, party.concern).why),
    )


def flag_page(
    actor: Actor, reference: str, number: int, flag: str = "", *, at: datetime
) -> FlagPage:
    """Before one is set, or something is said of this one."""
    party = flagged(actor, reference, number)
    one = one_flag(actor, _who(party), flag) if flag else None
    return FlagPage(
        reference=reference,
        number=number,
        name=_name(party),
        flag=flag_item(one, at) if one else None,
        may=rules.work(my_row(actor, party.concern).why)
        or flagging.open_still(ended_by=one.ended_by if one else ""),
    )


def _who(party: Party) -> int:
    assert party.person_id is not None  # noqa: S101  # `flagged` asks for it
    return int(party.person_id)


def _name(party: Party) -> str:
    assert party.person is not None  # noqa: S101  # `flagged` asks for it
    return party.person.name


def standing_flags(
    actor: Actor, person_ids: Collection[int], at: datetime
) -> dict[int, tuple[FlagItem, ...]]:
    """What has not ended, by person: for the page of a concern that names them."""
    found: dict[int, tuple[FlagItem, ...]] = {}
    for one in told(actor, person_ids) if person_ids else []:
        if not one.ended:
            person = int(one.row.person_id)
            found[person] = (*found.get(person, ()), flag_item(one, at))
    return found


BARS = frozenset({FlagKind.NO_CONTACT, FlagKind.COURT_ORDER})


def flag_item(one: Told, at: datetime) -> FlagItem:
    first, last, until = one.steps[0], one.last, one.until_on
    word, tone = _stands(one, day_of(at))
    return FlagItem(
        reference=one.row.reference,
        version=len(one.steps),
        title=title(one.first),
        bars=one.first["kind"] in BARS,
        begins=times.exact_day(one.begins_on),
        until=times.exact_day(until) if until else "",
        state_word=word,
        tone=tone,
        ended=one.ended,
        words=one.first["words"],
        source=one.first["source"],
        set_by=first.by,
        set=moment(first.written_at, at),
        again=tuple(
            (moment(step.written_at, at), step.by, step.says["words"])
            for step in one.steps
            if step.what == FlagStep.STANDS
        ),
        end_day=times.exact_day(last.day) if one.ended else "",
        end_by=one.ended_by,
        end_written=moment(last.written_at, at) if one.ended else None,
        reason=last.says["reason"] if one.ended else "",
    )


def _stands(one: Told, today: date) -> tuple[str, str]:
    if one.ended:
        return "Ended", "quiet"
    if one.until_on and one.until_on < today:
        return "Look again: its day has passed", "soon"
    return ("Begins later", "info") if one.begins_on > today else ("Stands", "info")


# ------ in the chronology


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))


def flag_line(step: Step, at: datetime) -> ChronologyItem:
    """One thing that was said of a flag. It stands at the day of which it speaks."""
    return ChronologyItem(
        number=step.number,
        kind="flag",
        kind_word=str(FlagStep(step.what).label),
        happened=None,
        written=moment(step.written_at, at),
        by=step.by,
        text=step.in_words,
        late=False,
        corrects=None,
        corrected_by=None,
    )
