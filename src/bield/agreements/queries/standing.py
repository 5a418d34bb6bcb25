"""May we? The one answer that every gate of the house uses, in one statement however many."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from bield.agreements.rules.standing import MISSING, Asked, Heard, Known, Standing, stand
from bield.agreements.states import Audience
from bield.kit import rows
from bield.people.actors import Actor
from bield.people.ages import day_of

Pair = tuple[int, str]  # a person, a purpose
NOBODY = 0  # of none: an empty list is no statement less

# Five kinds of row in one answer, so that what is asked, who answers and what was said are of one
# moment: read one after another, a withdrawal between two of them would be missed.
FACTS = """
WITH asked AS (
  SELECT q.purpose, q.audience, q.digest, q.from_years, ROW_NUMBER() OVER (
    PARTITION BY q.purpose, q.audience ORDER BY v.published_at DESC, v.id DESC) AS place
  FROM agreements_question q JOIN agreements_formversion v ON v.id = q.version_id
  WHERE q.organisation_id = %s AND v.published_at <= %s AND q.purpose IN ({purposes})
), heard AS (
  SELECT a.person_id, a.signer_id, a.purpose, a.said, a.digest, a.how, a.last_day,
    ROW_NUMBER() OVER (PARTITION BY a.person_id, a.purpose, a.signer_id ORDER BY a.id DESC) AS place
  FROM agreements_answer a
  WHERE a.organisation_id = %s AND a.person_id IN ({people}) AND a.purpose IN ({purposes})
    AND a.at <= %s
)
SELECT 'person' AS what, id AS person, 0 AS other, '' AS purpose, born_precision AS a, '' AS b,
  '' AS c, born_on AS day, 0 AS years
  FROM people_person WHERE organisation_id = %s AND id IN ({people})
UNION ALL SELECT 'post', person_id, 0, '', role, '', '', NULL, 0
  FROM people_post WHERE organisation_id = %s AND person_id IN ({people})
  AND begins_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
UNION ALL SELECT 'guardian', child_id, guardian_id, '', '', '', '', NULL, 0
  FROM people_guardianship WHERE organisation_id = %s AND child_id IN ({people})
  AND parental_responsibility AND begins_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
UNION ALL SELECT 'asked', 0, 0, purpose, audience, digest, '', NULL, from_years
  FROM asked WHERE place = 1
UNION ALL SELECT 'heard', person_id, signer_id, purpose, said, digest, how, last_day, 0
  FROM heard WHERE place = 1
"""


def standing(actor: Actor, person_id: int, purpose: str, *, at: datetime) -> Standing:
    """Of one person and one purpose."""
    return standings(actor, [person_id], [purpose], at=at)[person_id, purpose]


def standings(
    actor: Actor, people: Collection[int], purposes: Collection[str], *, at: datetime
) -> dict[Pair, Standing]:
    """How each permission stands at `at`, by (person, purpose). Somebody of another organisation
    has given none here, like somebody who does not exist."""
    on = day_of(at)
    known, asked, heard = facts(actor.organisation_id, sorted(people), sorted(purposes), at, on)
    return {
        (one, purpose): stand(
            one, known[one], asked.get(purpose, {}), heard.get((one, purpose), {}), on=on
        )
        if one in known
        else MISSING
        for one in people
        for purpose in purposes
    }


Facts = tuple[dict[int, Known], dict[str, dict[Audience, Asked]], dict[Pair, dict[int, Heard]]]


def facts(house: int, people: list[int], purposes: list[str], at: datetime, on: date) -> Facts:
    people, purposes = people or [NOBODY], purposes or [""]
    sql = FACTS.format(people=rows.places(people), purposes=rows.places(purposes))
    moment, day = rows.moment(at), on.isoformat()
    params: list[Any] = [house, moment, *purposes, house, *people, *purposes, moment]
    params += [house, *people, house, *people, day, day, house, *people, day, day]
    known: dict[int, Known] = {}
    asked: dict[str, dict[Audience, Asked]] = {}
    heard: dict[Pair, dict[int, Heard]] = {}
    for what, person, other, purpose, a, b, c, day_said, years in rows.fetch(sql, params):
        if what == "person":
            known[person] = Known(_day(day_said), a)
        elif what == "post":
            known[person].roles.add(a)
        elif what == "guardian":
            known[person].guardians.append(other)
        elif what == "asked":
            asked.setdefault(purpose, {})[Audience(a)] = Asked(b, years)
        else:
            said = Heard(a, b, c, _day(day_said))
            heard.setdefault((person, purpose), {})[other] = said
    return known, asked, heard


def _day(said: "date | str | None") -> date | None:
    """SQLite hands days out as text."""
    return date.fromisoformat(said) if isinstance(said, str) else said


def granted(standings: Mapping[Pair, Standing]) -> bool:
    """Leave from everybody for everything that was asked about."""
    return all(one.granted for one in standings.values())
