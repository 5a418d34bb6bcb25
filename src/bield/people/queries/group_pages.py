"""The pages of groups: for whoever looks after people, and whoever leads a group."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import rules
from bield.people.actors import Actor, held_on
from bield.people.ages import day_of
from bield.people.models import Group, Guardianship, Membership
from bield.people.queries.asked import MOST, Asked, Choices
from bield.people.queries.family_pages import CALL_FAMILIES
from bield.people.queries.groups import group as in_reach
from bield.people.queries.organisations import site_choices
from bield.people.queries.own_family import left_to_others
from bield.people.queries.pages import EVERYWHERE, require
from bield.people.queries.persons import known_among, people_known_to
from bield.people.states import ADMINISTRATION, KEEPERS_OF_PEOPLE


@dataclass(frozen=True)
class GroupRow:
    name: str
    link: str
    place: str
    members: int
    closed: str = ""


@dataclass(frozen=True)
class GroupsPage:
    rows: tuple[GroupRow, ...]
    may_add: bool


@dataclass(frozen=True)
class Member:
    name: str
    reference: str
    leads: bool
    since: str
    cared_for: bool  # somebody can be called for them


@dataclass(frozen=True)
class GroupPage:
    reference: str
    name: str
    place: str
    members: tuple[Member, ...]
    closed: str
    without_own: bool  # the reader's own family is not listed, whether it belongs here or not
    may_fill: bool
    may_close: bool


def groups_page(actor: Actor, at: datetime) -> GroupsPage:
    """All of them for whoever looks after people; else those that the reader leads."""
    today = day_of(at)
    found = Group.objects.filter(organisation_id=actor.organisation_id)
    if not actor.holds(*ADMINISTRATION):
        found = found.filter(_led(actor, today), closed_on__isnull=True)
        if not found.exists():
            raise NotFound("leads no group")
    others = Q(memberships__person__in=left_to_others(actor))
    now = Count("memberships", filter=_now(today) & ~others)
    rows = found.select_related("site").annotate(now=now).order_by("closed_on", "name", "pk")
    return GroupsPage(
        tuple(
            GroupRow(
                name=row.name,
                link=reverse("people:group", args=[row.reference]),
                place=row.site.name if row.site else EVERYWHERE,
                members=row.now,
                closed=times.said_day(row.closed_on, today) if row.closed_on else "",
            )
            for row in rows
        ),
        may_add=rules.keep_people(actor) is None,
    )


def _now(today: date) -> Q:
    return Q(memberships__begins_on__lte=today) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
    )


def _led(actor: Actor, today: date) -> Exists:
    return Exists(
        Membership.objects.filter(
            held_on(today), group=OuterRef("pk"), person=actor.person_id or 0, leads=True
        )
    )


def group_page(actor: Actor, reference: str, at: datetime) -> GroupPage:
    group, today = _shown(actor, reference, at), day_of(at)
    members = list(
        Membership.objects.filter(held_on(today), group=group)
        .select_related("person")
        .order_by("-leads", "person__name", "pk")
    )
    others = left_to_others(actor)
    known = known_among(actor, [member.person_id for member in members]) - others
    cared = set(
        Guardianship.objects.filter(held_on(today), child__in=known).values_list("child", flat=True)
        if actor.holds(*CALL_FAMILIES)
        else ()
    )
    return GroupPage(
        reference=group.reference,
        name=group.name,
        place=group.site.name if group.site else EVERYWHERE,
        members=tuple(
            Member(
                name=member.person.name,
                reference=member.person.reference,
                leads=member.leads,
                since=times.said_day(member.begins_on, today),
                cared_for=member.person_id in cared,
            )
            for member in members
            if member.person_id in known
        ),
        closed=times.said_day(group.closed_on, today) if group.closed_on else "",
        without_own=bool(others),
        may_fill=group.closed_on is None and (_leads(actor, group, today) or _keeps(actor)),
        may_close=group.closed_on is None and _keeps(actor),
    )


Belongs = tuple[str, str, bool]  # reference, name, whether they lead it


def groups_led(actor: Actor, at: datetime) -> list[tuple[Group, list[Belongs]]]:
    """The open groups of the pages above, with who belongs to each today. The family of whoever
    looks is in none of them."""
    today = day_of(at)
    found = Group.objects.filter(organisation_id=actor.organisation_id, closed_on__isnull=True)
    if not actor.holds(*ADMINISTRATION):
        found = found.filter(_led(actor, today))
    listed = list(found.select_related("site").order_by("name", "pk"))
    members: dict[int, list[Belongs]] = {group.pk: [] for group in listed}
    rows = list(
        Membership.objects.filter(held_on(today), group__in=members)
        .select_related("person")
        .order_by("-leads", "person__name", "pk")
    )
    known = known_among(actor, [row.person_id for row in rows]) - left_to_others(actor)
    for row in rows:
        if row.person_id in known:
            members[row.group_id].append((row.person.reference, row.person.name, row.leads))
    return [(group, members[group.pk]) for group in listed]


def add_group_page(actor: Actor) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    places: Choices = [("", EVERYWHERE), *site_choices(actor)]
    return Asked("Make a group", "Make this group", reverse("people:groups"), places=places)


def rename_group_page(actor: Actor, reference: str, at: datetime) -> Asked:
    group = _filled(actor, reference, at)
    return Asked(f"What is {group.name} called?", "Keep", _to(group), initial={"name": group.name})


def close_group_page(actor: Actor, reference: str, at: datetime) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    group = _shown(actor, reference, at)
    return Asked(
        f"Close {group.name}",
        "Close this group",
        _to(group),
        "Who belonged to it, and when, stays known.",
    )


def join_page(actor: Actor, reference: str, words: str, at: datetime) -> Asked:
    group = _filled(actor, reference, at)
    found = people_known_to(actor, words, MOST)
    return Asked(
        f"Who joins {group.name}?",
        "Let them join",
        _to(group),
        people=[(str(one.pk), one.name) for one in found],
        words=words,
        here=reverse("people:join-group", args=[reference]),
    )


def _keeps(actor: Actor) -> bool:
    return rules.keep_people(actor) is None


def _leads(actor: Actor, group: Group, today: date) -> bool:
    return Group.objects.filter(_led(actor, today), pk=group.pk).exists()


def _shown(actor: Actor, reference: str, at: datetime) -> Group:
    group = in_reach(actor, reference)
    if not actor.holds(*ADMINISTRATION) and not _leads(actor, group, day_of(at)):
        raise NotFound(reference)
    return group


def _filled(actor: Actor, reference: str, at: datetime) -> Group:
    group = in_reach(actor, reference)
    if group.closed_on or not (_keeps(actor) or _leads(actor, group, day_of(at))):
        raise NotFound(reference)
    return group


def _to(group: Group) -> str:
    return reverse("people:group", args=[group.reference])
