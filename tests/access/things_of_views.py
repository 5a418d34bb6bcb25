"""A view of the desk that each lead keeps."""

from bield.concerns import commands as concerns
from bield.concerns.narrowing import DeskFilter
from bield.people.actors import Actor

ABOUT = dict.fromkeys(("concerns:saved-view", "concerns:change-view", "concerns:drop-view"), "view")
ABSENT = {"view": "CCCCCCCC"}


def things(lead: Actor) -> dict[str, str]:
    return {"view": concerns.keep_view(lead, name="Closed", tab="closed", chosen=DeskFilter())}
