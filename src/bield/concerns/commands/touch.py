"""Keeping in touch with a parent who raised a concern: a next day, and the contact itself."""

from datetime import date, datetime

from bield.concerns import queries
from bield.concerns.commands.acting import act, in_hand
from bield.concerns.commands.work import end_of
from bield.concerns.models import Concern
from bield.concerns.rules import touch
from bield.concerns.states import KEEP_IN_TOUCH, DeedKind, EntryKind, link_to
from bield.duties import commands as duties
from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import recorded
from bield.people.actors import Actor
from bield.people.ages import day_of


@keeps("OT-37b", "OT-37c")
@recorded
def keep_in_touch(
    actor: Actor,
    reference: str,
    *,
    words: str,
    at: datetime,
    family: str = "",
    ours: str = "",
    next_on: date | None = None,
    no_more: str = "",
    version: int | None = None,
) -> Concern:
    """Write down what was said, and when they speak next. Silence beyond that day is late."""
    concern = in_hand(actor, reference, version=version)
    facts = queries.facts(concern, at=at)
    enforce(
        touch.keep_in_touch(
            by_parent=facts.reporter_is_parent,
            planned=bool(facts.deeds(DeedKind.CONTACTED)),
            words=words,
            family=family,
            ours=ours,
            next_on=next_on,
            no_more=no_more,
            today=day_of(at),
        )
    )
    says = {
        "words": words.strip(),
        "family": family.strip(),
        "ours": ours.strip(),
        "next_on": next_on.isoformat() if next_on else "",
        "no_more": "" if next_on else no_more.strip(),
    }
    lines = [
        ("", says["words"]),
        ("The family: ", says["family"]),
        ("We: ", says["ours"]),
        ("Next contact on ", times.exact_day(next_on) if next_on else ""),
        ("No more contact, because ", says["no_more"]),
    ]
    duties.done(actor, KEEP_IN_TOUCH, subject=reference, evidence="contact", at=at)
    if next_on is not None:
        _open(actor, concern, next_on, at)
    act(
        actor,
        concern,
        DeedKind.CONTACTED,
        says,
        event="concern.contacted",
        entry=EntryKind.CONVERSATION,
        text="\n".join(f"{title}{text}" for title, text in lines if text),
        at=at,
    )
    return concern


def _open(actor: Actor, concern: Concern, next_on: date, at: datetime) -> None:
    duties.open_duty(
        actor,
        KEEP_IN_TOUCH,
        subject=concern.reference,
        holder_ids=[one for one in (concern.owner_id,) if one] or [actor.person_id or 0],
        at=at,
        site_id=concern.site_id,
        due_at=end_of(next_on),
        link=link_to(concern.reference),
    )
