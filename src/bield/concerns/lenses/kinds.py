"""What kinds of concern there are: each lies in one area and leads along a road. Data.

The seven cybercrimes stand among them, the harms that reach children and adults at risk through
technology, and those that need none: the record is one, wherever somebody is hurt.
"""

from bield.concerns.lenses import bodies, conduct, offline
from bield.concerns.lenses.shapes import Facts, Kind
from bield.concerns.states import Area, Lens
from bield.kit.keeps import keep, keeps

_CONTENT, _CONTACT, _CONDUCT, _COMMERCE, _ = Area
ABUSE_IMAGES = "abuse_images"
SELF_HARM = "self_harm"
POSING = "posing"  # who seemed to be a child is an adult: nothing is dealt with as between children

ALL_KINDS = (
    Kind(
        "phishing",
        "Phishing: a message that fishes for passwords or details",
        _COMMERCE,
        (Lens.SECURITY,),
        (bodies.REPORT_FRAUD,),
        cybercrime=True,
        filtered=("phishing", "malware"),
    ),
    Kind(
        "identity",
        "Identity theft: somebody uses another person’s name or account",
        _COMMERCE,
        (Lens.SECURITY,),
        (bodies.REPORT_FRAUD, bodies.PLATFORM),
        cybercrime=True,
    ),
    Kind(
        "scam",
        "A scam by e-mail or message",
        _COMMERCE,
        (Lens.SECURITY,),
        (bodies.REPORT_FRAUD,),
        cybercrime=True,
    ),
    Kind(
        "hacking",
        "Hacking: somebody got into an account or a system",
        _CONDUCT,
        (Lens.SECURITY,),
        (bodies.REPORT_FRAUD,),
        cybercrime=True,
    ),
    Kind(
        "hate",
        "Spreading hate, or inciting terror",
        _CONTENT,
        (Lens.ILLEGAL, Lens.RADICALISATION),
        (bodies.POLICE, bodies.PREVENT, bodies.HATE),
        cybercrime=True,
        filtered=("terrorism",),
    ),
    Kind(
        ABUSE_IMAGES,
        "Child sexual abuse material",
        _CONTENT,
        (Lens.ILLEGAL, Lens.IMAGE),
        (bodies.IWF, bodies.POLICE, bodies.CHILDRENS_CARE),
        cybercrime=True,
        filtered=("abuse_images",),
    ),
    Kind(
        "grooming",
        "Grooming",
        _CONTACT,
        (Lens.ILLEGAL, Lens.CONTACT),
        (bodies.CEOP, bodies.POLICE),
        cybercrime=True,
        harm=True,
    ),
    Kind(
        "radicalisation",
        "Radicalisation or extremism",
        _CONTENT,
        (Lens.RADICALISATION,),
        (bodies.PREVENT,),
        harm=True,
        filtered=("extremism",),
    ),
    Kind("bullying", "Bullying online", _CONDUCT, (Lens.BULLYING,), (), harm=True),
    Kind(
        "sexual_contact",
        "Sexual approach or harassment by somebody online",
        _CONTACT,
        (Lens.CONTACT,),
        (bodies.CEOP, bodies.POLICE),
        harm=True,
    ),
    Kind(
        "exploitation",
        "Exploitation: sexual, criminal or for money",
        _CONTACT,
        (Lens.CONTACT,),
        (bodies.POLICE, bodies.CEOP),
        harm=True,
    ),
    Kind("other_harm", "Other harm through technology", _CONTACT, harm=True),
    Kind(
        "image_sharing",
        "Sharing nudes",
        _CONDUCT,
        (Lens.IMAGE,),
        (bodies.REPORT_REMOVE,),
    ),
    Kind(
        "unsuitable",
        "Unsuitable material: violent, or not for this age",
        _CONTENT,
        (),
        (bodies.HARMFUL_CONTENT,),
        filtered=("violence", "drugs"),
    ),
    Kind(
        SELF_HARM,
        "Material on self-harm, suicide or eating",
        _CONTENT,
        (),
        (bodies.HARMFUL_CONTENT,),
        harm=True,
        filtered=("self_harm", "suicide"),
    ),
    Kind(
        "pornography",
        "Pornography",
        _CONTENT,
        (),
        (bodies.HARMFUL_CONTENT,),
        filtered=("adult",),
    ),
    Kind(
        "hatred",
        "Hatred: of women, of races, of Jewish people, of any group",
        _CONTENT,
        (),
        (bodies.HATE, bodies.HARMFUL_CONTENT),
        filtered=("hatred",),
    ),
    Kind(
        "false_stories",
        "False stories, conspiracy stories",
        _CONTENT,
        filtered=("misinformation",),
    ),
    Kind(
        POSING,
        "An adult who poses as a child or young person",
        _CONTACT,
        (Lens.ILLEGAL, Lens.CONTACT),
        (bodies.CEOP, bodies.POLICE),
        harm=True,
    ),
    Kind(
        "between_children",
        "Children or young people who harm each other",
        _CONTACT,
        harm=True,
    ),
    Kind("advertising", "Advertising or selling aimed at them", _CONTACT),
    Kind("made_by_ai", "Pictures or a companion made by artificial intelligence", _CONTACT),
    Kind("password", "A password got out", _CONDUCT, (Lens.SECURITY,)),
    Kind(
        "gambling",
        "Gambling, or advertising not for this age",
        _COMMERCE,
        filtered=("gambling",),
    ),
    Kind(
        "money",
        "Money, gifts or debts asked for online",
        _COMMERCE,
        (Lens.SECURITY,),
        (bodies.REPORT_FRAUD,),
    ),
    Kind(
        "picture_posted",
        "A picture or personal detail posted without permission",
        _CONDUCT,
        (),
        (bodies.PLATFORM,),
    ),
    Kind("conduct", "Somebody’s own behaviour online", _CONDUCT),
    Kind("social_media", "A breach of our rules for social media", _CONDUCT),
    Kind("code", "A breach of our code of conduct, by anybody", _CONDUCT),
    *conduct.KINDS,
    *offline.KINDS,
)

keep("bield.concerns.lenses.kinds.ALL_KINDS", "TP-3.6.1", "OT-1a", waits=("reports",))

KINDS = {kind.code: kind for kind in ALL_KINDS}
OF_ONESELF = (SELF_HARM, offline.HARMS_SELF)


def lenses_of(kind: str) -> tuple[Lens, ...]:
    """What choosing this kind adds; nothing where none was chosen."""
    return KINDS[kind].lenses if kind in KINDS else ()


def chosen(facts: Facts) -> tuple[Kind, ...]:
    return tuple(KINDS[code] for code in facts.answers.get("kinds", ()) if code in KINDS)


@keeps("TP-1.4.2", "TP-1.4.3", "TP-3.6.3")
def adds(facts: Facts, lens: Lens) -> bool:
    return any(lens in kind.lenses for kind in chosen(facts))


def may_harm_self(facts: Facts) -> bool:
    """Of such a kind, as the reporter or triage says."""
    return facts.says("kinds", *OF_ONESELF) or facts.says("told_kind", *OF_ONESELF)


@keeps("TP-1.4.1", waits=("filtering",))
def of_filter(category: str) -> Kind | None:
    """Of which kind an alert of a filter is, by its category."""
    return next((kind for kind in ALL_KINDS if category in kind.filtered), None)
