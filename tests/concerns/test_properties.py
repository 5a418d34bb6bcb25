"""What holds on every path, whoever walks it: the decision table through the commands themselves.

Twelve properties, numbered where they are looked at. Some steps are written as the deeds that
their commands leave, so that a path of twenty steps comes further than one can walk in twenty.
"""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bield.concerns import commands, queries
from bield.concerns.commands import Shared, Told
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import follow
from bield.concerns.deeds import answered
from bield.concerns.lenses import bodies, gravity, guards, matching, settled
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import NO, UNSURE, YES, Facts, Outcome
from bield.concerns.lenses.table import TABLE
from bield.concerns.models import Attachment, Concern, Deed, Exclusion, Reader
from bield.concerns.pages import DeskFilter
from bield.concerns.states import UNTAKEN, ConcernState, DeedKind, Lens, Lock, Risk
from bield.duties.models import Duty
from bield.kit.judging import judge
from bield.kit.refusals import NotFound, Refused
from bield.kit.rounds import ROUNDS
from bield.ledger.record import recorded
from bield.ledger.verify import verify
from bield.people import commands as people
from bield.people.actors import Actor, house
from bield.retention import queries as retention
from bield.retention import registry
from bield.retention.registry import Disposed, Disposer, Due
from bield.retention.states import Method
from bield.vault.models import SealedPiece
from tests import files
from tests.concerns.gate import CLOSED
from tests.concerns.telling import mailed, on_desk, reported
from tests.concerns.walking import everything_but
from tests.conftest import BEGAN, NOON, TODAY, Cast

TABLET, RECORDING = "device:7", "recording:7"
PICTURE = files.png()
LENS_QUESTIONS = ("danger", "harm", "illegal", "image", "allegation", "contact", "bullying")
CALLED = ("police_999", "childrens_social_care", "lado", "ceop", "partnership", "iwf")
ANSWERS = st.sampled_from([YES, UNSURE, NO])
BY_POST = st.sampled_from(["ama", "ben"])
ANYBODY = st.sampled_from(["ama", "ben", "gus", "ivy", "eve", "joe", "nan"])
HERE: list[Cast] = []


GONE: set[str] = set()  # what was disposed of
POLICE = tuple(one.code for one in TABLE.actions if one.bodies & bodies.POLICE_ROADS)
WAYS = [(), POLICE, ("lado", "consult_care"), ("parents",), ("second_reader",), ("decision",)]
SHARED = Shared(
    body="childrens_social_care",
    form="referral",
    purpose="protect",
    basis="harm",
    consent="refused",
    items=("account",),
    why="To protect him.",
    instead="They take it.",
)


@pytest.fixture(autouse=True)
def here(cast: Cast) -> Iterator[None]:
    """Nan cares for Joe; and a room disposes of tablets and recordings whenever it may."""

    def destroy(_house: Actor, subject: str, _at: datetime) -> Disposed:
        GONE.add(subject)
        return Disposed(Method.REMOVED)

    def due(organisation_id: int, at: datetime) -> list[Due]:
        of_alder = organisation_id == cast.alder.pk
        return [Due(one, at) for one in (TABLET, RECORDING) if of_alder and one not in GONE]

    us = house(cast.alder.pk, "tests")
    people.link_guardian(us, guardian_id=cast.nan.pk, child_id=cast.joe.pk, at=BEGAN)
    registry.register(Disposer("tests.tablet", "Tablet", destroy, due))
    HERE.append(cast)
    yield
    HERE.clear()
    del registry.DISPOSERS["tests.tablet"]


@recorded
def done(actor: Actor, reference: str, deeds: list[tuple[DeedKind, dict[str, Any]]]) -> Outcome:
    """Deeds as their commands leave them, and what follows from them."""
    concern = Concern.objects.get(organisation_id=actor.organisation_id, reference=reference)
    for kind, says in deeds:
        do(actor, concern, kind, says, event="concern.followed", at=NOON)
    return follow(actor, concern, NOON)


class Paths(RuleBasedStateMachine):
    """Anybody answers and does anything, in any order."""

    reference = ""

    def __init__(self) -> None:
        super().__init__()
        self.cast = HERE[0]
        self.changed: list[tuple[str, tuple[str, ...]]] = []

    @initialize(
        danger=ANSWERS,
        colleague=st.booleans(),
        alleged=st.sampled_from(["", "ivy", "nan", "ama"]),
    )
    def somebody_reports(self, danger: str, *, colleague: bool, alleged: str) -> None:
        about = [commands.About(person_id=self.cast.joe.pk, name="Joe Tanner")]
        if alleged:
            person = self.cast.people[alleged]
            role = "alleged_to_have_harmed"
            about.append(commands.About(person_id=person.pk, name=person.name, role=role))
        self.alleged = alleged
        GONE.clear()
        self.reference = reported(self.cast, danger_now=danger, colleague=colleague, about=about)

    # ------ as it stands

    @property
    def concern(self) -> Concern:
        self.cast.actor("eve")  # tables are read inside the organisation
        return Concern.objects.get(reference=self.reference)

    @property
    def facts(self) -> Facts:
        return queries.facts(self.concern, at=NOON)

    def attempt(self, step: str, who: str, **how: Any) -> Any:
        """What is refused changes nothing."""
        before = (self.concern.version, self.concern.stage)
        try:
            return getattr(commands, step)(self.cast.actor(who), self.reference, **how, at=NOON)
        except (Refused, NotFound):
            assert (self.concern.version, self.concern.stage) == before
            return None

    def refused(self, step: str, who: str, **how: Any) -> set[str]:
        """Why it is refused; nothing, when it is done."""
        try:
            getattr(commands, step)(self.cast.actor(who), self.reference, **how, at=NOON)
        except Refused as refused:
            return {one.code for one in refused.refusals}
        except NotFound:
            return {"not-found"}
        return set()

    def write(self, *deeds: tuple[DeedKind, dict[str, Any]]) -> None:
        if self.concern.stage == ConcernState.CLOSED:
            return
        done(self.cast.actor("ben"), self.reference, list(deeds))

    # ------ steps

    @rule(who=ANYBODY)
    def take(self, who: str) -> None:
        self.attempt("acknowledge", who)

    @rule(data=st.data(), who=ANYBODY)
    def answer(self, data: st.DataObject, who: str) -> None:
        facts = self.facts
        outcome = work_out(facts)
        ready = [one for one in outcome.questions if facts.asked(one.code)]
        if outcome.next_question is not None:
            ready.append(outcome.next_question)
        if ready:
            question = data.draw(st.sampled_from(ready))
            value = data.draw(st.sampled_from([one for one, _ in question.choices]))
            self.say(who, question.code, value)

    @rule(question=st.sampled_from(LENS_QUESTIONS), value=ANSWERS, who=BY_POST)
    def change_a_lens(self, question: str, value: str, who: str) -> None:
        self.say(who, question, value)

    def say(self, who: str, question: str, value: str) -> None:
        stood = self.facts.answers.get(question, ())
        given = self.attempt("answer", who, question=question, values=[value], reason="So told.")
        if given is not None and given.deed and stood:
            self.changed.append((question, stood))

    @rule(value=ANSWERS)
    def go_through_triage(self, value: str) -> None:
        """Every question, as somebody would who answers all alike."""
        facts, deeds = self.facts, []
        while asked := [q for q in work_out(facts).questions if not facts.asked(q.code)]:
            said = {q.code: (value,) if value in q.values else (q.choices[0][0],) for q in asked}
            facts = replace(facts, answers={**facts.answers, **said})
            deeds += [(DeedKind.ANSWERED, answered(code, values)) for code, values in said.items()]
        if deeds:
            self.write(*deeds)

    @rule(who=BY_POST, body=st.sampled_from(CALLED), named=st.booleans())
    def refer_now(self, who: str, body: str, *, named: bool) -> None:
        """1: in every state, under every lock."""
        told = Told(body, NOON, reference="R-1" if named else "")
        reads = Reader.objects.filter(
            concern=self.concern, person_id=self.cast.people[who].pk
        ).exists()
        stage, before = self.concern.stage, len(self.facts.deeds(DeedKind.REFERRED))
        try:
            commands.refer_now(self.cast.actor(who), self.reference, told, at=NOON)
        except NotFound:
            assert not reads
            return
        after = len(self.facts.deeds(DeedKind.REFERRED))
        assert after == before + 1 or before > 0, stage  # the same words again are one referral

    @rule(body=st.sampled_from(CALLED))
    def refer_with_nobody_there(self, body: str) -> None:
        """1: with lead, deputy and officer absent, any member of staff does it."""
        reference = commands.refer_alone(
            self.cast.actor("kim" if self.alleged == "ivy" else "ivy"),
            Told(body, NOON),
            site_id=self.cast.elm.pk,
            account="Nobody answers, and it cannot wait.",
            send_key=f"alone-{Concern.objects.count()}",
            at=NOON,
        )
        assert Deed.objects.filter(concern__reference=reference, kind=DeedKind.REFERRED).exists()

    @rule(what=st.sampled_from(["acknowledged", "advised", "finished", "reference"]))
    def hear(self, what: str) -> None:
        for one in self.facts.deeds(DeedKind.REFERRED)[-1:]:
            says = {"of": one.number, "what": what, "text": "So they said.", "reference": "R-2"}
            self.write((DeedKind.HEARD, says))

    @rule()
    def do_what_is_required(self) -> None:
        """All but what only an authority can settle."""
        deeds = [
            found for one in work_out(self.facts).open if (found := _deed_for(one.action, one))
        ]
        if deeds:
            self.write(*deeds)

    @rule(until=st.sampled_from([TODAY, TODAY.replace(month=4)]))
    def watch(self, until: Any) -> None:
        self.attempt("watch", "ben", until=until, reason="To see.")

    @rule()
    def hold(self) -> None:
        review = TODAY.replace(month=4)
        if TABLET in GONE:
            return
        self.attempt(
            "hold_evidence", "ama", subject=TABLET, reason="Shown on it.", review_on=review
        )

    @rule(who=ANYBODY)
    def bring_a_picture(self, who: str) -> None:
        """4: as a file, and written out in words."""
        locked = Lock.IMAGE in work_out(self.facts).locks
        kept = Attachment.objects.count(), SealedPiece.objects.count()
        file = judge(PICTURE, pictures=True)
        codes = self.refused("attach", who, file=file, name="a.txt", shows="A note.")
        written = b64encode(PICTURE).decode()
        assert self.refused("add_entry", who, kind="note", text=written)
        assert self.refused("attach", who, file=file, name="a", shows=written)
        if locked:
            assert codes
            assert (Attachment.objects.count(), SealedPiece.objects.count()) == kept

    @rule(who=ANYBODY)
    def act_ahead(self, who: str) -> None:
        """7: nobody, in whatever post."""
        if not settled.with_authorities(self.facts):
            return
        warned = {"response": "warn", "done": True, "reason": "So he learns."}
        assert self.refused("respond", who, **warned)
        assert self.refused("speak_with", who, party=1, done="yes", reason="He told us.")
        assert self.refused("close", who, **CLOSED)

    @rule(who=BY_POST)
    def share_against_their_will(self, who: str) -> None:
        """8"""
        facts = self.facts
        harmed = matching.harm(facts) or matching.danger(facts)
        codes = self.refused("prepare", who, shared=SHARED)
        if codes.isdisjoint({"not-found", "closed", "not-acknowledged"}):
            open_question = not facts.asked("harm")
            assert ("no-significant-harm" in codes) == (not harmed and not open_question)

    @rule(who=ANYBODY, decision=st.sampled_from(["now", "later", "never"]))
    def decide_on_parents(self, who: str, decision: str) -> None:
        whom = [self.cast.nan.reference] if decision == "now" else []
        codes = self.refused(
            "decide_on_parents",
            who,
            decision=decision,
            reason="So advised.",
            whom=whom,
            look_again_on=TODAY.replace(month=4) if decision == "later" else None,
        )
        if whom and self.alleged == "nan":
            assert codes

    @rule(who=ANYBODY)
    def tell_the_parents(self, who: str) -> None:
        """11: only after the decision, and never who may have done it."""
        decided = settled.parents_decision(self.facts)
        codes = self.refused(
            "tell_parents",
            who,
            whom=[self.cast.nan.reference],
            how="phone",
            told_at=NOON,
            words="She knows.",
        )
        if self.alleged == "nan" or decided is None or decided.says["decision"] != "now":
            assert codes

    @rule(left=st.sampled_from(WAYS))
    def try_to_close(self, left: tuple[str, ...]) -> None:
        """2, 3, 7: all that is asked is done but something, and it is to be closed."""
        who = "gus" if self.alleged == "ama" else "ben"
        with suppress(Refused, NotFound):
            everything_but(self.cast, self.reference, *left, by=who)
        if not self.refused("close", who, **CLOSED):
            self.it_was_closed_lawfully()

    def it_was_closed_lawfully(self) -> None:
        facts = self.facts
        outcome = work_out(facts)
        assert self.concern.stage == ConcernState.CLOSED
        assert not settled.with_authorities(facts)
        assert not facts.held
        if matching.image(facts) and any(
            facts.says(one, YES) for one in ("adult_part", *gravity.ELEMENTS)
        ):
            told = settled.referrals(facts, bodies.POLICE_ROADS)
            assert any(settled.reference(facts, one) for one in told)
        if Lens.ALLEGATION in outcome.lenses:
            assert settled.advice(facts, {bodies.LADO, bodies.ADULTS_CARE}) is not None

    @rule()
    def wait(self) -> None:
        if self.concern.stage in UNTAKEN:
            commands.pass_on_unread(house(self.cast.alder.pk, "clock"), self.reference, at=NOON)

    @rule()
    def dispose(self) -> None:
        ROUNDS["retention.dispose"].act(NOON)

    # ------ what always holds

    @invariant()
    def no_way_round_the_police(self) -> None:
        """2"""
        if not self.reference:
            return
        facts = self.facts
        grave = any(facts.says(one, YES) for one in ("adult_part", *gravity.ELEMENTS))
        if matching.image(facts) and grave and not work_out(facts).closing:
            assert any(
                settled.reference(facts, one)
                for one in settled.referrals(facts, bodies.POLICE_ROADS)
            )

    @invariant()
    def no_way_round_the_designated_officer(self) -> None:
        """3: and whoever is named has no row, no desk, no message."""
        if not self.reference:
            return
        facts = self.facts
        outcome = work_out(facts)
        if Lens.ALLEGATION in outcome.lenses and not outcome.closing:
            assert settled.advice(facts, {bodies.LADO, bodies.ADULTS_CARE}) is not None
        if self.alleged:
            person = self.cast.people[self.alleged]
            assert not Reader.objects.filter(concern=self.concern, person=person).exists()
            assert self.alleged not in mailed(self.reference)
            assert self.reference not in on_desk(self.cast, self.alleged)
            found = on_desk(self.cast, self.alleged, chosen=DeskFilter(words="pictures"))
            assert self.reference not in found
            with pytest.raises(NotFound):
                queries.concern(self.cast.actor(self.alleged), self.reference)

    @invariant()
    def not_known_asks_for_no_less(self) -> None:
        """5"""
        if not self.reference:
            return
        facts = self.facts
        for question in LENS_QUESTIONS:
            if facts.says(question, YES):
                unsure = replace(facts, answers={**facts.answers, question: (UNSURE,)})
                assert _strictly(unsure) >= _strictly(facts), question

    @invariant()
    def severity_stands_as_the_table_says(self) -> None:
        if self.reference and self.facts.deeds(*DeedKind):
            assert self.concern.risk in Risk.values
            assert work_out(self.facts).severity == gravity.severity(self.facts)

    @invariant()
    def nobody_acts_ahead_of_the_authorities(self) -> None:
        """7"""
        if not self.reference:
            return
        facts = self.facts
        outcome = work_out(facts)
        if settled.with_authorities(facts):
            assert Lock.AUTHORITIES in outcome.locks
            assert "with-authorities" in {one.code for one in outcome.closing}
            for step in (guards.SANCTION, guards.INTERVIEW, guards.DISPOSAL, guards.CLOSING):
                assert guards.locked(outcome.locks, step)

    @invariant()
    def somebody_is_asked_until_it_is_taken(self) -> None:
        """9"""
        if not self.reference:
            return
        duty = Duty.objects.filter(
            subject=self.reference, kind="concerns.acknowledge", state__in=["open", "overdue"]
        )
        assert duty.exists() == (self.concern.stage in UNTAKEN)
        kept_away = Exclusion.objects.filter(concern=self.concern).values_list("person_id")
        readers = Reader.objects.filter(concern=self.concern)
        assert readers.exists()
        assert not readers.filter(person_id__in=kept_away).exists()

    @invariant()
    def what_is_held_is_still_there(self) -> None:
        """10: whatever else would dispose of it."""
        if self.reference and TABLET in self.facts.held:
            assert retention.holds_on(self.cast.alder.pk, [TABLET])
            assert TABLET not in GONE

    @invariant()
    def nothing_goes_to_anybody_at_home(self) -> None:
        """11"""
        if self.reference and self.alleged != "nan":
            assert settled.parents_told(self.facts) is None or settled.parents_decision(self.facts)
        if self.reference:
            assert "nan" not in mailed(self.reference)

    @invariant()
    def both_answers_stay(self) -> None:
        """12"""
        if not self.reference:
            return
        given = {
            (one.says["question"], tuple(one.says["values"]))
            for one in self.facts.deeds(DeedKind.ANSWERED)
        }
        assert given >= set(self.changed)

    def teardown(self) -> None:
        """12: the record verifies."""
        if self.reference:
            assert verify(self.cast.alder.pk).whole


def _strictly(facts: Facts) -> set[str]:
    strict = {Lens.DANGER, Lens.HARM, Lens.ILLEGAL}
    return {one.action.code for one in work_out(facts).required if one.action.lens in strict}


def _deed_for(action: Any, one: Any) -> tuple[DeedKind, dict[str, Any]] | None:
    party = one.party or 1
    plainly: dict[str, tuple[DeedKind, dict[str, Any]]] = {
        "respond": (
            DeedKind.RESPONDED,
            {"response": action.code, "done": True, "reason": "", "owner": "", "on": ""},
        ),
        "custody": (DeedKind.CUSTODY, {"what": "telephone"}),
        "meeting": (DeedKind.MET, {"held_on": "", "who": "Ama, Ben", "words": ""}),
        "spoke": (DeedKind.SPOKE, {"party": party, "done": "yes", "reason": ""}),
        "support": (DeedKind.SUPPORTED, {"party": party, "plan": "Somebody to talk to."}),
        "tell-reporter": (DeedKind.ANSWERED_REPORTER, {"words": "dealt-with"}),
    }
    if action.code == "parents":
        return (
            DeedKind.TOLD_PARENTS,
            {"decision": "never", "whom": [], "reason": "Advised.", "look_again_on": ""},
        )
    return plainly.get(action.page)


def test_what_holds_on_every_path() -> None:
    run_state_machine_as_test(
        Paths,
        settings=settings(
            max_examples=5,
            stateful_step_count=15,
            derandomize=True,  # the same walks each time: a check must not fail by chance
            phases=[Phase.generate],  # shortening a walk that fails takes minutes: told as found
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
