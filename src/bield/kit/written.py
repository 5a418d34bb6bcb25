"""Whether anything was written: signs that nobody sees are no answer."""

from unicodedata import category

SEEN = ("L", "N", "P", "S")  # letters, numerals, punctuation, signs such as faces
# Letters and signs by their kind that are drawn as nothing: fillers of Hangul, the empty Braille.
BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def written(text: str) -> str:
    """What can be read of it. Empty when there is only white space and signs that nobody sees: a
    space without width, a control, an accent without its letter; for asking, while what was typed
    is kept as it is."""
    if not any(category(sign).startswith(SEEN) and sign not in BLANK for sign in text):
        return ""
    return "".join(sign for sign in text if category(sign) != "Cf").strip()
