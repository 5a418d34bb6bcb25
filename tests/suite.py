"""Everything, on both databases, and then the question whether every promise was proved.

The two runs go beside each other, one a core; what the one on PostgreSQL says is kept until the
other is over. A journey in a browser is made at one width on each of them, which is both widths
and both databases in half the time. Each run writes down what became of every test; `tests/proofs`
reads both and asks for every clause that says it is proved. A test that did not run proves nothing.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.browser import chromium, widths
from tests.postgres import NoPostgres, postgres
from tests.results import FOLDER, FROM_ENVIRONMENT


@dataclass
class Run:
    name: str
    process: "subprocess.Popen[bytes]"
    began: float
    log: Path | None = None

    def ended(self) -> int:
        """Wait for it, print what it kept back, and answer how it ended."""
        code = self.process.wait()
        if self.log is not None:
            print(f"\nOn {self.name}:\n{self.log.read_text()}", flush=True)
        print(f"({self.name}: {time.monotonic() - self.began:.0f} s)", flush=True)
        return code


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that PostgreSQL is stopped too
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    with suppress(chromium.NoBrowser):  # once for both; the journeys say what is missing
        chromium.executable()
    ended = []
    with _running("SQLite", SMALL | {"DATABASE_URL": ""}) as sqlite:
        try:
            log = FOLDER / "postgresql.log"
            with (
                postgres() as environment,
                _running("PostgreSQL", WIDE | environment, log) as beside,
            ):
                ended = [sqlite.ended(), beside.ended()]
        except NoPostgres as error:
            print(error, file=sys.stderr, flush=True)
            ended = [sqlite.ended(), 1]
    print("\nOn both together, every test and every proof of a clause:", flush=True)
    proofs = ["tests/proofs", "-p", "no:randomly"]
    environment = os.environ | {"BIELD_TEST_PROOFS": "1"}
    ended.append(subprocess.run([*PYTEST, *proofs], env=environment, check=False).returncode)
    return max(ended)


SMALL = {widths.FROM_ENVIRONMENT: str(widths.PHONE)}
WIDE = {widths.FROM_ENVIRONMENT: str(widths.DESK)}
PYTEST = (sys.executable, "-m", "pytest", "-q")


@contextmanager
def _running(name: str, environment: Mapping[str, str], log: Path | None = None) -> Iterator[Run]:
    results = {FROM_ENVIRONMENT: str(FOLDER / f"{name.lower()}.json")}
    with ExitStack() as stack:
        out = stack.enter_context(log.open("wb")) if log else None
        process = subprocess.Popen(
            [*PYTEST, "tests"],
            env=os.environ | environment | results,
            stdout=out,
            stderr=subprocess.STDOUT if out else None,
        )
        stack.callback(process.kill)
        print(f"On {name}: begun.", flush=True)
        yield Run(name, process, time.monotonic(), log)


if __name__ == "__main__":
    sys.exit(main())
