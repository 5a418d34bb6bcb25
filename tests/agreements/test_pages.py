"""What parents, children and colleagues are asked, on their own page; and how forms come about."""

from dataclasses import replace

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.agreements import commands
from bield.agreements.commands import Put
from bield.agreements.models import Answer, Form
from bield.agreements.states import Audience, Purpose
from bield.people import commands as people
from bield.people.actors import house
from tests.agreements.asking import RIGHT, WORDS, cares, grown_up, published, put, stands
from tests.conftest import Cast, SignIn
from tests.pages import LookingClient

MINE = "/agreements/"


def sheet(cast: Cast, form: str, person: str = "joe") -> str:
    return f"{MINE}{cast.people[person].reference}/{form}/"


def answers(client: LookingClient, path: str, **said: str) -> HttpResponse:
    form = client.get(path).context["form"]
    seen = {
        name: form[name].value() for name in form.fields if name.startswith(("words_", "last_"))
    }
    understood = {name: RIGHT for name in form.fields if name.startswith("check_")}
    return client.send(path, {**understood, **said, **seen})


@pytest.mark.clause("SR-13a")
def test_a_mother_answers_for_her_child(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)
    page = client.get(MINE).content.decode()
    assert "For Joe Tanner" in page
    assert "Waits for your answer" in page

    path = sheet(cast, form)
    asked = client.get(path).content.decode()
    assert WORDS[Audience.GUARDIAN] in asked
    assert "checked" not in asked
    answers(client, path, record="yes")

    assert "You agreed on" in client.get(MINE).content.decode()
    assert Answer.objects.get().signer == cast.nan


@pytest.mark.clause("SR-18a", "EY-70a")
def test_a_yes_is_taken_back_where_it_stands(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)
    path = sheet(cast, form)
    answers(client, path, record="yes")

    page = client.get(MINE).content.decode()
    link = f"{path}take-back/record/"
    assert link in page
    assert "need give no reason" in client.get(link).content.decode()
    client.send(link)

    assert "You took it back on" in client.get(MINE).content.decode()
    assert not stands(cast, at=timezone.now()).granted
    assert client.get(link).status_code == 404


def test_an_empty_answer_says_what_to_do_and_changes_nothing(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)

    page = client.send(sheet(cast, form), {}).content.decode()

    assert "Answer at least one question." in page
    assert not Answer.objects.exists()


def test_words_that_changed_meanwhile_are_shown_anew(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)
    path = sheet(cast, form)
    seen = client.get(path).context["form"]["words_record"].value()
    published(cast, put(guardian="May we film?"), instead_of=form, at=timezone.now())

    page = client.send(path, {"record": "yes", "words_record": seen}).content.decode()

    assert "were changed meanwhile" in page
    assert "May we film?" in page
    assert not Answer.objects.exists()


def test_a_child_who_is_not_asked_is_told_who_is(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    young = [replace(one, from_years=16) for one in put()]
    form = published(cast, young)
    sign_in(client, cast.joe)

    page = client.get(MINE).content.decode()

    assert "Your parents or carers are asked. You can say no." in page
    answers(client, sheet(cast, form), record="no")
    assert "You said no on" in client.get(MINE).content.decode()


def test_nobody_opens_the_sheet_of_another_family(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    for somebody in (cast.ivy, cast.ama, cast.dev):
        sign_in(client, somebody)
        assert client.get(sheet(cast, form)).status_code == 404


def test_the_page_costs_the_same_however_many_children(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)
    client.get(MINE)
    with CaptureQueriesContext(connection) as one:
        client.get(MINE)
    cares(cast, "nan", "ivy")
    cares(cast, "nan", "dev")
    with CaptureQueriesContext(connection) as three:
        client.get(MINE)

    assert len(three) == len(one)


# ------ forms come about


def test_a_form_is_written_and_published(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    client.send("/forms/new/", {"title": "Recording"})
    form = Form.objects.get().reference
    said = {f"words_{audience}": words for audience, words in WORDS.items()}

    client.send(
        f"/forms/{form}/ask/",
        {"purpose": "group", "from_years": "7", **said, **_seen(client, f"/forms/{form}/ask/")},
    )
    page = client.get(f"/forms/{form}/").content.decode()
    assert "Not published yet: nobody is asked" in page
    assert "7 years" in page
    client.send(f"/forms/{form}/publish/", {"version": _version(client, form)})

    assert "Edition 1, since" in client.get("/forms/").content.decode()


def _version(client: LookingClient, form: str) -> str:
    return str(client.get(f"/forms/{form}/").context["page"].version)


def _seen(client: LookingClient, path: str) -> dict[str, str]:
    return {"version": client.get(path).context["form"]["version"].value()}


def test_a_draft_shows_what_it_changes_and_who_is_asked_again(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)
    answers(client, sheet(cast, form), record="yes")
    sign_in(client, cast.ama)
    path = f"/forms/{form}/ask/record/"
    typed = client.get(path).context["form"].initial

    client.send(path, {**_typed(typed), "words_guardian": "May we film?"})
    page = client.get(f"/forms/{form}/").content.decode()

    assert "Changed" in page
    assert "Publishing it asks again: parents and carers (1)." in page


def _typed(initial: dict[str, object]) -> dict[str, object]:
    return {name: "" if value is None else value for name, value in initial.items()}


def test_two_who_write_at_once_lose_nothing(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    sign_in(client, cast.ama)
    path = f"/forms/{form}/ask/record/"
    typed = _typed(client.get(path).context["form"].initial)
    commands.write_form(
        cast.actor("ben"), "Recording", put(staff="Ok?"), instead_of=form, at=timezone.now()
    )

    page = client.send(path, {**typed, "words_child": "All right?"}).content.decode()
    assert "Somebody changed the form meanwhile." in page
    assert "All right?" in page
    refused = client.send(f"/forms/{form}/publish/", {"version": typed["version"]})
    assert "Somebody changed the form meanwhile." in refused.content.decode()


def test_what_is_taken_out_is_asked_no_more(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    display = Put(Purpose.PHOTO_DISPLAY, Audience.ADULT, "May we hang your photograph here?")
    form = published(cast, [*put(), display])
    sign_in(client, cast.ama)

    client.send(f"/forms/{form}/take-out/photo_display/", {"version": _version(client, form)})
    page = client.get(f"/forms/{form}/").content.decode()
    assert "Taken out" in page
    client.send(f"/forms/{form}/publish/", {"version": _version(client, form)})

    assert "photograph" not in client.get(f"/forms/{form}/").content.decode()


# ------ the office


def test_the_office_sees_whose_answer_is_wanted_and_writes_it_down(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    grown_up(cast, "ama", "ivy")
    sign_in(client, cast.eve)
    page = client.get(f"/forms/{form}/wanted/").content.decode()
    assert "Recording of online sessions: not answered" in page
    link = f"/forms/{form}/wanted/{cast.joe.reference}/{cast.nan.reference}/"
    assert link in page

    answers(client, link, record="yes")
    assert "Choose how the answer came." in answers(client, link, record="yes").content.decode()
    assert "Write the day" in answers(client, link, record="yes", how="paper").content.decode()
    day = {"signed_on_day": "2", "signed_on_month": "3", "signed_on_year": "2026"}
    done = answers(client, link, record="yes", how="paper", **day)["Location"]
    page = client.get(done).content.decode()
    assert "Written down" in page
    assert f'href="/forms/{form}/wanted/"' in page
    assert "Written down" not in client.get(link).content.decode()

    kept = Answer.objects.get()
    assert (kept.signer, kept.how, kept.taken_by) == (cast.nan, "paper", cast.eve)
    page = client.get(f"/forms/{form}/wanted/").content.decode()
    assert link not in page
    assert "Nan Tanner agreed; still wanted: Joe Tanner" in page
    assert "Write down what Joe Tanner said" in page


def test_who_is_asked_nothing_is_not_on_the_list(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    only = [one for one in put() if one.audience == Audience.STAFF]
    form = published(cast, only)
    grown_up(cast, "ivy")
    sign_in(client, cast.eve)

    page = client.get(f"/forms/{form}/wanted/").content.decode()

    assert "Ivy Lindqvist" in page
    assert "Joe Tanner" not in page


def test_the_list_costs_the_same_however_many_there_are(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    sign_in(client, cast.eve)
    client.get(f"/forms/{form}/wanted/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/forms/{form}/wanted/")
    us = house(cast.alder.pk, "tests")
    for number in range(12):
        people.add_person(us, name=f"Learner {number}", at=timezone.now())
    with CaptureQueriesContext(connection) as more:
        client.get(f"/forms/{form}/wanted/")

    assert len(more) == len(few)
