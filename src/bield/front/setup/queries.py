"""How far the first set-up has come."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from bield.front.models import FirstSetUp
from bield.kit import reading, times
from bield.kit.components import Condition, Fact, Tone, unmet
from bield.kit.refusals import NotFound
from bield.outbox import queries as outbox
from bield.people import queries as people
from bield.people.actors import Actor, Founder, house
from bield.people.queries import Organisation
from bield.people.states import Role

ACTOR = "set-up"


def is_open() -> bool:
    return not people.is_set_up()


@dataclass(frozen=True)
class Standing:
    """The set-up as the browser that was let in sees it."""

    row: FirstSetUp
    organisation: Organisation | None

    @property
    def actor(self) -> Actor:
        if self.organisation is None:
            raise NotFound("no organisation yet")
        return house(self.organisation.pk, ACTOR)

    @property
    def founder(self) -> Founder:
        return Founder(ACTOR)


def standing(browser: str) -> Standing | None:
    """Nothing when the set-up is over, or when this browser has not given the code."""
    if not is_open():
        raise NotFound("the set-up is finished")
    row = FirstSetUp.objects.filter(browser_hash=browser_hash(browser)).first() if browser else None
    if row is None:
        return None
    if row.founded_id is None:
        return Standing(row, None)
    reading.wall(row.founded_id)
    return Standing(row, people.organisation_by_id(row.founded_id))


def browser_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class Page:
    """A task: its title and why it is asked."""

    name: str
    title: str
    why: tuple[str, ...] = ()

    @property
    def link(self) -> str:
        return reverse(f"set-up:{self.name}")


ORGANISATION = Page("organisation", "Your organisation")
PLACES = Page("places", "Where you work")
YOU = Page(
    "you",
    "You",
    ("You look after people and places here.", "That alone shows you no worry about anybody."),
)
LEAD = Page(
    "lead",
    "Safeguarding lead",
    (
        "The lead reads every worry, decides what happens, and answers for it.",
        "There is one lead for the whole organisation.",
    ),
)
DEPUTY = Page(
    "deputy",
    "Deputy",
    (
        "The deputy stands in when the lead is away, and is told when a worry is about the lead.",
        "So it takes another person.",
    ),
)
OUTSIDE_CONTACT = Page(
    "outside-contact",
    "Your outside contact",
    (
        "You work alone, so somebody outside is told when a worry is about you.",
        "A colleague of another setting, your umbrella body, a member of a committee.",
        "You cannot read what reaches them, and you cannot switch it off.",
    ),
)
CLOCK = Page("clock", "How soon a worry is read")


@dataclass(frozen=True)
class Task:
    page: Page
    done: bool
    hint: str = ""

    @property
    def word(self) -> str:
        return "Done" if self.done else "To do"

    @property
    def tone(self) -> str:
        return Tone.DONE if self.done else Tone.QUIET


@dataclass(frozen=True)
class TaskList:
    tasks: tuple[Task, ...]

    @property
    def _left(self) -> Task | None:
        return next((task for task in self.tasks if not task.done), None)

    @property
    def done(self) -> int:
        return sum(task.done for task in self.tasks)

    @property
    def next(self) -> str:
        return self._left.page.link if self._left else reverse("set-up:finish")

    @property
    def verb(self) -> str:
        return f"Go on: {self._left.page.title}" if self._left else "Read it once more and finish"


def task_list(standing: Standing, on: date) -> TaskList:
    row, organisation = standing.row, standing.organisation
    if organisation is None:
        return TaskList((Task(ORGANISATION, done=False),))
    posts = people.first_posts(organisation.pk, on)
    holders = (
        [Task(OUTSIDE_CONTACT, done=bool(posts.outside_contact_ids))]
        if organisation.one_person
        else [
            Task(LEAD, done=posts.lead_id is not None),
            Task(DEPUTY, done=bool(posts.deputy_ids)),
        ]
    )
    return TaskList(
        (
            Task(ORGANISATION, done=True, hint=organisation.name),
            Task(PLACES, done=bool(posts.sites)),
            Task(YOU, done=row.owner_id is not None),
            *holders,
            Task(CLOCK, done=row.clock_chosen),
        )
    )


def missing(standing: Standing, on: date) -> list[Condition]:
    """Why the set-up cannot be finished yet."""
    return unmet(people.missing_for_set_up(standing.actor.organisation_id, on))


def described(standing: Standing) -> dict[str, object]:
    organisation = standing.organisation
    if organisation is None:
        return {}
    return {
        "name": organisation.name,
        "setting_type": organisation.setting_type,
        "one_person": "yes" if organisation.one_person else "no",
    }


def places(standing: Standing) -> list[str]:
    return [site.name for site in people.sites(standing.actor)]


def alone(standing: Standing) -> bool:
    return people.organisation(standing.actor).one_person


def hours(standing: Standing) -> int:
    return people.organisation(standing.actor).acknowledge_within_hours


def owner(standing: Standing) -> dict[str, object]:
    entered = _entered(standing, standing.row.owner_id)
    if not entered:
        return {}
    head = Role.HEAD in _roles(standing, standing.row.owner_id)
    return {**entered, "head": "yes" if head else "no"}


def holder(standing: Standing, role: str) -> dict[str, object]:
    """Somebody as they were entered before; empty at the first time."""
    slots = {Role.LEAD: "lead_id", Role.DEPUTY: "deputy_id"}
    entered = _entered(standing, getattr(standing.row, slots.get(Role(role), "outside_contact_id")))
    if role in _roles(standing, standing.row.owner_id):
        return {**entered, "who": "me"}
    return {**entered, "who": "other"} if entered else {}


def _entered(standing: Standing, person_id: int | None) -> dict[str, object]:
    if person_id is None:
        return {}
    person = people.person(standing.actor, person_id)
    return {"name": person.name, "email": person.email, "phone": person.phone}


def _roles(standing: Standing, person_id: int | None) -> set[str]:
    if person_id is None:
        return set()
    roster = people.roster(standing.actor.organisation_id, date.max)
    return {held.role for held in roster.held if held.person_id == person_id}


@dataclass(frozen=True)
class Summary:
    """All that was answered, to be read once more before it begins."""

    facts: tuple[Fact, ...]
    missing: tuple[Condition, ...]
    invited: str  # by name: who is invited when it begins
    mail_leaves: bool


def summary(standing: Standing, on: date) -> Summary:
    organisation = people.organisation(standing.actor)
    roster = people.roster(organisation.pk, on)
    named = people.people_by_id(organisation.pk, [held.person_id for held in roster.held])
    facts = [
        Fact("Organisation", organisation.name, ORGANISATION.link),
        Fact("Places", ", ".join(places(standing)), PLACES.link),
    ]
    asked = (
        ((Role.OUTSIDE_CONTACT, OUTSIDE_CONTACT),)
        if organisation.one_person
        else ((Role.LEAD, LEAD), (Role.DEPUTY, DEPUTY))
    )
    for role, page in asked:
        names = ", ".join(named[person].name for person in roster.titular(role))
        facts.append(Fact(role.label, names or "Nobody yet", page.link))
    within = times.count(organisation.acknowledge_within_hours, "hour")
    facts.append(Fact("A worry is read within", within, CLOCK.link))
    return Summary(
        tuple(facts),
        tuple(missing(standing, on)),
        invited=", ".join(named[one].name for one in sorted(invited(standing, on)) if one in named),
        mail_leaves=outbox.leaves(),
    )


def invited(standing: Standing, on: date) -> set[int]:
    """Whoever was named beside the one who sets the house up."""
    posts = people.first_posts(standing.actor.organisation_id, on)
    named = {posts.lead_id, *posts.deputy_ids, *posts.outside_contact_ids}
    return {one for one in named if one is not None and one != standing.row.owner_id}
