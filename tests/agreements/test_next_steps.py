"""The pages of agreements say what to do next, before anything was written as well."""

import re

import pytest
from django.utils import timezone

from bield.agreements import commands
from bield.agreements.models import Form
from bield.agreements.states import PartKind
from bield.duties.states import ClockUnit, Period, lasts
from tests.agreements.asking import grown_up, in_force, published, put
from tests.agreements.conduct import code, use
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient
from tests.reading_age import AGE_NINE, grade

ONLINE = "/when-something-is-wrong-online/"


def next_step(page: str) -> str:
    """What the page says first."""
    found = re.search(r"Next step</span> ([^<]+)</h2>", page)
    return found[1] if found else ""


# ------ the page of a form


def test_the_page_of_a_form_says_what_comes_next(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    lead, now = cast.actor("ama"), timezone.now()
    sign_in(client, cast.ama)
    form = commands.write_form(lead, "Recording", [], at=now).reference
    path = f"/forms/{form}/"
    assert next_step(client.get(path).content.decode()) == "Ask the first question"

    commands.write_form(lead, "Recording", put(), instead_of=form, at=now)
    page = client.get(path).content.decode()
    assert "Say first what is done with it" in page
    assert "Nobody is asked until it is published." in page
    in_force(cast)
    page = client.get(path).content.decode()
    assert "Say first what is done with it" not in page
    assert next_step(page) == "Read it, then publish it"
    assert page.index("Publish it</button>") < page.index("A yes stands")
    commands.publish_form(lead, form, at=timezone.now())
    page = client.get(path).content.decode()
    assert next_step(page) == "Put it to people"
    assert f'href="/asking/{form}/put/"' in page
    in_force(cast, days=30, at=timezone.now())
    page = client.get(path).content.decode()
    assert next_step(page) == "Make a draft that prints what is in force"
    assert "Publish it</button>" not in page


def test_the_page_of_a_form_says_until_when_a_yes_stands(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    sign_in(client, cast.ama)
    assert ">until it is taken back<" in client.get(f"/forms/{form}/").content.decode()

    commands.start_form(cast.actor("ama"), "06-acceptable-use", at=timezone.now())
    form = Form.objects.get(title__startswith="Acceptable use").reference

    assert ">for 12 months (1 year)<" in client.get(f"/forms/{form}/").content.decode()


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (1, ClockUnit.CALENDAR_DAYS, "1 day"),
        (7, ClockUnit.CALENDAR_DAYS, "7 days"),
        (14, ClockUnit.CALENDAR_DAYS, "14 days (2 weeks)"),
        (30, ClockUnit.CALENDAR_DAYS, "30 days"),
        (90, ClockUnit.CALENDAR_DAYS, "90 days (about 3 months)"),
        (365, ClockUnit.CALENDAR_DAYS, "365 days (about 1 year)"),
        (18, ClockUnit.MONTHS, "18 months"),
        (24, ClockUnit.MONTHS, "24 months (2 years)"),
        (1, ClockUnit.TERMS, "1 term"),
        (2, ClockUnit.ACADEMIC_YEARS, "2 academic years"),
    ],
)
def test_a_length_is_said_in_the_words_people_use(amount: int, unit: ClockUnit, said: str) -> None:
    assert lasts(Period(amount, unit)) == said


# ------ the code of conduct


def test_before_a_code_is_published_nobody_is_called_unsigned(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.lou)

    page = client.get("/conduct/").content.decode()

    assert "Not signed" not in page
    assert "None is published yet" in page
    assert "Not signed" not in client.get("/conduct/table/").content.decode()
    assert next_step(page) == "Publish a code of conduct"


def test_the_head_begins_a_code_there_and_is_led_back_to_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.lou)
    starter = client.get("/conduct/").context["page"].starter

    made = client.send("/forms/start/", {"code": starter})

    form = Form.objects.get()
    assert made["Location"] == f"/forms/{form.reference}/"
    assert f'href="/forms/{form.reference}/"' in client.get("/conduct/").content.decode()
    commands.publish_form(cast.actor("ama"), form.reference, at=timezone.now())
    page = client.get("/conduct/").content.decode()
    assert next_step(page) == ""
    assert "Not signed yet" in page  # there is time to read it


def test_a_draft_of_a_next_edition_takes_no_signature_off_the_list(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "ivy")
    form = code(cast)
    commands.write_form(
        cast.actor("ama"), "Code of conduct", put(), instead_of=form, at=timezone.now()
    )
    sign_in(client, cast.lou)

    page = client.get("/conduct/").content.decode()

    assert "Not signed" in page
    assert next_step(page) == ""


# ------ what to do when something is wrong online


@pytest.mark.parametrize("who", ["joe", "nan", "dev", "ama"])
def test_steps_for_everybody_stand_until_a_form_has_its_own(
    cast: Cast, client: LookingClient, sign_in: SignIn, who: str
) -> None:
    sign_in(client, cast.people[who])

    page = client.get(ONLINE).content.decode()

    for step in ("tell somebody today", "Delete nothing", "Report it here", "999", "0800 1111"):
        assert step in page, step
    assert ("rules of use" in page) == (who == "ama")
    use(cast, at=timezone.now())
    page = client.get(ONLINE).content.decode()
    assert "Delete nothing" not in page
    assert PartKind.REPORT.label in page


def test_a_child_of_nine_reads_the_steps(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.joe)

    page = client.get(ONLINE).content.decode()

    steps = page[page.index("<ol") : page.index("</ol>")]
    assert "You are not in trouble." in steps
    assert grade(f"<main>{steps}</main>") <= AGE_NINE


def test_no_form_tells_what_holds_before_it_is_published(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    commands.start_form(cast.actor("ama"), "06-acceptable-use", at=NOON)
    sign_in(client, cast.dev)

    assert "Delete nothing" in client.get(ONLINE).content.decode()
