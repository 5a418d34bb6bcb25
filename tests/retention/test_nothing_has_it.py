"""A hold on a reference that nothing has says so, and can be placed all the same."""

import pytest

from bield.kit.refusals import Refused
from bield.retention import commands, queries
from bield.retention.models import Hold
from tests.agreements.conduct import record, ties, use
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

SAYS = "Nothing that you may know of has this reference."


def place(cast: Cast, subject: str, who: str = "ama", *, unknown_too: bool = False) -> Hold:
    return commands.place_hold(
        cast.actor(who),
        subject,
        reason="A complaint.",
        review_on=NOON.date().replace(month=5),
        unknown_too=unknown_too,
        at=NOON,
    )


def test_what_nothing_has_is_held_only_where_it_is_meant(cast: Cast) -> None:
    with pytest.raises(Refused, match="nothing-has-it"):
        place(cast, "device:tablet-7")
    assert not Hold.objects.exists()

    place(cast, "device:tablet-7", unknown_too=True)

    assert Hold.objects.count() == 1


def test_people_and_what_rooms_keep_are_known(cast: Cast) -> None:
    use(cast)
    asked = commands.ask(cast.actor("joe"), "erasure", cast.joe.reference, words="Go.", at=NOON)
    known = (cast.joe.reference, record(cast).reference, asked.reference)

    for subject in known:
        place(cast, subject)

    assert Hold.objects.count() == len(known)


def test_what_somebody_may_not_know_of_is_as_absent_as_what_is_not_there(cast: Cast) -> None:
    tie = ties(cast).reference

    assert queries.is_there(cast.actor("lou"), tie)
    assert not queries.is_there(cast.actor("ben"), tie)
    with pytest.raises(Refused, match="nothing-has-it"):
        place(cast, tie, "ben")


def test_on_the_page(client: LookingClient, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.ama)
    typed = {
        "subject": "M-CCCCCCCC",
        "ground": "complaint",
        "reason": "They wrote to us.",
        "review_on_day": 1,
        "review_on_month": 1,
        "review_on_year": 2030,
    }

    refused = client.send("/holds/place/", typed).content.decode()
    assert SAYS in refused
    assert "They wrote to us." in refused

    assert client.send("/holds/place/", typed | {"unknown_too": "on"}).status_code == 302
