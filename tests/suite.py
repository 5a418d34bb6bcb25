"""Everything, on both databases, and then the question whether every promise was proved.

Each run writes down what became of every test; `tests/proofs` reads both and asks for every clause
that says it is proved. A test that did not run proves nothing.
"""

import os
import signal
import subprocess
import sys
import time

from tests.postgres import NoPostgres, postgres
from tests.results import FOLDER, FROM_ENVIRONMENT


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that PostgreSQL is stopped too
    for old in FOLDER.glob("*.json"):
        old.unlink()
    print("On SQLite:", flush=True)
    ended = [_pytest("sqlite", {"DATABASE_URL": ""})]
    try:
        with postgres() as environment:
            print("\nOn PostgreSQL:", flush=True)
            ended.append(_pytest("postgresql", environment))
    except NoPostgres as error:
        print(error, file=sys.stderr, flush=True)
    print("\nOn both together, every test and every proof of a clause:", flush=True)
    ended.append(_pytest("proofs", {"BIELD_TEST_PROOFS": "1"}, "tests/proofs", "-p", "no:randomly"))
    return max(ended)


def _pytest(name: str, environment: dict[str, str], *words: str) -> int:
    began = time.monotonic()
    results = {FROM_ENVIRONMENT: str(FOLDER / f"{name}.json")} if name != "proofs" else {}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *(words or ["tests"])],
        env=os.environ | environment | results,
        check=False,
    )
    if name != "proofs":
        print(f"({name}: {time.monotonic() - began:.0f} s)", flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
