"""Whether parents may photograph at an event, and what becomes of what was seen online. Pure.

Nobody must learn from it who said no. So parents are told from the day before on, and no earlier;
where it is not allowed, the words are the same whether somebody said no, has not answered, or the
setting wants no pictures; and where only a few children attend, it is never allowed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bield.agreements.rules.standing import Standing
from bield.agreements.states import Pictures, Told
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.actors import Actor, Strength
from bield.people.states import Role

DESIGNATED = (Role.LEAD, Role.DEPUTY, Role.OFFICER)
FEWEST = 4  # families whose children attend: with fewer, a no would show whose it is
AREA_FROM = 12  # so that whoever stays away from the photo area is one of many
SAID_BEFORE = timedelta(days=1)
MOST_LETTERS, FARTHEST = 4_000, timedelta(days=366)


@dataclass(frozen=True)
class Attending:
    """An event, and for each child who attends whether everybody who answers has agreed."""

    on: date
    leave: tuple[bool, ...]
    families: tuple[int, ...]  # of each child, which family: brothers and sisters have one
    reserved: bool = False  # the setting wants no pictures
    area: bool = False  # there is a place apart


@keeps("EY-60a")
def pictures(event: Attending, *, today: date) -> Pictures:
    """One missing or refusing turns it off, or leaves a photo area to which nobody has to come."""
    if today < event.on - SAID_BEFORE:
        return Pictures.LATER
    if event.reserved or len(set(event.families)) < FEWEST:
        return Pictures.OFF
    if all(event.leave):
        return Pictures.ALLOWED
    free = {one for one, leave in zip(event.families, event.leave, strict=True) if leave}
    if event.area and len(event.leave) >= AREA_FROM and len(free) >= FEWEST:
        return Pictures.AREA
    return Pictures.OFF


def families(carers: Mapping[int, Collection[int]]) -> dict[int, int]:
    """Of each child, which family, by who cares for them: children with a parent or carer in common
    are of one, also through another child. Of whom nobody is known, each is a family."""
    found = {child: child for child in carers}
    first: dict[int, int] = {}

    def root(child: int) -> int:
        while found[child] != child:
            child = found[child]
        return child

    for child, adults in carers.items():
        for adult in adults:
            found[root(child)] = root(first.setdefault(adult, child))
    return {child: root(child) for child in carers}


@keeps("EY-65a")
def unsigned(signing: Mapping[int, Standing]) -> list[int]:
    """The parents who have not signed for private use alone, of each child who attends: whoever
    has not answered, and whoever said no. Each once."""
    return list(
        dict.fromkeys(
            one
            for standing in signing.values()
            for one in (*(wait.person_id for wait in standing.waits), *standing.by)
            if one is not None
        )
    )


def plan(title: str, on: date, *, today: date) -> list[Refusal]:
    refusals = []
    if not written(title):
        refusals.append(
            Refusal("event-has-no-title", "Say what the event is called.", field="title")
        )
    if on < today:
        says = "That day is over. Choose a day from today on."
        refusals.append(Refusal("event-is-over", says, field="on"))
    elif on > today + FARTHEST:
        says = "Choose a day within the next year."
        refusals.append(Refusal("event-too-far-ahead", says, field="on"))
    return refusals


def may_take_down(actor: Actor) -> bool:
    return actor.is_house or (actor.holds(*DESIGNATED) and actor.strength >= Strength.TWO_FACTORS)


def handle(actor: Actor, *, closed: bool) -> list[Refusal]:
    refusals = []
    if not may_take_down(actor):
        says = "The safeguarding lead, the deputies and the officers see to it. Tell one of them."
        refusals.append(Refusal("not-yours-to-take-down", says, mender="the safeguarding lead"))
    if closed:
        says = "It is closed already. Report it again if it is still online."
        refusals.append(Refusal("take-down-is-closed", says))
    return refusals


def ask(words: str, whom: str, *, waits: bool) -> list[Refusal]:
    """`waits`: they were asked, and have not answered."""
    refusals = []
    if not written(whom):
        says = "Write down whom you ask, or where you ask it."
        refusals.append(Refusal("asked-of-nobody", says, field="whom"))
    if not written(words):
        says = "Write what you ask."
        refusals.append(Refusal("asked-nothing", says, field="words"))
    if waits:
        says = "They were asked already. Write down what they answered, or that they did not."
        refusals.append(Refusal("asked-and-waits", says))
    return refusals


def tell(told: str, words: str, *, of_another: bool, before: str) -> list[Refusal]:
    refusals = []
    if not of_another:
        says = "It shows the own child of whoever put it there. There is nobody else to tell."
        refusals.append(Refusal("nobody-to-tell", says))
    if before:
        refusals.append(Refusal("told-already", "That was written down already."))
    if not written(words):
        says = {
            Told.TOLD: "Write down whom you told, and how.",
            Told.WITHHELD: "Write down why telling could put the child at risk.",
        }.get(Told(told), "Write down how you looked for the child.")
        refusals.append(Refusal("telling-has-no-words", says, field="words"))
    return refusals


@keeps("EY-65b", "EY-66")
def close(
    reference: str, *, answers: Collection[str], of_another: bool, told: str
) -> list[Refusal]:
    """`answers`: to each time it was asked, in order; empty where one waits."""
    refusals = []
    last = [*answers][-1:]
    if not last:
        refusals.append(
            Refusal(
                "nobody-was-asked",
                "Nobody was asked to take it down. Ask, and write down in which words.",
                ("EY-65b", "EY-66"),
                mender="the safeguarding lead",
                link=f"/take-downs/{reference}/ask/",
            )
        )
    elif last == [""]:
        refusals.append(
            Refusal(
                "no-answer-yet",
                "What came of asking is not written down yet.",
                ("EY-65b", "EY-66"),
                mender="the safeguarding lead",
                link=f"/take-downs/{reference}/answer/",
            )
        )
    if of_another and not told:
        refusals.append(
            Refusal(
                "parents-are-not-told",
                "The parents of the child who is shown have not been told.",
                ("EY-66",),
                mender="the safeguarding lead",
                link=f"/take-downs/{reference}/tell/",
            )
        )
    return refusals


@dataclass(frozen=True)
class Shared:
    """A picture that the setting shares with a family, and everybody whom it shows."""

    viewer: int
    guardians: Mapping[int, Collection[int]]  # of each child whom it shows
    leave: Mapping[int, bool]  # of each: other families of the group may see it
    all_named: bool  # somebody has said that nobody else is on it


@keeps("EY-72", waits=("media",))
def share(picture: Shared) -> list[Refusal]:
    """To the guardians of a child whom it shows, and only with leave for every other child. It
    does not say whose leave is wanting."""
    refusals = []
    own = {child for child, adults in picture.guardians.items() if picture.viewer in adults}
    others = set(picture.guardians) - own
    if not own:
        says = "It shows no child in your care."
        refusals.append(Refusal("shows-no-child-of-yours", says, ("EY-72",)))
    if not picture.all_named:
        says = "Nobody has said yet who is on it."
        refusals.append(Refusal("not-all-are-named", says, ("EY-72",), mender="the office"))
    if not all(picture.leave.get(child, False) for child in others):
        says = "It shows others who may not be shown to you."
        refusals.append(Refusal("others-may-not-be-shown", says, ("EY-72",)))
    return refusals


def mark(viewer: str, when: str) -> str:
    """What is printed across a picture that is shared."""
    return f"For {viewer} alone, {when}. Do not pass it on, and do not put it online."
