"""Types a document up for a word processor. Loaded by the press alone."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from bield.kit.paper.shapes import BAR

WHITE, GREY = RGBColor(255, 255, 255), RGBColor(0x70, 0x70, 0x70)
NEVER_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BEGAN = (1980, 1, 1, 0, 0, 0)  # the earliest time an archive can name: the same for every part


def set_docx(data: dict[str, Any]) -> bytes:
    made = Document()
    _say_what_it_is(made, data)
    _say(made.add_heading("", 1), data["title"])
    _facts(made, data["facts"])
    for part in data["parts"]:
        _say(made.add_heading("", 2), part["heading"])
        _facts(made, part["facts"])
        for words in part["words"]:
            _say(made.add_paragraph(), words)
    kept = io.BytesIO()
    made.save(kept)
    return _timeless(kept.getvalue())


def _say_what_it_is(made: Opened, data: dict[str, Any]) -> None:
    at = datetime.fromtimestamp(data["made_at"], UTC).replace(tzinfo=None)
    about = made.core_properties
    about.title, about.author, about.last_modified_by = _plain(data["title"]), "", ""
    about.created = about.modified = at
    about.comments, about.language = "", "en-GB"
    mark = made.sections[0].header.paragraphs[0].add_run(_plain(data["mark"]))
    mark.font.color.rgb = GREY
    foot = made.sections[0].footer.paragraphs[0]
    foot.add_run(f"{_plain(data['foot'])} · page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    """What the word processor counts by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _facts(made: Opened, rows: list[list[str]]) -> None:
    for name, value in rows:
        line = made.add_paragraph()
        _say(line, f"{name}: ", bold=True)
        _say(line, value)


def _say(line: Paragraph, words: str, *, bold: bool | None = None) -> None:
    """The words, and where some were taken out a solid block with the number of its reason."""
    place = 0
    for bar in BAR.finditer(words):
        line.add_run(_plain(words[place : bar.start()])).bold = bold
        block = line.add_run(f"\u00a0{bar.group()[1:-1]}\u00a0")
        block.font.color.rgb, block.font.highlight_color = WHITE, WD_COLOR_INDEX.BLACK
        place = bar.end()
    line.add_run(_plain(words[place:])).bold = bold


def _plain(words: str) -> str:
    """As it is written, but for signs that no such file can hold: those stand as their number."""
    return NEVER_IN_XML.sub(lambda found: f"[U+{ord(found.group()):04X}]", words)


def _timeless(made: bytes) -> bytes:
    """The same words make the same bytes: no part of the archive has a time of its own."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as read, zipfile.ZipFile(kept, "w") as written:
        for name in read.namelist():
            part = zipfile.ZipInfo(name, BEGAN)
            part.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(part, read.read(name))
    return kept.getvalue()
