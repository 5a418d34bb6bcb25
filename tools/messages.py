"""Writes `bield.pot`, every sentence that is marked to be translated: `make messages`.

Django’s own way needs the gettext programs; here Babel reads the code, Django turns a template into
what Babel reads, and the pack of numbers brings its words.
"""

import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import django
import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

from bield.front.catalogs import TEMPLATE, WIDTH
from bield.kit.languages import OWN_NAME

SOURCE = Path(__file__).resolve().parents[1] / "src" / "bield"
HEAD = """\
# Every sentence that a reporter may meet, and how it stands in English.
# Written by `make messages`; how it is translated: docs/how-to/translate.md
"""
Found = tuple[str, str | tuple[str, ...]]  # where, and the sentence, or its singular and plural
IN_CODE = {"_": None}
IN_TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2)}


def catalog() -> Catalog:
    whole = Catalog(project="Bield")
    whole.add(OWN_NAME, auto_comments=["What the language of the catalog is called in itself."])
    for place, sentence in [*of_code(), *of_templates(), *of_the_pack()]:
        whole.add(sentence, locations=[(place, 0)])
    return whole


def of_code() -> Iterator[Found]:
    for path in sorted(SOURCE.rglob("*.py")):
        with path.open("rb") as file:
            for _, sentence, _, _ in extract("python", file, IN_CODE):
                yield where(path), sentence


def of_templates() -> Iterator[Found]:
    for path in sorted(SOURCE.rglob("*.html")):
        lines = templatize(path.read_text()).splitlines()
        code = "\n".join(line.strip() for line in lines)  # its indentation is not that of code
        for _, sentence, _, _ in extract("python", io.BytesIO(code.encode()), IN_TEMPLATES):
            yield where(path), sentence


def of_the_pack() -> Iterator[Found]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bield.front.settings")
    django.setup()
    from bield.advice.queries.helping import PACK, SAID  # noqa: PLC0415  # the rooms are ready now

    for row in yaml.safe_load(PACK.read_text())["rows"]:
        yield from ((where(PACK), row[name]) for name in SAID if name in row)


def where(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def text() -> str:
    written = io.BytesIO()
    write_po(written, catalog(), width=WIDTH, include_lineno=False, omit_header=True)
    return HEAD + "\n" + written.getvalue().decode()


def main(words: Sequence[str]) -> int:
    current = TEMPLATE.exists() and TEMPLATE.read_text() == text()
    if not current:
        print("bield.pot is not current; run `make messages`")
        if "--check" not in words:
            TEMPLATE.write_text(text())
    return 1 if not current and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
