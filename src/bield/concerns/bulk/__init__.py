"""Concerns by the hundred thousand, for measuring.

The same sealing, keys, chain, desk and search rows as one by one; only the statements are few.
What lies in the past is written as closed; the newest few are told through the command itself, so
that clocks, duties and messages run for them as for any other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bield.concerns import roads
from bield.concerns.about import About
from bield.concerns.bulk import tables
from bield.concerns.bulk.invented import COMMON, MIDDLING, RARE, SAID, WHERE, Invented
from bield.concerns.bulk.tables import CLOSED_AFTER, Told
from bield.concerns.commands import readers
from bield.concerns.commands.reporting import report
from bield.concerns.models import Concern, Seating
from bield.concerns.queries import due_seats, free_references
from bield.concerns.roads import Named
from bield.concerns.states import Danger, Outcome, Track
from bield.kit import rows
from bield.kit.reading import reading
from bield.ledger.record import housekeeping, note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Roster
from bield.people.states import ADULTS_OF_THE_ORGANISATION, DESIGNATED, Role
from bield.vault import search
from bield.vault.commands import new_keys

__all__ = ["COMMON", "MIDDLING", "RARE", "report_many"]
CHUNK = 2000  # concerns in one command
LIVE = 300  # of them at most are new
EVERY = timedelta(minutes=7)  # between two reports
ONE_IN = 30  # is about an adult of the organisation

Say = Callable[[str], None]


@dataclass(frozen=True)
class _Setting:
    """Whom the organisation consists of, as far as inventing reports needs to know."""

    roster: Roster
    names: dict[int, str]
    told_about: dict[int, list[int]]  # place -> children and learners there
    colleagues: list[int]  # adults of the organisation without a safeguarding post
    tellers: list[int]
    roads: dict[tuple[int, str], tuple[tuple[int, str], ...]] = field(default_factory=dict)

    def readers(self, site_id: int, track: Track) -> tuple[tuple[int, str], ...]:
        """Each with the post that lets them read. Nobody who reads is ever told about here, so
        that place and road alone decide."""
        road = (site_id, track.value)
        if road not in self.roads:
            seats = roads.seats(self.roster, site_id=site_id, track=track, named=Named(frozenset()))
            self.roads[road] = tuple(
                (one, roads.basis(self.roster, one, site_id)) for one in seats.readers
            )
        return self.roads[road]


def report_many(actor: Actor, count: int, *, at: datetime, progress: Say) -> None:
    """Add `count` invented concerns to the actor's organisation, the last of them just now."""
    with reading(actor.organisation_id):
        setting = _setting(actor, at)
    live = min(LIVE, count // 10)
    past = count - live
    invented = Invented(seed=count)
    for start in range(0, past, CHUNK):
        some = range(start, min(start + CHUNK, past))
        moments = [at - (past - number) * EVERY - CLOSED_AFTER for number in some]
        _write(actor, setting, invented, moments, at=at)
        if (start // CHUNK + 1) % 25 == 0:
            progress(f"{some.stop:,} of {count:,} concerns")
    _settle_seats(actor, setting)
    for number in range(live):
        _tell(actor, setting, invented, at - (live - number) * timedelta(minutes=1), number)


def _setting(actor: Actor, at: datetime) -> _Setting:
    everybody = {person.pk: person.name for person in people.people(actor, on=day_of(at))}
    held = people.held_by(actor.organisation_id, everybody, day_of(at))
    roster = people.roster(actor.organisation_id, day_of(at))
    here: dict[int, list[int]] = {}
    adults, designated = [], set()
    for person, posts in held.items():
        for role, site in posts:
            if role == Role.LEARNER and site is not None:
                here.setdefault(site, []).append(person)
            if role in DESIGNATED or role == Role.HEAD:
                designated.add(person)
            if role in ADULTS_OF_THE_ORGANISATION:
                adults.append(person)
    return _Setting(
        roster=roster,
        names=everybody,
        told_about=here,
        colleagues=[person for person in adults if person not in designated],
        tellers=adults,
    )


@recorded
def _write(
    actor: Actor,
    setting: _Setting,
    invented: Invented,
    moments: Sequence[datetime],
    *,
    at: datetime,
) -> None:
    told = list(_invent(actor, setting, invented, moments, at))
    tables.write(actor.organisation_id, told)
    search.bulk_index(actor.organisation_id, (_found_by(actor, setting, one) for one in told))
    for one in told:
        _note(one)


def _invent(
    actor: Actor,
    setting: _Setting,
    invented: Invented,
    moments: Sequence[datetime],
    at: datetime,
) -> Iterator[Told]:
    dice = invented.dice
    references = free_references(actor.organisation_id, len(moments))
    keys = new_keys(actor, contexts=references, at=at)
    ids = rows.next_ids(Concern, len(moments))
    places = sorted(setting.told_about)
    for pk, reference, key, moment in zip(ids, references, keys, moments, strict=True):
        site = dice.choice(places)
        staff = not dice.randrange(ONE_IN) and len(setting.colleagues) > 1
        about, teller = (
            dice.sample(setting.colleagues, 2)
            if staff
            else (dice.choice(setting.told_about[site]), dice.choice(setting.tellers))
        )
        yield Told(
            pk=pk,
            reference=reference,
            key=key,
            site_id=site,
            about_id=about,
            teller_id=teller,
            staff=staff,
            at=moment,
            account=invented.account(setting.names[about]),
            child_words=dice.choice(SAID),
            where=dice.choice(WHERE),
            readers=setting.readers(site, Track.STAFF if staff else Track.ORDINARY),
        )


def _found_by(actor: Actor, setting: _Setting, told: Told) -> tuple[int, str, list[str]]:
    words = f"{told.account} {told.child_words} {told.where} {setting.names[told.about_id]}"
    scopes = readers.scopes(actor.organisation_id, told.site_id, dict(told.readers))
    return told.pk, words, scopes


def _note(told: Told) -> None:
    """The three lines without which no concern is ever closed."""
    taker = f"person:{told.taker_id}"
    note(
        event="concern.reported",
        subject=told.reference,
        by=f"person:{told.teller_id}",
        at=told.at,
        danger=Danger.NO.value,
        risk=told.risk.value,
        road=told.track.value,
        site=f"site:{told.site_id}",
        readers=len(told.readers),
    )
    note(event="concern.acknowledged", subject=told.reference, by=taker, at=told.taken_at)
    note(
        event="concern.closed",
        subject=told.reference,
        by=taker,
        at=told.closed_at,
        outcome=Outcome.SUPPORT.value,
        follow_up=None,
        lesson=False,
        reporter_told=True,
    )


@housekeeping("who reads what by post is noted when a post changes; here no post has")
def _settle_seats(actor: Actor, setting: _Setting) -> None:
    """Every row is there already: the round that follows posts has nothing to bring."""
    for person_id, seats in due_seats(setting.roster).items():
        Seating.objects.update_or_create(
            person_id=person_id,
            defaults={"organisation_id": actor.organisation_id, "seats": seats, "below": None},
        )


def _tell(actor: Actor, setting: _Setting, invented: Invented, at: datetime, number: int) -> None:
    """One of the newest, by the very command that a page calls."""
    dice = invented.dice
    site = dice.choice(sorted(setting.told_about))
    about = dice.choice(setting.told_about[site])
    teller = dice.choice(setting.tellers)
    report(
        replace(actor, person_id=teller, name=setting.names[teller]),
        site_id=site,
        danger_now=Danger.NO if dice.randrange(20) else Danger.UNSURE,
        account=invented.account(setting.names[about]),
        where=dice.choice(WHERE),
        about=[About(person_id=about)],
        send_key=f"bulk-{at.isoformat()}-{number}",
        at=at,
    )
