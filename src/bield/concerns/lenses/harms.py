"""Danger now, significant harm, and what is illegal or may be. Data."""

from collections.abc import Callable

from bield.concerns.lenses import bodies, gravity, matching, settled
from bield.concerns.lenses.asking import yes_no
from bield.concerns.lenses.everyone import LEAD
from bield.concerns.lenses.shapes import (
    NO,
    NOW,
    Action,
    Done,
    Facts,
    Prohibition,
    Proposal,
    ProposalRule,
    always,
)
from bield.concerns.states import DeedKind, Family, Lens

ANYONE = "lead, deputy or officer; anyone if none of them is there"

QUESTIONS = (
    yes_no(
        "harmed",
        Lens.HARM,
        "Has the harm happened already?",
        "If somebody has been harmed, social care or the police are told at once.",
        clauses=("TP-A1-9e",),
        source="5.2",
    ),
    yes_no(
        "risk",
        Lens.ILLEGAL,
        "Is the person involved at immediate risk?",
        "Not known counts as immediate. No response is taken before this is answered.",
        clauses=("TP-A1-5",),
        source="5.3",
    ),
)


def _harm_clock(facts: Facts) -> str:
    at_once = not facts.says("harmed", "no") or matching.danger(facts)
    return NOW if at_once else "refer_harm"


def _written(facts: Facts) -> Done | None:
    """What, to whom, why, and how consent stood, with the sharing itself."""
    sent = settled.referrals(facts, bodies.HARM)
    full = [one for one in sent if all(one.says.get(name) for name in ("items", "why", "consent"))]
    return full[-1] if full else None


def _police_not_excused(facts: Facts) -> bool:
    """Only an experimental picture may stay without police although it is formally unlawful."""
    return not gravity.without_police(facts)


def _adult_decides(facts: Facts) -> bool:
    """Only adults who are not at risk are affected; they want no police; nobody else is at risk.

    Then the advice of an agency is enough.
    """
    return (
        not matching.child(facts)
        and not matching.adult_at_risk(facts)
        and facts.says("wishes", "no_police", "nothing")
        and not facts.says("wishes", "police")
        and facts.says("others_at_risk", NO)
    )


ACTIONS = (
    Action(
        "refer_danger",
        Lens.DANGER,
        "Report it to social care or the police as immediate danger",
        ANYONE,
        Family.REFER,
        clock=NOW,
        page="refer",
        clauses=("TP-A1-6c", "TP-A1-9e", "OT-7d"),
        source="5.1",
        bodies=bodies.DANGER,
        needs_reference=True,
    ),
    Action(
        "secure",
        Lens.DANGER,
        "Secure and keep evidence and hardware",
        "whoever is there, ICT support",
        Family.ACT,
        settled=settled.any_deed(DeedKind.CUSTODY),
        clock="secure",
        waivable=always,
        page="custody",
        clauses=("TP-A1-6a",),
        source="5.1",
    ),
    Action(
        "refer_harm",
        Lens.HARM,
        "Refer it to children’s or adults’ social care or the police",
        ANYONE,
        Family.REFER,
        clock=_harm_clock,
        page="refer",
        clauses=("OT-38a", "TP-A1-9e"),
        source="5.2",
        bodies=bodies.HARM,
        by_advice=always,
        needs_reference=True,
    ),
    Action(
        "write_sharing",
        Lens.HARM,
        "Write down what was shared, with whom, why, who decided, and how consent stood",
        LEAD,
        Family.ACT,
        settled=_written,
        when=lambda facts: bool(settled.referrals(facts, bodies.HARM)),
        clock="write_sharing",
        page="refer",
        clauses=("SR-6a", "SR-6b"),
        source="5.2",
    ),
    Action(
        "report_illegal",
        Lens.ILLEGAL,
        "Report it to the police, CEOP, IWF or social care, whichever fits",
        "officer, lead",
        Family.REFER,
        when=_police_not_excused,
        clock="report_illegal",
        page="refer",
        clauses=("TP-A1-7a", "TP-3.6.3"),
        source="5.3",
        bodies=bodies.ILLEGAL,
        by_advice=_adult_decides,
        needs_reference=True,
    ),
)

PROHIBITIONS = (
    Prohibition(
        "no-sending-on",
        Lens.DANGER,
        "Never send the material on. Secure the device instead.",
        ("TP-A1-6a",),
        "5.1",
    ),
    Prohibition(
        "no-delay",
        Lens.DANGER,
        "Do not wait with the referral for a form, a meeting, consent or a parent.",
        ("TP-A1-9e",),
        "5.1",
    ),
    Prohibition(
        "no-consent-asked-first",
        Lens.HARM,
        "Do not make consent a condition.",
        ("SR-6a",),
        "5.2",
    ),
    Prohibition(
        "agencies-only",
        Lens.HARM,
        "Share only with an agency or professional, and only what is needed.",
        ("SR-6b",),
        "5.2",
    ),
    Prohibition(
        "no-ict-alone",
        Lens.ILLEGAL,
        "ICT support or a manager does not handle this alone.",
        ("TP-3.6.3",),
        "5.3",
    ),
    Prohibition(
        "no-warning-only",
        Lens.ILLEGAL,
        "A warning alone does not settle this.",
        ("TP-3.6.3",),
        "5.3",
        when=_police_not_excused,
    ),
)


def _and(*conditions: Callable[[Facts], bool]) -> Callable[[Facts], bool]:
    return lambda facts: all(condition(facts) for condition in conditions)


PROPOSALS = (
    ProposalRule(
        Proposal(bodies.POLICE, "Somebody may be in danger now.", mandatory=True), Lens.DANGER
    ),
    ProposalRule(
        Proposal(bodies.CHILDRENS_CARE, "A child may be in danger or harmed.", mandatory=True),
        Lens.DANGER,
        matching.child,
    ),
    ProposalRule(
        Proposal(bodies.ADULTS_CARE, "An adult at risk may be in danger.", mandatory=True),
        Lens.DANGER,
        matching.adult_at_risk,
    ),
    ProposalRule(
        Proposal(bodies.CHILDRENS_CARE, "A child suffers significant harm or may.", mandatory=True),
        Lens.HARM,
        matching.child,
    ),
    ProposalRule(
        Proposal(bodies.ADULTS_CARE, "An adult at risk suffers harm or may.", mandatory=True),
        Lens.HARM,
        matching.adult_at_risk,
    ),
    ProposalRule(Proposal(bodies.POLICE, "It may be a crime."), Lens.ILLEGAL, _police_not_excused),
    ProposalRule(
        Proposal(bodies.CHILDRENS_CARE, "The welfare of a child is in doubt."),
        Lens.ILLEGAL,
        _and(matching.child, _police_not_excused),
    ),
)
