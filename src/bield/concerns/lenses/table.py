"""The decision table itself."""

from bield.concerns.lenses.shapes import UNSURE, YES, Facts, LensRule, Table
from bield.concerns.states import Lens


def _always(_facts: Facts) -> bool:
    return True


def _if_not_no(question: str) -> LensRule:
    """Unsure acts as yes."""
    lens = Lens(question)
    return LensRule(lens, lambda facts: facts.says(question, YES, UNSURE))


TABLE = Table(
    lenses=(
        LensRule(Lens.ALL, _always),
        *(_if_not_no(lens) for lens in Lens if lens not in {Lens.ALL, Lens.GENERAL}),
    ),
    questions=(),
    actions=(),
    locks=(),
    prohibitions=(),
    proposals=(),
)
