"""The pages of the team and of those who look after people."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bield.kit.times import exact_day
from bield.outbox.models import Message
from bield.people import commands
from bield.people.ages import day_of
from bield.people.models import Appointment, Cover, Guardianship, Person, Post, Site
from bield.people.states import Role
from tests.conftest import Cast, SignIn, look_into
from tests.pages import LookingClient
from tests.post_office import text_of

Look = tuple[LookingClient, Cast]


@pytest.fixture
def ama(client: LookingClient, cast: Cast, sign_in: SignIn) -> Look:
    sign_in(client, cast.ama)
    return client, cast


def as_(who: str, cast: Cast, sign_in: SignIn) -> LookingClient:
    client = LookingClient()
    sign_in(client, cast.people[who])
    look_into(cast.alder)
    return client


def day(name: str, offset: int) -> dict[str, int]:
    on = day_of(timezone.now()) + timedelta(days=offset)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def said(answer: object) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())  # type: ignore[attr-defined]
    return " ".join(text.split()).replace("&#x27;", "’")


@pytest.mark.clause("TP-11.1", "EY-2")
def test_everybody_sees_the_team_with_roles_and_ways(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.joe)

    page = said(client.get("/team/"))

    assert "Ama Boateng Designated safeguarding lead Everywhere" in page
    assert "Ben Carter Deputy safeguarding lead" in page
    assert "ama@alder.example" in page
    assert "Not confirmed" in page


@pytest.mark.clause("EY-2")
def test_the_names_stand_on_everybodys_own_page(cast: Cast, sign_in: SignIn) -> None:
    home = as_("ivy", cast, sign_in).get("/")

    told = said(home).split("Whom to tell")[1]
    assert "Cat Doyle Designated safeguarding officer, your officer" in told
    assert "Ama Boateng Designated safeguarding lead" in told
    assert "Ben Carter Deputy safeguarding lead" in told


@pytest.mark.clause("EY-2")
def test_a_vacancy_stands_on_everybodys_page(ama: Look) -> None:
    client, cast = ama
    assert "Nobody holds this post" in said(client.get("/team/"))  # nobody is policy officer

    commands.appoint(cast.actor("eve"), cast.ivy.pk, role=Role.POLICY_OFFICER, at=timezone.now())

    assert "Nobody holds this post" not in said(client.get("/team/"))


@pytest.mark.clause("TP-11.2")
def test_your_officer_is_worked_out_from_your_site(cast: Cast, sign_in: SignIn) -> None:
    def yours(who: str) -> str:
        page = said(as_(who, cast, sign_in).get("/team/"))
        return page.split("Your officer")[1].split("Everybody else in the team")[0]

    assert "Cat Doyle" in yours("ivy")
    assert "Ben Carter" in yours("joe")

    eve = cast.actor("eve")
    post = Post.objects.get(person=cast.joe)
    now = timezone.now()
    commands.end_post(eve, post.pk, ends_on=day_of(now) - timedelta(days=1), at=now)
    commands.appoint(eve, cast.joe.pk, role=Role.LEARNER, site_id=cast.elm.pk, at=now)
    assert "Cat Doyle" in yours("joe")


@pytest.mark.clause("TP-11.2")
def test_the_card_can_be_printed(ama: Look) -> None:
    client, _ = ama

    page = said(client.get("/team/card/"))

    assert (
        "Ama Boateng Designated safeguarding lead, Everywhere ama@alder.example (not confirmed)"
        in page
    )
    assert exact_day(day_of(timezone.now())) in page


@pytest.mark.clause("OT-4")
def test_the_name_on_the_page_is_that_of_the_holder_in_the_organisations_words(ama: Look) -> None:
    client, cast = ama
    client.send("/people/words/", {"lead": "DSP"})

    assert "Ama Boateng DSP Everywhere" in said(client.get("/team/"))
    commands.change_person(
        cast.actor("eve"), cast.ama.pk, name="Ama Boateng-Hill", at=timezone.now()
    )
    assert "Ama Boateng-Hill DSP" in said(client.get("/team/"))


def test_an_absence_stands_beside_the_name(ama: Look) -> None:
    client, cast = ama
    there = f"/people/{cast.ama.reference}/away/"
    assert "Ben Carter" in said(client.get(there))
    assert "Cat Doyle" not in said(client.get(there))

    client.send(there, {**day("begins_on", 0), **day("ends_on", 3), "stand_in": str(cast.ben.pk)})

    assert "Ben Carter stands in" in said(client.get("/team/"))
    cover = Cover.objects.get()
    client.send(f"/people/cover/{cover.reference}/end/")
    assert "Ben Carter stands in" not in said(client.get("/team/"))


@pytest.mark.clause("TP-11.1")
def test_an_address_is_confirmed_by_its_own_mail(ama: Look) -> None:
    client, _ = ama
    assert "Confirm it now" in said(client.get("/team/"))
    client.send("/me/contact/send/", {"channel": "email"})
    code = re.search(r"code is (\w{3} \w{3})", text_of(Message.objects.get()))
    assert code

    assert "This is not the code" in said(client.send("/me/contact/confirm/", {"code": "222 222"}))
    client.send("/me/contact/confirm/", {"code": code[1]})

    assert "Confirm it now" not in said(client.get("/team/"))
    assert "Confirmed today" in said(client.get("/me/contact/"))


@pytest.mark.clause("TP-11.1")
def test_a_phone_is_confirmed_by_ringing_it(ama: Look, sign_in: SignIn) -> None:
    client, cast = ama
    client.send("/me/contact/", {"email": "ama@alder.example", "phone": "01632 960001"})
    page = said(client.send("/me/contact/send/", {"channel": "phone"}))
    code = re.search(r"Your reference (\w{3} \w{3})", page)
    assert code

    ben = as_("ben", cast, sign_in)
    assert "01632 960001" in said(ben.get(f"/people/{cast.ama.reference}/ring/"))
    ben.send(f"/people/{cast.ama.reference}/ring/", {"code": code[1]})

    assert Person.objects.get(pk=cast.ama.pk).phone_confirmed_at


def test_a_channel_nobody_knows_confirms_nothing(ama: Look) -> None:
    client, _ = ama

    assert client.send("/me/contact/send/", {"channel": "pigeon"})["Location"] == "/me/contact/"
    assert Message.objects.count() == 0


def test_a_year_beyond_all_calendars_is_no_real_date(cast: Cast, sign_in: SignIn) -> None:
    eve = as_("eve", cast, sign_in)

    answer = eve.send("/people/add/", {"name": "Rosa Quill", "birth": "20120000000000000000"})

    assert "Write a real date" in said(answer)


def test_an_administrator_adds_changes_and_sees_somebody_off(cast: Cast, sign_in: SignIn) -> None:
    eve = as_("eve", cast, sign_in)
    there = eve.send(
        "/people/add/", {"name": "Rosa Quill", "birth": "5 2012", "email": "", "phone": ""}
    )["Location"]
    assert "May 2012 (the day is not known)" in said(eve.get(there))
    assert "Child" in said(eve.get(there))
    assert 'value="5 2012"' in eve.get(f"{there}change/").content.decode()

    eve.send(f"{there}change/", {"name": "Rosa Quill", "birth": "2012", "known_as": "Ro"})
    eve.send(f"{there}give/", {"role": "learner", "site_id": str(cast.oak.pk)})
    assert "Learner" in said(eve.get(there)).replace("learner", "Learner")
    eve.send(f"{there}leave/", day("left_on", 0))

    rosa = Person.objects.get(name="Rosa Quill")
    assert (rosa.born_precision, rosa.known_as) == ("year", "Ro")
    assert rosa.left_on == day_of(timezone.now())


@pytest.mark.parametrize(
    ("typed", "message"),
    [("31 2 2012", "a real date"), ("12", "four digits"), ("May", "Write numbers")],
)
def test_a_birth_date_that_cannot_be_says_how_to_write_it(
    ama: Look, typed: str, message: str
) -> None:
    client, _ = ama

    page = client.send("/people/add/", {"name": "Rosa Quill", "birth": typed})

    assert message in said(page)
    assert 'value="Rosa Quill"' in page.content.decode()


def test_a_post_is_ended_on_its_page(ama: Look) -> None:
    client, cast = ama
    post = Post.objects.get(person=cast.ivy)

    client.send(f"/people/posts/{post.reference}/end/", day("ends_on", 0))

    post.refresh_from_db()
    assert post.ends_on == day_of(timezone.now())


def test_a_parent_is_found_by_name_and_linked(ama: Look) -> None:
    client, cast = ama
    there = f"/people/{cast.joe.reference}/family/add/"
    assert "Nan Tanner" not in said(client.get(there))
    assert "Nan Tanner" in said(client.get(there, {"words": "nan"}))

    client.send(
        f"{there}?words=nan",
        {
            "guardian": str(cast.nan.pk),
            "responsible": "yes",
            "relation": "mother",
            "call_order": "1",
        },
    )

    assert Guardianship.objects.get().parental_responsibility
    page = said(client.get(f"/people/{cast.joe.reference}/"))
    assert "Nan Tanner, with parental responsibility" in page


def test_somebody_is_put_forward_and_confirmed_on_two_screens(ama: Look, sign_in: SignIn) -> None:
    client, cast = ama
    page = client.send("/people/posts/put-forward/", {"person": str(cast.ivy.pk), "role": "deputy"})
    there = page["Location"]
    assert "somebody else confirms it" in said(client.get(there))
    assert client.send(f"{there}confirm/").status_code == 403

    fay = as_("fay", cast, sign_in)
    assert "Ivy Lindqvist is put forward" in said(fay.get("/people/posts/"))
    fay.send(f"{there}confirm/")

    assert "Confirmed by Fay Whitlock" in said(client.get(there))
    tomorrow = day_of(timezone.now()) + timedelta(days=1)
    assert Post.objects.get(person=cast.ivy, role=Role.DEPUTY).begins_on == tomorrow


def test_the_person_put_forward_sees_it_and_may_stop_it(ama: Look, sign_in: SignIn) -> None:
    client, cast = ama
    client.send("/people/posts/put-forward/", {"person": str(cast.ivy.pk), "role": "deputy"})
    there = f"/people/appointments/{Appointment.objects.get().reference}/"

    ivy = as_("ivy", cast, sign_in)
    assert "Nobody confirms their own appointment" in said(ivy.get(there))
    ivy.send(f"{there}cancel/")

    assert "Stopped by Ivy Lindqvist" in said(client.get(there))


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(ama: Look) -> None:
    client, cast = ama

    page = client.send("/people/posts/put-forward/", {"person": str(cast.ivy.pk), "role": "lead"})

    assert "There is one safeguarding lead" in said(page)
    assert f'value="{cast.ivy.pk}" selected' in page.content.decode()


def test_a_place_is_added_below_another_and_closed(ama: Look) -> None:
    client, cast = ama
    client.send(
        "/people/places/add/",
        {
            "name": "Harbour",
            "kind": "contract",
            "parent_id": str(cast.oak.pk),
            "jurisdiction": "eng",
        },
    )
    assert "Harbour Contract, part of Oak" in said(client.get("/people/places/"))

    place = Site.objects.get(name="Harbour")
    client.send(f"/people/places/{place.reference}/close/", day("closed_on", 0))

    assert "Closed today" in said(client.get("/people/places/"))


def test_the_list_turns_its_pages(ama: Look, django_assert_num_queries: object) -> None:
    client, cast = ama
    eve = cast.actor("eve")
    for number in range(55):
        commands.add_person(eve, name=f"Zed {number:02}", at=timezone.now())

    first = client.get("/people/", {"words": "zed"}).content.decode()
    older = re.search(r'href="([^"]*after=[^"]*)"', first)
    assert older
    second = said(client.get(older[1].replace("&amp;", "&")))

    assert "Zed 49" in first
    assert "Zed 50" not in first
    assert "Zed 50" in second
    assert "Zed 54" in second


def test_nobody_else_finds_these_pages(cast: Cast, sign_in: SignIn) -> None:
    for who in ("ivy", "joe", "hal", "cat"):
        client = as_(who, cast, sign_in)
        assert client.get("/people/").status_code == 404
        assert client.get(f"/people/{cast.dev.reference}/").status_code == 404
        assert client.get("/people/posts/").status_code == 404


def test_absences_stand_in_a_list_with_their_gaps(ama: Look, sign_in: SignIn) -> None:
    client, cast = ama
    assert "Nobody is away" in said(client.get("/people/cover/"))
    client.send(f"/people/{cast.ama.reference}/away/", {**day("begins_on", 0), **day("ends_on", 2)})

    assert "nobody stands in" in said(client.get("/people/cover/"))
    assert "No cover" in said(client.get("/people/cover/"))
    assert "Nobody is away" in said(as_("ivy", cast, sign_in).get("/people/cover/"))


def test_a_wrong_date_keeps_the_page(ama: Look) -> None:
    client, cast = ama

    page = client.send(
        f"/people/{cast.ama.reference}/away/", {**day("begins_on", 3), **day("ends_on", 0)}
    )

    assert "The last day lies before the first" in said(page)


def test_a_phone_code_that_is_wrong_says_so(ama: Look) -> None:
    client, cast = ama

    page = client.send(f"/people/{cast.ben.reference}/ring/", {"code": "222 222"})

    assert "This is not the code" in said(page)


@pytest.mark.parametrize(
    ("path", "answers", "message"),
    [
        ("/people/places/add/", {"name": "Oak", "kind": "place", "jurisdiction": "eng"}, "already"),
        ("/people/{ivy}/give/", {"role": "staff", "site_id": "{elm}"}, "holds this post already"),
        ("/people/{ivy}/leave/", {}, "Enter their last day"),
    ],
)
def test_what_is_refused_is_said_on_the_page(
    ama: Look, path: str, answers: dict[str, str], message: str
) -> None:
    client, cast = ama
    known = {"ivy": cast.ivy.reference, "elm": cast.elm.pk}

    page = client.send(
        path.format(**known), {key: value.format(**known) for key, value in answers.items()}
    )

    assert message in said(page)


def test_a_lead_who_takes_over_is_said_on_the_page(ama: Look) -> None:
    client, cast = ama
    there = client.send(
        "/people/posts/put-forward/",
        {"person": str(cast.ivy.pk), "role": "lead", "takes_over": "on"},
    )["Location"]

    assert "The present lead ends the day before" in said(client.get(there))


def test_the_lead_changes_the_clock_and_what_is_adopted(ama: Look, sign_in: SignIn) -> None:
    client, cast = ama
    answers = {"name": "Alder Training", "acknowledge_within_hours": "8", "adopted": "EY-17b"}
    eve = as_("eve", cast, sign_in)
    assert "Ask the safeguarding lead" in said(eve.send("/people/organisation/", answers))

    client.send("/people/organisation/", answers)

    cast.alder.refresh_from_db()
    assert (cast.alder.acknowledge_within_hours, cast.alder.adopted) == (8, ["EY-17b"])
    assert 'value="8"' in client.get("/people/organisation/").content.decode()


@pytest.mark.parametrize(
    ("year", "message"), [("1", "a day after 1899"), ("9999", "a day within five years")]
)
def test_a_post_ends_on_a_day_that_somebody_means(ama: Look, year: str, message: str) -> None:
    client, cast = ama
    post = Post.objects.get(person=cast.ivy)
    ends = {"ends_on_day": "1", "ends_on_month": "1", "ends_on_year": year}

    page = client.send(f"/people/posts/{post.reference}/end/", ends)

    assert message in said(page)
    post.refresh_from_db()
    assert post.ends_on is None


def test_an_absence_is_noted_of_whoever_works_here_alone(ama: Look) -> None:
    client, cast = ama

    assert "/away/" not in client.get(f"/people/{cast.joe.reference}/").content.decode()
    assert client.get(f"/people/{cast.joe.reference}/away/").status_code == 404
    assert "/away/" in client.get(f"/people/{cast.ivy.reference}/").content.decode()
    assert "as a gap" in said(client.get(f"/people/{cast.ama.reference}/away/"))
    assert "as a gap" not in said(client.get(f"/people/{cast.ivy.reference}/away/"))


def test_the_team_names_nobody_twice(ama: Look, sign_in: SignIn) -> None:
    _, cast = ama

    page = said(as_("joe", cast, sign_in).get("/team/"))

    main = page.split("Your officer")[1]
    assert main.count("Ben Carter") == main.count("Ama Boateng") == 1


def test_what_holds_of_each_way_is_said_once(ama: Look) -> None:
    client, _ = ama
    client.send("/me/contact/", {"email": "ama@alder.example", "phone": "01632 960 001"})

    page = said(client.get("/team/"))

    shown = page.split("Ama Boateng Designated")[1].split("Designated")[0]
    assert "01632 960 001" in shown
    assert shown.count("Not confirmed") == 1


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("/people/posts/", "/team/"),
        ("/people/cover/", "/team/"),
        ("/me/contact/", "/team/"),
        ("/me/family/", "/me/contact/"),
        ("/people/groups/", "/people/"),
        ("/people/number/", "/people/"),
    ],
)
def test_each_page_has_a_way_back(ama: Look, address: str, back: str) -> None:
    client, _ = ama

    page = client.get(address).content.decode()

    assert f'<a class="govuk-back-link" href="{back}">' in page
    assert client.get(back).status_code == 200


def test_whoever_does_not_look_after_people_goes_back_home(cast: Cast, sign_in: SignIn) -> None:
    page = as_("ivy", cast, sign_in).get("/people/number/").content.decode()

    assert '<a class="govuk-back-link" href="/">Home</a>' in page


def test_a_search_for_nothing_says_what_to_write(ama: Look) -> None:
    client, cast = ama

    page = client.get(f"/people/{cast.joe.reference}/family/add/?words=").content.decode()

    assert '<label class="govuk-label govuk-label--s" for="search-words">' in page
    assert "Write a name, or the first two letters of it, and search." in page
    assert "Are they not here yet?" in page
    assert "Are they not here yet?" in said(
        client.get(f"/people/{cast.joe.reference}/family/add/?words=Nan")
    )
    assert 'href="/people/add/"' in page


def test_what_a_parent_is_not_told_stands_with_what_can_be_done(ama: Look) -> None:
    client, cast = ama
    there = {"guardian": str(cast.nan.pk), "responsible": "yes", "call_order": "1"}
    client.send(f"/people/{cast.joe.reference}/family/add/?words=Nan", there)

    page = client.get(f"/people/{cast.joe.reference}/").content.decode()

    can_be_done = page.split("What can be done")[1]
    assert f'href="/people/{cast.joe.reference}/withhold/"' in can_be_done
