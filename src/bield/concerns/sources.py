"""Where a report may begin in another room: from a post, a session, an alert, a picture.

Each room says how its items are found; what is reported of one is its address and time as text.
Nothing is fetched, copied or opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bield.concerns.intake import Intake, Item
from bield.kit.keeps import keeps
from bield.people.actors import Actor

Find = Callable[[Actor, str], Item | None]  # None: absent, or not for this actor's eyes

GotOut = Callable[[Actor, str, datetime], None]


@dataclass(frozen=True)
class Source:
    """A kind of thing in another room that a report can begin from."""

    find: Find
    name: str  # as the desk says where a concern came from: "Filter alert"
    got_out: GotOut | None = None  # an account: what is done once its password is known


_sources: dict[str, Source] = {}


def register_source(
    prefix: str, find: Find, *, name: str = "", got_out: GotOut | None = None
) -> None:
    """Say how items whose reference begins so ("post:") are found."""
    if prefix in _sources:
        raise ValueError(f"items called {prefix} are found already")
    _sources[prefix] = Source(find, name, got_out)


def forget_source(prefix: str) -> None:
    """For tests that register a room of their own."""
    _sources.pop(prefix, None)


def prefix_of(reference: str) -> str:
    """The kind of item, as it is kept with the concern; "" where no room knows it."""
    return next((prefix for prefix in _sources if reference.startswith(prefix)), "")


def name_of(prefix: str) -> str:
    source = _sources.get(prefix)
    return source.name if source else ""


@keeps("EY-21", waits=("registers",))
def got_out(actor: Actor, reference: str, *, at: datetime) -> None:
    """A password of this account is known: its register ends what it opens until it is changed."""
    source = _sources.get(prefix_of(reference))
    if source is not None and source.got_out is not None:
        source.got_out(actor, reference, at)


WORRY = "worry:"
PICTURE = f"{WORRY}picture"  # the parent's page begins a report with it
WORRIES = {PICTURE: "How a picture or video is used"}


def worry(_actor: Actor, reference: str) -> Item | None:
    """What somebody worries about that no room shows."""
    title = WORRIES.get(reference)
    return Item(reference, title, "", None) if title else None


register_source(WORRY, worry)


PAPER = "slip:"  # a blank form that we printed; its number is asked for with the report


def on_paper(_actor: Actor, _reference: str) -> None:
    """A slip is no item that a report is about: it is the report."""


register_source(PAPER, on_paper, name="Paper slip")


DEVICE = "device:"  # written without a network, and kept there until it could be sent


def on_device(_actor: Actor, _reference: str) -> None:
    """A draft that waited is no item that a report is about: it is the report."""


register_source(DEVICE, on_device, name="Written without a network")


def source_of(intake: Intake) -> str:
    """Where a report came from, as it is kept with the concern."""
    if intake.paper:
        return PAPER
    if intake.without_network:
        return DEVICE
    return prefix_of(intake.item.reference) if intake.item else ""


@keeps("OT-28a", "EY-71", waits=("social", "online_sessions", "media"))
def item(actor: Actor, reference: str) -> Item | None:
    """What is known by this reference, as far as the actor may see it. A report about something
    that is not found is still a report."""
    source = _sources.get(prefix_of(reference))
    return source.find(actor, reference) if source else None
