"""When an answer can be taken. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bield.agreements.states import How, Purpose, Reads, Said
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.actors import Actor, Strength
from bield.people.ages import day_of
from bield.people.states import Role

OFFICE = (Role.LEAD, Role.DEPUTY, Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR, Role.OPERATIONS)
TAKEN = frozenset({How.PAPER, How.MESSAGE, How.SPOKEN})  # written down by somebody else
AGAINST = frozenset({Said.NO, Said.WITHDRAWN})


def answer(
    said: Mapping[str, str],
    *,
    standing: Mapping[str, str],
    seen: Mapping[str, str],
    needed: Mapping[str, bool],
    moved_on: Collection[str],
    outdated: Collection[str] = (),
    not_understood: Collection[str] = (),
) -> list[Refusal]:
    """Each purpose by itself: `standing` has the digest of the words that stand, `seen` of those
    that the signer read; `needed`: without their yes there is no leave; `moved_on`: answered since
    the page was made; `outdated`: its figures are not those in force; `not_understood`: the
    question that goes with it is not answered rightly. A no to the words that stand is
    always taken."""
    if not said:
        return [Refusal("nothing-answered", "Answer at least one question.")]
    refusals = []
    for purpose, one in said.items():
        label = Purpose(purpose).label
        if one not in {Said.YES, Said.NO}:
            says = f"Answer yes or no to “{label}”."
            refusals.append(Refusal("answer-is-none", says, field=purpose))
        elif seen.get(purpose) != standing[purpose]:
            says = f"The words of “{label}” were changed meanwhile. Read them again, then answer."
            refusals.append(Refusal("words-changed", says, field=purpose))
        elif one == Said.YES:
            found = (
                _not_needed(label, purpose) if not needed[purpose] else None,
                _answered_meanwhile(label, purpose) if purpose in moved_on else None,
                not_in_force(label, purpose) if purpose in outdated else None,
                _read_again(purpose) if purpose in not_understood else None,
            )
            refusals += [refusal for refusal in found if refusal][:1]
    return refusals


def _not_needed(label: str, purpose: str) -> Refusal:
    says = f"Your yes to “{label}” is not needed. You can say no at any time."
    return Refusal("yes-is-not-needed", says, field=purpose)


def _answered_meanwhile(label: str, purpose: str) -> Refusal:
    says = f"“{label}” was answered since this page was made. Look at it again first."
    return Refusal("answered-meanwhile", says, field=purpose)


def not_in_force(label: str, purpose: str) -> Refusal:
    """A form that does not match what is in force asks nobody for a yes."""
    return Refusal(
        "figures-outdated",
        f"What is done with it has changed: “{label}” is being written anew. You are asked again"
        " soon. You can say no at any time.",
        ("SR-16b",),
        mender="the safeguarding lead",
        field=purpose,
    )


@keeps("SR-16a", "TP-5.3b", "EY-80b", waits=("online_sessions", "registers"))
def misunderstood(right: str, chosen: str) -> bool:
    """A question goes with a yes (its answer is `right`), and something else was chosen."""
    return bool(right) and chosen != right


def _read_again(purpose: str) -> Refusal:
    return Refusal(
        "not-understood-yet",
        "Not quite. Read the text above once more, then choose again. Take your time.",
        field=f"check_{purpose}",
    )


@dataclass(frozen=True)
class Shown:
    """By what it can be shown what somebody said to whoever wrote it down."""

    signed_on: date | None = None  # as the paper says
    scanned: bool = False
    witness: str = ""
    reply: str = ""  # how an answer to a statement of ours reads
    words: str = ""  # of a message that answers no statement
    came_at: datetime | None = None  # that answer


@keeps("SR-15", waits=("online_sessions",))
def shown(
    how: str, said: Mapping[str, str], by: Shown, *, contracted: bool, today: date
) -> list[Refusal]:
    """What has to stand beside an answer that another wrote down; beside a no as little as can be.
    `contracted`: a contractor says yes, who answers in writing."""
    yes = Said.YES in said.values()
    refusals = []
    if how == How.PAPER and yes and by.signed_on is None:
        says = "Write the day that stands beside the signature."
        refusals.append(Refusal("paper-has-no-day", says, field="signed_on"))
    if how == How.PAPER and by.signed_on is not None and by.signed_on > today:
        says = "The day beside the signature is still to come. Look at the paper again."
        refusals.append(Refusal("paper-of-tomorrow", says, field="signed_on"))
    if how == How.PAPER and contracted and not by.scanned:
        says = "A contractor’s permission is kept on file: attach the signed paper."
        refusals.append(Refusal("paper-is-not-there", says, ("SR-15",), field="scan"))
    if how == How.SPOKEN and yes and not written(by.witness):
        says = "Name who heard it besides you."
        refusals.append(Refusal("nobody-heard-it", says, field="witness"))
    if how == How.MESSAGE and yes and by.reply != Reads.YES:
        says = (
            "A yes by message answers words that we sent. Send them the question by message first;"
            " what they answer is written down there."
        )
        refusals.append(Refusal("yes-answers-no-question", says, ("TP-A2-B1.3.6b",), field="how"))
    if how == How.MESSAGE and not by.reply and not written(by.words):
        says = "Copy the message, word for word."
        refusals.append(Refusal("message-is-not-there", says, field="words"))
    return refusals


def in_time(
    how: str,
    by: Shown,
    *,
    put_on: date | None,
    born_on: date | None,
    no_at: datetime | None,
) -> list[Refusal]:
    """A yes on paper or by message is of the day that it was given, not of the day on which it is
    written down. `put_on`: the words were first published; `no_at`: when the same signer last said
    no, or took a yes back."""
    refusals = []
    signed = by.signed_on if how == How.PAPER else None
    if signed is not None and put_on is not None and signed < put_on:
        says = "On that day these words were not published yet. Ask them to sign these words."
        refusals.append(Refusal("paper-before-words", says, field="signed_on"))
    if signed is not None and born_on is not None and signed < born_on:
        says = "That day lies before their birth. Look at the paper again."
        refusals.append(Refusal("paper-before-birth", says, field="signed_on"))
    says = "They said no after that. Ask them again, and write down what they say now."
    if no_at is not None and signed is not None and signed < day_of(no_at):
        refusals.append(Refusal("no-was-later", says, field="signed_on"))
    if no_at is not None and by.came_at is not None and by.came_at < to_the_minute(no_at):
        refusals.append(Refusal("no-was-later", says, field="came_on"))
    return refusals


def to_the_minute(moment: datetime) -> datetime:
    """As a time is written down by hand."""
    return moment.replace(second=0, microsecond=0)


def may_take(actor: Actor) -> bool:
    return actor.is_house or (actor.holds(*OFFICE) and actor.strength >= Strength.TWO_FACTORS)


def office(actor: Actor) -> Refusal | None:
    if may_take(actor):
        return None
    return Refusal(
        "not-yours-to-take",
        "Answers on paper, by message or spoken are written down by the office. Ask them.",
        mender="the office",
    )


def another(actor: Actor, signer: int, *, own_family: bool) -> list[Refusal]:
    """Nobody sends themself a link, or shows themself a code; nor the other parent of a child of
    their own, whose answer they could then give."""
    if own_family:
        says = "Somebody else in the office does this for your own family."
        return [Refusal("own-family-is-asked-by-others", says)]
    if actor.person_id != signer:
        return []
    says = "Answer for yourself with your own account."
    return [Refusal("own-answer-is-not-taken", says)]


def take(
    actor: Actor, how: str, *, signer_is_actor: bool, own_family: bool, over_own_no: bool
) -> list[Refusal]:
    """Somebody else writes it down: an office, and never for oneself."""
    refusals = [one for one in (office(actor),) if one is not None]
    if signer_is_actor:
        says = "Answer for yourself with your own account."
        refusals.append(Refusal("own-answer-is-not-taken", says))
    elif own_family:
        says = "Somebody else in the office writes down what is said for your own family."
        refusals.append(Refusal("own-family-is-not-taken", says, mender="the office"))
    if over_own_no:
        says = "They said no with their own account. Only they can change it, in the same way."
        refusals.append(Refusal("own-no-stands", says))
    if how not in TAKEN:
        says = "Choose how the answer came: on paper, by message, or spoken."
        refusals.append(Refusal("way-of-answer", says, field="how"))
    return refusals
