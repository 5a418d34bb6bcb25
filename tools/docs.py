"""Writes the documents that the code itself can write: `docs/reference/` and the order of rooms.

`make docs` writes them, `make check` fails when one is no longer true.
"""

import ast
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import django
from django.apps import apps

from bield.front.environment import VARIABLES
from bield.kit.rounds import ROUNDS
from bield.kit.watches import WATCHES
from bield.ledger.record import HOUSEKEEPING
from bield.ledger.states import Event
from bield.policies.keepers import read_what_speaks
from tools import lenses
from tools.papers import page

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "bield"
REFERENCE = ROOT / "docs" / "reference"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
PLACE = re.compile(r"\{\w+\}")  # of a sentence that is filled in
EVENT = re.compile(r"[a-z_]+\.[a-z]+(-[a-z]+)*")


def documents() -> dict[Path, str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bield.front.settings")
    django.setup()
    read_what_speaks()
    return {
        REFERENCE / "clocks.md": lenses.clocks(),
        REFERENCE / "decision-table.md": lenses.decision_table(),
        REFERENCE / "openapi.json": openapi(),
        REFERENCE / "environment.md": environment(),
        REFERENCE / "events.md": events(),
        REFERENCE / "housekeeping.md": housekeeping(),
        REFERENCE / "lenses.md": lenses.lenses(),
        REFERENCE / "refusals.md": refusals(),
        REFERENCE / "states.md": lenses.states(),
        REFERENCE / "watches-and-rounds.md": watches_and_rounds(),
        ARCHITECTURE: with_floors(ARCHITECTURE.read_text()),
    }


def openapi() -> str:
    """What is served at `/api/v1/openapi.json`, for whoever reads it here."""
    from bield.front import api  # noqa: PLC0415  # the rooms are ready only now

    return json.dumps(api.document(), indent=2, ensure_ascii=False) + "\n"


def environment() -> str:
    return page(
        "Environment",
        "Everything that differs between places is read from these variables, once, at the start.",
        ("variable", "when it is left out", "what it says"),
        ((f"`{name}`", default, says) for name, (default, says) in VARIABLES.items()),
    )


def events() -> str:
    return page(
        "Events of the record",
        "Every line of the ledger is one of these.",
        ("event", "noted in"),
        ((f"`{event}`", f"`{place}`") for event, place in sorted(set(noted()))),
    )


def noted() -> Iterator[tuple[str, str]]:
    """Every event that a command notes, by itself or through a function of its room."""
    for dotted, tree in trees():
        for name in {"note", *passing_on(dotted.partition(".")[0])}:
            for call in calls(tree, name):
                for value in [*call.args, *(word.value for word in call.keywords)]:
                    event = spelt_event(value)
                    if event is not None:
                        yield event, dotted


def spelt_event(value: ast.expr) -> str | None:
    if isinstance(value, ast.Constant) and EVENT.fullmatch(str(value.value)):
        return str(value.value)
    if isinstance(value, ast.Attribute) and ast.unparse(value.value) == "Event":
        return Event[value.attr].value
    return None


@cache
def passing_on(room: str) -> frozenset[str]:
    """Functions of a room that note an event they are given."""
    return frozenset(
        function.name
        for dotted, tree in trees()
        if dotted.partition(".")[0] == room
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in calls(function, "note")
        for word in call.keywords
        if word.arg == "event" and isinstance(word.value, ast.Name)
    )


def refusals() -> str:
    return page(
        "Refusals",
        "How the house says no: a code that tests and the record rely on, and the sentence a person"
        " reads.",
        ("code", "sentence", "said in"),
        iter(sorted(set(refused()))),
    )


def refused() -> Iterator[tuple[str, str, str]]:
    for dotted, tree in trees():
        for call in calls(tree, "Refusal"):
            given = [*call.args, *(word.value for word in call.keywords if word.arg == "message")]
            if len(given) >= 2:
                yield f"`{spelt(given[0])}`", spelt(given[1]), f"`{dotted}`"


def spelt(node: ast.expr) -> str:
    """A text as it stands in the code; what is filled in later is shown as `…`."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "_":  # marked to be translated
        return spelt(node.args[0])
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "filled":
        return PLACE.sub("…", spelt(node.args[0]))
    if isinstance(node, ast.JoinedStr):
        return "".join(spelt(part) for part in node.values)
    return "…"


def housekeeping() -> str:
    return page(
        "Housekeeping",
        "Writes that need no line in the record, because they change nothing anyone must account"
        " for. Everything else that changes leaves one, or is undone.",
        ("write", "why it needs no line"),
        ((f"`{path.removeprefix('bield.')}`", why) for path, why in sorted(HOUSEKEEPING.items())),
    )


def watches_and_rounds() -> str:
    rows = [
        *(("watch", code, ", ".join(watch.clauses)) for code, watch in sorted(WATCHES.items())),
        *(("round", name, f"every {round_.every}") for name, round_ in sorted(ROUNDS.items())),
    ]
    return page(
        "Watches and rounds",
        "What the house looks at by itself (watches, with the clauses they keep), and what its"
        " worker does again and again (rounds).",
        ("kind", "code", "clauses, or how often"),
        ((kind, f"`{code}`", says) for kind, code, says in rows),
    )


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(parsed())


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        dotted = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        yield dotted.removesuffix(".__init__"), ast.parse(path.read_text())


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if getattr(called, "id", getattr(called, "attr", None)) == name:
                yield node


def with_floors(text: str) -> str:
    """The order of rooms, as the gate of imports holds it, with the first words of each card."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(c["layers"] for c in contracts["contracts"] if c["id"] == "floors")
    rows = [
        f"| {len(layers) - 1 - number} | {' · '.join(map(room, layer.split(' | ')))} |"
        for number, layer in enumerate(layers)
    ]
    table = "\n".join(["| floor | rooms |", "| --- | --- |", *rows])
    return re.sub(
        r"(<!-- floors -->\n).*?(\n<!-- end of floors -->)",
        lambda match: f"{match[1]}\n{table}\n{match[2]}",
        text,
        flags=re.DOTALL,
    )


def room(name: str) -> str:
    built = apps.is_installed(f"bield.{name}")
    return f"`{name}`" if built else f"_{name}_"


def main(words: Sequence[str]) -> int:
    stale = [
        path for path, text in documents().items() if not path.exists() or path.read_text() != text
    ]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not current; run `make docs`")
        if "--check" not in words:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(documents()[path])
    return 1 if stale and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
