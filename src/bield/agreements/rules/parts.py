"""What a form has to tell and to ask before it is published. Pure."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bield.agreements.rules.publishing import MOST_LETTERS, Put
from bield.agreements.states import GOVERNED, RULES, TOLD, Audience, PartKind, Purpose
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

BOOK = (Purpose.ACCEPTABLE_USE, Purpose.CONDUCT)  # whose substance stands in the parts
NEEDED = {
    PartKind.USE: ("TP-7.1a",),
    PartKind.SOCIAL_MEDIA: ("TP-5.5.1a",),
    PartKind.REPORT: ("TP-7.1a", "EY-10"),
}
NEEDED_OF_STAFF = {PartKind.OWN_ACCOUNTS: ("EY-76",)}
WITH_REASON = frozenset({Purpose.RECORD})
WITH_CHECK = {  # purpose: of whom it is asked whether they have understood
    Purpose.RECORD: frozenset(Audience),
    Purpose.JOURNAL: frozenset({Audience.STAFF}),
    Purpose.ACCEPTABLE_USE: frozenset({Audience.STAFF, Audience.CONTRACTOR}),
}
CHECK_CLAUSES = {
    Purpose.RECORD: ("SR-16a",),
    Purpose.JOURNAL: ("EY-80b",),
    Purpose.ACCEPTABLE_USE: ("TP-5.3b",),
}
TO_WHOM = {
    Audience.GUARDIAN: "parents and carers",
    Audience.CHILD: "the child",
    Audience.ADULT: "adults who use what we offer",
    Audience.STAFF: "staff and volunteers",
    Audience.CONTRACTOR: "contractors",
}


@dataclass(frozen=True)
class Tell:
    """One part of a form, in the words for one audience."""

    kind: str
    audience: str
    words: str


@dataclass(frozen=True)
class Draft:
    """A form about to be published."""

    form: str  # reference
    put: Sequence[Put]
    parts: Sequence[Tell] = ()
    governed: Collection[str] = ()  # purposes whose figures are in force
    report_form: str = ""  # where one reports; "" where no such page answers

    def audiences(self, purposes: Collection[str]) -> list[Audience]:
        asked = {one.audience for one in self.put if one.purpose in purposes}
        return [one for one in Audience if one in asked]

    def part_page(self, kind: str) -> str:
        return f"/forms/{self.form}/part/{kind}/"


def governs(part: str, purpose: str) -> bool:
    """Whether a change of such a part is a change of what is answered. What is told on another
    basis, and that one may say no, is not; the rules are those of use and conduct alone."""
    if part in TOLD or part == PartKind.RIGHT:
        return False
    return part == PartKind.MORE or purpose in BOOK


def consents(put: Sequence[Put]) -> list[Audience]:
    """Of whom leave is asked, and not only that rules are read."""
    asked = {one.audience for one in put if one.purpose not in RULES}
    return [one for one in Audience if one in asked]


def write_parts(parts: Sequence[Tell]) -> list[Refusal]:
    refusals = []
    pairs = [(one.kind, one.audience) for one in parts]
    unknown = any(
        one.kind not in PartKind.values or one.audience not in Audience.values for one in parts
    )
    if unknown or len(set(pairs)) < len(pairs):
        says = "Each part is told once to each of those who read it. Choose it from the list."
        refusals.append(Refusal("unknown-part", says, field="parts"))
    if any(not written(one.words) for one in parts):
        says = "Write the part in full, or leave it out."
        refusals.append(Refusal("part-has-no-words", says, field="parts"))
    if any(len(one.words) > MOST_LETTERS for one in parts):
        says = f"One part has more than {MOST_LETTERS:,} letters. Write it shorter."
        refusals.append(Refusal("part-too-long", says, field="parts"))
    return refusals


@keeps("TP-5.5.1a", "TP-7.1a", "EY-76")
def rules_are_whole(draft: Draft) -> list[Refusal]:
    """Rules of use and conduct say what may be used, how about social media, and how to report."""
    refusals = []
    there = {(one.kind, one.audience) for one in draft.parts}
    for audience in draft.audiences(BOOK):
        needed = NEEDED | (NEEDED_OF_STAFF if audience == Audience.STAFF else {})
        refusals += [
            Refusal(
                f"no-{kind.value.replace('_', '-')}-part",
                f"The part “{kind.label}” is missing for {TO_WHOM[audience]}. Write it.",
                clauses,
                link=draft.part_page(kind),
            )
            for kind, clauses in needed.items()
            if (kind, audience) not in there
        ]
    if draft.audiences(BOOK) and not draft.report_form:
        says = "The page on which one reports does not answer, so the form would lead nowhere."
        refusals.append(
            Refusal("report-form-is-gone", says, ("TP-7.1a",), mender="whoever runs Bield")
        )
    return refusals


@keeps("SR-18a")
def right_is_stated(draft: Draft) -> list[Refusal]:
    """Whoever is asked for leave reads that they may say no and take it back."""
    told = {one.audience for one in draft.parts if one.kind == PartKind.RIGHT}
    return [
        Refusal(
            "right-is-not-stated",
            f"It does not say to {TO_WHOM[audience]} that they can take a yes back. Write it.",
            ("SR-18a",),
            link=draft.part_page(PartKind.RIGHT),
        )
        for audience in consents(draft.put)
        if audience not in told
    ]


@keeps("SR-16a", "TP-5.3b", "EY-80b", waits=("online_sessions", "registers"))
def is_understood(draft: Draft) -> list[Refusal]:
    """The reason is said, and one question asks whether it is understood, where that is owed."""
    return [refusal for one in draft.put for refusal in _understood(draft, one)]


def _understood(draft: Draft, one: Put) -> Iterator[Refusal]:
    purpose, audience = Purpose(one.purpose), Audience(one.audience)
    link = f"/forms/{draft.form}/why/{purpose.value}/{audience.value}/"
    asked = f"“{purpose.label}”, {TO_WHOM[audience]}"
    if purpose in WITH_REASON and not written(one.reason):
        says = f"{asked}: say in plain words why."
        yield Refusal("no-reason-said", says, ("SR-16a",), link=link)
    if audience in WITH_CHECK.get(purpose, ()) and one.check is None:
        says = f"{asked}: add a question that shows whether it was understood."
        yield Refusal("no-check-asked", says, CHECK_CLAUSES[purpose], link=link)


@keeps("SR-16b")
def figures_are_known(draft: Draft) -> list[Refusal]:
    """What is printed into the form is what is in force: there has to be something."""
    asked = {one.purpose for one in draft.put}
    return [
        Refusal(
            "figures-not-set",
            f"Nobody has said yet what is done with it, who sees it and how long it is kept:"
            f" “{purpose.label}”. Say it once; every form prints it.",
            ("SR-16b",),
            link=f"/forms/terms/{purpose.value}/",
        )
        for purpose in GOVERNED
        if purpose in asked and purpose not in draft.governed
    ]


def digest_of(one: Put, parts: Iterable[Tell]) -> str:
    """Of all that an answer to this question is to: its words, its reason, the parts that say what
    is agreed to. The figures in force are compared by themselves: narrower ones ask nobody."""
    told = [
        f"{part.kind}: {part.words}"
        for part in parts
        if part.audience == one.audience and governs(part.kind, one.purpose)
    ]
    return digest(one.words, one.reason, *sorted(told))


def digest(words: str, *more: str) -> str:
    """Of what somebody reads: space at the ends and ways to end a line are no other words."""
    said = ["\n".join(text.strip().splitlines()) for text in (words, *more) if text.strip()]
    return hashlib.sha256("\x1e".join(said).encode()).hexdigest()
