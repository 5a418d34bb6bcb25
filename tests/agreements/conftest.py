from collections.abc import Iterator

import pytest

from bield.agreements import registry
from bield.retention import registry as disposing
from tests.agreements.pretend import Room
from tests.conftest import BEGAN, Cast


@pytest.fixture
def room(cast: Cast) -> Iterator[Room]:
    """A room in which recordings hang on the permission to record."""
    disposers, purposes = dict(disposing.DISPOSERS), dict(disposing.PURPOSES)
    before = dict(registry.FOLLOWERS)
    made = Room()
    made.settle(cast.actor("ama"), at=BEGAN)
    registry.register(made.follower())
    yield made
    for own, kept in (
        (disposing.DISPOSERS, disposers),
        (disposing.PURPOSES, purposes),
        (registry.FOLLOWERS, before),
    ):
        own.clear()
        own.update(kept)  # type: ignore[arg-type]  # each its own
