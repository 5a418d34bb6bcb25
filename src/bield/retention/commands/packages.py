"""All that is kept about whoever asked is put together, sealed while it waits, and destroyed when
they are answered."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from bield.kit.references import reference as new_reference
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.retention import queries
from bield.retention.models import Package, Request
from bield.retention.packing import pack
from bield.retention.rules import asked as rules
from bield.vault import commands as vault
from bield.vault import queries as sealed

NOTHING = Refusal("nothing-given", "Choose at least one thing to give.", field="give")


@recorded
def make_package(
    actor: Actor,
    reference: str,
    *,
    give: Collection[str],
    named: Collection[str] = (),
    at: datetime,
) -> Package:
    """As it is kept at this moment, and as far as the actor may read it. Another takes the place
    of one that still waits. The line does not say what is in it: others read the line."""
    row = queries.request(actor, reference)
    enforce(rules.not_own(actor, row.person_id, row.asked_by_id), queries.packs(row))
    if actor.person_id is None:
        raise NotFound(reference)
    reached = queries.reaches(actor, row, at)
    enforce(reached.refusal)
    contents = queries.contents(actor, row, reached, given=give, named=named, at=at)
    enforce(None if contents.chapters else NOTHING)
    data, own = pack(contents), new_reference(8)
    context = queries.package_context(own)
    let_packages_go(actor, row, at=at, of=actor.person_id)
    made = Package.objects.create(
        organisation_id=row.organisation_id,
        reference=own,
        request=row,
        digest=sha256(data).hexdigest(),
        made_by_id=actor.person_id,
        made_at=at,
        spared=reached.spared,
        file_id=vault.seal_file(actor, data, context=context, at=at),
    )
    note(event="retention.package-made", subject=row.reference, by=actor.id, at=at, package=own)
    return made


@recorded
def open_package(actor: Actor, reference: str, package: str, *, at: datetime) -> bytes:
    """It leaves the house, each time with a line."""
    row = queries.package(actor, reference, package)
    assert row.file_id is not None  # noqa: S101  # the query asks for it
    enforce(queries.withheld_since(actor, row.request, at, spared=bool(row.spared)))
    data = sealed.open_file(row.organisation_id, row.file_id)
    row.left_at = row.left_at or at
    row.save(update_fields=["left_at"])
    note(
        event="retention.package-left",
        subject=reference,
        by=actor.id,
        at=at,
        package=package,
        digest=row.digest,
    )
    return data


def let_packages_go(actor: Actor, row: Request, *, at: datetime, of: int | None = None) -> None:
    """Within a command. With their keys; that there was one stays."""
    waiting = row.packages.filter(file_id__isnull=False)
    for one in waiting if of is None else waiting.filter(made_by=of):
        assert one.file_id is not None  # noqa: S101  # the line above asks for it
        vault.destroy_file(actor, one.file_id, reason_code="answered", at=at)
        one.file_id, one.gone_at = None, at
        one.save(update_fields=["file_id", "gone_at"])
