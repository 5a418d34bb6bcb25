"""Who may be meant by a name as somebody typed it."""

from collections.abc import Iterable

from django.db.models import Q

from bield.people.models import Person

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "prof", "coach", "rev"})


def bearing(organisation_id: int, typed: Iterable[str]) -> frozenset[int]:
    """Everybody of the organisation who may be meant. Too many is better than too few, because
    whoever may be meant is kept from what was written. A first name alone means nobody: it would
    keep half of the team away.
    """
    meant = Q()
    for name in typed:
        meant |= _may_mean(name.replace(",", " ").replace(".", " ").split())
    if not meant:
        return frozenset()
    found = Person.objects.filter(meant, organisation_id=organisation_id)
    return frozenset(found.values_list("pk", flat=True))


def _may_mean(words: list[str]) -> Q:
    if words and words[0].lower() in TITLES:
        words = words[1:]
        if len(words) == 1:  # "Mr Carter"
            return Q(name__iendswith=f" {words[0]}")
    meant = Q()
    for first, last in ((words[0], words[-1]), (words[-1], words[0])) if words[1:] else ():
        meant |= Q(name__istartswith=f"{first} ", name__iendswith=f" {last}")
        meant |= Q(known_as__iexact=first, name__iendswith=f" {last}")
    return meant
