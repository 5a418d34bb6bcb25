"""Nude or sexual pictures: what is asked, what is required, and what nobody may do. Data."""

from bield.concerns.lenses import bodies, gravity, matching, settled
from bield.concerns.lenses.asking import choose, yes_no
from bield.concerns.lenses.everyone import LEAD
from bield.concerns.lenses.shapes import (
    NOW,
    YES,
    Action,
    Done,
    Facts,
    Prohibition,
    Proposal,
    ProposalRule,
    Question,
    always,
)
from bield.concerns.states import DeedKind, Family, Lens, NudeClass
from bield.kit.keeps import keep


def _element(code: str, asks: str, note: str = "", source: str = "N7") -> Question:
    return yes_no(code, Lens.IMAGE, asks, note, clauses=("TP-3.4.7.1", "TP-3.4.7.2"), source=source)


# Asked wherever somebody spoke of a picture: they decide whether it stays with this lens.
WHICH_LENS = (
    choose(
        "shown",
        Lens.ALL,
        "Who is shown?",
        "Age not known counts as under 18. Ask; do not look.",
        (
            ("child", "Somebody under 18"),
            ("adults_passed_on", "Only adults, passed on by people under 18"),
            ("adult_without_consent", "An adult who did not agree, to cause distress"),
        ),
        when=matching.picture,
        clauses=("TP-3.4.5b", "TP-3.4.2.2", "TP-3.4.5c"),
        source="N1",
        reason_for=frozenset({"adults_passed_on"}),
    ),
    choose(
        "form",
        Lens.ALL,
        "What is it?",
        "A live stream, and what goes from device to device, count as pictures.",
        (
            ("picture", "A picture"),
            ("video", "A video"),
            ("stream", "A live stream"),
            ("text", "Words only, no picture"),
        ),
        when=lambda facts: matching.picture(facts) and not facts.says("shown", *matching.LEFT),
        clauses=("TP-3.4.2.3",),
        source="N2",
        reason_for=frozenset({"text"}),
    ),
    yes_no(
        "text_pressure",
        Lens.ALL,
        "Was an adult involved in the words, or was there pressure?",
        when=lambda facts: matching.picture(facts) and facts.says("form", "text"),
        clauses=("TP-3.4.2.3",),
        source="N2",
    ),
    choose(
        "seen",
        Lens.ALL,
        "Did anybody see it?",
        "Seen by accident: that is written down without blame, and support is offered.",
        (
            ("no", "No"),
            ("accident", "By accident"),
            ("adult_here", "On purpose, by an adult of this organisation"),
            ("others", "By others"),
        ),
        many=True,
        when=matching.picture,
        clauses=("TP-A1-0.3",),
        source="R3",
    ),
)

QUESTIONS = (
    *WHICH_LENS,
    choose(
        "channel",
        Lens.IMAGE,
        "By which way was it passed on?",
        "It is the same matter by whichever way, with or without the internet.",
        (
            ("message", "A message or chat"),
            ("social", "A social network or a game"),
            ("e_mail", "E-mail"),
            ("stream", "A live stream or a video call"),
            ("store", "A shared folder or a link"),
            ("nearby", "Straight from one device to another"),
            ("shown", "Shown on a screen or in print"),
            ("not_passed_on", "It was not passed on"),
        ),
        many=True,
        clauses=("TP-3.4.1",),
        source="N2",
    ),
    yes_no(
        "adult_part",
        Lens.IMAGE,
        "Did an adult make it, ask for it, hold it or pass it on?",
        "Yes or not known goes to the police.",
        clauses=("TP-3.4.2.1", "TP-3.4.7.1"),
        source="N3",
    ),
    _element("pressure", "Was there pressure to make or send it?"),
    _element("threat", "Was there a threat?"),
    _element("blackmail", "Was there blackmail?", "Also the threat to pass it on."),
    _element("passed_on", "Was it passed on without the agreement of whoever is shown?"),
    _element("intent", "Did somebody mean harm?"),
    _element("reckless", "Was it used recklessly?"),
    _element("gap", "Is there a large gap in age or power?"),
    _element(
        "capacity",
        "Was the child groomed, or is it in doubt whether they could agree?",
        "Think of special needs.",
        "N7, five questions",
    ),
    _element(
        "unusual",
        "Does it show acts that are violent, or unusual for their age?",
        "From what is told; nobody looks.",
        "N7, five questions",
    ),
    _element("abusive", "Is there anything else abusive in it?"),
    _element(
        "under_13",
        "Does it show sexual acts, and is a child in it under 13?",
        source="five questions",
    ),
    yes_no(
        "image_harm",
        Lens.IMAGE,
        "Is a child harmed or in immediate danger because of it?",
        "Think of self-harm. Yes or not known is referred at once.",
        clauses=("TP-A1-9e",),
        source="N9, five questions",
    ),
    choose(
        "young_wish",
        Lens.IMAGE,
        "What does the young person want to happen?",
        "What they want is asked, heard and written down. It does not decide alone.",
        (
            ("removed", "To have it removed"),
            ("nobody_else", "That nobody else learns of it"),
            ("talk", "Somebody to talk to"),
            ("kept_apart", "To be kept apart from somebody"),
            ("police", "The police told"),
            ("nothing", "Nothing"),
            ("not_asked", "They could not be asked"),
        ),
        many=True,
        clauses=("TP-3.4.3.1",),
        source="N5",
    ),
    yes_no(
        "without_police",
        Lens.IMAGE,
        "Is it handled without the police?",
        "Only the experimental class may be, once the review meeting was held. Write why; a second"
        " person reads it. Nobody is made a criminal without need.",
        when=lambda facts: gravity.without_police(facts) and bool(facts.deeds(DeedKind.MET)),
        clauses=("TP-3.4.7a", "TP-3.4.5d"),
        source="N8b",
        reason_for=frozenset({YES}),
    ),
)


def _class(wanted: NudeClass, facts: Facts) -> bool:
    return gravity.nude_class(facts) == wanted


def _handled_here(facts: Facts) -> bool:
    return facts.says("without_police", YES)


def _police_all_the_same(facts: Facts) -> bool:
    return facts.asked("without_police") and not facts.says("without_police", YES)


def _not_experimental(facts: Facts) -> bool:
    return not gravity.without_police(facts)


def _found_out(facts: Facts) -> Done | None:
    """Agencies advised; or, where enough is known already, the police have it."""
    told = _class(NudeClass.AGGRAVATED, facts)
    return settled.advice(facts) or (
        settled.referred_to(bodies.POLICE_ROADS, facts) if told else None
    )


ACTIONS = (
    Action(
        "police_adult",
        Lens.IMAGE,
        "Tell the police: an adult had a part in it, or may have had",
        LEAD,
        Family.REFER,
        when=lambda facts: facts.may_be("adult_part"),
        clock=NOW,
        page="refer",
        clauses=("TP-3.4.2.1",),
        source="N3",
        bodies=bodies.POLICE_ROADS,
        needs_reference=True,
    ),
    Action(
        "police_aggravated",
        Lens.IMAGE,
        "Tell the police, by way of the local safeguarding partnership",
        LEAD,
        Family.REFER,
        when=lambda facts: _class(NudeClass.AGGRAVATED, facts),
        clock=NOW,
        page="refer",
        clauses=("TP-3.4.7b",),
        source="N8a",
        bodies=bodies.POLICE_ROADS,
        needs_reference=True,
    ),
    Action(
        "refer_image",
        Lens.IMAGE,
        "Refer it to the police or children’s social care: one of the five questions says so",
        LEAD,
        Family.REFER,
        when=gravity.refer_at_once,
        clock=NOW,
        page="refer",
        clauses=("TP-A1-9e", "TP-3.4.7b"),
        source="five questions",
        bodies=bodies.POLICE_ROADS | bodies.CARE,
        needs_reference=True,
    ),
    Action(
        "find_out",
        Lens.IMAGE,
        "Find out what is not known, or take an agency’s advice",
        LEAD,
        Family.DECIDE,
        settled=_found_out,
        when=_not_experimental,
        clock="find_out",
        page="refer",
        clauses=("TP-3.4.7.1",),
        source="N7",
    ),
    Action(
        "meeting",
        Lens.IMAGE,
        "Hold the first review meeting with the fitting staff",
        "lead",
        Family.ACT,
        settled=settled.any_deed(DeedKind.MET),
        clock="meeting",
        page="meeting",
        clauses=("TP-A1-9b",),
        source="N4",
    ),
    Action(
        "speak",
        Lens.IMAGE,
        "Speak with the child, or write why not",
        "lead, or an adult named",
        Family.ACT,
        clock="meeting",
        page="spoke",
        clauses=("TP-A1-9c",),
        source="N5",
        each=True,
        settled_for=settled.spoken_with,
    ),
    Action(
        "police_chosen",
        Lens.IMAGE,
        "Tell the police, as decided",
        LEAD,
        Family.REFER,
        when=_police_all_the_same,
        clock="report_illegal",
        page="refer",
        clauses=("TP-3.4.7a",),
        source="N8b",
        bodies=bodies.POLICE_ROADS | bodies.CARE,
    ),
    Action(
        "second_reader",
        Lens.IMAGE,
        "Have a second person read why it is handled without the police",
        "deputy, or a person chosen",
        Family.DECIDE,
        settled=settled.read_twice("without_police"),
        when=_handled_here,
        clock="read_twice",
        waivable=_not_experimental,
        page="read-twice",
        clauses=("TP-3.4.7a",),
        source="N8b",
    ),
    Action(
        "image_custody",
        Lens.IMAGE,
        "Keep the device safe, switched on as it was, and wait for the agency’s advice",
        "lead",
        Family.ACT,
        settled=settled.any_deed(DeedKind.CUSTODY),
        clock="secure",
        waivable=always,
        page="custody",
        clauses=("TP-3.4.3.3", "TP-A1-0.4"),
        source="N10",
    ),
    Action(
        "removal_help",
        Lens.IMAGE,
        "Offer the young person the service that removes pictures of oneself",
        "lead",
        Family.ACT,
        settled=settled.response("removal_help"),
        clock="support",
        waivable=always,
        page="respond",
        source="section 9",
    ),
    Action(
        "offer_police",
        Lens.ALL,
        "Offer the adult shown the police, help with removal, and support",
        "lead",
        Family.ACT,
        settled=settled.response("offer_police"),
        when=lambda facts: matching.picture(facts) and facts.says("shown", "adult_without_consent"),
        clock="support",
        page="respond",
        clauses=("TP-3.4.5c",),
        source="N1",
    ),
)


def _never(code: str, says: str, clauses: tuple[str, ...], source: str) -> Prohibition:
    return Prohibition(code, Lens.IMAGE, says, clauses, source)


keep("bield.concerns.lenses.pictures.ACTIONS", "TP-3.4.2.1", "TP-3.4.5c", "TP-3.4.7b")
keep("bield.concerns.lenses.pictures.QUESTIONS", "TP-3.4.1", "TP-3.4.3.1", "TP-3.4.5d")

PROHIBITIONS = (
    _never("no-looking", "Nobody looks at it, keeps it or passes it on.", ("TP-A1-0.1",), "P1"),
    _never("no-asking", "Nobody asks a child to show, share or send it.", ("TP-A1-0.2",), "P2, N5"),
    _never("no-deleting", "Nobody deletes it or asks the child to.", ("TP-A1-0.4",), "P3, N10"),
    _never("no-searching", "Nobody searches a device for it.", ("TP-3.4.3.3",), "N10"),
    _never("no-blame", "Nobody blames or shames.", ("TP-A1-0.6", "TP-3.4.4"), "P5"),
    _never("no-criminal-labels", "No word makes a child a criminal.", ("TP-3.4.5d",), "N8b"),
    _never("no-class-by-hand", "The class follows from the answers.", ("TP-3.4.7.1",), "N7"),
    _never("no-capture", "No copy is made as evidence, of any kind.", ("TP-A1-8b",), "5.4"),
)

PROPOSALS = (
    ProposalRule(
        Proposal(bodies.POLICE, "An adult had a part in it, or may have had.", mandatory=True),
        Lens.IMAGE,
        lambda facts: facts.may_be("adult_part"),
    ),
    ProposalRule(
        Proposal(bodies.PARTNERSHIP, "An aggravated picture: the road to the police.", True),
        Lens.IMAGE,
        lambda facts: _class(NudeClass.AGGRAVATED, facts),
    ),
    ProposalRule(
        Proposal(bodies.CHILDRENS_CARE, "One of the five questions says so.", mandatory=True),
        Lens.IMAGE,
        gravity.refer_at_once,
    ),
    ProposalRule(
        Proposal(bodies.REPORT_REMOVE, "Removes a young person’s own picture."), Lens.IMAGE
    ),
    ProposalRule(
        Proposal(bodies.ADULT_IMAGES, "Helps adults whose picture was passed on."),
        Lens.ALL,
        lambda facts: matching.picture(facts) and facts.says("shown", "adult_without_consent"),
    ),
)
