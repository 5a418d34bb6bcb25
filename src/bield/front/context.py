"""What every page shows around its own content."""

from contextlib import suppress
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bield.kit import languages, times
from bield.kit.languages import marked as _
from bield.people.actors import Actor
from bield.people.states import (
    ADULTS_OF_THE_ORGANISATION,
    ANSWER_FOR_THE_HOUSE,
    DESIGNATED,
    Role,
)

TEAM = (Role.ADMINISTRATOR, Role.LEAD, Role.DEPUTY, Role.HEAD)
OFFICE = (*TEAM, Role.OFFICER, Role.OPERATIONS)  # writes down what families say
MENU = (  # words, address, and who has it (nobody named: everybody)
    (_("Home"), "front:home", ()),
    (_("My duties"), "duties:duties", ()),
    (_("My reports"), "concerns:my-reports", ()),
    (_("What you are asked"), "agreements:mine", ()),
    (_("My children"), "front:my-children", (Role.PARENT,)),
    (_("Events of your children"), "agreements:my-events", (Role.PARENT, Role.LEARNER)),
    (_("Your own recordings"), "agreements:my-recordings", (Role.PARENT, Role.LEARNER)),
    (_("Your data"), "retention:my-requests", ()),
    (_("Our safeguarding team"), "people:team", ()),
    (_("Where to report outside"), "advice:where-to-report", ()),
    (_("Nobody answers? Call yourself"), "concerns:refer-alone", tuple(ADULTS_OF_THE_ORGANISATION)),
    (_("My account"), "access:account", ()),
)
KEEP_RECORDS = (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.INFORMATION_HEAD, Role.STAFF_OFFICER)
ANSWER_FOR_DATA = (Role.ADMINISTRATOR, Role.HEAD, Role.LEAD, Role.INFORMATION_HEAD)
WORK = (  # a group of its own: whoever has none of it does not see its name either
    (_("The desk"), "concerns:desk", tuple(DESIGNATED)),
    (_("What turns up again"), "concerns:patterns", (Role.LEAD, Role.DEPUTY)),
    (
        _("Staff files"),
        "concerns:staff-files",
        (Role.LEAD, Role.DEPUTY, Role.STAFF_OFFICER, Role.BOARD_CHAMPION, Role.OUTSIDE_CONTACT),
    ),
    (_("Today"), "front:today", (Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION)),
    (_("What we changed"), "reports:board", ANSWER_FOR_THE_HOUSE),
    (_("Holds"), "retention:holds", (Role.LEAD, Role.DEPUTY)),
    (_("How long we keep records"), "retention:rules", KEEP_RECORDS),
    (_("Questions about data"), "retention:requests", ANSWER_FOR_DATA),
    (_("The record"), "ledger:record", (Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION)),
    (
        _("How it stands"),
        "duties:overview",
        (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.BOARD_CHAMPION),
    ),
    (_("People"), "people:people", TEAM),
    (
        _("Forms that people answer"),
        "agreements:forms",
        (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.POLICY_OFFICER),
    ),
    (_("Code of conduct and ties"), "agreements:conduct", (Role.LEAD, Role.HEAD)),
    (
        _("Misuse"),
        "agreements:all-misuse",
        (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.IT_SUPPORT),
    ),
    (_("What follows from answers"), "agreements:follows", OFFICE),
    (_("Events"), "agreements:events", OFFICE),
    (_("Seen online"), "agreements:take-downs", (Role.LEAD, Role.DEPUTY, Role.OFFICER)),
    (_("What families record themselves"), "agreements:recordings", OFFICE),
    (_("Who is asked"), "agreements:asking", OFFICE),
    (_("The public door"), "concerns:doors", TEAM),
    (
        _("Our own times"),
        "concerns:times",
        (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.BOARD_CHAMPION, Role.OFFICER),
    ),
    (_("The board of clauses"), "policies:board", (Role.LEAD, Role.DEPUTY, Role.BOARD, Role.HEAD)),
)
SWITCH = (_("Go to another organisation"), "/account/#organisations")
Lines = tuple[tuple[str, str, tuple[Role, ...]], ...]


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
        "menu": lines_for(actor, MENU) + ([SWITCH] if arrival.may_switch else []),
        "work": lines_for(actor, WORK),
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


def lines_for(actor: Actor, lines: Lines) -> list[tuple[str, str]]:
    return [
        (label, link) for label, link, roles in _found(lines) if not roles or actor.holds(*roles)
    ]


@cache
def _found(lines: Lines) -> Lines:
    """Addresses are looked up once; they never change while the process runs."""
    found = []
    for label, name, roles in lines:
        with suppress(NoReverseMatch):
            found.append((label, reverse(name), roles))
    return tuple(found)
