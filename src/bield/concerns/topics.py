"""What required actions have in common: whom one call brings it to, or which page does them.

A grave concern requires forty things. Whoever is to do them sees a row for each body outside and
for each page, with its steps folded inside. Pure.
"""

from bield.concerns.lenses import bodies
from bield.concerns.lenses.shapes import Required

TRIAGE = "The questions of triage"
HEARD = "What they answered"
AGENCY = "Whether another agency is told, or asked"
PAGES = {
    "triage": TRIAGE,
    "hear": HEARD,
    "parents": "Parents and carers",
    "custody": "Things to keep safe",
    "spoke": "Talks with those it is about",
    "support": "Support",
    "respond": "What is done here",
}


def topic_of(one: Required) -> str:
    """What has nothing in common with another goes by its own title."""
    if one.action.page == "refer":
        return _whom(one.bodies)
    return PAGES.get(one.action.page, one.action.title)


def _whom(told: frozenset[str]) -> str:
    """One of them is told: those who take all of it come first."""
    police, care = told & bodies.POLICE_ROADS, told & bodies.CARE
    if police and care:
        return "Police or social care"
    if bodies.PREVENT in told:
        return "Prevent"
    if bodies.PLATFORM in told:
        return "Whoever has such material taken down"
    if police:
        return "The police"
    if care:
        return "Social care"
    return "The local authority’s designated officer" if bodies.LADO in told else AGENCY
