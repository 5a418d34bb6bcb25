"""Views of the desk: named, few, and each of something that can be asked for. Pure."""

from collections.abc import Collection

from bield.concerns.lenses.kinds import KINDS
from bield.concerns.narrowing import DeskFilter
from bield.kit.refusals import Refusal

MOST_VIEWS = 12
LIST = "/views/"


def keep_view(
    name: str,
    chosen: DeskFilter,
    *,
    others: Collection[str],
    sites: Collection[str],
    known: bool = True,
) -> list[Refusal]:
    """`others`: names of the views that the same person keeps besides. `known`: whoever it asks
    for is somebody of whom they know or read."""
    refusals = []
    if not name.strip():
        refusals.append(Refusal("view-has-a-name", "Give the view a name.", field="name"))
    if name.strip().casefold() in {other.casefold() for other in others}:
        says = "You have a view with this name. Give this one another."
        refusals.append(Refusal("view-name-taken", says, field="name"))
    if chosen.site and chosen.site not in sites:
        refusals.append(Refusal("unknown-place", "Choose a place from the list.", field="site"))
    if chosen.kind and chosen.kind not in KINDS:
        refusals.append(Refusal("unknown-kind", "Choose a kind from the list.", field="kind"))
    if chosen.turned_round:
        says = "The last day lies before the first. Change one."
        refusals.append(Refusal("days-turned-round", says, field="until"))
    if not known:
        says = "Choose somebody from the list."
        refusals.append(Refusal("unknown-person", says, field="person"))
    if len(others) >= MOST_VIEWS:
        says = f"You keep {MOST_VIEWS} views, and that is the most. Delete one that you do not use."
        refusals.append(Refusal("views-are-few", says, mender="You", link=LIST))
    return refusals
