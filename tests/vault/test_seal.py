"""What is sealed opens whole, with its key, in its place, or not at all."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bield.vault.seal import BrokenSeal, seal, unseal

KEY = secrets.token_bytes(32)
anything = st.text(st.characters(codec=None))  # lone surrogates too: a browser may send them


@given(anything, st.text(max_size=20))
def test_a_text_comes_back_as_it_was(text: str, context: str) -> None:
    assert unseal(KEY, seal(KEY, text, context=context), context=context) == text


@given(st.text(min_size=1), st.data())
def test_any_changed_byte_is_found(text: str, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, text, context="C-1"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(BrokenSeal):
        unseal(KEY, bytes(sealed), context="C-1")


@given(st.text(), st.data())
def test_a_seal_cut_short_or_made_longer_is_found(text: str, data: st.DataObject) -> None:
    sealed = seal(KEY, text, context="C-1")
    cut = sealed[: data.draw(st.integers(0, len(sealed) - 1))]

    for wrong in (cut, sealed + b"\x00"):
        with pytest.raises(BrokenSeal):
            unseal(KEY, wrong, context="C-1")


def test_it_opens_nowhere_else() -> None:
    sealed = seal(KEY, "He told me.", context="C-1:1")

    with pytest.raises(BrokenSeal):
        unseal(KEY, sealed, context="C-1:2")


def test_another_key_does_not_open_it() -> None:
    sealed = seal(KEY, "He told me.", context="C-1")

    with pytest.raises(BrokenSeal):
        unseal(secrets.token_bytes(32), sealed, context="C-1")


@given(st.text(max_size=300))
def test_sizes_tell_little(text: str) -> None:
    empty = len(seal(KEY, "", context="C-1"))
    grown = len(seal(KEY, text, context="C-1")) - empty

    assert grown % 64 == 0
    assert grown - 64 < len(text.encode()) <= grown + 63


def test_the_same_text_never_looks_the_same() -> None:
    sealed = {seal(KEY, "no", context="C-1") for _ in range(100)}

    assert len(sealed) == 100
