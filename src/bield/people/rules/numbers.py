from bield.kit.refusals import Refusal

FEWEST = 5  # digits of a number that can be rung


def set_number(number: str, *, present: str, at_place: bool) -> Refusal | None:
    """An empty one is for a place that goes by the whole organisation's again."""
    if number == present:
        return Refusal("number-is-this-already", "This is the number already.", field="number")
    if not number and at_place:
        return None
    if sum(sign.isdigit() for sign in number) < FEWEST:
        return Refusal("not-a-number", "Write the whole number, as it is dialled.", field="number")
    return None
