"""What other systems are given of triage and of referrals: codes, and the words of the table.

No name and nobody's words stand here. What people wrote to a question or of a referral is part of
the narrative (`briefs.Narrative`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from bield.concerns.grounds import Consent, Heard, Purpose
from bield.concerns.states import ActionState, ConcernState, Lock, Risk


@dataclass(frozen=True)
class ChoiceBrief:
    value: str
    says: str


@dataclass(frozen=True)
class AnswerBrief:
    values: tuple[str, ...]
    answered_at: datetime


@dataclass(frozen=True)
class QuestionBrief:
    code: str
    asks: str
    help: str
    choices: tuple[ChoiceBrief, ...]
    many: Annotated[bool, "Several may be chosen."]
    mandatory: Annotated[bool, "Triage is not finished without it."]
    reason_for: Annotated[tuple[str, ...], "These values need a reason even the first time."]
    given: Annotated[tuple[AnswerBrief, ...], "The last one stands; empty: not answered yet."]


@dataclass(frozen=True)
class ActionBrief:
    """Something that the answers require of people."""

    code: str
    title: str
    state: ActionState


@dataclass(frozen=True)
class TriageBrief:
    reference: str
    version: Annotated[int, "Give it back with an answer: then nobody's change is overlooked."]
    state: ConcernState
    risk: Risk
    next: Annotated[str | None, "The question that is asked next; null: every one is answered."]
    questions: tuple[QuestionBrief, ...]
    locks: Annotated[tuple[Lock, ...], "`image`: no file of any kind."]
    required: tuple[ActionBrief, ...]


@dataclass(frozen=True)
class BodyBrief:
    """Somebody outside that a concern can be brought to."""

    code: str
    name: str
    address_only: Annotated[bool, "Takes the address of a page alone: never a document."]
    proposed: Annotated[bool, "The answers propose it."]
    mandatory: Annotated[bool, "It must be told."]


@dataclass(frozen=True)
class PreparedBrief:
    """Kept for a recipient as it stood. That it was prepared does not mean that it has left."""

    number: int
    body: str
    prepared_at: datetime
    by: Annotated[str | None, "The reference of a person."]
    sent: bool


@dataclass(frozen=True)
class HeardBrief:
    what: Heard
    heard_at: datetime


@dataclass(frozen=True)
class ReferralBrief:
    number: Annotated[int, "Whatever is heard of it is written down under this."]
    form: Annotated[str, "`referral`, `disclosure` or `advice`."]
    body: str
    told_at: datetime
    purpose: Purpose | None
    ground: Annotated[str | None, "A code of `grounds`."]
    consent: Consent | None
    prepared: Annotated[int | None, "The number of what was sent, if it was prepared here."]
    has_reference: Annotated[bool, "They gave one; it stands in the narrative."]
    heard: tuple[HeardBrief, ...]


@dataclass(frozen=True)
class ReferralsBrief:
    reference: str
    version: int
    bodies: tuple[BodyBrief, ...]
    prepared: tuple[PreparedBrief, ...]
    referrals: tuple[ReferralBrief, ...]


@dataclass(frozen=True)
class GroundBrief:
    code: str
    title: str
    hint: str


@dataclass(frozen=True)
class ItemBrief:
    """Something that can be shared: which it is, and none of its words."""

    code: str
    title: str


@dataclass(frozen=True)
class ShareBrief:
    """What can be shared with one body, and on which grounds, as the concern stands."""

    reference: str
    version: int
    body: str
    address_only: bool
    not_proposed: Annotated[bool, "Another one is proposed: then `instead` says why not that."]
    grounds: tuple[GroundBrief, ...]
    items: tuple[ItemBrief, ...]
