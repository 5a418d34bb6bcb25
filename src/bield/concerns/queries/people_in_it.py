"""Who is in a concern: as it stands, whom a name as typed may mean, and what was put right."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bield.concerns import rules
from bield.concerns.deeds import open_deed
from bield.concerns.models import Concern, Deed, Entry, Party, PutRight
from bield.concerns.moments import moment
from bield.concerns.people_in_it import SHORT, Changed, InIt, PeoplePage, What, open_said
from bield.concerns.queries.marking import party_names
from bield.concerns.queries.sight import concern as concern_of
from bield.concerns.queries.sight import my_row
from bield.concerns.sealed import open_entry, open_narrative
from bield.concerns.states import PartyRole
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault

MOST = 5  # so many of a name are proposed

MayBe = Mapping[str, Sequence[tuple[str, str]]]  # name as typed -> reference, how we know them


def people_page(actor: Actor, reference: str, *, at: datetime) -> PeoplePage:
    """Those in it, and every change, for whoever reads the concern."""
    here = concern_of(actor, reference)
    key = vault.secret(here.organisation_id, here.key_id)
    names = party_names(here, key)
    parties = list(Party.objects.filter(concern=here).order_by("number"))
    typed = [names[one.number] for one in parties if one.person_id is None]
    meant = may_be(actor, typed)
    return PeoplePage(
        reference=reference,
        version=here.version,
        people=tuple(
            InIt(
                number=one.number,
                name=names[one.number],
                role_word=str(PartyRole(one.role).label),
                known=one.person_id is not None,
                may_be=tuple(meant.get(names[one.number], ())) if one.person_id is None else (),
            )
            for one in parties
        ),
        put_right=_put_right(here, key, at),
        may=rules.work(my_row(actor, here).why),
    )


def one_in_it(page: PeoplePage, number: int) -> InIt:
    for one in page.people:
        if one.number == number:
            return one
    raise NotFound(f"{page.reference}:{number}")


def may_be(actor: Actor, typed: Sequence[str]) -> MayBe:
    """The house proposes whom a name may mean, and never decides it."""
    return {
        name: [(one.reference, _known_as(one)) for one in found[:MOST]]
        for name, found in people.known_by(actor, typed).items()
    }


def _known_as(person: people.Person) -> str:
    """With the birthday: that is how two of one name are told apart."""
    if person.born_on is None:
        return str(person.name)
    return f"{person.name}, born {people.said_birth(person.born_on, person.born_precision)}"


def _put_right(concern: Concern, key: bytes, at: datetime) -> tuple[Changed, ...]:
    rows = PutRight.objects.filter(concern=concern).select_related("by").order_by("-number")
    found = [(row, open_said(key, concern.reference, row.number, bytes(row.says))) for row in rows]
    return tuple(
        Changed(
            what_word=SHORT[What(says["what"])],
            role_word=str(PartyRole(says["role"]).label),
            was=says["was"],
            now=says["now"],
            reason=says["reason"],
            by=row.by.name,
            at=moment(row.put_at, at),
        )
        for row, says in found
    )


def everything_said(concern: Concern, key: bytes) -> tuple[str, ...]:
    """All words of it, by whomever: what it is found by beyond the names of those it is about."""
    told = open_narrative(key, concern.reference, bytes(concern.narrative))
    entries = Entry.objects.filter(concern=concern).order_by("number")
    deeds = Deed.objects.filter(concern=concern).order_by("number")
    lines = [open_entry(key, concern.reference, one.number, bytes(one.text)) for one in entries]
    says = [open_deed(key, concern.reference, one).says.values() for one in deeds]
    return (
        *(told.account, told.child_words, told.done, told.where, told.happened, told.reach),
        *lines,
        *(str(value) for values in says for value in values),
    )
