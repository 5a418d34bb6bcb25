"""What may be taken out of a copy, and when it may be released. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bield.concerns.redacting import Reason
from bield.kit.refusals import Refusal
from bield.kit.times import exact
from bield.kit.written import written

NIGHT = timedelta(hours=24)  # between writing and reading, where nobody else can read it


@dataclass(frozen=True, slots=True)
class Taking:
    """What somebody wants to take out, and why."""

    reason: str
    why: str = ""
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def take(
    taking: Taking, *, places: Collection[str], people: Collection[str], absent: Collection[str]
) -> list[Refusal]:
    """Every reason at once. `absent`: words that stand nowhere in it."""
    refusals = []
    if taking.reason not in Reason.values:
        refusals.append(Refusal("no-reason", "Choose why it is taken out.", field="reason"))
    if taking.reason == Reason.OTHER and not written(taking.why):
        refusals.append(
            Refusal("no-words", "Write the reason. It stands in the copy.", field="why")
        )
    chosen = [*taking.places, *taking.words, *taking.people]
    known = set(taking.places) <= set(places) and set(taking.people) <= set(people)
    if not chosen or not known:
        refusals.append(NOTHING_CHOSEN)
    if absent:
        said = "; ".join(f"“{one}”" for one in absent)
        refusals.append(Refusal("not-in-it", f"This stands nowhere in it: {said}.", field="words"))
    return refusals


NOTHING_CHOSEN = Refusal(
    "nothing-to-take-out", "Choose somebody, tick a sentence or type the words.", field="lines"
)


def changed_meanwhile(seen: int, version: int) -> Refusal | None:
    if seen == version:
        return None
    return Refusal(
        "changed-meanwhile",
        "Somebody marked something else meanwhile. What is taken out now stands below; choose again"
        " what is missing.",
    )


def original(*, redacted: bool) -> Refusal | None:
    if not redacted:
        return None
    return Refusal(
        "redacted-already",
        "This is a redacted copy. Begin from what it was made of, so that its bars are not lost.",
    )


def some_marks(count: int) -> Refusal | None:
    if count:
        return None
    return Refusal("nothing-marked", "Nothing is marked to be taken out yet.")


# ------ a second pair of eyes


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the second reader of what is to leave."""

    asked_for: bool  # a redacted copy, one for evidence, one without names of staff
    decided: bool = False
    released: bool = False
    mine: bool = False  # whoever looks has prepared it
    others: int = 0  # who read the concern and could release it
    alone_from: datetime | None = None  # from when whoever prepared it may, if there is nobody

    @property
    def waits(self) -> bool:
        """For a second reader, or was sent back by one."""
        return self.asked_for and not self.released


def released(standing: Standing, *, link: str = "") -> Refusal | None:
    """Nothing that was changed for somebody outside leaves on one pair of eyes."""
    if not standing.waits:
        return None
    if standing.decided:
        return Refusal(
            "sent-back",
            "Whoever read it a second time sent it back. Prepare it anew.",
            link=link,
        )
    return Refusal(
        "not-released-yet",
        "It leaves when somebody else who works on this concern has read and released it.",
        mender="another lead, deputy or officer who reads this concern",
        link=link,
    )


def left_unread(standing: Standing, why: str) -> Refusal | None:
    """They have it, and nobody had released it. That it left is written down in any case, with
    why."""
    if not standing.waits or written(why):
        return None
    return Refusal(
        "left-unread",
        "Nobody had released this when it left. Write why they have it all the same.",
        field="unread",
    )


def release(standing: Standing, *, releases: bool, reason: str, at: datetime) -> list[Refusal]:
    """By whoever did not prepare it. Where nobody else reads the concern, by the same person after
    a night, with a reason: it is never left where it cannot leave."""
    refusals = []
    if not standing.asked_for:
        refusals.append(Refusal("no-release-needed", "This leaves without a second reader."))
    if standing.decided:
        refusals.append(Refusal("decided-already", "This has been decided already."))
    if standing.mine and standing.others:
        refusals.append(
            Refusal(
                "not-your-own",
                "You prepared it. Somebody else who works on this concern reads and releases it.",
            )
        )
    alone = standing.mine and not standing.others
    if alone and releases and standing.alone_from and at < standing.alone_from:
        refusals.append(
            Refusal(
                "a-night-between",
                "Nobody else reads this concern who could release it. Read it again after a night:"
                f" from {exact(standing.alone_from)} you may.",
            )
        )
    if (alone or not releases) and not written(reason):
        refusals.append(Refusal("no-reason", "Write the reason.", field="reason"))
    return refusals
