"""What a concern names is noted beside it, so that what turns up again can be counted."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from bield.concerns import mentions
from bield.concerns.about import About
from bield.concerns.deeds import open_deed, standing
from bield.concerns.intake import ACCOUNT, DEVICE, KIND, NOTHING, Intake
from bield.concerns.mentions import Named
from bield.concerns.models import Concern, Deed, Mention, Party
from bield.concerns.sealed import Narrative, open_name, open_narrative
from bield.concerns.states import DeedKind, Thing
from bield.kit import rows
from bield.kit.reading import reading
from bield.ledger.record import housekeeping
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.vault import queries as vault

logger = logging.getLogger(__name__)
STRETCH = 200  # older concerns that are looked through at once
MARK = Named(Thing.CONCERN, "")


def mention_all(
    concern: Concern,
    key: bytes,
    said: Narrative,
    about: Iterable[About],
    intake: Intake = NOTHING,
) -> None:
    """All that a new concern names, in one statement."""
    _write(concern, key, chain([MARK], all_of(said, about, intake)))


def all_of(said: Narrative, about: Iterable[About], intake: Intake = NOTHING) -> Iterator[Named]:
    for one in about:
        yield from mentions.somebody(one.role, person_id=one.person_id, name=one.name)
    yield from in_words(said)
    yield from mentions.kinds([intake.kind] if intake.kind else [])
    yield from mentions.device(intake.device)
    yield from mentions.account(intake.account_concerned)


def in_words(said: Narrative) -> tuple[Named, ...]:
    return (
        *mentions.where(said.where),
        *mentions.online(said.account, said.child_words, said.done, answer=said.where),
    )


def mention(concern: Concern, key: bytes, named: Iterable[Named]) -> None:
    """What came up later. What is known of it already is passed over."""
    found = tuple(named)
    if found:
        _write(concern, key, found)


def mention_kinds(concern: Concern, codes: Sequence[str]) -> None:
    """What triage says takes the place of what whoever reported said."""
    Mention.objects.filter(concern=concern, what=Thing.KIND).delete()
    mention(concern, b"", mentions.kinds(codes))


def mention_people(concern: Concern, key: bytes) -> None:
    """Whom it names now, in place of whom it named: what was a mistake is counted nowhere."""
    Mention.objects.filter(concern=concern, what__in=[Thing.PERSON, Thing.ALLEGED]).delete()
    mention(concern, key, _people(concern, key, Party.objects.filter(concern=concern)))


def _people(concern: Concern, key: bytes | None, parties: Iterable[Party]) -> Iterator[Named]:
    """Where the key was destroyed, only who was picked."""
    for one in parties:
        name = b"" if one.name is None else bytes(one.name)
        typed = open_name(key, concern.reference, one.number, name) if key and name else ""
        yield from mentions.somebody(one.role, person_id=one.person_id, name=typed)


def _write(concern: Concern, key: bytes, named: Iterable[Named]) -> None:
    rows.insert(list(_rows(concern, key, named)), over=True)


def _rows(concern: Concern, key: bytes, named: Iterable[Named]) -> Iterable[Mention]:
    secret = vault.organisation_secret(concern.organisation_id, mentions.PURPOSE)
    for one in {(one.what, one.fold): one for one in named}.values():
        thing = mentions.thing_of(secret, one.what, one.fold)
        yield Mention(
            organisation_id=concern.organisation_id,
            concern=concern,
            site_id=concern.site_id,
            day=day_of(concern.reported_at),
            what=one.what,
            thing=thing,
            person_id=one.person_id,
            label=mentions.seal_label(key, concern.reference, thing, one.label)
            if one.label
            else None,
        )


# ------ what was told before things were noted


def look_through_all(at: datetime) -> None:
    """The round of the worker: the newest of what was told before, a stretch in each round."""
    for organisation_id in people.organisation_ids():
        try:
            look_through(house(organisation_id, "patterns"), at=at)
        except Exception:
            logger.exception("concerns of organisation %d were not looked at", organisation_id)


def look_through(actor: Actor, *, at: datetime) -> None:
    with reading(actor.organisation_id):
        waiting = _before(actor.organisation_id)
    if waiting:
        _look_through(actor, waiting, at=at)


@housekeeping("what a concern names was told with it; this only counts it anew")
def _look_through(actor: Actor, ids: Sequence[int], *, at: datetime) -> None:  # noqa: ARG001
    found = Concern.objects.filter(organisation_id=actor.organisation_id, pk__in=ids)
    keys = vault.secrets(actor.organisation_id, found.values_list("key_id", flat=True))
    parties = _by_concern(Party.objects.filter(concern__in=ids).order_by("number"))
    answers = _by_concern(
        Deed.objects.filter(concern__in=ids, kind=DeedKind.ANSWERED).order_by("number")
    )
    for one in found:
        key = keys.get(one.key_id)
        own = parties.get(one.pk, [])
        _write(one, key or b"", chain([MARK], _told(one, key, own, answers.get(one.pk, []))))


def _before(organisation_id: int) -> list[int]:
    """Every new one has its row, so that those before the oldest that has one are left."""
    secret = vault.organisation_secret(organisation_id, mentions.PURPOSE)
    mark = mentions.thing_of(secret, MARK.what, MARK.fold)
    marked = Mention.objects.filter(organisation_id=organisation_id, thing=mark)
    first = marked.order_by("concern_id").values_list("concern_id", flat=True).first()
    older = Concern.objects.filter(organisation_id=organisation_id).order_by("-pk")
    if first is not None:
        older = older.filter(pk__lt=first)
    return list(older.values_list("pk", flat=True)[:STRETCH])


def _told(
    concern: Concern, key: bytes | None, parties: Sequence[Party], given: Sequence[Deed]
) -> Iterable[Named]:
    yield from _people(concern, key, parties)
    if key is None:
        return
    said = open_narrative(key, concern.reference, bytes(concern.narrative))
    yield from in_words(said)
    answers = standing(open_deed(key, concern.reference, one) for one in given)
    yield from mentions.kinds(answers.get("kinds") or answers.get(KIND) or ())
    yield from mentions.device("".join(answers.get(DEVICE, ())))
    yield from mentions.account("".join(answers.get(ACCOUNT, ())))


def _by_concern(found: Iterable[Party] | Iterable[Deed]) -> dict[int, list]:  # type: ignore[type-arg]
    by: dict[int, list] = {}  # type: ignore[type-arg]  # of either
    for one in found:
        by.setdefault(one.concern_id, []).append(one)
    return by
