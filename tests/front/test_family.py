"""What a parent and a learner find here, and what one household hides from another."""

from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from bield.agreements.states import Audience, Purpose
from bield.ledger import queries as ledger
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Group, Membership, Withholding
from bield.people.states import Role, Withheld
from tests.agreements.asking import WORDS, cares, published, put, says, takes_back
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

CHILDREN, MINE = "/my-children/", "/mine/"


def look(cast: Cast, sign_in: SignIn, who: str, path: str) -> str:
    client = LookingClient()
    sign_in(client, cast.people[who])
    return told(client.get(path))


def told(answer: HttpResponse) -> str:
    """The page itself: what stands around it has a new token each time."""
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def group(cast: Cast, name: str, *members: str) -> None:
    made = Group.objects.create(organisation=cast.alder, name=name, site=cast.oak)
    for one in members:
        Membership.objects.create(
            organisation=cast.alder, group=made, person=cast.people[one], begins_on=date(2026, 1, 5)
        )


def all_of(cast: Cast) -> list[str]:
    return [f"person:{one.pk}" for one in cast.people.values()]


def withheld(cast: Cast, guardian: str, what: Withheld, child: str = "joe") -> Withholding:
    return people.withhold(
        cast.actor("ama"),
        cast.people[guardian].pk,
        cast.people[child].pk,
        what=what,
        reason="He waits outside.",
        at=NOON,
    )


def test_a_parent_sees_each_child_with_what_is_asked_and_said(cast: Cast, sign_in: SignIn) -> None:
    published(cast)
    published(cast, put(Purpose.MONITORING, guardian="Sites are filtered."), title="Monitoring")
    cares(cast, "nan")
    cares(cast, "nan", "kim")
    group(cast, "Violins", "joe")
    says(cast, "nan")

    page = look(cast, sign_in, "nan", CHILDREN)

    joe, kim = page.partition(">Joe</h2>")[2].split(">Kim</h2>")
    assert "You agreed on Tuesday 3 March" in joe
    assert "Violins, Oak" in joe
    assert "Sites are filtered." in joe
    assert "You have not answered anything for Kim yet" in kim
    assert "Violins" not in kim


def test_one_parent_sees_nothing_of_what_the_other_said(cast: Cast, sign_in: SignIn) -> None:
    published(cast)
    cares(cast, "nan")
    cares(cast, "dev")
    before = look(cast, sign_in, "dev", CHILDREN)

    says(cast, "nan", said="no")
    says(cast, "joe", said="no")

    assert look(cast, sign_in, "dev", CHILDREN) == before
    assert "Nan Tanner" not in before


def test_a_learner_changes_their_mind_from_their_own_page(cast: Cast, sign_in: SignIn) -> None:
    published(cast)
    says(cast, "joe")

    page = look(cast, sign_in, "joe", MINE)
    takes_back(cast, "joe")

    assert "I changed my mind" in page
    assert "Ben Carter" in page  # nobody is officer at Oak: the deputy is
    assert "You took it back" in look(cast, sign_in, "joe", MINE)


def test_who_has_no_child_here_is_told_so(cast: Cast, sign_in: SignIn) -> None:
    assert "No child is linked to you here" in look(cast, sign_in, "ivy", CHILDREN)


def test_statements_do_not_grow_with_children(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)
    client.get(CHILDREN)
    with CaptureQueriesContext(connection) as one:
        client.get(CHILDREN)
    cares(cast, "nan", "kim")
    with CaptureQueriesContext(connection) as two:
        client.get(CHILDREN)

    assert len(two) == len(one) <= 35


# ------ what a lead withholds


def test_where_a_child_is_can_be_kept_from_one_parent(cast: Cast, sign_in: SignIn) -> None:
    cares(cast, "nan")
    cares(cast, "dev")
    published(cast)
    group(cast, "Violins", "joe")

    withheld(cast, "nan", Withheld.PLACES)

    page = look(cast, sign_in, "nan", CHILDREN)
    assert ">Joe</h2>" in page
    assert WORDS[Audience.GUARDIAN] not in page  # behind the link
    assert "Waits for your answer" in page
    assert "Violins" not in page
    assert "Oak" not in page
    assert "kept" not in page
    assert "Violins" in look(cast, sign_in, "dev", CHILDREN)


def test_the_officer_of_a_place_that_is_kept_does_not_tell_it(cast: Cast, sign_in: SignIn) -> None:
    cares(cast, "nan")
    us = house(cast.alder.pk, "tests")
    people.appoint(us, cast.joe.pk, role=Role.LEARNER, site_id=cast.elm.pk, at=NOON)
    assert "Cat Doyle" in look(cast, sign_in, "nan", "/")

    withheld(cast, "nan", Withheld.PLACES)

    assert "Cat Doyle" not in look(cast, sign_in, "nan", "/")
    assert "Cat Doyle" not in look(cast, sign_in, "nan", CHILDREN)


def test_all_of_a_child_can_be_kept_from_one_parent(cast: Cast, sign_in: SignIn) -> None:
    cares(cast, "nan")
    published(cast)
    row = withheld(cast, "nan", Withheld.ALL)

    for path in (CHILDREN, "/agreements/", "/"):
        assert "Joe" not in look(cast, sign_in, "nan", path)

    people.end_withholding(cast.actor("ama"), row.reference, at=NOON)
    assert ">Joe</h2>" in look(cast, sign_in, "nan", CHILDREN)


def test_why_is_sealed_and_no_line_of_it_is_the_familys(cast: Cast) -> None:
    cares(cast, "nan")

    row = withheld(cast, "nan", Withheld.ALL)

    assert b"outside" not in bytes(row.reason)
    [line] = ledger.lines_about(cast.alder.pk, row.reference)
    assert line.event == "people.withheld"
    of_people = [ledger.lines_about(cast.alder.pk, subject) for subject in all_of(cast)]
    assert "withheld" not in str(of_people)


def test_the_lead_keeps_something_on_the_page_and_ends_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    cares(cast, "nan")
    sign_in(client, cast.ama)
    path = f"/people/{cast.joe.reference}/withhold/"
    assert path in client.get(f"/people/{cast.joe.reference}/").text

    empty = client.send(path, {"guardian": str(cast.nan.pk), "what": "places"}).text
    client.send(path, {"guardian": str(cast.nan.pk), "what": "places", "reason": "He waits."})
    again = client.send(path, {"guardian": str(cast.nan.pk), "what": "all", "reason": "Again."})

    assert "Write why telling them would harm." in empty
    assert "Something is kept from them already" in again.text
    page = client.get(path).text
    assert "He waits." in page
    row = Withholding.objects.get()
    client.send(f"/people/withheld/{row.reference}/end/", {})
    assert "He waits." not in client.get(path).text


@pytest.mark.parametrize("who", ["eve", "nan", "ivy", "hal", "fay"])
def test_nobody_else_reads_what_is_kept(cast: Cast, sign_in: SignIn, who: str) -> None:
    cares(cast, "nan")
    withheld(cast, "nan", Withheld.PLACES)
    client = LookingClient()
    sign_in(client, cast.people[who])

    assert client.get(f"/people/{cast.joe.reference}/withhold/").status_code == 404


def test_a_lead_who_is_of_the_family_does_not_decide(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    cares(cast, "nan")
    cares(cast, "ama")
    sign_in(client, cast.ama)

    assert client.get(f"/people/{cast.joe.reference}/withhold/").status_code == 404


def test_a_page_about_oneself_speaks_to_a_grown_up_as_to_one(cast: Cast, sign_in: SignIn) -> None:
    published(cast)
    child = look(cast, sign_in, "joe", MINE)
    us = house(cast.alder.pk, "tests")
    people.change_person(us, cast.joe.pk, born_on=date(2001, 3, 2), at=NOON)

    grown, works, cares_for = (look(cast, sign_in, who, MINE) for who in ("joe", "ivy", "nan"))
    home = look(cast, sign_in, "joe", "/")

    assert "you are not in trouble" in child
    assert "What I said, and who can help" in child
    for page in (grown, works, cares_for, home):
        assert "What I said" not in page
        assert "not in trouble" not in page
    assert "What you agreed to, and whom to talk to" in grown
    assert "Whom you can talk to" in grown
