"""The slips of a house: which are out, which were entered, which are out of use.

A concern that the reader may not read shows as “entered” and no more. For whoever it names the
slip is still out: they cannot learn from its number that there is anything.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from bield.concerns.models import EnteredSlip, Exclusion, SlipBatch, SlipOutOfUse
from bield.concerns.moments import Moment, moment
from bield.concerns.queries.referring import CallNow, numbers_to_call
from bield.concerns.queries.sight import may_read, visible_to
from bield.concerns.rules.slips import LONG_OUT, Slip
from bield.concerns.slips import number_typed, slip_number
from bield.concerns.states import OutOfUse
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

BATCHES = 20  # on one page


@dataclass(frozen=True)
class SlipItem:
    number: str  # "P-0042-M"
    state: str  # in words
    is_out: bool
    references: tuple[str, ...]  # of what it became, as far as the reader may read it


@dataclass(frozen=True)
class BatchItem:
    first: str
    last: str
    count: int
    site: str
    printed: Moment
    by: str
    out: int
    entered: int
    out_of_use: int
    long_out: bool


@dataclass(frozen=True)
class SlipsPage:
    batches: tuple[BatchItem, ...]  # the newest first
    before: int | None  # the number to go on with; None: that was the first


@dataclass(frozen=True)
class BatchPage:
    batch: BatchItem
    slips: tuple[SlipItem, ...]


@dataclass(frozen=True)
class SlipAmong:
    """One slip, and the first of those that it was printed with."""

    first: str
    number: str


@dataclass(frozen=True)
class Sheets:
    """What is printed: the same questions on each, and a number of its own."""

    numbers: tuple[str, ...]
    first: str
    organisation: str
    site: str
    printed: Moment
    team: tuple[str, ...]  # whom it is given to: names and posts, as of today
    call: CallNow


@dataclass(frozen=True)
class _Became:
    """One concern that a slip became."""

    reference: str
    may_read: bool
    is_own: bool  # the reader told it


def require_slips(actor: Actor) -> None:
    if not actor.is_designated or not may_read(actor):
        raise NotFound("slips")


def next_slip(actor: Actor) -> int:
    last = SlipBatch.objects.filter(organisation_id=actor.organisation_id).order_by("-first")
    return next((batch.first + batch.count for batch in last[:1]), 1)


def slip_of(actor: Actor, number: int | None) -> Slip | None:
    """What this actor may know of the slip with that number; None where none was printed."""
    batch = _batch_of(actor, number)
    if number is None or batch is None:
        return None
    became = _became(actor, number, number)[number]
    shown = next((one for one in became if one.may_read or one.is_own), None)
    out = SlipOutOfUse.objects.filter(organisation_id=actor.organisation_id, number=number)
    return Slip(
        printed_on=day_of(batch.printed_at),
        entered=bool(became),
        out_of_use=out.exists(),
        reference=shown.reference if shown else "",
        link=_address(shown) if shown else "",
    )


def slips_page(actor: Actor, *, before: int | None = None, at: datetime) -> SlipsPage:
    """Twenty batches, the newest first; `before` is where the page before ended."""
    require_slips(actor)
    rows = SlipBatch.objects.filter(organisation_id=actor.organisation_id).order_by("-first")
    if before is not None:
        rows = rows.filter(first__lt=before)
    found = list(rows.select_related("site", "printed_by")[: BATCHES + 1])
    shown = found[:BATCHES]
    first, last = (shown[-1].first, _last(shown[0])) if shown else (0, 0)
    became, ended = _became(actor, first, last), _ended(actor, first, last)
    return SlipsPage(
        batches=tuple(_item(batch, became, ended, at) for batch in shown),
        before=shown[-1].first if len(found) > BATCHES else None,
    )


def batch_page(actor: Actor, typed: str, *, at: datetime) -> BatchPage:
    batch = _printed(actor, typed)
    became = _became(actor, batch.first, _last(batch))
    ended = _ended(actor, batch.first, _last(batch))
    item = _item(batch, became, ended, at)
    return BatchPage(
        batch=item,
        slips=tuple(
            _slip(number, became[number], ended.get(number), long_out=item.long_out)
            for number in _numbers(batch)
        ),
    )


def sheets(actor: Actor, typed: str, *, at: datetime) -> Sheets:
    """The blank forms of one batch, with the telephones of its site as they are today."""
    batch = _printed(actor, typed)
    return Sheets(
        numbers=tuple(map(slip_number, _numbers(batch))),
        first=slip_number(batch.first),
        organisation=people.organisation(actor).name,
        site=batch.site.name,
        printed=moment(at, at),
        team=_team(actor, batch.site_id, at),
        call=numbers_to_call(actor, batch.site_id, at),
    )


def slip_among(actor: Actor, first: str, typed: str) -> SlipAmong:
    """One slip of the batch that begins with that number."""
    batch, number = _printed(actor, first), number_typed(typed)
    if number is None or number not in _numbers(batch):
        raise NotFound(typed)
    return SlipAmong(slip_number(batch.first), slip_number(number))


def _printed(actor: Actor, typed: str) -> SlipBatch:
    require_slips(actor)
    batch, number = _batch_of(actor, number_typed(typed)), number_typed(typed)
    if batch is None or batch.first != number:
        raise NotFound(typed)
    return batch


def _batch_of(actor: Actor, number: int | None) -> SlipBatch | None:
    rows = SlipBatch.objects.filter(
        organisation_id=actor.organisation_id,
        first__lte=number or 0,
        first__gt=(number or 0) - F("count"),
    )
    return rows.select_related("site", "printed_by").first()


def _numbers(batch: SlipBatch) -> range:
    return range(batch.first, batch.first + batch.count)


def _last(batch: SlipBatch) -> int:
    return batch.first + batch.count - 1


def _became(actor: Actor, first: int, last: int) -> Mapping[int, list[_Became]]:
    """What these slips became, less what names the actor and was told by somebody else."""
    reads = visible_to(actor).filter(concern=OuterRef("concern"))
    named = Exclusion.objects.filter(
        organisation_id=actor.organisation_id,
        person=actor.person_id,
        named=True,
        concern=OuterRef("concern"),
    )
    rows = (
        EnteredSlip.objects.filter(
            Q(concern__reporter=actor.person_id) | ~Exists(named),
            organisation_id=actor.organisation_id,
            number__range=(first, last),
        )
        .annotate(may_read=Exists(reads))
        .order_by("turn")
        .values_list("number", "concern__reference", "may_read", "concern__reporter")
    )
    found: dict[int, list[_Became]] = defaultdict(list)
    for number, reference, may_be_read, reporter in rows:
        found[number].append(_Became(reference, may_be_read, reporter == actor.person_id))
    return found


def _ended(actor: Actor, first: int, last: int) -> Mapping[int, str]:
    rows = SlipOutOfUse.objects.filter(
        organisation_id=actor.organisation_id, number__range=(first, last)
    )
    return dict(rows.values_list("number", "why"))


def _item(
    batch: SlipBatch,
    became: Mapping[int, list[_Became]],
    ended: Mapping[int, str],
    at: datetime,
) -> BatchItem:
    entered = sum(bool(became.get(number)) for number in _numbers(batch))
    ends = sum(number in ended and not became.get(number) for number in _numbers(batch))
    out = batch.count - entered - ends
    return BatchItem(
        first=slip_number(batch.first),
        last=slip_number(_last(batch)),
        count=batch.count,
        site=batch.site.name,
        printed=moment(batch.printed_at, at),
        by=batch.printed_by.name if batch.printed_by else "",
        out=out,
        entered=entered,
        out_of_use=ends,
        long_out=out > 0 and at - batch.printed_at > LONG_OUT,
    )


def _slip(number: int, became: list[_Became], why: str | None, *, long_out: bool) -> SlipItem:
    return SlipItem(
        number=slip_number(number),
        state=_in_words(len(became), OutOfUse(why).label if why else "", long_out=long_out),
        is_out=not became and not why,
        references=tuple(one.reference for one in became if one.may_read),
    )


def _in_words(times: int, why: str, *, long_out: bool) -> str:
    if times > 1:
        return "Entered by two people" if times == 2 else "Entered more than once"
    if times:
        return f"Entered, after it was out of use: {why.lower()}" if why else "Entered"
    if why:
        return f"Out of use: {why.lower()}"
    return "Out, for a long time" if long_out else "Out"


def _address(became: _Became) -> str:
    page = "concerns:concern" if became.may_read else "concerns:receipt"
    return reverse(page, args=[became.reference])


def _team(actor: Actor, site_id: int, at: datetime) -> tuple[str, ...]:
    roster = people.roster(actor.organisation_id, day_of(at))
    house = people.organisation(actor)
    posts = (
        (Role.OFFICER, roster.own_officers(site_id)),
        (Role.LEAD, roster.titular(Role.LEAD)),
        (Role.DEPUTY, roster.titular(Role.DEPUTY)),
    )
    return tuple(
        f"{roster.contacts[one].name}, {people.label(house, role)}"
        for role, ids in posts
        for one in ids
    )
