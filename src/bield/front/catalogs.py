"""The sentences of the pages for reporters, and what a house has translated them into.

`languages/bield.pot` holds every sentence and is written by `make messages`. A house keeps its
catalogs in `DATA_DIR/languages`, where Django looks for them; here they are begun, brought up to
date, looked over and compiled, in Python alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale

TEMPLATE = Path(__file__).parent / "languages" / "bield.pot"
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]+>")  # what a translation takes over as it stands
ENDS_A_TEXT = re.compile(r'[<>"]')  # in a page; quotation marks of a language are others
WIDTH = 100


@dataclass(frozen=True)
class Compiled:
    code: str
    said: int
    of: int
    wrong: tuple[str, ...]  # sentences that stay English until they are put right


class UnknownLanguage(Exception):
    """No language goes by this code."""


def template() -> Catalog:
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def folder_of(catalogs: Path, code: str) -> Path:
    return catalogs / to_locale(code) / "LC_MESSAGES"


def begin(catalogs: Path, code: str) -> Path:
    """A catalog in which nothing is translated yet. One that is there already is left alone."""
    try:
        locale = Locale.parse(to_locale(code))
    except (UnknownLocaleError, ValueError):
        raise UnknownLanguage(code) from None
    file = folder_of(catalogs, code) / "django.po"
    if not file.exists():
        begun = Catalog(locale=locale, project="Bield")
        begun.update(template())
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(begun, file)
    return file


def compile_all(catalogs: Path) -> Iterator[Compiled]:
    """Bring each up to date with the sentences of today, and make of it what the server reads."""
    for file in sorted(catalogs.glob("*/LC_MESSAGES/django.po")):
        with file.open("rb") as opened:
            catalog = read_po(opened, locale=file.parents[1].name)
        catalog.update(template(), no_fuzzy_matching=True)
        _write(catalog, file)
        yield compile_one(catalog, file.with_suffix(".mo"))


def compile_one(catalog: Catalog, file: Path) -> Compiled:
    messages = [one for one in catalog if one.id]
    wrong = [one for one in messages if is_wrong(one)]
    kept = Catalog(locale=catalog.locale)
    for one in messages:
        if one not in wrong and not one.fuzzy:
            kept.add(one.id, one.string, context=one.context)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        write_mo(opened, kept)
    said = [one for one in kept if one.id and all(_texts(one.string))]
    first = tuple(_texts(one.id)[0] for one in wrong)
    return Compiled(file.parents[1].name, len(said), len(messages), first)


def is_wrong(message: Message) -> bool:
    """A place to be filled in that is missing or new, or markup that is not that of the page."""
    wanted = set(PLACES.findall(_texts(message.id)[-1]))
    return any(
        set(PLACES.findall(text)) != wanted or ENDS_A_TEXT.search(PLACES.sub("", text))
        for text in _texts(message.string)
        if text
    )


def _texts(one: object) -> list[str]:
    return [str(text) for text in one] if isinstance(one, list | tuple) else [str(one or "")]


def _write(catalog: Catalog, file: Path) -> None:
    with file.open("wb") as opened:
        write_po(opened, catalog, width=WIDTH, include_lineno=False)
