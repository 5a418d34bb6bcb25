"""Who belongs here from outside: as what, from which organisation, with how little in view."""

from datetime import date, timedelta

import pytest

from bield.agreements.states import Audience
from bield.kit.refusals import NotFound, Refused
from bield.people import commands, queries
from bield.people.actors import Actor, actor_of
from bield.people.models import Engagement, OutsideBody, Person, Post
from bield.people.states import EngagementKind, Role
from tests.agreements.asking import published, stands
from tests.conftest import NOON, TODAY, Cast, SignIn, look_into
from tests.pages import LookingClient

DAY = timedelta(days=1)
GROWN, YOUNG = date(1990, 4, 1), date(2010, 4, 1)


@pytest.fixture
def kiln(cast: Cast) -> OutsideBody:
    """A subcontractor: Rae answers for it, Sid and Tam work for it at Oak."""
    eve = cast.actor("eve")
    for name in ("Rae Kiln", "Sid Kiln", "Tam Kiln"):
        cast.people[name[:3].lower()] = commands.add_person(eve, name=name, born_on=GROWN, at=NOON)
    body = commands.add_body(
        eve, name="Kiln Works", kind="subcontractor", contact_id=cast.rae.pk, at=NOON
    )
    for who in ("sid", "tam"):
        engage(cast, who, "subcontractor", body)
    return body


def engage(cast: Cast, who: str, kind: str, body: OutsideBody | None = None) -> Engagement:
    return commands.engage(
        cast.actor("eve"),
        cast.people[who].pk,
        kind=kind,
        body_id=body.pk if body else None,
        site_id=cast.oak.pk,
        at=NOON,
    )


def somebody(cast: Cast, name: str, born_on: date | None = GROWN) -> str:
    key = name.lower()
    cast.people[key] = commands.add_person(
        cast.actor("eve"), name=f"{name} Marsh", born_on=born_on, at=NOON
    )
    return key


def acting(cast: Cast, who: str) -> Actor:
    look_into(cast.alder)
    return actor_of(Person.objects.get(pk=cast.people[who].pk), on=TODAY)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.clause("TP-6.4.1")
def test_a_subcontractor_has_a_named_contact_and_its_users_are_listed(
    cast: Cast, kiln: OutsideBody
) -> None:
    for who in ("eve", "rae"):
        page = queries.body_page(acting(cast, who), kiln.reference, NOON)
        assert (page.contact, [user.name for user in page.users]) == (
            "Rae Kiln",
            ["Sid Kiln", "Tam Kiln"],
        )


@pytest.mark.clause("TP-6.4.1")
@pytest.mark.parametrize("kind", ["subcontractor", "employer"])
def test_whoever_works_for_one_says_for_which(cast: Cast, kiln: OutsideBody, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        engage(cast, somebody(cast, "Una"), kind)

    assert codes(refused) == ["from-which-organisation"]


def test_an_employer_is_no_subcontractor(cast: Cast, kiln: OutsideBody) -> None:
    with pytest.raises(Refused) as refused:
        engage(cast, somebody(cast, "Una"), "employer", kiln)

    assert codes(refused) == ["from-which-organisation"]


@pytest.mark.clause("TP-6.4.1")
@pytest.mark.parametrize(
    ("kind", "born_on", "audience"),
    [
        ("apprentice", GROWN, Audience.ADULT),
        ("apprentice", YOUNG, Audience.GUARDIAN),
        ("stakeholder", GROWN, Audience.ADULT),
        ("visitor", GROWN, Audience.ADULT),
    ],
)
def test_each_kind_is_asked_in_words_of_its_own(
    cast: Cast, kind: str, born_on: date, audience: Audience
) -> None:
    published(cast)
    who = somebody(cast, "Una", born_on)
    engage(cast, who, kind)

    waits = stands(cast, who).waits

    assert waits[0].audience == audience


@pytest.mark.clause("TP-6.4.1")
def test_who_works_here_for_a_subcontractor_is_asked_as_a_contractor(
    cast: Cast, kiln: OutsideBody
) -> None:
    published(cast)

    (waits,) = stands(cast, "sid").waits

    assert waits.audience == Audience.CONTRACTOR


def test_who_speaks_for_an_employer_is_asked_as_an_adult(cast: Cast) -> None:
    published(cast)
    body = commands.add_body(
        cast.actor("eve"), name="Mill Bakery", kind="employer", contact_id=cast.nan.pk, at=NOON
    )
    who = somebody(cast, "Una")
    engage(cast, who, "employer", body)

    (waits,) = stands(cast, who).waits

    assert waits.audience == Audience.ADULT


@pytest.mark.clause("TP-6.4.1")
def test_their_views_are_limited(cast: Cast, kiln: OutsideBody) -> None:
    who = somebody(cast, "Una")
    engage(cast, who, "stakeholder")

    known = {
        name: set(queries.known_among(acting(cast, name), _all(cast))) for name in (who, "rae")
    }

    assert cast.joe.pk not in known[who]
    assert cast.sid.pk not in known[who]
    assert {cast.sid.pk, cast.tam.pk} <= known["rae"]
    assert cast.joe.pk not in known["rae"]


def _all(cast: Cast) -> list[int]:
    return [person.pk for person in cast.people.values()]


def test_the_contact_finds_whom_they_send_from_their_own_page(
    cast: Cast, kiln: OutsideBody, client: LookingClient, sign_in: SignIn
) -> None:
    engage(cast, "rae", "stakeholder")
    sign_in(client, cast.rae)

    page = client.get("/me/contact/").content.decode()

    assert "Who comes from Kiln Works" in page
    assert "Sid Kiln" in client.get(f"/people/organisations/{kiln.reference}/").content.decode()


def test_staff_of_a_place_know_who_comes_there(cast: Cast) -> None:
    who = somebody(cast, "Una")
    engage(cast, who, "visitor")

    assert queries.known_among(cast.actor("dev"), [cast.people[who].pk]) != frozenset()
    assert queries.known_among(cast.actor("ivy"), [cast.people[who].pk]) == frozenset()


@pytest.mark.parametrize("who", ["dev", "ivy", "hal", "joe", "nan", "sid"])
def test_nobody_else_learns_who_comes_from_where(cast: Cast, kiln: OutsideBody, who: str) -> None:
    with pytest.raises(NotFound):
        queries.body_page(acting(cast, who), kiln.reference, NOON)
    with pytest.raises(NotFound):
        queries.bodies_page(acting(cast, who), NOON)


def test_an_engagement_ends_with_its_post(cast: Cast, kiln: OutsideBody) -> None:
    here = Engagement.objects.get(person=cast.sid)

    commands.end_engagement(cast.actor("eve"), here.reference, ends_on=TODAY, at=NOON)

    assert Post.objects.get(person=cast.sid, role=Role.CONTRACTOR).ends_on == TODAY
    tomorrow = NOON + DAY
    page = queries.body_page(acting(cast, "rae"), kiln.reference, tomorrow)
    assert [user.name for user in page.users] == ["Tam Kiln"]


def test_when_an_organisation_goes_all_who_came_from_it_go(cast: Cast, kiln: OutsideBody) -> None:
    commands.close_body(cast.actor("eve"), kiln.reference, closed_on=TODAY, at=NOON)

    posts = Post.objects.filter(role=Role.CONTRACTOR, organisation=cast.alder)
    assert {post.ends_on for post in posts} == {TODAY}
    with pytest.raises(Refused) as refused:
        engage(cast, somebody(cast, "Una"), "subcontractor", kiln)
    assert codes(refused) == ["organisation-is-gone"]


def test_somebody_is_here_once_as_the_same(cast: Cast, kiln: OutsideBody) -> None:
    with pytest.raises(Refused) as refused:
        engage(cast, "sid", "subcontractor", kiln)

    assert codes(refused) == ["here-already"]


def test_only_who_looks_after_people_does_it(cast: Cast, kiln: OutsideBody) -> None:
    with pytest.raises(Refused):
        commands.engage(cast.actor("dev"), cast.nan.pk, kind="visitor", at=NOON)
    with pytest.raises(Refused):
        commands.add_body(
            cast.actor("dev"), name="Ours", kind="partner", contact_id=cast.dev.pk, at=NOON
        )
    with pytest.raises(NotFound):
        commands.close_body(cast.actor("mia"), kiln.reference, closed_on=TODAY, at=NOON)


def test_it_is_done_on_the_pages(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.eve)
    said = {"name": "Mill Bakery", "kind": "employer", "contact": str(cast.nan.pk)}
    made = client.send("/people/organisations/add/?words=nan", said)
    look_into(cast.alder)
    body = OutsideBody.objects.get()
    there = f"/people/{cast.joe.reference}/from-outside/"

    wrong = client.send(there, {"kind": "employer", "body": ""})
    client.send(there, {"kind": "employer", "body": str(body.pk)})

    assert "Choose the organisation they come from." in wrong.content.decode()
    assert "Joe Tanner" in client.get(made["Location"]).content.decode()
    page = client.get(f"/people/{cast.joe.reference}/").content.decode()
    assert "Speaks for an employer, Mill Bakery" in page
    assert EngagementKind.EMPLOYER.label in page
