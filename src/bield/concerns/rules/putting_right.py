"""When the people of a concern can be put right. Pure."""

from bield.concerns.about import About
from bield.concerns.states import PartyRole
from bield.concerns.unnamed import names_said
from bield.kit.refusals import Refusal
from bield.kit.written import written


def somebody(who: About, *, known: bool, already: bool) -> list[Refusal]:
    """A person of the house or a name, with a part, and not twice."""
    refusals = []
    if who.role not in PartyRole.values:
        refusals.append(Refusal("no-part", "Choose what part they have in it.", field="role"))
    if (who.person_id is not None and not known) or (
        who.person_id is None and not written(who.name)
    ):
        refusals.append(
            Refusal("unknown-person", "Choose a person from the list, or type the name.", field=WHO)
        )
    if already:
        refusals.append(
            Refusal(
                "in-it-already",
                "This person is in it already. Choose somebody else, or take out whoever was named"
                " by mistake.",
                field=WHO,
            )
        )
    return refusals


WHO = "person"


def taken_out(*, marked: bool) -> Refusal | None:
    """What was seen on somebody's body was seen on somebody."""
    if not marked:
        return None
    return Refusal(
        "has-a-body-map",
        "There is a body map of this person. Say who was meant instead: the map goes with them.",
        mender="whoever works on the concern",
    )


def without_them(reason: str, name: str) -> Refusal | None:
    """The reason is read with the files of others: it does not name who was named by mistake."""
    if not names_said(reason, [name]):
        return None
    return Refusal(
        "names-somebody",
        "Leave out the name of who was named by mistake, and what is like it. The reason stays in"
        " the chronology.",
        field="reason",
    )


def somebody_reads_it(left: int) -> Refusal | None:
    """Whoever is named reads it no more; somebody must."""
    if left:
        return None
    return Refusal(
        "nobody-would-be-left",
        "Then nobody could read this concern. Fill another safeguarding post first, or name an"
        " outside contact.",
        mender="whoever appoints",
        link="/people/posts/",
        field=WHO,
    )
