"""Concerns that name the same people: said to belong together, or not, with the reason."""

from datetime import date, datetime, timedelta

from bield.concerns import queries, rules
from bield.concerns.commands.chronicle import found
from bield.concerns.commands.following import follow
from bield.concerns.deeds import Says, seal_belonging
from bield.concerns.models import Belonging, Concern, Party, Reader
from bield.concerns.states import FOLLOW_UP, ConcernState, Why, link_to
from bield.concerns.subjects import both
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.vault import queries as vault

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
    """Whether another concern belongs to this one. Whoever reads both sees it with each.

    Who reads one of them alone must not learn from it that there is the other: it is no deed,
    changes neither concern, and the search never finds its reason. Said twice it is kept once.
    """
    concern = found(actor, reference, version=version)
    another = found(actor, other)
    said = {"linked": linked, "reason": reason.strip()}
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.work(queries.my_row(actor, another).why),
        rules.link(same_people=queries.name_the_same(concern, another)),
        rules.reason(reason),
        rules.only_words(reason=reason),
    )
    subject = both(reference, other)
    if queries.said_of(concern, another) == said:
        note(event="concern.linked-again", subject=subject, by=actor.id, at=at)
        return
    number = _keep(actor, concern, another, said, at)
    _keep(actor, another, concern, said, at)
    note(event="concern.linked", subject=subject, by=actor.id, at=at, number=number)
    follow(actor, concern, at)
    follow(actor, another, at)


def _keep(actor: Actor, concern: Concern, other: Concern, said: Says, at: datetime) -> int:
    """One side of it. The key of each concern opens its own side alone."""
    number = Belonging.objects.filter(concern=concern, other=other).count() + 1
    key = vault.secret(concern.organisation_id, concern.key_id)
    Belonging.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        other=other,
        number=number,
        says=seal_belonging(key, (concern.reference, other.reference), number, said),
        said_at=at,
        by_id=actor.person_id,
    )
    return number


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
    now = set(_readers(concern))
    for one in quiet.distinct().order_by("pk"):
        asked = _readers(one, by_post=True)
        if asked and now.issuperset(_readers(one)):
            _look_again(actor, one, asked, day_of(at) + LOOK_AGAIN, at)


def _readers(concern: Concern, *, by_post: bool = False) -> list[int]:
    rows = Reader.objects.filter(concern=concern)
    if by_post:
        rows = rows.exclude(why=Why.GRANTED)
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
