"""May we? The one answer that every gate of the house uses, in one statement however many."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from bield.agreements.rules.standing import MISSING, Asked, Heard, Known, Standing, stand
from bield.agreements.states import Audience
from bield.kit import rows
from bield.people.actors import Actor
from bield.people.ages import day_of

Pair = tuple[int, str]  # a person, a purpose
NOBODY = 0  # of none: an empty list is no statement less

# Six kinds of row in one answer, so that what is asked, who answers and what was said are of one
# moment: read one after another, a withdrawal between two of them would be missed.
FACTS = """
WITH stands AS (
  SELECT id, ROW_NUMBER() OVER (PARTITION BY form_id ORDER BY published_at DESC, id DESC) AS place
  FROM agreements_formversion WHERE organisation_id = %s AND published_at <= %s
    AND (from_day IS NULL OR from_day <= %s)
), heard AS (
  SELECT MAX(id) AS id FROM agreements_answer
  WHERE organisation_id = %s AND person_id IN ({people}) AND purpose IN ({purposes}) AND at <= %s
  GROUP BY person_id, purpose, signer_id
)
SELECT 'person' AS what, id AS person, 0 AS other, '' AS purpose, '' AS audience,
  born_precision AS a, '' AS b, '' AS c, born_on AS day, 0 AS years,
  CAST(NULL AS integer) AS months, 0 AS checked
  FROM people_person WHERE organisation_id = %s AND id IN ({people})
  AND (left_on IS NULL OR left_on >= %s)
UNION ALL SELECT 'post', person_id, 0, '', '', role, '', '', NULL, 0, NULL, 0
  FROM people_post WHERE organisation_id = %s AND person_id IN ({people})
  AND begins_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
UNION ALL SELECT 'guardian', child_id, guardian_id, '', '', '', '', '', NULL,
  CASE WHEN responsibility_known THEN 0 ELSE 1 END, NULL, 0
  FROM people_guardianship WHERE organisation_id = %s AND child_id IN ({people})
  AND (parental_responsibility OR NOT responsibility_known)
  AND begins_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
UNION ALL SELECT 'asked', q.id, CASE WHEN s.id IS NULL THEN 0 ELSE 1 END, q.purpose, q.audience,
  q.digest, q.figures, '', NULL, q.from_years, q.lasts_months,
  CASE WHEN q.check_right = '' THEN 0 ELSE 1 END
  FROM agreements_question q LEFT JOIN stands s ON s.id = q.version_id AND s.place = 1
  WHERE q.organisation_id = %s AND q.purpose IN ({purposes})
UNION ALL SELECT 'heard', a.person_id, a.signer_id, a.purpose, '', a.said, a.how, '',
  a.last_day, a.question_id,
  CASE WHEN a.question_id IN (
    SELECT id FROM agreements_question WHERE organisation_id = %s AND audience = 'contractor'
  ) AND NOT EXISTS (
    SELECT 1 FROM people_post c WHERE c.organisation_id = %s
    AND c.person_id = a.signer_id AND c.role = 'contractor'
    AND c.begins_on <= a.at AND (c.ends_on IS NULL OR c.ends_on >= %s)
  ) THEN 1 ELSE 0 END,
  CASE WHEN u.id IS NULL THEN 0 ELSE 1 END
  FROM heard JOIN agreements_answer a ON a.id = heard.id
  LEFT JOIN agreements_understood u ON u.answer_id = a.id
UNION ALL SELECT 'in force', 0, 0, t.purpose, '', t.uses, t.viewers, r.unit, NULL, r.amount, NULL,
  0
  FROM agreements_terms t JOIN retention_retentionrule r ON r.id = (
    SELECT MAX(id) FROM retention_retentionrule
    WHERE organisation_id = t.organisation_id AND purpose = 'agreements.' || t.purpose
    AND set_at <= %s
  )
  WHERE t.purpose IN ({purposes}) AND t.id IN (
    SELECT MAX(id) FROM agreements_terms WHERE organisation_id = %s AND set_at <= %s
    GROUP BY purpose
  )
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


Row = tuple[Any, ...]
Facts = tuple[dict[int, Known], dict[str, dict[Audience, Asked]], dict[Pair, dict[int, Heard]]]


def facts(house: int, people: list[int], purposes: list[str], at: datetime, on: date) -> Facts:
    people, purposes = people or [NOBODY], purposes or [""]
    sql = FACTS.format(people=rows.places(people), purposes=rows.places(purposes))
    moment, day = rows.moment(at), on.isoformat()
    params: list[Any] = [house, moment, day, house, *people, *purposes, moment]
    params += [house, *people, day, house, *people, day, day, house, *people, day, day]
    params += [house, *purposes, house, house, day, moment, *purposes, house, moment]
    found: dict[str, list[Row]] = {}
    for row in rows.fetch(sql, params):
        found.setdefault(row[0], []).append(row)
    asked = found.get("asked", [])
    governed = _governed(_asked(asked), found.get("in force", []))
    return _known(found), governed, _heard(found.get("heard", []), asked)


def _known(found: dict[str, list[Row]]) -> dict[int, Known]:
    known = {
        person: Known(_day(born_on), precision)
        for _, person, _, _, _, precision, _, _, born_on, *_ in found.get("person", [])
    }
    for _, person, _, _, _, role, *_ in found.get("post", []):
        if person in known:
            known[person].roles.add(role)
    for _, person, guardian, _, _, _, _, _, _, perhaps, *_ in found.get("guardian", []):
        if person in known:
            one = known[person]
            (one.perhaps if perhaps else one.guardians).append(guardian)
    return known


def _asked(found: list[Row]) -> dict[str, dict[Audience, Asked]]:
    """The questions that stand, among all that were ever put for these purposes."""
    asked: dict[str, dict[Audience, Asked]] = {}
    for _, _, stands, purpose, audience, digest, _, _, _, years, months, checked in found:
        if stands:
            question = Asked(digest, years, months, checked=bool(checked))
            asked.setdefault(purpose, {})[Audience(audience)] = question
    return asked


def _governed(
    asked: dict[str, dict[Audience, Asked]], found: list[Row]
) -> dict[str, dict[Audience, Asked]]:
    """With what is in force for each purpose today."""
    for _, _, _, purpose, _, uses, viewers, unit, _, amount, _, _ in found:
        figures = f"{uses}|{viewers}|{amount} {unit}"
        of_purpose = asked.get(purpose, {}).items()
        asked[purpose] = {audience: replace(one, figures=figures) for audience, one in of_purpose}
    return asked


def _heard(found: list[Row], asked: list[Row]) -> dict[Pair, dict[int, Heard]]:
    """The last answers by signer, each to the question as it was put."""
    put = {
        question: (digest, audience, months, figures)
        for _, question, _, _, audience, digest, figures, _, _, _, months, _ in asked
    }
    heard: dict[Pair, dict[int, Heard]] = {}
    for _, person, signer, purpose, _, said, how, _, last_day, question, over, understood in found:
        one = _answer(said, how, last_day, put[question], understood, over)
        heard.setdefault((person, purpose), {})[signer] = one
    return heard


@lru_cache(maxsize=1_024)  # a class says the same to the same words, hundreds of times
def _answer(
    said: str,
    how: str,
    last_day: "date | str | None",
    put: tuple[str, str, int | None, str],
    understood: int,
    over: int,
) -> Heard:
    digest, audience, months, figures = put
    return Heard(
        said, digest, how, _day(last_day), audience, months, bool(understood), figures, bool(over)
    )


def _day(said: "date | str | None") -> date | None:
    """SQLite hands days out as text."""
    return date.fromisoformat(said) if isinstance(said, str) else said
