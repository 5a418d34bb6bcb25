"""What whoever reports can do at once, by what they say it is: safe steps alone. Data."""

from bield.kit.keeps import keeps

_MONEY = (
    "Change the password from another device, and sign out everywhere.",
    "If a card or an account may be known, call the bank: its number is on the card.",
    "Answer nothing, pay nothing more, and delete nothing.",
)
_ADULT = (
    "Do not warn the adult, and do not write for the child.",
    "Leave the chat and the account as they are: blocking waits for the safeguarding lead.",
)
_HIDE = ("Hide it from view and leave the device on. Do not look for more of it.",)

OF_KIND = {
    "phishing": _MONEY,
    "identity": _MONEY,
    "scam": _MONEY,
    "hacking": _MONEY,
    "money": _MONEY,
    "password": _MONEY[:1],
    "hate": ("Do not open the page again, and do not pass its address on.",),
    "radicalisation": (
        "Do not argue, and do not open the page yourself. Stay in touch with them.",
    ),
    "abuse_images": _HIDE,
    "image_sharing": _HIDE,
    "pornography": _HIDE,
    "unsuitable": _HIDE,
    "grooming": _ADULT,
    "posing": _ADULT,
    "sexual_contact": _ADULT,
    "exploitation": _ADULT,
    "self_harm": (
        "Stay with them, and ask plainly how they are.",
        "If they may hurt themself, call 999. Do not leave them alone.",
    ),
    "bullying": (
        "Let them keep the messages. Nobody answers them.",
        "They may block whoever does it, once the messages are kept.",
    ),
    "between_children": ("Keep them apart, calmly and without blame.",),
    "picture_posted": ("Ask whoever posted it to take it down, if that is safe.",),
}


_CHILDS = (
    "Do not send the picture on, and do not delete it. We help you with it.",
    "Report Remove can take it down: Childline shows you how, on 0800 1111 or on its pages.",
)


@keeps("OT-7a")
def first_steps(kind: str, *, picture: bool, hidden: bool, child: bool = False) -> tuple[str, ...]:
    """For a picture always to hide it; once it is hidden, nobody is told to do so again. A child
    who tells hears what helps them."""
    if child:
        return _CHILDS if picture else ()
    steps = dict.fromkeys((*(_HIDE if picture else ()), *OF_KIND.get(kind, ())))
    return tuple(step for step in steps if not (hidden and step in _HIDE))
