"""Documents that must agree with the code, and settings that must be in them."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bield.front.environment import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
STANDINGS = re.compile(r"^Status: (accepted|superseded by \d{4})$", re.MULTILINE)
OF_OTHERS = {"HOME", "PATH", "DJANGO_SETTINGS_MODULE"}


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert numbers


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_when_why_and_what_follows(path: Path) -> None:
    text = path.read_text()

    assert STANDINGS.search(text)
    assert re.search(r"^Date: \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert re.match(rf"# {int(path.name[:4])}\. ", text)
    for heading in ("## Context", "## Decision", "## Consequences"):
        assert heading in text


def test_every_variable_that_is_read_is_documented() -> None:
    reading = re.compile(r"""(?:env|environ)(?:\.get\(|\[)\s*["']([A-Z_]+)["']""")
    read = {
        name for path in (ROOT / "src").rglob("*.py") for name in reading.findall(path.read_text())
    }

    assert sorted(read - VARIABLES.keys() - OF_OTHERS) == []


def test_every_dependency_says_what_it_is_for() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    silent = []
    for before, line in pairwise(lines):
        one_of_a_list = re.fullmatch(r'\s+"([a-z0-9-]+)[\[\]a-z,-]*[<>=~].*",', line)
        if one_of_a_list and not before.strip().startswith("#"):
            silent.append(one_of_a_list.group(1))

    # The linter, the type checker and the test runner need no introduction.
    assert set(silent) - {"ruff", "mypy", "pytest", "pytest-django", "types-pyyaml"} == set()


def test_no_test_is_left_out() -> None:
    marks = re.compile(r"pytest\.(?:mark\.)?(?:skip|xfail|importorskip)|unittest\.skip")
    here = Path(__file__)
    found = [
        path.relative_to(ROOT)
        for path in (ROOT / "tests").rglob("*.py")
        if path != here and marks.search(path.read_text())
    ]

    assert found == []


def test_no_page_of_ours_names_a_machine() -> None:
    """Paths of the machine something was written on help nobody elsewhere."""
    found = [
        path.relative_to(ROOT)
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        if re.search(r"(?<![\w.])/(?:root|home|work)/", path.read_text())
    ]

    assert found == []
