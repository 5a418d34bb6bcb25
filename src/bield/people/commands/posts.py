from datetime import date, datetime

from django.db.models import Q, QuerySet

from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import conditions, rules
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.commands.addresses import may_have_address
from bield.people.commands.letters import tell_holders
from bield.people.commands.rows import own, own_organisation, own_person, own_site_id
from bield.people.models import Post
from bield.people.queries import others_look_after, standing
from bield.people.states import GUARDED


@recorded
def appoint(
    actor: Actor,
    person_id: int,
    *,
    role: str,
    site_id: int | None = None,
    begins_on: date | None = None,
    ends_on: date | None = None,
    online_safety: bool = False,
    at: datetime,
) -> Post:
    """Give somebody a plain post; a guarded one only while first-run set-up is not finished."""
    person = own_person(actor, person_id)
    begins_on = begins_on or day_of(at)
    site_id = own_site_id(actor, site_id)
    facts = standing(actor.organisation_id, person, begins_on)
    enforce(
        rules.another(actor, own=others_look_after(actor, person.pk)),
        rules.appoint(actor, facts, role),
        rules.may_hold(facts, role, site_id=site_id, online_safety=online_safety),
        rules.days(begins_on, ends_on),
        conditions.wanting(actor.organisation_id, person.pk, role, begins_on),
    )
    may_have_address(person, own_organisation(actor), roles=facts.roles | {role}, on=begins_on)
    post = Post.objects.create(
        organisation_id=actor.organisation_id,
        person=person,
        role=role,
        site_id=site_id,
        online_safety=online_safety,
        begins_on=begins_on,
        ends_on=ends_on,
    )
    note(
        event="people.appointed", subject=f"person:{person.pk}", by=actor.id, at=at,
        role=role, site=site_id, begins_on=begins_on.isoformat(),
    )  # fmt: skip
    return post


@recorded
def settle(actor: Actor, person_id: int | None, *, role: str, at: datetime) -> None:
    """While first-run set-up is not finished: this person alone holds the role (or nobody)."""
    enforce(rules.settle(actor, setting_up=own_organisation(actor).set_up_at is None))
    posts = Post.objects.filter(organisation_id=actor.organisation_id, role=role)
    posts.exclude(person=person_id).delete()
    if person_id is not None and not posts.exists():
        appoint(actor, person_id, role=role, at=at)
    note(
        event="people.post-settled", subject=f"organisation:{actor.organisation_id}",
        by=actor.id, at=at, role=role, person=person_id,
    )  # fmt: skip


@recorded
def end_post(actor: Actor, post_id: int, *, ends_on: date, at: datetime) -> Post:
    """Whoever else holds a guarded post is told at once when one of them ends."""
    post = own(Post, actor, pk=post_id)
    enforce(
        rules.another(actor, own=others_look_after(actor, post.person_id)),
        rules.end(
            actor,
            rules.Ending(
                person_id=post.person_id,
                roles=frozenset({post.role}),
                ends_on=ends_on,
                today=day_of(at),
                one_person=own_organisation(actor).one_person,
            ),
        ),
    )
    if ends_on < post.begins_on:  # it never began
        post.delete()
    else:
        post.ends_on = ends_on
        post.save(update_fields=["ends_on"])
    note(
        event="people.post-ended", subject=f"person:{post.person_id}", by=actor.id, at=at,
        role=post.role, site=post.site_id, ends_on=ends_on.isoformat(),
    )  # fmt: skip
    if post.role in GUARDED:
        tell_holders(actor, about=f"post:{post.reference}", at=at)
    return post


def ending_of(actor: Actor, person_id: int, *, ends_on: date, at: datetime) -> rules.Ending:
    """All that ends when somebody leaves."""
    return rules.Ending(
        person_id=person_id,
        roles=frozenset(_open(person_id, ends_on).values_list("role", flat=True)),
        ends_on=ends_on,
        today=day_of(at),
        one_person=own_organisation(actor).one_person,
    )


def end_all_posts(person_id: int, *, ends_on: date) -> int:
    """Posts end with the last day; one that was to begin later never does."""
    Post.objects.filter(person=person_id, begins_on__gt=ends_on).delete()
    return _open(person_id, ends_on).update(ends_on=ends_on)


def _open(person_id: int, day: date) -> QuerySet[Post]:
    return Post.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), person=person_id)
