"""One-time links. The token travels; here stands its hash, what it is for and until when."""

from collections.abc import Iterable
from datetime import datetime

from bield.access import queries, tokens
from bield.access.commands import letters
from bield.access.models import Account, Membership, OneTimeLink
from bield.access.rules import WRONG_LINK
from bield.access.states import LINK_LASTS, Link
from bield.kit.refusals import Refused
from bield.people.actors import Actor, house


def make(
    account: Account,
    kind: Link,
    *,
    at: datetime,
    membership: Membership | None = None,
    address: str = "",
) -> str:
    """A new link; an older one of the same kind is good no more."""
    older = OneTimeLink.objects.filter(
        account=account, kind=kind, membership=membership, used_at=None
    )
    for token_hash in older.values_list("token_hash", flat=True):
        letters.take_back(account, token_hash, at=at)
    older.delete()
    token = tokens.new()
    OneTimeLink.objects.create(
        account=account,
        membership=membership,
        kind=kind,
        address=address,
        token_hash=tokens.hashed(token),
        made_at=at,
        expires_at=at + LINK_LASTS[kind],
    )
    return token


def found(token: str, kind: Link, at: datetime) -> OneTimeLink:
    """Whether the link is still good, without using it."""
    link = _good(token, kind, at)
    if link is None:
        raise Refused(WRONG_LINK)
    return link


def either(token: str, kinds: Iterable[Link], at: datetime) -> OneTimeLink:
    for kind in kinds:
        if link := _good(token, kind, at):
            return link
    raise Refused(WRONG_LINK)


def use(token: str, kind: Link, at: datetime) -> OneTimeLink:
    """Within a command, so that of two who open the same link one is refused."""
    link = found(token, kind, at)
    link.used_at = at
    link.save(update_fields=["used_at"])
    letters.take_back(link.account, link.token_hash, at=at)
    return link


def at_the_link(link: OneTimeLink) -> Actor:
    """Who acts when a link is opened: the house, in the organisation that the link is about."""
    own = queries.memberships(link.account_id)
    organisation_id = next(
        (m.organisation_id for m in own if m.pk == link.membership_id),
        own[0].organisation_id if own else None,
    )
    if organisation_id is None:
        raise Refused(WRONG_LINK)
    return house(organisation_id, "link")


def _good(token: str, kind: Link, at: datetime) -> OneTimeLink | None:
    links = OneTimeLink.objects.select_related("account")
    return links.filter(
        token_hash=tokens.hashed(token), kind=kind, used_at=None, expires_at__gt=at
    ).first()
