"""The responses that are answered after every lens: done, or not needed with a reason. Data."""

from dataclasses import dataclass

from bield.concerns.lenses import gravity, settled
from bield.concerns.lenses.shapes import Done, Facts, When, always
from bield.concerns.states import DeedKind


@dataclass(frozen=True, slots=True)
class Response:
    code: str
    title: str  # an order in plain words
    who: str
    guard: str  # what is held back, and until when
    may_be_left_out: When = always  # answered “not needed”, with a reason
    clauses: tuple[str, ...] = ()

    def settled(self, facts: Facts) -> Done | None:
        """The answer that stands. That steps are written down, and that a change has an owner and
        a day, shows by itself."""
        if self.code == "record" and facts.done:
            return facts.done[-1]
        if self.code == "practise" and (planned := facts.deeds(DeedKind.PLANNED)):
            return planned[-1]
        return settled.response(self.code)(facts)


def _not_abuse(facts: Facts) -> bool:
    return not gravity.watched(facts)


# The lightest first.
ALL_RESPONSES = (
    Response(
        "record",
        "Write down the steps taken",
        "everyone",
        "Only added to.",
        clauses=("TP-A1-8f",),
    ),
    Response(
        "learn",
        "Say what is learned, and which process or policy changes",
        "lead",
        "A lesson, or the reason why there is none.",
        clauses=("TP-A1-8d", "EY-12"),
    ),
    Response(
        "practise",
        "Put the changes into practice",
        "the owner named",
        "Each change has an owner and a day.",
        clauses=("TP-A1-8e", "EY-12"),
    ),
    Response(
        "train",
        "Look at the training of the person, or of everybody",
        "lead",
        "",
        clauses=("TP-A1-8i",),
    ),
    Response(
        "block",
        "Block the website",
        "ICT support",
        "Nothing of the account goes to the filter.",
        clauses=("TP-A1-8a",),
    ),
    Response(
        "capture",
        "Keep evidence of unsuitable content",
        "lead, moderator",
        "Never of an indecent picture: address, time and description in words only.",
        clauses=("TP-A1-8b",),
    ),
    Response(
        "remove",
        "Have the content removed",
        "lead, moderator",
        "Only after evidence of it was kept; an indecent picture only on the authority’s word.",
        clauses=("TP-A1-8b",),
    ),
    Response(
        "warn",
        "Warn or sanction, under the behaviour or disciplinary procedure",
        "manager",
        "Not while an authority inquires.",
        clauses=("TP-A1-8c", "TP-7.2c"),
    ),
    Response(
        "bundle",
        "Give a report with evidence to an authority",
        "lead, officer",
        "For one agency by name; no indecent picture is ever part of it.",
        clauses=("TP-A1-8h",),
    ),
    Response(
        "watch",
        "Watch for developments and repeats",
        "lead",
        "In online abuse a day is set, and it cannot be left out.",
        may_be_left_out=_not_abuse,
        clauses=("TP-A1-8g",),
    ),
    Response(
        "tell",
        "Tell those affected that it has been dealt with",
        "lead",
        "Fixed neutral words, no names.",
        clauses=("TP-7.2b",),
    ),
)

RESPONSES = {one.code: one for one in ALL_RESPONSES}
