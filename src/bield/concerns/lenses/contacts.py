"""Contact by an adult, radicalisation, bullying, fraud and security. Data."""

from bield.concerns.lenses import bodies, matching, recipients, settled
from bield.concerns.lenses.asking import choose, yes_no
from bield.concerns.lenses.everyone import LEAD
from bield.concerns.lenses.shapes import (
    NOW,
    UNSURE,
    YES,
    Action,
    Facts,
    Prohibition,
    Proposal,
    ProposalRule,
    Question,
    always,
)
from bield.concerns.states import Family, Lens
from bield.kit.keeps import keep


def _signs(facts: Facts) -> bool:
    return matching.contact(facts) or matching.radicalisation(facts)


def _bullying(code: str, asks: str, note: str = "") -> Question:
    return yes_no(code, Lens.BULLYING, asks, note, clauses=("TP-3.1.1a",), source="5.7")


QUESTIONS = (
    choose(
        "signs",
        Lens.ALL,
        "Which signs are there?",
        "The signs of grooming and of radicalisation are much alike.",
        (
            ("secretive", "Secretive about what they do online, or with whom"),
            ("new_contacts", "New or older contacts they will not speak of"),
            ("gifts", "Gifts, money or things they cannot account for"),
            ("withdrawn", "Withdrawn from family and friends"),
            ("changed", "Changed mood, dress or way of speaking"),
            ("sexual", "Sexual talk or knowledge not for their age"),
            ("grievance", "A grievance, “them and us”, blame of one group"),
            ("symbols", "Symbols, slogans or material of an extreme group"),
            ("violence", "Talk that violence is right"),
            ("meeting", "A wish or a plan to meet, or to go away"),
            ("none", "None of these"),
        ),
        many=True,
        when=_signs,
        clauses=("TP-4.1",),
        source="5.5, 5.6",
    ),
    choose(
        "ideology",
        Lens.RADICALISATION,
        "Towards which cause, as far as it shows?",
        "The questions and steps are the same for every cause.",
        (
            ("right", "Extreme right"),
            ("islamist", "Islamist"),
            ("left", "Extreme left or anarchist"),
            ("women", "Hatred of women"),
            ("violence", "Violence for its own sake"),
            ("other", "Another"),
            ("mixed", "Mixed, changing or unclear"),
        ),
        many=True,
        clauses=("TP-4.3",),
        source="5.6",
    ),
    choose(
        "relation",
        Lens.CONTACT,
        "Who is it to the child or adult?",
        "People one knows can be the ones who harm. Whoever is named is told nothing.",
        (
            ("stranger", "A stranger"),
            ("peer", "Somebody of their age"),
            ("family", "Family, or somebody at home"),
            ("staff", "Somebody of ours"),
            ("known_adult", "Another adult they know"),
        ),
        clauses=("TP-3.5.3b",),
        source="5.5",
    ),
    _bullying("deliberate", "Is it deliberate?"),
    _bullying("repeated", "Is it repeated?", "Look at the other concerns that name the same."),
    _bullying("group", "Does a group do it?"),
    _bullying("discrimination", "Is it tied to discrimination?"),
    choose(
        "ground",
        Lens.BULLYING,
        "On which ground?",
        "",
        (
            ("race", "Race or nationality"),
            ("religion", "Religion or belief"),
            ("sex", "Sex"),
            ("orientation", "Sexual orientation"),
            ("identity", "Gender reassignment"),
            ("disability", "Disability or special needs"),
            ("appearance", "How they look"),
            ("home", "Family, home or money"),
            ("other", "Another ground"),
        ),
        many=True,
        when=lambda facts: facts.may_be("discrimination"),
        clauses=("TP-3.1.1a", "TP-3.1.1b"),
        source="5.7",
    ),
    _bullying("effect", "Does it harm their health or how they feel about themself?"),
    yes_no(
        "data_lost",
        Lens.SECURITY,
        "Was personal data lost, or may somebody have seen it?",
        clauses=("TP-3.6.2",),
        source="5.8",
    ),
)

ACTIONS = (
    Action(
        "ceop",
        Lens.CONTACT,
        "Report it to CEOP, or to the police",
        "lead; a member of staff where the policy says so",
        Family.REFER,
        when=matching.child,
        clock="ceop",
        page="refer",
        clauses=("EY-31", "TP-A1-7a"),
        source="5.5",
        bodies=bodies.CONTACT,
        needs_reference=True,
    ),
    Action(
        "police_contact",
        Lens.CONTACT,
        "Report it to the police: an adult at risk is exploited, or may be",
        LEAD,
        Family.REFER,
        when=matching.adult_at_risk,
        clock="ceop",
        page="refer",
        clauses=("OT-38a", "OT-1a"),
        source="5.5",
        bodies=bodies.POLICE_ROADS,
        needs_reference=True,
    ),
    Action(
        "prevent",
        Lens.RADICALISATION,
        "Decide about Prevent: refer, take advice, or write why not",
        "lead",
        Family.REFER,
        clock="prevent",
        waivable=always,
        page="refer",
        clauses=("TP-4.1",),
        source="5.6",
        bodies=bodies.PREVENTING,
        by_advice=always,
    ),
    Action(
        "help",
        Lens.BULLYING,
        "Point the parents and the child to help, such as NSPCC and Childline",
        "lead or staff",
        Family.ACT,
        settled=settled.response("help"),
        when=matching.child,
        clock="support",
        waivable=always,
        page="respond",
        clauses=("EY-33b",),
        source="5.7",
    ),
    Action(
        "work_with",
        Lens.BULLYING,
        "Work with the person responsible, or write why not",
        "lead or staff",
        Family.ACT,
        settled=settled.response("work_with"),
        clock="respond",
        waivable=always,
        page="respond",
        clauses=("TP-3.1.1b",),
        source="5.7",
    ),
    Action(
        "ict",
        Lens.SECURITY,
        "Tell ICT support and the head of information: account, device and time",
        LEAD,
        Family.ACT,
        settled=recipients.technicians,
        clock=NOW,
        page="respond",
        clauses=("TP-3.6.2",),
        source="5.8",
    ),
    Action(
        "rotate",
        Lens.SECURITY,
        "Change what may be known, and end its sessions",
        "ICT support",
        Family.ACT,
        settled=settled.response("rotate"),
        clock=NOW,
        waivable=always,
        page="respond",
        clauses=("EY-21", "TP-3.6.2"),
        source="5.8",
    ),
    Action(
        "data_protection",
        Lens.SECURITY,
        "Tell whoever leads on data protection: personal data was lost, or may have been",
        LEAD,
        Family.ACT,
        settled=settled.response("data_protection"),
        when=lambda facts: facts.says("data_lost", YES, UNSURE),
        clock="data_protection",
        page="respond",
        clauses=("TP-3.6.2",),
        source="5.8",
    ),
)

keep("bield.concerns.lenses.contacts.QUESTIONS", "TP-3.1.1a", "TP-3.5.3b", "TP-4.1", "TP-4.3")
keep("bield.concerns.lenses.contacts.ACTIONS", "TP-3.1.1b", "TP-4.1")

PROHIBITIONS = (
    Prohibition(
        "no-warning-the-adult",
        Lens.CONTACT,
        "Nobody warns or confronts the adult.",
        ("EY-31",),
        "5.5",
    ),
    Prohibition(
        "no-keeping-contact",
        Lens.CONTACT,
        "Nobody asks the child to keep contact going, or to hand over chats with pictures.",
        ("EY-31",),
        "5.5",
    ),
    Prohibition(
        "no-opening-sites",
        Lens.RADICALISATION,
        "Nobody here opens the site to see for themself.",
        ("TP-4.1",),
        "5.6",
    ),
    Prohibition(
        "not-with-ict-alone",
        Lens.SECURITY,
        "Where a child or an adult at risk is affected, it does not stay with ICT support.",
        ("TP-3.6.2",),
        "5.8",
        when=lambda facts: matching.child(facts) or matching.adult_at_risk(facts),
    ),
)

PROPOSALS = (
    ProposalRule(
        Proposal(bodies.CEOP, "An adult’s unsuitable contact with a child.", mandatory=True),
        Lens.CONTACT,
        matching.child,
    ),
    ProposalRule(
        Proposal(bodies.POLICE, "An adult at risk is exploited, or may be.", mandatory=True),
        Lens.CONTACT,
        matching.adult_at_risk,
    ),
    ProposalRule(
        Proposal(bodies.ADULTS_CARE, "An adult at risk is exploited, or may be.", mandatory=True),
        Lens.CONTACT,
        matching.adult_at_risk,
    ),
    ProposalRule(
        Proposal(bodies.PREVENT, "Signs of radicalisation.", mandatory=True), Lens.RADICALISATION
    ),
    ProposalRule(
        Proposal(bodies.NSPCC, "Help for parents. Not a referral."), Lens.BULLYING, matching.child
    ),
    ProposalRule(
        Proposal(bodies.CHILDLINE, "Help for the child. Not a referral."),
        Lens.BULLYING,
        matching.child,
    ),
    ProposalRule(Proposal(bodies.REPORT_FRAUD, "Fraud or cybercrime."), Lens.SECURITY),
    ProposalRule(
        Proposal(bodies.ICO, "Personal data may be lost."),
        Lens.SECURITY,
        lambda facts: facts.may_be("data_lost"),
    ),
)
