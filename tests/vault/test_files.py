"""Files lie in sealed pieces, each of which opens in its place and nowhere else."""

import pytest

from bield.kit.refusals import NotFound
from bield.vault import commands, queries
from bield.vault.models import SealedFile, SealedPiece
from bield.vault.pieces import PIECE, ROUND
from bield.vault.seal import BrokenSeal
from tests.conftest import NOON, Cast

WORDS = b"Nothing of this may be read on the disk. "


def sealed(cast: Cast, plain: bytes) -> int:
    return commands.seal_file(cast.actor("ama"), plain, context="C-4F7-9HK2/1", at=NOON)


def opened(cast: Cast, file_id: int) -> bytes:
    return queries.open_file(cast.alder.pk, file_id)


@pytest.mark.parametrize(
    "plain",
    [b"", b"\x00\x00", b"\x80\x00\x80", WORDS, WORDS * (PIECE // 10), bytes(PIECE), b"x" * ROUND],
    ids=["nothing", "zeros", "ends", "words", "pieces", "one piece", "a round size"],
)
def test_a_file_comes_out_as_it_went_in(cast: Cast, plain: bytes) -> None:
    assert opened(cast, sealed(cast, plain)) == plain


def test_what_lies_there_shows_neither_words_nor_length(cast: Cast) -> None:
    for plain in (WORDS, WORDS * 300):
        sealed(cast, plain)

    pieces = [bytes(piece) for piece in SealedPiece.objects.values_list("sealed", flat=True)]
    assert len({len(piece) for piece in pieces}) == 1
    assert not [piece for piece in pieces if WORDS[:12] in piece]


def test_two_files_have_keys_of_their_own(cast: Cast) -> None:
    sealed(cast, WORDS)
    sealed(cast, WORDS)

    assert SealedFile.objects.values("key").distinct().count() == 2
    assert SealedPiece.objects.values("sealed").distinct().count() == 2


@pytest.mark.parametrize("harm", ["cut off", "swapped", "changed", "of another file"])
def test_a_file_that_was_tampered_with_does_not_open(cast: Cast, harm: str) -> None:
    file = sealed(cast, WORDS * (PIECE // 10))
    first, *_, last = SealedPiece.objects.filter(file=file).order_by("number")
    if harm == "cut off":
        last.delete()
        SealedFile.objects.filter(pk=file).update(pieces=last.number)
    elif harm == "swapped":
        first.sealed, last.sealed = last.sealed, first.sealed
        first.save()
        last.save()
    elif harm == "changed":
        first.sealed = bytes(first.sealed)[:-1] + bytes([bytes(first.sealed)[-1] ^ 1])
        first.save()
    else:
        other = SealedPiece.objects.get(file=sealed(cast, WORDS))
        SealedPiece.objects.filter(pk=first.pk).update(sealed=bytes(other.sealed))

    with pytest.raises(BrokenSeal):
        opened(cast, file)


def test_a_file_goes_with_its_key(cast: Cast) -> None:
    file = sealed(cast, WORDS)
    key = SealedFile.objects.get(pk=file).key_id

    commands.destroy_key(cast.actor("ama"), key, reason_code="disposed", at=NOON)

    with pytest.raises(NotFound):
        opened(cast, file)


def test_a_file_opens_in_its_organisation_alone(cast: Cast) -> None:
    file = sealed(cast, WORDS)

    with pytest.raises(NotFound):
        queries.open_file(cast.birch.pk, file)


def test_a_file_opens_after_the_keys_were_rotated(cast: Cast) -> None:
    ama = cast.actor("ama")
    file = sealed(cast, WORDS)

    commands.rotate_organisation_key(ama, at=NOON)
    while commands.rewrap(ama, limit=100):
        pass
    commands.retire_organisation_keys(ama, at=NOON)

    assert opened(cast, file) == WORDS
