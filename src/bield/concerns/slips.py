"""The number of a paper slip: counted up, with a last letter that notices a slip of the pen."""

import re

LETTERS = "CFGHJMPRVWX"  # as many as the sum can leave over: none of them is mistaken for a digit
SHAPE = re.compile(r"([0-9]{1,8})([A-Z])")
ALIKE = str.maketrans("OIL", "011")  # how digits are misread


def slip_number(number: int) -> str:
    """P-0042-M: no reference of a concern looks like it."""
    return f"P-{number:04d}-{_letter(number)}"


def number_typed(typed: str) -> int | None:
    """However it was typed; None where a digit is wrong, two are swapped, or it is no number."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    found = SHAPE.fullmatch(plain[:-1].removeprefix("P").translate(ALIKE) + plain[-1:])
    if found is None or _letter(int(found[1])) != found[2]:
        return None
    return int(found[1])


def _letter(number: int) -> str:
    digits = map(int, reversed(str(number)))
    return LETTERS[sum(weight * digit for weight, digit in enumerate(digits, 2)) % len(LETTERS)]
