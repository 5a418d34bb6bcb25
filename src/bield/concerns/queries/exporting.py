"""Concerns that are taken out as a file: those that the actor reads, and not one that is not."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from bield.concerns import rules
from bield.concerns.deeds import open_deed, standing
from bield.concerns.exports import Chosen, Exported, ExportPart, Written, happened
from bield.concerns.intake import KIND
from bield.concerns.lenses.kinds import KINDS
from bield.concerns.models import Closing, Deed, Reader
from bield.concerns.queries.sight import visible_to
from bield.concerns.sealed import open_narrative
from bield.concerns.sources import name_of
from bield.concerns.states import ConcernState, DeedKind
from bield.kit import phrases
from bield.kit.reading import reading
from bield.kit.refusals import NotFound, Refusal, Refused, enforce
from bield.people import queries as people
from bield.people.actors import Actor, Strength
from bield.people.states import Role
from bield.vault import queries as vault
from bield.vault.seal import BrokenSeal, seal, unseal

EXPORTS = (Role.LEAD, Role.DEPUTY)
PURPOSE = "concerns.exports"  # of the key that seals what was prepared
GOOD_FOR = timedelta(hours=1)
STRETCH = 500  # concerns that lie in memory at once
NO_SUCH_SITE = Refusal("no-such-site", "There is no such site within your reach.", field="site")
TOO_OLD = Refusal(
    "export-too-old",
    "This was prepared more than an hour ago, or for somebody else. Prepare it again.",
    link="/export/",
)
COLUMNS = (
    "concern_id",
    "concern__key_id",
    "concern__reference",
    "site__name",
    "site__reference",
    "concern__happened_on",
    "concern__happened_precision",
    "concern__reported_at",
    "concern__acknowledged_at",
    "concern__closed_at",
    "concern__stage",
    "concern__track",
    "concern__risk",
    "concern__danger_now",
    "concern__owner__name",
    "concern__source",
)


@dataclass(frozen=True)
class Counted:
    """How many there are, and the newest of them: what comes later is in no file begun before."""

    rows: int
    newest: int


@dataclass(frozen=True)
class Prepared:
    """What was chosen, with the pass phrase that will open it: said once."""

    chosen: Chosen
    rows: int
    phrase: str = field(repr=False)
    held: str = field(repr=False)  # all of it, sealed for whoever prepared it


def may_export(actor: Actor) -> bool:
    return actor.strength >= Strength.TWO_FACTORS and actor.holds(*EXPORTS)


def export_sites(actor: Actor) -> tuple[tuple[str, str], ...]:
    _require(actor)
    return tuple((site.reference, site.name) for site in people.sites(actor))


def _require(actor: Actor) -> None:
    if not may_export(actor):
        raise NotFound("export of concerns")


# ------ what was prepared


def prepared(actor: Actor, chosen: Chosen, *, at: datetime) -> Prepared:
    """Nothing has left yet, and nothing is kept of it: it travels sealed with its reader."""
    counted = to_export(actor, chosen)
    enforce(rules.export(chosen, count=counted.rows))
    phrase = phrases.make()
    said = {"phrase": phrase, "at": at.isoformat(), "chosen": asdict(chosen)}
    sealed = seal(_secret(actor), json.dumps(said, default=str), context=_context(actor))
    return Prepared(chosen, counted.rows, phrase, urlsafe_b64encode(sealed).decode())


def was_prepared(actor: Actor, held: str, *, at: datetime) -> Prepared:
    """What was prepared, for whoever it was given to, for an hour."""
    _require(actor)
    try:
        sealed = urlsafe_b64decode(held.encode())
        said = json.loads(unseal(_secret(actor), sealed, context=_context(actor)))
    except (BrokenSeal, Error, ValueError):
        raise Refused(TOO_OLD) from None
    if not timedelta() <= at - datetime.fromisoformat(said["at"]) <= GOOD_FOR:
        raise Refused(TOO_OLD)
    days = {name: _day(said["chosen"][name]) for name in ("since", "until")}
    return Prepared(Chosen(**said["chosen"] | days), 0, said["phrase"], held)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _secret(actor: Actor) -> bytes:
    return vault.organisation_secret(actor.organisation_id, PURPOSE)


def _context(actor: Actor) -> str:
    return f"export:{actor.person_id}"


# ------ which


def to_export(actor: Actor, chosen: Chosen) -> Counted:
    found = _those(actor, chosen).aggregate(rows=Count("pk"), newest=Max("concern_id"))
    return Counted(found["rows"], found["newest"] or 0)


def references_of(actor: Actor, chosen: Chosen, *, newest: int) -> list[str]:
    those = _those(actor, chosen).filter(concern_id__lte=newest).order_by("concern_id")
    return list(those.values_list("concern__reference", flat=True))


def _those(actor: Actor, chosen: Chosen) -> QuerySet[Reader]:
    _require(actor)
    found = visible_to(actor)
    if chosen.site:
        places = {site.reference: site.pk for site in people.sites(actor)}
        if chosen.site not in places:
            raise Refused(NO_SUCH_SITE)
        found = found.filter(site_id=places[chosen.site])
    if chosen.since:
        found = found.filter(concern__reported_at__gte=_begins(chosen.since))
    if chosen.until:
        after = _begins(chosen.until + timedelta(days=1))
        found = found.filter(concern__reported_at__lt=after)
    if chosen.part == ExportPart.OPEN:
        return found.exclude(concern__stage=ConcernState.CLOSED)
    if chosen.part == ExportPart.CLOSED:
        return found.filter(concern__stage=ConcernState.CLOSED)
    return found


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


# ------ what of them


def exported(actor: Actor, chosen: Chosen, *, newest: int) -> Iterator[Sequence[Exported]]:
    """The oldest first, a stretch at a time, each in a view of its own.

    Whoever takes it in slowly holds no view open; who may read a concern is asked anew with each
    stretch, so that what is taken from the reader meanwhile does not leave.
    """
    last = 0
    while True:
        with reading(actor.organisation_id):
            those = _those(actor, chosen).filter(concern_id__gt=last, concern_id__lte=newest)
            columns = (*COLUMNS, "concern__narrative") if chosen.words else COLUMNS
            found = list(those.order_by("concern_id").values_list(*columns)[:STRETCH])
            made = _made(actor.organisation_id, found) if found else ()
        if made:
            yield made
        if len(found) < STRETCH:
            return
        last = found[-1][0]


def _made(organisation_id: int, found: Sequence[Sequence[Any]]) -> Sequence[Exported]:
    """A key is opened only where something sealed is read."""
    ids = [row[0] for row in found]
    answers = _answers(ids)
    sealed = [row for row in found if row[0] in answers or len(row) > len(COLUMNS)]
    keys = vault.secrets(organisation_id, {row[1] for row in sealed})
    own = {row[0]: (row[2], keys[row[1]]) for row in sealed if row[1] in keys}
    closings = _closings(ids)
    kinds = {one: _kinds(*own[one], answers[one]) for one in answers if one in own}
    return tuple(_row(row, closings, kinds, own) for row in found)


Closings = Mapping[int, tuple[str, str, str]]  # concern -> outcome, who decided, their reference
Own = Mapping[int, tuple[str, bytes]]  # concern -> its reference and its key


def _closings(ids: Sequence[int]) -> Closings:
    """The last of each."""
    rows = Closing.objects.filter(concern__in=ids).order_by("pk")
    said = rows.values_list("concern_id", "outcome", "closed_by__name", "closed_by__reference")
    return {concern: (outcome, name, reference) for concern, outcome, name, reference in said}


def _answers(ids: Sequence[int]) -> Mapping[int, Sequence[Deed]]:
    found = defaultdict[int, list[Deed]](list)
    rows = Deed.objects.filter(concern__in=ids, kind=DeedKind.ANSWERED)
    for row in rows.order_by("concern_id", "number"):
        found[row.concern_id].append(row)
    return found


def _kinds(reference: str, key: bytes, given: Sequence[Deed]) -> tuple[str, ...]:
    """Of which kinds it is: as triage says, and else as whoever reported it."""
    answers = standing(open_deed(key, reference, one) for one in given)
    said = answers.get("kinds") or answers.get(KIND) or ()
    return tuple(code for code in said if code in KINDS)


def _row(
    row: Sequence[Any], closings: Closings, kinds: Mapping[int, tuple[str, ...]], own: Own
) -> Exported:
    concern, _, reference, site, site_reference, day, precision, *times = row[:10]
    stage, track, risk, danger, owner, source, *narrative = row[10:]
    reported, taken, closed = times
    decided = closings.get(concern) if closed else None
    outcome, by, by_reference = decided or ("", "", "")
    return Exported(
        reference=reference,
        site=site,
        site_reference=site_reference,
        happened=happened(day, precision),
        written_at=reported,
        acknowledged_at=taken,
        closed_at=closed,
        state=stage,
        road=track,
        categories=kinds.get(concern, ()),
        level=risk,
        danger_now=danger,
        outcome=outcome,
        decided_by=by,
        decided_by_reference=by_reference,
        owner=owner or "",
        source=name_of(source),
        written=_written(narrative[0], own.get(concern)) if narrative else Written(),
    )


def _written(sealed: bytes, own: tuple[str, bytes] | None) -> Written:
    """Nothing, where its key was destroyed."""
    if own is None:
        return Written()
    reference, key = own
    said = open_narrative(key, reference, bytes(sealed))
    return Written(said.account, said.child_words, said.happened, said.where, said.done)
