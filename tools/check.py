"""Every gate, all reported, none stops the others: `make check`. With --fix, mends what it can."""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools import sizes

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
DJANGO = (sys.executable, "-m", "django")
CODE = ("src", "tests", "tools")
LIVE = (("BASE_URL", "https://bield.example"),)  # a house on the open network


@dataclass(frozen=True)
class Gate:
    asks: str
    command: Sequence[str]
    environment: tuple[tuple[str, str], ...] = ()


def gates() -> list[Gate]:
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("src/**/*.html"))
    return [  # the slowest first, so that the two cores finish together
        Gate("types", (f"{BIN}/mypy",)),
        Gate("imports go down", (f"{BIN}/lint-imports", "--no-cache", "--no-logo")),
        Gate("templates", (f"{BIN}/djlint", "src", "--lint", "--quiet")),
        Gate("documents are current", (sys.executable, "-m", "tools.docs", "--check")),
        Gate("sentences are current", (sys.executable, "-m", "tools.messages", "--check")),
        Gate("migrations match", (*DJANGO, "makemigrations", "--check", "--dry-run")),
        Gate("fit to serve", (*DJANGO, "check", "--deploy", "--fail-level=WARNING"), LIVE),
        Gate("indentation of templates", (f"{BIN}/djhtml", "--check", *templates)),
        Gate("lint", (f"{BIN}/ruff", "check", "--output-format=concise", *CODE)),
        Gate("format", (f"{BIN}/ruff", "format", "--check", *CODE)),
        Gate("shell", ("sh", "-n", "tools/setup.sh")),
    ]  # fmt: skip


def mends() -> list[Gate]:
    templates = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("src/**/*.html"))
    return [
        Gate("lint", (f"{BIN}/ruff", "check", "--fix", *CODE)),
        Gate("format", (f"{BIN}/ruff", "format", *CODE)),
        Gate("indentation of templates", (f"{BIN}/djhtml", *templates)),
        Gate("documents", (sys.executable, "-m", "tools.docs")),
        Gate("sentences", (sys.executable, "-m", "tools.messages")),
    ]


def pass_through(gate: Gate) -> bool:
    done = subprocess.run(
        gate.command,
        cwd=ROOT,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "bield.front.settings", "PYTHONPATH": "src:."}
        | dict(gate.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    kept = done.returncode == 0
    said = "" if kept else "\n" + done.stdout.strip()
    print(f"{'ok   ' if kept else 'FAILS'}  {gate.asks}{said}", flush=True)
    return kept


def main(words: Sequence[str]) -> int:
    fixing = "--fix" in words
    with ThreadPoolExecutor(1 if fixing else 2) as hands:
        kept = list(hands.map(pass_through, mends() if fixing else gates()))
    if not fixing:
        print("for orientation:")
        sizes.main()
    failed = kept.count(False)
    print(f"{failed} of {len(kept)} gates fail" if failed else f"all {len(kept)} gates hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
