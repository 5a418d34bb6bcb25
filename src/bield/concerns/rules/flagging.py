"""What may be said of somebody with a flag, and of a flag. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bield.concerns.about import About
from bield.concerns.rules.attaching import only_words
from bield.concerns.states import FlagKind
from bield.kit.refusals import Refusal
from bield.kit.written import written

# Of these somebody may have several, each about another person or another thing.
SEVERAL = frozenset({FlagKind.COURT_ORDER, FlagKind.NO_CONTACT, FlagKind.OTHER})
NAMING = frozenset({FlagKind.COURT_ORDER, FlagKind.NO_CONTACT})
DESCRIBED = frozenset({FlagKind.COURT_ORDER, FlagKind.OTHER})


@dataclass(frozen=True)
class Flagging:
    """What somebody is to know, from which day until which, and how it is known."""

    kind: str
    begins_on: date
    source: str
    until_on: date | None = None
    words: str = ""
    whom: tuple[About, ...] = ()  # who is kept away; never sees it

    @property
    def names(self) -> str:
        return ", ".join(one.name.strip() for one in self.whom)


def set_flag(flag: Flagging, *, standing: Collection[str], names_actor: bool) -> list[Refusal]:
    """`standing`: kinds of the person's flags that have not ended, as far as the actor sees."""
    refusals = only_words(words=flag.words, source=flag.source, whom=flag.names)
    if flag.kind not in FlagKind.values:
        refusals.append(Refusal("no-such-choice", "Choose one of these.", field="kind"))
    elif flag.kind not in SEVERAL and flag.kind in standing:
        refusals.append(
            Refusal(
                "flag-stands-already",
                "This flag stands already. Go back to it, and say that it still stands or has"
                " ended.",
                field="kind",
            )
        )
    refusals += _whom(flag, names_actor=names_actor)
    if flag.kind in DESCRIBED and not written(flag.words):
        refusals.append(
            Refusal("flag-says-nothing", "Write what people need to know.", field="words")
        )
    if not written(flag.source):
        refusals.append(Refusal("no-source", "Write how you know it.", field="source"))
    if flag.until_on is not None and flag.until_on < flag.begins_on:
        refusals.append(_before_it_began("until_on"))
    return refusals


def _whom(flag: Flagging, *, names_actor: bool) -> list[Refusal]:
    if flag.kind == FlagKind.NO_CONTACT and not written(flag.names):
        return [Refusal("nobody-kept-away", "Write who must have no contact.", field="whom")]
    if flag.whom and flag.kind in FlagKind.values and flag.kind not in NAMING:
        return [
            Refusal(
                "names-nobody",
                "Only a court order or “no contact” names somebody. Leave this empty.",
                field="whom",
            )
        ]
    if not names_actor:
        return []
    return [
        Refusal(
            "you-are-named",
            "You would be named in it, and whoever is named never sees it. Ask somebody else of"
            " the safeguarding team to set it.",
            mender="the safeguarding lead or a deputy",
            field="whom",
        )
    ]


def _before_it_began(field: str) -> Refusal:
    return Refusal("before-it-began", "Choose the day it began, or a later one.", field=field)


def still_stands(*, until_on: date | None, begins_on: date, today: date) -> list[Refusal]:
    if until_on is None:
        return []
    if until_on < begins_on:
        return [_before_it_began("until_on")]
    if until_on <= today:
        return [Refusal("day-has-passed", "Choose a day after today.", field="until_on")]
    return []


def ended(*, ended_on: date, begins_on: date, today: date) -> list[Refusal]:
    if ended_on > today:
        return [Refusal("has-not-happened", "Enter a day that has come.", field="ended_on")]
    return [_before_it_began("ended_on")] if ended_on < begins_on else []


def open_still(*, ended_by: str) -> Refusal | None:
    if not ended_by:
        return None
    return Refusal(
        "flag-has-ended",
        f"{ended_by} has ended this flag already. If it began again, add it anew.",
    )


def changed(change: str) -> Refusal:
    """Two people act at once: the second is told what was said meanwhile."""
    return Refusal(
        "flag-changed",
        f"Something was said of this flag since you opened it ({change}). What you typed is still"
        " here. Read what is new, then decide again.",
    )
