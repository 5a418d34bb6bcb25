"""What must be agreed to before something is opened to somebody: one rule for every gate. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bield.agreements.states import Purpose, Stands
from bield.kit.refusals import Refusal

GRACE = timedelta(days=14)  # to read and sign, from being asked
ASKING_PAGE = "/asking/"


@dataclass(frozen=True, slots=True)
class Signed:
    """How one purpose stands for somebody."""

    purpose: str
    stands: Stands
    until: date | None = None  # the last day on which they may still go without
    nobody_asks: bool = False  # there are no words for who would have to answer: none can come
    by_themself: frozenset[int] = frozenset()  # who can change that with their own account

    @property
    def granted(self) -> bool:
        return self.stands == Stands.GRANTED

    @property
    def in_time(self) -> bool:
        return self.stands in {Stands.MISSING, Stands.EXPIRED}


def needs(
    signed: Iterable[Signed],
    clauses: tuple[str, ...],
    *,
    on: date | None = None,
    always: bool = False,
) -> list[Refusal]:
    """Everything that stands in the way. `on`: a day on which there is still time to answer;
    without it there is none. `always`: also where no form asks for it yet; else that refuses
    nothing, so that nobody is shut out before the organisation has written its forms."""
    return [_refusal(one, clauses) for one in signed if _is_wanted(one, on, always=always)]


def _is_wanted(one: Signed, on: date | None, *, always: bool) -> bool:
    if one.granted or (one.nobody_asks and not always):
        return False
    still = on is not None and one.until is not None and on <= one.until
    return not (still and one.in_time)


SAYS = {
    Stands.REFUSED: "The answer to “{label}” was no. It stays closed until that changes.",
    Stands.WITHDRAWN: "The yes to “{label}” was taken back. It stays closed until that changes.",
    Stands.EXPIRED: "The yes to “{label}” has run out. Ask for it again, then go on.",
    Stands.MISSING: "“{label}” is not answered by everybody who has to. Ask for it, then go on.",
}


def _refusal(one: Signed, clauses: tuple[str, ...]) -> Refusal:
    return Refusal(
        f"not-agreed-{one.purpose.replace('_', '-')}",
        SAYS[one.stands].format(label=Purpose(one.purpose).label),
        clauses,
        mender="whoever is asked, or the office",
        link=ASKING_PAGE,
    )
