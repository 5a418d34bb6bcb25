"""Keys, opened. Whoever asks has already found the row that names the key: the room above walls."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from bield.kit.keyring import Keyring, KeyringUnusable, keyring
from bield.kit.refusals import NotFound
from bield.kit.writes import remembered
from bield.vault import envelope, pieces
from bield.vault.models import DataKey, Master, OrganisationKey, SealedFile, SealedPiece
from bield.vault.seal import BrokenSeal
from bield.vault.states import ROOT

PAGE = 1_000  # keys read at once when all are checked


@dataclass(frozen=True)
class CurrentKey:
    """The organisation's key that wraps from now on."""

    id: int
    version: int
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Standing:
    """How far a rotation has come in one organisation."""

    version: int  # the current one
    masters: frozenset[str]  # that its keys are wrapped with
    to_rewrap: int  # data keys still wrapped with an older version
    old_versions: int


@dataclass(frozen=True)
class Checked:
    opened: int
    broken: list[str]  # what the keys that do not open belong to


def secrets(organisation_id: int, key_ids: Iterable[int]) -> dict[int, bytes]:
    """The keys that still exist, by id, in one statement; a destroyed one is missing."""
    wanted = list(key_ids)
    if not wanted:
        return {}
    places = ",".join(["%s"] * len(wanted))
    return dict(_opened(organisation_id, f"k.id IN ({places})", wanted))


def secret(organisation_id: int, key_id: int) -> bytes:
    try:
        return secrets(organisation_id, [key_id])[key_id]
    except KeyError:
        raise NotFound("the key does not exist, or was destroyed") from None


def open_file(organisation_id: int, file_id: int) -> bytes:
    """The file, whole; it is gone when its key was destroyed."""
    try:
        file = SealedFile.objects.get(organisation_id=organisation_id, pk=file_id)
    except SealedFile.DoesNotExist:
        raise NotFound("the file does not exist") from None
    sealed = SealedPiece.objects.filter(file=file).order_by("number")
    return pieces.open_pieces(
        secret(organisation_id, file.key_id),
        bytes(file.prefix),
        file.pieces,
        sealed.values_list("sealed", flat=True),
        context=file.context,
    )


def organisation_secret(organisation_id: int, purpose: str) -> bytes:
    """A key for small sealed things of one kind (drafts, reasons). Rotation does not change it."""
    root = remembered(("root", organisation_id), lambda: _root(organisation_id))
    return envelope.derive(root, purpose)


def _root(organisation_id: int) -> bytes:
    for _, root in _opened(organisation_id, "k.context = %s", [ROOT]):
        return root
    raise NotFound("the organisation has no keys")


def current_key(organisation_id: int) -> CurrentKey:
    masters = keyring().masters
    rows = _fetch(
        "SELECT id, version, master_id, wrapped FROM vault_organisationkey"
        " WHERE organisation_id = %s ORDER BY version DESC LIMIT 1",
        [organisation_id],
    )
    for key_id, version, master_id, wrapped in rows:
        key = envelope.open_organisation_key(
            envelope.master(master_id, masters),
            bytes(wrapped),
            organisation_id=organisation_id,
            version=version,
        )
        return CurrentKey(key_id, version, key)
    raise NotFound("the organisation has no keys")


def data_key(organisation_id: int, key_id: int) -> DataKey:
    try:
        return DataKey.objects.get(organisation_id=organisation_id, pk=key_id)
    except DataKey.DoesNotExist:
        raise NotFound("the key does not exist") from None


def keys_of_older_versions(organisation_id: int, current_id: int, limit: int) -> list[DataKey]:
    older = OrganisationKey.objects.filter(organisation_id=organisation_id).exclude(pk=current_id)
    return list(DataKey.objects.filter(organisation_key__in=older).order_by("pk")[:limit])


def organisation_keys(organisation_id: int) -> list[OrganisationKey]:
    return list(OrganisationKey.objects.filter(organisation_id=organisation_id).order_by("version"))


def masters_of(organisation_id: int) -> set[str]:
    """The masters that the organisation's keys are wrapped with."""
    keys = OrganisationKey.objects.filter(organisation_id=organisation_id)
    return set(keys.values_list("master_id", flat=True))


def standing(organisation_id: int) -> Standing:
    versions = OrganisationKey.objects.filter(organisation_id=organisation_id)
    current = versions.order_by("-version").first()
    if current is None:
        raise NotFound("the organisation has no keys")
    older = DataKey.objects.filter(organisation_key__in=versions.exclude(pk=current.pk))
    return Standing(
        version=current.version,
        masters=frozenset(masters_of(organisation_id)),
        to_rewrap=older.count(),
        old_versions=versions.exclude(pk=current.pk).count(),
    )


def in_use() -> bool:
    """Whether anything is sealed here, so that lost keys would be a loss."""
    return Master.objects.exists()


def masters_in_use() -> dict[str, str]:
    """The masters without which something here does not open, each with its proof."""
    known = Master.objects.filter(retired_at=None).order_by("met_at", "pk")
    return {master.pk: bytes(master.proof).hex() for master in known}


def missing_from(keys: Keyring, needed: Mapping[str, str]) -> list[str]:
    """Masters that are needed, as `masters_in_use` names them, and that are not these keys'."""
    return [
        name
        for name, proof in needed.items()
        if name not in keys.masters or envelope.proof(keys.masters[name]).hex() != proof
    ]


def troubles() -> list[str]:
    """What keeps the keys at hand from opening this database: sentences, each with its mend."""
    return [
        f"This database is sealed with the master key {name}, and the keys at hand do not hold it."
        " Put back the key file that belongs to this database, or set KEY_FILE to it."
        for name in missing_from(keyring(), masters_in_use())
    ]


def check_keys(organisation_id: int) -> Checked:
    """Open every key of the organisation once."""
    opened, last, broken = 0, 0, list[str]()
    masters = keyring().masters
    while rows := _fetch(
        f"{_WRAPPED} AND k.id > %s ORDER BY k.id LIMIT %s", [organisation_id, last, PAGE]
    ):
        for row in rows:
            try:
                _open(organisation_id, row, masters)
                opened += 1
            except (BrokenSeal, KeyringUnusable):
                broken.append(row[1])
        last = rows[-1][0]
    return Checked(opened, broken)


# Raw, because every report and every page with a narrative comes through here: the ORM took five
# times as long. Both keys come in one statement, so that no rotation falls between.
_WRAPPED = (
    "SELECT k.id, k.context, k.wrapped, o.version, o.master_id, o.wrapped FROM vault_datakey k"
    " JOIN vault_organisationkey o ON o.id = k.organisation_key_id WHERE k.organisation_id = %s"
)


def _opened(
    organisation_id: int, which: str, params: Sequence[int | str]
) -> list[tuple[int, bytes]]:
    masters = keyring().masters
    rows = _fetch(f"{_WRAPPED} AND {which}", [organisation_id, *params])
    return [(row[0], _open(organisation_id, row, masters)) for row in rows]


def _open(organisation_id: int, row: tuple[Any, ...], masters: Mapping[str, bytes]) -> bytes:
    _, context, wrapped, version, master_id, outer = row
    organisation_key = envelope.open_organisation_key(
        envelope.master(master_id, masters),
        bytes(outer),
        organisation_id=organisation_id,
        version=version,
    )
    return envelope.open_data_key(
        organisation_key, wrapped, organisation_id=organisation_id, context=context
    )


def _fetch(sql: str, params: Sequence[int | str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        return list(cursor.fetchall())
