"""What the first set-up refuses by itself; the rest the rooms refuse."""

from bield.kit.refusals import Refusal

WRONG_CODE = Refusal(
    "wrong-code",
    "This is not the code that the console shows. Each start of the server shows a new one, and"
    " each opens one browser.",
    field="code",
)


def finish(*, owner: int | None, clock_chosen: bool) -> list[Refusal]:
    refusals = []
    if owner is None:
        refusals.append(Refusal("no-owner", "Say who you are.", link="/set-up/you/"))
    if not clock_chosen:
        refusals.append(
            Refusal("no-clock", "Choose how soon a worry is read.", link="/set-up/clock/")
        )
    return refusals
