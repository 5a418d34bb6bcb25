"""What a reporter and those affected are told: neutral words, or a reason for silence. Pure."""

from dataclasses import dataclass

from bield.concerns.answers import FIXED, Neutral
from bield.concerns.states import Lens
from bield.concerns.unnamed import no_names
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written


@dataclass(frozen=True)
class Answering:
    words: str = ""  # a code of `Neutral`, or "" for words of one's own or silence
    own: str = ""
    silence: str = ""  # why they are told nothing


def is_guarded(lenses: tuple[Lens, ...]) -> bool:
    """A picture, or an adult who works here: only the fixed words."""
    return Lens.IMAGE in lenses or Lens.ALLEGATION in lenses


def says_something(asked: Answering) -> bool:
    return bool(asked.words or written(asked.own))


@keeps("TP-7.2b")
def answer(
    asked: Answering,
    *,
    guarded: bool,
    names: tuple[str, ...],
    reporter_alleged: bool,
    field: str = "words",
) -> list[Refusal]:
    refusals = []
    if not says_something(asked) and not written(asked.silence):
        refusals.append(
            Refusal(
                "reporter-not-told",
                "Tell the reporter that it is dealt with, or write why not.",
                ("TP-7.2b",),
                field=field,
            )
        )
    allowed = [one.value for one in (FIXED if guarded else Neutral)]
    if asked.words and asked.words not in allowed:
        refusals.append(
            Refusal(
                "fixed-words",
                "Choose one of the sentences offered here.",
                ("TP-7.2b",),
                field=field,
            )
        )
    if asked.own.strip() and guarded:
        refusals.append(
            Refusal(
                "fixed-words-only",
                "Here only the fixed sentence is sent. Leave your own words out.",
                ("TP-7.2b",),
                field="own",
            )
        )
    if (named := no_names(asked.own, names, field="own")) is not None:
        refusals.append(named)
    if says_something(asked) and reporter_alleged:
        refusals.append(
            Refusal(
                "alleged-is-never-told",
                "The reporter is somebody who may have done harm. They are told nothing: write"
                " that as the reason.",
                ("TP-A1-9d", "OT-14c"),
                field=field,
            )
        )
    return refusals
