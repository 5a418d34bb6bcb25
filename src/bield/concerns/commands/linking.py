"""Concerns that name the same people: said to belong together, or not, with the reason."""

from datetime import date, datetime, timedelta

from bield.concerns import queries, rules
from bield.concerns.commands.chronicle import found
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import follow
from bield.concerns.models import Concern, Party, Reader
from bield.concerns.states import FOLLOW_UP, ConcernState, DeedKind, Why, link_to
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import recorded
from bield.people.actors import Actor
from bield.people.ages import day_of

LOOK_AGAIN = timedelta(days=1)


@recorded
def link(
    actor: Actor,
    reference: str,
    *,
    other: str,
    linked: bool,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> None:
    """Whether another concern belongs to this one. Kept with both, for whoever reads both."""
    concern = found(actor, reference, version=version)
    another = found(actor, other)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.work(queries.my_row(actor, another).why),
        rules.link(same_people=queries.name_the_same(concern, another)),
        rules.reason(reason),
    )
    for one, of in ((concern, other), (another, reference)):
        do(
            actor,
            one,
            DeedKind.LINKED,
            {"reference": of, "linked": linked, "reason": reason.strip()},
            event="concern.linked",
            at=at,
            words=[reason],
        )
        follow(actor, one, at)


@keeps("TP-A1-8g")
def watch_again(actor: Actor, concern: Concern, at: datetime) -> None:
    """Somebody it names is named in a concern that was closed or is watched: its readers look at
    that one again. Not where one of them does not read the new one: a step that appears by itself
    would tell them that there is one."""
    quiet = Concern.objects.filter(
        organisation_id=concern.organisation_id,
        stage__in=[ConcernState.CLOSED, ConcernState.MONITORING],
        parties__person__in=Party.objects.filter(concern=concern, person_id__isnull=False).values(
            "person_id"
        ),
    ).exclude(pk=concern.pk)
    now = set(_by_post(concern))
    for one in quiet.distinct().order_by("pk"):
        readers = _by_post(one)
        if readers and now.issuperset(readers):
            _look_again(actor, one, readers, day_of(at) + LOOK_AGAIN, at)


def _by_post(concern: Concern) -> list[int]:
    rows = Reader.objects.filter(concern=concern).exclude(why=Why.GRANTED)
    return list(rows.order_by("pk").values_list("person_id", flat=True))


def _look_again(actor: Actor, concern: Concern, holders: list[int], on: date, at: datetime) -> None:
    duties.open_duty(
        actor,
        FOLLOW_UP,
        subject=concern.reference,
        holder_ids=holders,
        at=at,
        site_id=concern.site_id,
        due_at=duty_queries.end_of(on),
        link=link_to(concern.reference),
    )
