"""The responses of the decision table, as they stand."""

from datetime import datetime

from bield.concerns.doings import LeftOutPage, RespondPage, ResponseItem
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.responses import RESPONSES
from bield.concerns.lenses.shapes import Required
from bield.concerns.queries.facts import facts
from bield.concerns.queries.planned import earlier_changes
from bield.concerns.queries.sight import concern as seen
from bield.concerns.queries.sight import my_row
from bield.concerns.rules import work
from bield.concerns.rules.responding import EACH_ITSELF, PAGE
from bield.concerns.states import ActionState, DeedKind
from bield.kit.refusals import NotFound
from bield.people.actors import Actor


def respond_page(actor: Actor, reference: str, *, at: datetime) -> RespondPage:
    found = seen(actor, reference)
    known = facts(found, at=at)
    required = [one for one in work_out(known).required if one.action.page == PAGE]
    return RespondPage(
        reference=reference,
        version=found.version,
        may=work(my_row(actor, found).why),
        responses=tuple(_item(one) for one in required),
        to_leave_out=tuple(
            (one.code, one.action.title)
            for one in required
            if one.state == ActionState.OPEN and one.waivable and one.code not in EACH_ITSELF
        ),
        earlier=earlier_changes(actor, found, known, at=at),
    )


def _item(one: Required) -> ResponseItem:
    response = RESPONSES.get(one.code)
    return ResponseItem(
        code=one.code,
        title=one.action.title,
        who=one.action.who,
        guard=response.guard if response else "",
        state=one.state,
        state_word=ActionState(one.state).label,
        reason=one.settled_by.says["reason"]
        if one.settled_by and one.settled_by.kind == DeedKind.RESPONDED
        else "",
        may_be_left_out=one.waivable,
        clauses=one.action.clauses,
    )


def response_of(page: RespondPage, code: str) -> ResponseItem:
    for item in page.responses:
        if item.code == code:
            return item
    raise NotFound(code)


def left_out_page(actor: Actor, reference: str, action: str, *, at: datetime) -> LeftOutPage:
    found = seen(actor, reference)
    required = work_out(facts(found, at=at)).action(action)
    if required is None or not required.waivable:
        raise NotFound(action)
    return LeftOutPage(
        reference=reference,
        version=found.version,
        may=work(my_row(actor, found).why),
        title=required.action.title,
    )
