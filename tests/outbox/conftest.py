from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.post_office import PostOffice, free_port, opened


@pytest.fixture
def post_office(settings: Settings) -> Iterator[PostOffice]:
    office = PostOffice()
    with opened(office) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_TIMEOUT = 2
        yield office


@pytest.fixture
def nobody_answers(settings: Settings) -> None:
    """A mail server is set, and nothing listens there."""
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 2
