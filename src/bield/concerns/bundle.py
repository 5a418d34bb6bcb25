"""A bundle for one authority: the document, each item by itself, and what proves them. In memory.

Whoever receives it checks it with `sha256sum -c SHA256SUMS`. No picture of the kind that nobody may
hold is ever part of it: nothing of that kind is in the house.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from bield.kit import paper
from bield.kit.paper import Paper, Part

SUMS, NOTE, DOCUMENT = "SHA256SUMS", "NOTE.txt", "document.pdf"
BEGAN = (1980, 1, 1, 0, 0, 0)  # the same for every part: the same contents are the same bytes


@dataclass(frozen=True)
class Contents:
    paper: Paper
    items: tuple[tuple[str, Part], ...]  # (code, what it says)
    proof: Mapping[str, bytes] = field(default_factory=dict)  # name -> what an outsider checks


def make(contents: Contents) -> bytes:
    files = {
        NOTE: _note(contents).encode(),
        DOCUMENT: paper.pdf(contents.paper),
        **{f"{code}.txt": _text(part).encode() for code, part in contents.items},
        **contents.proof,
    }
    files[SUMS] = _sums(files).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, BEGAN), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _sums(files: dict[str, bytes]) -> str:
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()
    )


def _note(contents: Contents) -> str:
    """With whom, what for, on which ground; what is in it, and how to check that it is whole."""
    rows = [f"{name}: {value}" for name, value in contents.paper.facts]
    inside = [f"- {code}.txt: {part.heading}" for code, part in contents.items]
    return "\n".join(
        (
            contents.paper.title,
            "",
            *rows,
            "",
            "What is in it:",
            f"- {DOCUMENT}: all of it, to be read",
            *inside,
            "",
            "To check that nothing was changed: sha256sum -c SHA256SUMS",
            *(PROVING if contents.proof else ()),
            "There is no nude or sexual picture of anybody in this bundle.",
            "",
        )
    )


PROVING = (
    "",
    "To check that no line of the record was added, changed or left out:",
    "  python3 verify_ledger.py record.jsonl --show",
    "It needs no network and one package: pip install cryptography. Compare the key that it names",
    "with the one that the organisation tells you another way.",
    "The line “concern.contents-bound” says the SHA-256 of contents.json: the words of this",
    "document, as they stood when it was prepared.",
)


def _text(part: Part) -> str:
    rows = [f"{name}: {value}" for name, value in part.facts]
    return "\n\n".join((part.heading, *rows, *part.words)) + "\n"
