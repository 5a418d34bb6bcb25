"""Other children, as the sender chose to let them stand: by name, by initials, or as another child.

Of whom nobody knows the age is no adult either; who may have harmed is then “another person”.

Names are found as they are written in the concerns. A misspelt one, or a nickname that nobody wrote
down, is not: what leaves is read by a person first.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

ANOTHER_CHILD, ANOTHER_PERSON = "another child", "another person"
BY_MISTAKE = "somebody named by mistake"
SHORTEST = 3  # letters of a part of a name that is looked for by itself


@dataclass(frozen=True)
class Other:
    names: tuple[str, ...]  # the full name first, then what they are called
    called: str = ANOTHER_CHILD


def initials(name: str) -> str:
    return "".join(f"{part[0].upper()}." for part in name.split())


def stand_ins(others: Sequence[Other], how: str) -> dict[str, str]:
    """Name -> what stands for it. The same for one child throughout; two are told apart."""
    if how == "names":
        return {}
    chosen: dict[str, str] = {}
    for place, other in enumerate(others):
        letter = ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)
        shown = initials(other.names[0]) if how == "initials" else f"{other.called} ({letter})"
        chosen |= {name: shown for name in other.names if name not in chosen}
    return chosen


def masking(chosen: dict[str, str], keep: Collection[str]) -> Callable[[str], str]:
    """Puts the stand-ins where the names are. Parts of names that somebody in `keep` shares stay:
    a brother has the family name too."""
    kept = {part.casefold() for name in keep for part in name.split()}
    wanted = {name.casefold(): shown for name, shown in chosen.items()}
    for name, shown in chosen.items():
        for part in name.split():
            if len(part) >= SHORTEST and part.casefold() not in kept:
                wanted.setdefault(part.casefold(), shown)
    if not wanted:
        return lambda text: text
    longest_first = sorted(wanted, key=len, reverse=True)
    found = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE
    )

    def put(match: re.Match[str]) -> str:
        written = match.group()
        part_of_one = written.casefold() not in {name.casefold() for name in chosen}
        if part_of_one and not written[0].isupper():  # "will", "may" and "rose" are words as well
            return written
        return wanted[written.casefold()]

    return lambda text: found.sub(put, text)
