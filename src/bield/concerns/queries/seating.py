"""Who should read what by post today, beside who has been given rows for it."""

from collections import defaultdict
from datetime import date

from django.db.models import Exists, OuterRef

from bield.concerns import roads
from bield.concerns.models import Concern, Exclusion, Reader, Seating
from bield.concerns.roads import READING_POSTS, Named
from bield.concerns.states import WORKED, Track
from bield.people import queries as people
from bield.people.queries import Roster

Seats = list[list[object]]  # [place, road, post], in order; place 0 is the post itself

POST_ITSELF = "post"
BATCH = 2000  # concerns looked at in one command: the queue of writes waits for no more


def due_seats(roster: Roster) -> dict[int, Seats]:
    """Everybody with a reading post, and for which places and roads it gives rows.

    The post itself is listed too: one that gives no rows on an ordinary day may still be on the
    road of a concern about somebody who holds another.
    """
    found: dict[int, Seats] = defaultdict(list)
    for post in roster.held:
        if post.role in READING_POSTS:
            named = roads.name_of_post(post.role, post.site_id)
            found[post.person_id].append([0, POST_ITSELF, named])
    for site in roster.branches:
        for track in Track.values:
            seats = roads.seats(roster, site_id=site, track=track, named=Named(frozenset()))
            for person in seats.readers:
                found[person].append([site, track, roads.basis(roster, person, site)])
    return {person: sorted(seats, key=str) for person, seats in found.items()}


def changed_seats(organisation_id: int, on: date) -> dict[int, Seats]:
    """Whose seats are no longer the ones they were given."""
    due = due_seats(people.roster(organisation_id, on))
    rows = Seating.objects.filter(organisation_id=organisation_id)
    given: dict[int, Seats] = dict(rows.values_list("person_id", "seats"))
    everybody = sorted(due.keys() | given.keys())
    return {
        person: due.get(person, [])
        for person in everybody
        if due.get(person, []) != given.get(person, [])
    }


def unfilled(organisation_id: int) -> list[int]:
    """People some of whose rows are still to be looked at."""
    rows = Seating.objects.filter(organisation_id=organisation_id, below__isnull=False)
    return list(rows.order_by("pk").values_list("person_id", flat=True))


def owned_unread(organisation_id: int, person_id: int) -> list[str]:
    """References of what somebody works on and reads no more."""
    rows = Reader.objects.filter(person_id=person_id, concern_id=OuterRef("pk"))
    owned = Concern.objects.filter(
        ~Exists(rows), organisation_id=organisation_id, owner_id=person_id, stage__in=WORKED
    )
    return list(owned.order_by("pk").values_list("reference", flat=True))


def stretch_below(organisation_id: int, below: int) -> int:
    """Where the next stretch of concerns under this number begins; 0 when it is the last."""
    ids = Concern.objects.filter(organisation_id=organisation_id, pk__lt=below)
    return ids.order_by("-pk").values_list("pk", flat=True)[BATCH - 1 : BATCH].first() or 0


def special(organisation_id: int, people_ids: set[int], first: int, below: int) -> list[Concern]:
    """Concerns from which one of these is kept away: their road is not the usual one."""
    kept_away = Exclusion.objects.filter(
        person_id__in=people_ids, concern_id__gte=first, concern_id__lt=below
    )
    return list(
        Concern.objects.filter(
            organisation_id=organisation_id, pk__in=kept_away.values("concern_id")
        ).order_by("pk")
    )
