"""What reaches the log: never anybody's words.

Messages of exceptions may carry values (PostgreSQL quotes the row it refused), so a traceback is
written without them: kind of exception, file, line and function. An address may carry a reference
or the token of a one-time link, so its pattern is written in its place.
"""

import logging
import traceback
from copy import copy
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        args = record.args
        if request is not None and isinstance(args, tuple):
            record = copy(record)
            path = getattr(request, "path", "")
            record.args = tuple(_pattern(request) if one == path else one for one in args)
        return super().format(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  # the framework's name
        _, error, _ = ei
        lines: list[str] = []
        while error is not None:
            lines += [
                f"  {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def _pattern(request: object) -> str:
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "an address"


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "wordless": {
            "()": WordlessFormatter,
            "format": "{levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "wordless"}},
    # The web server's own, which would repeat an exception's message.
    "loggers": {
        "_granian": {"propagate": True},
        "granian.access": {"propagate": False},
        # Which addresses were not found is nobody's business: they may hold references.
        "django.request": {"level": "ERROR"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
