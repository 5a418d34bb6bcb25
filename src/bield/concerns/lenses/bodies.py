"""Codes of the bodies outside, and which of them count as what. Their directory is in advice."""

POLICE = "police_999"
TERROR_POLICE = "act_report"
CHILDRENS_CARE = "childrens_social_care"
ADULTS_CARE = "adult_social_care"
LADO = "lado"
CEOP = "ceop"
IWF = "iwf"
REPORT_REMOVE = "report_remove"
PREVENT = "prevent"
PARTNERSHIP = "partnership"  # the local safeguarding partnership: the road to the police
NSPCC = "nspcc"
CHILDLINE = "childline"
REPORT_FRAUD = "report_fraud"
HARMFUL_CONTENT = "report_harmful_content"
ADULT_IMAGES = "rph"  # helps adults whose intimate picture was passed on
HATE = "hate"
ICO = "ico"
WHISTLEBLOWING = "nspcc_whistle"
PLATFORM = "platform"

POLICE_ROADS = frozenset({POLICE, PARTNERSHIP})
CARE = frozenset({CHILDRENS_CARE, ADULTS_CARE})
DANGER = frozenset({POLICE, TERROR_POLICE}) | CARE
HARM = DANGER
ILLEGAL = DANGER | {CEOP, IWF, PARTNERSHIP, REPORT_FRAUD}
CONTACT = frozenset({CEOP, POLICE, PARTNERSHIP})
PREVENTING = frozenset({PREVENT, POLICE, TERROR_POLICE})

OFFENSIVE = frozenset({IWF, POLICE, HATE, HARMFUL_CONTENT, PLATFORM})

# Who inquires: while they do, nobody here acts ahead of them.
AUTHORITIES = POLICE_ROADS | CARE | {LADO, CEOP, PREVENT, TERROR_POLICE}

# Whoever of these was told or asked, the question of the authorities is decided.
AGENCIES = AUTHORITIES | {IWF, REPORT_FRAUD}
