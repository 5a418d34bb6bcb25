"""The rules that hold in every state. Shown as they are, and kept by what is named beside them."""

from dataclasses import dataclass

from bield.concerns.lenses import matching
from bield.concerns.lenses.shapes import Facts


@dataclass(frozen=True, slots=True)
class StandingRule:
    code: str
    says: str
    who: str
    clauses: tuple[str, ...]


ALL_RULES = (
    StandingRule(
        "P1",
        "Do not look at an indecent picture of anyone under 18. Do not save, store, copy or print"
        " it, and do not pass it on.",
        "everyone, the lead and this software too",
        ("TP-A1-0.1",),
    ),
    StandingRule(
        "P2",
        "Do not ask a child to share, send or download it.",
        "everyone",
        ("TP-A1-0.2",),
    ),
    StandingRule(
        "P3",
        "Do not delete it, and do not ask the young person to delete it.",
        "everyone, and whatever deletes by itself",
        ("TP-A1-0.4",),
    ),
    StandingRule(
        "P4",
        "Tell nobody about it but the safeguarding lead or a deputy: not even parents or carers."
        " The lead decides about them later.",
        "everyone else",
        ("TP-A1-0.5", "TP-A1-9d"),
    ),
    StandingRule(
        "P5",
        "Do not blame or shame. Say that it has to be reported, and that support follows.",
        "whoever hears it",
        ("TP-A1-0.6", "TP-A1-0.7", "TP-3.4.4"),
    ),
    StandingRule(
        "P6",
        "If you saw it by accident, tell the safeguarding lead that you did.",
        "whoever saw it",
        ("TP-A1-0.3",),
    ),
    StandingRule(
        "P7",
        "Hide unsafe content: make the window small or switch the screen off. Leave the computer"
        " on.",
        "whoever finds it",
        ("EY-37a", "EY-37b"),
    ),
    StandingRule(
        "P8",
        "Secure and keep evidence and devices. Never send the material on.",
        "everyone",
        ("TP-A1-6a",),
    ),
    StandingRule(
        "P9",
        "Consent that is missing or refused never stops protection when somebody suffers"
        " significant harm or is likely to.",
        "lead",
        ("SR-6a", "OT-38a"),
    ),
    StandingRule(
        "P10",
        "While an authority inquires, do not act ahead of it: no interviews, no sanctions, no"
        " deleting, no closing.",
        "everyone",
        ("TP-A1-6d", "TP-A1-7b"),
    ),
    StandingRule(
        "P11",
        "The same rules hold whatever the device, network, place or platform.",
        "everyone",
        ("TP-2.3", "TP-2.4a", "OT-3", "OT-5d"),
    ),
    StandingRule(
        "P12",
        "Anyone under 18 is a child, whatever they do and wherever they live.",
        "everyone",
        ("OT-9a", "OT-9b", "TP-3.4.5b"),
    ),
    StandingRule(
        "P13",
        "Young people are not made criminals without need.",
        "lead",
        ("TP-3.4.5d",),
    ),
    StandingRule(
        "P14",
        "Whoever is named, and whoever could warn them, has no access and hears nothing.",
        "this software",
        ("OT-14c", "EY-77", "TP-3.5.3b"),
    ),
    StandingRule(
        "P15",
        "Anyone may report, with or without an account. They are listened to, it is written down,"
        " and they are supported.",
        "everyone",
        ("OT-35c", "OT-36a", "OT-36b", "OT-36c", "EY-40"),
    ),
)

RULES = {rule.code: rule for rule in ALL_RULES}
ABOUT_PICTURES = ALL_RULES[:5]  # shown before any other field


def first(facts: Facts) -> tuple[StandingRule, ...]:
    """What stands before any field: where there is a picture, or may be."""
    return ABOUT_PICTURES if matching.picture(facts) else ()
