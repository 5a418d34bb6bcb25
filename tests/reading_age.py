"""How hard a text is to read: the grade of Flesch and Kincaid, over what a page really says.

Grade 4 is what children of nine read at school. The count of syllables is a rule of thumb for
English, which is what the formula was made with.
"""

import re
from html.parser import HTMLParser

AGE_NINE = 4.0
ENDS = {
    "p", "li", "h1", "h2", "h3", "label", "legend", "button", "div", "dt", "dd", "b", "span", "a",
    "summary", "td", "th", "form", "strong",
}  # fmt: skip
INLINE = {"b", "span", "a", "strong"}  # an end only inside a button or a link of its own
WORD = re.compile(r"[A-Za-z’']+")
VOWELS = re.compile(r"[aeiouy]+")
FEW = 3  # words: what is shorter is a label, not a sentence


class _Said(HTMLParser):
    """The text of the main part, one line for each block."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = 0
        self.lines = [""]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.inside += 1
        if tag in ENDS - INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.inside -= 1
        if tag in ENDS - INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.lines[-1] += data


def sentences(html: str) -> list[list[str]]:
    """The words of each sentence, without numbers, addresses and what is only a label."""
    split = (
        WORD.findall(sentence)
        for line in _Said(html).lines
        for sentence in re.split(r"[.!?:]+(?:\s|$)", " ".join(line.split()))
    )
    return [words for words in split if len(words) >= FEW]


def syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) > 3 and word.endswith("e") and not word.endswith(("le", "ee")):
        word = word[:-1]
    if len(word) > 3 and word.endswith("ed") and word[-3] not in "td":
        word = word[:-2]
    return max(1, len(VOWELS.findall(word)))


def grade(html: str) -> float:
    said = sentences(html)
    words = [word for sentence in said for word in sentence]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(said) + 11.8 * spoken / len(words) - 15.59
