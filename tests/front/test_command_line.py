import resource
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bield.front.cli import COMMANDS, main


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help"])

    assert f"usage: bield {command}" in capsys.readouterr().out


def test_an_unknown_command_is_an_error_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["brew"])

    assert "invalid choice" in capsys.readouterr().err


def test_a_wrong_setting_is_a_sentence_not_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "tea")

    assert main(["serve"]) == 1

    assert "PORT is “tea”" in capsys.readouterr().err


def test_a_taken_port_is_a_sentence_and_nothing_is_served(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        assert main(["serve"]) == 1

    said = capsys.readouterr()
    assert f"Port {port} cannot be served" in said.err
    assert "is served at" not in said.out


CRASHING = """
import os, resource
from bield.front.cli import main
try:
    main(["--help"])
except SystemExit:
    print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)
    os.abort()
"""


def test_a_command_that_crashes_leaves_no_memory_behind(tmp_path: Path) -> None:
    def as_much_as_may_be() -> None:
        most = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (most, most))

    crashed = subprocess.run(
        [sys.executable, "-c", CRASHING],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=as_much_as_may_be,
    )

    assert crashed.returncode == -signal.SIGABRT
    assert crashed.stdout.splitlines()[-1] in {"(1, 1)", "(0, 0)"}
    assert list(tmp_path.iterdir()) == []
