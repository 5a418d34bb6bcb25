"""A house where planted words were told in every place that takes words."""

import random
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from itertools import count, islice

from django.utils import timezone

from bield.access import commands as access
from bield.access.cookies import VISIT
from bield.concerns import commands as concerns
from bield.concerns import sealed
from bield.concerns.about import About
from bield.concerns.models import Concern, Draft, Entry, Party
from bield.concerns.states import Outcome, Policy
from bield.kit.reading import reading
from bield.outbox.models import Message
from bield.people import queries as people
from bield.vault import queries as vault
from tests.concerns.gate import at_the_gate, triaged
from tests.conftest import NOON, Cast, enter
from tests.faults.driving import Reporter
from tests.post_office import text_of
from tests.server import Server
from tests.vault import thief
from tools.bench.client import Client

PLANTED = 1_000
OVER_HTTP = 10  # reports that come in through the pages
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
KINDS = [
    re.compile(f"(?:[{CONSONANTS}]{gap}[{VOWELS}]{gap}){{5}}q".encode(), re.IGNORECASE)
    for gap in ("", r"\0")
]
_numbers = count(1)


def nonsense() -> Iterator[str]:
    """Words of no language: ten letters and a q."""
    chance = random.Random(1)
    known: dict[str, None] = {}
    while len(known) < PLANTED:
        letters = [chance.choice(pair) for pair in (CONSONANTS, VOWELS) * 5]
        known["".join(letters) + "q"] = None
    return iter(known)


def nonsense_in(blob: bytes) -> set[str]:
    """Words of that kind wherever they stand, one byte or two to a letter."""
    found = [word for kind in KINDS for word in kind.findall(blob)]
    return {word.replace(b"\0", b"").decode().casefold() for word in found}


def tell(cast: Cast, words: Iterator[str]) -> bool:
    """One concern from its report to its reopening, with fresh words wherever there is room."""
    ama, at = cast.actor("ama"), NOON

    def some(number: int = 2) -> str:
        return " ".join(islice(words, number)) or "nothing"

    receipt = concerns.report(
        cast.actor("dev"),
        site_id=cast.oak.pk,
        danger_now="no",
        account=some(12),
        child_words=some(),
        where=some(),
        happened=some(),
        done=some(),
        about=[About(name=some().title())],
        send_key=f"planted-{next(_numbers)}",
        at=at,
    )
    reference = receipt.reference
    concerns.keep_draft(ama, f"entry:{reference}", {"text": some()}, at=at)
    concerns.acknowledge(ama, reference, at=at)
    concerns.exclude(ama, reference, person_id=cast.gus.pk, reason=some(), at=at)
    for kind in ("note", "conversation", "contact", "action"):
        concerns.add_entry(ama, reference, kind=kind, text=some(4), at=at)
    concerns.grant(ama, reference, person_id=cast.ivy.pk, reason=some(), at=at)
    concerns.end_grant(ama, reference, person_id=cast.ivy.pk, reason=some(), at=at)
    triaged(cast, reference, "ama")
    concerns.watch(ama, reference, until=(at + timedelta(days=9)).date(), reason=some(), at=at)
    concerns.add_entry(ama, reference, kind="follow_up", text=some(), at=at)
    at_the_gate(cast, reference, "ama")
    concerns.answer_reporter(ama, reference, silence=some(), at=at)
    concerns.close(
        ama,
        reference,
        outcome=Outcome.NO_HARM,
        policy=Policy.SAFEGUARDING,
        reasons=some(4),
        filed=some(),
        no_follow_up=some(),
        lesson=some(),
        no_change=some(),
        affected_silence=some(),
        at=at,
    )
    concerns.reopen(ama, reference, reason=(last := some()), at=at)
    return last != "nothing"


def invite(cast: Cast) -> set[str]:
    """Somebody is invited: the secret of the link that waits to be sent."""
    access.invite(cast.actor("eve"), cast.ivy, at=timezone.now())
    message = Message.objects.latest("pk")
    return set(re.findall(r"/invitation/([^/]+)/", text_of(message)))


def tell_over_http(server: Server, cast: Cast, words: Iterator[str]) -> None:
    """Through the pages: sent with a mistake first, looked for, opened, printed, mistyped."""
    dev = Reporter(server, "dev", enter(cast.dev), str(cast.oak.pk))
    ama = Client(server.port)
    ama.cookies[VISIT] = enter(cast.ama)
    for _ in range(OVER_HTTP):
        told, mistaken = islice(words, 2)
        fields = dev.fill_in(f"{told} {mistaken}")
        dev.browser.post("/report/what-happened/", **fields | {"site_id": "9999999"})
        assert dev.send(told, fields), dev.refused
        reference = dev.acknowledged[told]
        found = ama.get(f"/search/?words={told}")[1]
        assert reference in found
        assert told in ama.get(f"/concern/{reference}/")[1]
        ama.post(f"/concern/{reference}/print/", purpose="meeting", recipient=told)
        ama.get(f"/nowhere/{mistaken}/?words={mistaken}")
        ama.post(f"/nowhere/{mistaken}/", account=mistaken)
    assert dev.refused == []
    dev.browser.start_again()
    ama.start_again()


def everything_told() -> set[str]:
    """With the keys, as the house itself reads it."""
    told: set[str] = set()
    organisations = people.organisation_ids()
    for organisation_id in organisations:
        with reading(organisation_id):
            told |= thief.words_in(" ".join(_told_in(organisation_id)))
    return told


def _told_in(organisation_id: int) -> Iterator[str]:
    for concern in Concern.objects.filter(organisation_id=organisation_id):
        yield from _told_of(concern)
    secret = vault.organisation_secret(organisation_id, sealed.DRAFTS)
    for draft in Draft.objects.filter(organisation_id=organisation_id):
        typed = sealed.open_typed(secret, draft.person_id, draft.form, bytes(draft.typed))
        yield from typed.values()


def _told_of(concern: Concern) -> Iterator[str]:
    key = vault.secret(concern.organisation_id, concern.key_id)
    narrative = sealed.open_narrative(key, concern.reference, bytes(concern.narrative))
    yield from map(str, asdict(narrative).values())
    for entry in Entry.objects.filter(concern=concern):
        yield sealed.open_entry(key, concern.reference, entry.number, bytes(entry.text))
    for party in Party.objects.filter(concern=concern, person=None):
        yield sealed.open_name(key, concern.reference, party.number, bytes(party.name or b""))
