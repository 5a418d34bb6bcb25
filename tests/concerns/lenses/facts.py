"""Facts as a test states them: everything that is not said is the plainest there is."""

from dataclasses import replace
from typing import Any

from bield.concerns.lenses import gravity
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Affected, Done, Facts, Outcome, Required
from bield.concerns.states import ConcernState, DeedKind, PartyRole
from bield.people.states import Protection
from tests.conftest import NOON

CHILD = Affected(1, PartyRole.SUBJECT, Protection.CHILD, age=14)
FRIEND = Affected(2, PartyRole.SUBJECT, Protection.CHILD, age=15)
GROWN_UP = Affected(1, PartyRole.SUBJECT, "")
AT_RISK = Affected(1, PartyRole.SUBJECT, Protection.ADULT_AT_RISK)
COLLEAGUE = Affected(2, PartyRole.ALLEGED, "", adult_of_the_organisation=True)
AMA, BEN = 1, 2  # who does it

PLAIN = Facts(
    reported_at=NOON,
    stage=ConcernState.ACKNOWLEDGED,
    danger_now="no",
    colleague=False,
    affected=(CHILD,),
    answers={},
)
CALM = {
    "danger": "no",
    "harm": "no",
    "illegal": "no",
    "spreading": "no",
    "image": "no",
    "allegation": "no",
    "contact": "no",
    "radicalisation": "no",
    "bullying": "no",
    "security": "no",
    "areas": "content",
    "kinds": "unsuitable",
    "behaviour": "nobody",
    "place": "here",
    "tie": "our_people",
    "significant": "no",
    "sharing": "no",
    "told_child": "yes",
    "telling_risk": "no",
}
EXPERIMENTAL = {
    **CALM,
    "affected": "child",
    "illegal": "yes",
    "risk": "no",
    "image": "yes",
    "shown": "child",
    "form": "picture",
    "seen": "no",
    "adult_part": "no",
    **dict.fromkeys((*gravity.ELEMENTS, *gravity.CRITERIA), "no"),
    "areas": "conduct",
    "kinds": "image_sharing",
    "behaviour": "learner",
}


def facts(*affected: Affected, **answers: str) -> Facts:
    """With these answers; several to one question are separated by a blank."""
    said = {question: tuple(values.split()) for question, values in answers.items()}
    return replace(PLAIN, affected=affected or PLAIN.affected, answers=said)


def calm(*affected: Affected, **answers: str) -> Facts:
    """Everything else was answered with no."""
    return facts(*affected, **{**CALM, **answers})


def experimental(*affected: Affected, **answers: str) -> Facts:
    """A picture between two young people, with everything else answered with no."""
    return facts(*(affected or (CHILD, FRIEND)), **{**EXPERIMENTAL, **answers})


def answering(given: Facts, **answers: str) -> Facts:
    said = {question: tuple(values.split()) for question, values in answers.items()}
    return replace(given, answers={**given.answers, **said})


def deed(given: Facts, kind: DeedKind, *, by: int = AMA, **says: Any) -> Facts:
    done = Done(len(given.done) + 1, kind, NOON, by, says)
    return replace(given, done=(*given.done, done))


def referred(
    given: Facts, body: str, *, form: str = "referral", reference: str = "R-1", result: bool = True
) -> Facts:
    """Brought to a body; with its reference, and with what it decided in the end."""
    sent = deed(
        given,
        DeedKind.REFERRED,
        form=form,
        body=body,
        reference=reference,
        items=["account"],
        why="To protect them.",
        consent="not_asked",
    )
    number = len(sent.done)
    return (
        deed(sent, DeedKind.HEARD, of=number, what="finished", text="Done.", reference="")
        if result
        else sent
    )


def advised(given: Facts, body: str) -> Facts:
    asked = deed(given, DeedKind.REFERRED, form="advice", body=body, reference="")
    number = len(asked.done)
    return deed(asked, DeedKind.HEARD, of=number, what="advised", text="Go on.", reference="")


def responded(given: Facts, response: str, *, done: bool = True) -> Facts:
    return deed(given, DeedKind.RESPONDED, response=response, done=done, reason="So it is.")


def codes(outcome: Outcome) -> set[str]:
    """What is required, whether or not it is done."""
    return {one.action.code for one in outcome.required}


def still(outcome: Outcome) -> set[str]:
    """What keeps it from being closed."""
    return {one.code for one in outcome.closing}


def proposed(outcome: Outcome) -> set[str]:
    return {one.body for one in outcome.proposals}


def must_go_to(outcome: Outcome) -> set[str]:
    return {one.body for one in outcome.proposals if one.mandatory}


def everything_but(given: Facts, *left: str, never: frozenset[str] = frozenset()) -> Facts:
    """Everything that is required is done, but for these: as somebody patient would do it.
    `never`: bodies that are told nothing, so that what only they could take stays open."""
    for _ in range(20):
        todo = [one for one in work_out(given).open if one.action.code not in left]
        todo = [one for one in todo if not one.bodies or one.bodies - never]
        if not todo:
            return given
        for one in todo:
            given = _done(given, one, never)
    return given


def leaving_out(given: Facts) -> Facts:
    """Whatever is open is said not to be needed, with a reason: where the table allows it."""
    for one in work_out(given).open:
        given = deed(given, DeedKind.NOT_NEEDED, action=one.code, reason="So it is.")
        given = responded(given, one.code, done=False)
    return given


def _done(given: Facts, one: Required, never: frozenset[str]) -> Facts:
    code, page = one.action.code, one.action.page
    if code == "triage":
        return _answered(given)
    if page == "refer":
        return referred(given, min(one.bodies - never, default="childrens_social_care"))
    if page == "hear":
        return _heard(given)
    if page == "respond":
        return responded(given, code)
    if page == "#others":
        said = [{"reference": other} for other in given.others]
        judged = [Done(1, DeedKind.LINKED, NOON, AMA, one) for one in said]
        return replace(given, judged=tuple(judged))
    if page == "read-twice":  # what is read is an answer that somebody gave
        given = deed(given, DeedKind.ANSWERED, question="without_police", values=["yes"], reason="")
    kind, says = PLAINLY[code if page == "parents" else page]
    by = BEN if kind == DeedKind.READ_TWICE else AMA
    return deed(given, kind, by=by, **says, party=one.party or 1)


def _answered(given: Facts) -> Facts:
    """With no, or the last answer before “not known”, until nothing is asked any more."""
    while asked := [one for one in work_out(given).questions if not given.asked(one.code)]:
        given = answering(given, **{one.code: one.choices[-2][0] for one in asked})
    return deed(given, DeedKind.ANSWERED, question="danger", values=["no"], reason="")


def _heard(given: Facts) -> Facts:
    for one in given.deeds(DeedKind.REFERRED):
        given = deed(given, DeedKind.HEARD, of=one.number, what="finished", reference="R-2")
    return given


PLAINLY: dict[str, tuple[DeedKind, dict[str, Any]]] = {
    "parents": (DeedKind.TOLD_PARENTS, {"decision": "now", "whom": ["nan"], "reason": "x"}),
    "tell_parents": (DeedKind.TOLD_PARENTS, {"whom": ["nan"], "how": "phone"}),
    "custody": (DeedKind.CUSTODY, {"what": "telephone"}),
    "meeting": (DeedKind.MET, {"who": "Ama, Ben", "words": ""}),
    "spoke": (DeedKind.SPOKE, {"done": "yes", "reason": ""}),
    "support": (DeedKind.SUPPORTED, {"plan": "Somebody to talk to."}),
    "read-twice": (DeedKind.READ_TWICE, {"of": "without_police", "agrees": True, "reason": ""}),
    "plan": (DeedKind.CONTACTED, {"words": "", "next_on": ""}),
    "tell-reporter": (DeedKind.ANSWERED_REPORTER, {"words": "dealt-with"}),
}
