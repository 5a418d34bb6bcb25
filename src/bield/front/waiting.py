"""What waits on a home page beside concerns and duties: forms, families, lists, data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from bield.agreements import queries as agreements
from bield.kit import times
from bield.people import queries as people
from bield.people.actors import Actor, Strength
from bield.people.states import Role
from bield.retention import queries as retention
from bield.retention.queries import Unanswered

FEW = 5  # what fits on one screen of a phone; the rest is one link away
SIGN_TOO = (Role.PARENT, Role.CONTRACTOR)  # who is asked, and gets no duty for it


@dataclass(frozen=True)
class Item:
    text: str
    link: str = ""
    note: str = ""  # when, or in what state
    late: bool = False


@dataclass(frozen=True)
class Waiting:
    title: str
    items: tuple[Item, ...]
    empty: str  # what will appear here, said when there is nothing
    more: tuple[str, str] | None = None  # words and link to all of it


def asked(actor: Actor, at: datetime) -> Waiting:
    items = tuple(
        Item(
            sheet.title if sheet.own else f"{sheet.title}, {sheet.name}",
            reverse("agreements:answer", args=[sheet.person, sheet.form]),
        )
        for sheet in agreements.my_sheets(actor, at=at)
        if sheet.wanted
    )
    more = ("All that you are asked", reverse("agreements:mine")) if len(items) > FEW else None
    return Waiting("For you to answer", items[:FEW], "Nothing waits for your answer.", more)


def asked_beside_work(actor: Actor, at: datetime) -> tuple[Waiting, ...]:
    """Of whoever works here and is a parent too, or comes under a contract."""
    if not actor.holds(*SIGN_TOO):
        return ()
    found = asked(actor, at)
    return (found,) if found.items else ()


def of_the_office(actor: Actor, at: datetime) -> tuple[Waiting, ...]:
    """What no duty tells of, or tells of one by one: nothing where nothing waits."""
    if actor.strength < Strength.TWO_FACTORS:
        return ()
    items = (*_of_data(actor, at), *_of_families(actor))
    return (Waiting("Also waiting", items, ""),) if items else ()


def _of_data(actor: Actor, at: datetime) -> Iterator[Item]:
    questions, breaches = retention.unanswered(actor)
    yield from _counted(breaches, "breach of data", "breaches of data", "breaches", at)
    yield from _counted(questions, "question about data", "questions about data", "requests", at)
    if second := retention.waits_for_me(actor):
        one = "One record waits for your yes before it is disposed of"
        many = f"{len(second)} records wait for your yes before they are disposed of"
        if len(second) == 1:
            yield Item(one, reverse("retention:record", args=second))
        else:
            yield Item(many, reverse("retention:due"))


def _counted(found: Unanswered, one: str, many: str, page: str, at: datetime) -> Iterator[Item]:
    link = reverse(f"retention:{page}")
    said = f"One {one} is open" if found.count == 1 else f"{found.count} {many} are open"
    if found.first_due is not None:
        late = found.first_due < at
        due = times.due(found.first_due, at)
        yield Item(said, link, due if found.count == 1 else f"the first {due}", late)
    elif found.count:
        yield Item(said, link)


def _of_families(actor: Actor) -> Iterator[Item]:
    for count, one, many, link in (
        (
            agreements.to_countersign(actor),
            "One recording of a family waits for our signature",
            "{} recordings of families wait for our signature",
            "agreements:recordings",
        ),
        (
            people.lists_to_accept(actor),
            "One list of people waits for a yes",
            "{} lists of people wait for a yes",
            "people:lists",
        ),
    ):
        if count:
            yield Item(one if count == 1 else many.format(count), reverse(link))
