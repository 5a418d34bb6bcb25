"""Posts: who holds what on a day, who may yet, and the facts the gates ask for."""

from collections.abc import Collection
from datetime import date

from django.db.models import Min, Q, QuerySet

from bield.kit import rows
from bield.kit.refusals import Refusal
from bield.people import gates
from bield.people.actors import held_on
from bield.people.ages import years_on
from bield.people.conditions import DOCUMENTS
from bield.people.gates import Activation, FirstPosts, Naming
from bield.people.models import Cover, Organisation, Person, Post
from bield.people.roster import Branch, Contact, Held, Road, Roster
from bield.people.roster import road as _road
from bield.people.rules import Standing
from bield.people.states import ADULTS_OF_THE_ORGANISATION, OFFICES, SECOND_HOLDERS, Role

HELD = "begins_on <= %s AND (ends_on IS NULL OR ends_on >= %s)"
POSTS = (  # no value but the names of columns is put in here
    "SELECT p.role, p.site_id, p.person_id, p.online_safety, w.name, w.email"  # noqa: S608
    " FROM people_post p"
    " JOIN people_person w ON w.id = p.person_id"
    f" WHERE p.organisation_id = %s AND {HELD} AND (w.left_on IS NULL OR w.left_on >= %s)"
    f" AND p.role IN ({', '.join(['%s'] * len(OFFICES))}) ORDER BY p.begins_on, p.id"
)
COVERS = (
    "SELECT away_id, stand_in_id FROM people_cover"  # noqa: S608
    f" WHERE organisation_id = %s AND {HELD} AND cancelled_at IS NULL ORDER BY id"
)
BRANCHES = (  # one row at least, for the organisation itself
    "SELECT s.id, s.kind, s.parent_id, s.name, s.closed_on IS NOT NULL AND s.closed_on < %s,"
    " o.one_person FROM people_organisation o"
    " LEFT JOIN people_site s ON s.organisation_id = o.id WHERE o.id = %s"
)


def roster(organisation_id: int, on: date) -> Roster:
    """The whole roster of a day in three statements; ask it as often as you like.

    Every report asks it once and has milliseconds, so it goes round the ORM (which took four
    times as long).
    """
    day, house = on.isoformat(), organisation_id
    posts = rows.fetch(POSTS, [house, day, day, day, *sorted(OFFICES)])
    branches = rows.fetch(BRANCHES, [day, house])
    return Roster(
        held=tuple(Held(role, site, who, bool(safe)) for role, site, who, safe, *_ in posts),
        away=dict(rows.fetch(COVERS, [house, day, day])),
        branches={
            pk: Branch(kind, up, name, bool(gone))
            for pk, kind, up, name, gone, _ in branches
            if pk is not None
        },
        one_person=any(alone for *_, alone in branches),
        contacts={who: Contact(who, name, email) for _, _, who, _, name, email in posts},
    )


def holders(
    organisation_id: int, role: str, site_id: int | None = None, *, on: date
) -> list[Person]:
    """Who acts in a role at a site (or for the whole organisation): stand-ins applied."""
    return _people(organisation_id, roster(organisation_id, on).holders(role, site_id=site_id))


def at_work(organisation_id: int, site_id: int, on: date) -> list[int]:
    """Who works or helps at a site on a day and is not away."""
    away = Cover.objects.filter(
        held_on(on), organisation_id=organisation_id, cancelled_at__isnull=True
    )
    posts = Post.objects.filter(
        held_on(on), organisation_id=organisation_id, site_id=site_id, role__in=AT_WORK
    ).exclude(person_id__in=away.values("away_id"))
    return list(dict.fromkeys(posts.order_by("pk").values_list("person_id", flat=True)))


def working(organisation_id: int, on: date) -> list[int]:
    """Every adult who acts for the organisation on a day, by post."""
    held = _acting(organisation_id, on).values_list("person_id", flat=True)
    return list(held.distinct().order_by("person_id"))


def at_work_since(organisation_id: int, ids: Collection[int], on: date) -> dict[int, date]:
    """From when those of these people who act for the organisation on a day have done so."""
    held = _acting(organisation_id, on).filter(person__in=ids).values_list("person_id")
    return dict(held.annotate(since=Min("begins_on")))


def _acting(organisation_id: int, on: date) -> QuerySet[Post]:
    here = Q(person__left_on__isnull=True) | Q(person__left_on__gte=on)
    posts = Post.objects.filter(held_on(on), here, organisation_id=organisation_id)
    return posts.filter(role__in=ADULTS_OF_THE_ORGANISATION).order_by()


AT_WORK = (Role.STAFF, Role.VOLUNTEER, Role.CONTRACTOR)


def working_here(organisation_id: int, roles: Collection[str], on: date) -> dict[int, date]:
    """Who holds one of these posts anywhere on a day, and since when: person -> first day."""
    held = _acting(organisation_id, on).filter(role__in=roles).values_list("person_id")
    return dict(held.annotate(since=Min("begins_on")))


def bearers(organisation_id: int, role: str, on: date) -> list[Person]:
    """Who does the work of a post; while it is vacant it falls to another."""
    return _people(organisation_id, roster(organisation_id, on).bearers(role))


def officer_for(organisation_id: int, site_id: int | None, on: date) -> list[Person]:
    """`Your officer`: of the nearest branch up the tree, else the deputy, else the lead."""
    return _people(organisation_id, roster(organisation_id, on).officers(site_id))


def road(
    organisation_id: int,
    site_id: int | None,
    *,
    on: date,
    about: Collection[int] = (),
    about_staff: bool | None = None,
) -> Road:
    """Who is told of a concern at a site about these people, step by step."""
    if about_staff is None:
        about_staff = _staff_among(organisation_id, about, on)
    return _road(roster(organisation_id, on), site_id=site_id, about=about, about_staff=about_staff)


def _staff_among(organisation_id: int, about: Collection[int], on: date) -> bool:
    return Post.objects.filter(
        held_on(on),
        organisation_id=organisation_id,
        person__in=list(about),
        role__in=ADULTS_OF_THE_ORGANISATION,
    ).exists()


def stands_in_for(organisation_id: int, person_id: int, on: date) -> frozenset[int]:
    """Those who are away on the day and for whom this person stands in."""
    covers = Cover.objects.filter(
        held_on(on), organisation_id=organisation_id, cancelled_at__isnull=True
    )
    away = dict(covers.order_by("pk").values_list("away_id", "stand_in_id"))
    return Roster(held=(), away=away, branches={}).stood_in_for(person_id)


def second_holders(organisation_id: int, on: date) -> list[Person]:
    """Who may put forward and confirm an appointment."""
    return _people(organisation_id, roster(organisation_id, on).anywhere(*SECOND_HOLDERS))


def standing(organisation_id: int, person: Person, on: date) -> Standing:
    """What a rule must know of somebody who is to hold a post from a day on."""
    later = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    posts = Post.objects.filter(later, organisation_id=organisation_id)
    held = frozenset(posts.filter(person=person).values_list("role", "site_id"))
    house = Organisation.objects.get(pk=organisation_id)
    return Standing(
        person_id=person.pk,
        left=person.left_on is not None and person.left_on < on,
        roles=frozenset(role for role, _ in held),
        lead_id=posts.filter(role=Role.LEAD).values_list("person_id", flat=True).first(),
        setting_up=house.set_up_at is None,
        one_person=house.one_person,
        held=held,
        years=years_on(person.born_on, person.born_precision, on),
    )


def activation_facts(organisation_id: int, on: date) -> Activation:
    """For the gate of whatever begins: a session, a device, an account."""
    today = roster(organisation_id, on)
    return Activation(
        lead_named=bool(today.titular(Role.LEAD)),
        lead_here=bool(today.holders(Role.LEAD)),
        online_presence_named=bool(today.titular(Role.ONLINE_PRESENCE)),
    )


def first_posts(organisation_id: int, on: date) -> FirstPosts:
    """What first-run set-up has put in place by now."""
    today = roster(organisation_id, on)
    lead = today.titular(Role.LEAD)
    return FirstPosts(
        one_person=today.one_person,
        sites=sum(not branch.closed for branch in today.branches.values()),
        lead_id=lead[0] if lead else None,
        deputy_ids=frozenset(today.titular(Role.DEPUTY)),
        outside_contact_ids=frozenset(today.titular(Role.OUTSIDE_CONTACT)),
    )


def may_activate(organisation_id: int, on: date) -> list[Refusal]:
    """Why nothing new may begin on that day: no lead, or a lead away without cover."""
    return gates.may_activate(activation_facts(organisation_id, on))


def may_open_account(organisation_id: int, on: date) -> list[Refusal]:
    return gates.may_open_account(activation_facts(organisation_id, on))


def may_publish_names(organisation_id: int, document: str, on: date) -> list[Refusal]:
    return gates.may_publish_names(naming_facts(organisation_id, document, on))


def may_record(organisation_id: int, document: str, on: date) -> list[Refusal]:
    return gates.may_record(naming_facts(organisation_id, document, on))


def missing_for_set_up(organisation_id: int, on: date) -> list[Refusal]:
    """Why first-run set-up cannot be finished yet."""
    return gates.may_finish_set_up(first_posts(organisation_id, on))


def naming_facts(organisation_id: int, document: str, on: date) -> Naming:
    """For the gate of a document that names who holds a post."""
    today = roster(organisation_id, on)
    named = DOCUMENTS[document].roles
    people = Person.objects.filter(organisation_id=organisation_id).in_bulk(today.titular(*named))
    return Naming(
        document=DOCUMENTS[document],
        names={
            role: tuple(people[person].name for person in today.titular(role)) for role in named
        },
    )


def _people(organisation_id: int, ids: Collection[int]) -> list[Person]:
    found = Person.objects.filter(organisation_id=organisation_id).in_bulk(list(ids))
    return [found[person] for person in ids]


def last_day_of_posts(organisation_id: int, person_id: int, role: str, on: date) -> date | None:
    """Until when somebody holds a role, as far as it has an end; the latest of several."""
    posts = Post.objects.filter(
        held_on(on), organisation_id=organisation_id, person=person_id, role=role
    )
    ends = list(posts.values_list("ends_on", flat=True))
    known = [one for one in ends if one is not None]
    return max(known) if ends and len(known) == len(ends) else None
