from pathlib import Path

import pytest
from django.conf import settings

from bield.kit import keyring


@pytest.fixture(autouse=True, scope="session")
def keys() -> Path:
    if not keyring.exists(settings.KEY_FILE):
        keyring.make(settings.KEY_FILE)
    return Path(settings.KEY_FILE)
