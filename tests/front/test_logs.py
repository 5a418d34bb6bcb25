import logging
import sys

from bield.front.logs import WordlessFormatter


def failing(words: str) -> None:
    raise ValueError(f"the row holds {words}")


def test_a_traceback_tells_where_but_repeats_nobodys_words() -> None:
    try:
        failing("something only a child would say")
    except ValueError:
        record = logging.LogRecord("x", 40, __file__, 1, "it failed", (), sys.exc_info())

    text = WordlessFormatter("{message}", style="{").format(record)

    assert "in failing" in text
    assert "builtins.ValueError" in text
    assert "only a child" not in text
