"""What a clause asks for, and how far it is carried."""

from enum import StrEnum


class Mode(StrEnum):
    """How the software carries a clause; the words of the packs."""

    ENFORCE = "enforce"
    EVIDENCE = "evidence"
    GUIDE = "guide"
    INFORM = "inform"


class Standing(StrEnum):
    PROVED = "proved"  # something keeps it, and a test shows that it does
    WAITING = "waiting"  # kept with a stand-in, until the room it reaches into is built
    UNPROVED = "unproved"  # kept, and no test shows it
    OPEN = "open"  # nothing in the house keeps it yet


MODE_WORDS = {
    Mode.ENFORCE: "The house refuses what would break it",
    Mode.EVIDENCE: "The house asks for proof on time",
    Mode.GUIDE: "The house leads through it",
    Mode.INFORM: "The house tells those concerned",
}
STANDING_WORDS = {
    Standing.PROVED: "Kept and proved",
    Standing.WAITING: "Kept with a stand-in",
    Standing.UNPROVED: "Kept, not proved",
    Standing.OPEN: "Not kept yet",
}
