"""What is changed so that it does not happen again: an owner, a day, and a proof. Pure."""

from datetime import date

from bield.concerns.states import ChangeSort
from bield.concerns.unnamed import no_names
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

LEAD = "the safeguarding lead or a deputy"


@keeps("TP-A1-8e", "EY-12")
def plan_change(
    *,
    change: str,
    owner_fits: bool,
    on: date,
    today: date,
    names: tuple[str, ...],
    clause: str,
    clause_known: bool,
    sort: str,
    board: str,
) -> list[Refusal]:
    refusals = []
    if sort not in ChangeSort.values:
        refusals.append(
            Refusal("no-sort", "Choose what sort of change it is.", ("TP-A1-8e",), field="sort")
        )
    if not written(change):
        refusals.append(Refusal("no-change", "Write what changes.", ("TP-A1-8e",), field="change"))
    for field, words in (("change", change), ("board", board)):
        if (named := no_names(words, names, field=field)) is not None:
            refusals.append(named)
    if not owner_fits:
        refusals.append(
            Refusal(
                "no-owner",
                "Name an adult who works here, whom the concern does not name.",
                ("TP-A1-8e",),
                field="owner",
            )
        )
    if on <= today:
        refusals.append(
            Refusal("day-has-passed", "Choose a day after today.", ("TP-A1-8e",), field="on")
        )
    if clause and not clause_known:
        refusals.append(
            Refusal(
                "unknown-clause",
                "There is no clause of that name. Leave it empty, or take it from the board.",
                ("TP-A1-8d",),
                field="clause",
            )
        )
    return refusals


@keeps("TP-A1-8e")
def prove(
    *, mine: bool, done: bool, proof: str, names: tuple[str, ...], owner: str
) -> list[Refusal]:
    """Its owner says what shows that it is done; a lead who reads the concern may as well."""
    refusals = []
    if not mine:
        refusals.append(
            Refusal("not-yours", "Its owner says when it is done.", ("TP-A1-8e",), mender=owner)
        )
    if done:
        refusals.append(Refusal("done-already", "This is proved already."))
    if not written(proof):
        refusals.append(
            Refusal(
                "no-proof",
                "Write what shows that it is done: where one can see it.",
                ("TP-A1-8e",),
                field="proof",
            )
        )
    if (named := no_names(proof, names, field="proof")) is not None:
        refusals.append(named)
    return refusals
