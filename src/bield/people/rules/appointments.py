"""Nobody promotes himself: who may put forward, confirm and stop an appointment."""

from dataclasses import dataclass, field

from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.rules.persons import keep_people, surely
from bield.people.states import GUARDED, SECOND_HOLDERS

POSTS_PAGE = "/people/posts/"


@dataclass(frozen=True)
class Standing:
    """What is known of somebody who is to hold a post, on the day it would begin."""

    person_id: int
    left: bool = False
    roles: frozenset[str] = frozenset()  # held on that day or later
    lead_id: int | None = None  # who is lead on that day or later
    setting_up: bool = False  # first-run set-up is not finished
    one_person: bool = False
    held: frozenset[tuple[str, int | None]] = field(default=frozenset())
    years: int | None = None  # how old they are on that day, where the birth date is known


def appoint(actor: Actor, standing: Standing, role: str) -> Refusal | None:
    """Give somebody a plain post. A guarded one is put forward and confirmed instead."""
    if role in GUARDED:
        if actor.is_house and standing.setting_up:
            return None
        return Refusal(
            "needs-a-second-holder",
            "Nobody comes to this post by one person’s word. Put somebody forward, and a second"
            " holder confirms it.",
            mender="two people who hold a safeguarding post",
            link=POSTS_PAGE,
            field="role",
        )
    if actor.person_id == standing.person_id:
        return Refusal("not-to-yourself", "Nobody gives a post to themselves.", field="person")
    return keep_people(actor)


def propose(actor: Actor, standing: Standing, role: str) -> list[Refusal]:
    """Put somebody forward for a guarded post."""
    if role not in GUARDED:
        return [Refusal("no-second-needed", "This post is given directly.", field="role")]
    if actor.person_id == standing.person_id:
        return [
            Refusal("not-yourself", "Nobody puts themselves forward. Ask another holder.",
                    field="person")
        ]  # fmt: skip
    return second_holder(actor)


@dataclass(frozen=True)
class Proposal:
    person_id: int
    proposed_by_id: int
    settled: bool


def confirm(actor: Actor, proposal: Proposal) -> list[Refusal]:
    """Nobody promotes himself: who is appointed, who proposes and who confirms are three people."""
    if proposal.settled:
        return [_settled()]
    if actor.person_id == proposal.person_id:
        return [
            Refusal("not-yourself", "Nobody confirms their own appointment. A second holder does.")
        ]
    if actor.person_id == proposal.proposed_by_id:
        return [
            Refusal("not-your-own-proposal", "You put this forward, so somebody else confirms it.")
        ]
    return second_holder(actor)


def cancel(actor: Actor, proposal: Proposal) -> list[Refusal]:
    """Any holder may stop it, and so may the person it is about."""
    if proposal.settled:
        return [_settled()]
    if actor.person_id == proposal.person_id:
        return []
    return second_holder(actor)


def _settled() -> Refusal:
    return Refusal("settled-already", "This was confirmed or cancelled meanwhile.")


def second_holder(actor: Actor) -> list[Refusal]:
    if not actor.holds(*SECOND_HOLDERS):
        return [
            Refusal(
                "not-a-second-holder",
                "This takes the lead, a deputy, the board’s champion, the head or the outside"
                " contact.",
                mender="the safeguarding lead",
            )
        ]
    unsure = surely(actor)
    return [unsure] if unsure else []


CONSOLE = "console"  # the name under which the house acts for whoever runs the server


def name_from_console(actor: Actor, *, second_holders: int) -> Refusal | None:
    """The way out when too few are left to appoint anybody: only then, only an outside contact."""
    if not actor.is_house or actor.name != CONSOLE:
        return Refusal("console-only", "This is done from the console of the server.")
    if second_holders >= NEEDED:
        return Refusal(
            "two-can-appoint",
            "Two people are there who can put somebody forward and confirm it. Ask them.",
        )
    return None


NEEDED = 2  # one puts forward, another confirms
