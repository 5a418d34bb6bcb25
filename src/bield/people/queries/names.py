"""Who may be meant by a name as somebody typed it, and what a reference is called."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from django.db.models import Q

from bield.people.actors import Actor
from bield.people.models import Group, Organisation, OutsideBody, Person, Site
from bield.people.queries.persons import visible_to

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "prof", "coach", "rev"})
LONG_ENOUGH = 5  # letters: a shorter name is like too many others
NEARLY = 0.85  # share of letters in common: "oakshot" for "oakeshott"
AT_ONCE = 100  # words in one question: SQLite refuses a thousand conditions
SHORT = 3  # letters: fewer are a name only with a capital
WORD = re.compile(r"[^\W\d_]+")


def bearing(organisation_id: int, typed: Iterable[str]) -> frozenset[int]:
    """Everybody of the organisation who may be meant: "Ben Carter", "Mr Carter", "carter, b",
    "our trainer Ben Carter". Too many is better than too few, because whoever may be meant is
    kept from what was written. A first name alone means nobody: half of the team would be away.
    """
    names = [words for name in typed if (words := _words(name))]
    if not names:
        return frozenset()
    people = Person.objects.filter(organisation_id=organisation_id)
    near = {
        row
        for some in _stretches(names)
        for row in people.filter(_near(some)).values_list("pk", "name", "known_as")
    }
    return frozenset(
        pk
        for pk, name, known_as in near
        if any(_meant(words, _words(name), _words(known_as)) for words in names)
    )


def known_by(actor: Actor, typed: Iterable[str]) -> dict[str, tuple[Person, ...]]:
    """Of each name as somebody typed it: whom of those the actor may know of it may mean."""
    names = {name: words for name in typed if (words := _words(name))}
    if not names:
        return {}
    found = {
        one
        for some in _stretches(names.values())
        for one in visible_to(actor).filter(_near(some)).distinct()
    }
    by_name = sorted(found, key=lambda one: (one.name, one.pk))
    near = [(one, _words(one.name), _words(one.known_as)) for one in by_name]
    return {
        name: tuple(one for one, full, known_as in near if _meant(words, full, known_as))
        for name, words in names.items()
    }


def _stretches(names: Iterable[list[str]]) -> Iterator[Sequence[str]]:
    """Every word once, and no more at a time than a database takes in one question: whoever tells
    may write any number of names."""
    words = sorted({word for name in names for word in name} - TITLES)
    return (words[place : place + AT_ONCE] for place in range(0, len(words), AT_ONCE))


def _near(words: Iterable[str]) -> Q:
    near = Q()
    for word in words:
        # Three letters, for what follows may be written with other accents.
        near |= Q(name__icontains=f" {word[:3]}") | Q(name__icontains=f"-{word[:3]}")
        near |= Q(name__iexact=word)
    return near


def meaning(
    organisation_id: int, person_id: int, typed: Mapping[int, Iterable[str]]
) -> frozenset[int]:
    """Of lists of names as somebody typed them, those of which one may mean this person."""
    of = Person.objects.filter(organisation_id=organisation_id, pk=person_id)
    name, known_as = map(_words, of.values_list("name", "known_as").get())
    return frozenset(
        key
        for key, names in typed.items()
        if any((words := _words(one)) and _meant(words, name, known_as) for one in names)
    )


def said_in(organisation_id: int, texts: Iterable[str]) -> dict[int, tuple[str, str]]:
    """Everybody of the organisation whom these texts may name: by the family name, or by every word
    of the name. Person -> (name, what they are called)."""
    said = {word for text in texts for word in _words(text)}
    rows = Person.objects.filter(organisation_id=organisation_id).order_by("pk")
    return {
        pk: (name, known_as)
        for pk, name, known_as in rows.values_list("pk", "name", "known_as")
        if (words := _words(name)) and (words[-1] in said or said.issuperset(words))
    }


def spoken_of(
    texts: Iterable[str], names: Mapping[int, str], *, ordinary: Collection[str]
) -> frozenset[int]:
    """Which of these few people somebody may speak of who was promised that whoever is named does
    not see it: "mr leopold", "leopold", "Mr Marchetti Gray". One word of a name is enough, and
    what is plainly a name may be misspelt: "mrs oakshot" for Oakeshott.

    `ordinary`: words such as "will", which without a capital or a title are no names.
    """
    said = dict(sorted(pair for text in texts for pair in _said(text, ordinary)))
    names_said = [word for word, surely in said.items() if surely]
    return frozenset(
        pk
        for pk, name in names.items()
        if any(word in said or _like(word, names_said) for word in set(_words(name)) - TITLES)
    )


def nearly_named(typed: str, names: Mapping[int, str]) -> frozenset[int]:
    """Which of these few people a whole line may name: by a first name alone ("Ben"), or misspelt
    ("Ama Boatang"). Every word of the line is one of the name, or nearly one."""
    words = set(_words(typed)) - TITLES
    known = {pk: _words(name) for pk, name in names.items()} if words else {}
    return frozenset(
        pk for pk, name in known.items() if all(word in name or _like(word, name) for word in words)
    )


def _like(name: str, said: Collection[str]) -> bool:
    if len(name) < LONG_ENOUGH:
        return False
    long = [word for word in said if len(word) >= LONG_ENOUGH]
    return bool(get_close_matches(name, long, n=1, cutoff=NEARLY))


def _said(text: str, ordinary: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Each word that may be a name, and whether it is written as one."""
    before = ""
    for word in WORD.findall(text):
        plain = "".join(_words(word))
        common = len(plain) < SHORT or plain in ordinary
        surely = before in TITLES or word[0].isupper()
        if surely or not common:
            yield plain, surely
        before = plain


def _meant(typed: list[str], name: list[str], known_as: list[str]) -> bool:
    if not set(name[1:] or name) & set(typed):
        return False
    given = {name[0], name[0][0], *known_as} | TITLES
    return len(typed) == 1 or bool(given & set(typed))


def _words(text: str) -> list[str]:
    """In lower case and without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def named(organisation_id: int, references: Collection[str]) -> dict[str, str]:
    """What people, sites and the organisation are called that lines of the record refer to."""
    here = {"organisation_id": organisation_id}
    people = Person.objects.filter(**here, pk__in=_ids("person", references))
    sites = Site.objects.filter(**here, pk__in=_ids("site", references))
    groups = Group.objects.filter(**here, pk__in=_ids("group", references))
    bodies = OutsideBody.objects.filter(**here, pk__in=_ids("body", references))
    house = Organisation.objects.filter(pk=organisation_id)
    return {
        f"{kind}:{pk}": name
        for kind, rows in (
            ("person", people),
            ("site", sites),
            ("group", groups),
            ("body", bodies),
            ("organisation", house),
        )
        for pk, name in rows.values_list("pk", "name")
    }


def _ids(kind: str, references: Collection[str]) -> list[str]:
    parts = [reference.partition(":") for reference in references]
    return [pk for before, _, pk in parts if before == kind and pk.isdecimal()]
