"""The few commands that everything else is reached by stay where people look for them."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ("setup", "run", "test", "fast", "check", "bench", "docs", "demo", "browser", "fix")


def make(*words: str, **environment: str) -> str:
    done = subprocess.run(
        ["make", "-C", str(ROOT), *words],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_make_alone_says_what_can_be_made() -> None:
    listed = [line.split()[1] for line in make("help").splitlines() if line.startswith("  make")]

    assert set(TARGETS) <= set(listed)


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_needs_no_home(target: str) -> None:
    """`--dry-run` walks through the target; a variable that is missing would stop it."""
    assert "setup.sh" in make("--dry-run", target)


def test_continuous_integration_does_what_people_do() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()

    assert [line for line in lines if line.startswith("make ")] == ["make check", "make test"]
