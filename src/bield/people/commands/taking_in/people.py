"""People and places of a list, taken in as they were looked at."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bield.kit import rows
from bield.ledger.record import note
from bield.people.commands import letters
from bield.people.commands.organisations import open_site
from bield.people.commands.rows import own
from bield.people.commands.taking_in.taking import TakingIn, insert_named, tie
from bield.people.importing import keys
from bield.people.importing.comparing import WAYS, Known, same_name
from bield.people.importing.models import LearnerNumber, Missing
from bield.people.importing.plans import ADD, CHANGE, END, Entry
from bield.people.importing.states import Answered, Kind, Settled, WhyNot
from bield.people.models import Person, Post
from bield.people.queries import known as here
from bield.vault import queries as vault
from bield.vault.seal import seal

Placed = tuple[int, str, int]  # person, role, place


def places(taking: TakingIn, entries: Sequence[Entry]) -> None:
    by_name, closed = here.places_by_name(taking.actor.organisation_id)
    for entry in entries:
        site = entry.get("id")
        if entry["do"] == ADD:
            site = by_name.get(entry["name"].casefold())
            site = site or open_site(taking.actor, name=entry["name"], at=taking.at).pk
        if site in closed:
            taking.set_aside(entry, WhyNot.CLOSED)
            continue
        tie(taking, Kind.PLACE, [(entry["key"], site)])
        taking.count("added" if entry["do"] == ADD else "tied")


def people(taking: TakingIn, entries: Sequence[Entry]) -> None:
    _add(taking, _still_new(taking, [one for one in entries if one["do"] == ADD]))
    _change(taking, [one for one in entries if one["do"] == CHANGE])


def _still_new(taking: TakingIn, entries: Sequence[Entry]) -> list[Entry]:
    """Whoever came here since the list was looked at is asked about like whoever was here."""
    source = taking.intake.source
    taken = here.people_by_key(source, [one["key"] for one in entries])
    names = [one["said"]["name"] for one in entries]
    near, _ = here.alike(source, names=names, emails=[], numbers=[]) if names else ([], {})
    new = []
    for entry in entries:
        others = [one for one in near if one[0] != entry.get("id")]  # of whom it was said
        if entry["key"] in taken:
            taking.set_aside(entry, WhyNot.CHANGED)
        elif same_name(others, entry["said"]["name"], _born(entry)) is not None:
            taking.set_aside(entry, WhyNot.CAME)
        else:
            new.append(entry)
    return new


def _born(entry: Entry) -> date | None:
    said = entry["said"].get("born_on")
    return date.fromisoformat(said) if said else None


def asked(taking: TakingIn, entries: Sequence[Entry]) -> None:
    """New keys that may mean somebody known: as it was answered."""
    answers = taking.intake.answers
    same, other = list[Entry](), list[Entry]()
    for place, entry in enumerate(entries):
        answer = answers.get(f"{taking.batch.number}.{place}", "")
        if entry["id"] in taking.own:
            taking.set_aside({**entry, "who": [entry["id"]]}, WhyNot.OWN)
        elif answer == Answered.SAME:
            same.append({**entry["if_same"], "key": entry["key"]})
        elif answer == Answered.OTHER:
            other.append(entry)
        else:
            taking.set_aside(entry, WhyNot.NOT_ANSWERED)
    people(taking, [{**one, "do": ADD} for one in other])
    once, more = _once(taking, same)
    tied = [*_change(taking, once), *more]
    tie(taking, Kind.PERSON, [(one["key"], one["id"]) for one in tied])


def _once(taking: TakingIn, entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """One row counts for each person: of two, each would undo what the other says. The other is
    known again by its key, and no more."""
    tied = here.tied(taking.intake.source, [one["id"] for one in entries])
    once, more = list[Entry](), list[Entry]()
    for entry in entries:
        if entry["id"] in tied:
            taking.set_aside(entry, WhyNot.SAME_TWICE)
            more.append(entry)
        else:
            tied.add(entry["id"])
            once.append(entry)
    return once, more


def _add(taking: TakingIn, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    organisation, today = taking.actor.organisation_id, taking.today.isoformat()
    ids = rows.next_ids(Person, len(entries))
    added_at = rows.moment(taking.at)
    columns = (
        "organisation_id", "name", "known_as", "born_on", "born_precision", "at_risk", "email",
        "phone", "joined_on", "added_at",
    )  # fmt: skip
    made = {
        pk: (
            organisation, said["name"], said.get("known_as", ""), said.get("born_on") or None,
            "day", False, said.get("email", ""), said.get("phone", ""), today, added_at,
        )
        for pk, said in zip(ids, (one["said"] for one in entries), strict=True)
    }  # fmt: skip
    insert_named(Person, columns, made)
    tie(taking, Kind.PERSON, [(one["key"], pk) for one, pk in zip(entries, ids, strict=True)])
    _give(taking, zip(ids, entries, strict=True))
    _number(taking, [(pk, one["number"]) for one, pk in zip(entries, ids, strict=True)])
    taking.count("added", len(ids))
    taking.done |= {"first": ids[0], "last": ids[-1]}


def _change(taking: TakingIn, entries: Sequence[Entry]) -> list[Entry]:
    """Each only while what it changes still says what it said when somebody looked."""
    known = here.known([one["id"] for one in entries], taking.today)
    done = []
    for entry in entries:
        was = known.get(entry["id"])
        if entry["id"] in taking.own:
            taking.set_aside({**entry, "who": [entry["id"]]}, WhyNot.OWN)
            continue
        if was is None or not stands(entry, was):
            taking.set_aside(entry, WhyNot.CHANGED)
            continue
        posts = [one for one in entry["posts"] if (one[0], one[2]) not in was.posts]
        done.append({**entry, "posts": posts})
        if entry["change"]:
            _set(taking, was, {name: new for name, (_, new) in entry["change"].items()})
    _give(taking, [(one["id"], one) for one in done])
    _number(taking, [(one["id"], one["number"]) for one in done])
    taking.count("changed", len(done))
    return done


def stands(entry: Entry, was: Known) -> bool:
    """Whether somebody is still as the plan found them, and reached as it may change them."""
    if was.guarded and any(name in WAYS for name in entry["change"]):
        return False
    return all(str(getattr(was, name) or "") == old for name, (old, _) in entry["change"].items())


def _set(taking: TakingIn, was: Known, changes: dict[str, str]) -> None:
    person = own(Person, taking.actor, pk=was.id)
    confirmed = person.email_confirmed_at is not None
    for name, value in changes.items():
        setattr(person, name, date.fromisoformat(value) if name == "born_on" else value)
        if name in WAYS:
            setattr(person, f"{name}_confirmed_at", None)
        if name == "born_on":
            person.born_precision = "day"
    person.save()
    if confirmed and set(changes) & set(WAYS):
        letters.contact_changed(taking.actor, to=was.email, at=taking.at)
    note(
        event="people.person-changed", subject=f"person:{person.pk}", by=taking.actor.id,
        at=taking.at, fields=",".join(sorted(changes)), list=taking.intake.reference,
    )  # fmt: skip


def _placed(taking: TakingIn, given: Iterable[tuple[int, Entry]]) -> Iterator[Placed]:
    """At places that are open still."""
    wanted = [(person, entry, *post) for person, entry in given for post in entry["posts"]]
    if not wanted:
        return
    places = here.places_by_key(taking.intake.source)
    closed = here.closed(taking.actor.organisation_id)
    for person, entry, role, key, here_already in wanted:
        site = here_already if here_already is not None else places.get(key)
        if site is None or site in closed:
            taking.set_aside(entry, WhyNot.CLOSED)
        else:
            yield person, role, site


def _give(taking: TakingIn, given: Iterable[tuple[int, Entry]]) -> None:
    """Plain posts alone: the plan holds no others, and the database keeps what it is told."""
    placed = list(_placed(taking, given))
    if not placed:
        return
    today = taking.today.isoformat()
    columns = ("organisation_id", "person_id", "role", "site_id", "online_safety", "begins_on")
    made = {
        pk: (taking.actor.organisation_id, *placed_as, False, today)
        for pk, placed_as in zip(rows.next_ids(Post, len(placed)), placed, strict=True)
    }
    insert_named(Post, columns, made)
    taking.count("posts", len(placed))


def _number(taking: TakingIn, numbered: Iterable[tuple[int, str]]) -> None:
    wanted = [(person, number) for person, number in numbered if number]
    if not wanted:
        return
    organisation = taking.actor.organisation_id
    key = vault.organisation_secret(organisation, keys.NUMBERS)
    secret = vault.organisation_secret(organisation, keys.PURPOSE)
    hashed = keys.number_hasher(secret)
    LearnerNumber.objects.filter(person__in=[person for person, _ in wanted]).delete()
    rows.insert_many(
        LearnerNumber,
        ("organisation_id", "person_id", "sealed", "hashed"),
        (
            (organisation, person, seal(key, number, context=f"number:{person}"), hashed(number))
            for person, number in wanted
        ),
        over=True,
    )


def missing(taking: TakingIn, entries: Sequence[Entry]) -> None:
    for entry in entries:
        if entry["do"] == END:
            Missing.objects.filter(
                organisation_id=taking.actor.organisation_id, pk=entry["id"]
            ).update(settled=Settled.BACK, settled_at=taking.at)
            taking.count("back")
    noticed = rows.moment(taking.at)
    new = [one for one in entries if one["do"] == ADD]
    rows.insert_many(
        Missing,
        ("organisation_id", "source_id", "person_id", "noticed_at", "settled"),
        (
            (taking.actor.organisation_id, taking.intake.source_id, one["id"], noticed, "")
            for one in new
        ),
        over=True,
    )
    taking.count("missing", len(new))
