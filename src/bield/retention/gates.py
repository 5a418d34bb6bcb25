"""Gates that other rooms ask before something is let go, used or cleared: every reason at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.retention.states import Handling

LEAD = "the safeguarding lead"


@dataclass(frozen=True)
class HoldFacts:
    """A hold as those may know it who meet it: no reason, no cause."""

    reference: str
    review_on: date


@dataclass(frozen=True)
class DisposalFacts:
    holds: tuple[HoldFacts, ...] = ()
    evidence: bool = False
    is_due: bool = True  # its time is over, or somebody withdrew
    decided: bool = True  # by two people, where its kind asks for it

    @property
    def kept_by(self) -> str:
        """What stands in the way, by reference."""
        return ",".join([*(hold.reference for hold in self.holds), *["evidence"][: self.evidence]])


@keeps("SR-10", "SR-18b", waits=("media",))
def may_dispose(facts: DisposalFacts) -> list[Refusal]:
    """Delete it, whoever or whatever asks."""
    refusals = held(facts.holds)
    if facts.evidence:
        refusals.append(_is_evidence())
    if not facts.is_due:
        refusals.append(
            Refusal("not-due", "Its time is not over yet, and nobody has withdrawn.", ("SR-10",))
        )
    if not facts.decided:
        refusals.append(
            Refusal(
                "not-decided-by-two",
                "Nothing of this kind goes by itself. Two people who read it decide.",
                ("SR-10",),
                mender=LEAD,
                link="/keeping/review/",
            )
        )
    return refusals


@keeps("TP-A1-0.4", waits=("media", "registers"))
def held(holds: Iterable[HoldFacts]) -> list[Refusal]:
    """Whatever deletes asks this: no hold stands on it, or each is named."""
    return [
        Refusal(
            "held",
            f"Hold {hold.reference} stands, so nothing is deleted. It is looked at again on"
            f" {hold.review_on.day} {hold.review_on:%B %Y}.",
            ("TP-A1-0.4", "SR-18b"),
            mender=LEAD,
        )
        for hold in holds
    ]


def _is_evidence() -> Refusal:
    return Refusal(
        "evidence",
        "This is kept as evidence, so nothing of it is deleted or changed.",
        ("TP-A1-6a", "EY-37b"),
        mender=LEAD,
    )


@dataclass(frozen=True)
class UseFacts:
    withdrawn: bool = False
    disposed: bool = False
    held: bool = False
    of_the_concern_team: bool = False
    restricted: bool = False  # somebody in it asked that it is not used for now


@keeps("SR-18b", waits=("media",))
def may_use(facts: UseFacts) -> list[Refusal]:
    """Play, share or export it. After a withdrawal nobody may, from the same moment; while a hold
    keeps it, it stays sealed but for the team of the case."""
    if facts.disposed:
        return [Refusal("disposed", "This has been disposed of.", ("SR-18b",))]
    if facts.withdrawn and not (facts.held and facts.of_the_concern_team):
        return [
            Refusal(
                "withdrawn",
                "Somebody in it has withdrawn their permission, so it cannot be opened.",
                ("SR-18b",),
            )
        ]
    if facts.restricted and not facts.of_the_concern_team:
        return [
            Refusal(
                "restricted",
                "Somebody in it asked that it is not used for now, and that stands.",
                mender="whoever answers questions about data",
            )
        ]
    return []


@dataclass(frozen=True)
class EvidenceFacts:
    evidence: bool = False
    holds: tuple[HoldFacts, ...] = ()


# What a hold stops, and what evidence stops beyond that.
CHANGES = frozenset({Handling.CLEAR, Handling.WIPE, Handling.REISSUE, Handling.RETIRE})


@keeps("EY-37b", "TP-A1-6a", waits=("registers",))
def may_handle(facts: EvidenceFacts, handling: Handling) -> list[Refusal]:
    """Check out, switch off, wipe, reissue, retire or pass on what may be evidence."""
    refusals = []
    if facts.evidence:
        refusals.append(_is_evidence())
    if handling in CHANGES:
        refusals += held(facts.holds)
    return refusals


@dataclass(frozen=True)
class ClearFacts:
    """The termly look through a device for pictures."""

    found: int
    deleted: int  # also from where the device keeps what was deleted
    worrying: bool  # something among them looks wrong
    evidence: bool = False
    holds: tuple[HoldFacts, ...] = ()


@keeps("EY-23b", waits=("registers",))
def may_close_clearing(facts: ClearFacts) -> list[Refusal]:
    """Call a device cleared. Something worrying stops the deletion and becomes a concern."""
    stopped = may_handle(EvidenceFacts(facts.evidence, facts.holds), Handling.CLEAR)
    if facts.worrying:
        stopped.append(
            Refusal(
                "worrying-find",
                "Do not delete it, and do not look further. Leave the device on, keep it with you"
                " and report a concern.",
                ("EY-23b", "TP-A1-0.4"),
                mender="you, by reporting a concern",
            )
        )
    if stopped:
        return stopped
    if facts.deleted < facts.found:
        return [
            Refusal(
                "pictures-left",
                "Pictures were found and not all of them are deleted. Delete them, also from"
                " “recently deleted”.",
                ("EY-23b",),
                field="deleted",
            )
        ]
    return []
