"""What every page shows around its own content."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bield.kit import languages, times
from bield.kit.answers import OUTAGES
from bield.kit.languages import marked as _
from bield.people.actors import Actor
from bield.people.states import (
    ADULTS_OF_THE_ORGANISATION,
    ANSWER_FOR_THE_HOUSE,
    DESIGNATED,
    Role,
)
from bield.retention import queries as retention

TEAM = (Role.ADMINISTRATOR, Role.LEAD, Role.DEPUTY, Role.HEAD)
OFFICE = (*TEAM, Role.OFFICER, Role.OPERATIONS)  # writes down what families say
LEADS = (Role.LEAD, Role.DEPUTY)
KEEP_RECORDS = (*LEADS, Role.HEAD, Role.INFORMATION_HEAD, Role.STAFF_OFFICER)
ANSWER_FOR_DATA = (Role.ADMINISTRATOR, Role.HEAD, Role.LEAD, Role.INFORMATION_HEAD)
OVERSEE = (*LEADS, Role.HEAD, Role.BOARD_CHAMPION)
FAMILY = (Role.PARENT, Role.LEARNER)

Lines = tuple[tuple[str, str, tuple[Role, ...]], ...]  # words, address, who has it (none: all)
Groups = tuple[tuple[str, str, Lines], ...]  # code and words of what people come for

WORK: Groups = (  # whoever has no line of a group does not see its name either
    (
        "concerns",
        _("Concerns"),
        (
            (_("The desk"), "concerns:desk", tuple(DESIGNATED)),
            (_("Today"), "front:today", (*LEADS, Role.BOARD_CHAMPION)),
            (_("What turns up again"), "concerns:patterns", LEADS),
            (
                _("Staff files"),
                "concerns:staff-files",
                (*LEADS, Role.STAFF_OFFICER, Role.BOARD_CHAMPION, Role.OUTSIDE_CONTACT),
            ),
            (_("The public door"), "concerns:doors", TEAM),
            (_("Our own times"), "concerns:times", (*OVERSEE, Role.OFFICER)),
        ),
    ),
    (
        "families",
        _("Forms and families"),
        (
            (_("Who is asked"), "agreements:asking", OFFICE),
            (
                _("Forms that people answer"),
                "agreements:forms",
                (*LEADS, Role.HEAD, Role.POLICY_OFFICER),
            ),
            (_("What follows from answers"), "agreements:follows", OFFICE),
            (_("Events"), "agreements:events", OFFICE),
            (_("What families record themselves"), "agreements:recordings", OFFICE),
            (_("Seen online"), "agreements:take-downs", (*LEADS, Role.OFFICER)),
        ),
    ),
    (
        "people",
        _("People and conduct"),
        (
            (_("People"), "people:people", TEAM),
            (_("Code of conduct and ties"), "agreements:conduct", (Role.LEAD, Role.HEAD)),
            (_("Misuse"), "agreements:all-misuse", (*LEADS, Role.HEAD, Role.IT_SUPPORT)),
        ),
    ),
    (
        "data",
        _("Data and records"),
        (
            (_("Questions about data"), "retention:requests", ANSWER_FOR_DATA),
            (_("Holds"), "retention:holds", LEADS),
            (_("How long we keep records"), "retention:rules", KEEP_RECORDS),
            (_("The record"), "ledger:record", (*LEADS, Role.BOARD_CHAMPION)),
        ),
    ),
    (
        "standing",
        _("How we are doing"),
        (
            (_("How it stands"), "duties:overview", OVERSEE),
            (_("What we changed"), "reports:board", ANSWER_FOR_THE_HOUSE),
            (_("The board of clauses"), "policies:board", (*LEADS, Role.BOARD, Role.HEAD)),
        ),
    ),
)
MENU: Groups = (
    (
        "own",
        _("For you"),
        (
            (_("Home"), "front:home", ()),
            (_("My duties"), "duties:duties", ()),
            (_("My reports"), "concerns:my-reports", ()),
            (_("What you are asked"), "agreements:mine", ()),
            (_("My children"), "front:my-children", (Role.PARENT,)),
            (_("Events of your children"), "agreements:my-events", FAMILY),
            (_("Your own recordings"), "agreements:my-recordings", FAMILY),
            (_("Your data"), "retention:my-requests", ()),
            (_("My account"), "access:account", ()),
        ),
    ),
    (
        "help",
        _("Help"),
        (
            (_("Our safeguarding team"), "people:team", ()),
            (_("Where to report outside"), "advice:where-to-report", ()),
            (
                _("Nobody answers? Call yourself"),
                "concerns:refer-alone",
                tuple(ADULTS_OF_THE_ORGANISATION),
            ),
        ),
    ),
)
SWITCH = (_("Go to another organisation"), "/account/#organisations")


@dataclass(frozen=True)
class Group:
    """Some lines of the menu under what people come for."""

    code: str
    title: str
    lines: tuple[tuple[str, str], ...]  # words and link


def page(request: HttpRequest) -> dict[str, object]:
    arrival = getattr(request, "arrival", None)
    around = _languages(request)
    if arrival is None or arrival.actor is None:
        return around
    actor: Actor = arrival.actor
    return around | {
        "actor": actor,
        "organisation_name": arrival.organisation.name,
        "seen_on": times.exact_day(timezone.localdate()),
        "may_search": actor.is_designated,
        "menu": groups_for(actor, MENU),
        "work": groups_for(actor, WORK),
        "switch": SWITCH if arrival.may_switch else None,
    }


def _languages(request: HttpRequest) -> dict[str, object]:
    """Where a page can be read in another language. A page on which somebody types leads nowhere
    else: what they typed would be lost."""
    if len(settings.LANGUAGES) == 1:
        return {}
    offered = getattr(request, "spoken", True)
    return {
        "several_languages": True,
        "languages": languages.others() if offered else [],
        "here": request.path,
    }


def groups_for(actor: Actor, groups: Groups) -> list[Group]:
    """Those with a line for this actor. Whoever was named for questions about data has that one,
    whatever their post is."""
    found = []
    for code, title, lines in groups:
        shown = tuple(
            (label, link)
            for label, link, roles in _found(lines)
            if not roles or actor.holds(*roles) or (roles == ANSWER_FOR_DATA and _named(actor))
        )
        if shown:
            found.append(Group(code, title, shown))
    return found


def _named(actor: Actor) -> bool:
    """One statement more on the pages of those who work here without such a post. Where the tables
    do not answer, the page that says so still comes."""
    with suppress(*OUTAGES):
        return actor.is_adult_of_the_organisation and retention.is_contact(actor)
    return False


@cache
def _found(lines: Lines) -> Lines:
    """Addresses are looked up once; they never change while the process runs."""
    found = []
    for label, name, roles in lines:
        with suppress(NoReverseMatch):
            found.append((label, reverse(name), roles))
    return tuple(found)
