from datetime import timedelta

from bield.concerns import commands, queries
from bield.concerns.models import Reader
from bield.concerns.pages import DeskFilter
from bield.people.actors import house
from bield.people.models import Post
from tests.concerns.telling import report
from tests.conftest import NOON, TODAY, Cast

ALL = DeskFilter()


def readers_of(reference: str) -> set[str]:
    rows = Reader.objects.filter(concern__reference=reference)
    return set(rows.values_list("person__known_as", flat=True))


def refresh(cast: Cast) -> None:
    commands.refresh_readers(house(cast.alder.pk, "desks"), at=NOON)


def test_a_new_officer_is_given_what_was_reported_before(cast: Cast) -> None:
    reference = report(cast, site_id=cast.oak.pk).reference
    refresh(cast)

    Post.objects.create(
        organisation=cast.alder, person=cast.ivy, role="officer", site=cast.oak, begins_on=TODAY
    )
    refresh(cast)

    assert readers_of(reference) == {"Ama", "Ben", "Ivy"}


def test_refreshing_twice_changes_nothing(cast: Cast) -> None:
    report(cast)
    refresh(cast)
    before = list(Reader.objects.order_by("pk").values())

    refresh(cast)

    assert list(Reader.objects.order_by("pk").values()) == before


def test_an_ended_post_takes_the_desk_away_at_once(cast: Cast) -> None:
    reference = report(cast, site_id=cast.elm.pk).reference
    Post.objects.filter(person=cast.cat).update(ends_on=TODAY - timedelta(days=1))

    before_the_round = queries.desk(cast.actor("cat"), chosen=ALL, at=NOON).rows
    refresh(cast)

    assert before_the_round == ()
    assert readers_of(reference) == {"Ama", "Ben"}
