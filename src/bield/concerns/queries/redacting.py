"""What could be taken out of a disclosure, what is, and what then still gives somebody away."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from jellyfish import metaphone

from bield.concerns import redacting, rules, veil
from bield.concerns.editions import veil_of
from bield.concerns.models import Concern, Disclosure, Party, Redaction
from bield.concerns.outside import whom
from bield.concerns.queries import disclosing
from bield.concerns.queries.sight import concern, my_row
from bield.concerns.redacting import Line, Mark, Veil, because, mark_of
from bield.concerns.sealed import open_name
from bield.concerns.veil import Name
from bield.kit.paper import Paper
from bield.kit.refusals import Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import unseal

Who = Mapping[str, Name]  # "person-12" or "party-3" -> as they are written down


@dataclass(frozen=True)
class MarkItem:
    number: int
    what: str
    reason: str
    times: int
    doubtful: tuple[str, ...]  # taken out as well, and perhaps not what was meant
    perhaps: tuple[str, ...]  # left standing, and perhaps still them


@dataclass(frozen=True)
class RedactionPage:
    """A disclosure while it is marked."""

    reference: str
    number: int
    whom: str
    version: int
    lines: tuple[Line, ...]
    people: tuple[tuple[str, str], ...]  # whom it names: code, name
    marks: tuple[MarkItem, ...]
    still: tuple[str, ...]  # names that remain in it
    refusal: Refusal | None


@dataclass(frozen=True)
class Marked:
    """What is taken out so far, and of what."""

    paper: Paper
    who: Who
    over: Veil
    version: int


def redaction_page(actor: Actor, reference: str, number: str) -> RedactionPage:
    found = concern(actor, reference)
    key = vault.secret(found.organisation_id, found.key_id)
    one = disclosing.disclosure(found, number)
    says = disclosing.opened(key, reference, one)
    now = marked(found, key, one)
    after = now.over.paper(now.paper)
    texts = "\n".join(redacting.texts(after).values())
    return RedactionPage(
        reference=reference,
        number=one.number,
        whom=whom(says),
        version=now.version,
        lines=tuple(redacting.lines(now.paper, now.over)),
        people=tuple(
            (code, name.name)
            for code, name in now.who.items()
            if code not in {mark.who for mark in now.over.marks}
        ),
        marks=tuple(_item(now, mark, texts) for mark in now.over.marks if not mark.says),
        still=still_named(now.who, now.over, texts),
        refusal=disclosing.first(
            rules.work(my_row(actor, found).why), rules.original(redacted="of" in says)
        ),
    )


def _item(now: Marked, mark: Mark, texts: str) -> MarkItem:
    found = redacting.times(now.paper, mark, shared=now.over.shared)
    lines = [words for words, _ in found] if mark.kind == redacting.Kind.LINES else []
    return MarkItem(
        number=mark.number,
        what=mark.name.name or mark.words or " ".join(lines),
        reason=because(mark),
        times=len(found),
        doubtful=tuple(dict.fromkeys(words for words, surely in found if not surely)),
        perhaps=veil.perhaps(texts, mark.name, sounds=metaphone) if mark.name.name else (),
    )


def still_named(who: Who, over: Veil, texts: str) -> tuple[str, ...]:
    out = {mark.who for mark in over.marks}
    return tuple(
        name.name for code, name in who.items() if code not in out and veil.still_named(texts, name)
    )


# ------ what is marked


def marked(found: Concern, key: bytes, one: Disclosure) -> Marked:
    says = disclosing.opened(key, found.reference, one)
    row = open_redaction(one)
    made = disclosing.paper_of(found, one)
    marks = [*veil_of(says).marks, *(_marks(key, found.reference, one, row) if row else ())]
    who = who_is_named(found, key, made)
    return Marked(made, who, Veil(marks, _shared(who, marks)), row.version if row else 0)


def open_redaction(one: Disclosure) -> Redaction | None:
    return Redaction.objects.filter(disclosure=one, made=None).first()


def _marks(key: bytes, reference: str, one: Disclosure, row: Redaction) -> list[Mark]:
    kept = unseal(key, bytes(row.says), context=redaction_context(reference, one.number))
    return [mark_of(data) for data in json.loads(kept)]


def redaction_context(reference: str, number: int) -> str:
    return f"{reference}:disclosure:{number}:redaction"


def _shared(who: Who, marks: list[Mark]) -> frozenset[str]:
    """Parts of names that belong to somebody whose name stays as well."""
    out = {mark.who for mark in marks}
    return frozenset(
        part for code, name in who.items() if code not in out for part in veil.parts(name)
    )


def who_is_named(found: Concern, key: bytes, made: Paper) -> Who:
    """Parties of the concern, and everybody of the organisation whom the words may name."""
    parties = Party.objects.filter(concern=found).select_related("person").order_by("number")
    named: dict[str, Name] = {}
    for party in parties:
        if party.person is not None:
            named[f"person-{party.person_id}"] = Name(party.person.name, party.person.known_as)
        else:
            name = open_name(key, found.reference, party.number, bytes(party.name or b""))
            if name.strip():
                named[f"party-{party.number}"] = Name(name)
    texts = redacting.texts(made).values()
    for pk, (name, known_as) in people.said_in(found.organisation_id, texts).items():
        named.setdefault(f"person-{pk}", Name(name, known_as))
    return named
