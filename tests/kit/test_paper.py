"""Documents: the words as they are, the same bytes each time, and no file on the way."""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pyzipper
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from pypdf import PasswordType, PdfReader
from pypdf.errors import FileNotDecryptedError

from bield.kit import paper
from bield.kit.paper import NotPrinted, Paper, Part, bar
from bield.kit.paper.press import CHILD

CODE = '#read("/etc/passwd") *bold* $x$ \\ // <b> #panic("no")'
WORDS = Paper(
    "Referral of a concern: C-4F7-9HK2",
    "C-4F7-9HK2 · for Children’s social care · prepared by Ama Boateng",
    datetime(2026, 3, 3, 12, tzinfo=UTC),
    (("For", "Children’s social care, Northshire"),),
    (Part("What was reported", (("Who", "Łukasz Żółć"),), (CODE, "First line\nsecond line")),),
)
LONG = Paper(WORDS.title, WORDS.foot, WORDS.made_at, (), (Part("Long", (), ("word " * 4000,)),))


def read(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def test_words_are_shown_and_never_run() -> None:
    text = " ".join(read(paper.pdf(WORDS)).split())

    assert CODE.replace("  ", " ") in text
    assert "root:" not in text
    assert "Łukasz Żółć" in text


def test_a_screen_reader_can_read_it() -> None:
    root = PdfReader(io.BytesIO(paper.pdf(WORDS))).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_every_page_carries_its_foot_and_number() -> None:
    pages = PdfReader(io.BytesIO(paper.pdf(LONG))).pages

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert "C-4F7-9HK2 · for Children’s social care" in text
        assert f"page {number} of {len(pages)}" in text


@pytest.mark.parametrize("made", [paper.pdf, paper.docx])
def test_the_same_words_are_the_same_bytes(made) -> None:  # one of the two
    assert made(WORDS) == made(WORDS)


def test_a_word_processor_has_the_same_words() -> None:
    opened = Document(io.BytesIO(paper.docx(WORDS)))

    lines = [line.text for line in opened.paragraphs]
    assert CODE in lines
    assert "Who: Łukasz Żółć" in lines
    foot = opened.sections[0].footer.paragraphs[0]
    assert foot.text.startswith("C-4F7-9HK2 · for Children’s social care")
    assert "PAGE" in foot._p.xml


def test_a_sign_that_cannot_be_shown_stands_as_its_number() -> None:
    odd = Paper(
        "T", "F", WORDS.made_at, (), (Part("P", (), ("bell \x07, sun 日, tengwar \U000f0001",)),)
    )

    text = " ".join(read(paper.pdf(odd)).split())

    assert "bell [U+0007], sun [U+65E5], tengwar [U+F0001]" in text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_press_cannot_write_a_file(kind: str, tmp_path: Path) -> None:
    """The kernel refuses it: with a file in the place of the pipe not one byte arrives."""
    out = tmp_path / "out"
    with out.open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-I", "-B", "-m", CHILD, kind],
            input=json.dumps(WORDS.as_data()).encode(),
            stdout=file,
            stderr=subprocess.PIPE,
            check=False,
            env={"TMPDIR": str(tmp_path), "HOME": str(tmp_path)},
        )

    assert done.returncode != 0
    assert out.read_bytes() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_server_does_not_load_what_the_press_needs() -> None:
    heavy = {"typst", "docx", "lxml", "pypdf", "pyzipper"}
    loaded = f"import sys, bield.kit.paper; print({heavy} & sys.modules.keys())"
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"


def test_what_cannot_be_made_says_so_without_the_words() -> None:
    broken = Paper("T", "F", WORDS.made_at, (), (Part("secret", (), ()),))
    object.__setattr__(broken, "parts", (("not a part", "secret"),))

    with pytest.raises(NotPrinted) as refused:
        paper.pdf(broken)

    assert "secret" not in str(refused.value)


def test_an_archive_of_a_document_names_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(paper.docx(WORDS))) as opened:
        assert {part.date_time for part in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# ------ whose copy it is, and what locks it


PHRASE = "anchor-violin-meadow"
MARKED = replace(LONG, mark="Copy 2 · for Children’s social care · Ama Boateng, Tuesday 3 March")


def test_whose_copy_it_is_stands_on_every_page() -> None:
    made = PdfReader(io.BytesIO(paper.pdf(MARKED)))
    word = Document(io.BytesIO(paper.docx(MARKED)))

    texts = [" ".join(page.extract_text().split()) for page in made.pages]
    assert len(texts) > 2
    assert [text for text in texts if MARKED.mark not in text] == []
    assert [section.header.paragraphs[0].text for section in word.sections] == [MARKED.mark]


def test_a_locked_document_opens_with_its_phrase_alone() -> None:
    locked = paper.pdf(MARKED, phrase=PHRASE)

    shut, opened = (PdfReader(io.BytesIO(locked)) for _ in range(2))
    assert shut.decrypt("anchor-violin-meadow-") == PasswordType.NOT_DECRYPTED
    with pytest.raises(FileNotDecryptedError):
        shut.pages[0].extract_text()
    assert opened.decrypt(PHRASE) != PasswordType.NOT_DECRYPTED
    assert opened.trailer["/Encrypt"]["/R"] == 6  # AES-256
    assert MARKED.mark in " ".join(opened.pages[1].extract_text().split())
    assert opened.trailer["/Root"]["/MarkInfo"]["/Marked"]  # a screen reader reads it still
    assert MARKED.title.encode() not in locked


def test_an_envelope_opens_with_its_phrase_alone() -> None:
    made = paper.envelope("document.docx", b"what is inside", phrase=PHRASE)

    with pyzipper.AESZipFile(io.BytesIO(made)) as envelope:
        (inside,) = envelope.infolist()
        with pytest.raises(RuntimeError, match="encrypted"):
            envelope.read(inside)
        with pytest.raises(RuntimeError, match="Bad password"):
            envelope.read(inside, pwd=b"anchor")
        assert envelope.read(inside, pwd=PHRASE.encode()) == b"what is inside"
    assert (inside.filename, inside.wz_aes_strength) == ("document.docx", 3)  # AES-256
    assert b"what is inside" not in made


def test_what_was_taken_out_is_a_block_of_one_length_with_its_reason() -> None:
    said = replace(WORDS, parts=(Part("P", (), (f"He {bar(1)} and {bar(1)}.",)),))

    text = " ".join(read(paper.pdf(said)).split())
    runs = Document(io.BytesIO(paper.docx(said))).paragraphs[-1].runs

    assert "He taken out: 1 and taken out: 1 ." in text
    assert [(run.text, run.font.highlight_color == WD_COLOR_INDEX.BLACK) for run in runs] == [
        ("He ", False),
        ("\u00a0taken out: 1\u00a0", True),
        (" and ", False),
        ("\u00a0taken out: 1\u00a0", True),
        (".", False),
    ]
