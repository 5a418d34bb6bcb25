"""The copies of a disclosure: whose each is, and what it says."""

from dataclasses import dataclass, replace

from bield.concerns.bundle import Contents
from bield.concerns.deeds import Says
from bield.concerns.editions import veil_of
from bield.concerns.models import Concern, Copy, Disclosure
from bield.concerns.outside import whom
from bield.concerns.queries import disclosing, proving
from bield.concerns.queries.sight import concern
from bield.concerns.states import Occasion, Out
from bield.kit import times
from bield.kit.paper import Paper
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import unseal


@dataclass(frozen=True)
class Copied:
    """Everything that the file of one copy is made of."""

    how: Out
    contents: Contents
    phrase: str


def next_number(one: Disclosure) -> int:
    return Copy.objects.filter(disclosure=one).count() + 1


def copy(one: Disclosure, number: str) -> Copy:
    """A copy that is a file. What has an address is made where the address is opened."""
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
    found = Copy.objects.filter(disclosure=one, number=wanted, phrase__isnull=False)
    row = found.select_related("by").first()
    if row is None:
        raise NotFound(number)
    return row


def phrase_context(reference: str, number: int, copy: int) -> str:
    return f"{disclosing.context_of(reference, number)}:copy:{copy}"


def copied(actor: Actor, reference: str, number: str, of: str) -> Copied:
    found = concern(actor, reference)
    one = disclosing.disclosure(found, number)
    row = copy(one, of)
    key = vault.secret(found.organisation_id, found.key_id)
    context = phrase_context(reference, one.number, row.number)
    contents = disclosing.bundled(actor, reference, number)
    says = disclosing.opened(key, reference, one)
    proof = proving.proof(found, one, says) if row.how == Out.BUNDLE else {}
    return Copied(
        how=Out(row.how),
        contents=replace(contents, paper=marked(found, one, row), proof=proof),
        phrase=unseal(key, bytes(row.phrase or b""), context=context),
    )


def _by(row: Copy, says: Says) -> str:
    """Whoever came to the concern after it was prepared has no letter in it, and no name either."""
    name = row.by.name if row.by else "Bield"
    hides = says.get("occasion") == Occasion.NO_STAFF
    return "Member of staff" if hides and veil_of(says).words(name) == name else name


def opened_paper(opened: disclosing.Opened) -> Paper:
    """What an address leads to, as the copy that was made for it."""
    one = Disclosure.objects.select_related("concern__site", "by").get(pk=opened.disclosure_id)
    row = Copy.objects.select_related("by").filter(address_id=opened.address_id).first()
    return marked(one.concern, one, row) if row else disclosing.paper_of(one.concern, one)


def marked(found: Concern, one: Disclosure, row: Copy) -> Paper:
    """For whom, when, by whose account and the how-manyeth: on every page of it. What is taken out
    of its words is taken out of this as well."""
    key = vault.secret(found.organisation_id, found.key_id)
    says = disclosing.opened(key, found.reference, one)
    by = _by(row, says)
    mark = f"Copy {row.number} · for {whom(says)} · {by}, {times.exact(row.made_at)}"
    return replace(disclosing.paper_of(found, one), mark=veil_of(says).words(mark))
