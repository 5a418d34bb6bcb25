"""Many at the door in the same moment, with the write queue of a server."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from bield.access import commands, hashing, queries
from bield.access.models import Visit
from bield.kit.reading import reading
from bield.kit.refusals import Refused
from tests.access.door import HOME, code, now, open_account, sign_in, with_app
from tests.conftest import Cast
from tests.houses import LiveDatabase

TIMES = 16


def at_once(act: Callable[[], object]) -> list[str]:
    """The same thing sixteen times in the same moment: what became of each."""

    def once(_number: int) -> str:
        try:
            act()
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(TIMES) as pool:
        return sorted(pool.map(once, range(TIMES)))


def test_of_many_who_bring_one_code_one_comes_in(live_db: LiveDatabase, cast: Cast) -> None:
    with_app(cast.ama, at=now())
    opened = sign_in("ama@alder.example", at=now())
    with reading():
        actor = queries.arrival(opened.token, now()).actor
    typed, at = code(now()), now()

    became = at_once(
        lambda: commands.prove_with_code(actor, opened.visit, code=typed, door=HOME, at=at)
    )

    assert became.count("done") == 1


def test_guesses_at_once_get_no_head_start(live_db: LiveDatabase, cast: Cast) -> None:
    open_account(cast.ivy, at=now())
    at = now()

    became = at_once(lambda: sign_in("ivy@alder.example", "a guess", at=at))

    assert became.count("wrong-address-or-password") == 4
    assert became.count("too-many-tries") == TIMES - 4


def test_many_people_sign_in_at_once(live_db: LiveDatabase, cast: Cast) -> None:
    names = ["ama", "ben", "cat", "dev", "eve", "fay", "gus", "hal", "ivy", "lou"]
    for name in names:
        open_account(cast.people[name], at=now())

    def arrive(name: str) -> None:
        try:
            sign_in(f"{name}@alder.example", at=now())
        finally:
            connection.close()

    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(arrive, names))

    assert Visit.objects.filter(ended_at=None).count() == len(names)


def test_one_link_opened_twice_at_once_works_once(live_db: LiveDatabase, cast: Cast) -> None:
    account = with_app(cast.ama, at=now())
    opened = commands.admit(HOME, account, how="passkey", at=now())
    with reading():
        actor = queries.arrival(opened.token, now()).actor
    token = commands.offer_new_device(actor, opened.visit, at=now())

    became = at_once(lambda: commands.take_new_device(HOME, token, at=now()))

    assert became.count("done") == 1


@pytest.mark.parametrize("length", [12, 500])
def test_an_unknown_account_costs_what_a_wrong_password_costs(
    settings: Settings, length: int
) -> None:
    settings.PASSWORD_HASHERS = ["bield.access.hashing.Argon2"]
    kept, guess = hashing.hashed("lantern-gravel-otter"), "x" * length

    def cost(against: str) -> float:
        def once() -> float:
            began = time.process_time()
            assert not hashing.matches(guess, against)
            return time.process_time() - began

        return median(once() for _ in range(5))

    assert 0.5 < cost("") / cost(kept) < 2
