"""What is typed and not sent yet is never lost, and nobody else's."""

from datetime import timedelta

from bield.concerns import commands, queries
from bield.concerns.models import Concern, Draft
from bield.people.actors import house
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient

TYPED = {"account": "She said", "where": "the bandstand"}


def test_a_draft_comes_back_as_it_was_typed(cast: Cast) -> None:
    dev = cast.actor("dev")
    commands.keep_draft(dev, "report", {"account": "She"}, at=NOON)
    commands.keep_draft(dev, "report", TYPED, at=NOON + timedelta(minutes=1))

    kept = queries.draft(dev, "report", at=NOON + timedelta(minutes=5))

    assert kept is not None
    assert kept.typed == TYPED
    assert kept.kept.said == "today at 12:01"
    assert Draft.objects.count() == 1


def test_a_draft_is_sealed_and_nobody_elses(cast: Cast) -> None:
    commands.keep_draft(cast.actor("dev"), "report", TYPED, at=NOON)

    assert b"bandstand" not in bytes(Draft.objects.get().typed)
    assert queries.draft(cast.actor("ama"), "report", at=NOON) is None
    assert queries.draft(cast.actor("dev"), "another form", at=NOON) is None


def test_a_draft_can_be_dropped(cast: Cast) -> None:
    dev = cast.actor("dev")
    commands.keep_draft(dev, "report", TYPED, at=NOON)

    commands.drop_draft(dev, "report")

    assert queries.draft(dev, "report", at=NOON) is None


def test_the_house_types_nothing(cast: Cast) -> None:
    actor = house(cast.alder.pk, "x")
    commands.keep_draft(actor, "report", TYPED, at=NOON)

    assert queries.draft(actor, "report", at=NOON) is None
    assert not Draft.objects.exists()


def test_where_there_is_one_place_nobody_is_asked_for_it(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    """Mia's post is for the whole organisation, and her draft is older than the place."""
    mia = cast.actor("mia")
    commands.keep_draft(mia, "report", {"site_id": "0", "danger_now": "no"}, at=NOON)
    sign_in(client, cast.mia)

    form = client.get("/report/what-happened/").context["form"]
    told = {"danger_now": "no", "account": "He fell", "send_key": "k"}
    sent = client.send("/report/what-happened/", {**told, "site_id": form["site_id"].value()})

    assert sent.status_code == 302
    look_into(cast.birch)
    assert Concern.objects.get().site_id == cast.birch_site.pk
