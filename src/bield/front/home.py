"""The home page of each role: one verb for me, what waits for me, nothing else."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from bield.concerns import queries as concerns
from bield.concerns.registry import PICTURE
from bield.concerns.states import REPORT_FORM
from bield.duties import queries as duties
from bield.front import family
from bield.front.waiting import FEW, Item, Waiting, asked, asked_beside_work, of_the_office
from bield.kit import times
from bield.people.actors import Actor, Strength
from bield.people.states import Role


@dataclass(frozen=True)
class Verb:
    label: str
    link: str
    hint: str


@dataclass(frozen=True)
class Home:
    question: str
    verb: Verb
    waiting: tuple[Waiting, ...]
    also: tuple[tuple[str, str], ...] = ()  # words and link of what begins with the same verb


REPORT = ("Report a concern", "concerns:report", "You need not be sure. It takes about a minute.")
TELL = ("Tell someone", "concerns:report", "You are not in trouble. Use your own words.")
DESK = ("Open the desk", "concerns:desk", "New concerns first, those most at risk on top.")
PEOPLE = ("Look after people", "people:people", "Who is here, what they hold, who has left.")
CHILDREN = (
    "My children",
    "front:my-children",
    "What you are asked, what you said, and who looks after them here.",
)
SAID, AGREED = "What I said, and who can help", "What you agreed to, and whom to talk to"
CHANGED = ("What we changed, and did it help?", "reports:board")
CLAUSES = ("Open the board of clauses", "policies:board", "What is kept, and what proves it.")


def home(actor: Actor, at: datetime) -> Home:
    """What its writer began and has not sent comes before all else that waits."""
    page = _of_role(actor, at)
    place = len(page.waiting) - (not actor.is_designated)  # before what one reported oneself
    waits, last = page.waiting[:place], page.waiting[place:]
    office = of_the_office(actor, at)
    return replace(page, waiting=(*_begun(actor, at), *waits, *office, *last))


def _of_role(actor: Actor, at: datetime) -> Home:
    """Whoever may be given concerns comes first: somebody may be waiting for an answer."""
    waiting: tuple[Waiting, ...]
    if actor.is_designated:
        waiting = (_desk(actor, at), _to_do(actor, at))
        return Home("What needs you now?", _verb(DESK), waiting, _changed(actor))
    if actor.holds(Role.LEARNER):
        child = family.speaks_as_to_a_child(actor, at)
        said = ((SAID if child else AGREED, reverse("front:mine")),)
        waiting = (asked(actor, at), _reports())
        return Home("Is something worrying you?", _verb(TELL if child else REPORT), waiting, said)
    if actor.holds(Role.BOARD):
        waiting = (_to_do(actor, at), _reports())
        return Home("What is kept here?", _verb(CLAUSES), waiting, _changed(actor))
    if actor.holds(Role.ADMINISTRATOR):
        waiting = (_to_do(actor, at), _reports())
        return Home("What waits for you?", _verb(PEOPLE), waiting, _changed(actor))
    if actor.holds(Role.PARENT) and not actor.is_adult_of_the_organisation:
        return Home(
            "How are your children looked after?",
            _verb(CHILDREN),
            (asked(actor, at), _to_do(actor, at), _reports()),
            ((REPORT[0], reverse(REPORT[1])), *_picture()),
        )
    question = "Are you worried about somebody?"
    waiting = (*asked_beside_work(actor, at), _to_do(actor, at), _reports())
    children = (
        ((CHILDREN[0], reverse(CHILDREN[1])), *_picture()) if actor.holds(Role.PARENT) else ()
    )
    return Home(question, _verb(REPORT), waiting, (*_changed(actor), *children))


def _begun(actor: Actor, at: datetime) -> tuple[Waiting, ...]:
    kept = concerns.begun(actor, REPORT_FORM, at=at)
    if kept is None:
        return ()
    item = Item("The report that you began", reverse("concerns:report"), f"kept {kept}")
    return (Waiting("Not sent yet", (item,), ""),)


def _verb(verb: tuple[str, str, str]) -> Verb:
    label, name, hint = verb
    return Verb(label, reverse(name), hint)


def _changed(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Lead and deputies have it in the menu: what waits for them comes first."""
    if not actor.holds(Role.BOARD, Role.BOARD_CHAMPION, Role.HEAD):
        return ()
    label, name = CHANGED
    return ((label, reverse(name)),)


def _picture() -> tuple[tuple[str, str], ...]:
    """Parents speak with the lead about any worry on how pictures are used."""
    return (("A worry about a picture or video", f"{reverse('concerns:report')}?item={PICTURE}"),)


def _to_do(actor: Actor, at: datetime) -> Waiting:
    held = duties.for_person(actor, at)
    items = tuple(
        Item(
            duty.said,
            duty.link,
            times.due(duty.due_at, at),
            duty.overdue,
        )
        for duty in duties.in_words(actor, held[:FEW])
    )
    more = ("All your duties", reverse("duties:duties")) if len(held) > FEW else None
    return Waiting("For you to do", items, "Nothing. What you have to do appears here.", more)


def _desk(actor: Actor, at: datetime) -> Waiting:
    desk = reverse("concerns:desk")
    if actor.strength < Strength.TWO_FACTORS:
        return Waiting("Concerns", (), "Opening the desk asks once more that it is you.")
    items = tuple(
        Item(tab.label, f"{desk}?tab={tab.code}", tab.count, tab.code == "overdue")
        for tab in concerns.tabs(actor, "", at)
        if tab.count != "0" and tab.code != "closed"
    )
    today = ("Today: breaches, duties, who is away", reverse("front:today"))
    return Waiting("Concerns", items, "None is open. A new one appears here at once.", today)


def _reports() -> Waiting:
    """What became of them is a history, which the page of its own asks a second factor for."""
    link = ("What became of my reports", reverse("concerns:my-reports"))
    return Waiting("What you reported", (), "Received, being handled, or dealt with.", link)
