"""How a concern of the demonstration is triaged and brought to its end, as a lead would do it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bield.concerns import commands as concerns
from bield.concerns import queries
from bield.concerns.states import FOLLOW_UP, DeedKind, EntryKind
from bield.duties import queries as duties
from bield.front.demo.narratives import Narrative
from bield.kit.reading import reading
from bield.people.actors import Actor

NO = ("no",)
Step = Callable[[datetime], object]


class Handle(Protocol):
    """A step with a concern."""

    def __call__(
        self, lead: Actor, reference: str, narrative: Narrative, *, at: datetime
    ) -> None: ...


# What a lead answers of an everyday worry; the narrative says what is different.
EVERYDAY: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *("danger", "harm", "illegal", "spreading", "image", "allegation", "contact"),
            *("radicalisation", "bullying", "security", "significant", "sharing"),
            *("telling_risk", "at_home", "others_at_risk", "harmed", "risk"),
            *("discrimination", "data_lost", "on_device", "welfare"),
        ),
        NO,
    ),
    "affected": ("child",),
    "kinds": ("unsuitable",),
    "areas": ("content",),
    "signs": ("none",),
    "ideology": ("mixed",),
    "channel": ("message",),
    "young_wish": ("talk",),
    "behaviour": ("nobody",),
    "place": ("home",),
    "tie": ("our_people", "told_us"),
    "told_child": ("yes",),
    "young_view": ("tell",),
    "wishes": ("support",),
}
AT_THE_GATE = ("learn", "practise", "watch", "tell")  # asked when it is closed


def refer(lead: Actor, reference: str, narrative: Narrative, *, at: datetime) -> None:
    """By telephone, within the hour, and they have confirmed it."""
    for number, body in enumerate(narrative.told, start=1):
        told = concerns.Told(body, at, name="Duty desk", reference=f"REF-{at:%j%H}{number}")
        concerns.refer_now(lead, reference, told, at=at)


def hear(lead: Actor, reference: str, narrative: Narrative, *, at: datetime) -> None:
    """What came of it, from each body that was told."""
    for one in _referrals(lead, reference, at):
        concerns.hear(lead, reference, of=one, what="finished", words=narrative.reasons, at=at)
    if narrative.told:
        paper = concerns.Printing(
            "conference", f"{lead.name}, for the meeting", "With their answer"
        )
        concerns.print_concern(lead, reference, paper, at=at)


def _referrals(lead: Actor, reference: str, at: datetime) -> list[int]:
    with reading(lead.organisation_id):
        facts = queries.facts(queries.concern(lead, reference), at=at)
    return [one.number for one in facts.deeds(DeedKind.REFERRED)]


def triage(lead: Actor, reference: str, narrative: Narrative, *, at: datetime) -> None:
    concerns.answer_all(
        lead,
        reference,
        answers={**EVERYDAY, **narrative.answers},
        reason=narrative.reasons,
        at=at,
    )
    concerns.finish_triage(lead, reference, at=at)


def settle(lead: Actor, reference: str, narrative: Narrative, *, at: datetime) -> None:
    """Everything that is asked before a concern is closed, but what its form asks itself."""
    with reading(lead.organisation_id):
        concern = queries.concern(lead, reference)
        asked = queries.outcome(concern, at=at).open
        others = queries.facts(concern, at=at).others
    codes = {one.action.code for one in asked}
    for other in others if "link" in codes else ():
        concerns.link(
            lead, reference, other=other, linked=False, reason="Another matter altogether.", at=at
        )
    if "agency" in codes:
        concerns.leave_out(
            lead,
            reference,
            action="agency",
            reason="Below the threshold of social care, by the table on their page.",
            at=at,
        )
    if "parents" in codes:
        _tell_parents(lead, reference, at)
    for party in (one.party for one in asked if one.action.code == "support"):
        _plan_support(lead, reference, party or 0, at)
    _respond(
        lead,
        reference,
        narrative,
        {one.code: one.waivable for one in asked if one.action.page == "respond"},
        at,
    )


def _tell_parents(lead: Actor, reference: str, at: datetime) -> None:
    concerns.decide_on_parents(
        lead,
        reference,
        decision="now",
        other="Whoever collects them today, by name on the list",
        reason="They can help, and nothing speaks against it.",
        at=at,
    )
    concerns.tell_parents(
        lead,
        reference,
        whom=["other"],
        how="in_person",
        told_at=at,
        words="Said what had happened and what we do. They were glad to be told.",
        at=at,
    )


def _plan_support(lead: Actor, reference: str, party: int, at: datetime) -> None:
    concerns.plan_support(
        lead,
        reference,
        party=party,
        plan="Somebody asks how it is, every week, without a word to others.",
        by_whom=lead.name,
        look_again_on=(at + timedelta(days=21)).date(),
        at=at,
    )


def _respond(
    lead: Actor,
    reference: str,
    narrative: Narrative,
    open_still: Mapping[str, bool],
    at: datetime,
) -> None:
    """`open_still`: each response, and whether it may be left out."""
    asked = {code: spare for code, spare in open_still.items() if code not in AT_THE_GATE}
    left = [code for code, spare in asked.items() if spare and code not in narrative.done]
    if left:
        concerns.not_needed(
            lead, reference, responses=left, reason="Nothing here asks for it.", at=at
        )
    for code in sorted(asked.keys() - set(left)):
        reason = narrative.done.get(code, "Done the same day.")
        concerns.respond(lead, reference, response=code, done=True, reason=reason, at=at)


def look_again(lead: Actor, *, at: datetime) -> None:
    """At whatever is to be looked at again: its day has come, or something new was told of them."""
    with reading(lead.organisation_id):
        held = duties.for_person(lead, at)
    for one in held:
        if one.code == FOLLOW_UP and one.overdue:
            text = "Looked again: it has stayed quiet."
            concerns.add_entry(lead, one.subject, kind=EntryKind.FOLLOW_UP, text=text, at=at)


def close(
    lead: Actor,
    reference: str,
    narrative: Narrative,
    *,
    reasons: str,
    changes: bool = False,
    at: datetime,
) -> None:
    concerns.close(
        lead,
        reference,
        outcome=narrative.outcome,
        reasons=reasons,
        policy=narrative.policy,
        filed="Here, and in the safeguarding file of the child.",
        follow_up_on=(at + timedelta(days=30)).date(),
        lesson=narrative.lesson,
        no_change="" if changes else "The lesson is in practice already.",
        words="dealt_with",
        affected_told=True,
        at=at,
    )
