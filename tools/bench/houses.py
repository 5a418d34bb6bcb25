"""Houses of a given size, served as people serve them."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyotp

from bield.front.demo import people
from tools.bench.client import Client

ROOT = Path(__file__).resolve().parents[2]
SIGN_IN, CODE = "/sign-in/", "/sign-in/second-step/"
READY = 30.0
REFERENCE = re.compile(r"/concern/([A-Z0-9-]+)/")


@dataclass(frozen=True)
class House:
    """A data folder (and perhaps a PostgreSQL) with the demonstration and more concerns."""

    folder: Path
    port: int
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DATA_DIR": str(self.folder / "data"),
            "KEY_FILE": str(self.folder / "keys" / "master.json"),
            "DATABASE_URL": self.database_url,
            "PORT": str(self.port),
        }

    def bield(self, *words: str) -> float:
        """Run a command of the product; answers the seconds it took."""
        began = time.perf_counter()
        command = [sys.executable, "-m", "bield.front.cli", *words]
        subprocess.run(command, env=self.environment, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began

    def build(self, more: int) -> float:
        """With the demonstration and `more` concerns; what stands already is used again."""
        done = self.folder / "done"
        if done.exists() and done.read_text() == str(more):
            self.bield("migrate", "--quiet")
            return 0.0
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.bield("migrate", "--quiet")
        words = ["--concerns", str(more)] if more else []
        took = self.bield("demo", *words)
        done.write_text(str(more))
        return took

    def demonstrate(self) -> "House":
        self.bield("migrate", "--quiet")
        self.bield("demo")
        return self

    @contextmanager
    def served(self) -> Iterator[tuple[int, float]]:
        """While it runs: the process id of the server, and the seconds until its first page."""
        command = [sys.executable, "-m", "bield.front.cli", "serve"]
        with subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, start_new_session=True
        ) as process:
            try:
                took = self.wait(process)
                yield process.pid, took
            finally:
                process.terminate()
                process.wait(30)

    def wait(self, process: "subprocess.Popen[bytes]") -> float:
        """Seconds until the first page."""
        began = time.perf_counter()
        while time.perf_counter() - began < READY:
            try:
                if Client(self.port).get("/sign-in/")[0] == 200:
                    return time.perf_counter() - began
            except OSError:
                time.sleep(0.01)
            if process.poll() is not None:
                break
        raise SystemExit("bench: the server did not start")


def signed_in(port: int, role: str, *, codes: dict[str, str]) -> Client:
    """A browser of somebody of the first organisation, signed in as fully as they can.

    `codes` remembers the last code used: one code is good for one sign-in only.
    """
    who = next(person for person in people.everybody() if person.role.startswith(role))
    client = Client(port)
    hidden = client.form(SIGN_IN)
    client.post(SIGN_IN, **hidden, email=who.email, password=who.password)
    if who.totp_secret:
        code = _fresh_code(who.email, who.totp_secret, codes)
        client.post(CODE, **client.form(CODE), code=code)
    status, _ = client.get("/")
    if status != 200:
        raise SystemExit(f"bench: {who.email} could not sign in ({status})")
    return client


def _fresh_code(email: str, secret: str, codes: dict[str, str]) -> str:
    while (code := pyotp.TOTP(secret).now()) == codes.get(email):
        time.sleep(1)
    codes[email] = code
    return code
