"""The responses of the decision table, as they stand."""

from dataclasses import replace
from datetime import datetime

from bield.concerns.deeds import open_deed
from bield.concerns.doings import LeftOutPage, RespondPage, ResponseItem
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.responses import RESPONSES
from bield.concerns.lenses.shapes import Facts, Required
from bield.concerns.models import Concern, Deed
from bield.concerns.queries.facts import facts
from bield.concerns.queries.planned import earlier_changes
from bield.concerns.queries.sight import concern as seen
from bield.concerns.queries.sight import my_row
from bield.concerns.rules import work
from bield.concerns.rules.responding import EACH_ITSELF, PAGE
from bield.concerns.states import ActionState, DeedKind, Sanction
from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.vault import queries as vault

WARN = "warn"  # the response that has levels


def respond_page(actor: Actor, reference: str, *, at: datetime) -> RespondPage:
    found = seen(actor, reference)
    known = facts(found, at=at)
    required = [one for one in work_out(known).required if one.action.page == PAGE]
    return RespondPage(
        reference=reference,
        version=found.version,
        may=work(my_row(actor, found).why),
        responses=tuple(
            replace(_item(one), earlier=_warnings(found, known) if one.code == WARN else ())
            for one in required
        ),
        to_leave_out=tuple(
            (one.code, one.action.title)
            for one in required
            if one.state == ActionState.OPEN and one.waivable and one.code not in EACH_ITSELF
        ),
        earlier=earlier_changes(actor, found, known, at=at),
    )


@keeps("TP-A1-8c")
def _warnings(found: Concern, known: Facts) -> tuple[str, ...]:
    """The newest first: of this concern, and of those about the same people that everybody who
    reads this one reads as well."""
    others = Concern.objects.filter(
        organisation_id=found.organisation_id, reference__in=known.others
    )
    concerns = {one.pk: one for one in (found, *others)}
    keys = vault.secrets(found.organisation_id, {one.key_id for one in concerns.values()})
    deeds = Deed.objects.filter(concern__in=concerns, kind=DeedKind.RESPONDED).order_by(
        "-done_at", "-pk"
    )
    told = []
    for deed in deeds:
        concern = concerns[deed.concern_id]
        says = open_deed(keys[concern.key_id], concern.reference, deed).says
        if says["response"] == WARN and says["done"]:
            level = Sanction(says["level"]).label if says.get("level") else "Warned"
            on = times.exact_day(day_of(deed.done_at))
            told.append(f"{level}, {on}, {concern.reference}: {says['reason']}")
    return tuple(told)


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
