"""A person's file that is locked and can be taken out."""

from datetime import datetime

from bield.concerns import commands as concerns
from bield.concerns.rules.transferring import Sending
from bield.people.actors import Actor

ABOUT = {
    "concerns:send-file": "somebody in it",
    **dict.fromkeys(
        (
            "concerns:transfer",
            "concerns:transfer-look",
            "concerns:transfer-lock",
            "concerns:transfer-take",
            "concerns:transfer-sent",
            "concerns:transfer-answer",
        ),
        "file on its way",
    ),
}
ABSENT = {"file on its way": "F-CCCC-CCCC"}


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
    return {"file on its way": file}
