"""Which deed settles what. Pure, and asked many times: each reads only the deeds of its kind."""

from collections.abc import Callable, Collection, Iterable

from bield.concerns.lenses.bodies import AUTHORITIES
from bield.concerns.lenses.shapes import Done, Facts
from bield.concerns.states import DeedKind

REFERRAL, ADVICE, DISCLOSURE = "referral", "advice", "disclosure"  # forms of a referral
SENT = (REFERRAL, DISCLOSURE)
ANY_FORM = (REFERRAL, ADVICE, DISCLOSURE)
RESULT = "finished"  # what was heard when an authority has done
DECLINED, CHALLENGED, ACCEPTED = "declined", "challenged", "accepted"
ACKNOWLEDGED = "acknowledged"
ADVISED = "advised"
CLEARED = "cleared"  # an authority says that the child may be spoken with
HOME = "home"  # an authority says that those at home may be told
AGREED = "agreed"  # an authority agrees that we act while it goes on inquiring
IN_WORDS = (ADVISED, CLEARED, HOME, AGREED, RESULT)
GOES_ON = (DECLINED, CHALLENGED, ACCEPTED, ACKNOWLEDGED, *IN_WORDS)

Settles = Callable[[Facts], Done | None]


def referrals(
    facts: Facts, bodies: Collection[str], forms: Collection[str] = SENT
) -> tuple[Done, ...]:
    return tuple(
        one
        for one in facts.deeds(DeedKind.REFERRED)
        if one.says["body"] in bodies and one.says["form"] in forms
    )


def anybody(facts: Facts) -> frozenset[str]:
    """Every body it was brought to."""
    return frozenset(one.says["body"] for one in facts.deeds(DeedKind.REFERRED))


def heard(facts: Facts, referral: Done, *what: str) -> Done | None:
    """The last that was heard about a referral."""
    return _last(
        one
        for one in facts.deeds(DeedKind.HEARD)
        if one.says["of"] == referral.number and (not what or one.says["what"] in what)
    )


def reference(facts: Facts, referral: Done) -> str:
    """What the body calls it: given with the referral, or heard later."""
    given = [referral, *(d for d in facts.deeds(DeedKind.HEARD) if d.says["of"] == referral.number)]
    return next((ref for one in given if (ref := one.says.get("reference") or "")), "")


def advice(facts: Facts, bodies: Collection[str] = AUTHORITIES) -> Done | None:
    """An authority's advice, as it was written down."""
    return _last(
        found
        for one in referrals(facts, bodies, ANY_FORM)
        if (found := heard(facts, one, *IN_WORDS)) is not None
    )


def permitted(facts: Facts, what: str) -> bool:
    """Whether we may do this while they inquire: an authority was asked, and each that inquires
    has said so. Advice says nothing of it, and after a permission it takes it back: it may be not
    to."""
    every = referrals(facts, AUTHORITIES, ANY_FORM)
    said = [one for one in every if _last_word(facts, one, what) in {what, RESULT}]
    return bool(said) and all(one in said for one in with_authorities(facts))


def _last_word(facts: Facts, referral: Done, what: str) -> str:
    last = heard(facts, referral, ADVISED, what, RESULT)
    return last.says["what"] if last else ""


def said(facts: Facts) -> tuple[tuple[Done, Done], ...]:
    """What authorities said, each with the referral it was said of, as it was written down."""
    of = {one.number: one for one in referrals(facts, AUTHORITIES, ANY_FORM)}
    return tuple(
        (of[one.says["of"]], one)
        for one in facts.deeds(DeedKind.HEARD)
        if one.says["of"] in of and one.says["what"] in IN_WORDS
    )


def with_authorities(facts: Facts) -> tuple[Done, ...]:
    """Referrals to whoever inquires, whose result nobody has written down yet."""
    return tuple(
        one
        for one in referrals(facts, AUTHORITIES, (REFERRAL,))
        if heard(facts, one, RESULT) is None and _how_it_goes_on(facts, one) != ACCEPTED
    )


def not_taken_on(facts: Facts, referral: Done) -> Done | None:
    """The “no” that stands, or that we do not agree with it: until they go on with it after all, or
    we accept it."""
    last = heard(facts, referral, *GOES_ON)
    return last if last and last.says["what"] in {DECLINED, CHALLENGED} else None


def _how_it_goes_on(facts: Facts, referral: Done) -> str:
    last = heard(facts, referral, *GOES_ON)
    return str(last.says["what"]) if last else ""


def referred_to(bodies: Collection[str], facts: Facts, *, or_advice: bool = False) -> Done | None:
    """The first referral to one of these; or, where it is enough, their recorded advice."""
    sent = next(iter(referrals(facts, bodies)), None)
    return advice(facts, bodies) if sent is None and or_advice else sent


def response(code: str) -> Settles:
    """The last answer to one of the responses: done, or not needed."""

    def settles(facts: Facts) -> Done | None:
        return _last(one for one in facts.deeds(DeedKind.RESPONDED) if one.says["response"] == code)

    return settles


def any_deed(*kinds: DeedKind) -> Settles:
    def settles(facts: Facts) -> Done | None:
        return _last(facts.deeds(*kinds))

    return settles


def of_party(kind: DeedKind) -> Callable[[Facts, int], Done | None]:
    """The last deed of this kind for one party."""

    def settles(facts: Facts, party: int) -> Done | None:
        return _last(one for one in facts.deeds(kind) if one.says["party"] == party)

    return settles


def spoken_with(facts: Facts, party: int) -> Done | None:
    """Spoken with, or a reason why not. “After the advice” is no end."""
    last = of_party(DeedKind.SPOKE)(facts, party)
    return None if last is None or last.says["done"] == "after-advice" else last


def told_child(facts: Facts) -> Done | None:
    return _last(one for one in facts.deeds(DeedKind.SPOKE) if one.says["done"] == "yes")


def parents_decision(facts: Facts) -> Done | None:
    return _last(one for one in facts.deeds(DeedKind.TOLD_PARENTS) if one.says.get("decision"))


def parents_decided(facts: Facts) -> Done | None:
    """“Later” is a decision with a day to look again; it is no end."""
    last = parents_decision(facts)
    return None if last is None or last.says["decision"] == "later" else last


def parents_told(facts: Facts) -> Done | None:
    """Told since it was last decided."""
    decided = parents_decision(facts)
    return _last(
        one
        for one in facts.deeds(DeedKind.TOLD_PARENTS)
        if one.says.get("how") and decided is not None and one.number >= decided.number
    )


def answer(facts: Facts, question: str) -> Done | None:
    return _last(one for one in facts.deeds(DeedKind.ANSWERED) if one.says["question"] == question)


def read_twice(question: str) -> Settles:
    """A second person has read the answer that stands, and agrees."""

    def settles(facts: Facts) -> Done | None:
        given = answer(facts, question)
        read = _last(
            one
            for one in facts.deeds(DeedKind.READ_TWICE)
            if one.says["of"] == question and given is not None and one.number > given.number
        )
        if read is None or given is None or read.by == given.by or not read.says["agrees"]:
            return None
        return read

    return settles


def links(facts: Facts) -> Done | None:
    """Every other concern that names the same people was linked, or the link rejected."""
    if not {one.says["reference"] for one in facts.judged}.issuperset(facts.others):
        return None
    return _last(facts.judged)


def _last(deeds: Iterable[Done]) -> Done | None:
    """Deeds come in the order in which they were done."""
    last = None
    for last in deeds:  # noqa: B007  # the last one is wanted
        pass
    return last
