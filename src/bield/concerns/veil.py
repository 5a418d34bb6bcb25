"""Takes words out of a text, so that they are not in it any more. Pure.

What is taken out leaves a bar of one length with the number of its reason; bars that only a space
parts are one, so that nobody counts the words under them.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bield.kit.paper import BAR

# Letters that fall apart into no others, as whoever has no such key writes them.
PLAIN = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "\u0131": "i", "þ": "th", "ð": "d"}
# Letters of other alphabets that look like ours, Cyrillic and Greek: they hide a name.
ALIKE = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0432\u043a\u043c\u043d\u0442"
        "\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7",
        "aeopcyxijsbkmhtabezhikmvoptyx",
        strict=True,
    )
)
DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad")
QUOTES = frozenset("\u2018\u2019\u201b\u02bc\u00b4`")
BETWEEN = re.compile(r"[\s.\-_'’]*")  # what parts two words of one name
PARTICLES = frozenset("al bin da de del della den der di du el la le van von y".split())  # noqa: SIM905  # a list of words
SENTENCE = re.compile(r"[^\n.!?]+[.!?]*[\"'”’)]*|[.!?]+[\"'”’)]*")
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
BROKEN = r"(?:-[ \t]*\n[ \t]*)?"  # by the end of a line
APART = r"[ \t.\-_*]{1,2}"  # what parts the letters of a word that is spelled
LOGIN = re.compile(r"[\w.+'\-]*@[\w.\-]+|[\w.\-]*\d[\w.\-]*")  # an address, or a name with digits
LONG_ENOUGH = 4  # letters of a part of a name that is looked for within other words
SPELLED = 3  # letters of one that is looked for letter by letter


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody as they are written down, and what they are called."""

    name: str
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that is taken out."""

    start: int
    end: int
    says: str  # what stands in its place
    surely: bool = True  # whether it is what was meant, as far as a machine can tell


def without_bars(text: str) -> str:
    """Nobody types a bar: what looks like one is no bar."""
    return BAR.sub(lambda found: f"({found.group()[1:-1]})", text)


def sentences(text: str) -> list[tuple[int, int]]:
    found = []
    for one in SENTENCE.finditer(text):
        said = one.group()
        start = one.start() + len(said) - len(said.lstrip())
        end = one.end() - (len(said) - len(said.rstrip()))
        if start < end:
            found.append((start, end))
    return found


def exact(text: str, words: str, says: str) -> Iterator[Span]:
    """These words, however they are spaced, accented or capitalised; whole words, not the “he” in
    “the”."""
    folded = _Folded(text)
    asked = " ".join(_Folded(words).text.split())
    if not asked:
        return
    pattern = r"[\s]+".join(re.escape(one) for one in asked.split(" "))
    before = r"(?<!\w)" if asked[0].isalnum() else ""
    after = r"(?!\w)" if asked[-1].isalnum() else ""
    for found in re.finditer(before + pattern + after, folded.text):
        yield folded.span(found, says)


def named(text: str, who: Name, says: str, *, shared: Collection[str] = ()) -> Iterator[Span]:
    """Every time somebody is named: in full, by a part, possessive, with and without accents and
    hyphens, in capitals or none. `shared`: parts that are somebody else's name as well."""
    folded = _Folded(text)
    for words in (who.name, who.known_as):
        tokens = [_token(one) for one in _Folded(words).text.split()]
        whole = r"(?:\s+|[.\-_]?)".join(tokens)
        if len(tokens) > 1:
            for found in re.finditer(_alone(whole), folded.text):
                yield folded.span(found, says)
    for part in parts(who):
        for found in re.finditer(_alone(_token(part)), folded.text):
            said = text[folded.at[found.start()]]
            surely = said.isupper() and part not in shared and not found.group().endswith(_s(part))
            yield folded.span(found, says, surely=surely or not said.isalpha())
    yield from _hidden(folded, who, says)


def _hidden(folded: "_Folded", who: Name, says: str) -> Iterator[Span]:
    """A name letter by letter, and what somebody signs in or writes from with the family name."""
    for part in parts(who):
        if len(part) >= SPELLED:
            spelled = APART.join(map(re.escape, part))
            for found in re.finditer(rf"(?<!\w){spelled}(?!\w)", folded.text):
                yield folded.span(found, says, surely=False)
    family = parts(Name(who.name))[-1:]
    for found in LOGIN.finditer(folded.text):
        if any(len(one) >= LONG_ENOUGH and one in found.group() for one in family):
            yield folded.span(found, says, surely=False)


def parts(who: Name) -> list[str]:
    """The words of a name that say who it is, without accents and in lower case."""
    found: dict[str, None] = {}
    for one in _Folded(f"{who.name} {who.known_as}").text.split():
        for part in (one, *one.split("-")):
            plain = part.strip("'-.,()")
            if len(plain) > 1 and plain not in PARTICLES:
                found[plain] = None
    return list(found)


def taken_out(text: str, spans: Iterable[Span]) -> str:
    """The text without them."""
    said, place = [], 0
    for one in merged(text, spans):
        said += [text[place : one.start], one.says]
        place = one.end
    return "".join((*said, text[place:]))


def merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap, or that only what parts two words parts, are one."""
    found: list[Span] = []
    for one in sorted(spans, key=lambda span: (span.start, -span.end)):
        last = found[-1] if found else None
        if last and (
            one.start <= last.end
            or (one.says == last.says and BETWEEN.fullmatch(text, last.end, one.start))
        ):
            within = one.end <= last.end  # a part of a whole name is as sure as the whole
            surely = last.surely and (within or one.surely)
            found[-1] = Span(last.start, max(last.end, one.end), last.says, surely)
        else:
            found.append(one)
    return found


# ------ what a text still gives away


def still_named(text: str, who: Name) -> bool:
    """Whether the whole of a name, or a family name with its capital, still stands in a text."""
    spans = [*named(text, who, "")]
    family = parts(Name(who.name))[-1:]
    return any(
        one.surely
        and (
            len(text[one.start : one.end].split()) > 1
            or _Folded(text[one.start : one.end]).text.startswith(tuple(family))
        )
        for one in spans
    )


def perhaps(text: str, who: Name, *, sounds: Callable[[str], str]) -> tuple[str, ...]:
    """Words that may still mean somebody whose name was taken out: a short form, a misspelling,
    initials, a longer word or an address that holds a part of it."""
    own = parts(who)
    heard = {sounds(one) for one in own if len(one) > 3} - {""}
    initials = "".join(one[0] for one in _Folded(who.name).text.split() if one)
    found: dict[str, None] = {}
    for word in WORD.findall(BAR.sub(" ", text)):
        plain = _Folded(word).text
        if word[0].isupper() and (_short_of(plain, own) or sounds(plain) in heard):
            found[word] = None
    for word in HOLDING.findall(BAR.sub(" ", text)):
        if word not in found and _holds(word, own, initials):
            found[word] = None
    for letters in re.findall(r"\b(?:[A-Z][.\s]?){2,4}(?![a-z])", text):
        if len(initials) > 1 and re.sub(r"[\s.]", "", letters).lower() == initials:
            found[letters.strip()] = None
    return tuple(found)


HOLDING = re.compile(r"[\w.+'’@\-]*\w")


def _holds(word: str, own: Sequence[str], initials: str) -> bool:
    """jtanner, tanner-family@chat, Tannerson; of what is written like any other word, such as
    “willing”, only what has nothing but initials beside it."""
    plain = _Folded(word).text
    ordinary = word.isalpha() and word.islower()
    for part in own:
        before, found, after = plain.partition(part)
        longer = len(part) >= LONG_ENOUGH and found and (before or after)
        if longer and (not ordinary or set(before + after) <= set(initials)):
            return True
    return False


def _short_of(word: str, own: Sequence[str]) -> bool:
    """Dan of Daniel, Joey of Joe."""
    return len(word) > 2 and any(
        word != one and len(one) > 2 and (one.startswith(word) or word.startswith(one))
        for one in own
    )


# ------ how a text is compared


class _Folded:
    """A text without accents, capitals and signs that nobody sees; and where each sign stood."""

    def __init__(self, text: str) -> None:
        said: list[str] = []
        at: list[int] = []
        for place, sign in enumerate(text):
            for plain in _plain(sign):
                said.append(plain)
                at.append(place)
        self.text = "".join(said)
        self.at = at
        self.length = len(text)
        self.unseen = frozenset(place for place, sign in enumerate(text) if not _plain(sign))

    def span(self, found: re.Match[str], says: str, *, surely: bool = True) -> Span:
        """With the accents that follow its last letter."""
        end = self.at[found.end() - 1] + 1
        while end in self.unseen:
            end += 1
        return Span(self.at[found.start()], end, says, surely)


def _plain(sign: str) -> str:
    if sign in DASHES:
        return "" if sign == "\u00ad" else "-"
    if sign in QUOTES:
        return "'"
    if sign.isspace():
        return " " if sign != "\n" else "\n"
    apart = unicodedata.normalize("NFKD", sign).casefold()
    return "".join(
        PLAIN.get(one) or ALIKE.get(one, one)
        for one in apart
        if not unicodedata.combining(one) and unicodedata.category(one) != "Cf"
    )


def _token(part: str) -> str:
    """Anne-Marie is also Anne Marie and AnneMarie, O'Neill also ONeill."""
    return BROKEN.join(
        r"[\s\-]?" if sign == "-" else "'?" if sign == "'" else re.escape(sign) for sign in part
    )


def _alone(pattern: str) -> str:
    """Not within a longer word; with what follows a name: Joe's, Joes, Joe2012."""
    return rf"(?<![^\W\d_]){pattern}(?:'s|s'|'|s)?(?![^\W\d_])"


def _s(part: str) -> str:
    return f"{part}s"
