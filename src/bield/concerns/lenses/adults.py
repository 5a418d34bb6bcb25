"""An adult of the organisation whose behaviour is in question. Data."""

from bield.concerns.lenses import bodies, settled
from bield.concerns.lenses.asking import choose, yes_no
from bield.concerns.lenses.shapes import (
    NOW,
    Action,
    Done,
    Facts,
    Prohibition,
    Proposal,
    ProposalRule,
    Question,
    always,
)
from bield.concerns.states import Family, Lens

LIMBS = ("limb_harm", "limb_offence", "limb_risk", "limb_suitable")
HANDLER = "lead; deputy and board champion if the lead is named"


def adults_only(facts: Facts) -> bool:
    """No child is concerned: the officer of the local authority does not cover adults."""
    return facts.says("concerned", "adult_at_risk") and not facts.says(
        "concerned", "child", "other_adult", "unsure"
    )


def _limb(code: str, asks: str) -> Question:
    return yes_no(
        code,
        Lens.ALLEGATION,
        asks,
        "Yes or not known is above the threshold. Nobody decides it alone.",
        clauses=("OT-14d",),
        source="A7",
    )


QUESTIONS = (
    choose(
        "named",
        Lens.ALLEGATION,
        "Whom does it name?",
        "Whoever it names has no access, and whoever comes next takes it.",
        (
            ("worker", "Staff, volunteer, guest or contractor"),
            ("lead", "The safeguarding lead or a deputy"),
            ("head", "The head, manager or owner"),
        ),
        many=True,
        clauses=("OT-14c", "TP-11.3"),
        source="A1",
    ),
    choose(
        "concerned",
        Lens.ALLEGATION,
        "Whom does it concern?",
        "",
        (
            ("child", "A child"),
            ("adult_at_risk", "An adult at risk"),
            ("other_adult", "Another adult"),
        ),
        many=True,
        clauses=("OT-14d",),
        source="A2",
    ),
    yes_no(
        "crime_or_danger",
        Lens.ALLEGATION,
        "May it be a crime, or is somebody in danger from this person?",
        "Then the police and social care do not wait for anybody’s advice.",
        clauses=("TP-A1-9e",),
        source="A3",
    ),
    yes_no(
        "grooming",
        Lens.ALLEGATION,
        "May this person be grooming somebody online?",
        clauses=("EY-83b",),
        source="A4",
    ),
    _limb("limb_harm", "Has this person harmed a child, or may they have?"),
    _limb("limb_offence", "May they have committed an offence against a child or about one?"),
    _limb("limb_risk", "Does what they did suggest that they may be a risk to children?"),
    _limb("limb_suitable", "May they be unsuitable to work with children, also outside work?"),
    yes_no(
        "monitors",
        Lens.ALLEGATION,
        "Does this person usually read monitoring reports?",
        "Then they go to the other reader and to the board’s champion.",
        clauses=("TP-6.6.2d",),
        source="A6",
    ),
    choose(
        "procedure",
        Lens.ALLEGATION,
        "Which procedure of ours does it follow, after the advice?",
        "Whoever raised it is protected.",
        (
            ("allegations", "Managing allegations, child protection"),
            ("disciplinary", "Disciplinary"),
            ("behaviour_code", "Code of behaviour"),
            ("none", "None"),
        ),
        many=True,
        when=lambda facts: decision(facts) is not None,
        clauses=("EY-82b", "TP-10.1"),
        source="A5, A7",
    ),
)


def _bodies(facts: Facts) -> frozenset[str]:
    return frozenset({bodies.ADULTS_CARE if adults_only(facts) else bodies.LADO})


def told(facts: Facts) -> Done | None:
    """Reported, or consulted: either is recorded with whom and when."""
    sent = settled.referrals(facts, _bodies(facts), settled.ANY_FORM)
    return sent[0] if sent else None


def told_last(facts: Facts) -> Done | None:
    """The last time that they heard of it from us."""
    sent = settled.referrals(facts, _bodies(facts), settled.ANY_FORM)
    return sent[-1] if sent else None


def decision(facts: Facts) -> Done | None:
    """What the authority decided or advised about the adult."""
    return settled.advice(facts, _bodies(facts))


def below_threshold(facts: Facts) -> bool:
    return all(facts.says(limb, "no") for limb in LIMBS)


ACTIONS = (
    Action(
        "lado",
        Lens.ALLEGATION,
        "Report it to the local authority’s designated officer, or consult them",
        HANDLER,
        Family.REFER,
        settled=told,
        when=lambda facts: not adults_only(facts),
        clock="lado",
        page="refer",
        clauses=("OT-14d", "EY-82b"),
        source="A1, A2",
        bodies=frozenset({bodies.LADO}),
        by_advice=always,
    ),
    Action(
        "consult_care",
        Lens.ALLEGATION,
        "Consult adults’ social care about the adult named",
        HANDLER,
        Family.REFER,
        settled=told,
        when=adults_only,
        clock="lado",
        page="refer",
        clauses=("OT-38a",),
        source="A2",
        bodies=frozenset({bodies.ADULTS_CARE}),
        by_advice=always,
    ),
    Action(
        "decision",
        Lens.ALLEGATION,
        "Write down what the authority decided or advised",
        HANDLER,
        Family.DECIDE,
        settled=decision,
        when=lambda facts: told(facts) is not None,
        clock="answer",
        page="hear",
        clauses=("OT-14d",),
        source="A2, A7",
    ),
    Action(
        "redirect",
        Lens.ALLEGATION,
        "Send monitoring reports to the other reader and the board’s champion",
        HANDLER,
        Family.ACT,
        settled=settled.response("redirect"),
        when=lambda facts: facts.may_be("monitors"),
        clock=NOW,
        page="respond",
        clauses=("TP-6.6.2d",),
        source="A6",
    ),
)

PROHIBITIONS = (
    Prohibition(
        "no-informal-warning",
        Lens.ALLEGATION,
        "Nobody speaks with the person named, warns them or lets them see it.",
        ("OT-14c", "EY-82b"),
        "A1",
    ),
    Prohibition(
        "no-own-inquiry",
        Lens.ALLEGATION,
        "Find out the basic facts only. No inquiry of our own before the advice.",
        ("EY-82b",),
        "A5",
        when=lambda facts: decision(facts) is None,
    ),
    Prohibition(
        "no-waiting-for-officer",
        Lens.ALLEGATION,
        "With a crime or danger, the police and social care do not wait for the designated"
        " officer.",
        ("TP-A1-9e",),
        "A3",
        when=lambda facts: facts.may_be("crime_or_danger"),
    ),
    Prohibition(
        "no-threshold-alone",
        Lens.ALLEGATION,
        "Nobody decides alone that it is below the threshold.",
        ("OT-14d",),
        "A7",
    ),
)

PROPOSALS = (
    ProposalRule(
        Proposal(bodies.LADO, "An adult who works or volunteers here.", mandatory=True),
        Lens.ALLEGATION,
        lambda facts: not adults_only(facts),
    ),
    ProposalRule(
        Proposal(bodies.ADULTS_CARE, "Only an adult at risk is concerned.", mandatory=True),
        Lens.ALLEGATION,
        adults_only,
    ),
    ProposalRule(
        Proposal(bodies.WHISTLEBLOWING, "For whoever worries how it is handled here."),
        Lens.ALLEGATION,
    ),
)


def recipients(facts: Facts) -> tuple[str, ...]:
    """Which posts take it, less whoever it names. Empty would be nobody: there always is one."""
    lead = facts.lead_named or facts.says("named", "lead") or facts.says("behaviour", "lead")
    head = facts.head_named or facts.says("named", "head") or facts.says("behaviour", "head")
    if facts.one_person:
        return ("outside_contact",)
    if lead:
        return ("deputy", "board_safeguarding_lead")
    if head:
        return ("lead", "board_safeguarding_lead")
    return ("lead", "staff_officer")
