"""The register of shared accounts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from bield.access import rules
from bield.access.models import SharedAccount
from bield.kit.refusals import NotFound, Refusal, Refused
from bield.people import queries as people
from bield.people.actors import Actor, house

MARK = "#"  # before a person's reference, where a name alone does not say who


@dataclass(frozen=True)
class SharedSeen:
    reference: str
    name: str
    reason: str
    holders: list[str]
    gone: list[str]  # named still, but not here any more: the password must change
    lines: list[str]  # the holders, as they are typed: a name and what tells namesakes apart


def shared_accounts(actor: Actor, at: datetime) -> list[SharedSeen]:
    if rules.keep_shared_accounts(actor):
        raise NotFound("shared accounts")
    return shared_accounts_of(actor.organisation_id, at)


def shared_accounts_of(organisation_id: int, at: datetime) -> list[SharedSeen]:
    rows = SharedAccount.objects.filter(organisation_id=organisation_id, ended_at=None)
    found = []
    for row in rows.prefetch_related("holders__person").order_by("name", "pk"):
        named = sorted(
            (holder.person for holder in row.holders.all() if holder.until is None),
            key=lambda person: (person.name, person.pk),
        )
        gone = [p for p in named if p.left_on and p.left_on < localdate(at)]
        found.append(
            SharedSeen(
                row.reference,
                row.name,
                row.reason,
                [p.name for p in named if p not in gone],
                [p.name for p in gone],
                [f"{p.name} {MARK}{p.reference}" for p in named if p not in gone],
            )
        )
    return found


def shared_account(actor: Actor, reference: str, at: datetime) -> SharedSeen:
    for shared in shared_accounts(actor, at):
        if shared.reference == reference:
            return shared
    raise NotFound(reference)


def named(actor: Actor, lines: str, at: datetime) -> list[int]:
    """The people whose names are typed, one on each line."""
    us = house(actor.organisation_id, "access")  # ICT types names of people it has no list of
    known = people.people(us, on=localdate(at))
    found, unknown = [], []
    for line in filter(None, map(str.strip, lines.splitlines())):
        name, _, reference = (part.strip() for part in line.partition(MARK))
        wanted = reference.replace("-", "")
        fitting = [p.pk for p in known if wanted == p.reference or (
            not wanted and p.name.casefold() == name.casefold())]  # fmt: skip
        if len(fitting) == 1:
            found.append(fitting[0])
        else:
            unknown.append(name)
    if unknown:
        raise Refused(_not_found(unknown))
    return found


def _not_found(names: list[str]) -> Refusal:
    return Refusal(
        "no-such-person",
        f"We know nobody here called {' or '.join(names)}, or more than one. Write the name in full"
        " as it stands in the list of people.",
        field="holders",
    )
