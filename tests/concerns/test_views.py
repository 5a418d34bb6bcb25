"""Views of the desk: kept by one person, sealed, and never wider than what they may read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.models import SavedView
from bield.concerns.narrowing import DeskFilter
from bield.concerns.rules import MOST_VIEWS
from bield.kit.refusals import NotFound, Refused
from bield.people.models import Post, Site
from bield.people.states import Role
from bield.vault.seal import BrokenSeal
from tests.concerns.telling import acknowledged, reported
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient


def kept(cast: Cast, name: str = "Ours", by: str = "ama", **how: object) -> str:
    said = {"tab": "new", "chosen": DeskFilter(), **how}
    return commands.keep_view(cast.actor(by), name=name, **said)


def shown(cast: Cast, reference: str, by: str = "ama") -> list[str]:
    page = queries.view_page(cast.actor(by), reference, at=NOON)
    return [row.reference for row in page.desk.rows]


def names(cast: Cast, by: str = "ama") -> list[str]:
    return [view.name for view in queries.views(cast.actor(by))]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.refusals]


def test_a_view_shows_what_it_asks_for_whenever_it_is_opened(cast: Cast) -> None:
    here = reported(cast)
    view = kept(cast, chosen=DeskFilter(site=cast.oak.reference))
    reported(cast, site_id=cast.elm.pk)
    later = reported(cast)

    assert shown(cast, view) == [here, later]
    assert queries.view_page(cast.actor("ama"), view, at=NOON).asks == "New, at Oak"


def test_a_view_of_words_looks_through_all_that_its_maker_reads(cast: Cast) -> None:
    taken = acknowledged(cast, account="He met her behind the bandstand.")
    reported(cast)
    view = kept(cast, chosen=DeskFilter(words="bandstand"))

    assert shown(cast, view) == [taken]


def test_neither_its_name_nor_its_words_lie_in_clear(cast: Cast) -> None:
    kept(cast, "Joe Tanner again", chosen=DeskFilter(words="Quillfeather"))

    sealed = bytes(SavedView.objects.get().sealed)
    assert b"Tanner" not in sealed
    assert b"Quillfeather" not in sealed
    assert names(cast) == ["Joe Tanner again"]


def test_what_lies_sealed_for_one_view_opens_no_other(cast: Cast) -> None:
    one, other = kept(cast, "One"), kept(cast, "Other")
    sealed = SavedView.objects.get(reference=one).sealed
    SavedView.objects.filter(reference=other).update(sealed=sealed)

    with pytest.raises(BrokenSeal):
        queries.views(cast.actor("ama"))


def test_a_view_is_its_makers_alone(cast: Cast) -> None:
    view = kept(cast)
    ben = cast.actor("ben")

    assert names(cast, "ben") == []
    for act in (
        lambda: queries.view_page(ben, view, at=NOON),
        lambda: commands.keep_view(
            ben, name="Mine", tab="new", chosen=DeskFilter(), reference=view
        ),
        lambda: commands.drop_view(ben, view),
    ):
        with pytest.raises(NotFound):
            act()
    assert names(cast) == ["Ours"]


def test_a_view_ends_with_the_post(cast: Cast) -> None:
    view = kept(cast)
    Post.objects.filter(person=cast.people["ama"], role=Role.LEAD).delete()

    assert names(cast) == []
    with pytest.raises(NotFound):
        queries.view_page(cast.actor("ama"), view, at=NOON)


def test_whoever_is_named_finds_nothing_of_it_in_their_view(cast: Cast) -> None:
    view = kept(cast, by="ben", chosen=DeskFilter(words="bandstand"))
    about = [About(person_id=cast.people["ben"].pk)]
    reported(cast, account="He met her behind the bandstand.", about=about)

    assert shown(cast, view, "ben") == []


def test_a_view_is_changed_and_deleted(cast: Cast) -> None:
    view = kept(cast)
    assert kept(cast, "Closed ones", tab="closed", reference=view) == view
    assert names(cast) == ["Closed ones"]

    commands.drop_view(cast.actor("ama"), view)
    assert names(cast) == []


def test_a_view_needs_a_name_of_its_own_and_a_place_of_ours(cast: Cast) -> None:
    kept(cast)
    with pytest.raises(Refused) as taken:
        kept(cast, " ours ")
    with pytest.raises(Refused) as strange:
        kept(cast, " ", chosen=DeskFilter(site="nowhere"))

    assert codes(taken) == ["view-name-taken"]
    assert codes(strange) == ["view-has-a-name", "unknown-place"]
    assert names(cast) == ["Ours"]


def test_views_stay_few_and_each_can_still_be_changed(cast: Cast) -> None:
    made = [kept(cast, f"View {number:02}") for number in range(MOST_VIEWS)]
    with pytest.raises(Refused) as refused:
        kept(cast, "One more")
    kept(cast, "Changed", reference=made[0])

    assert codes(refused) == ["views-are-few"]
    assert len(names(cast)) == MOST_VIEWS


def test_where_the_site_is_gone_it_says_so_and_shows_nothing(cast: Cast) -> None:
    view = kept(cast, chosen=DeskFilter(site=cast.elm.reference))
    reported(cast)
    Site.objects.filter(pk=cast.elm.pk).update(reference="GONEGONE")

    page = queries.view_page(cast.actor("ama"), view, at=NOON)
    assert page.gone
    assert page.desk.rows == ()


def test_the_desk_opens_with_one_view_at_most(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    kept(cast, "First", opens_desk=True)
    second = kept(cast, "Second", opens_desk=True)
    sign_in(client, cast.ama)

    assert [view.name for view in queries.views(cast.actor("ama")) if view.opens_desk] == ["Second"]
    assert client.get("/desk/")["Location"] == f"/views/{second}/"
    assert client.get("/desk/?tab=new").status_code == 200


def test_more_views_and_concerns_are_no_more_statements(cast: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.view_page(cast.actor("ama"), view, at=NOON)
        return len(asked)

    view = kept(cast)
    reported(cast)
    few = statements()
    for number in range(4):
        kept(cast, f"View {number}")
        reported(cast)
    assert statements() == few
