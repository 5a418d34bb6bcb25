"""One person's chronology across all the concerns that the reader may open, and no other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from bield.concerns.flags import Told
from bield.concerns.histories import FamilyMember, HistoryLine, NamedIn, PersonHistory
from bield.concerns.models import Concern, Entry, Party
from bield.concerns.models.received import ANOTHER_SETTING, is_from_table, is_theirs
from bield.concerns.moments import Moment, happened, known_day, moment
from bield.concerns.pages import ChronologyItem
from bield.concerns.queries.flags import flag_item, flag_line, noon, told
from bield.concerns.queries.marking import body_map_over_time
from bield.concerns.queries.sight import concern as concern_of
from bield.concerns.queries.sight import visible_to
from bield.concerns.queries.staff_seen import has_staff_file
from bield.concerns.queries.transferring import may_move_files
from bield.concerns.sealed import open_entry, open_narrative
from bield.concerns.states import ConcernState, DayPrecision, EntryKind, PartyRole, Track
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION
from bield.vault import queries as vault

ON_A_PAGE = 50
ELSEWHERE = (
    "This concern is about an adult who works or helps here as well. What was written stands in it"
    " alone."
)
MOST = 200  # concerns about one person, the newest


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one line stands among all of them. Without its words."""

    when: datetime
    concern_id: int
    number: int
    entry_id: int
    corrects: int | None
    flag: HistoryLine | None = None  # of a flag, opened already: there are few


def person_history(
    actor: Actor,
    reference: str,
    number: int,
    *,
    page: int = 1,
    everything: bool = False,
    at: datetime,
) -> PersonHistory:
    """From a concern that the reader opens, and the number of the person in it.

    Whoever was typed and never picked has no history: nobody knows whether two of a name are one.
    The statements are the same however much there is; only the words of one page are opened.
    `everything`: all of it, the oldest first, for paper.
    """
    here = concern_of(actor, reference)
    party = Party.objects.filter(concern=here, number=number, person__isnull=False).first()
    if party is None or party.person_id is None:
        raise NotFound(f"{reference}:{number}")
    naming = _naming(actor, [party.person_id])
    concerns = {
        one.pk: one
        for one in Concern.objects.filter(pk__in=[pk for pk, *_ in naming]).order_by("-pk")
    }
    flags = told(actor, [party.person_id])
    posts = _posts(actor, party.person_id, at)
    protection = _protection(actor, party.person_id, at)
    apart = frozenset(
        one.pk for one in concerns.values() if protection and one.track == Track.STAFF
    )
    places = sorted([*_places(concerns, apart), *_of_flags(flags, at)], key=_newest_first)
    corrected = {(one.concern_id, one.corrects): one.number for one in places if one.corrects}
    pages = 1 if everything else max(1, -(-len(places) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    on_it = places[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    shown = places[::-1] if everything else on_it
    person = people.people_by_id(actor.organisation_id, [party.person_id])[party.person_id]
    return PersonHistory(
        reference=reference,
        number=number,
        person=person.reference,
        name=person.name,
        known_as=person.known_as if person.known_as not in person.name else "",
        protection=protection,
        posts=posts,
        family=_family(actor, party.person_id, at),
        concerns=tuple(
            NamedIn(
                concerns[pk].reference,
                moment(concerns[pk].reported_at, at),
                ConcernState(concerns[pk].stage).label,
                PartyRole(role).label,
            )
            for pk, role, *_ in naming
        ),
        flags=tuple(flag_item(one, at) for one in flags if not one.ended),
        body_map=body_map_over_time(actor, concerns, party.person_id, person.name, at),
        lines=_lines(actor, concerns, apart, shown, corrected, at),
        page=page,
        pages=pages,
        total=len(places),
        printed=f"{actor.name}, {moment(at, at).exact}",
        staff_file=has_staff_file(actor, here, party.person_id, posts),
        may_send=may_move_files(actor),
    )


Naming = tuple[int, str, int, str, int]  # concern, role, person, reference, number in it


def _naming(actor: Actor, person_ids: Sequence[int]) -> list[Naming]:
    """Concerns that name one of these and that the actor reads, the newest first."""
    found = Party.objects.filter(
        organisation_id=actor.organisation_id,
        person__in=person_ids,
        concern__in=visible_to(actor).values("concern_id"),
    ).order_by("-concern_id", "number")
    rows = found.values_list("concern_id", "role", "person_id", "concern__reference", "number")
    named: dict[tuple[int, int], Naming] = {}
    for row in rows[: MOST * len(person_ids)]:
        named.setdefault((row[0], row[2]), row)
    return list(named.values())


def _places(concerns: Mapping[int, Concern], apart: frozenset[int]) -> Iterable[_Place]:
    """Of a concern about an adult here, a child’s file has a reference, and not the staff words."""
    entries = Entry.objects.filter(concern__in=concerns).values_list(
        "concern_id", "number", "pk", "kind", "happened_at", "written_at", "corrects"
    )
    for concern_id, number, pk, kind, happened_at, written_at, corrects in entries:
        reported = kind == EntryKind.REPORTED and number == 1
        if concern_id in apart and not reported:
            continue
        day = concerns[concern_id].happened_on
        when = happened_at if not reported else noon(day) if day else None
        yield _Place(when or written_at, concern_id, number, pk, corrects)


def _of_flags(flags: Iterable[Told], at: datetime) -> Iterable[_Place]:
    for one in flags:
        for step in one.steps:
            line = HistoryLine("", flag_line(step, at), "", times.exact_day(step.day))
            yield _Place(noon(step.day), 0, step.number, 0, None, line)


def _newest_first(place: _Place) -> tuple[float, int, int]:
    return (-place.when.timestamp(), -place.concern_id, -place.number)


def _lines(
    actor: Actor,
    concerns: Mapping[int, Concern],
    apart: frozenset[int],
    shown: Sequence[_Place],
    corrected: Mapping[tuple[int, int], int],
    at: datetime,
) -> tuple[HistoryLine, ...]:
    written = [one for one in shown if one.flag is None]
    entries = Entry.objects.in_bulk([one.entry_id for one in written])
    used = {concerns[one.concern_id].key_id for one in written}
    keys = vault.secrets(actor.organisation_id, used)
    writers = {entry.by_id for entry in entries.values() if entry.by_id is not None}
    known = people.contacts(actor.organisation_id, writers)
    names = {pk: contact.name for pk, contact in known.items()}
    return tuple(
        one.flag
        or _line(
            concerns[one.concern_id],
            entries[one.entry_id],
            keys[concerns[one.concern_id].key_id],
            names,
            corrected.get((one.concern_id, one.number)),
            at,
            apart=one.concern_id in apart,
        )
        for one in shown
    )


def _line(
    concern: Concern,
    entry: Entry,
    key: bytes,
    names: Mapping[int, str],
    corrected_by: int | None,
    at: datetime,
    *,
    apart: bool,
) -> HistoryLine:
    first = entry.kind == EntryKind.REPORTED and entry.number == 1
    child_words, text = "", ELSEWHERE
    if not apart:
        text = open_entry(key, concern.reference, entry.number, bytes(entry.text))
    if first and not apart:
        narrative = open_narrative(key, concern.reference, bytes(concern.narrative))
        text, child_words = narrative.account, narrative.child_words
    item = ChronologyItem(
        number=entry.number,
        kind=entry.kind,
        kind_word=EntryKind(entry.kind).label,
        happened=happened(entry.happened_at, at, day_alone=entry.day_alone),
        written=written(concern, entry, at),
        by=names.get(entry.by_id or 0) or nameless(concern, entry),
        text=text,
        late=entry.late,
        corrects=entry.corrects,
        corrected_by=corrected_by,
    )
    return HistoryLine(concern.reference, item, child_words, _day(concern) if first else "")


def written(concern: Concern, entry: Entry, at: datetime) -> Moment:
    """A row of a table says on which day it was written, and no hour."""
    day_alone = entry.number == 1 and is_from_table(concern)
    return known_day(entry.written_at, at, day_alone=day_alone)


def nameless(concern: Concern, entry: Entry) -> str:
    """Who wrote a line that has no writer of ours."""
    if is_theirs(concern, entry.written_at):
        return ANOTHER_SETTING
    first = entry.kind == EntryKind.REPORTED and entry.number == 1
    return "Whoever told" if first else "Bield"


def _day(concern: Concern) -> str:
    """On which day it happened, as well as whoever reported knew."""
    if concern.happened_on is None:
        return ""
    if concern.happened_precision == DayPrecision.MONTH:
        return f"{concern.happened_on:%B %Y}"
    if concern.happened_precision == DayPrecision.YEAR:
        return f"{concern.happened_on:%Y}"
    return times.exact_day(concern.happened_on)


# ------ who it is


def _protection(actor: Actor, person_id: int, at: datetime) -> str:
    found = people.protections(actor.organisation_id, [person_id], day_of(at))[person_id]
    return str(found.label) if found else ""


def _posts(actor: Actor, person_id: int, at: datetime) -> str:
    house = people.organisation(actor)
    held = people.held_by(actor.organisation_id, [person_id], day_of(at)).get(person_id, [])
    return ", ".join(
        dict.fromkeys(
            people.label(house, role) for role, _ in held if role in ADULTS_OF_THE_ORGANISATION
        )
    )


def _family(actor: Actor, person_id: int, at: datetime) -> tuple[FamilyMember, ...]:
    """Of whom the reader may know anyway, or reads a concern. A concern kept from the reader
    leaves no trace here."""
    kin = people.kin(actor.organisation_id, person_id, day_of(at))
    named = _naming(actor, [one.person_id for one in kin]) if kin else []
    newest: dict[int, str] = {}
    for _, _, person, reference, number in named:
        newest.setdefault(person, reverse("concerns:history", args=[reference, number]))
    known = people.known_among(actor, [one.person_id for one in kin])
    return tuple(
        FamilyMember(one.name, one.relation, newest.get(one.person_id, ""))
        for one in kin
        if one.person_id in known or one.person_id in newest
    )
