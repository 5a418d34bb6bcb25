"""Which test proves which clause, as the tests' own markers say it.

The tests are read, not run: `@pytest.mark.clause("EY-16")` on a test or, as `pytestmark`, on all
of a file. They stand beside the source; an installation without them shows no proofs.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


@cache
def proofs() -> dict[str, tuple[str, ...]]:
    """The node ids of the tests that prove each clause."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for test, clause in _marked(path):
            found.setdefault(clause, []).append(test)
    return {clause: tuple(sorted(set(tests))) for clause, tests in found.items()}


def _marked(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text()
    if "mark.clause" not in text:
        return
    tree = ast.parse(text)
    for_all = [clause for node in tree.body for clause in _of_the_file(node)]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            own = [clause for mark in node.decorator_list for clause in _named(mark)]
            for clause in (*for_all, *own):
                yield f"{path.relative_to(ROOT).as_posix()}::{node.name}", clause


def _of_the_file(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "pytestmark":
        marks = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
        for mark in marks:
            yield from _named(mark)


def _named(mark: ast.expr) -> Iterator[str]:
    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.clause":
        for argument in mark.args:
            yield ast.literal_eval(argument)
