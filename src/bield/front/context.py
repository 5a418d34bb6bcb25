"""What every page shows around its own content."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from bield.people.actors import Actor
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Role

MENU = (  # words, address, and who has it (nobody named: everybody)
    ("Home", "front:home", ()),
    ("My duties", "duties:duties", ()),
    ("My reports", "concerns:my-reports", ()),
    ("Our safeguarding team", "people:team", ()),
    ("Where to report outside", "advice:where-to-report", ()),
    ("Nobody answers? Call yourself", "concerns:refer-alone", tuple(ADULTS_OF_THE_ORGANISATION)),
    ("People", "people:people", (Role.ADMINISTRATOR, Role.LEAD, Role.DEPUTY, Role.HEAD)),
    ("The public door", "concerns:doors", (Role.ADMINISTRATOR, Role.LEAD, Role.DEPUTY, Role.HEAD)),
    (
        "Our own times",
        "concerns:times",
        (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.BOARD_CHAMPION, Role.OFFICER),
    ),
    ("The board of clauses", "policies:board", (Role.LEAD, Role.DEPUTY, Role.BOARD, Role.HEAD)),
    ("My account", "access:account", ()),
)
SWITCH = ("Go to another organisation", "/account/#organisations")


def page(request: HttpRequest) -> dict[str, object]:
    arrival = getattr(request, "arrival", None)
    if arrival is None or arrival.actor is None:
        return {}
    actor: Actor = arrival.actor
    return {
        "actor": actor,
        "organisation_name": arrival.organisation.name,
        "may_search": actor.is_designated,
        "menu": menu(actor) + ([SWITCH] if arrival.may_switch else []),
    }


def menu(actor: Actor) -> list[tuple[str, str]]:
    return [(label, link) for label, link, roles in _links() if not roles or actor.holds(*roles)]


_known: list[tuple[str, str, tuple[Role, ...]]] = []


def _links() -> list[tuple[str, str, tuple[Role, ...]]]:
    """Addresses are looked up once; they never change while the process runs."""
    if not _known:
        for label, name, roles in MENU:
            try:
                _known.append((label, reverse(name), roles))
            except NoReverseMatch:
                continue
    return _known
