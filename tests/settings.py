"""The product's own settings, in folders that vanish after the run."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="bield-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["DATA_DIR"] = str(FOLDER / "data")
os.environ["KEY_FILE"] = str(FOLDER / "keys" / "master.json")
os.environ["BASE_URL"] = "http://localhost:8000"
for outside in ("MASTER_KEY", "EMAIL_URL", "TRUSTED_PROXIES", "PORT", "BIELD_WRITES"):
    os.environ.pop(outside, None)

from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402

from bield.front.settings import *  # noqa: E402, F403

WRITES_DURABLE = False  # a test is one transaction that is rolled back; see the fixture live_db


class QuickArgon2(Argon2PasswordHasher):
    """The same hasher at the least cost it allows: tests hash hundreds of passwords."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


PASSWORD_HASHERS = ["tests.settings.QuickArgon2"]
STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = FOLDER / "static-built"
STATIC_ROOT.mkdir()
