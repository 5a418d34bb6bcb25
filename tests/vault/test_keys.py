"""A key of its own for everything that is sealed, and what it means to destroy it."""

import pytest
from django.db import connection

from bield.kit import keyring
from bield.kit.reading import reading
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.vault import commands, queries, rounds
from bield.vault.models import DataKey, Master, OrganisationKey
from bield.vault.seal import BrokenSeal, seal, unseal
from bield.vault.states import ROOT
from tests.conftest import NOON, Cast, look_into
from tests.houses import LiveDatabase
from tests.vault import thief
from tests.vault.telling import do, keep


def test_a_key_is_read_again(cast: Cast) -> None:
    ama = cast.actor("ama")

    (key,) = keep(ama, "C-1")

    assert queries.secret(ama.organisation_id, key.id) == key.secret
    assert len(key.secret) == 32


def test_every_key_is_another(cast: Cast) -> None:
    keys = keep(cast.actor("ama"), "C-1", "C-2", "C-2")

    assert len({key.secret for key in keys}) == 3


def test_many_keys_are_read_in_one_statement(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    ama = cast.actor("ama")
    keys = keep(ama, *(f"C-{number}" for number in range(30)))

    with django_assert_num_queries(1):
        opened = queries.secrets(ama.organisation_id, [key.id for key in keys])

    assert opened == {key.id: key.secret for key in keys}
    assert queries.secrets(ama.organisation_id, []) == {}


def test_keys_made_together_are_read_like_those_made_alone(cast: Cast) -> None:
    ama = cast.actor("ama")
    contexts = [f"C-{number}" for number in range(7)]

    made = do(ama, lambda: commands.new_keys(ama, contexts=contexts, at=NOON))
    (later,) = keep(ama, "C-8")

    keys = [*made, later]
    opened = queries.secrets(ama.organisation_id, [key.id for key in keys])
    assert opened == {key.id: key.secret for key in keys}
    held = DataKey.objects.filter(pk__in=opened).order_by("pk")
    assert list(held.values_list("context", flat=True)) == [*contexts, "C-8"]


def test_another_organisation_opens_nothing(cast: Cast) -> None:
    (key,) = keep(cast.actor("ama"), "C-1")

    mia = cast.actor("mia")

    assert queries.secrets(mia.organisation_id, [key.id]) == {}
    with pytest.raises(NotFound):
        queries.secret(mia.organisation_id, key.id)


def test_no_key_lies_in_the_database_open(cast: Cast) -> None:
    ama = cast.actor("ama")
    (key,) = keep(ama, "C-1")
    master = keyring.keyring().masters[keyring.keyring().current]

    held = [
        *DataKey.objects.values_list("wrapped", flat=True),
        *OrganisationKey.objects.values_list("wrapped", flat=True),
        *Master.objects.values_list("proof", flat=True),
    ]

    organisation = queries.current_key(ama.organisation_id).secret
    for secret in (key.secret, organisation, master, master[:16]):
        assert not [blob for blob in held if secret in bytes(blob)]


def test_a_wrapped_key_moved_to_another_place_does_not_open(cast: Cast) -> None:
    ama = cast.actor("ama")
    one, two = keep(ama, "C-1", "C-2")
    stolen = DataKey.objects.get(pk=one.id).wrapped

    DataKey.objects.filter(pk=two.id).update(wrapped=stolen)

    with pytest.raises(BrokenSeal):
        queries.secret(ama.organisation_id, two.id)


def test_a_destroyed_key_opens_nothing_ever_again(cast: Cast) -> None:
    ama = cast.actor("ama")
    one, two = keep(ama, "C-1", "C-2")
    sealed = seal(two.secret, "still here", context="C-2")

    commands.destroy_key(ama, one.id, reason_code="retention-ended", at=NOON)

    assert queries.secrets(ama.organisation_id, [one.id, two.id]) == {two.id: two.secret}
    with pytest.raises(NotFound):
        queries.secret(ama.organisation_id, one.id)
    assert DataKey.objects.get(pk=one.id).wrapped is None
    assert unseal(two.secret, sealed, context="C-2") == "still here"


def test_destroying_a_key_leaves_a_line(cast: Cast) -> None:
    ama = cast.actor("ama")
    (key,) = keep(ama, "C-1")

    commands.destroy_key(ama, key.id, reason_code="retention-ended", at=NOON)

    line = ledger.lines_about(ama.organisation_id, "C-1", ["vault.key-destroyed"])[0]
    assert line.facts == {"key": key.id, "reason": "retention-ended"}


def test_a_key_is_destroyed_once(cast: Cast) -> None:
    ama = cast.actor("ama")
    (key,) = keep(ama, "C-1")
    commands.destroy_key(ama, key.id, reason_code="retention-ended", at=NOON)

    with pytest.raises(Refused, match="key-already-destroyed"):
        commands.destroy_key(ama, key.id, reason_code="retention-ended", at=NOON)


def test_the_root_of_the_organisations_keys_is_not_destroyed(cast: Cast) -> None:
    ama = cast.actor("ama")
    root = DataKey.objects.get(organisation_id=ama.organisation_id, context=ROOT)

    with pytest.raises(Refused, match="root-key-stays"):
        commands.destroy_key(ama, root.pk, reason_code="retention-ended", at=NOON)


def test_a_foreign_key_is_not_destroyed(cast: Cast) -> None:
    (key,) = keep(cast.actor("ama"), "C-1")

    with pytest.raises(NotFound):
        commands.destroy_key(cast.actor("mia"), key.id, reason_code="retention-ended", at=NOON)


def test_a_destroyed_key_leaves_no_byte_on_the_disk(live_db: LiveDatabase, cast: Cast) -> None:
    """SQLite overwrites what it frees. PostgreSQL keeps the old row until a vacuum, and says so."""
    ama = cast.actor("ama")
    one, two = keep(ama, "C-1", "C-2")
    wrapped, other = (bytes(DataKey.objects.get(pk=key.id).wrapped) for key in (one, two))
    before = _on_disk(live_db)

    commands.destroy_key(ama, one.id, reason_code="retention-ended", at=NOON)
    rounds.scrub(NOON)

    held = _on_disk(live_db)
    if connection.vendor == "sqlite":
        assert (wrapped in before, wrapped in held, other in held) == (True, False, True)
    assert DataKey.objects.filter(pk=one.id, wrapped=None, destroyed_at=NOON).exists()


def _on_disk(database: LiveDatabase) -> bytes:
    return b"".join(path.read_bytes() for path in thief.raw_files(database.name))


def test_each_purpose_and_each_organisation_has_a_secret_of_its_own(cast: Cast) -> None:
    alder, birch = cast.alder.pk, cast.birch.pk
    drafts, reasons = (queries.organisation_secret(alder, of) for of in ("drafts", "reasons"))
    look_into(cast.birch)
    foreign = queries.organisation_secret(birch, "drafts")

    look_into(cast.alder)

    assert len({drafts, reasons, foreign}) == 3
    assert queries.organisation_secret(alder, "drafts") == drafts


def test_an_organisation_without_keys_opens_nothing(cast: Cast) -> None:
    for asked in (
        lambda: queries.organisation_secret(0, "drafts"),
        lambda: queries.current_key(0),
        lambda: queries.standing(0),
    ):
        with reading(), pytest.raises(NotFound):
            asked()
