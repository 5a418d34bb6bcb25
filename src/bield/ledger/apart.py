"""A second process scans the other half of a long record: hashing then uses a second core.

Run as `python -m bield.ledger.apart` it reads its order from standard input and answers in JSON.
It needs no framework and no settings, so it is there in a tenth of a second.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from bield.ledger.scan import Break, Found, scan
from bield.ledger.source import Source, Stretch
from bield.ledger.states import Fault

logger = logging.getLogger(__name__)


@contextmanager
def scanning(stretch: Stretch) -> Iterator[Callable[[], Found | None]]:
    """Begin at once; calling what is given waits for the answer. None: it could not be run."""
    from django.db import connection  # noqa: PLC0415  # the second process does without

    known = connection.settings_dict
    login = {name: str(known[name] or "") for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    order = {"vendor": connection.vendor, "login": login, "stretch": _shown(vars(stretch))}
    process = subprocess.Popen(  # noqa: S603  # this very module
        [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdin is not None  # noqa: S101  # it is a pipe
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        yield lambda: _answer(process)
    finally:
        process.kill()
        process.communicate()


def _answer(process: "subprocess.Popen[str]") -> Found | None:
    told, _ = process.communicate()
    if process.returncode:
        logger.warning("the second process ended with %d", process.returncode)
        return None
    held = json.loads(told)
    breaks = [Break(line, Fault(fault)) for line, fault in held["breaks"]]
    return Found(bytes.fromhex(held["tip"]), held["end"], breaks, held["missing"], held["erased"])


def main() -> None:
    order = json.loads(sys.stdin.readline())
    held = order["stretch"]
    stretch = Stretch(
        held["organisation_id"], held["first"], held["last"], bytes.fromhex(held["before"])
    )
    connection = _connect(order["vendor"], order["login"], stretch.organisation_id)
    found = scan(Source(order["vendor"], connection), stretch)
    breaks = [(one.line, one.fault) for one in found.breaks]
    print(json.dumps(_shown(vars(found)) | {"breaks": breaks}))  # noqa: T201


def _connect(vendor: str, login: dict[str, str], organisation_id: int) -> Any:
    if vendor == "sqlite":
        import sqlite3  # noqa: PLC0415

        return sqlite3.connect(f"file:{quote(login['NAME'])}?mode=ro", uri=True)
    import psycopg  # noqa: PLC0415

    connection = psycopg.connect(
        dbname=login["NAME"],
        user=login["USER"] or None,
        password=login["PASSWORD"] or None,
        host=login["HOST"] or None,
        port=login["PORT"] or None,
    )
    connection.execute("SET TRANSACTION READ ONLY")
    connection.execute("SELECT set_config('bield.organisation', %s, true)", [str(organisation_id)])
    return connection


def _shown(held: dict[str, Any]) -> dict[str, Any]:
    return {name: one.hex() if isinstance(one, bytes) else one for name, one in held.items()}


if __name__ == "__main__":
    main()
