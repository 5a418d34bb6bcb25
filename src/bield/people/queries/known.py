"""What is known here of the rows of a list: some hundred at once, in a handful of statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import F, Q

from bield.kit import rows
from bield.people.importing.comparing import Known
from bield.people.importing.models import LearnerNumber, OutsideKey, Source
from bield.people.importing.states import Kind
from bield.people.models import Guardianship, Membership, Person, Post, Site
from bield.people.states import GUARDED

BY_ID = "FROM people_person p WHERE p.id IN ({places})"
NAMES = "SELECT p.id, p.name FROM people_person p WHERE p.id IN ({places})"
BY_KEY = (
    "SELECT k.hashed, k.person_id FROM people_outsidekey k"
    " WHERE k.source_id = %s AND k.kind = %s AND k.hashed IN ({places})"
)


@dataclass(frozen=True, slots=True)
class Care:
    """A link of a child with a parent or carer, as it is known here."""

    pk: int
    responsible: bool | None  # None: not known
    ended: bool
    ask_lead: bool


def people_by_key(source: Source, hashed: Sequence[str]) -> dict[str, int]:
    if not hashed:
        return {}
    return dict(
        rows.fetch(
            BY_KEY.format(places=rows.places(hashed)), [source.pk, Kind.PERSON.value, *hashed]
        )
    )


def places_by_key(source: Source) -> dict[str, int | None]:
    """All of them: there are few."""
    found = OutsideKey.objects.filter(source=source, kind=Kind.PLACE)
    return dict(found.values_list("hashed", "site_id"))


def places_by_name(organisation_id: int) -> tuple[dict[str, int], set[int]]:
    """All places, the open ones before others of the same name, and which of them are closed."""
    sites = Site.objects.filter(organisation=organisation_id)
    found = list(
        sites.order_by(F("closed_on").asc(nulls_last=True), "pk").values_list(
            "pk", "name", "closed_on"
        )
    )
    return {name.casefold(): pk for pk, name, _ in found}, {pk for pk, _, day in found if day}


def place_name(site_id: int | None) -> str:
    return Site.objects.values_list("name", flat=True).get(pk=site_id) if site_id else ""


def closed(organisation_id: int) -> set[int]:
    return places_by_name(organisation_id)[1]


def groups_by_key(source: Source) -> dict[str, tuple[int, str]]:
    found = OutsideKey.objects.filter(source=source, kind=Kind.GROUP)
    named = found.values_list("hashed", "group_id", "group__name")
    return {hashed: (group, name) for hashed, group, name in named}


def known(ids: Iterable[int], today: date) -> dict[int, Known]:
    wanted = list(ids)
    if not wanted:
        return {}
    held, ended, guarded = _posts(wanted, today)
    numbers = dict(
        LearnerNumber.objects.filter(person__in=wanted).values_list("person_id", "hashed")
    )
    return {
        one.pk: Known(
            id=one.pk,
            name=one.name,
            known_as=one.known_as,
            born_on=one.born_on,
            born_precision=one.born_precision,
            email=one.email,
            phone=one.phone,
            left_on=one.left_on,
            posts=frozenset(held.get(one.pk, ())),
            ended=frozenset(ended.get(one.pk, ())),
            guarded=one.pk in guarded,
            number=numbers.get(one.pk, ""),
        )
        for (row,) in rows.read(BY_ID.format(places=rows.places(wanted)), wanted, p=Person)
        for one in [cast(Person, row)]
    }


Held = dict[int, set[tuple[str, int | None]]]


def _posts(ids: Sequence[int], today: date) -> tuple[Held, Held, set[int]]:
    held: Held = {}
    ended: Held = {}
    guarded = set()
    found = Post.objects.filter(person__in=ids).values_list(
        "person_id", "role", "site_id", "ends_on"
    )
    for person, role, site, ends_on in found:
        stands = ends_on is None or ends_on >= today
        (held if stands else ended).setdefault(person, set()).add((role, site))
        if stands and role in GUARDED:
            guarded.add(person)
    return held, ended, guarded


def named(ids: Iterable[int]) -> dict[int, str]:
    wanted = sorted({pk for pk in ids if pk})
    if not wanted:
        return {}
    return dict(rows.fetch(NAMES.format(places=rows.places(wanted)), wanted))


def tied(source: Source, ids: Iterable[int]) -> set[int]:
    """Who of these has a key of this list."""
    found = OutsideKey.objects.filter(source=source, kind=Kind.PERSON, person__in=list(ids))
    return {person for person in found.values_list("person_id", flat=True) if person}


def who_left(ids: Iterable[int], today: date) -> set[int]:
    found = Person.objects.filter(pk__in=list(ids), left_on__lt=today)
    return set(found.values_list("pk", flat=True))


def alike(
    source: Source, *, names: Sequence[str], emails: Sequence[str], numbers: Sequence[str]
) -> tuple[list[tuple[int, str, str, date | None]], dict[str, int]]:
    """Who may be meant by rows whose keys are new, and whose numbers these are. Whoever has a key
    of this list already is somebody else in it."""
    tied = OutsideKey.objects.filter(source=source, kind=Kind.PERSON).values("person")
    own = Person.objects.filter(organisation=source.organisation_id, left_on__isnull=True)
    free = own.exclude(pk__in=tied)
    found = {
        row
        for where in (Q(name__in=names), Q(email__in=emails) & ~Q(email=""))
        for row in free.filter(where).values_list("pk", "name", "email", "born_on")
    }
    numbered = LearnerNumber.objects.filter(
        organisation=source.organisation_id, hashed__in=numbers
    ).exclude(person__in=tied)
    return sorted(found, key=lambda row: row[0]), dict(numbered.values_list("hashed", "person_id"))


def care_of(children: Iterable[int]) -> dict[tuple[int, int], Care]:
    """Of each child and guardian, the link; of several, the one that goes on."""
    found = Guardianship.objects.filter(child__in=list(children)).order_by(
        F("ends_on").asc(nulls_last=True), "pk"
    )
    return {
        (one.child_id, one.guardian_id): Care(
            one.pk,
            one.parental_responsibility if one.responsibility_known else None,
            ended=one.ends_on is not None,
            ask_lead=one.ask_lead_first,
        )
        for one in found
    }


def members_among(people: Iterable[int]) -> dict[tuple[int, int], int]:
    found = Membership.objects.filter(person__in=list(people), ends_on__isnull=True)
    return {
        (group, person): pk
        for pk, group, person in found.values_list("pk", "group_id", "person_id")
    }
