"""What may be shared with whom, on which ground, and what is written down of it. Pure."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bield.concerns.grounds import (
    GROUNDS,
    HARM,
    NEEDS_WORDS,
    PERMISSION,
    Consent,
    Form,
    Heard,
    Purpose,
)
from bield.concerns.lenses import guards
from bield.concerns.lenses.shapes import Facts, Outcome, Proposal
from bield.concerns.rules.referring import Told
from bield.concerns.states import Occasion
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.times import exact
from bield.kit.written import written

NOT_HARM = "no-significant-harm"
ANYBODY = "other"  # somebody who stands in no directory: with permission only
WHOLE, ENTRY = "chronology", "entry-"  # codes of items
LEAD = "the safeguarding lead or a deputy"


@dataclass(frozen=True, slots=True)
class Shared:
    """What somebody wants to share: with whom, what for, on which ground, and which items."""

    body: str
    form: str
    purpose: str
    basis: str
    consent: str
    items: tuple[str, ...]
    why: str = ""
    instead: str = ""  # why not the body that is proposed
    recipient: str = ""  # whoever stands in no directory
    authority: str = ""  # whose: which council, which force
    occasion: str = Occasion.CHOSEN  # how it is set out


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is known of whoever would receive it."""

    known: bool  # stands in the directory, and takes referrals
    agency: bool  # an agency or professional
    address_only: bool
    ours: bool = False  # the words name somebody of the organisation, or in the concern


def share(
    facts: Facts,
    outcome: Outcome,
    shared: Shared,
    recipient: Recipient,
    *,
    offered: Collection[str],
) -> list[Refusal]:
    """Every reason at once."""
    return [
        *disclose(shared, recipient, offered=offered),
        *_ground(facts, shared, recipient),
        *_proposed(outcome.proposals, shared),
    ]


@keeps("TP-2.9h2")
def disclose(shared: Shared, recipient: Recipient, *, offered: Collection[str]) -> list[Refusal]:
    """Nothing leaves without a recipient, a purpose, a basis and a list of what it is."""
    return [
        refusal
        for missing, refusal in (
            (not _has_recipient(shared, recipient), NO_RECIPIENT),
            (recipient.ours, NOT_TO_OUR_OWN),
            (shared.form not in Form.values, NO_FORM),
            (shared.purpose not in Purpose.values, NO_PURPOSE),
            (shared.basis not in GROUNDS, NO_BASIS),
            (shared.consent not in Consent.values, NO_CONSENT_SAID),
            (not shared.items or not set(shared.items) <= set(offered), NO_ITEMS),
            (recipient.address_only, ADDRESS_ONLY),
            (shared.occasion not in Occasion.values, NO_OCCASION),
            (shared.occasion == Occasion.CONFERENCE and not _lines(shared), NO_LINES),
            (shared.occasion == Occasion.EVIDENCE and WHOLE not in shared.items, NOT_WHOLE),
        )
        if missing
    ]


def _lines(shared: Shared) -> bool:
    return any(code == WHOLE or code.startswith(ENTRY) for code in shared.items)


def _has_recipient(shared: Shared, recipient: Recipient) -> bool:
    if shared.body == ANYBODY:
        return bool(written(shared.recipient))
    return recipient.known


@keeps("SR-6a", "SR-6b")
def _ground(facts: Facts, shared: Shared, recipient: Recipient) -> list[Refusal]:
    """Permission is asked for nowhere but on its own ground; elsewhere it is only written down."""
    ground = GROUNDS.get(shared.basis)
    if ground is None:
        return []
    if ground.code == PERMISSION:
        given = shared.consent == Consent.GIVEN
        return [] if given else [NOT_GIVEN]
    if ground.code == HARM:
        refusals = guards.share_without_consent(
            facts, in_directory=recipient.agency, why=shared.why
        )  # what was not asked yet is never a “no”
        return refusals if facts.asked("harm") else [r for r in refusals if r.code != NOT_HARM]
    refusals = [] if recipient.agency else [AGENCIES_ONLY]
    if not ground.holds(facts) or not ground.is_for(shared.body):
        refusals.append(NO_SUCH_GROUND)
    if not written(shared.why):
        refusals.append(NO_REASON)
    return refusals


@keeps("TP-A1-7a")
def _proposed(proposals: Collection[Proposal], shared: Shared) -> list[Refusal]:
    """Another body than the one proposed: why."""
    if not proposals or shared.body in {one.body for one in proposals} or written(shared.instead):
        return []
    return [NOT_PROPOSED]


def hear(
    what: str, *, words: str, reference: str, to_one_of_ours: bool, declined: bool
) -> list[Refusal]:
    """`declined`: they do not take it on, and nobody has accepted that yet."""
    refusals = []
    if what in {Heard.CHALLENGED, Heard.ACCEPTED} and not declined:
        refusals.append(NOT_DECLINED)
    if not to_one_of_ours:
        refusals.append(Refusal("unknown-referral", "Choose who answered.", field="of"))
    if what not in Heard.values:
        refusals.append(Refusal("unknown-answer", "Choose what came back.", field="what"))
    if what in NEEDS_WORDS and not written(words):
        refusals.append(
            Refusal("no-words", "Write down what they said, and who said it.", field="words")
        )
    if what == Heard.REFERENCE and not written(reference):
        refusals.append(Refusal("no-reference", "Write down the reference.", field="number"))
    return refusals


def advice(*, takes: bool, words: str) -> list[Refusal]:
    """A consultation is worth what was advised."""
    refusals = [] if takes else [NO_RECIPIENT]
    if not written(words):
        refusals.append(
            Refusal("no-words", "Write down what they advised, and who said it.", field="words")
        )
    return refusals


NOT_DECLINED = Refusal(
    "not-declined", "Write down first that they do not take it on, and why.", field="what"
)
NO_RECIPIENT = Refusal(
    "no-recipient", "Choose who receives it.", ("TP-2.9h2", "TP-A1-8h"), field="body"
)
NOT_TO_OUR_OWN = Refusal(
    "not-to-our-own",
    "This names somebody of ours, or somebody in the concern. Nothing about it is sent to them.",
    ("SR-6b",),
    mender=LEAD,
    field="recipient",
)
NO_FORM = Refusal("no-form", "Choose what you ask of them.", field="form")
NO_PURPOSE = Refusal("no-purpose", "Choose what it is for.", ("TP-2.9h2",), field="purpose")
NO_BASIS = Refusal("no-basis", "Choose on which ground it is shared.", ("TP-2.9h2",), field="basis")
NO_CONSENT_SAID = Refusal(
    "no-consent-said", "Say how permission stands.", ("SR-6a",), field="consent"
)
NO_ITEMS = Refusal(
    "no-items", "Choose what is shared: at least one thing.", ("TP-2.9h2",), field="items"
)
NO_OCCASION = Refusal("no-occasion", "Choose what it is set out for.", field="occasion")
NO_LINES = Refusal(
    "no-lines", "Tick the lines of the chronology that the conference is to read.", field="items"
)
NOT_WHOLE = Refusal(
    "not-whole",
    "For evidence, tick the whole chronology: a part of it proves little.",
    field="items",
)
ADDRESS_ONLY = Refusal(
    "address-only",
    "They take the address of a page, never a document or a copy. Report it on their page, then"
    " write down the reference.",
    ("EY-30",),
    field="body",
)
NOT_GIVEN = Refusal(
    "permission-not-given",
    "Permission has not been given. If somebody suffers significant harm or is likely to, choose"
    " that ground: then it needs none.",
    ("SR-6a",),
    field="basis",
)
AGENCIES_ONLY = Refusal(
    "agencies-only",
    "Without permission it goes only to an agency or professional of the directory.",
    ("SR-6b",),
    field="body",
)
NO_SUCH_GROUND = Refusal(
    "no-such-ground",
    "The concern does not say so, or not for this body. Answer that question of triage, or choose"
    " another ground.",
    ("SR-6a",),
    mender=LEAD,
    field="basis",
)
NO_REASON = Refusal("no-reason", "Write why it is shared.", ("SR-6a",), field="why")
NOT_PROPOSED = Refusal(
    "not-the-body-proposed",
    "Another body is proposed for this. Write why it is not the one.",
    ("TP-A1-7a",),
    field="instead",
)


def sent_once(told_at: datetime | None) -> Refusal | None:
    """What was prepared is brought to somebody once; another time is another disclosure."""
    if told_at is None:
        return None
    return Refusal(
        "sent-already",
        f"It is written down already that they have it since {exact(told_at)}. If you sent it"
        " once more, prepare it once more.",
    )


@dataclass(frozen=True, slots=True)
class Called:
    """Whom a document names to call back, as it was prepared, and who reads the concern now."""

    words: Sequence[str]
    who: Sequence[int]  # a person for each of the words; what is older has none
    reading: Collection[int]


@keeps("TP-2.9h2")
def leave(called: Called, *, link: str = "") -> Refusal | None:
    """Whoever was kept away since, or left, is not called about it. The document says for good
    what it was made to say, so it stays here; of words without a person nobody can tell."""
    if len(called.who) == len(called.words) and set(called.who) <= set(called.reading):
        return None
    return Refusal(
        "callers-no-longer-read-it",
        "It names somebody to call back who no longer reads this concern. Prepare it again.",
        ("TP-2.9h2",),
        mender=LEAD,
        link=f"{link}refer/",
    )


TRIES = 5  # wrong codes, then the address opens nothing any more


def address_state(
    *,
    used: bool,
    ended: bool,
    tries: int,
    expires_at: datetime,
    at: datetime,
    may_leave: Callable[[], bool],
) -> str:
    """What it would lead to is asked last: what has closed for good needs no key any more."""
    if used:
        return "used"
    if ended:
        return "taken back"
    if tries >= TRIES:
        return "closed: too many wrong codes"
    if expires_at <= at:
        return "expired"
    return "open" if may_leave() else "closed: whom to call back no longer reads it"


@keeps("TP-2.9h2")
def open_address(state: str | None, *, fits: bool, tries: int = 0) -> Refusal | None:
    """Unknown, used, expired, closed and what may not leave are the same answer. Whoever mistypes
    the code of one that stands open is told so: the right one still opens it."""
    if state == "open" and fits:
        return None
    if state == "open" and tries < TRIES:
        return _not_this_code(TRIES - tries)
    return Refusal(
        "opens-nothing",
        "This address and this code open nothing. Ask whoever sent it to you for a new one.",
        ("TP-2.9h2",),
        field="code",
    )


def _not_this_code(left: int) -> Refusal:
    once = "You can try once more" if left == 1 else f"You can try {left} more times"
    return Refusal(
        "not-this-code",
        f"This is not the code. Look at it again, and type it again. {once}; then the address"
        " closes.",
        field="code",
    )


def stands_for(known: bool) -> Refusal | None:  # one question
    if known:
        return None
    return Refusal("no-days", "Choose how long the address opens it.", field="days")


@keeps("EY-30")
def report_address(proposals: Collection[Proposal], told: Told, *, instead: str) -> list[Refusal]:
    """An address and nothing else; and why here, when another body is proposed."""
    refusals = []
    if not written(told.address):
        refusals.append(
            Refusal("no-address", "Enter the address of the page.", ("EY-30",), field="address")
        )
    proposed = {one.body for one in proposals}
    if proposed and told.body not in proposed and not written(instead):
        refusals.append(NOT_PROPOSED)
    return refusals
