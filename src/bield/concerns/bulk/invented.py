"""Invented accounts by the hundred thousand, for measuring. Nobody in them exists."""

import random

COMMON, MIDDLING, RARE = "phone", "trampoline", "weathervane"  # in half, in 2 %, in 0.02 %

BEGAN = (
    "After the session {who} stayed behind and said that",
    "On the way to the bus {who} told me that",
    "In the break {who} showed me a message and said that",
    "While we tidied up {who} mentioned that",
    "A friend of {who} came to me because",
    "The carer of {who} rang this morning and said that",
    "During the online lesson {who} wrote in the chat that",
    "Somebody at the front desk overheard {who} say that",
)
HAPPENED = (
    "an older player in a game keeps asking for photographs",
    "a group chat has been making jokes about {who} for a week",
    "somebody made an account with the name and picture of {who}",
    "a stranger offered money for joining a video call",
    "a video of the corridor was passed around without asking",
    "they have not slept at home since the weekend",
    "the family has no heating and little to eat",
    "an uncle shouts and throws things when he has been drinking",
    "an account with a false name asked where {who} lives",
    "a link promised free skins and took the password",
    "they watch clips at night that frighten them",
    "a boyfriend reads every message and counts the minutes",
    "a channel they follow says that hatred is the only answer",
    "somebody threatens to pass on what was said in private",
    "they hurt themselves and found a page that told them how",
    "a coach writes late in the evening from a private account",
)
HOW = (
    "It began about two weeks ago.",
    "It happened once before, in the spring.",
    "They asked me not to tell anybody, and I said that I have to.",
    "They were calm while they told it.",
    "They cried and could not finish the sentence.",
    "Two others were there and say the same.",
    "It was on a tablet of ours, which I put away switched on.",
    "The account has a picture of a dog and no other friends.",
    "There was a bruise on the left arm, yellow at the edges.",
    "The clothes were the same as on Friday.",
    "They do not want to go home alone today.",
    "The mother does not know yet.",
)
DONE = (
    "I listened, wrote this down at once and told them what happens next.",
    "I walked with them to the office and stayed until they were met.",
    "I asked no more questions than I needed to.",
    "I told them that they are not in trouble.",
    "Nothing was deleted; the device is in the locked drawer.",
    "We agreed that somebody checks in every morning.",
)
SAID = (
    "I only told him which school I go to.",
    "Everybody has seen it already.",
    "I thought it was my fault.",
    "Please do not tell my brother.",
    "",
    "",
)
WHERE = ("At home, on a phone", "In the studio", "In the library", "In a game", "On the way home")
THINGS = tuple(
    word
    for line in (
        "bicycle kitchen rucksack garden football piano scarf library river umbrella orchard",
        "minibus lantern puzzle mitten harbour greenhouse drum canteen attic balcony meadow",
        "tunnel staircase violin suitcase curtain cupboard notebook fountain bakery playground",
    )
    for word in line.split()
)


class Invented:
    """The same accounts for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311  # for variety, not for secrets

    def account(self, who: str) -> str:
        pick, dice = self.dice.choice, self.dice
        words = [f"{pick(BEGAN)} {pick(HAPPENED)}.", pick(HOW), pick(HOW), pick(DONE)]
        words.append(f"It was about the {pick(THINGS)} and the {pick(THINGS)}.")
        if dice.random() < 0.5:
            words.append(f"The {COMMON} was there.")
        if dice.random() < 0.02:
            words.append(f"It began at the {MIDDLING}.")
        if dice.random() < 0.0002:
            words.append(f"They spoke of a {RARE}.")
        return " ".join(words).replace("{who}", who)
