"""What keeps which clause, as the code itself says it."""

from functools import cache
from importlib import import_module
from pathlib import Path

import bield
from bield.kit.keeps import KEEPERS, Keeper

MARKS = ("bield.kit.keeps", "housekeeping(")  # what a module that has something to say contains


@cache
def keepers() -> tuple[Keeper, ...]:
    """Every keeper of every room, by its path."""
    read_what_speaks()
    return tuple(KEEPERS[path] for path in sorted(KEEPERS))


def read_what_speaks() -> None:
    """A decorator speaks up when its module is read, so each module that has one is read."""
    source = Path(bield.__file__).parent
    for path in sorted(source.rglob("*.py")):
        text = path.read_text()
        if any(mark in text for mark in MARKS):
            dotted = ("bield", *path.relative_to(source).with_suffix("").parts)
            import_module(".".join(part for part in dotted if part != "__init__"))
