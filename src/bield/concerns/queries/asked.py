"""Triage and referrals as other systems see them, in codes: nobody's words go out here."""

from datetime import datetime

from bield.advice import queries as advice
from bield.concerns.asked import (
    ActionBrief,
    AnswerBrief,
    BodyBrief,
    ChoiceBrief,
    GroundBrief,
    HeardBrief,
    ItemBrief,
    PreparedBrief,
    QuestionBrief,
    ReferralBrief,
    ReferralsBrief,
    ShareBrief,
    TriageBrief,
)
from bield.concerns.grounds import Consent, Heard, Purpose
from bield.concerns.lenses import settled
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Done, Facts, Question
from bield.concerns.models import Concern
from bield.concerns.queries.disclosing import body_page, disclosures, opened
from bield.concerns.queries.facts import facts as facts_of
from bield.concerns.queries.sight import concern
from bield.concerns.states import ConcernState, DeedKind, Lock
from bield.people.actors import Actor
from bield.vault import queries as vault


def triage_brief(actor: Actor, reference: str, *, at: datetime) -> TriageBrief:
    """The door has called `commands.open_through` first."""
    found = concern(actor, reference)
    facts = facts_of(found, at=at)
    outcome = work_out(facts)
    left = outcome.next_question
    return TriageBrief(
        reference=reference,
        version=found.version,
        state=ConcernState(found.stage),
        risk=outcome.severity,
        next=left.code if left else None,
        questions=tuple(_question(one, facts) for one in outcome.questions),
        locks=tuple(lock for lock in Lock if lock in outcome.locks),
        required=tuple(
            ActionBrief(one.code, one.action.title, one.state) for one in outcome.required
        ),
    )


def _question(one: Question, facts: Facts) -> QuestionBrief:
    given = [deed for deed in facts.deeds(DeedKind.ANSWERED) if deed.says["question"] == one.code]
    return QuestionBrief(
        code=one.code,
        asks=one.asks,
        help=one.help,
        choices=tuple(ChoiceBrief(value, says) for value, says in one.choices),
        many=one.many,
        mandatory=one.mandatory,
        reason_for=tuple(sorted(one.reason_for)),
        given=tuple(AnswerBrief(tuple(deed.says["values"]), deed.at) for deed in given),
    )


def referrals_brief(actor: Actor, reference: str, *, at: datetime) -> ReferralsBrief:
    """The door has called `commands.open_through` first."""
    found = concern(actor, reference)
    key = vault.secret(found.organisation_id, found.key_id)
    facts = facts_of(found, at=at, key=key)
    proposed = {one.body: one.mandatory for one in work_out(facts).proposals}
    return ReferralsBrief(
        reference=reference,
        version=found.version,
        bodies=tuple(
            BodyBrief(
                one.code,
                one.name,
                address_only=one.address_only,
                proposed=one.code in proposed,
                mandatory=proposed.get(one.code, False),
            )
            for one in advice.bodies(actor, found.site_id, at)
            if not one.help_only
        ),
        prepared=_prepared(found, key, facts),
        referrals=tuple(_referral(facts, one) for one in facts.deeds(DeedKind.REFERRED)),
    )


def _prepared(found: Concern, key: bytes, facts: Facts) -> tuple[PreparedBrief, ...]:
    sent = {one.says.get("disclosure", 0) for one in facts.deeds(DeedKind.REFERRED)}
    return tuple(
        PreparedBrief(
            number=one.number,
            body=opened(key, found.reference, one)["body"],
            prepared_at=one.prepared_at,
            by=one.by.reference if one.by else None,
            sent=one.number in sent,
        )
        for one in disclosures(found)
    )


def _referral(facts: Facts, one: Done) -> ReferralBrief:
    says = one.says
    back = [heard for heard in facts.deeds(DeedKind.HEARD) if heard.says["of"] == one.number]
    return ReferralBrief(
        number=one.number,
        form=says["form"],
        body=says["body"],
        told_at=datetime.fromisoformat(says["told_at"]),
        purpose=Purpose(says["purpose"]) if says["purpose"] else None,
        ground=says["basis"] or None,
        consent=Consent(says["consent"]) if says["consent"] else None,
        prepared=says.get("disclosure") or None,
        has_reference=bool(settled.reference(facts, one)),
        heard=tuple(HeardBrief(Heard(deed.says["what"]), deed.at) for deed in back),
    )


def share_brief(actor: Actor, reference: str, body: str, *, at: datetime) -> ShareBrief:
    """What the page offers to choose from. The door has called `commands.open_through` first."""
    page = body_page(actor, reference, body, at=at)
    return ShareBrief(
        reference=reference,
        version=page.version,
        body=page.code,
        address_only=page.body is not None and page.body.address_only,
        not_proposed=page.not_proposed,
        grounds=tuple(GroundBrief(one.code, one.title, one.hint) for one in page.grounds),
        items=tuple(ItemBrief(one.code, one.title) for one in page.items),
    )
