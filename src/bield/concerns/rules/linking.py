"""When two concerns can be linked. Pure."""

from bield.kit.refusals import Refusal


def link(*, same_people: bool) -> Refusal | None:
    if same_people:
        return None
    return Refusal("nobody-in-common", "The two concerns name nobody in common.", field="linked")
