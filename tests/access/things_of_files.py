"""A person's file that is locked and can be taken out, and one that came."""

from dataclasses import replace
from datetime import datetime

from bield.concerns import commands as concerns
from bield.concerns import queries
from bield.concerns.capsule import cards, judging, locks, making, shapes
from bield.concerns.capsule.shapes import Sender
from bield.concerns.rules.transferring import Sending
from bield.people.actors import Actor
from tests.concerns.arriving import said

ABOUT = {
    "concerns:send-file": "somebody in it",
    "api:prepare-file": "somebody in it",
    **dict.fromkeys(
        (
            "api:file",
            "api:take-file",
            "api:file-sent",
            "api:file-receipt",
            "concerns:transfer",
            "concerns:transfer-look",
            "concerns:transfer-lock",
            "concerns:transfer-take",
            "concerns:transfer-sent",
            "concerns:transfer-answer",
        ),
        "file on its way",
    ),
    **dict.fromkeys(
        (
            "api:arrival",
            "concerns:received",
            "concerns:received-look",
            "concerns:accept-file",
            "concerns:refuse-file",
            "concerns:receipt-for",
        ),
        "file that came",
    ),
}
ABSENT = {"file on its way": "F-CCCC-CCCC", "file that came": "R-CCCC-CCCC"}


def things(lead: Actor, somebody: str, at: datetime) -> dict[str, str]:
    reference, number = somebody.split()
    sending = Sending(
        setting="Beech School",
        recipient="Their safeguarding lead",
        surely="Rang the office.",
        ground="child",
        reason="She moves there.",
        others="another",
        why_others="",
        began_on=at.date(),
        left_out={},
    )
    file = concerns.prepare_transfer(lead, reference, int(number), sending, at=at)
    concerns.lock_transfer(lead, file, phrase=True, at=at)
    return {"file on its way": file, "file that came": came(lead, at)}


def came(lead: Actor, at: datetime) -> str:
    """What another setting sent to the house of this lead."""
    keys = cards.keys(b"a setting that sends")
    card = keys.card("Beech School")
    content = replace(
        shapes.read(said()), sender=Sender(card.setting, "Their lead", card.receive, card.key)
    )
    locked = locks.to_card(
        making.packed(making.files(content, keys)), queries.own_card(lead).receive
    )
    taken = judging.judge(locked, queries.own_keys(lead.organisation_id), at=at)
    return concerns.take_in(lead, taken, number=card.number, heard="Their lead.", at=at)
