"""What is done with what somebody allows: the figures that forms print, and that rule. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from bield.agreements.rules.publishing import publish_forms
from bield.agreements.states import GOVERNED, DoneWith, Viewer
from bield.duties.states import ClockUnit, Period, lasts
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refusal
from bield.people.actors import Actor
from bield.retention.states import length


@dataclass(frozen=True)
class Figures:
    """Of one purpose."""

    uses: frozenset[str]
    viewers: frozenset[str]
    kept: Period

    def text(self) -> str:
        uses, viewers = (",".join(sorted(codes)) for codes in (self.uses, self.viewers))
        return f"{uses}|{viewers}|{self.kept.amount} {self.kept.unit}"

    def lines(self) -> tuple[str, ...]:
        """As a form prints them."""
        return (
            f"What we do with it: {_said(DoneWith, self.uses)}.",
            f"Who can see it: {_said(Viewer, self.viewers)}.",
            f"How long we keep it: {lasts(self.kept)} at the most.",
        )


def _said(words: type[DoneWith] | type[Viewer], codes: Collection[str]) -> str:
    said = [str(one.label) for one in words if one in codes]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


@lru_cache(maxsize=512)
def figures_in(text: str) -> Figures | None:
    """What `Figures.text` wrote; nothing where nothing governs."""
    if not text:
        return None
    uses, viewers, kept = text.split("|")
    amount, unit = kept.split(" ")
    return Figures(
        frozenset(uses.split(",")),
        frozenset(viewers.split(",")),
        Period(int(amount), ClockUnit(unit)),
    )


@keeps("SR-16b", waits=("media", "online_sessions"))
def goes_further(now: str, agreed: str) -> bool:
    """What is in force goes further than what was agreed to: another use, somebody else who sees
    it, or longer. What is narrower has been agreed to."""
    if now == agreed or not now:
        return False
    ruling, read = figures_in(now), figures_in(agreed)
    if ruling is None or read is None:
        return True
    narrower = ruling.uses <= read.uses and ruling.viewers <= read.viewers
    return not narrower or length(ruling.kept) > length(read.kept)


def set_terms(
    actor: Actor, purpose: str, uses: Collection[str], viewers: Collection[str]
) -> list[Refusal]:
    refusal = publish_forms(actor)
    if refusal is not None:
        return [refusal]
    if purpose not in GOVERNED:
        raise NotFound(purpose)
    refusals = []
    if not uses or set(uses) - set(DoneWith.values):
        says = "Choose what is done with it."
        refusals.append(Refusal("no-use", says, ("SR-16b",), field="uses"))
    if not viewers or set(viewers) - set(Viewer.values):
        says = "Choose who can see it."
        refusals.append(Refusal("no-viewer", says, ("SR-16b",), field="viewers"))
    return refusals
