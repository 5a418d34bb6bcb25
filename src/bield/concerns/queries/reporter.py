"""Who reported it, and what they are told in the end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bield.concerns.answers import FIXED, Neutral
from bield.concerns.deeds import open_deed
from bield.concerns.doings import ReporterPage, Was
from bield.concerns.models import Concern, Deed, Party
from bield.concerns.moments import moment
from bield.concerns.neutral import is_guarded
from bield.concerns.queries.facts import outcome
from bield.concerns.queries.sight import concern as seen
from bield.concerns.queries.sight import my_row
from bield.concerns.rules import work
from bield.concerns.states import DeedKind, PartyRole
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault


def is_reporter_alleged(concern: Concern) -> bool:
    """Somebody who may have done harm hears nothing, even when they reported it themself."""
    if concern.reporter_id is None:
        return False
    alleged = Party.objects.filter(concern=concern, role=PartyRole.ALLEGED)
    return alleged.filter(person=concern.reporter_id).exists()


def sentence_of(says: Mapping[str, Any]) -> str:
    """What the reporter reads; "" where they are told nothing."""
    fixed = str(Neutral(says["words"]).label) if says["words"] else ""
    return " ".join(part for part in (fixed, says["own"]) if part)


def answer_of(concern: Concern) -> str:
    """The sentence that was chosen last; "" where they are told nothing, or nobody chose yet."""
    keys = {concern.pk: (concern.key_id, concern.reference)}
    return sentences_told(concern.organisation_id, keys).get(concern.pk, "")


def sentences_told(organisation_id: int, keys: Mapping[int, tuple[int, str]]) -> dict[int, str]:
    """What was said in the end of each of these concerns: concern -> (key, reference)."""
    secrets = vault.secrets(organisation_id, {key for key, _ in keys.values()})
    rows = Deed.objects.filter(concern__in=keys, kind=DeedKind.ANSWERED_REPORTER)
    told: dict[int, str] = {}
    for row in rows.order_by("number"):
        key, reference = keys[row.concern_id]
        if key in secrets:
            told[row.concern_id] = sentence_of(open_deed(secrets[key], reference, row).says)
    return told


def reporter_page(actor: Actor, reference: str, *, at: datetime) -> ReporterPage:
    found = seen(actor, reference)
    key = vault.secret(found.organisation_id, found.key_id)
    guarded = is_guarded(outcome(found, at=at).lenses)
    rows = Deed.objects.filter(concern=found, kind=DeedKind.ANSWERED_REPORTER)
    done = [open_deed(key, reference, row) for row in rows.order_by("number")]
    ids = {one.by for one in done if one.by} | ({found.reporter_id} - {None})
    names = people.people_by_id(found.organisation_id, [one for one in ids if one])
    reporter = names.get(found.reporter_id or 0)
    return ReporterPage(
        reference=reference,
        version=found.version,
        may=work(my_row(actor, found).why),
        reporter=reporter.name if reporter else "",
        sentences=tuple((one.value, one.label) for one in (FIXED if guarded else Neutral)),
        own_words=not guarded,
        before=tuple(
            Was(
                said=sentence_of(one.says) or "Told nothing",
                by=names[one.by].name if one.by else "",
                when=moment(one.at, at),
                words=one.says["silence"],
            )
            for one in done
        ),
    )
