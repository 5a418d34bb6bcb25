"""What families and colleagues of the demonstration answered: with an account, or on paper."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bield.agreements import commands, queries
from bield.agreements.states import How, Purpose, Said
from bield.front.demo import cast
from bield.front.demo.asked import CONDUCT, EVENTS, PHOTOGRAPHS, RECORDING, USE, is_lively
from bield.front.demo.build import World
from bield.front.demo.cast import Member
from bield.kit.reading import reading
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Role

SIGNED = timedelta(days=11)  # the rules, by those who work here
UNSIGNED = frozenset({Role.VOLUNTEER, Role.CONTRACTOR})  # who has it still to do
TAKEN_BACK = timedelta(days=2)


@dataclass(frozen=True)
class Says:
    """One sheet, so many days ago: yes to all of it but some, or no."""

    signer: str
    person: str
    form: str
    ago: int
    said: Said = Said.YES
    but: frozenset[str] = frozenset()


PRIVATELY = frozenset({Purpose.PUBLICITY})
JOANNA, CONRAD, AALIYAH, IDRIS = (
    f"{name} Fernsby" for name in ("Joanna", "Conrad", "Aaliyah", "Idris")
)
RHYS, GETHIN = "Rhys Coldharbour", "Gethin Coldharbour"
KATHERINE, ROSALIND = "Katherine Moorcroft", "Rosalind Moorcroft"
HEATHER, JASPER, PIP, WREN = (
    f"{name} Summerhayes" for name in ("Heather", "Jasper", "Pip", "Wren")
)
SAYS = {
    cast.HARBOUR.name: (
        Says(JOANNA, AALIYAH, RECORDING, 28),
        Says(JOANNA, IDRIS, RECORDING, 28),
        Says(JOANNA, AALIYAH, PHOTOGRAPHS, 27),
        Says(JOANNA, IDRIS, PHOTOGRAPHS, 27, but=PRIVATELY),
        Says(CONRAD, AALIYAH, RECORDING, 26),
        Says(AALIYAH, AALIYAH, RECORDING, 25),
        Says(RHYS, RHYS, RECORDING, 24),
        Says(GETHIN, RHYS, RECORDING, 24),
        Says(ROSALIND, KATHERINE, RECORDING, 22, Said.NO),
        Says(RHYS, RHYS, PHOTOGRAPHS, 20, but=PRIVATELY),
        Says(JOANNA, AALIYAH, EVENTS, 19),
        Says(JOANNA, IDRIS, EVENTS, 19),
        Says(CONRAD, AALIYAH, EVENTS, 18),
        Says(AALIYAH, AALIYAH, EVENTS, 18),
        Says(RHYS, RHYS, EVENTS, 17),
        Says(GETHIN, RHYS, EVENTS, 17),
        Says(ROSALIND, KATHERINE, EVENTS, 16),
        Says(KATHERINE, KATHERINE, EVENTS, 16),
        Says("Winifred Tolland", "Winifred Tolland", EVENTS, 15),
        Says(RHYS, RHYS, USE, 11),
        Says(JOANNA, JOANNA, USE, 10),
        Says(JOANNA, AALIYAH, USE, 10),
    ),
    cast.BRAMBLE.name: (
        Says(HEATHER, PIP, RECORDING, 28),
        Says(HEATHER, WREN, RECORDING, 28),
        Says(HEATHER, PIP, PHOTOGRAPHS, 27),
        Says(HEATHER, WREN, PHOTOGRAPHS, 27, but=PRIVATELY),
        Says(JASPER, PIP, RECORDING, 25),
        Says("Marcus Ackerley", "Luna Ackerley", RECORDING, 22, Said.NO),
        Says(HEATHER, PIP, EVENTS, 19),
        Says(HEATHER, WREN, EVENTS, 19),
        Says(JASPER, WREN, EVENTS, 18),
        Says(HEATHER, HEATHER, USE, 10),
    ),
    cast.JUNIPER.name: (Says("Beatrice Oldacre", "Scarlett Oldacre", RECORDING, 22),),
    cast.LANTERN.name: (Says("Alasdair Whitlock", "Hana Whitlock", RECORDING, 22),),
}
BACK = {cast.HARBOUR.name: (JOANNA, IDRIS), cast.BRAMBLE.name: (HEATHER, WREN)}


def say(world: World, now: datetime) -> None:
    """In the order in which it came; one yes is taken back since."""
    for one in SAYS[world.cast.name]:
        _answer(world, one, now - timedelta(days=one.ago))
    if is_lively(world):
        _sign(world, now - SIGNED)
    if world.cast.name in BACK:
        signer, person = BACK[world.cast.name]
        at = now - TAKEN_BACK
        about = world.people[person].pk
        commands.withdraw(world.actor(signer, at), about, [Purpose.RECORD], at=at)


def _sign(world: World, at: datetime) -> None:
    for member in world.cast.members:
        held = {role for role, _ in member.posts}
        if held & ADULTS_OF_THE_ORGANISATION - UNSIGNED and not member.left_on:
            for form in (USE, CONDUCT):
                _answer(world, Says(member.name, member.name, form, 0), at)


def _answer(world: World, one: Says, at: datetime) -> None:
    """Who has no account here has signed on paper, and the house writes it down."""
    purposes = {put.purpose for put in queries.starters()[one.form].put}
    signs, about = world.people[one.signer].pk, world.people[one.person].pk
    house = world.house.organisation_id
    with reading(house):
        asked = queries.answerable(house, signs, about, purposes, at=at)
    asked = {purpose: found for purpose, found in asked.items() if found.needed}
    said = {purpose: Said.NO if purpose in one.but else one.said for purpose in asked}
    seen = {purpose: found.question.digest for purpose, found in asked.items()}
    right = {purpose: found.question.check_right for purpose, found in asked.items()}
    if not said:
        return
    if _member(world, one.signer).signs_in:
        by = world.actor(one.signer, at)
        commands.answer(by, about, said, seen=seen, understood=right, at=at)
        return
    commands.take_answer(
        world.house,
        signs,
        about,
        said,
        seen=seen,
        understood=right,
        how=How.PAPER,
        at=at,
        by=commands.Evidence(signed_on=at.date()),
    )


def _member(world: World, name: str) -> Member:
    return next(one for one in world.cast.members if one.name == name)
