"""Sets a document as PDF that a screen reader can read (PDF/UA-1). Loaded by the press alone."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst

SOURCE = Path(__file__).with_name("paper.typ")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Letters that the fonts inside have; a sign beyond them is written as its number.
RARE = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u052f\u0590-\u06ff\u1e00-\u1fff\u2000-\u2064\u20a0-\u20bf]"
)
BEYOND_LATIN = re.compile(r"[^\t\n\x20-\x7e\xa0-\xff\u2010-\u2026]")

Change = Callable[[str], str]


def set_pdf(data: dict[str, Any]) -> bytes:
    phrase = data.pop("phrase", "")
    made = _plain(data)
    if phrase:
        from bield.kit.paper.locking import lock_pdf  # noqa: PLC0415  # only what is needed

        return lock_pdf(made, phrase)
    return made


def _plain(data: dict[str, Any]) -> bytes:
    """With the fonts inside; then with those of the machine; then with fewer signs."""
    attempts: tuple[tuple[Change, bool], ...] = (
        (_numbered(CONTROL), True),
        (_numbered(CONTROL), False),
        (_numbered(RARE), True),
    )
    for change, fonts_inside_only in attempts:
        try:
            return _set(_changed(data, change), fonts_inside_only=fonts_inside_only)
        except typst.TypstError:
            continue
    return _set(_changed(data, _numbered(BEYOND_LATIN)), fonts_inside_only=True)


def _set(data: dict[str, Any], *, fonts_inside_only: bool) -> bytes:
    made = typst.compile(
        SOURCE.read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        timestamp=data["made_at"],
        ignore_system_fonts=fonts_inside_only,
    )
    if not isinstance(made, bytes):
        raise TypeError("a document is one piece")
    return made


def _numbered(signs: re.Pattern[str]) -> Change:
    """No sign is dropped in silence: one that cannot be shown stands as its number."""

    def change(words: str) -> str:
        return signs.sub(lambda found: f"[U+{ord(found.group()):04X}]", words)

    return change


def _changed(data: Any, change: Change) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, list):
        return [_changed(one, change) for one in data]
    if isinstance(data, dict):
        return {name: _changed(one, change) for name, one in data.items()}
    return data
