"""What it costs to work out everything that one busy concern requires, from facts in hand."""

import time
from datetime import UTC, datetime

from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Affected, Done, Facts
from bield.concerns.lenses.table import TABLE
from bield.concerns.states import ConcernState, DeedKind
from tools.bench.scenarios import Row

TIMES, DEEDS, GOAL = 500, 60, 0.002


def required_actions() -> list[Row]:
    """A picture, an allegation, harm and bullying in one, with sixty deeds."""
    facts = _busy()
    for _ in range(20):
        work_out(facts)
    began = time.process_time()
    for _ in range(TIMES):
        outcome = work_out(facts)
    each = (time.process_time() - began) / TIMES
    work = f"required actions of a concern: {len(outcome.required)} of {DEEDS} deeds"
    return [Row(work, f"{each * 1e6:.0f} µs CPU", "2 ms", each <= GOAL)]


def _busy() -> Facts:
    at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    says = [
        (DeedKind.REFERRED, {"form": "referral", "body": "police_999", "reference": "R-1"}),
        (DeedKind.HEARD, {"of": 1, "what": "acknowledged", "reference": ""}),
        (DeedKind.RESPONDED, {"response": "learn", "done": True}),
        (DeedKind.SUPPORTED, {"party": 1, "plan": ""}),
        (DeedKind.TOLD_PARENTS, {"decision": "later"}),
        (DeedKind.ANSWERED, {"question": "danger", "values": ["no"]}),
    ]
    done = tuple(
        Done(number, kind, at, 1, what)
        for number, (kind, what) in enumerate((says * DEEDS)[:DEEDS], start=1)
    )
    answers = {
        one.code: ("yes",) if "yes" in one.values else (one.choices[0][0],)
        for one in TABLE.questions
    }
    people = tuple(Affected(number, "subject", "child") for number in (1, 2, 3))
    return Facts(at, ConcernState.IN_ACTION, "no", True, people, answers, done)
