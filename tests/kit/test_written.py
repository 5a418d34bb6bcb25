"""Signs that nobody sees are no answer."""

import pytest

from bield.kit.written import written


@pytest.mark.parametrize(
    "nothing",
    [
        *("", " ", "\n\t", "\u00a0\u2003", "\u200b\u2060\ufeff", "\u115f\u1160\u3164\uffa0"),
        *("\u2800", "\ufe0f", "\u034f", "\u180b", "\u17b5", "\U000e0100", "\ue000", "\u0301"),
        *("\x00", "\x01", "\x7f\x1b"),
    ],
)
def test_what_nobody_sees_is_not_written(nothing: str) -> None:
    assert written(f" {nothing} ") == ""


@pytest.mark.parametrize("said", ["no", "7", "?", "😢", "是", "não", "👍🏽", "Ⅳ", "é"])
def test_what_can_be_seen_is(said: str) -> None:
    assert written(f"\u200b {said} ") == said
