"""What may be attached to a concern. One rule; every way in asks it. Pure."""

from dataclasses import dataclass

from bield.concerns.lenses import matching
from bield.concerns.lenses.guards import ATTACHING, LEAD, locked
from bield.concerns.lenses.shapes import Facts, Outcome
from bield.concerns.states import Lens, Lock
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal

# Where one of these stands, a picture could be one that nobody may hold, whatever its sender
# thinks of it. Words and documents without a picture may come in.
WITHOUT_PICTURES = frozenset({Lens.IMAGE, Lens.CONTACT, Lens.ILLEGAL, Lens.RADICALISATION})


@dataclass(frozen=True, slots=True)
class Admitted:
    file: Refusal | None  # why no file of any kind comes in
    picture: Refusal | None  # why no picture does, be it a file or inside one


@keeps("TP-A1-0.1", "TP-3.4.3.3")
def admitted(facts: Facts, outcome: Outcome) -> Admitted:
    """Not yet answered counts as the worst that it could be."""
    file = next(iter(locked(outcome.locks, ATTACHING)), None)
    if file is not None and not facts.asked("image"):
        file = Refusal(
            "kind-not-answered",
            "Nobody has answered yet whether this is about a nude or sexual picture. Until then no"
            " file can be added. Describe what you know in words.",
            ("TP-A1-0.1", "TP-3.4.3.3"),
            mender=LEAD,
        )
    if file is not None:
        return Admitted(file, file)
    if matching.picture(facts) or not WITHOUT_PICTURES.isdisjoint(outcome.lenses):
        return Admitted(
            None,
            Refusal(
                "no-picture-here",
                "No picture can be added to a concern of this kind. Describe it in words, or attach"
                " a document without pictures.",
                ("TP-A1-0.1",),
                mender=LEAD,
                field="file",
            ),
        )
    return Admitted(None, None)


@keeps("TP-A1-0.1")
def sealed_off(outcome: Outcome, *, holds_picture: bool) -> Refusal | None:
    """A picture that came in before the lock: nobody opens it, nobody prints it, and it stays."""
    if not holds_picture or Lock.IMAGE not in outcome.locks:
        return None
    return Refusal(
        "file-sealed-off",
        "This file holds a picture, and this may be about a nude or sexual picture. Nobody opens,"
        " prints or passes it on. It is kept as it is, sealed, until the police or another"
        " authority has said what happens with it.",
        ("TP-A1-0.1", "TP-A1-0.4"),
        mender=LEAD,
    )
