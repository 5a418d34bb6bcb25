"""Whom the names in a file mean: its person, or somebody else who is called the same. Pure."""

from dataclasses import dataclass

from bield.concerns.capsule.shapes import Content, Named, Subject, Told
from bield.concerns.states import PartyRole


@dataclass(frozen=True)
class Meant:
    """The people of one concern, told apart."""

    own: Named | None  # the person of the file, as the concern names them
    others: tuple[Named, ...]
    surely: bool  # whether that one is the person of the file, and nobody of the same name

    @property
    def names(self) -> tuple[str, ...]:
        """Names that may be those of somebody else."""
        also = () if self.own is None or self.surely else (self.own.name,)
        return (*also, *(one.name for one in self.others))


def meant(told: Told, person: Subject) -> Meant:
    """One of them is the person of the file, and no second of that name. What they are called
    counts only where nobody has the name itself."""
    found = _called(told, person.name) or _called(told, person.known_as)
    about = [place for place in found if told.people[place].role == PartyRole.SUBJECT]
    place = next(iter(about or found), None)
    others = tuple(one for at, one in enumerate(told.people) if at != place)
    return Meant(None if place is None else told.people[place], others, surely=bool(about))


def names_of(content: Content) -> frozenset[str]:
    """Every name in a file that may be somebody’s who must not see it."""
    return frozenset(
        name for told in content.concerns for name in meant(told, content.person).names
    )


def _called(told: Told, name: str) -> list[int]:
    wanted = _plain(name)
    return [at for at, one in enumerate(told.people) if wanted and _plain(one.name) == wanted]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
