"""The reader's desk: 25 rows at a time, in the same few statements however many there are."""

import re
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from bield.concerns import rules
from bield.concerns.models import Reader
from bield.concerns.moments import moment, moment_or_none
from bield.concerns.narrowing import ALL, DeskFilter, narrows
from bield.concerns.pages import DeskPage, DeskRow, DeskTab
from bield.concerns.queries.exporting import may_export
from bield.concerns.queries.narrowing import Wanted, narrowed, newest, wanted
from bield.concerns.queries.planned import late_changes
from bield.concerns.queries.sight import bases, may_read, visible_to
from bield.concerns.queries.transferring import may_move_files
from bield.concerns.sources import name_of
from bield.concerns.states import (
    OVERDUE,
    ConcernState,
    Danger,
    Risk,
    Tab,
    Track,
    risk_word,
)
from bield.kit import times
from bield.people import queries as people
from bield.people.actors import Actor

ROWS = 25
MOST = 99  # counted no further: "99+" says enough, and costs the same with a million
TABS = {tab.name.lower(): tab for tab in Tab}
RANKED = ("new", "mine", "waiting")  # oldest risk first
ORDER = ("new", "mine", "waiting", OVERDUE, "closed")
CLOSED = "closed"
LABELS = {
    OVERDUE: "Overdue",
    **{code: tab.label for code, tab in TABS.items()},
    ALL: "All that you may read",
}
EMPTY = {
    "new": "Nothing new. A concern shows here as soon as somebody reports one.",
    "mine": "Nothing is yours. A concern shows here when you own it.",
    "waiting": "Nothing waits on others. Concerns that somebody else owns show here.",
    OVERDUE: "Nothing is overdue.",
    CLOSED: "Nothing has been closed yet.",
    ALL: "You may read no concern yet.",
}
NOT_FOUND = "Nothing you may read holds all of these words."
REFERENCE = re.compile(r"^C-?([2-9A-Z]{3})-?([2-9A-Z]{4})$", re.IGNORECASE)
COLUMNS = (
    "concern_id",
    "due_at",
    "concern__reference",
    "site__name",
    "concern__about__name",
    "concern__reported_at",
    "concern__danger_now",
    "concern__risk",
    "concern__stage",
    "concern__owner__name",
    "concern__owner_id",
    "concern__track",
    "concern__way_back__unheard_since",
    "concern__changed_at",
    "concern__source",
)


def desk(
    actor: Actor, *, tab: str = "new", chosen: DeskFilter, after: str = "", at: datetime
) -> DeskPage:
    """One tab of the actor's desk, oldest risk first, or what a search finds on all of them.

    `after` is the reference of the last row of the page before.
    """
    tab = tab if tab in LABELS else "new"
    places = {site.reference: (site.pk, site.name) for site in people.sites(actor)}
    asked = wanted(actor, chosen, places)
    last = last_row(actor, after)
    rows = list(found_in(actor, tab, asked, last, at).values_list(*COLUMNS)[: ROWS + 1])
    return DeskPage(
        tabs=tabs(actor, tab, at),
        rows=tuple(desk_row(actor, row, at) for row in rows[:ROWS]),
        filter=asked.chosen,
        narrows=narrows(
            asked.chosen,
            site=places.get(chosen.site, (None, ""))[1],
            person=asked.person,
            stands={} if tab == ALL else {"tab": tab},
        ),
        absent=asked.absent,
        site_choices=tuple((reference, name) for reference, (_, name) in places.items()),
        risk_choices=tuple((str(risk.value), risk.label) for risk in reversed(Risk)),
        tab=tab,
        older=rows[ROWS - 1][2] if len(rows) > ROWS else "",
        empty=NOT_FOUND if chosen.words.strip() else EMPTY[tab],
        late_changes=late_changes(actor, at=at),
        moves_files=may_move_files(actor),
        exports=may_export(actor),
    )


def found_in(
    actor: Actor, tab: str, asked: Wanted, last: Reader | None, at: datetime
) -> QuerySet[Reader]:
    """What fits, in the order of its part of the desk; what is searched for, the newest first."""
    seen = visible_to(actor)
    if asked.absent or not may_read(actor):
        return seen.none()
    words = asked.chosen.words.strip()
    said = REFERENCE.match(words)
    if not said and (words or tab == ALL or (tab == CLOSED and asked.every)):
        part = {"tab": TABS[CLOSED].value} if not words and tab == CLOSED else {}
        before = None if last is None else last.concern_id
        ids = newest(actor, asked, part=part, before=before, limit=ROWS + 1, at=at)
        return seen.filter(concern_id__in=ids or [0]).order_by("-concern_id")
    if asked.site_id is not None:
        seen = seen.filter(site_id=asked.site_id)
    if said:  # as it is said, with or without its dashes
        found = seen.filter(concern__reference=f"C-{said[1]}-{said[2]}".upper())
    else:
        found = listed(seen, tab, last, at)
    ranked = not said and tab in RANKED
    return of_risk(narrowed(found, asked), asked.risk, ranked=ranked)


def last_row(actor: Actor, after: str) -> Reader | None:
    return visible_to(actor).filter(concern__reference=after).first() if after else None


def listed(seen: QuerySet[Reader], tab: str, last: Reader | None, at: datetime) -> QuerySet[Reader]:
    if tab == OVERDUE:
        late = seen.filter(due_at__lt=at).order_by("due_at", "concern_id")
        if last is None or last.due_at is None:
            return late
        return late.filter(due_at__gte=last.due_at).exclude(
            due_at=last.due_at, concern_id__lte=last.concern_id
        )
    ranked = seen.filter(tab=TABS[tab]).order_by("place")
    return ranked if last is None else ranked.filter(place__gt=last.place)


def of_risk(found: QuerySet[Reader], risk: int | None, *, ranked: bool) -> QuerySet[Reader]:
    if risk is None:
        return found
    if ranked:  # concerns of one risk stand together: a stretch of the index
        first, last = rules.stretch(risk)
        return found.filter(place__gte=first, place__lt=last)
    return found.filter(concern__risk=risk)


COUNTED = (
    "(SELECT count(*) FROM (SELECT 1 FROM concerns_reader"
    " WHERE organisation_id = %s AND person_id = %s AND basis IN ({bases}) AND {which}"
    " LIMIT {limit}) AS {name})"
)


def tabs(actor: Actor, current: str, at: datetime) -> tuple[DeskTab, ...]:
    """How much lies where on the actor's desk."""
    counts = _counts(actor, at)
    return tuple(
        DeskTab(
            code=code,
            label=LABELS[code],
            count=f"{MOST}+" if counts[code] > MOST else str(counts[code]),
            current=code == current,
        )
        for code in ORDER
    )


def _counts(actor: Actor, at: datetime) -> dict[str, int]:
    """All tabs in one statement, none counted further than is shown."""
    if not may_read(actor):
        return dict.fromkeys(ORDER, 0)
    rests = bases(actor)
    parts: list[str] = []
    params: list[str | int | datetime | None] = []
    for code in ORDER:
        which, value = ("due_at < %s", at) if code == OVERDUE else ("tab = %s", TABS[code])
        places = ",".join(["%s"] * len(rests))
        parts.append(COUNTED.format(bases=places, which=which, limit=MOST + 1, name=code))
        params += [actor.organisation_id, actor.person_id, *rests, value]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), params)
        return dict(zip(ORDER, cursor.fetchone(), strict=True))


def desk_row(actor: Actor, row: tuple, at: datetime) -> DeskRow:  # type: ignore[type-arg]  # COLUMNS
    (
        _,
        due_at,
        reference,
        site,
        about,
        reported_at,
        danger,
        risk,
        stage,
        owner,
        owner_id,
        road,
        unheard,
        changed_at,
        source,
    ) = row
    return DeskRow(
        reference=reference,
        site=site,
        about=about or "",
        reported=moment(reported_at, at),
        age=times.span(at - reported_at),
        danger_now=danger != Danger.NO,
        risk=risk,
        risk_word=risk_word(risk, danger, stage),
        state=stage,
        state_word=ConcernState(stage).label,
        due=moment_or_none(due_at, at),
        due_in=times.due(due_at, at) if due_at else "",
        overdue=due_at is not None and due_at < at,
        owner=owner or "",
        mine=owner_id is not None and owner_id == actor.person_id,
        wrote=unheard is not None,
        staff=road == Track.STAFF,
        touched=times.span(at - changed_at),
        source=name_of(source),
    )
