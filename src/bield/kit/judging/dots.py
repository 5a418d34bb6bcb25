"""Pictures in formats that are text, or pass for it: PBM, PGM, PPM, PAM, XBM and XPM.

Viewers still open them. A letter and a numeral are nothing yet, for people write "P2 said": the
numbers behind them tell. Any line of a text may begin one, since other lines are soon taken away.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

FEWEST = 64  # dots, or bytes of them: fewer show nothing
FIRST_LETTER = 32  # a dot that is kept as a letter is no darker
LARGEST = FEWEST * 64  # characters of one picture that are looked at

_NUMBER = r"0{0,55}(\d{1,5})(?!\d)"  # one that is filled up with more noughts is found unreadable
_MAGIC = re.compile(r"P([1-6])(?=\s+\d|\s*#|\s*$)")
_SIZE = re.compile(rf"\s*{_NUMBER}\s+{_NUMBER}\s")
_WHITE = re.compile(rf"\s*{_NUMBER}\s")
_NUMBERS = re.compile(rf"(?:\s*\d{{1,60}}(?!\d)){{{FEWEST}}}")
_BITS = re.compile(rf"(?:\s*[01]){{{FEWEST}}}")
_GAP = rb"(?:\s|#[^\r\n]*[\r\n])+"
_HEAD = re.compile(rb"P(?:[456]%b\d+%b\d|7\s)" % (_GAP, _GAP))
_CODE = {
    "XPM": re.compile(r"/\*\s*XPM|!\s?XPM2"),
    "ENDHDR": re.compile(r"\bENDHDR\b"),
    "#define": re.compile(r"bits\s*\[\s*\d*\s*\]\s*="),
}


def begins_in_dots(data: bytes) -> bool:
    """Whether bytes that are no text begin as such a picture."""
    return _HEAD.match(data) is not None


def holds_dots(text: str) -> bool:
    """Whether text has such a picture anywhere."""
    if any(hint in text and code.search(text) for hint, code in _CODE.items()):
        return True
    if not _MAGIC.search(text):
        return False
    return any(_is_drawn(kind, behind, len(text)) for kind, behind in _heads(text))


def _heads(text: str) -> Iterator[tuple[str, str]]:
    """What could begin a pixmap, and what stands behind it without remarks.

    A remark runs from its # to the end of a line. Of a line with a magic in a remark, what stands
    behind the magic counts, so every line is stripped once, and joined as often as it is needed.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    bare = [line.partition("#")[0] for line in lines]
    following = list(accumulate((len(line) + 1 if line else 0 for line in bare), initial=0))
    stripped = "".join(f"{line}\n" for line in bare if line)
    for number, line in enumerate(lines, start=1):
        for magic in _MAGIC.finditer(line):
            own = line[magic.end() : magic.end() + LARGEST].partition("#")[0]
            at = following[number]
            yield magic[1], f"{own}\n{stripped[at : at + LARGEST]}"


def _is_drawn(kind: str, behind: str, letters: int) -> bool:
    size = _SIZE.match(behind)
    if size is None:
        return False
    if kind == "1":
        return _BITS.match(behind, size.end()) is not None
    wide, high = int(size[1]), int(size[2])
    if kind == "4":
        return _is_there((wide + 7) // 8 * high, letters)
    white = _WHITE.match(behind, size.end())
    if white is None:
        return False
    if kind in "23":
        return _NUMBERS.match(behind, white.end()) is not None
    dots = wide * high * (3 if kind == "6" else 1)
    return int(white[1]) > FIRST_LETTER and _is_there(dots, letters)


def _is_there(dots: int, letters: int) -> bool:
    """Whether so many bytes of dots may stand in so many letters: viewers show a part as well."""
    return FEWEST <= dots <= letters * 4
