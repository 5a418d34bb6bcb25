"""What the worker does for access: end what is over, close what is left, make what is due."""

from datetime import datetime, timedelta
from itertools import groupby

from bield.access import commands, queries
from bield.access.models import Authenticator, Visit
from bield.access.states import Ended
from bield.kit import rounds
from bield.kit.keyring import keyring
from bield.kit.reading import reading
from bield.kit.rounds import Round
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.vault.registry import Follower, follow_masters

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
HOOKS = timedelta(seconds=5)


def register() -> None:
    rounds.register(Round("access.idle", MINUTE, end_idle))
    rounds.register(Round("access.closing", MINUTE, close_the_house))
    rounds.register(Round("access.leavers", 10 * MINUTE, close_leavers))
    rounds.register(Round("access.resets", MINUTE, make_resets))
    rounds.register(Round("access.reseal", HOUR, follow_master))
    rounds.register(Round("access.hooks", HOOKS, tell_hooks))
    rounds.register(Round("access.tidy", 6 * HOUR, commands.tidy))
    rounds.register(Round("access.answers", 6 * HOUR, forget_answers))
    follow_masters(Follower(masters=queries.masters_in_use, follow=follow_master))


def end_idle(at: datetime) -> None:
    with reading():
        over = sorted(queries.idle(at), key=_where)
    for organisation_id, visits in groupby(over, key=_where):
        commands.end_visits(_us(organisation_id), [visit.pk for visit in visits], at=at)


def _where(visit: Visit) -> int:
    return visit.organisation_id


def close_the_house(at: datetime) -> None:
    """Whoever is still signed in at closing time is signed out and listed."""
    for organisation_id in people.organisation_ids():
        with reading(organisation_id):
            visits = queries.open_over_closing(organisation_id, at)
        if visits:
            commands.end_visits(
                _us(organisation_id), [v.pk for v in visits], because=Ended.CLOSING_TIME, at=at
            )


def close_leavers(at: datetime) -> None:
    for organisation_id in people.organisation_ids():
        with reading(organisation_id):
            left = queries.left(organisation_id, at)
        for person_id in left:
            commands.close_account(_us(organisation_id), person_id, at=at)


def forget_answers(at: datetime) -> None:
    for organisation_id in people.organisation_ids():
        commands.forget_answers(_us(organisation_id), at=at)


def make_resets(at: datetime) -> None:
    with reading():
        due = queries.resets_due(at)
    for reset_id, organisation_id in due:
        commands.make_reset(_us(organisation_id), reset_id, at=at)


def follow_master(_at: datetime) -> None:
    """After a rotation the secrets of authenticators hang on the new master, a few at a time."""
    with reading():
        older = Authenticator.objects.exclude(master=keyring().current)
        due = list(older.order_by("pk").values_list("pk", flat=True)[:500])
    for authenticator_id in due:
        commands.reseal(authenticator_id)


def tell_hooks(at: datetime) -> None:
    """What the record says since, for those who asked to be told."""
    for organisation_id in people.organisation_ids():
        with reading(organisation_id):
            found = queries.news(organisation_id, at)
        for one in found:
            commands.tell(
                _us(organisation_id),
                one.hook_id,
                one.tidings,
                since=one.since,
                until=one.until,
                at=at,
            )


def _us(organisation_id: int) -> Actor:
    return house(organisation_id, "access")
