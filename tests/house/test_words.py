"""The words of `docs/glossary.md` are the words of the code, the addresses and the pages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "bield"
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
COLUMNS = 4


def refused() -> set[str]:
    """The words in `code` style of the last column."""
    rows = [line.strip("|").split("|") for line in GLOSSARY.splitlines() if line.startswith("|")]
    return {
        word for row in rows if len(row) == COLUMNS for word in re.findall(r"`([a-z_]+)`", row[-1])
    }


def avoided() -> list[str]:
    """What is not said on a page, from the last table."""
    table = GLOSSARY.partition("## Words to avoid on a page")[2]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")][2:]
    return [
        words.strip()
        for cell in cells
        for words in cell.split(",")
        if words.strip() not in {"of staff", "as a promise"}
    ]


def words_of(name: str) -> set[str]:
    """`ReviewOfCase` and `review_of_case` are made of the same words."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    parts = [part for part in spaced.split("_") if part]
    singular = {part.removesuffix("s") for part in parts}
    return {*parts, *singular, spaced}


def names_in(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def routes(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{entry.name} {entry.pattern}"
        else:
            yield str(entry.pattern)
            yield from routes(entry)


def test_the_glossary_names_the_words_we_do_not_use() -> None:
    assert {"incident", "case", "issue", "ticket", "victim"} <= refused()


def test_names_in_the_code() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for name, line in names_in(ast.parse(path.read_text()))
        if words_of(name) & refused()
    ]

    assert found == []


def test_parts_of_addresses() -> None:
    found = [
        route
        for route in routes(get_resolver())
        if {word.lower() for word in re.findall(r"[A-Za-z]+", route)} & refused()
    ]

    assert found == []


@pytest.mark.parametrize(
    "template", sorted(SOURCE.rglob("*.html")), ids=lambda path: "/".join(path.parts[-2:])
)
def test_words_on_a_page(template: Path) -> None:
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", " ", template.read_text(), flags=re.DOTALL)
    said = " ".join(text.lower().split()).replace("in case", "")

    assert [words for words in avoided() if re.search(rf"\b{words}\b", said)] == []
    assert set(re.findall(r"[a-z]+", said)) & refused() == set()
