"""What is asked and required of every concern, whatever lenses match."""

from bield.concerns.lenses import bodies, gravity, kinds, matching, recipients, settled
from bield.concerns.lenses.asking import choose, yes_no
from bield.concerns.lenses.responses import ALL_RESPONSES
from bield.concerns.lenses.shapes import (
    NO,
    UNSURE,
    Action,
    Done,
    Facts,
    Prohibition,
    Question,
    always,
)
from bield.concerns.states import Area, DeedKind, Family, Lens
from bield.kit.keeps import keep, keeps

LEAD = "lead or deputy"


def _home_in_doubt(facts: Facts) -> bool:
    """Harm, danger or unsuitable contact can come from home, whoever is named so far."""
    return (
        matching.harm(facts)
        or matching.danger(facts)
        or matching.contact(facts)
        or facts.says("behaviour", "parent", "other_adult", UNSURE)
    )


# Severity comes first: nothing else is decided before these are answered.
FIRST = (
    yes_no(
        "welfare",
        Lens.ALL,
        "Is somebody thinking of hurting or killing themself, or have they tried?",
        "Ask them plainly and calmly, and stay with them. If you do not know, act as if it is so.",
        when=kinds.may_harm_self,
        clauses=("TP-1.4.1",),
        source="T1",
    ),
    yes_no(
        "danger",
        Lens.ALL,
        "Is anyone in danger now?",
        "If you do not know, act as if somebody is. You can refer at once, whatever is answered.",
        clauses=("TP-A1-2", "TP-A1-9e"),
        source="T3, T4",
    ),
    choose(
        "affected",
        Lens.ALL,
        "Who is affected?",
        "Under 18 is a child, whatever they do and wherever they live. Age not known counts as a"
        " child.",
        (
            ("child", "A child or young person under 18"),
            ("adult_at_risk", "An adult who needs care and support"),
            ("adult", "Another adult"),
        ),
        many=True,
        clauses=("OT-9a", "OT-9b", "TP-3.4.5b", "OT-38a"),
        source="T2",
    ),
    yes_no(
        "harm",
        Lens.ALL,
        "Does somebody suffer significant harm, or are they likely to?",
        "Nobody’s consent is needed to protect somebody from significant harm.",
        clauses=("OT-38a", "SR-6a"),
        source="T3, T5",
    ),
    yes_no(
        "illegal",
        Lens.ALL,
        "Is what was seen or done illegal?",
        "Not known goes on as yes, until an agency has advised.",
        clauses=("TP-A1-3",),
        source="T3, T8",
        reason_for=frozenset({NO}),
    ),
    yes_no(
        "spreading",
        Lens.ALL,
        "Is it still spreading, or can others see it?",
        clauses=("TP-A1-2",),
        source="T3",
    ),
)

LENS_QUESTIONS = (
    yes_no(
        "image",
        Lens.ALL,
        "Is there a nude, semi-nude or sexual picture, video or live stream?",
        "Nobody looks at it, keeps it or passes it on. Describe it in words only.",
        clauses=("TP-3.4.6",),
        source="R2, T6",
    ),
    yes_no(
        "allegation",
        Lens.ALL,
        "Is the behaviour of an adult of this organisation in question?",
        "Staff, volunteer, guest, contractor or board; also what they do outside work.",
        clauses=("OT-14c", "EY-82b", "TP-2.9d"),
        source="T7",
    ),
    yes_no(
        "contact",
        Lens.ALL,
        "Does an adult try to make unsuitable contact with a child or an adult at risk?",
        clauses=("EY-31", "EY-83b"),
        source="T9",
    ),
    yes_no(
        "radicalisation",
        Lens.ALL,
        "Are there signs of radicalisation or extremism?",
        clauses=("TP-4.1",),
        source="T10",
    ),
    yes_no(
        "bullying",
        Lens.ALL,
        "Is somebody bullied online?",
        clauses=("TP-3.1.1a", "TP-3.1.1b"),
        source="T11",
    ),
    yes_no(
        "security",
        Lens.ALL,
        "Is it about fraud, phishing, identity theft, hacking, or a password that got out?",
        clauses=("TP-3.6.2", "EY-21"),
        source="T12",
    ),
)

# Outside our systems is a fact, never a ground on which triage ends.
WHERE = (
    choose(
        "place",
        Lens.ALL,
        "Where did it happen?",
        "Outside our systems is a fact, never a reason to stop.",
        (
            ("here", "At one of our sites"),
            ("our_systems", "On our devices, network or accounts, from elsewhere"),
            ("our_session", "In an online session of ours"),
            ("home", "At home or on private devices"),
            ("elsewhere", "Somewhere else"),
        ),
        clauses=("TP-2.3", "TP-2.4a"),
        source="P11",
    ),
    choose(
        "tie",
        Lens.ALL,
        "How is it linked to us?",
        "What happens outside counts in the same way, with the same times.",
        (
            ("our_people", "People we work with are affected"),
            ("our_adults", "An adult of ours is involved"),
            ("our_systems", "Our systems or services were used"),
            ("told_us", "Somebody told us of it"),
        ),
        many=True,
        clauses=("TP-2.3", "TP-2.4a"),
        source="P11",
    ),
)
keep("bield.concerns.lenses.everyone.WHERE", "TP-2.3", "TP-2.4a", "OT-5d", waits=("reports",))

# What an agency hears of, or a reason why it does not.
AGENCIES_ASKED = (
    yes_no(
        "significant",
        Lens.ALL,
        "Is it significant?",
        "Then an agency is contacted, or the reason why not is written down.",
        clauses=("EY-15b",),
        source="EY-15b",
    ),
    yes_no(
        "sharing",
        Lens.ALL,
        "Is sharing needed to protect someone?",
        "Yes leads to the step of sharing; no needs a reason.",
        clauses=("OT-1b",),
        source="OT-1b",
        reason_for=frozenset({NO}),
    ),
)
keep("bield.concerns.lenses.everyone.AGENCIES_ASKED", "EY-15b", "OT-1b")

LAST = (
    choose(
        "kinds",
        Lens.ALL,
        "What kind of concern is it?",
        "Choose as many as fit. Each adds its road; none takes one away.",
        tuple((kind.code, kind.label) for kind in kinds.ALL_KINDS),
        many=True,
        clauses=("TP-3.6.1", "OT-1a"),
        source="T1",
    ),
    Question(  # without “not known”: triage does not end without one of these
        "areas",
        Lens.ALL,
        "Which of the four kinds of risk online is it?",
        "Choose at least one, even if you may change it later. What the kinds say is counted in"
        " any way.",
        tuple((area.value, area.label) for area in Area),
        many=True,
        clauses=("TP-1.4",),
        source="T1",
    ),
    choose(
        "behaviour",
        Lens.ALL,
        "Whose behaviour is in question?",
        "A person not known is treated as an adult.",
        (
            ("staff", "Somebody on our staff"),
            ("volunteer", "A volunteer"),
            ("contractor", "A contractor or agency worker"),
            ("guest", "A guest or visiting speaker"),
            ("board", "A board or committee member"),
            ("lead", "The safeguarding lead or a deputy"),
            ("head", "The head, manager or owner"),
            ("parent", "A parent or carer, or somebody at home"),
            ("other_adult", "Another adult"),
            ("learner", "A child or learner of ours"),
            ("other_child", "Another child"),
            ("nobody", "Nobody’s"),
        ),
        many=True,
        clauses=("TP-2.9d",),
        source="T7",
    ),
    *WHERE,
    *AGENCIES_ASKED,
    yes_no(
        "on_device",
        Lens.ALL,
        "Is it still on a screen or a device?",
        "Hide it and leave the device on. It is kept as evidence.",
        mandatory=False,
        clauses=("EY-37a", "EY-37b", "TP-A1-6a"),
        source="R4",
    ),
    choose(
        "told_child",
        Lens.ALL,
        "Was the child or young person told that it is reported and that support follows?",
        "No stays open until somebody has told them.",
        (("yes", "Yes"), ("no", "No"), ("not_with_me", "They were not there")),
        when=matching.child,
        clauses=("TP-A1-0.7",),
        source="R6",
    ),
    yes_no(
        "telling_risk",
        Lens.ALL,
        "Could telling the parents or carers put the child at risk of harm?",
        "Yes or not known: do not tell yet. Ask an agency first.",
        when=matching.child,
        clauses=("TP-A1-9d", "EY-33a"),
        source="section 8",
    ),
    yes_no(
        "at_home",
        Lens.ALL,
        "Is a parent, or somebody at home, the person alleged to have harmed?",
        "Then nobody at home is told before an agency has advised.",
        when=lambda facts: matching.child(facts) and _home_in_doubt(facts),
        clauses=("TP-3.5.3b", "TP-A1-9d"),
        source="section 8",
    ),
    choose(
        "young_view",
        Lens.ALL,
        "What does the young person of 16 or 17 want their parents to know?",
        "Still a child. What they want is asked, heard and written down.",
        (
            ("tell", "They want them told"),
            ("not", "They do not want them told"),
            ("not_asked", "They could not be asked"),
        ),
        when=lambda facts: matching.child(facts) and gravity.age_16_or_17(facts),
        clauses=("OT-9b",),
        source="section 8",
    ),
    choose(
        "wishes",
        Lens.ALL,
        "What does the adult affected want?",
        "An adult decides for themself, unless others are at risk.",
        (
            ("police", "The police told"),
            ("no_police", "The police not told"),
            ("removal", "Help to have something removed"),
            ("support", "Support"),
            ("nothing", "Nothing"),
            ("not_asked", "They could not be asked"),
        ),
        many=True,
        when=matching.adult,
        clauses=("TP-3.4.5c", "OT-38a"),
        source="T2, N1",
    ),
    yes_no(
        "others_at_risk",
        Lens.ALL,
        "Are others at risk as well?",
        "Then the police are told, whatever the adult affected wants.",
        when=matching.adult,
        source="T2",
    ),
)


def _deciding(facts: Facts) -> Done | None:
    """Referred, or advised by an agency. Below their threshold is a reason to leave it out."""
    sent = settled.referrals(facts, bodies.AGENCIES, settled.ANY_FORM)
    return sent[-1] if sent else None


def _shared(facts: Facts) -> Done | None:
    return settled.referred_to(settled.anybody(facts), facts)


def _all_references(facts: Facts) -> Done | None:
    sent = settled.referrals(facts, bodies.AGENCIES)
    return sent[-1] if sent and all(settled.reference(facts, one) for one in sent) else None


def _results(facts: Facts) -> Done | None:
    if settled.with_authorities(facts):
        return None
    return settled.advice(facts)


@keeps("TP-A1-0.7")
def _said_no(facts: Facts) -> bool:
    return facts.says("told_child", "no", "not_with_me", UNSURE)


@keeps("TP-1.4.2")
def _peers(facts: Facts) -> bool:
    """A child did it. Whoever only seemed to be one is an adult."""
    seeming = facts.says("kinds", kinds.POSING)
    return facts.says("behaviour", "learner") or (
        facts.says("behaviour", "other_child") and not seeming
    )


def _offensive(facts: Facts) -> bool:
    """Child sexual abuse material, hate, or bullying that stirs up discrimination."""
    stirring = matching.bullying(facts) and facts.may_be("discrimination")
    return facts.says("kinds", "abuse_images", "hate") or stirring


def _advice_before_home(facts: Facts) -> bool:
    """Telling may put the child at risk, or whoever is told may have done it."""
    doubtful = facts.may_be("telling_risk") or gravity.parent_in_question(facts)
    return matching.child(facts) and doubtful


def _wants_police(facts: Facts) -> bool:
    wanted = facts.says("wishes", "police") or facts.may_be("others_at_risk")
    return matching.adult(facts) and wanted


ACTIONS = (
    Action(
        "agency",
        Lens.ALL,
        "Decide whether an agency is told: refer, take advice, or write why it is below their"
        " threshold",
        LEAD,
        Family.DECIDE,
        settled=_deciding,
        clock="agency",
        waivable=lambda facts: not gravity.strict(facts) and not facts.may_be("significant"),
        page="refer",
        clauses=("OT-5c",),
        source="section 10",
    ),
    Action(
        "significant",
        Lens.ALL,
        "Contact an agency about it, or write why not",
        LEAD,
        Family.REFER,
        settled=_deciding,
        when=lambda facts: facts.may_be("significant"),
        clock="agency",
        waivable=lambda facts: not gravity.strict(facts),
        page="refer",
        clauses=("EY-15b",),
        source="EY-15b",
    ),
    Action(
        "share",
        Lens.ALL,
        "Share what protects somebody, with the agency or professional who needs it",
        LEAD,
        Family.REFER,
        settled=_shared,
        when=lambda facts: facts.may_be("sharing"),
        clock="agency",
        waivable=lambda facts: facts.says("sharing", UNSURE),
        page="refer",
        clauses=("OT-1b",),
        source="OT-1b",
    ),
    Action(
        "police_wish",
        Lens.ALL,
        "Tell the police, as the adult affected wants or because others are at risk",
        LEAD,
        Family.REFER,
        when=_wants_police,
        clock="report_illegal",
        page="refer",
        bodies=bodies.POLICE_ROADS,
        source="T2",
    ),
    Action(
        "adult_care",
        Lens.ALL,
        "Tell or ask adults’ social care",
        LEAD,
        Family.REFER,
        when=lambda facts: matching.adult_at_risk(facts) and gravity.strict(facts),
        clock="refer_harm",
        page="refer",
        clauses=("OT-38a", "OT-1a"),
        source="T2",
        bodies=frozenset({bodies.ADULTS_CARE}),
        by_advice=always,
    ),
    Action(
        "reference",
        Lens.ALL,
        "Ask for the reference of what was referred, and write it down",
        LEAD,
        Family.ACT,
        settled=_all_references,
        when=lambda facts: bool(settled.referrals(facts, bodies.AGENCIES)),
        clock="answer",
        page="hear",
        clauses=("TP-A1-6c", "OT-5c"),
        source="section 9",
    ),
    Action(
        "result",
        Lens.ALL,
        "Let the authorities finish, and write down what they decided",
        LEAD,
        Family.ACT,
        settled=_results,
        when=lambda facts: bool(settled.referrals(facts, bodies.AUTHORITIES, (settled.REFERRAL,))),
        clock="answer",
        page="hear",
        clauses=("TP-A1-6d", "TP-A1-7b"),
        source="P10",
    ),
    Action(
        "parents",
        Lens.ALL,
        "Decide whether parents or carers are told now, later or not",
        LEAD,
        Family.DECIDE,
        settled=settled.parents_decided,
        when=matching.child,
        clock="parents",
        page="parents",
        clauses=("TP-A1-9d", "TP-3.4.3.5"),
        source="section 8",
    ),
    Action(
        "advice_on_parents",
        Lens.ALL,
        "Ask an agency whether, when and how those at home may be told",
        LEAD,
        Family.REFER,
        settled=settled.advice,
        when=_advice_before_home,
        clock="parents",
        waivable=always,
        page="refer",
        clauses=("EY-33a", "TP-A1-9d"),
        source="section 8",
    ),
    Action(
        "tell_parents",
        Lens.ALL,
        "Tell the parents or carers chosen, and write down how",
        LEAD,
        Family.ACT,
        settled=settled.parents_told,
        when=lambda facts: (
            (last := settled.parents_decision(facts)) is not None and last.says["decision"] == "now"
        ),
        clock="parents",
        page="parents",
        clauses=("TP-A1-9d", "EY-33a"),
        source="section 8",
    ),
    Action(
        "tell_child",
        Lens.ALL,
        "Tell the child that it is reported and that support follows",
        LEAD,
        Family.ACT,
        settled=settled.told_child,
        when=lambda facts: matching.child(facts) and _said_no(facts),
        clock="support",
        waivable=always,
        page="spoke",
        clauses=("TP-A1-0.7",),
        source="R6",
    ),
    Action(
        "saw_it",
        Lens.ALL,
        "Write down who saw it by accident, when, how and where, and offer them support",
        LEAD,
        Family.ACT,
        settled=settled.response("saw_it"),
        when=lambda facts: matching.picture(facts) and facts.says("seen", "accident"),
        clock="support",
        page="respond",
        clauses=("TP-A1-0.3",),
        source="R3, P6",
    ),
    Action(
        "device",
        Lens.ALL,
        "Hide it, leave the device on, and keep the device as evidence",
        "whoever has it, ICT support",
        Family.ACT,
        settled=settled.any_deed(DeedKind.CUSTODY),
        when=lambda facts: facts.may_be("on_device"),
        clock="secure",
        waivable=always,
        page="custody",
        clauses=("EY-37a", "EY-37b", "TP-A1-6a"),
        source="R4, P7, P8",
    ),
    Action(
        "behaviour",
        Lens.ALL,
        "Follow the behaviour procedure with the child, and support them",
        "lead or staff",
        Family.ACT,
        settled=settled.response("behaviour"),
        when=_peers,
        clock="respond",
        waivable=always,
        page="respond",
        clauses=("TP-2.9d", "TP-7.2c"),
        source="T7",
    ),
    Action(
        "offensive",
        Lens.ALL,
        "Report the address of the material to the body that takes it, never a copy",
        "lead or staff",
        Family.REFER,
        when=_offensive,
        clock="report_illegal",
        waivable=lambda facts: not facts.says("kinds", "abuse_images"),
        page="refer",
        clauses=("EY-30",),
        source="section 9",
        bodies=bodies.OFFENSIVE,
    ),
    Action(
        "support",
        Lens.ALL,
        "Plan support",
        LEAD,
        Family.ACT,
        clock="support",
        page="support",
        clauses=("TP-3.1.1b", "OT-35c"),
        source="section 10",
        each=True,
        settled_for=settled.of_party(DeedKind.SUPPORTED),
    ),
    Action(
        "link",
        Lens.ALL,
        "Say whether the other concerns that name the same people belong to this one",
        LEAD,
        Family.DECIDE,
        settled=settled.links,
        when=lambda facts: bool(facts.others),
        clock="agency",
        page="#others",
        clauses=("TP-3.1.1a", "TP-A1-8g"),
        source="T13",
    ),
    Action(
        "contact_parent",
        Lens.ALL,
        "Agree with the parent who raised it what the family does, what we do, and when you speak"
        " next",
        "lead",
        Family.ACT,
        settled=settled.any_deed(DeedKind.CONTACTED),
        when=lambda facts: facts.reporter_is_parent,
        clock="contact",
        page="plan",
        clauses=("OT-37b", "OT-37c"),
        source="section 8",
    ),
    Action(
        "inside",
        Lens.ALL,
        "Report it inside, by severity: head of information, operations or communications manager,"
        " and safeguarding where somebody’s welfare is in doubt",
        "whoever triages",
        Family.ACT,
        settled=recipients.reported,
        when=lambda facts: facts.asked("illegal"),
        clock="inside",
        waivable=always,
        page="respond",
        clauses=("TP-A1-4a", "TP-A1-4b"),
        source="5.3, 5.4",
    ),
    *(
        Action(
            one.code,
            Lens.ALL,
            one.title,
            one.who,
            Family.ACT,
            settled=one.settled,
            when=gravity.severity_known,
            clock="respond",
            waivable=one.may_be_left_out,
            page="respond",
            clauses=one.clauses,
            source="5.4",
        )
        for one in ALL_RESPONSES
    ),
    Action(
        "tell_reporter",
        Lens.ALL,
        "Answer the reporter in neutral words, or write why not",
        LEAD,
        Family.ACT,
        settled=settled.any_deed(DeedKind.ANSWERED_REPORTER),
        when=lambda facts: facts.has_reporter and gravity.severity_known(facts),
        clock="respond",
        page="tell-reporter",
        clauses=("TP-7.2b",),
        source="section 10",
    ),
)

PROHIBITIONS = (
    Prohibition(
        "no-network-excuse",
        Lens.ALL,
        "That it happened outside our network, devices or hours is never a reason to stop.",
        ("TP-2.3", "TP-2.4a", "OT-5d"),
        "P11",
    ),
    Prohibition(
        "no-tip-off",
        Lens.ALL,
        "Nobody the concern is about, and nobody who could warn them, learns of it.",
        ("OT-14c", "EY-77", "TP-3.5.3b"),
        "P14",
    ),
    Prohibition(
        "nobody-ahead-of-authorities",
        Lens.ALL,
        "While an authority inquires, nobody here questions, punishes, deletes or closes ahead of"
        " it. Protecting somebody is always allowed.",
        ("TP-A1-6d", "TP-A1-7b"),
        "P10",
        when=lambda facts: bool(settled.with_authorities(facts)),
    ),
    Prohibition(
        "no-consent-as-condition",
        Lens.ALL,
        "Missing or refused consent never stops protection.",
        ("SR-6a", "OT-38a"),
        "P9",
        when=lambda facts: matching.harm(facts) or matching.danger(facts),
    ),
)
