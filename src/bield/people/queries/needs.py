"""Which posts may not stand empty here, and which do."""

from bield.people.conditions import CONDITIONS
from bield.people.models import Organisation
from bield.people.roster import Roster
from bield.people.states import MANDATORY, MandatoryPost, Role


def is_needed(post: MandatoryPost, organisation: Organisation) -> bool:
    """Whether this organisation may not leave the post empty."""
    if post.one_person is not None and post.one_person != organisation.one_person:
        return False
    if post.when:
        holds = CONDITIONS.get(post.when)
        return holds is not None and holds(organisation.pk)
    if not set(post.clauses).isdisjoint(organisation.adopted):
        return True
    return post.settings is None or organisation.setting_type in post.settings


def mandatory(organisation: Organisation) -> list[MandatoryPost]:
    return [post for post in MANDATORY if is_needed(post, organisation)]


def vacant(organisation: Organisation, today: Roster) -> list[Role]:
    return [post.role for post in mandatory(organisation) if not today.titular(post.role)]
