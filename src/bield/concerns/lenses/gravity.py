"""How grave it is, which class, who is meant: what the table reckons rather than looks up. Pure."""

from collections.abc import Iterable

from bield.concerns.lenses import kinds, matching
from bield.concerns.lenses.shapes import NO, YES, Affected, Facts
from bield.concerns.states import Area, NudeClass, PartyRole, Risk
from bield.kit.keeps import keeps

# What must be known before any response. One that is not known counts as the higher level.
SEVERITY = ("danger", "harm", "illegal", "spreading")

# Elements besides making, sending or having a picture: any yes makes it aggravated.
ELEMENTS = (
    "pressure",
    "threat",
    "blackmail",
    "passed_on",
    "intent",
    "reckless",
    "gap",
    "capacity",
    "unusual",
    "abusive",
)
# With the part of an adult, pressure and what is unusual, the five on which one refers at once.
CRITERIA = ("under_13", "image_harm")


@keeps("TP-A1-2")
def severity(facts: Facts) -> Risk:
    """The highest that anything says; not known counts as the higher level."""
    if matching.danger(facts):
        return Risk.DANGER
    grave = (
        matching.harm,
        matching.image,
        matching.allegation,
        matching.illegal,
        matching.contact,
        matching.radicalisation,
    )
    if any(lens(facts) for lens in grave):
        return Risk.HIGH
    if matching.child(facts) or matching.adult_at_risk(facts) or facts.may_be("spreading"):
        return Risk.RAISED
    return Risk.LOW


def severity_known(facts: Facts) -> bool:
    return all(facts.asked(question) for question in SEVERITY)


@keeps("TP-3.4.7.1", "TP-3.4.7.2", "TP-3.6.3")
def nude_class(facts: Facts) -> NudeClass | None:
    """Worked out, never chosen. One element that is not known keeps it from being classed."""
    if not matching.image(facts):
        return None
    if any(facts.says(one, YES) for one in ("adult_part", "contact", *ELEMENTS)):
        return NudeClass.AGGRAVATED
    if facts.says("kinds", kinds.ABUSE_IMAGES):  # a crime, whatever else was answered
        return NudeClass.AGGRAVATED
    clear = all(facts.says(one, NO) for one in ("adult_part", *ELEMENTS, *CRITERIA))
    if not clear or matching.contact(facts) or matching.allegation(facts):
        return NudeClass.NOT_CLASSED
    return NudeClass.EXPERIMENTAL


def without_police(facts: Facts) -> bool:
    """Only what is experimental may end without the police although it is formally unlawful."""
    return nude_class(facts) == NudeClass.EXPERIMENTAL


def refer_at_once(facts: Facts) -> bool:
    """One of the five on which a picture is referred without waiting for anything else."""
    five = ("adult_part", "capacity", "unusual", *CRITERIA)
    return matching.image(facts) and any(facts.may_be(one) for one in five)


def strict(facts: Facts) -> bool:
    """A lens matches under which an authority must hear of it."""
    return (
        matching.danger(facts)
        or matching.harm(facts)
        or matching.allegation(facts)
        or matching.contact(facts)
        or (matching.illegal(facts) and not without_police(facts))
        or (matching.image(facts) and not without_police(facts))
    )


def watched(facts: Facts) -> bool:
    """Online abuse: somebody looks again on a day, and nobody may leave that out."""
    lenses = (matching.harm, matching.image, matching.contact, matching.allegation)
    return matching.bullying(facts) or any(lens(facts) for lens in lenses)


def alleged(facts: Facts) -> frozenset[int]:
    return frozenset(one.number for one in facts.affected if one.role == PartyRole.ALLEGED)


def helped(facts: Facts) -> Iterable[Affected]:
    """Support is for everybody but adults alleged to have done harm."""
    return (one for one in facts.affected if matching.counts(one))


@keeps("TP-3.4.2.2", "TP-3.4.2.3")
def areas(facts: Facts) -> frozenset[Area]:
    """Those chosen, those the kinds lie in, and where it belongs that is no matter of pictures."""
    said = (Area(one) for one in facts.answers.get("areas", ()) if one in Area.values)
    of_kinds = (kind.area for kind in kinds.chosen(facts))
    return frozenset([*said, *of_kinds, *_instead_of_picture(facts)])


def _instead_of_picture(facts: Facts) -> Iterable[Area]:
    if not matching.picture(facts) or matching.image(facts):
        return
    if facts.says("form", "text"):
        yield Area.CONTACT if matching.contact(facts) else Area.CONDUCT
    elif facts.says("shown", "adults_passed_on"):
        yield from (Area.CONTENT, Area.CONDUCT)


def age_16_or_17(facts: Facts) -> bool:
    return any(one.age in {16, 17} for one in helped(facts))


def parent_in_question(facts: Facts) -> bool:
    """A parent, or somebody at home, is or may be who did it."""
    named = alleged(facts)
    return (
        any(one.party in named for one in facts.guardians if one.party is not None)
        or facts.says("behaviour", "parent")
        or (matching.contact(facts) and facts.says("relation", "family"))
        or facts.may_be("at_home")
    )
