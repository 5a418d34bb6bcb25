"""The public door: where anybody tells, and comes back; and where the team looks after it."""

from bield.concerns.views.door.coming import (
    begin,
    door,
    forget,
    leave,
    numbers,
    safety,
    start,
)
from bield.concerns.views.door.keeping import doors, hear, poster, shut_door, write_to_reporter
from bield.concerns.views.door.returning import code, thread
from bield.concerns.views.door.telling import (
    danger,
    harm,
    helping,
    name,
    place,
    sent,
    who,
    words,
)
from bield.concerns.views.door.waiting import waiting

__all__ = [
    "begin",
    "code",
    "danger",
    "door",
    "doors",
    "forget",
    "harm",
    "hear",
    "helping",
    "leave",
    "name",
    "numbers",
    "place",
    "poster",
    "safety",
    "sent",
    "shut_door",
    "start",
    "thread",
    "waiting",
    "who",
    "words",
    "write_to_reporter",
]
