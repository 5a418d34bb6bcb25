"""Sizes, for orientation and never a gate: `make check` prints what has grown large."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "bield"
FILE, FUNCTION, VIEW = 300, 40, 15  # lines that good work stays under


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def main() -> None:
    paths = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
    lengths: list[int] = []
    for path in sorted(paths):
        name = path.relative_to(SOURCE)
        lines = len(path.read_text().splitlines())
        if lines > FILE:
            print(f"  {name} has {lines} lines")
        limit = VIEW if "views" in name.as_posix() else FUNCTION
        for function, length in functions(path):
            lengths.append(length)
            if length > limit:
                print(f"  {name}: {function} has {length} lines")
    print(
        f"  {len(paths)} files, {len(lengths)} functions; median {median(lengths):.0f} lines,"
        f" 95th percentile {quantiles(lengths, n=20)[-1]:.0f}"
    )


if __name__ == "__main__":
    main()
