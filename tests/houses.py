"""Fixtures of databases and running servers; the cast that lives in them is in conftest.py.

Most tests take `db` or `cast`: one transaction, rolled back. Who needs real commits, threads or
another process takes `live_db`, `house` (a server that the module shares) or `own_house` (one to
break).
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from tests.databases import Databases
from tests.server import Server


@pytest.fixture(scope="session")
def databases(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Databases:
    with django_db_blocker.unblock():
        return Databases(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of the ordinary tests, each of which is rolled back."""
    with django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name):
            yield
        databases.drop(name)
        databases.drop(databases.template)


@dataclass(frozen=True)
class LiveDatabase:
    name: str
    url: str  # for DATABASE_URL of another process


@pytest.fixture
def live_db(
    django_db_setup: None,
    databases: Databases,
    django_db_blocker: DjangoDbBlocker,
    settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[LiveDatabase]:
    """A fresh database with real commits, the write queue and threads, as a server has them."""
    settings.WRITES, settings.WRITES_DURABLE = "queued", True
    # The same keys in a folder of its own: the heads of its records are kept beside them.
    settings.KEY_FILE = Path(shutil.copy(settings.KEY_FILE, tmp_path_factory.mktemp("keys")))
    with django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name):
            yield LiveDatabase(name, databases.url(name))
        databases.drop(name)


@pytest.fixture(scope="module")
def shared_server(
    django_db_setup: None,
    databases: Databases,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Server, str]]:
    """One `bield serve`, with its worker, for the tests of a module that break nothing. Longer it
    would go round ever more organisations, and run on while others are tested."""
    with django_db_blocker.unblock():
        name = databases.fresh()
        with Server(databases.url(name), tmp_path_factory.mktemp("server")) as server:
            yield server, name
        databases.drop(name)


@pytest.fixture
def house(
    shared_server: tuple[Server, str],
    databases: Databases,
    django_db_blocker: DjangoDbBlocker,
    settings: Settings,
) -> Iterator[Server]:
    """The shared server. With `cast`, two organisations of this test's own live in it."""
    server, name = shared_server
    settings.WRITES, settings.WRITES_DURABLE = "inline", True
    with django_db_blocker.unblock(), databases.using(name):
        yield server


@pytest.fixture
def own_house(live_db: LiveDatabase, settings: Settings, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own, to be killed, starved and started again."""
    settings.WRITES = "inline"
    with Server(live_db.url, tmp_path) as server:
        yield server
