"""The office puts a form to people on a page, looks at whom first, and sees who has answered."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.agreements import commands
from bield.agreements.commands import Put
from bield.agreements.models import Copies, Request
from bield.agreements.states import Audience, Purpose, Said, Whom
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Person
from bield.people.states import Withheld
from tests.agreements.asking import cares, grown_up, published, put, says
from tests.conftest import BEGAN, Cast, SignIn
from tests.pages import LookingClient

ASKING = "/asking/"
SIGN = [Put(Purpose.POLICY, Audience.STAFF, "Keep to the policy.")]


@pytest.fixture
def office(cast: Cast, client: LookingClient, sign_in: SignIn) -> LookingClient:
    grown_up(cast, "ama", "ivy", "dev")
    sign_in(client, cast.ama)
    return client


def last_day(after: int = 14) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=after)
    return {"last_day_day": str(day.day), "last_day_month": str(day.month),
            "last_day_year": str(day.year)}  # fmt: skip


def named(cast: Cast, form: str, *names: str, by: str = "ama") -> Request:
    persons = [cast.people[name].reference for name in names]
    day = timezone.localdate() + timedelta(days=14)
    return commands.put_form(
        cast.actor(by), form, whom=Whom.NAMED, named=persons, last_day=day, at=timezone.now()
    )


def test_whom_it_would_ask_is_seen_before_anybody_is_asked(
    cast: Cast, office: LookingClient
) -> None:
    form = published(cast, SIGN)
    path = f"{ASKING}{form}/put/"
    assert "checked" not in office.get(path).content.decode()
    said = {"whom": Whom.SITE, "site": cast.elm.reference, **last_day()}

    seen = office.send(path, said).content.decode()

    assert "2 people are asked" in seen
    assert Request.objects.count() == 0
    office.send(path, {**said, "ask": "yes"})
    page = office.get(f"{ASKING}{Request.objects.get().reference}/").content.decode()
    assert "Ivy Lindqvist" in page


def test_who_cannot_be_reached_is_said_before(cast: Cast, office: LookingClient) -> None:
    Person.objects.filter(pk=cast.ivy.pk).update(email="")
    form = published(cast, SIGN)

    said = {"whom": Whom.NAMED, "people": "Ivy Lindqvist\nDev Rahman", **last_day()}
    page = office.send(f"{ASKING}{form}/put/", said).content.decode()

    assert "2 people are asked" in page
    assert "No e-mail address is known of: Ivy Lindqvist" in page


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({}, "Choose whom you ask."),
        ({"whom": "everybody"}, "Enter the last day to answer."),
        ({"whom": "site", **last_day()}, "Choose the place, the group"),
        ({"whom": "named", "people": "Nobody Here", **last_day()}, "is nobody you know of"),
        ({"whom": "everybody", **last_day(-1)}, "lies in the past"),
    ],
)
def test_what_is_missing_is_said_beside_the_question(
    cast: Cast, office: LookingClient, said: dict[str, str], says: str
) -> None:
    form = published(cast, SIGN)

    page = office.send(f"{ASKING}{form}/put/", {**said, "ask": "yes"}).content.decode()

    assert says in page
    assert Request.objects.count() == 0


def test_a_draft_says_that_it_is_not_published(cast: Cast, office: LookingClient) -> None:
    form = commands.write_form(cast.actor("ama"), "Policy", SIGN, at=timezone.now()).reference

    said = {"whom": Whom.EVERYBODY, "ask": "yes", **last_day()}
    assert "not published yet" in office.send(f"{ASKING}{form}/put/", said).content.decode()
    assert "not published yet" in office.get(ASKING).content.decode()
    assert "not published yet" in office.get(f"/forms/{form}/wanted/").content.decode()


def test_figures_and_a_list_to_narrow(cast: Cast, office: LookingClient) -> None:
    form = published(cast, SIGN)
    request = named(cast, form, "ivy", "dev", "ama")
    says(cast, "ivy", "ivy", Said.NO, purpose=Purpose.POLICY, at=timezone.now())
    says(cast, "dev", "dev", purpose=Purpose.POLICY, at=timezone.now())
    here = f"{ASKING}{request.reference}/"

    shown = office.get(here).context["page"].row.figures
    assert (shown.asked, shown.answered, shown.refused, shown.waiting) == (3, 1, 1, 1)

    def names(**asked: str) -> list[str]:
        return [one.name for one in office.get(here, asked).context["page"].people]

    assert names(stands="refused") == ["Ivy Lindqvist"]
    assert names(words="dev") == ["Dev Rahman"]
    assert names(site=cast.elm.reference) == ["Ivy Lindqvist"]
    assert names() == ["Ama Boateng", "Dev Rahman", "Ivy Lindqvist"]


def test_the_list_is_saved_as_a_table_and_that_is_recorded(
    cast: Cast, office: LookingClient
) -> None:
    Person.objects.filter(pk=cast.ivy.pk).update(name="=Ivy")
    request = named(cast, published(cast, SIGN), "ivy")

    table = office.send(f"{ASKING}{request.reference}/table/").content.decode()

    assert table.splitlines()[0] == "name,stands,asked_since,last_day"
    assert "'=Ivy,Waits for an answer," in table
    noted = [line.event for line in ledger.lines_about(cast.alder.pk, request.reference)]
    assert noted.count("agreements.list-saved") == 1


def test_a_parent_in_the_office_does_not_see_how_it_stands_with_their_own_child(
    cast: Cast, office: LookingClient
) -> None:
    cares(cast, "ama")
    form = published(cast, put())
    request = named(cast, form, "joe", "ivy", by="ben")
    says(cast, "joe", said=Said.NO, at=timezone.now())

    page = office.get(f"{ASKING}{request.reference}/").content.decode()
    table = office.send(f"{ASKING}{request.reference}/table/").content.decode()
    wanted = office.get(f"/forms/{form}/wanted/").content.decode()

    assert "Joe Tanner" not in page + table + wanted
    assert office.get(f"{ASKING}{request.reference}/").context["page"].row.figures.refused == 0


@pytest.mark.parametrize("family", ["untold", "care of old", "household"])
def test_nor_does_who_is_told_nothing_of_it_cared_once_or_lives_with_them(
    cast: Cast, office: LookingClient, family: str
) -> None:
    """Joe, whom Nan cares for, and Nan's other child Ivy."""
    us, now = house(cast.alder.pk, "tests"), timezone.now()
    for child in ("joe", "ivy"):
        people.change_person(us, cast.people[child].pk, born_on=date(2011, 5, 14), at=now)
        cares(cast, "nan", child)
    request = named(cast, published(cast, put()), "joe", "ivy", "dev", by="ben")
    for child in ("joe", "ivy"):
        says(cast, child, child, said=Said.NO, at=now)
    here, form = f"{ASKING}{request.reference}/", request.form.reference

    def seen() -> tuple[str, int]:
        page, table = office.get(here), office.send(f"{here}table/").content.decode()
        wanted = office.get(f"/forms/{form}/wanted/").content.decode()
        return page.content.decode() + table + wanted, page.context["page"].row.figures.refused

    shown, refused = seen()
    assert ("Joe Tanner" in shown, "Ivy Lindqvist" in shown, refused) == (True, True, 2)

    if family == "household":
        home = people.open_household(us, label="Hill Road", person_id=cast.nan.pk, at=now)
        for one in ("ama", "ivy"):
            people.move_in(us, home.reference, cast.people[one].pk, at=now)
    else:
        cares(cast, "ama")
        cares(cast, "ama", "ivy")
    ids = {"guardian_id": cast.ama.pk, "child_id": cast.joe.pk}
    if family == "untold":
        people.withhold(cast.actor("ben"), *ids.values(), what=Withheld.ALL, reason="R.", at=now)
    elif family == "care of old":
        day = timezone.localdate() - timedelta(days=1)
        people.end_guardianship(us, **ids, ends_on=day, at=now)

    shown, refused = seen()
    assert ("Joe Tanner" in shown, "Ivy Lindqvist" in shown, refused) == (False, False, 0)
    assert "Dev Rahman" in shown


def test_reminding_now_and_asking_no_more(cast: Cast, office: LookingClient) -> None:
    request = named(cast, published(cast, SIGN), "ivy")
    here = f"{ASKING}{request.reference}/"

    answer = office.send(f"{here}remind/")
    reminded = Message.objects.filter(to=cast.ivy.email).count()
    office.send(f"{here}end/")

    assert (answer.status_code, reminded) in {(302, 1), (200, 0)}  # 200: a closed day says so
    assert "1 person gets an e-mail now." in office.get(f"{here}?reminded=1").content.decode()
    assert "Nobody was written to" in office.get(f"{here}?reminded=0").content.decode()
    for odd in ("", "-1", "one", "9" * 40):
        page = office.get(f"{here}?reminded={odd}").content.decode()
        assert "e-mail now" not in page, odd
        assert "Nobody was written to" not in page, odd
    assert "It has ended" in office.get(here).content.decode()
    assert "Remind them now" not in office.get(here).content.decode()


def test_an_officer_sees_what_is_asked_at_their_own_place_alone(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "ivy", "dev")
    form = published(cast, SIGN)
    everywhere = named(cast, form, "dev")
    sign_in(client, cast.cat)

    assert client.get(f"{ASKING}{everywhere.reference}/").status_code == 404
    assert everywhere.reference not in client.get(ASKING).content.decode()


def test_who_was_not_asked_is_not_waited_for_and_may_answer(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "ivy", "dev")
    form = published(cast, SIGN)
    named(cast, form, "dev")
    sign_in(client, cast.ivy)

    page = client.get("/agreements/").content.decode()

    assert "Waits for your answer" not in page
    assert "Nobody waits for your answer" in page
    assert client.get(f"/agreements/{cast.ivy.reference}/{form}/").status_code == 200


def test_whoever_is_asked_sees_until_when(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "ivy")
    named(cast, published(cast, SIGN), "ivy")
    sign_in(client, cast.ivy)

    page = client.get("/agreements/").content.decode()

    assert "Please answer by" in page
    assert "Waits for your answer" in page


@pytest.mark.clause("OT-25a")
def test_a_mother_chooses_copies_of_what_is_written_to_her_child(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    cares(cast, "nan")
    published(cast, put(Purpose.MESSAGE_EMAIL), at=BEGAN)
    sign_in(client, cast.nan)
    assert "You get no copy" in client.get("/agreements/").content.decode()

    client.send(f"/agreements/{cast.joe.reference}/copies/", {"wanted": "yes"})

    assert "You get a copy of every message" in client.get("/agreements/").content.decode()
    assert Copies.objects.get().guardian == cast.nan


def test_many_asked_cost_no_more_statements(cast: Cast, office: LookingClient) -> None:
    grown_up(cast, "eve", "fay", "gus", "hal", "lou", "ben", "cat")
    form = published(cast, SIGN)
    few = named(cast, form, "ivy")
    many = named(cast, form, "dev", "eve", "fay", "gus", "hal", "lou", "ben", "cat")

    def statements(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert office.get(path).status_code == 200
        return len(counted)

    assert statements(f"{ASKING}{few.reference}/") == statements(f"{ASKING}{many.reference}/") <= 22
    one = statements(ASKING)
    named(cast, form, "ama")
    assert statements(ASKING) == one <= 17
