from collections.abc import Collection
from dataclasses import dataclass

from bield.concerns import queries as concerns
from bield.kit import times
from bield.kit.components import Tone
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.people.states import Role
from bield.policies import packs
from bield.policies.keepers import keepers
from bield.policies.packs import Clause
from bield.policies.proofs import proofs
from bield.policies.states import MODE_WORDS, STANDING_WORDS, Mode, Standing

READERS = (
    Role.LEAD, Role.DEPUTY, Role.HEAD, Role.BOARD, Role.BOARD_CHAMPION, Role.POLICY_OFFICER,
)  # fmt: skip
TONES = {
    Standing.PROVED: Tone.DONE,
    Standing.WAITING: Tone.SOON,
    Standing.UNPROVED: Tone.DANGER,
    Standing.OPEN: Tone.QUIET,
}


@dataclass(frozen=True)
class Row:
    """A clause with what keeps it and what proves it."""

    clause: Clause
    keepers: tuple[str, ...]
    proofs: tuple[str, ...]
    waits: tuple[str, ...]

    @property
    def standing(self) -> Standing:
        if not self.keepers:
            return Standing.OPEN
        if not self.proofs:
            return Standing.UNPROVED
        return Standing.WAITING if self.waits else Standing.PROVED


def clauses(rooms: Collection[str] | None = None) -> list[Row]:
    """Every clause of the packs, or those that the named rooms carry."""
    proving = proofs()
    keeping: dict[str, list[str]] = {}
    waiting: dict[str, set[str]] = {}
    for keeper in keepers():
        for clause in keeper.clauses:
            keeping.setdefault(clause, []).append(keeper.path)
            waiting.setdefault(clause, set()).update(keeper.waits)
    return [
        Row(
            clause,
            tuple(keeping.get(clause.id, ())),
            proving.get(clause.id, ()),
            tuple(sorted(waiting.get(clause.id, ()))),
        )
        for clause in packs.clauses().values()
        if not rooms or clause.room in rooms
    ]


def rooms() -> list[str]:
    return sorted({clause.room for clause in packs.clauses().values()})


def departures() -> list[str]:
    """What code and tests say of clauses that no pack knows, in sentences."""
    known = packs.clauses().keys()
    return [
        *(
            f"{keeper.path} keeps {clause}, which no pack knows"
            for keeper in keepers()
            for clause in keeper.clauses
            if clause not in known
        ),
        *(
            f"{test} proves {clause}, which no pack knows"
            for clause, tests in proofs().items()
            for test in tests
            if clause not in known
        ),
    ]


@dataclass(frozen=True)
class Shown:
    """One clause as the board shows it."""

    id: str
    says: str
    room: str
    mode: str
    standing: str
    tone: str
    keepers: tuple[str, ...]
    proofs: tuple[str, ...]
    waits: str
    outside: bool
    wanted: str  # a lesson asks for a change to it: which one, and by when


@dataclass(frozen=True)
class Part:
    """A room of the house, with how many of its clauses are carried how far."""

    room: str
    words: str
    kept: int
    proved: int
    total: int


@dataclass(frozen=True)
class Board:
    parts: tuple[Part, ...]
    whole: Part
    chosen: bool  # somebody asked for a part of it
    rows: tuple[Shown, ...]


def board(actor: Actor, *, room: str = "", standing: str = "") -> Board:
    """The board of clauses, for those who answer for the policy."""
    if not actor.holds(*READERS):
        raise NotFound("board")
    everything = clauses()
    wanted = concerns.wanted_clauses(actor, [row.clause.id for row in everything])
    chosen = bool(room or standing)
    return Board(
        parts=tuple(
            _part(name, [row for row in everything if row.clause.room == name]) for name in rooms()
        ),
        whole=_part("", everything),
        chosen=chosen,
        rows=tuple(
            _shown(row, wanted.get(row.clause.id))
            for row in everything
            if chosen and room in {"", row.clause.room} and standing in {"", row.standing}
        ),
    )


def _part(room: str, rows: list[Row]) -> Part:
    return Part(
        room=room,
        words=_in_words(room).capitalize(),
        kept=sum(bool(row.keepers) for row in rows),
        proved=sum(bool(row.keepers and row.proofs) for row in rows),
        total=len(rows),
    )


def _shown(row: Row, wanted: concerns.ClauseWanted | None) -> Shown:
    return Shown(
        id=row.clause.id,
        says=row.clause.says,
        room=_in_words(row.clause.room),
        mode=MODE_WORDS[Mode(row.clause.mode)],
        standing=STANDING_WORDS[row.standing],
        tone=TONES[row.standing],
        keepers=tuple(_in_words(path.removeprefix("bield.")) for path in row.keepers),
        proofs=tuple(_in_words(test.split("::")[1].removeprefix("test_")) for test in row.proofs),
        waits=", ".join(map(_in_words, row.waits)),
        outside=row.clause.outside,
        wanted=f"{wanted.reference}, by {times.exact_day(wanted.due_on)}" if wanted else "",
    )


def _in_words(name: str) -> str:
    return name.replace("_", " ")
