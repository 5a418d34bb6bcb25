"""The road of a list on the pages, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bield.access.cookies import VISIT as COOKIE
from bield.people.importing.models import Intake
from bield.people.models import Person, Post
from tests.conftest import Cast, enter
from tests.pages import LookingClient
from tests.people.importing.putting_in import table

HEADS = {"key": "ID", "name": "Name", "born": "Born", "role": "Role", "place": "Site"}


@pytest.fixture
def eve(cast: Cast) -> LookingClient:
    client = LookingClient()
    client.cookies[COOKIE] = enter(cast.eve)
    return client


def put_in(client: LookingClient, data: bytes, **more: str) -> str:
    """Chosen and sent. Answers where it leads."""
    answer = client.post(
        reverse("people:add-list"),
        {
            "file": SimpleUploadedFile("people.csv", data),
            "source": "Office",
            "whole": "yes",
            **more,
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_the_whole_road(eve: LookingClient) -> None:
    address = put_in(
        eve,
        table("1,Rosa Quill,14/05/2012,,learner,Oak,,,,", "2,Tom Quill,14/05/12,,learner,Oak,,,,"),
    )
    assert "Say what the columns mean" in eve.get(address).content.decode()
    columns = eve.get(f"{address}columns/").content.decode()
    assert re.search(r'name="key".*?<option value="ID" selected>', columns, re.DOTALL)

    answer = eve.send(f"{address}columns/", {**HEADS, "order": "day", "rest": ""})
    assert answer["Location"] == address
    page = eve.get(address).content.decode()
    assert "It waits for your yes" in page
    assert "Rows that are not taken in" in page
    assert not Person.objects.filter(name="Rosa Quill").exists()
    unread = eve.get(f"{address}part/unread/").content.decode()
    assert "The year of birth has two digits; four are needed." in unread
    assert "Line 3." in unread

    eve.send(f"{address}accept/")
    done = eve.get(address).content.decode()
    assert "It is taken in" in done
    assert Person.objects.filter(name="Rosa Quill").exists()
    assert not Person.objects.filter(name="Tom Quill").exists()


def test_without_a_file_it_says_so_and_keeps_what_was_typed(eve: LookingClient) -> None:
    page = eve.send(reverse("people:add-list"), {"source": "Our rolls"}).content.decode()

    assert "Choose the file." in page
    assert 'value="Our rolls"' in page
    assert not Intake.objects.exists()


def test_whatever_is_no_list_is_refused_beside_the_field(eve: LookingClient) -> None:
    answer = eve.post(
        reverse("people:add-list"),
        {"file": SimpleUploadedFile("x.csv", b"\x00\x01" * 40), "source": "Office", "whole": "no"},
    )

    assert "This is no table that we can read." in answer.content.decode()


def test_what_looks_like_a_formula_or_markup_stays_text(eve: LookingClient) -> None:
    address = put_in(eve, table("1,<b>Rosa</b> =1+1,,,learner,Oak,,,,"))
    eve.send(f"{address}columns/", {**HEADS, "order": "day", "rest": ""})

    page = eve.get(f"{address}part/people/").content.decode()

    assert "&lt;b&gt;Rosa&lt;/b&gt; =1+1" in page


def test_whoever_left_is_confirmed_on_the_page(eve: LookingClient) -> None:
    both = table("1,Rosa Quill,,,learner,Oak,,,,", "2,Tom Quill,,,learner,Oak,,,,")
    address = put_in(eve, both)
    eve.send(f"{address}columns/", {**HEADS, "order": "day", "rest": ""})
    eve.send(f"{address}accept/")
    address = put_in(eve, table("1,Rosa Quill,,,learner,Oak,,,,"))
    eve.send(f"{address}accept/")
    page = eve.get(reverse("people:missing")).content.decode()
    assert "Tom Quill (not in Office since" in page
    assert "checked" not in page
    (box,) = re.findall(r'name="people" type="checkbox" value="(\d+)"', page)

    without = eve.send(reverse("people:missing"), {"people": box, "settled": "left"})
    assert "Enter their last day." in without.content.decode()
    day = Intake.objects.latest("pk").begun_at.date() + timedelta(days=1)
    said = {"left_on_day": day.day, "left_on_month": day.month, "left_on_year": day.year}
    eve.send(reverse("people:missing"), {"people": box, "settled": "left", **said})

    assert Person.objects.get(name="Tom Quill").left_on == day


@pytest.mark.parametrize("rows", [10, 600])
def test_a_page_of_a_list_costs_the_same_however_long_it_is(
    eve: LookingClient, rows: int, django_assert_max_num_queries: object
) -> None:
    lines = [f"{one},Rosa {one} Quill,,,learner,Oak,,,," for one in range(rows)]
    address = put_in(eve, table(*lines))
    eve.send(f"{address}columns/", {**HEADS, "order": "day", "rest": ""})

    with django_assert_max_num_queries(19):  # type: ignore[operator]
        page = eve.get(f"{address}part/people/").content.decode()
    assert "Rosa 0 Quill" in page
    with django_assert_max_num_queries(19):  # type: ignore[operator]
        eve.get(address)


def test_the_difference_is_shown_in_pages(eve: LookingClient) -> None:
    lines = [f"{one},Rosa {one} Quill,,,learner,Oak,,,," for one in range(320)]
    address = put_in(eve, table(*lines))
    eve.send(f"{address}columns/", {**HEADS, "order": "day", "rest": ""})

    seen: list[str] = []
    for start in range(0, 350, 50):
        page = eve.get(f"{address}part/people/?after={start}").content.decode()
        seen += re.findall(r"Rosa (\d+) Quill", page)

    assert [int(one) for one in seen] == list(range(320))


def test_the_column_of_roles_is_chosen_and_one_role_serves_the_rest(eve: LookingClient) -> None:
    lines = ("1,Rosa Quill,,,learner,Oak,,,,", "2,Tom Quill,,,,Oak,,,,")
    address = put_in(eve, table(*lines))
    columns = eve.get(f"{address}columns/").content.decode()
    assert re.search(r'name="role".*?<option value="Role" selected>', columns, re.DOTALL)

    eve.send(f"{address}columns/", {**HEADS, "order": "day", "rest": ""})
    assert "1 person gets no post." in eve.get(address).content.decode()
    assert eve.get(f"{address}part/people/").content.decode().count("Gets no post.") == 1
    eve.send(f"{address}columns/", {**HEADS, "order": "day", "rest": "parent"})
    eve.send(f"{address}accept/")

    held = Post.objects.filter(person__name__endswith=" Quill").order_by("person__name")
    assert list(held.values_list("person__name", "role")) == [
        ("Rosa Quill", "learner"),
        ("Tom Quill", "parent"),
    ]


def test_a_place_that_comes_new_is_asked_about_by_name(eve: LookingClient) -> None:
    lines = ("1,Rosa Quill,,,learner,Nowhere,,,,", "2,Quill,,,learner,Nowhere,,,,")
    address = put_in(eve, table(*lines))
    eve.send(f"{address}columns/", {**HEADS, "order": "day", "rest": ""})

    page = eve.get(address).content.decode()

    assert "1 place is new: Nowhere (2 people are in it). Is it spelt right?" in page
    assert "Only one name is given (1)." in page
    assert "2 people are in it." in eve.get(f"{address}part/places/").content.decode()
    eve.send(f"{address}accept/")
    assert "Is it spelt right?" not in eve.get(address).content.decode()


def test_many_new_places_are_told_by_the_first_of_them(eve: LookingClient) -> None:
    lines = [f"{one},Rosa Quill,,,learner,Hall {one},,,," for one in range(7)]
    address = put_in(eve, table(*lines))
    eve.send(f"{address}columns/", {**HEADS, "order": "day", "rest": ""})

    page = eve.get(address).content.decode()

    assert "7 places are new: Hall 0 (1 person is in it); Hall 1" in page
    assert "; 2 more. Are they spelt right?" in page


def test_a_list_is_put_aside_after_a_second_press(eve: LookingClient) -> None:
    address = put_in(eve, table("1,Rosa Quill,,,learner,Oak,,,,"))

    page = eve.get(address).content.decode()

    asked = page.split("Put it aside</")[1].split("</details>")[0]
    assert page.count(f"{address}drop/") == asked.count(f"{address}drop/") == 1
    assert "Nothing of this list is kept then" in asked
