"""How a room says no: reasons that can be shown, tested and recorded."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    code: str  # stable and kebab-case: tests, the ledger and translations rely on it
    message: str  # addressed to the person who asked: what is missing, then what to do
    clauses: tuple[str, ...] = ()  # the clauses that ask for it
    mender: str | None = None  # who can put it right, in words ("the safeguarding lead")
    link: str | None = None  # where it is put right, a path of this site
    field: str | None = None  # the form field it stands beside


class Refused(Exception):
    """A command said no. Carries every reason at once, because people need the whole list."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals = refusals


class NotFound(Exception):
    """Absent, or not for this actor's eyes. The two must look the same."""


class Unavailable(Exception):
    """The change could not be kept (full disk, lost database). Nothing of it happened."""


def enforce(*answers: Refusal | Iterable[Refusal] | None) -> None:
    """Raise `Refused` with every refusal among the answers of rules and gates, if there is one."""
    refusals: list[Refusal] = []
    for answer in answers:
        if isinstance(answer, Refusal):
            refusals.append(answer)
        elif answer is not None:
            refusals.extend(answer)
    if refusals:
        raise Refused(*refusals)
