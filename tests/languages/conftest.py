from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.languages.pretend import speak

Speaks = Callable[..., None]


@pytest.fixture
def speaks(settings: Settings, tmp_path: Path) -> Iterator[Speaks]:
    """`speaks("cy")`: the house has a catalog of it, and nothing else has changed."""

    def with_catalog(code: str, *, but: str = "") -> None:
        speak(tmp_path, code, but=but)
        settings.LOCALE_PATHS = [tmp_path]
        settings.LANGUAGES = [("en-gb", "English"), (code, code)]
        settings.USE_I18N = True
        look_up_anew()

    yield with_catalog
    translation.deactivate()
    settings.USE_I18N = False
    look_up_anew()


def look_up_anew() -> None:
    """Django asks once in a process whether anything is translated in it."""
    vars(translation._trans).clear()
