"""A worry that another room asks about: a record of misuse, a session that ends, a failed check.

Each asks whether somebody could be at risk; yes and not known make a concern. It is linked to the
record, and has an access of its own: whoever keeps the record does not read the concern by it.
"""

from collections.abc import Sequence
from datetime import datetime

from bield.concerns.about import About
from bield.concerns.commands.reporting import report
from bield.concerns.intake import Intake, Item
from bield.concerns.lenses.shapes import NO
from bield.concerns.pages import Receipt
from bield.concerns.rules import noticing
from bield.concerns.states import Danger
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.people.actors import Actor

STAND_INS = ("filtering", "online_sessions", "registers", "social")


@keeps("TP-7.1b", "OT-28b", "TP-1.3c", waits=STAND_INS)
def raise_from(
    actor: Actor,
    item: Item,
    *,
    at_risk: str,
    words: str,
    site_id: int,
    at: datetime,
    seen: Sequence[str] = (),
    about: Sequence[About] = (),
    danger_now: str = Danger.NO,
) -> Receipt | None:
    """None where nobody is at risk. Asked twice of one record, it answers with the one concern.

    `at_risk` is yes, unsure or no; `seen` are codes of `rules.noticing.IN_SESSIONS`.
    """
    enforce(noticing.answered(at_risk), noticing.worries(at_risk, words=words, seen=seen))
    if at_risk == NO:
        return None
    account = "\n".join((*(noticing.IN_SESSIONS[code] for code in seen), words.strip())).strip()
    return report(
        actor,
        site_id=site_id,
        danger_now=danger_now,
        account=account,
        send_key=f"item:{item.reference}",
        about=about,
        intake=Intake(item=item),
        from_draft=False,
        at=at,
    )
