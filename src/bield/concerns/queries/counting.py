"""Which concerns are counted for a reader, and how many of them there were, in the database.

The lead and the deputies count the rows of their own desk, exactly. Who answers for the house and
reads no concern counts all of them but those that name them or that they are kept out of. What is
hidden from the reader is not counted either way, and takes no statement more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from bield.concerns import mentions
from bield.concerns.counted import Time, later
from bield.concerns.lenses.kinds import KINDS
from bield.concerns.models import Exclusion, PlannedChange
from bield.concerns.queries.sight import bases, visible_to
from bield.concerns.rules.steps import SOON
from bield.concerns.states import Danger, Thing
from bield.kit import rows
from bield.people.actors import Actor
from bield.people.states import Role
from bield.vault import queries as vault

READ_EACH = (Role.LEAD, Role.DEPUTY)  # they count what they read; the others read none
Counts = tuple[int, int]  # now, and in as long a time before
ByDay = dict[str, list[tuple[date, int]]]  # kind -> on which days how many came

THESE = (
    "WITH these AS MATERIALIZED (SELECT m.concern_id, m.day FROM concerns_mention m{joined}"
    " WHERE m.organisation_id = %s AND m.what = 'concern' AND m.day >= %s AND m.day < %s{seen})"
)
OF_MINE = " JOIN concerns_reader r ON r.concern_id = m.concern_id AND r.person_id = %s"
MINE_STANDS = " AND r.organisation_id = %s AND r.basis IN ({bases})"
NOT_HIDDEN = (
    " AND NOT EXISTS (SELECT 1 FROM concerns_exclusion x"
    " WHERE x.concern_id = m.concern_id AND x.person_id = %s)"
)
BY_KIND = (
    ", kinds (thing, code, area) AS (VALUES {kinds}),"
    " found AS MATERIALIZED (SELECT these.concern_id AS id, these.day >= %s AS now, k.code, k.area"
    " FROM these JOIN concerns_mention m ON m.concern_id = these.concern_id AND m.what = 'kind'"
    " JOIN kinds k ON k.thing = m.thing)"
    " SELECT 'kind', code, COUNT(CASE WHEN now THEN 1 END), COUNT(CASE WHEN now THEN NULL ELSE 1"
    " END) FROM found GROUP BY code"
    " UNION ALL SELECT 'area', area, {distinct} FROM found GROUP BY area"
    " UNION ALL SELECT 'any', '', {distinct} FROM found"
)
DISTINCT = (
    "COUNT(DISTINCT CASE WHEN now THEN id END), COUNT(DISTINCT CASE WHEN now THEN NULL ELSE id END)"
)
BY_WORK = (
    ", told AS MATERIALIZED (SELECT these.day >= %s AS now, c.acknowledged_at IS NOT NULL"
    " AND {within} <= CASE WHEN c.danger_now = %s THEN %s ELSE %s END AS in_time,"
    " COALESCE(c.closed_at < %s, {no}) AS closed, these.day < %s AS long_ago,"
    " EXISTS (SELECT 1 FROM concerns_plannedchange p WHERE p.concern_id = c.id) AS changed"
    " FROM these JOIN concerns_concern c ON c.id = these.concern_id)"
    " SELECT now, COUNT(*), COUNT(CASE WHEN in_time THEN 1 END), COUNT(CASE WHEN closed THEN 1"
    " END), COUNT(CASE WHEN long_ago AND NOT closed THEN 1 END), COUNT(CASE WHEN closed AND changed"
    " THEN 1 END), COUNT(CASE WHEN closed AND NOT changed THEN 1 END) FROM told GROUP BY now"
)
WITHIN = {  # hours from the report to the acknowledgement; a third of a second is not late
    "sqlite": "(julianday(c.acknowledged_at) - julianday(c.reported_at)) * 24 - 0.0001",
    "postgresql": "EXTRACT(EPOCH FROM c.acknowledged_at - c.reported_at) / 3600 - 0.0001",
}
NO = {"sqlite": "0", "postgresql": "false"}
BY_DAY = (
    " SELECT these.day, m.thing, COUNT(*) FROM these JOIN concerns_mention m"
    " ON m.concern_id = these.concern_id AND m.what = 'kind' AND m.thing IN ({things})"
    " GROUP BY these.day, m.thing"
)


@dataclass(frozen=True)
class Those:
    """The concerns that are counted for one reader, as the first part of a statement."""

    actor: Actor

    @property
    def exact(self) -> bool:
        return self.actor.holds(*READ_EACH)

    def ask(
        self, then: str, params: Sequence[Any], since: date, until: date
    ) -> list[tuple[Any, ...]]:
        house, me = self.actor.organisation_id, self.actor.person_id
        days = [since.isoformat(), until.isoformat()]
        if self.exact:
            rests = bases(self.actor)
            seen = MINE_STANDS.format(bases=rows.places(rests))
            sql = THESE.format(joined=OF_MINE, seen=seen)
            return rows.fetch(sql + then, [me, house, *days, house, *rests, *params])
        sql = THESE.format(joined="", seen=NOT_HIDDEN)
        return rows.fetch(sql + then, [house, *days, me, *params])

    def changes(self) -> QuerySet[PlannedChange]:
        """Those that came from a concern that is counted for the reader."""
        own = PlannedChange.objects.filter(organisation_id=self.actor.organisation_id)
        if self.exact:
            seen = Exists(visible_to(self.actor).filter(concern_id=OuterRef("concern_id")))
            return own.filter(seen)
        hidden = Exclusion.objects.filter(
            person=self.actor.person_id, concern=OuterRef("concern_id")
        )
        return own.exclude(Exists(hidden))

    def by_kind(self, when: Time) -> tuple[dict[str, Counts], dict[str, Counts], Counts]:
        """By kind, by area, and how many have any kind at all."""
        known = [
            (thing, code, str(KINDS[code].area)) for thing, code in self._things(KINDS).items()
        ]
        sql = BY_KIND.format(kinds=", ".join(["(%s, %s, %s)"] * len(known)), distinct=DISTINCT)
        params = [value for one in known for value in one]
        found = self.ask(sql, [*params, when.since.isoformat()], when.before, when.until)
        kinds = {code: (now, before) for what, code, now, before in found if what == "kind"}
        areas = {code: (now, before) for what, code, now, before in found if what == "area"}
        return kinds, areas, next((row[2], row[3]) for row in found if row[0] == "any")

    def by_work(self, when: Time, hours: int) -> tuple[Counts, list[Counts]]:
        """How many there were, and how many of them were acknowledged in time, and so on."""
        within, no = WITHIN[connection.vendor], NO[connection.vendor]
        soon = min(hours, SOON.total_seconds() / 3600)
        params = [
            when.since.isoformat(),
            Danger.NO,
            hours,
            soon,
            rows.moment(_begins(when.until)),
            later(when.until, -1).isoformat(),
        ]
        sql = BY_WORK.format(within=within, no=no)
        found = {bool(row[0]): row[1:] for row in self.ask(sql, params, when.before, when.until)}
        now, before = (found.get(one, (0,) * 6) for one in (True, False))
        total, *work = zip(now, before, strict=True)
        return total, work

    def by_day(self, kinds: Iterable[str], times: Iterable[Time]) -> ByDay:
        """How many of each of these kinds came on each day of any of these times."""
        things = self._things(kinds) or {"": ""}  # asked all the same
        days = [day for one in times for day in (one.before, one.until)] or [date.min]
        sql = BY_DAY.format(things=rows.places(list(things)))
        found: ByDay = {}
        for day, thing, count in self.ask(sql, list(things), min(days), max(days)):
            found.setdefault(things[thing], []).append((_day(day), count))
        return found

    def _things(self, kinds: Iterable[str]) -> dict[str, str]:
        """The kinds as they are noted beside a concern."""
        secret = vault.organisation_secret(self.actor.organisation_id, mentions.PURPOSE)
        return {mentions.thing_of(secret, Thing.KIND, code): code for code in sorted(kinds)}


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _day(said: date | str) -> date:
    """SQLite hands days over as they are written."""
    return date.fromisoformat(said) if isinstance(said, str) else said
