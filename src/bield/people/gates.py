"""Gates other rooms ask before something begins or is published: every reason at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.conditions import Document
from bield.people.states import RECORDING_ROLES, Role

POSTS_PAGE = "/people/posts/"
MENDER = "the safeguarding lead or the board’s champion"


@dataclass(frozen=True)
class Activation:
    """Whether somebody answers for what is about to begin."""

    lead_named: bool
    lead_here: bool  # or a stand-in
    online_presence_named: bool = True


@keeps("TP-6.2.1a", waits=("online_sessions", "registers", "social"))
def may_activate(facts: Activation) -> list[Refusal]:
    """Start a session, switch on a device or an account: not without a lead."""
    if not facts.lead_named:
        return [
            Refusal(
                "no-lead",
                "There is no safeguarding lead, so nothing new can begin. Name one first.",
                ("TP-6.2.1a",),
                mender=MENDER,
                link=POSTS_PAGE,
            )
        ]
    if not facts.lead_here:
        return [
            Refusal(
                "lead-away",
                "The safeguarding lead is away and nobody stands in. Say who does.",
                ("TP-6.2.1a", "EY-9a"),
                mender=MENDER,
                link="/people/cover/",
            )
        ]
    return []


@keeps("OT-11", waits=("social",))
def may_open_account(facts: Activation) -> list[Refusal]:
    """Open a social account: somebody manages the online presence by name."""
    refusals = may_activate(facts)
    if not facts.online_presence_named:
        refusals.append(
            Refusal(
                "no-online-presence-manager",
                "Nobody is named to manage the online presence. Name somebody first.",
                ("OT-11",),
                mender="the safeguarding lead",
                link=POSTS_PAGE,
            )
        )
    return refusals


@dataclass(frozen=True)
class Naming:
    """The living people a document would name today."""

    document: Document
    names: Mapping[str, tuple[str, ...]]  # role -> names of its holders


@keeps("OT-4", "SR-19a", waits=("policies",))
def may_publish_names(facts: Naming) -> list[Refusal]:
    """Publish a document that names people: not with a vacant post in it."""
    return [_vacant(role, facts.document) for role in facts.document.roles if not facts.names[role]]


@keeps("SR-19a", waits=("media",))
def may_record(facts: Naming) -> list[Refusal]:
    """Start a recording: making, storing and disposing each have a living person."""
    return [_vacant(role, facts.document) for role in RECORDING_ROLES if not facts.names.get(role)]


def _vacant(role: str, document: Document) -> Refusal:
    return Refusal(
        f"vacant-{role.replace('_', '-')}",
        f"Nobody holds the post “{Role(role).label}”, which “{document.title}” names."
        " Name somebody first.",
        document.clauses,
        mender="the safeguarding lead",
        link=POSTS_PAGE,
    )


@dataclass(frozen=True)
class FirstPosts:
    """What first-run set-up has put in place."""

    one_person: bool
    sites: int
    lead_id: int | None
    deputy_ids: frozenset[int]
    outside_contact_ids: frozenset[int]


@keeps("EY-2")
def may_finish_set_up(facts: FirstPosts) -> list[Refusal]:
    """Begin work: with a lead and a deputy, or alone with an outside contact."""
    refusals = []
    if not facts.sites:
        refusals.append(Refusal("no-site", "Add the place where you work.", link="/set-up/places/"))
    if facts.lead_id is None:
        refusals.append(
            Refusal("no-lead", "Name the safeguarding lead.", ("EY-2",), link="/set-up/lead/")
        )
    if facts.one_person and not facts.outside_contact_ids - {facts.lead_id}:
        refusals.append(
            Refusal(
                "no-outside-contact",
                "You work alone, so name somebody outside who is reached about you.",
                ("EY-2",),
                link="/set-up/outside-contact/",
            )
        )
    if not facts.one_person and not facts.deputy_ids - {facts.lead_id}:
        refusals.append(Refusal("no-deputy", "Name a deputy.", ("EY-2",), link="/set-up/deputy/"))
    return refusals
