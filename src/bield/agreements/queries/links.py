"""Who stands behind a link or a code, and who could be sent one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bield.agreements.models import SigningLink
from bield.agreements.queries.mine import Sheet, sheet_among, sheets_of
from bield.agreements.rules import links as rules
from bield.agreements.rules.links import Born
from bield.agreements.states import WayIn
from bield.kit import one_time, reading
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of

BY_LINK = "link"  # how the record names the house where somebody answers without an account


@dataclass(frozen=True)
class AtLink:
    """Somebody whose link or code was good, and whose fact was right."""

    link_id: int
    organisation_id: int
    organisation: str
    signer_id: int
    name: str
    way: WayIn

    @property
    def actor(self) -> Actor:
        return house(self.organisation_id, BY_LINK)

    @property
    def by_code(self) -> bool:
        return self.way == WayIn.CODE


def fact_of(organisation_id: int, signer_id: int, on: date) -> date | None:
    """The birth date by which a signer is known on that day."""
    return facts_of(organisation_id, [signer_id], on).get(signer_id)


def facts_of(organisation_id: int, signers: Iterable[int], on: date) -> dict[int, date | None]:
    """In two statements, however many."""
    own = people.people_by_id(organisation_id, signers)
    wards = people.answered_for(organisation_id, own, on)
    return {
        one: rules.second_fact(
            Born(person.born_on, person.born_precision),
            [Born(child.born_on, child.born_precision) for child in wards.get(one, ())],
        )
        for one, person in own.items()
    }


def state_of(link: SigningLink, at: datetime) -> str:
    left = link.signer.left_on
    return rules.state(
        used=link.used_at is not None,
        ended=link.ended_at is not None,
        tries=link.tries,
        expires_at=link.expires_at,
        gone=left is not None and left < day_of(at),
        at=at,
    )


def link_at(organisation_id: int, address: str) -> SigningLink | None:
    """The caller has raised the wall of the organisation that the address names."""
    links = SigningLink.objects.select_related("signer")
    return links.filter(
        organisation_id=organisation_id, address_hash=one_time.hash_of(address)
    ).first()


def at_link(held: str, *, at: datetime) -> AtLink:
    """Who holds this pass. From here on the request sees their organisation and no other."""
    organisation_id = one_time.organisation_of(held)
    if organisation_id is None:
        raise NotFound("pass")
    reading.wall(organisation_id)
    links = SigningLink.objects.select_related("signer", "organisation")
    link = links.filter(
        organisation_id=organisation_id, pass_hash=one_time.hash_of(held), pass_until__gt=at
    ).first()
    if link is None or state_of(link, at) != "open":
        raise NotFound("pass")
    return AtLink(
        link.pk,
        organisation_id,
        link.organisation.name,
        link.signer_id,
        link.signer.name,
        WayIn(link.way),
    )


def their_sheets(signer: AtLink, *, at: datetime) -> tuple[Sheet, ...]:
    """What they answer for themself and for the children in their care; at a screen of the house
    for themself alone, since others stand beside it. Who stands there is about to use what is
    here: what is read and signed for that waits for them, to whomever else it was put by name."""
    sheets = sheets_of(signer.actor, signer.signer_id, at=at)
    if signer.way == WayIn.LINK:
        return sheets
    return tuple(_waiting(one) if one.to_sign else one for one in sheets if one.own)


def _waiting(sheet: Sheet) -> Sheet:
    return replace(sheet, lines=tuple(replace(line, put=True) for line in sheet.lines))


def their_sheet(signer: AtLink, person: str, form: str, *, at: datetime) -> Sheet:
    return sheet_among(their_sheets(signer, at=at), person, form)
