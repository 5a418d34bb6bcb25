"""How a page of the reference is drawn."""

from collections.abc import Iterable

NOTICE = "Written by `make docs` from the code; do not edit it here."

Row = tuple[str, ...]


def table(head: Row, rows: Iterable[Row]) -> str:
    every = [head, tuple("---" for _ in head), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in every
    )


def page(title: str, purpose: str, head: Row, rows: Iterable[Row]) -> str:
    return paper(title, purpose, table(head, rows))


def paper(title: str, purpose: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", f"{purpose} {NOTICE}", *parts]) + "\n"


def code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
