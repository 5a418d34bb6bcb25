"""What is changed so that it does not happen again: planned, and put into practice."""

from datetime import date, datetime

from bield.concerns import queries, registered
from bield.concerns.commands.acting import act, in_hand
from bield.concerns.commands.chronicle import write
from bield.concerns.commands.doing import do
from bield.concerns.commands.work import end_of
from bield.concerns.models import Concern, PlannedChange
from bield.concerns.queries.names import names_ever
from bield.concerns.queries.planned import clause_tag, fits, kind_tags, planned
from bield.concerns.rules import planning
from bield.concerns.states import CHANGE, ChangeSort, DeedKind, EntryKind
from bield.duties import commands as duties
from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of


@keeps("TP-A1-8d", "TP-A1-8e", "EY-12")
@recorded
def plan_change(
    actor: Actor,
    reference: str,
    *,
    change: str,
    owner_id: int,
    on: date,
    at: datetime,
    clause: str = "",
    sort: str = ChangeSort.OTHER,
    board: str = "",
    version: int | None = None,
) -> PlannedChange:
    """An owner, a day, and words without names: its owner need not read the concern.

    `clause`: the clause of a policy that is to be changed by it. `board`: what those may read of
    it who answer for the house; nothing else of it is ever shown to them in words.
    """
    concern = in_hand(actor, reference, version=version)
    enforce(
        planning.plan_change(
            change=change,
            owner_fits=fits(concern, owner_id, at=at),
            on=on,
            today=day_of(at),
            names=names_ever(concern),
            clause=clause,
            clause_known=registered.is_clause(clause),
            sort=sort,
            board=board,
        )
    )
    owner = people.people_by_id(concern.organisation_id, [owner_id])[owner_id]
    says = {
        "change": change.strip(),
        "owner": owner.reference,
        "on": on.isoformat(),
        "clause": clause,
        "sort": sort,
        "board": board.strip(),
    }
    clause_said = f"\nClause: {clause}" if clause else ""
    board_said = f"\nThe board may read: {says['board']}" if says["board"] else ""
    done = act(
        actor,
        concern,
        DeedKind.PLANNED,
        says,
        event="concern.change-planned",
        entry=EntryKind.DECISION,
        text=f"Changes: {says['change']}\n"
        f"Owner: {owner.name}, by {times.exact_day(on)}{clause_said}{board_said}",
        at=at,
    )
    row = PlannedChange.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=done.number,
        owner_id=owner_id,
        due_on=on,
        clause=clause_tag(concern.organisation_id, clause) if clause else "",
        kinds=kind_tags(concern.organisation_id, queries.facts(concern, at=at)),
        planned_at=at,
    )
    duties.open_duty(
        actor,
        CHANGE,
        subject=row.reference,
        holder_ids=[owner_id],
        at=at,
        due_at=end_of(on),
        link=f"/change/{row.reference}/",
    )
    return row


@keeps("TP-A1-8e")
@recorded
def prove_change(actor: Actor, reference: str, *, proof: str, at: datetime) -> PlannedChange:
    """Its owner says what shows that it is put into practice; the concern may be closed by then."""
    row = planned(actor, reference)
    concern = Concern.objects.select_related("site").get(pk=row.concern_id)
    reads = queries.visible_to(actor).filter(concern=concern).exists()
    enforce(
        planning.prove(
            mine=row.owner_id == actor.person_id or reads,
            done=row.done_at is not None,
            proof=proof,
            names=names_ever(concern),
            owner=row.owner.name,
        )
    )
    write(actor, concern, EntryKind.ACTION, f"Put into practice: {proof.strip()}", at=at)
    done = do(
        actor,
        concern,
        DeedKind.PLANNED,
        {"of": row.number, "proof": proof.strip()},
        event="concern.change-proved",
        at=at,
        what=row.reference,
    )
    row.done_at, row.proof = at, done.number
    row.save(update_fields=["done_at", "proof"])
    duties.done(actor, CHANGE, subject=reference, evidence="proved", at=at)
    return row
