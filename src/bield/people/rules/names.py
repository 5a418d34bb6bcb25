"""What people, groups, places and homes may be called."""

from bield.kit.refusals import Refusal
from bield.people.importing.cells import is_unreadable


def readable(**names: str) -> list[Refusal]:
    """By signs that nobody sees two names may differ, or turn round the line they stand in: forms
    take them as little as lists do."""
    return [
        Refusal(
            "signs-nobody-reads",
            "There are signs in it that nobody can read. Type it again, and paste nothing.",
            field=field,
        )
        for field, said in names.items()
        if is_unreadable(said)
    ]
