"""May we? How a permission stands at one moment, from facts in hand. Pure.

For a child every guardian with parental responsibility answers, and the child too from the age that
the question names; a child's own no wins, whatever anybody else said. Everybody else answers for
themself. Nothing that is not known is leave: no question, no guardian, no answer is "missing".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bield.agreements.rules.figures import goes_further
from bield.agreements.states import IN_WRITING, Audience, Said, Stands
from bield.kit.keeps import keeps
from bield.people.ages import is_child_on, years_on
from bield.people.states import ADULTS_OF_THE_ORGANISATION, GUARDED, Role


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that stand today for one purpose and audience."""

    digest: str
    from_years: int = 0
    months: int | None = None  # for which a yes stands
    checked: bool = False  # whether it is understood is asked with it
    figures: str = ""  # in force for the purpose, as they are printed


@dataclass(frozen=True, slots=True)
class Heard:
    """The last that one signer said."""

    said: str
    digest: str
    how: str
    last_day: date | None = None
    audience: str = ""  # in whose words they were asked
    months: int | None = None  # for which a yes stood when it was said
    understood: bool = False  # the question that goes with it was answered rightly
    figures: str = ""  # that were read
    contract_over: bool = False  # of the contractor who said it then


class Spoken(Protocol):
    """The last answer, as it is kept."""

    said: str
    digest: str
    how: str
    last_day: date | None


class Words(Protocol):
    """A question that stands."""

    digest: str
    audience: str


@dataclass(slots=True)
class Known:
    """Somebody, as they are on the day that is asked about."""

    born_on: date | None = None
    precision: str = "day"
    roles: set[str] = field(default_factory=set)
    guardians: list[int] = field(default_factory=list)  # with parental responsibility
    perhaps: list[int] = field(default_factory=list)  # of whom that is not known


@dataclass(frozen=True, slots=True)
class Waits:
    """From whom an answer is still wanted. None: somebody whom nobody has named yet."""

    person_id: int | None
    audience: Audience
    why: Stands  # missing or expired
    asked: bool = True  # else nobody has words for them, and no answer can come


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer to "may we?" about one person and one purpose."""

    stands: Stands
    waits: tuple[Waits, ...] = ()
    by: tuple[int, ...] = ()  # who refused or took it back

    @property
    def granted(self) -> bool:
        return self.stands == Stands.GRANTED


MISSING, GRANTED = Standing(Stands.MISSING), Standing(Stands.GRANTED)
AGAINST: dict[str, Stands] = {Said.NO: Stands.REFUSED, Said.WITHDRAWN: Stands.WITHDRAWN}


@keeps("SR-13a", "SR-13b", "SR-14", "SR-15", waits=("online_sessions",))
def stand(
    me: int,
    known: Known,
    asked: Mapping[Audience, Asked],
    heard: Mapping[int, Heard],
    *,
    on: date,
) -> Standing:
    """`asked` and `heard` are of one purpose; `heard` by signer."""
    signers = list(who_answers(me, known, asked, on))
    against = {one: AGAINST[said.said] for one, said in heard.items() if said.said in AGAINST}
    if against:
        # Whoever says no is heard also where nobody has to ask them: a child below the age, say, or
        # a parent of whom it is not known any more whether they have responsibility.
        perhaps = known.perhaps if _is_child(known, on) else []
        heard_of = (me, *(one for one, _ in signers), *perhaps)
        by = dict.fromkeys(one for one in heard_of if one in against)
        if by:
            refused = any(against[one] == Stands.REFUSED for one in by)
            return Standing(Stands.REFUSED if refused else Stands.WITHDRAWN, by=tuple(by))
    waits = [
        Waits(one, audience, why, asked=audience in asked)
        for one, audience in signers
        if (why := wanting(asked.get(audience), heard.get(one or 0), audience, on)) is not None
    ]
    if not waits:
        return GRANTED
    expired = all(one.why == Stands.EXPIRED for one in waits)
    return Standing(Stands.EXPIRED if expired else Stands.MISSING, waits=tuple(waits))


def who_answers(
    me: int, known: Known, asked: Mapping[Audience, Asked], on: date
) -> Iterator[tuple[int | None, Audience]]:
    """Each whose yes is needed, and in whose words they are asked."""
    if not _is_child(known, on):
        yield me, audience_of(known.roles)
        return
    guardians: list[int | None] = [*known.guardians]
    yield from ((one, Audience.GUARDIAN) for one in guardians or [None])
    own = asked.get(Audience.CHILD)
    if own is None:
        return  # the organisation asks no child for this; a no of theirs counts all the same
    years = years_on(known.born_on, known.precision, on)
    if years is None or years >= own.from_years:
        yield me, Audience.CHILD


def _is_child(known: Known, on: date) -> bool:
    """Nobody under 18 is given a guarded post: it says what no birth date does."""
    if known.born_on is None and known.roles & GUARDED:
        return False
    return is_child_on(known.born_on, known.precision, on)


def audience_of(roles: set[str]) -> Audience:
    """Of an adult. Who works here under a contract of their own is asked in writing."""
    if Role.CONTRACTOR in roles:
        return Audience.CONTRACTOR
    return Audience.STAFF if roles & ADULTS_OF_THE_ORGANISATION else Audience.ADULT


@keeps("TP-5.4")
def answers(asked: Asked, audience: Audience, heard: Heard) -> bool:
    """A yes is to the words that stand, put to the same audience, for no longer than they say; to
    figures that go as far as those in force; and understood, where that is asked."""
    if goes_further(asked.figures, heard.figures) or (asked.checked and not heard.understood):
        return False
    shorter = asked.months is not None and (heard.months is None or heard.months > asked.months)
    same = heard.digest == asked.digest and heard.audience == audience
    return heard.said == Said.YES and same and not shorter


def in_writing(stands: Spoken, asked: Words, said: str, how: str, on: date) -> bool:
    """A contractor says yes once more, online, to what they signed on paper: the paper is not
    hidden by it. Else the last answer is the one that counts."""
    if asked.audience != Audience.CONTRACTOR or said != Said.YES or how in IN_WRITING:
        return False
    runs = stands.last_day is None or stands.last_day >= on
    same = stands.said == Said.YES and stands.digest == asked.digest
    return same and runs and stands.how in IN_WRITING


def wanting(
    asked: Asked | None, heard: Heard | None, audience: Audience, on: date
) -> Stands | None:
    """Why a yes of this signer does not stand; None where it does."""
    if asked is None or heard is None or not answers(asked, audience, heard):
        return Stands.MISSING
    if audience == Audience.CONTRACTOR and heard.how not in IN_WRITING:
        return Stands.MISSING
    if heard.contract_over or (heard.last_day is not None and heard.last_day < on):
        return Stands.EXPIRED
    return None
