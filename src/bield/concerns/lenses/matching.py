"""When each lens matches. Unsure acts as yes, and what was chosen elsewhere only adds. Pure.

An answer to a follow-up counts only while the question it follows still stands: a lens can be
left again by changing the answer that led into it.
"""

from bield.concerns.lenses import kinds
from bield.concerns.lenses.bodies import ADULTS_CARE, CARE, CHILDRENS_CARE, REPORT_FRAUD
from bield.concerns.lenses.shapes import NO, UNSURE, Affected, Answers, Facts, LensRule
from bield.concerns.states import Danger, Lens, PartyRole
from bield.kit.keeps import keeps
from bield.people.states import Protection

ADULTS_HERE = ("staff", "volunteer", "contractor", "guest", "board", "lead", "head")
FRAUD = frozenset({REPORT_FRAUD})
LEFT = ("adults_passed_on", "adult_without_consent")  # only adults are shown


@keeps("TP-A1-5", "TP-A1-6c", "TP-1.4.1")
def danger(facts: Facts) -> bool:
    return (
        in_danger(facts)
        or (kinds.may_harm_self(facts) and facts.may_be("welfare"))
        or (illegal(facts) and facts.may_be("risk"))
        or (image(facts) and facts.may_be("image_harm"))
        or (allegation(facts) and facts.may_be("crime_or_danger"))
    )


def in_danger(facts: Facts) -> bool:
    """What triage says stands over what the reporter said."""
    if facts.asked("danger"):
        return facts.may_be("danger")
    return facts.danger_now != Danger.NO


def picture(facts: Facts) -> bool:
    """Somebody spoke of a nude or sexual picture: of whom, and whether it is one, comes next."""
    return facts.may_be("image") or kinds.adds(facts, Lens.IMAGE)


@keeps("TP-3.4.2.2", "TP-3.4.2.3")
def left_image(facts: Facts) -> bool:
    """Only adults are shown, or there are only words: other lenses, and no handling of pictures."""
    if facts.says("kinds", kinds.ABUSE_IMAGES):
        return False
    return facts.says("shown", *LEFT) or facts.says("form", "text")


def image(facts: Facts) -> bool:
    return picture(facts) and not left_image(facts)


@keeps("TP-3.4.2.1")
def adult_made_it(facts: Facts) -> bool:
    return image(facts) and facts.may_be("adult_part")


@keeps("TP-2.9d", "EY-82b", "EY-83b")
def allegation(facts: Facts) -> bool:
    """Who it is about weighs as much as the answer; a person not known counts as an adult."""
    return _allegation(facts) or (_contact(facts) and facts.says("relation", "staff"))


def _allegation(facts: Facts) -> bool:
    if facts.may_be("allegation") or facts.says("behaviour", *ADULTS_HERE):
        return True
    if any(
        one.role == PartyRole.ALLEGED and one.adult_of_the_organisation for one in facts.affected
    ):
        return True
    if picture(facts) and facts.says("seen", "adult_here"):
        return True
    return not facts.asked("allegation") and (facts.colleague or facts.says("behaviour", UNSURE))


def harm(facts: Facts) -> bool:
    return facts.may_be("harm") or (image(facts) and facts.may_be("image_harm"))


@keeps("TP-A1-3", "TP-3.6.3")
def illegal(facts: Facts) -> bool:
    return (
        facts.may_be("illegal")
        or kinds.adds(facts, Lens.ILLEGAL)
        or adult_made_it(facts)
        or (picture(facts) and facts.says("shown", "adult_without_consent"))
        or (allegation(facts) and facts.may_be("crime_or_danger"))
    )


def general(facts: Facts) -> bool:
    return facts.says("illegal", NO) and not illegal(facts)


@keeps("EY-31", "TP-1.4.2")
def contact(facts: Facts) -> bool:
    return _contact(facts) or (_allegation(facts) and facts.may_be("grooming"))


def _contact(facts: Facts) -> bool:
    return (
        facts.may_be("contact")
        or kinds.adds(facts, Lens.CONTACT)
        or adult_made_it(facts)
        or (picture(facts) and facts.says("form", "text") and facts.may_be("text_pressure"))
    )


def radicalisation(facts: Facts) -> bool:
    return facts.may_be("radicalisation") or kinds.adds(facts, Lens.RADICALISATION)


def bullying(facts: Facts) -> bool:
    return facts.may_be("bullying") or kinds.adds(facts, Lens.BULLYING)


def security(facts: Facts) -> bool:
    return facts.may_be("security") or kinds.adds(facts, Lens.SECURITY)


def child(facts: Facts) -> bool:
    """A child is affected, or may be: nobody named and nothing answered counts as a child."""
    if facts.says("affected", "child", UNSURE):
        return True
    named = [one.protection for one in facts.affected if counts(one)]
    if any(one in {Protection.CHILD, Protection.UNKNOWN_AGE} for one in named):
        return True
    return not named and not facts.asked("affected")


def adult_at_risk(facts: Facts) -> bool:
    return facts.says("affected", "adult_at_risk") or any(
        one.protection == Protection.ADULT_AT_RISK for one in facts.affected
    )


def adult(facts: Facts) -> bool:
    """An adult is affected: what they wish is asked."""
    return (
        adult_at_risk(facts)
        or facts.says("affected", "adult")
        or (picture(facts) and facts.says("shown", "adult_without_consent"))
        or any(not one.protection and one.role == PartyRole.SUBJECT for one in facts.affected)
    )


def fitting(facts: Facts, bodies: frozenset[str]) -> frozenset[str]:
    """Social care by age: where either could take it, the one for whoever is affected. Fraud is for
    those who take fraud, and nothing else is."""
    if bodies >= FRAUD and not security(facts):
        bodies = bodies - FRAUD
    if not bodies >= CARE or child(facts) == adult_at_risk(facts):
        return bodies
    return bodies - {ADULTS_CARE if child(facts) else CHILDRENS_CARE}


def counts(one: Affected) -> bool:
    """A child who is alleged to have done harm is affected too."""
    return one.role != PartyRole.ALLEGED or bool(one.protection)


# The stricter before the less strict.
LENSES = (
    LensRule(
        Lens.DANGER,
        danger,
        "Somebody is in danger now or may be: as the reporter or triage says, the risk of something"
        " illegal is immediate, a child is harmed by a picture, an allegation is of a crime, or"
        " somebody may think of hurting themself.",
        ("TP-A1-5", "TP-A1-9e"),
        "T4, 5.3, N9, A3",
    ),
    LensRule(
        Lens.IMAGE,
        image,
        "There is a nude or sexual picture, or may be, unless only adults are shown or there are"
        " only words.",
        ("TP-3.4.6", "TP-3.4.2.2", "TP-3.4.2.3"),
        "T6, N1, N2",
    ),
    LensRule(
        Lens.ALLEGATION,
        allegation,
        "The behaviour of an adult of this organisation is in question, or may be.",
        ("TP-2.9d", "OT-14c", "EY-82b", "EY-83b"),
        "T7, R3, 5.5",
    ),
    LensRule(
        Lens.HARM,
        harm,
        "Somebody suffers significant harm or is likely to, or may be.",
        ("OT-38a", "SR-6a"),
        "T5, N9",
    ),
    LensRule(
        Lens.ILLEGAL,
        illegal,
        "What was seen or done is illegal or may be: by the answer, or because of the kind, the"
        " part of an adult, or a picture passed on without the agreement of the adult shown.",
        ("TP-A1-3", "TP-3.6.3", "TP-3.4.2.1", "TP-3.4.5c"),
        "T8, N1, N3, A3",
    ),
    LensRule(
        Lens.CONTACT,
        contact,
        "An adult makes unsuitable contact, or may: by the answer, the kind, the part of an adult"
        " in a picture, or pressure in words.",
        ("EY-31", "TP-3.4.2.3"),
        "T9, N2, N3, A4",
    ),
    LensRule(
        Lens.RADICALISATION,
        radicalisation,
        "There are signs of radicalisation or extremism, or may be.",
        ("TP-4.1",),
        "T10",
    ),
    LensRule(
        Lens.BULLYING,
        bullying,
        "Somebody is bullied online, or may be.",
        ("TP-3.1.1a", "EY-33a"),
        "T11",
    ),
    LensRule(
        Lens.SECURITY,
        security,
        "Fraud, phishing, identity theft, hacking, or a password that is known.",
        ("TP-3.6.2", "EY-21"),
        "T12",
    ),
    LensRule(
        Lens.GENERAL,
        general,
        "It is not illegal: somebody said so, and nothing else says otherwise.",
        ("TP-A1-4b", "TP-7.2a"),
        "T8",
    ),
    LensRule(Lens.ALL, lambda _facts: True, "Every concern."),
)


def only_adults(answers: Answers) -> bool:
    """An adult did it, and no child: as far as triage says whose behaviour is in question."""
    said = set(answers.get("behaviour", ()))
    return bool(said) and said <= {*ADULTS_HERE, "parent", "other_adult"}
