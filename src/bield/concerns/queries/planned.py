"""Changes that were planned, for whoever puts them into practice and whoever reads the concern."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from bield.concerns.deeds import open_deed
from bield.concerns.doings import ChangeItem, ChangePage, ClauseWanted
from bield.concerns.lenses.shapes import Done, Facts
from bield.concerns.models import Concern, Deed, Exclusion, Party, PlannedChange
from bield.concerns.moments import moment, moment_or_none
from bield.concerns.queries.sight import visible_to
from bield.concerns.states import ChangeSort, DeedKind
from bield.duties.queries import end_of
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, Strength
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION
from bield.vault import queries as vault
from bield.vault.seal import tag

PURPOSE = "concerns.changes"  # of the key that tags clauses and kinds
MOST = 50


def clause_tag(organisation_id: int, clause: str) -> str:
    return tag(vault.organisation_secret(organisation_id, PURPOSE), clause, context="clause")


def kind_tags(organisation_id: int, facts: Facts) -> list[str]:
    """What kinds of concern a change came from, so that a similar one finds it."""
    secret = vault.organisation_secret(organisation_id, PURPOSE)
    return sorted(tag(secret, one, context="kind") for one in facts.answers.get("kinds", ()))


def kinds_by_tag(organisation_id: int, codes: Iterable[str]) -> dict[str, str]:
    secret = vault.organisation_secret(organisation_id, PURPOSE)
    return {tag(secret, one, context="kind"): one for one in codes}


def works_here(concern: Concern, person_id: int, *, at: datetime) -> bool:
    held = people.held_by(concern.organisation_id, [person_id], day_of(at)).get(person_id, [])
    return bool({role for role, _ in held} & ADULTS_OF_THE_ORGANISATION)


def fits(concern: Concern, person_id: int, *, at: datetime) -> bool:
    """An adult who works here today, whom the concern does not name."""
    if not works_here(concern, person_id, at=at):
        return False
    about = Party.objects.filter(concern=concern, person=person_id)
    kept_out = Exclusion.objects.filter(concern=concern, person=person_id)
    return not about.exists() and not kept_out.exists()


def planned_seen(actor: Actor) -> QuerySet[PlannedChange]:
    """Its owner sees a change, and so does whoever reads the concern it came from."""
    own = PlannedChange.objects.filter(organisation_id=actor.organisation_id)
    if actor.person_id is None or actor.strength < Strength.TWO_FACTORS:
        return own.none()
    seen = Exists(visible_to(actor).filter(concern_id=OuterRef("concern_id")))
    kept_out = Exclusion.objects.filter(person=actor.person_id, concern=OuterRef("concern_id"))
    mine = Q(owner=actor.person_id) & ~Exists(kept_out)
    return own.filter(mine | seen).select_related("owner", "concern")


def planned(actor: Actor, reference: str) -> PlannedChange:
    found = planned_seen(actor).filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def changes_mine(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """For lists of duties: those that this actor puts into practice."""
    own = PlannedChange.objects.filter(
        organisation_id=actor.organisation_id, reference__in=references, owner=actor.person_id
    )
    return frozenset(own.values_list("reference", flat=True))


def changes_of(concern: Concern, done: Iterable[Done], *, at: datetime) -> tuple[ChangeItem, ...]:
    """For the page of the concern, also after it was closed."""
    deeds = {one.number: one for one in done}
    if not any(one.kind == DeedKind.PLANNED for one in deeds.values()):
        return ()
    rows = PlannedChange.objects.filter(concern=concern).select_related("owner").order_by("number")
    return tuple(_item(row, deeds[row.number], deeds.get(row.proof or 0), at) for row in rows)


def change_page(actor: Actor, reference: str, *, at: datetime) -> ChangePage:
    """One change, for whoever puts it into practice: nothing of the concern it came from."""
    row = planned(actor, reference)
    reads = visible_to(actor).filter(concern=row.concern_id).exists()
    [item] = opened_changes(row.organisation_id, [row], at)
    return ChangePage(
        item=item,
        concern=row.concern.reference if reads else "",
        mine=row.owner_id == actor.person_id or reads,
    )


def open_changes(actor: Actor, *, at: datetime) -> tuple[ChangeItem, ...]:
    """What is not in practice yet, the earliest first, of all that the actor may see."""
    rows = planned_seen(actor).filter(done_at=None).order_by("due_on", "pk")
    return opened_changes(actor.organisation_id, list(rows[:MOST]), at)


def late_changes(actor: Actor, *, at: datetime) -> int:
    """How many are not in practice although their day has passed, for the desk."""
    return planned_seen(actor).filter(done_at=None, due_on__lt=day_of(at)).count()


def earlier_changes(
    actor: Actor, concern: Concern, facts: Facts, *, at: datetime
) -> tuple[ChangeItem, ...]:
    """What was changed after earlier concerns of the same kind, and whether it was done."""
    kinds = set(kind_tags(concern.organisation_id, facts))
    if not kinds:
        return ()
    rows = planned_seen(actor).exclude(concern=concern).order_by("-pk")
    same = [row for row in rows[:MOST] if kinds & set(row.kinds)]
    return opened_changes(concern.organisation_id, same, at)


def wanted_clauses(actor: Actor, clauses: Iterable[str]) -> dict[str, ClauseWanted]:
    """Which of these clauses a lesson wants changed, by when: nothing of the concern, and not to
    whoever is kept away from it. The key is fetched whether or not there is anything to open: what
    is hidden costs no statement more."""
    kept_out = Exclusion.objects.filter(person=actor.person_id, concern=OuterRef("concern_id"))
    rows = list(
        PlannedChange.objects.filter(
            ~Exists(kept_out), organisation_id=actor.organisation_id, done_at=None
        )
        .exclude(clause="")
        .order_by("due_on", "pk")
    )
    secret = vault.organisation_secret(actor.organisation_id, PURPOSE)
    named = {tag(secret, clause, context="clause"): clause for clause in clauses}
    return {
        named[row.clause]: ClauseWanted(row.reference, row.due_on)
        for row in reversed(rows)
        if row.clause in named
    }


def opened_changes(
    organisation_id: int, rows: Sequence[PlannedChange], at: datetime
) -> tuple[ChangeItem, ...]:
    """With the deeds that say what they are: two statements, however many."""
    keys = vault.secrets(organisation_id, {row.concern.key_id for row in rows})
    wanted = {(row.concern_id, number) for row in rows for number in (row.number, row.proof)}
    deeds = Deed.objects.filter(
        concern__in={row.concern_id for row in rows}, kind=DeedKind.PLANNED
    ).select_related("concern")
    opened = {
        (deed.concern_id, deed.number): open_deed(
            keys[deed.concern.key_id], deed.concern.reference, deed
        )
        for deed in deeds
        if (deed.concern_id, deed.number) in wanted
    }
    return tuple(
        _item(
            row,
            opened[row.concern_id, row.number],
            opened.get((row.concern_id, row.proof or 0)),
            at,
        )
        for row in rows
    )


def _item(row: PlannedChange, says: Done, proof: Done | None, at: datetime) -> ChangeItem:
    return ChangeItem(
        reference=row.reference,
        change=says.says["change"],
        clause=says.says["clause"],
        owner=row.owner.name,
        due=moment(end_of(row.due_on), at),
        late=row.done_at is None and row.due_on < day_of(at),
        done=moment_or_none(row.done_at, at),
        proof=proof.says["proof"] if proof else "",
        sort=ChangeSort(_sort(says)).label,
        board=says.says.get("board", ""),
    )


def _sort(says: Done) -> str:
    """What was planned before sorts were asked for says at most which clause it changes."""
    planned_before = ChangeSort.POLICY if says.says["clause"] else ChangeSort.OTHER
    return str(says.says.get("sort", planned_before))
