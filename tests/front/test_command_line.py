import socket

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
