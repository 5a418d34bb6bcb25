"""Apps, games and sites that children and adults at risk meet others on, as people call them.

Dated data (November 2026): a name that comes up goes in here, and no rule changes.
"""

from dataclasses import dataclass

MEANT = frozenset({"on", "via", "over", "through", "using", "app", "called", "from", "in"})


@dataclass(frozen=True)
class Platform:
    code: str
    label: str
    everyday: bool = False  # a word of everyday life too: counted only where the app is meant


_ALL: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Snapchat", ("snap chat",)),
    ("TikTok", ("tik tok", "tiktoks")),
    ("Instagram", ("insta", "ig")),
    ("WhatsApp", ("whats app", "whatsapps")),
    ("Facebook", ("face book", "fb")),
    ("Messenger", ()),
    ("YouTube", ("you tube",)),
    ("Discord", ()),
    ("Telegram", ()),
    ("Reddit", ()),
    ("Twitter", ("tweet", "tweets")),
    ("Bluesky", ()),
    ("Omegle", ()),
    ("OmeTV", ("ome tv",)),
    ("Roblox", ()),
    ("Fortnite", ("fort nite",)),
    ("Minecraft", ("mine craft",)),
    ("Xbox", ("x box",)),
    ("PlayStation", ("play station", "ps4", "ps5")),
    ("Nintendo Switch", ("nintendo",)),
    ("Call of Duty", ("warzone",)),
    ("EA FC", ("fifa",)),
    ("VRChat", ("vr chat",)),
    ("BeReal", ()),
    ("Yubo", ()),
    ("Wizz", ()),
    ("Kik", ()),
    ("Viber", ()),
    ("WeChat", ()),
    ("Skype", ()),
    ("FaceTime", ("face time",)),
    ("iMessage", ("imessages",)),
    ("Google Classroom", ()),
    ("Google Meet", ()),
    ("Microsoft Teams", ()),
    ("OnlyFans", ("only fans",)),
    ("Pornhub", ()),
    ("Tinder", ()),
    ("Grindr", ()),
    ("Pinterest", ()),
    ("Tumblr", ()),
    ("Twitch", ()),
    ("Spotify", ()),
    ("ChatGPT", ("chat gpt", "gpt")),
    ("Character.AI", ("character ai",)),
    ("Replika", ()),
    ("Vinted", ()),
    ("PayPal", ("pay pal",)),
    ("Cash App", ("cashapp",)),
)
_EVERYDAY = ("Signal", "Steam", "Zoom", "Kick", "Threads", "Hinge", "Bumble", "Rec Room")
_ALSO = {"teams": "Microsoft Teams", "x": "Twitter", "snap": "Snapchat"}  # everyday words too


def _every() -> dict[str, Platform]:
    found = {}
    for label, others in _ALL:
        one = Platform(label.casefold(), label)
        found.update(dict.fromkeys((one.code, *others), one))
    for label in _EVERYDAY:
        found[label.casefold()] = Platform(label.casefold(), label, everyday=True)
    for word, label in _ALSO.items():
        found[word] = Platform(label.casefold(), label, everyday=True)
    return found


PLATFORMS = _every()
LABELS = {one.code: one.label for one in PLATFORMS.values()}
