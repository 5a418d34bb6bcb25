"""Every proof of a clause, run once with each keeper of that clause taken away (`make keepers`).

A proof that still passes while its keeper answers nothing does not prove it. A keeper taken away
answers the emptiest thing its signature allows (False, an empty list, nothing), so that a rule that
should refuse lets everything through and a watch finds nothing amiss. The run is green when for
every keeper and each of its clauses at least one proof fails.

What is data (a row of the decision table, a kind of duty) or lives in another process (a browser
journey) cannot be taken away from here; those keepers are named at the end, to be looked at by
hand.
"""

import functools
import inspect
from collections import abc
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

from bield.kit import keeps as marks
from bield.kit.watches import WATCHES, Watch

_gone: list[str] = []  # the path of the keeper that is away now
_can_go: set[str] = set()
_noticed: dict[tuple[str, str], bool] = {}  # (keeper, clause) -> whether any proof failed
EMPTY: dict[object, Any] = {bool: False, str: "", int: 0, dict: {}, list: [], tuple: (), set: set()}
really_keeps = marks.keeps


def keeps(*clauses: str, waits: tuple[str, ...] = ()) -> Callable[[Any], Any]:
    mark = really_keeps(*clauses, waits=waits)

    def absent_at_will(keeper: Any) -> Any:
        mark(keeper)
        if not inspect.isfunction(keeper) or _decorates(keeper):
            return keeper
        path = f"{keeper.__module__}.{keeper.__qualname__}"
        _can_go.add(path)
        nothing = _emptiest(keeper)

        @functools.wraps(keeper)
        def perhaps(*args: Any, **words: Any) -> Any:
            return nothing if path in _gone else keeper(*args, **words)

        return perhaps

    return absent_at_will


def _decorates(keeper: Callable[..., Any]) -> bool:
    """What was called when the rooms were read cannot be taken away afterwards."""
    kind = keeper.__annotations__.get("return")
    return getattr(kind, "__origin__", kind) is abc.Callable


def _emptiest(keeper: Callable[..., Any]) -> Any:
    answers = keeper.__annotations__.get("return")
    kind = getattr(answers, "__origin__", answers)
    if kind is frozenset:
        return frozenset()
    return EMPTY.get(kind)


marks.keeps = keeps  # before any room is read


def pytest_configure() -> None:
    from bield.policies.keepers import keepers  # rooms need Django, which is up now

    keepers()
    for path in marks.KEEPERS.keys() - _can_go:
        module, _, name = path.rpartition(".")
        thing = getattr(import_module(module), name)
        if isinstance(thing, Watch):
            _can_go.add(path)
            _blind_at_will(path, thing)


def _blind_at_will(path: str, watch: Watch) -> None:
    look = watch.look
    object.__setattr__(watch, "look", lambda *args: [] if path in _gone else look(*args))
    assert WATCHES.get(watch.code, watch) is watch


def clauses_of(item: Any) -> set[str]:
    return {clause for mark in item.iter_markers("clause") for clause in mark.args}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    wanted = clauses_of(metafunc.definition)
    away = [
        path
        for path, keeper in sorted(marks.KEEPERS.items())
        if path in _can_go and wanted.intersection(keeper.clauses)
    ]
    if away:
        metafunc.fixturenames.append("without")
        metafunc.parametrize("without", away, indirect=True)


def _away(item: Any) -> str:
    return item.callspec.params.get("without", "") if hasattr(item, "callspec") else ""


@pytest.fixture
def without(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.hookimpl(hookwrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    """Away while the test itself runs; what its fixtures set up was set up with the keeper."""
    _gone.append(_away(pyfuncitem))
    yield
    _gone.clear()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    asked = [item for item in items if _away(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in asked])
    items[:] = asked


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    outcome: Any = yield
    report = outcome.get_result()
    if call.when != "call":
        return
    path = _away(item)
    for clause in clauses_of(item).intersection(marks.KEEPERS[path].clauses):
        known = _noticed.get((path, clause), False)
        _noticed[path, clause] = known or report.failed
    report.outcome = "passed"  # to fail is what is wanted


def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.exitstatus == pytest.ExitCode.OK and not all(_noticed.values()):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    say = terminalreporter.write_line
    for (path, clause), noticed in sorted(_noticed.items()):
        if not noticed:
            say(f"nobody notices that {path} is away: {clause}")
    for path, keeper in sorted(marks.KEEPERS.items()):
        for clause in keeper.clauses:
            if (path, clause) not in _noticed:
                say(f"to be taken away by hand: {path}: {clause}")
    say(f"{sum(_noticed.values())} of {len(_noticed)} absences noticed")
