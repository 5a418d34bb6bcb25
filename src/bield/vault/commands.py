"""Keys are made, rotated and destroyed."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bield.kit import rows
from bield.kit.keyring import keyring
from bield.kit.reading import wall
from bield.kit.refusals import enforce
from bield.ledger.record import housekeeping, note, recorded
from bield.vault import envelope, pieces, queries, rules
from bield.vault.followers import FOLLOWERS
from bield.vault.models import DataKey, Master, OrganisationKey, SealedFile, SealedPiece
from bield.vault.states import ROOT


class Acting(Protocol):
    """Whoever acts, as the ledger names them."""

    @property
    def id(self) -> str: ...

    @property
    def organisation_id(self) -> int: ...


@dataclass(frozen=True)
class Key:
    id: int
    secret: bytes = field(repr=False)


@recorded
def open_organisation(actor: Acting, *, at: datetime) -> None:
    """Give a new organisation its keys: the first version of its own, and the root of the rest."""
    _make_version(actor.organisation_id, 1, at)
    _make_data_key(actor.organisation_id, ROOT, at)
    _note(actor, "vault.opened", "keys", at, version=1)


@housekeeping("a key is made together with what it seals, and the line of that tells of both")
def new_key(actor: Acting, *, context: str, at: datetime) -> Key:
    """A key of its own for one thing; `context` is the reference of what it seals."""
    return _make_data_key(actor.organisation_id, context, at)


@housekeeping("as with one key, the lines of what they seal tell of them")
def new_keys(actor: Acting, *, contexts: Sequence[str], at: datetime) -> list[Key]:
    """The same for many things at once, in the order of their references."""
    organisation_id = actor.organisation_id
    outer = queries.current_key(organisation_id)
    ids = rows.next_ids(DataKey, len(contexts))
    keys = [Key(pk, secrets.token_bytes(envelope.LENGTH)) for pk in ids]
    made_at = rows.moment(at)
    wrapped = (
        envelope.wrap_data_key(
            outer.secret, key.secret, organisation_id=organisation_id, context=context
        )
        for key, context in zip(keys, contexts, strict=True)
    )
    rows.insert_many(
        DataKey,
        ("id", "organisation_id", "context", "organisation_key_id", "wrapped", "made_at"),
        (
            (key.id, organisation_id, context, outer.id, sealed, made_at)
            for key, context, sealed in zip(keys, contexts, wrapped, strict=True)
        ),
    )
    return keys


@housekeeping(
    "a file is sealed together with what it belongs to, and the line of that tells of both"
)
def seal_file(actor: Acting, plain: bytes, *, context: str, at: datetime) -> int:
    """Keep a file under a key of its own. Answers by which number `queries.open_file` finds it."""
    key = _make_data_key(actor.organisation_id, context, at)
    prefix = pieces.new_prefix()
    sealed = list(pieces.seal_pieces(key.secret, prefix, plain, context=context))
    file = SealedFile(
        organisation_id=actor.organisation_id,
        context=context,
        key_id=key.id,
        prefix=prefix,
        pieces=len(sealed),
        sealed_at=at,
    )
    rows.insert([file])
    rows.insert(
        [
            SealedPiece(
                organisation_id=actor.organisation_id, file=file, number=number, sealed=piece
            )
            for number, piece in enumerate(sealed)
        ]
    )
    return int(file.pk)


@recorded
def destroy_key(actor: Acting, key_id: int, *, reason_code: str, at: datetime) -> None:
    """Whatever the key sealed can never be read again, in this database or with it."""
    key = queries.data_key(actor.organisation_id, key_id)
    enforce(rules.destroy_key(context=key.context, destroyed=key.wrapped is None))
    key.wrapped, key.organisation_key, key.destroyed_at = None, None, at
    key.save(update_fields=["wrapped", "organisation_key", "destroyed_at"])
    _note(actor, "vault.key-destroyed", key.context, at, key=key.pk, reason=reason_code)


@recorded
def destroy_file(actor: Acting, file_id: int, *, reason_code: str, at: datetime) -> None:
    """The bytes of a file and the key that opened them. Whoever calls it has let go of the file."""
    file = SealedFile.objects.get(organisation_id=actor.organisation_id, pk=file_id)
    SealedPiece.objects.filter(file=file).delete()
    file.delete()
    destroy_key(actor, file.key_id, reason_code=reason_code, at=at)


@recorded
def rotate_organisation_key(actor: Acting, *, at: datetime) -> int:
    """Whatever is wrapped from now on is wrapped with a new version; `rewrap` brings the rest."""
    version = queries.current_key(actor.organisation_id).version + 1
    _make_version(actor.organisation_id, version, at)
    _note(actor, "vault.organisation-key-rotated", "keys", at, version=version)
    return version


@housekeeping("keys are wrapped anew; the rotation and the retiring each have their line")
def rewrap(actor: Acting, *, limit: int) -> int:
    """Wrap some data keys with the current version. Answers how many; 0 means none is left."""
    current = queries.current_key(actor.organisation_id)
    older = queries.keys_of_older_versions(actor.organisation_id, current.id, limit)
    opened = queries.secrets(actor.organisation_id, [key.pk for key in older])
    for key in older:
        key.wrapped = envelope.wrap_data_key(
            current.secret,
            opened[key.pk],
            organisation_id=actor.organisation_id,
            context=key.context,
        )
        key.organisation_key_id = current.id
    DataKey.objects.bulk_update(older, ["wrapped", "organisation_key"])
    return len(older)


@recorded
def retire_organisation_keys(actor: Acting, *, at: datetime) -> None:
    """Remove the older versions, once nothing is wrapped with them."""
    standing = queries.standing(actor.organisation_id)
    enforce(
        rules.retire_organisation_keys(
            to_rewrap=standing.to_rewrap, old_versions=standing.old_versions
        )
    )
    OrganisationKey.objects.filter(
        organisation_id=actor.organisation_id, version__lt=standing.version
    ).delete()
    _note(actor, "vault.organisation-keys-retired", "keys", at, before=standing.version)


@recorded
def follow_master(actor: Acting, *, at: datetime) -> None:
    """Wrap the organisation's keys with the master that is current in the key file."""
    current = _meet_current_master(at)
    masters = keyring().masters
    for key in queries.organisation_keys(actor.organisation_id):
        opened = envelope.open_organisation_key(
            envelope.master(key.master_id, masters),
            bytes(key.wrapped),
            organisation_id=key.organisation_id,
            version=key.version,
        )
        _wrap_with_master(key, current, opened)
        key.save(update_fields=["master", "wrapped"])
    _note(actor, "vault.master-followed", "keys", at, master=current)


@housekeeping("each organisation's record says which master its keys follow")
def retire_masters(organisation_ids: Sequence[int], *, at: datetime) -> frozenset[str]:
    """Depend no longer on masters that wrap nothing. Answers which must be kept.

    Runs alone, as every command does: a key that was wrapped before the key file changed is seen.
    """
    needed = {keyring().current}
    for organisation_id in organisation_ids:
        wall(organisation_id)
        needed |= queries.masters_of(organisation_id)
    wall(None)
    for follower in FOLLOWERS:
        needed |= follower.masters()
    Master.objects.filter(retired_at=None).exclude(pk__in=needed).update(retired_at=at)
    return frozenset(needed)


def _note(actor: Acting, event: str, subject: str, at: datetime, **facts: str | int) -> None:
    """In the actor's organisation: `open_organisation` is called while it is being founded."""
    note(
        event=event,
        subject=subject,
        by=actor.id,
        at=at,
        organisation_id=actor.organisation_id,
        detail=None,
        **facts,  # type: ignore[arg-type]  # facts, never the other arguments
    )


def _make_version(organisation_id: int, version: int, at: datetime) -> None:
    key = OrganisationKey(organisation_id=organisation_id, version=version, made_at=at)
    _wrap_with_master(key, _meet_current_master(at), secrets.token_bytes(envelope.LENGTH))
    key.save(force_insert=True)


def _wrap_with_master(key: OrganisationKey, master: str, secret: bytes) -> None:
    key.master_id = master
    key.wrapped = envelope.wrap_organisation_key(
        keyring().masters[master],
        secret,
        organisation_id=key.organisation_id,
        version=key.version,
    )


def _meet_current_master(at: datetime) -> str:
    """The database notes which masters it depends on, before it depends on them."""
    known = keyring()
    Master.objects.get_or_create(
        id=known.current,
        defaults={"proof": envelope.proof(known.masters[known.current]), "met_at": at},
    )
    return known.current


def _make_data_key(organisation_id: int, context: str, at: datetime) -> Key:
    outer = queries.current_key(organisation_id)
    secret = secrets.token_bytes(envelope.LENGTH)
    key = DataKey(
        organisation_id=organisation_id,
        context=context,
        organisation_key_id=outer.id,
        wrapped=envelope.wrap_data_key(
            outer.secret, secret, organisation_id=organisation_id, context=context
        ),
        made_at=at,
    )
    rows.insert([key])
    return Key(key.pk, secret)
