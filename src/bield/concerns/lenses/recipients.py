"""To which posts inside an incident is reported beside Safeguarding, and what each needs to know.

They hear of the technical or the public side alone. Safeguarding has all of it: the concern is on
the desk of those designated, whatever the answers are. Data.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bield.concerns.lenses import matching, settled
from bield.concerns.lenses.shapes import UNSURE, YES, Done, Facts, When
from bield.concerns.states import DeedKind
from bield.kit.keeps import keeps
from bield.people.states import Role


@dataclass(frozen=True, slots=True)
class Recipient:
    post: Role
    needs: str  # what whoever holds the post is told, and what not
    fits: When


_NOT_WHO = "You are not told who is affected, and need not know it."

RECIPIENTS = (
    Recipient(
        Role.IT_SUPPORT,
        f"You are told which account, which device and when, so that you can secure it. {_NOT_WHO}",
        lambda facts: (
            matching.security(facts)
            or facts.says("on_device", YES)
            or facts.says("place", "our_systems")
        ),
    ),
    Recipient(
        Role.INFORMATION_HEAD,
        f"You are told which accounts and data may be lost, and when. {_NOT_WHO}",
        lambda facts: matching.security(facts) or facts.says("data_lost", YES, UNSURE),
    ),
    Recipient(
        Role.OPERATIONS,
        f"You are told which place and which things are concerned, so that they stay as they are."
        f" {_NOT_WHO}",
        lambda facts: facts.says("on_device", YES) and facts.says("place", "here", "our_systems"),
    ),
    Recipient(
        Role.COMMUNICATIONS,
        f"You are told what can be seen by others and where, so that you say nothing of it before"
        f" it is agreed. {_NOT_WHO}",
        lambda facts: facts.says("spreading", YES, UNSURE),
    ),
)
OF_POST = {one.post: one for one in RECIPIENTS}


@keeps("TP-A1-4a", "TP-A1-4b")
def fitting(facts: Facts) -> tuple[Role, ...]:
    """The posts that what was answered concerns. Only posts: who holds them is asked on the day."""
    return tuple(one.post for one in RECIPIENTS if one.fits(facts))


def told_inside(facts: Facts, posts: Iterable[str]) -> Done | None:
    """The last deed by which all of these were told, or by which it was said why one was not."""
    deeds = [one for one in facts.deeds(DeedKind.CONSULTED) if one.says.get("post")]
    known = {one.says["post"] for one in deeds}.union(*(one.says["left"] for one in deeds))
    return deeds[-1] if deeds and known.issuperset(posts) else None


def reported(facts: Facts) -> Done | None:
    """Every post that it fits was told, or somebody wrote down how else, or why not."""
    return told_inside(facts, fitting(facts)) or settled.response("inside")(facts)


def technicians(facts: Facts) -> Done | None:
    posts = (Role.IT_SUPPORT, Role.INFORMATION_HEAD)
    return told_inside(facts, posts) or settled.response("ict")(facts)
