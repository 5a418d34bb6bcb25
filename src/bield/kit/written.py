"""Whether anything was written: signs that nobody sees are no answer."""

from unicodedata import category


def written(text: str) -> str:
    """What can be read of it. Empty when there is only white space and format signs, such as a
    space without width; for asking, while what was typed is kept as it is."""
    return "".join(sign for sign in text if category(sign) != "Cf").strip()
