"""What a duty about a required action is about, so that its row tells no more than that.

Which actions a concern requires says what it is about; a list of duties lies in clear. So each is
named by a tag that only whoever holds the key of the concern can tell back into an action.
"""

from collections.abc import Iterable

from bield.vault.seal import tag

BETWEEN = "."
AND = "+"
LATE = "late:"


def duty_subject(key: bytes, reference: str, action: str) -> str:
    """C-4F7-9HK2.k3f9x2ab: one action of one concern."""
    return f"{reference}{BETWEEN}{tag(key, action, context=f'{reference}:duty')}"


def duty_subjects(key: bytes, reference: str, actions: Iterable[str]) -> dict[str, str]:
    """The subject of each: subject -> action."""
    return {duty_subject(key, reference, action): action for action in actions}


def concern_of(subject: str) -> str:
    """The reference of the concern that a duty, a line or a message is about."""
    return subject.partition(BETWEEN)[0]


def late(asks: int, decides: int) -> str:
    """late:12.7: one asks another why something is late, whichever concerns it is about."""
    return f"{LATE}{asks}{BETWEEN}{decides}"


def asks_whom(subject: str) -> tuple[int, int] | None:
    """Who asks, and who must decide. An earlier edition named the step instead: nobody asks."""
    asks, _, decides = subject.removeprefix(LATE).partition(BETWEEN)
    return (int(asks), int(decides)) if asks.isdecimal() and decides.isdecimal() else None


def label_of(subject: str) -> str:
    """What people call a thing that is held: custody:K-7HP-2M4X by what stands on it, device:7 as
    device 7."""
    return subject.removeprefix("custody:").replace(":", " ")


def both(reference: str, other: str) -> str:
    """C-4F7-9HK2+C-T3M-X8QA: of two concerns, and only for whoever reads both."""
    return f"{reference}{AND}{other}"


def each_of(subject: str) -> frozenset[str]:
    """What somebody must see to whom this subject is opened."""
    return frozenset(subject.split(AND))
