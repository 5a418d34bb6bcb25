"""Who stands at the door, what an account has, and what a lead must see of it."""

from bield.access.origins import origin
from bield.access.queries.account import AccountPage, account_page
from bield.access.queries.arrivals import (
    Arrival,
    Place,
    account_of,
    actor_again,
    arrival,
    known_device,
    memberships,
    places,
    visit_of,
)
from bield.access.queries.clock import (
    house_rules,
    idle,
    last_closing,
    left,
    open_over_closing,
    resets_due,
)
from bield.access.queries.factors import (
    has_second_factor,
    masters_in_use,
    may_read_concerns,
    must_change_password,
    password_context,
    password_policy,
    second_factors,
    secret_to_enrol,
    term_began,
    ways_to_prove,
)
from bield.access.queries.first import LEADS, Leads, comes_first
from bield.access.queries.hooks import HooksPage, hooks_page, judge_place, news, receiver
from bield.access.queries.house import HousePage, house_page, resets
from bield.access.queries.links import LinkSeen, link
from bield.access.queries.members import (
    Member,
    children_with_mail,
    members,
    often_on_two_devices,
    with_account,
    with_last_terms_password,
    without_second_factor,
)
from bield.access.queries.persons import PersonPage, person_page
from bield.access.queries.shared import (
    SharedSeen,
    named,
    shared_account,
    shared_accounts,
    shared_accounts_of,
)
from bield.access.queries.tokens import Presented, TokensPage, presented, tokens_page

__all__ = [
    "LEADS",
    "AccountPage",
    "Arrival",
    "HooksPage",
    "HousePage",
    "Leads",
    "LinkSeen",
    "Member",
    "PersonPage",
    "Place",
    "Presented",
    "SharedSeen",
    "TokensPage",
    "account_of",
    "account_page",
    "actor_again",
    "arrival",
    "children_with_mail",
    "comes_first",
    "has_second_factor",
    "hooks_page",
    "house_page",
    "house_rules",
    "idle",
    "judge_place",
    "known_device",
    "last_closing",
    "left",
    "link",
    "masters_in_use",
    "may_read_concerns",
    "members",
    "memberships",
    "must_change_password",
    "named",
    "news",
    "often_on_two_devices",
    "open_over_closing",
    "origin",
    "password_context",
    "password_policy",
    "person_page",
    "places",
    "presented",
    "receiver",
    "resets",
    "resets_due",
    "second_factors",
    "secret_to_enrol",
    "shared_account",
    "shared_accounts",
    "shared_accounts_of",
    "term_began",
    "tokens_page",
    "visit_of",
    "ways_to_prove",
    "with_account",
    "with_last_terms_password",
    "without_second_factor",
]
