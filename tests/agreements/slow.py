"""How a permission stands, worked out anew from everything that happened, from the first day on.

Written from what the clauses ask (SR-13a, SR-13b, SR-14, SR-16b, TP-5.4, EY-70a) and slow: it
shares no code with the product, so that the two can only agree by being right, or wrong in the same
way twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

CHILD, GUARDIAN, ADULT, STAFF = "child", "guardian", "adult", "staff"


@dataclass(frozen=True)
class Edition:
    """What a form asks from a day on: the words for each audience, and how long a yes stands."""

    from_day: date
    words: Mapping[str, str]
    months: int
    asked_from: int  # years
    width: int  # of the figures that it prints


@dataclass(frozen=True)
class Answer:
    day: date
    said: str  # yes, no, back, lifted
    audience: str = ""
    edition: Edition | None = None


@dataclass
class Span:
    began: date
    last: date | None = None  # still on that day
    responsible: bool = True
    known: bool = True

    def on(self, day: date) -> bool:
        return self.began <= day and (self.last is None or day <= self.last)


@dataclass
class Slow:
    """One person, of whom everything is noted as it happens."""

    name: str
    born: date
    editions: list[Edition] = field(default_factory=list)
    care: dict[str, list[Span]] = field(default_factory=dict)
    work: list[Span] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    width: int = 0  # how far it goes, what is done today
    last_day_here: date | None = None

    # ------ what is known on a day

    def years(self, day: date) -> int:
        had_birthday = (day.month, day.day) >= (self.born.month, self.born.day)
        return day.year - self.born.year - (0 if had_birthday else 1)

    def here(self, day: date) -> bool:
        return self.last_day_here is None or day <= self.last_day_here

    def edition(self, day: date) -> Edition | None:
        begun = [one for one in self.editions if one.from_day <= day]
        return begun[-1] if begun else None

    def guardians(self, day: date) -> set[str]:
        return {
            who
            for who, spans in self.care.items()
            if any(one.responsible and one.on(day) for one in spans)
        }

    def perhaps(self, day: date) -> set[str]:
        """Carers of whom nobody knows whether they have a say: a no of theirs is one until then."""
        if self.years(day) >= 18:
            return set()
        return {
            who
            for who, spans in self.care.items()
            if any(not one.known and one.on(day) for one in spans)
        }

    def signers(self, day: date) -> dict[str, str]:
        """Each whose yes is needed, and in whose words they are asked."""
        if self.years(day) >= 18:
            works = any(one.on(day) for one in self.work)
            return {self.name: STAFF if works else ADULT}
        needed = dict.fromkeys(self.guardians(day), GUARDIAN)
        standing = self.edition(day)
        if standing and CHILD in standing.words and self.years(day) >= standing.asked_from:
            needed[self.name] = CHILD
        return needed

    def last(self, who: str) -> str:
        return self.answers[who][-1].said if self.answers.get(who) else ""

    def last_days(self) -> set[date]:
        """On which a yes stands that was said last."""
        last = [said[-1] for said in self.answers.values()]
        return {
            months_on(one.day, one.edition.months)
            for one in last
            if one.said == "yes" and one.edition
        }

    # ------ what can be said

    def takes(self, who: str, said: str, day: date) -> str:
        """In whose words somebody answers; "" where nothing is asked of them, or no yes taken."""
        standing = self.edition(day)
        if standing is None or not self.here(day):
            return ""
        needed = self.signers(day)
        if who in needed:
            outdated = said == "yes" and standing.width != self.width
            return needed[who] if needed[who] in standing.words and not outdated else ""
        if who == self.name and said == "no":  # heard whether or not they are asked
            return next((one for one in (CHILD, GUARDIAN) if one in standing.words), "")
        return ""

    # ------ how it stands

    def stands(self, day: date) -> tuple[str, set[str]]:
        """And who said no, or is still to answer."""
        if not self.here(day):
            return "missing", set()
        needed = self.signers(day)
        heard = {*needed, self.name, *self.perhaps(day)}
        against = {who: self.last(who) for who in heard if self.last(who) in {"no", "back"}}
        if against:
            return "refused" if "no" in against.values() else "withdrawn", set(against)
        if self.years(day) < 18 and not self.guardians(day):
            needed = {**needed, "nobody": GUARDIAN}
        why = {who: self.lacks(who, audience, day) for who, audience in needed.items()}
        lacking = {who: lack for who, lack in why.items() if lack}
        if not lacking:
            return "granted", set()
        kinds = set(lacking.values())
        return "expired" if kinds == {"expired"} else "missing", set(lacking)

    def lacks(self, who: str, audience: str, day: date) -> str:
        standing, last = self.edition(day), (self.answers.get(who) or [None])[-1]
        if standing is None or last is None or last.said != "yes" or last.edition is None:
            return "missing"
        read = last.edition
        same = last.audience == audience and read.words.get(audience) == standing.words.get(
            audience, "not asked"
        )
        if not same or standing.months < read.months or self.width > read.width:
            return "missing"
        return "expired" if day > months_on(last.day, read.months) else ""


def months_on(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    month = (day.year * 12 + day.month - 1) + months
    first, after = (date(one // 12, one % 12 + 1, 1) for one in (month, month + 1))
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))
