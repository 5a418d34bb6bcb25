"""What `bield keys` does, told sentence by sentence."""

from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings
from django.utils import timezone

from bield.kit import keyring
from bield.kit.keyring import Keyring, KeyringUnusable
from bield.kit.reading import reading
from bield.kit.refusals import Refused
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.vault import commands, queries
from bield.vault.registry import FOLLOWERS, Follower

BATCH = 500  # keys in one transaction, so that a server beside us hardly waits


def status() -> Iterator[str]:
    known = keyring.read()
    yield f"The keys are in {place()}."
    held = len(known.masters)
    yield f"Master key {known.current} wraps; the file holds {held} in all."
    for actor, name in _organisations():
        with reading(actor.organisation_id):
            standing = queries.standing(actor.organisation_id)
        said = [f"{name}: version {standing.version} of its key"]
        if standing.old_versions:
            said.append(f"{standing.to_rewrap} keys still to be wrapped with it")
        if behind := sorted(standing.masters - {known.current}):
            said.append(f"wrapped with the older master key {' and '.join(behind)}")
        yield ", ".join(said) + "."
    with reading():
        yield from queries.troubles()


def broken() -> list[str]:
    """Sentences about keys that do not open; empty when all is well."""
    with reading():
        sentences = queries.troubles()
    for actor, name in _organisations():
        with reading(actor.organisation_id):
            checked = queries.check_keys(actor.organisation_id)
        sentences += [f"{name}: the key of {subject} does not open." for subject in checked.broken]
    return sentences


def new() -> Iterator[str]:
    yield keyring.text(keyring.fresh()).rstrip()


def rotate_master() -> Iterator[str]:
    """A new master, unless an earlier rotation is unfinished: then that one goes on."""
    _refuse_environment()
    organisations = _organisations()
    known = keyring.read()
    behind = _behind(organisations, known)
    if not behind:
        known = keyring.with_new_master(known)
        keyring.write(settings.KEY_FILE, known)
        yield f"Master key {known.current} wraps from now on."
        behind = organisations
    for actor, name in behind:
        commands.follow_master(actor, at=timezone.now())
        yield f"{name}: its keys are wrapped with {known.current}."
    for follower in FOLLOWERS:
        while _hangs_behind(follower, known):
            follower.follow(timezone.now())
    needed = commands.retire_masters([actor.organisation_id for actor, _ in organisations],
                                     at=timezone.now())  # fmt: skip
    keyring.write(settings.KEY_FILE, keyring.with_masters(known, needed))
    yield "Nothing here opens with an older master key any more, and the file holds none."
    yield "Older backups do: keep the keys that were exported with them as long as the backups."


def rotate_organisations() -> Iterator[str]:
    """A new version for each organisation, unless an earlier rotation is unfinished."""
    for actor, name in _organisations():
        with reading(actor.organisation_id):
            standing = queries.standing(actor.organisation_id)
        if not standing.old_versions:
            commands.rotate_organisation_key(actor, at=timezone.now())
        rewrapped = 0
        while some := commands.rewrap(actor, limit=BATCH):
            rewrapped += some
        with suppress(Refused):  # the worker, which goes on with rotations too, was first
            commands.retire_organisation_keys(actor, at=timezone.now())
        yield f"{name}: a new key, and {rewrapped} keys wrapped with it."


def _hangs_behind(follower: Follower, known: Keyring) -> bool:
    with reading():
        return bool(follower.masters() - {known.current})


def _organisations() -> list[tuple[Actor, str]]:
    with reading():
        known = people.organisation_ids()
        return [(house(one, "keys"), people.organisation_by_id(one).name) for one in known]


def _behind(organisations: list[tuple[Actor, str]], known: Keyring) -> list[tuple[Actor, str]]:
    behind = []
    for actor, name in organisations:
        with reading(actor.organisation_id):
            if queries.masters_of(actor.organisation_id) - {known.current}:
                behind.append((actor, name))
    return behind


def place() -> str:
    return "the environment (MASTER_KEY)" if settings.MASTER_KEY else str(settings.KEY_FILE)


def _refuse_environment() -> None:
    if settings.MASTER_KEY:
        raise KeyringUnusable(
            "The keys are in the environment (MASTER_KEY), which this command cannot change. Write"
            f" what it holds to {settings.KEY_FILE} (chmod 600), unset MASTER_KEY, start the server"
            " so, and run this again."
        )
