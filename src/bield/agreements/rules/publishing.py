"""When a form may be published. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bield.agreements.states import Audience, Purpose
from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.actors import Actor, Strength
from bield.people.states import Role

PUBLISHERS = (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.POLICY_OFFICER)
# What the family itself does.
GUARDIANS_ALONE = frozenset({Purpose.FAMILY_RECORDING, Purpose.PRIVATE_USE})
MOST_LETTERS, OLDEST, LONGEST = 4_000, 17, 120
MOST_IN_CHECK, MOST_WRONG, FARTHEST = 200, 5, timedelta(days=366)


@dataclass(frozen=True)
class Check:
    """One question by which it shows whether what was read is understood."""

    asks: str
    right: str
    wrong: tuple[str, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(sorted({self.right, *self.wrong}))


@dataclass(frozen=True)
class Put:
    """One purpose in the words for one audience."""

    purpose: str
    audience: str
    words: str
    lasts_months: int | None = None
    from_years: int = 0
    reason: str = ""  # why it is asked
    check: Check | None = None


def publish_forms(actor: Actor) -> Refusal | None:
    if actor.is_house or (actor.holds(*PUBLISHERS) and actor.strength >= Strength.TWO_FACTORS):
        return None
    return Refusal(
        "not-yours-to-publish",
        "Forms are written by the safeguarding lead, the deputies, the head and the officer for"
        " policy. Ask one of them.",
        mender="the safeguarding lead",
    )


def unchanged(seen: str | None, stands: str) -> Refusal | None:
    """`seen`: the version that whoever writes has in front of them; None: they need none."""
    if seen in {None, stands}:
        return None
    return Refusal(
        "form-was-changed",
        "Somebody changed the form meanwhile. Look at it again, then change what is still to do.",
    )


def write_form(title: str, put: Sequence[Put], *, others: Collection[str]) -> list[Refusal]:
    """`others`: titles of the other forms."""
    refusals = []
    if not written(title):
        refusals.append(Refusal("form-has-no-title", "Give the form a title.", field="title"))
    if title.strip().casefold() in {other.casefold() for other in others}:
        says = "There is a form with this title. Give this one another."
        refusals.append(Refusal("form-title-taken", says, field="title"))
    pairs = [(one.purpose, one.audience) for one in put]
    if len(set(pairs)) < len(pairs):
        says = "The same is asked twice of the same people. Ask it once."
        refusals.append(Refusal("asked-twice", says, field="questions"))
    for one in put:
        refusals += _words(one)
    return refusals


def _words(one: Put) -> list[Refusal]:
    refusals = []
    if one.purpose not in Purpose.values or one.audience not in Audience.values:
        says = "Choose what is asked, and of whom, from the list."
        refusals.append(Refusal("unknown-question", says, field="questions"))
    if not written(one.words):
        says = "Write each question in full: what it is for, and what happens then."
        refusals.append(Refusal("question-has-no-words", says, field="questions"))
    if len(one.words) > MOST_LETTERS:
        says = f"One question has more than {MOST_LETTERS:,} letters. Write it shorter."
        refusals.append(Refusal("question-too-long", says, field="questions"))
    if one.lasts_months is not None and not 0 < one.lasts_months <= LONGEST:
        says = f"An answer can stand for 1 to {LONGEST} months, or without an end."
        refusals.append(Refusal("lasts-out-of-reach", says, field="questions"))
    if not 0 <= one.from_years <= OLDEST:
        says = f"A child is asked from an age between 0 and {OLDEST}."
        refusals.append(Refusal("age-out-of-reach", says, field="questions"))
    if len(one.reason) > MOST_LETTERS:
        says = f"The reason has more than {MOST_LETTERS:,} letters. Write it shorter."
        refusals.append(Refusal("reason-too-long", says, field="reason"))
    if one.check is not None:
        refusals += _check(one.check)
    return refusals


def _check(check: Check) -> list[Refusal]:
    """Something is asked, and one answer among two or more is right."""
    said = (check.asks, check.right, *check.wrong)
    if not check.wrong or not all(map(written, said)) or check.right in check.wrong:
        says = "Write the question, the right answer, and at least one other that is wrong."
        return [Refusal("check-is-not-whole", says, field="asks")]
    if max(map(len, said)) > MOST_IN_CHECK or len(check.wrong) > MOST_WRONG:
        says = f"Use {MOST_IN_CHECK} letters at the most for each, and {MOST_WRONG} wrong answers."
        return [Refusal("check-too-long", says, field="asks")]
    return []


def begin(from_day: date | None, today: date) -> Refusal | None:
    """A new edition stands at once, or from a day to come."""
    if from_day is None or today < from_day <= today + FARTHEST:
        return None
    return Refusal(
        "begins-out-of-reach",
        "Leave the day empty, or choose one that is to come, within a year.",
        field="from_day",
    )


def publish(put: Sequence[tuple[str, str]], *, elsewhere: Mapping[str, str]) -> list[Refusal]:
    """`put`: what is asked and of whom. `elsewhere`: the other form that asks for a purpose."""
    if not put:
        return [Refusal("nothing-is-asked", "Add a question before it is published.")]
    refusals = [
        Refusal(
            "asked-elsewhere",
            f"“{Purpose(purpose).label}” is asked by the form “{elsewhere[purpose]}”. Take it out"
            " here or there: two forms could be answered differently.",
        )
        for purpose in sorted({purpose for purpose, _ in put} & set(elsewhere))
    ]
    asked = set(put)
    for purpose, audience in put:
        alone = purpose in GUARDIANS_ALONE
        if audience == Audience.GUARDIAN and not alone and (purpose, Audience.CHILD) not in asked:
            refusals.append(
                Refusal(
                    "child-is-not-asked",
                    f"“{Purpose(purpose).label}” is asked of parents alone. Put it to the child"
                    " too, in words that a child understands; say from which age.",
                    ("SR-13b",),
                )
            )
    return refusals
