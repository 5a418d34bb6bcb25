import argparse

import pytest

from bield.front.cli import outbox
from bield.outbox.carrier import carry
from tests.conftest import NOON, Cast
from tests.outbox.test_mail import mail


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    parser = argparse.ArgumentParser()
    outbox.add_arguments(parser)
    assert outbox.run(parser.parse_args(words)) == 0
    return capsys.readouterr().out


def test_it_counts_what_waits_and_shows_no_text_unasked(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    mail(cast, body="The code is 123456.", about="account:7")
    carry([cast.alder.pk], NOON)

    words = shown(capsys)

    assert "1  Kept here, because no mail server is set" in words
    assert "123456" not in words


def test_asked_for_it_shows_the_messages_that_stay_here(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    mail(cast, body="The code is 123456.", about="account:7")
    carry([cast.alder.pk], NOON)

    words = shown(capsys, "--read")

    assert "to ama@alder.example" in words
    assert "The code is 123456." in words


def test_an_empty_house_says_so(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == "There is no organisation yet, so there are no messages.\n"
