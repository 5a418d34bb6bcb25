"""Where a report may begin in another room: from a post, a session, an alert, a picture.

Each room says how its items are found; what is reported of one is its address and time as text.
Nothing is fetched, copied or opened.
"""

from collections.abc import Callable

from bield.concerns.intake import Item
from bield.kit.keeps import keeps
from bield.people.actors import Actor

Find = Callable[[Actor, str], Item | None]  # None: absent, or not for this actor's eyes

_finders: dict[str, Find] = {}


def register_source(prefix: str, find: Find) -> None:
    """Say how items whose reference begins so ("post:") are found."""
    if prefix in _finders:
        raise ValueError(f"items called {prefix} are found already")
    _finders[prefix] = find


def forget_source(prefix: str) -> None:
    """For tests that register a room of their own."""
    _finders.pop(prefix, None)


WORRY = "worry:"
PICTURE = f"{WORRY}picture"  # the parent's page begins a report with it
WORRIES = {PICTURE: "How a picture or video is used"}


def worry(_actor: Actor, reference: str) -> Item | None:
    """What somebody worries about that no room shows."""
    title = WORRIES.get(reference)
    return Item(reference, title, "", None) if title else None


register_source(WORRY, worry)


@keeps("OT-28a", "EY-71", waits=("social", "online_sessions", "media"))
def item(actor: Actor, reference: str) -> Item | None:
    """What is known by this reference, as far as the actor may see it. A report about something
    that is not found is still a report."""
    for prefix, find in _finders.items():
        if reference.startswith(prefix):
            return find(actor, reference)
    return None
