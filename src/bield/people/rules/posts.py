"""Who may hold a post beside everything else, and who may end one."""

from dataclasses import dataclass
from datetime import date

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.rules.appointments import Standing, second_holder
from bield.people.rules.persons import keep_people, surely
from bield.people.rules.years import Carried, may_carry
from bield.people.states import ADULTS_OF_THE_ORGANISATION, GUARDED, WHOLE_ORGANISATION, Role


@keeps("EY-2", "TP-6.2.1a", "TP-6.1.1c")
def may_hold(
    standing: Standing,
    role: str,
    *,
    site_id: int | None,
    online_safety: bool = False,
    takes_over: bool = False,
) -> list[Refusal]:
    """Whether this person may hold this post beside everything else that is held."""
    refusals = [
        _left(standing),
        may_carry([Carried(role, standing.years)]),
        _fits_the_site(role, site_id),
        _held_already(standing, role, site_id),
        _one_lead(standing, role, takes_over=takes_over),
        _lead_and_deputy(standing, role),
        _champion(standing, role, online_safety=online_safety),
        _outside(standing, role),
    ]
    return [refusal for refusal in refusals if refusal]


def _left(standing: Standing) -> Refusal | None:
    if not standing.left:
        return None
    return Refusal("has-left", "This person has left. Choose somebody who is here.", field="person")


def _fits_the_site(role: str, site_id: int | None) -> Refusal | None:
    if site_id is None or role not in WHOLE_ORGANISATION:
        return None
    return Refusal(
        "whole-organisation", "This post is for the whole organisation. Leave the site empty.",
        field="site_id",
    )  # fmt: skip


def _held_already(standing: Standing, role: str, site_id: int | None) -> Refusal | None:
    if (role, site_id) not in standing.held:
        return None
    return Refusal("held-already", "This person holds this post already.", field="person")


def _one_lead(standing: Standing, role: str, *, takes_over: bool) -> Refusal | None:
    if role != Role.LEAD or standing.lead_id is None or takes_over:
        return None
    return Refusal(
        "one-lead",
        "There is one safeguarding lead for the whole organisation. Say that this person takes"
        " over, or end the present lead’s post first.",
        ("TP-6.2.1a",),
        field="takes_over",
    )


def _lead_and_deputy(standing: Standing, role: str) -> Refusal | None:
    other = {Role.LEAD: Role.DEPUTY, Role.DEPUTY: Role.LEAD}.get(Role(role))
    if other is None or other not in standing.roles:
        return None
    return Refusal(
        "lead-and-deputy",
        "The lead and the deputy are two different people. End the one post before the other"
        " begins, or choose somebody else. Who works alone names an outside contact instead.",
        ("EY-2",),
        field="person",
    )


def _champion(standing: Standing, role: str, *, online_safety: bool) -> Refusal | None:
    if role != Role.BOARD_CHAMPION:
        return None
    if Role.BOARD not in standing.roles:
        return Refusal(
            "champion-sits-on-the-board",
            "The safeguarding champion is a member of the board. Add the board post first, or"
            " choose somebody who holds one.",
            ("TP-6.1.1c",),
            field="person",
        )
    if not online_safety:
        return Refusal(
            "champion-takes-in-online-safety",
            "The champion’s post takes in online safety. Tick it to say so.",
            ("TP-6.1.1c",),
            field="online_safety",
        )
    return None


def _outside(standing: Standing, role: str) -> Refusal | None:
    inside = (ADULTS_OF_THE_ORGANISATION - {Role.OUTSIDE_CONTACT, Role.BOARD}) & standing.roles
    becomes_inside = role not in {Role.OUTSIDE_CONTACT, Role.BOARD, Role.PARENT, Role.LEARNER}
    if role == Role.OUTSIDE_CONTACT and inside:
        found = True
    else:
        found = becomes_inside and Role.OUTSIDE_CONTACT in standing.roles
    if not found:
        return None
    return Refusal(
        "outside-contact-is-outside",
        "The outside contact holds no other post here. Choose somebody from another setting, a"
        " committee or an umbrella body.",
        ("EY-2",),
        field="person",
    )


@dataclass(frozen=True)
class Ending:
    """A post, or all the posts of somebody who leaves, about to end."""

    person_id: int
    roles: frozenset[str]
    ends_on: date
    today: date
    one_person: bool = False


def end(actor: Actor, ending: Ending) -> Refusal | None:
    """End posts. A guarded one is not an administrator's to end, nor today's to lose at once."""
    guarded = ending.roles & GUARDED
    if not guarded:
        return keep_people(actor)
    if guarded and ending.ends_on < ending.today:
        return Refusal(
            "guarded-post-ends-today-at-the-earliest",
            "This post can end today at the earliest, so that nobody is shut out behind their"
            " back.",
            field="ends_on",
        )
    if actor.person_id == ending.person_id:
        return surely(actor)
    if ending.one_person and Role.OUTSIDE_CONTACT in guarded:
        return outside_contact_stands()
    refusals = second_holder(actor)
    return refusals[0] if refusals else None


def outside_contact_stands() -> Refusal:
    return Refusal(
        "outside-contact-stands",
        "Only the outside contact can give this post up. It is there for concerns about the owner.",
        ("EY-2",),
        mender="the outside contact",
    )
