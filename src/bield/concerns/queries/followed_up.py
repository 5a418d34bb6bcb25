"""How each referral of a concern stands: sent, acknowledged, advised, finished."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from bield.concerns.grounds import Consent, Heard
from bield.concerns.lenses import settled
from bield.concerns.lenses.shapes import Done, Facts, Outcome
from bield.concerns.models import Concern
from bield.concerns.moments import moment, moment_or_none
from bield.concerns.outside import TOLD, whom
from bield.concerns.pages import NextStep
from bield.concerns.referred import HeardItem, ReferralItem
from bield.concerns.states import DeedKind, link_to
from bield.concerns.subjects import duty_subject
from bield.duties.queries import open_duties_about
from bield.kit import times
from bield.kit.components import Tone
from bield.kit.keeps import keeps
from bield.people import queries as people


@keeps("TP-A1-6c")
def referrals(concern: Concern, facts: Facts, *, at: datetime) -> tuple[ReferralItem, ...]:
    """In the order in which they were made."""
    made = facts.deeds(DeedKind.REFERRED)
    ids = {one.by for one in made if one.by is not None}
    names = people.contacts(concern.organisation_id, ids)
    by: dict[int | None, str] = {pk: person.name for pk, person in names.items()}
    return tuple(_item(concern, facts, one, by, at) for one in made)


def _item(
    concern: Concern, facts: Facts, one: Done, by: Mapping[int | None, str], at: datetime
) -> ReferralItem:
    says = one.says
    back = [heard for heard in facts.deeds(DeedKind.HEARD) if heard.says["of"] == one.number]
    told_at = datetime.fromisoformat(says["told_at"])
    state, tone = _state(one, back)
    return ReferralItem(
        number=one.number,
        told=TOLD[says["form"]],
        whom=whom(says),
        spoken_to=says["name"],
        at=moment(told_at, at),
        after=_after(told_at - concern.reported_at),
        by=by.get(one.by, ""),
        reference=settled.reference(facts, one),
        state=state,
        tone=tone,
        consent=Consent(says["consent"]).label if says["consent"] else "",
        shared=tuple(says["items"]),
        heard=tuple(_heard(heard, at) for heard in back),
    )


def said_by_authorities(facts: Facts) -> tuple[str, ...]:
    """Each word of theirs that a decision has to heed, the newest first."""
    return tuple(
        f"{whom(referral.says)}. {Heard(one.says['what']).label}: {one.says['text']}"
        for referral, one in reversed(settled.said(facts))
    )


def their_no(
    concern: Concern, key: bytes, facts: Facts, outcome: Outcome, at: datetime
) -> NextStep | None:
    """A body does not take it on: nothing but a danger comes before an answer to that."""
    sent = settled.referrals(facts, settled.anybody(facts))
    stands = next((one for one in sent if settled.not_taken_on(facts, one)), None)
    if stands is None or any(one.code == "refer_danger" for one in outcome.open):
        return None
    subject = duty_subject(key, concern.reference, f"challenge:{stands.number}")
    due = [one.due_at for one in open_duties_about(concern.organisation_id, [subject], at)]
    return NextStep(
        title="They do not take it on: accept that, or challenge it",
        who="",
        by_when=moment_or_none(due[0] if due else None, at),
        overdue=bool(due) and due[0] < at,
        action="",
        link=f"{link_to(concern.reference)}hear/",
        button="Write down what we do",
    )


def _after(passed: timedelta) -> str:
    """How long after the report; "" where they were called before it was written."""
    return times.span(max(passed, times.MINUTE)) if passed > -times.MINUTE else ""


def _state(one: Done, back: Iterable[Done]) -> tuple[str, str]:
    """The furthest that it has come; that somebody asked again is not an answer."""
    came = {heard.says["what"] for heard in back}
    for what in SHORT:
        if what in came:
            return SHORT[what], TONES.get(what, Tone.INFO)
    if one.says["form"] == settled.DISCLOSURE:
        return "Shared", Tone.INFO
    return "No answer yet", Tone.SOON


TONES = {
    Heard.FINISHED: Tone.DONE,
    Heard.CHALLENGED: Tone.SOON,
    Heard.DECLINED: Tone.SOON,
}
SHORT = {  # the furthest first
    Heard.FINISHED: "Finished",
    Heard.ACCEPTED: "Not taken on, and accepted",
    Heard.CHALLENGED: "Not taken on: challenged",
    Heard.DECLINED: "Not taken on",
    Heard.AGREED: "They agree that we act",
    Heard.HOME: "They say whom we may tell",
    Heard.CLEARED: "They say whom we may speak with",
    Heard.ADVISED: "Advised",
    Heard.ACKNOWLEDGED: "Has arrived",
    Heard.REFERENCE: "Has a reference",
}


def _heard(heard: Done, at: datetime) -> HeardItem:
    return HeardItem(
        word=Heard(heard.says["what"]).label,
        at=moment(heard.at, at),
        text=heard.says["text"],
        reference=heard.says["reference"],
    )
