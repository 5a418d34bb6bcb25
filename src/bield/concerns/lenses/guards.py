"""What may be done now, as far as the table says: each answers its refusals. Pure.

To refer, and whatever protects somebody, is never among what is held back here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bield.concerns.lenses import gravity, matching, settled
from bield.concerns.lenses.responses import RESPONSES
from bield.concerns.lenses.shapes import Facts, Outcome
from bield.concerns.states import Lock, Risk, Sanction
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

LEAD = "the safeguarding lead or a deputy"
CLOSING, SANCTION, INTERVIEW, DISPOSAL, DELETION = (
    "closing",
    "sanction",
    "interview",
    "disposal",
    "deletion",
)
ATTACHING, REISSUE = "attaching", "reissue"
HELD_BACK = {
    Lock.IMAGE: frozenset({ATTACHING}),
    Lock.AUTHORITIES: frozenset({CLOSING, SANCTION, INTERVIEW, DISPOSAL, DELETION}),
    Lock.HOLD: frozenset({DISPOSAL, DELETION, REISSUE}),
}


def locked(locks: Collection[Lock], step: str) -> list[Refusal]:
    """Whoever asks, and whatever post they hold."""
    return [_LOCKED[lock] for lock in Lock if lock in locks and step in HELD_BACK[lock]]


_LOCKED = {
    Lock.IMAGE: Refusal(
        "image-lock",
        "No file can be added here while there is a nude or sexual picture, or may be. Describe it"
        " in words, and keep the device safe.",
        ("TP-A1-0.1", "TP-3.4.3.3"),
        mender=LEAD,
    ),
    Lock.AUTHORITIES: Refusal(
        "with-authorities",
        "It is with the authorities. Write down their result first.",
        ("TP-A1-6d", "TP-A1-7b"),
        mender=LEAD,
    ),
    Lock.HOLD: Refusal(
        "evidence-held",
        "It is held as evidence. Release it first, with the advice that allows it.",
        ("TP-A1-0.4", "TP-A1-6a"),
        mender=LEAD,
    ),
}


def interview(facts: Facts, locks: Collection[Lock]) -> list[Refusal]:
    """While an authority inquires, a child is spoken with only after each of them said so."""
    held = locked(locks, INTERVIEW) and not settled.permitted(facts, settled.CLEARED)
    return [NOT_CLEARED] if held else []


def sanction(facts: Facts, locks: Collection[Lock]) -> list[Refusal]:
    """While an authority inquires: only once each of them has agreed."""
    held = locked(locks, SANCTION) and not settled.permitted(facts, settled.AGREED)
    return [NOT_AGREED] if held else []


NOT_CLEARED = Refusal(
    "not-cleared-yet",
    "It is with the authorities. Ask whoever inquires, and write down first that they say that we"
    " may speak with the child, or what came of it.",
    ("TP-A1-7b",),
    mender=LEAD,
)
NOT_AGREED = Refusal(
    "not-agreed-yet",
    "It is with the authorities. Ask whoever inquires, and write down first that they agree that we"
    " act, or what came of it.",
    ("TP-A1-6d", "TP-A1-7b"),
    mender=LEAD,
)


@dataclass(frozen=True, slots=True)
class Responding:
    """An answer to one of the responses."""

    response: str
    done: bool
    reason: str = ""
    on: date | None = None
    owner: str = ""
    file: int | None = None  # number of the file that was kept as evidence
    level: str = ""  # of a warning or sanction: `Sanction`
    clause: str = ""  # which of our rules it rests on
    told: str = ""  # whether whoever is warned was told, and by whom


@keeps("TP-A1-2", "TP-A1-5")
def before_any_response(facts: Facts) -> list[Refusal]:
    """How grave it is comes first; where it may be illegal, the risk to whoever is involved."""
    if not gravity.severity_known(facts):
        return [
            Refusal(
                "severity-not-known",
                "How grave it is comes first. Answer the first questions of triage.",
                ("TP-A1-2",),
                mender=LEAD,
            )
        ]
    if matching.illegal(facts) and not facts.asked("risk"):
        return [
            Refusal(
                "risk-not-asked",
                "It may be illegal. Say first whether the person involved is at immediate risk.",
                ("TP-A1-5",),
                mender=LEAD,
            )
        ]
    return []


@keeps("TP-A1-8b", waits=("social",))
def respond(facts: Facts, outcome: Outcome, asked: Responding) -> list[Refusal]:
    """One of the responses, or of the smaller steps that are answered on the same page."""
    if asked.response == "capture" and asked.done and matching.picture(facts):
        return [_NEVER_CAPTURED]
    if asked.response in RESPONSES and (too_early := before_any_response(facts)):
        return too_early
    required = outcome.action(asked.response)
    if required is None or required.action.page != "respond":
        return [Refusal("unknown-response", "Choose a response from the page.", field="response")]
    if not asked.done:
        return _left_out(asked.reason, waivable=required.waivable)
    guard = _GUARDS.get(asked.response)
    return guard(facts, outcome, asked) if guard else []


def leave_out(outcome: Outcome, code: str, reason: str) -> list[Refusal]:
    """A required action, with a reason, where the table allows it."""
    required = outcome.action(code)
    if required is None:
        return [Refusal("unknown-action", "This is not asked of the concern, or not any more.")]
    return _left_out(reason, waivable=required.waivable)


def _left_out(reason: str, *, waivable: bool) -> list[Refusal]:
    if not waivable:
        return [
            Refusal("cannot-be-left-out", "This cannot be left out here. It has to be done.", ())
        ]
    if not written(reason):
        return [Refusal("no-reason", "Write why it is not needed.", field="reason")]
    return []


@keeps("TP-7.2a", "TP-7.2c", "TP-A1-8c")
def _warn(facts: Facts, outcome: Outcome, asked: Responding) -> list[Refusal]:
    """Its level, its ground, the rule it rests on, and that the person was told."""
    refusals = sanction(facts, outcome.locks)
    if asked.level not in Sanction.values:
        refusals.append(
            Refusal("no-level", "Choose how far it goes.", ("TP-A1-8c",), field="level")
        )
    if not written(asked.clause):
        refusals.append(
            Refusal(
                "no-clause",
                "Write which rule it rests on, and where it stands.",
                ("TP-A1-8c",),
                field="clause",
            )
        )
    if not written(asked.told):
        refusals.append(
            Refusal(
                "not-told",
                "Write who told the person, and when. Nobody is punished without hearing it.",
                ("TP-A1-8c",),
                field="told",
            )
        )
    if outcome.severity == Risk.LOW and not written(asked.reason):
        refusals.append(
            Refusal(
                "out-of-proportion",
                "The risk is low. Write why a warning or sanction is in proportion.",
                ("TP-7.2a",),
                field="reason",
            )
        )
    return refusals


def _capture(_facts: Facts, _outcome: Outcome, asked: Responding) -> list[Refusal]:
    return [] if asked.file is not None else [_NOT_KEPT]


_NEVER_CAPTURED = Refusal(
    "never-captured",
    "Nobody makes a copy of such a picture. Write down its address, the time and a description in"
    " words.",
    ("TP-A1-8b", "TP-A1-0.1"),
)
_NOT_KEPT = Refusal(
    "not-kept-yet",
    "Attach it as evidence: it is sealed with its hash and the time. Or write why none is needed.",
    ("TP-A1-8b",),
    mender="the lead or a moderator",
)


def _remove(facts: Facts, outcome: Outcome, _asked: Responding) -> list[Refusal]:
    """Evidence first; an indecent picture, and whatever an authority inquires into, on its word."""
    if matching.picture(facts) or Lock.AUTHORITIES in outcome.locks:
        if settled.advice(facts) is not None:
            return []
        return [
            Refusal(
                "authority-first",
                "Nothing is removed before the authority has said so. Write down its advice.",
                ("TP-A1-8b", "TP-A1-0.4"),
                mender=LEAD,
            )
        ]
    if settled.response("capture")(facts) is not None:
        return []
    return [
        Refusal(
            "capture-first",
            "Keep evidence of it first, or write why none is needed. Then have it removed.",
            ("TP-A1-8b",),
            mender="the lead or a moderator",
        )
    ]


def _watch(_facts: Facts, outcome: Outcome, asked: Responding) -> list[Refusal]:
    if asked.on is not None or not outcome.watched:
        return []
    return [
        Refusal(
            "no-day",
            "Choose a day on which somebody looks again.",
            ("TP-A1-8g",),
            field="on",
        )
    ]


def _practise(_facts: Facts, _outcome: Outcome, asked: Responding) -> list[Refusal]:
    if asked.owner and asked.on is not None:
        return []
    return [
        Refusal(
            "no-owner-or-day",
            "Choose who puts the change into practice, and by when.",
            ("TP-A1-8e",),
            field="owner",
        )
    ]


def _bundle(facts: Facts, _outcome: Outcome, _asked: Responding) -> list[Refusal]:
    if settled.referrals(facts, settled.anybody(facts), settled.SENT):
        return []
    return [
        Refusal(
            "no-agency",
            "A report with evidence is made for one agency by name. Refer it to one first.",
            ("TP-A1-8h",),
            mender=LEAD,
        )
    ]


_GUARDS = {
    "warn": _warn,
    "capture": _capture,
    "remove": _remove,
    "watch": _watch,
    "practise": _practise,
    "bundle": _bundle,
}


def share_without_consent(facts: Facts, *, in_directory: bool, why: str) -> list[Refusal]:
    """On the ground of significant harm: with an agency or professional, for a reason."""
    refusals = []
    if not (matching.harm(facts) or matching.danger(facts)):
        refusals.append(
            Refusal(
                "no-significant-harm",
                "Without consent it is shared only to protect somebody from significant harm."
                " Answer that question of triage, or ask for consent.",
                ("SR-6a", "OT-38a"),
                mender=LEAD,
                field="consent",
            )
        )
    if not in_directory:
        refusals.append(
            Refusal(
                "agencies-only",
                "Without consent it goes only to an agency or professional of the directory.",
                ("SR-6b",),
                field="body",
            )
        )
    if not written(why):
        refusals.append(Refusal("no-reason", "Write why it is shared.", ("SR-6a",), field="why"))
    return refusals


def delete_picture(facts: Facts) -> list[Refusal]:
    """By the young person themself, unseen, and only on recorded advice: never by us."""
    handled_here = (
        gravity.without_police(facts)
        and facts.says("without_police", "yes")
        and settled.read_twice("without_police")(facts) is not None
    )
    if settled.advice(facts) is not None and not settled.with_authorities(facts):
        return []
    if handled_here and not settled.with_authorities(facts):
        return []
    return [
        Refusal(
            "not-deleted-yet",
            "Nobody deletes it, and the young person is not asked to, before the agency has advised"
            " it or it is decided that none is needed.",
            ("TP-A1-0.4",),
            mender=LEAD,
        )
    ]
