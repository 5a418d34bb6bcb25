"""What happens at a public door: it is opened, somebody tells, comes back, and is answered."""

from bield.concerns.commands.door.answering import hear, write_to_reporter
from bield.concerns.commands.door.opening import open_door, open_first_door, shut_door
from bield.concerns.commands.door.returning import (
    add_words,
    come_back,
    go_on,
    saw,
    try_again,
)
from bield.concerns.commands.door.stays import begin, forget, keep
from bield.concerns.commands.door.telling import have_turn, send
from bield.concerns.commands.door.turns import serve_doors

__all__ = [
    "add_words",
    "begin",
    "come_back",
    "forget",
    "go_on",
    "have_turn",
    "hear",
    "keep",
    "open_door",
    "open_first_door",
    "saw",
    "send",
    "serve_doors",
    "shut_door",
    "try_again",
    "write_to_reporter",
]
