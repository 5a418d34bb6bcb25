"""A fresh installation is set up in a few pages, once."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from bield.front.cli import main
from bield.front.models import FirstSetUp
from bield.front.setup import code
from bield.outbox import registry
from bield.outbox.models import Message
from bield.people import queries as people
from bield.people.models import Organisation, Person, Post
from bield.people.states import Role
from tests.pages import LookingClient

PASSWORD = "copper otter lantern"


@dataclass
class Browser:
    """Answers one task after the other, as somebody would."""

    client: LookingClient

    def enter(self, given: str | None = None) -> None:
        typed = given or code.fresh(timezone.now())
        assert self.client.send("/set-up/", {"code": typed}).status_code == 302

    def do(self, task: str, **answers: str) -> None:
        answer = self.client.send(f"/set-up/{task}/", answers)
        assert answer.status_code == 302, errors(answer)
        assert answer["Location"] == "/set-up/"

    def describe(self, *, alone: str = "no", name: str = "Wren Pre-school") -> None:
        self.do("organisation", name=name, setting_type="early_years", one_person=alone)

    def school(self, given: str | None = None) -> None:
        self.enter(given)
        self.describe()
        self.do("places", names="Village hall\n\n Church  Lane \n")
        self.do("you", name="Ida Marsh", email="ida@wren.example", phone="", head="yes")
        self.do("lead", who="me")
        self.do("deputy", who="other", name="Tom Reed", email="tom@wren.example", phone="")
        self.do("clock", hours="4")

    def finish(self, password: str = PASSWORD) -> object:
        return self.client.send("/set-up/finish/", {"password": password})


def errors(answer: object) -> list[str]:
    return re.findall(r'<a href="#id_[^"]*">([^<]+)', answer.content.decode())  # type: ignore[attr-defined]


@pytest.fixture
def browser(db: None, client: LookingClient) -> Browser:
    return Browser(client)


def holders(role: str) -> list[str]:
    rows = Post.objects.filter(role=role).order_by("pk")
    return list(rows.values_list("person__name", flat=True))


def test_a_pre_school_is_set_up_and_then_the_pages_are_gone(browser: Browser) -> None:
    browser.school()

    assert browser.finish()["Location"] == "/sign-in/"

    organisation = Organisation.objects.get()
    assert organisation.set_up_at is not None
    assert (holders(Role.LEAD), holders(Role.DEPUTY)) == (["Ida Marsh"], ["Tom Reed"])
    assert sorted(site.name for site in organisation.sites.all()) == ["Church Lane", "Village hall"]
    for page in ("/set-up/", "/set-up/organisation/", "/set-up/finish/"):
        assert browser.client.get(page).status_code == 404
    assert code.fresh(timezone.now()) is None


def test_the_owner_signs_in_and_the_deputy_is_invited(browser: Browser) -> None:
    browser.school()
    browser.finish()

    answer = browser.client.send("/sign-in/", {"email": "ida@wren.example", "password": PASSWORD})

    assert answer.status_code == 302
    assert list(Message.objects.values_list("to", flat=True)) == ["tom@wren.example"]


def test_before_it_begins_it_says_where_the_invitations_stay(
    browser: Browser, settings: Settings
) -> None:
    browser.school()

    without = browser.client.get("/set-up/finish/").content.decode()
    settings.EMAIL_HOST = "post.wren.example"
    with_a_server = browser.client.get("/set-up/finish/").content.decode()

    assert "the invitation to Tom Reed stays on the server" in without
    assert "bield outbox --read" in without
    assert "An invitation goes to Tom Reed." in with_a_server
    assert "bield outbox" not in with_a_server


def test_what_the_console_shows_lets_the_deputy_in(
    browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    browser.school()
    browser.finish()
    registry.send(timezone.now())
    capsys.readouterr()

    main(["outbox", "--read"])

    link = re.search(r"http://localhost:8000(/sign-in/invitation/\S+)", capsys.readouterr().out)
    assert link is not None
    answer = LookingClient().send(link[1], {"password": PASSWORD})
    assert answer["Location"] == "/account/welcome/"


def test_the_console_shows_a_code_until_the_set_up_is_finished(browser: Browser) -> None:
    shown = " ".join(code.announcement(timezone.now()))
    assert "/set-up/" in shown
    typed = shown.split()[-1]
    assert re.fullmatch(r"(?:[2-9CFGHJMPQRVWX]{4}-?){3}", typed)

    row = FirstSetUp.objects.get()
    assert typed.replace("-", "") not in row.code_hash
    browser.school(typed.lower().replace("-", " "))
    browser.finish()
    assert code.announcement(timezone.now()) == []


@pytest.mark.parametrize("page", ["organisation", "places", "you", "lead", "clock", "finish"])
def test_without_the_code_every_page_asks_for_it(browser: Browser, page: str) -> None:
    code.fresh(timezone.now())

    assert browser.client.get(f"/set-up/{page}/")["Location"] == "/set-up/"
    assert "code that the console shows" in browser.client.get("/set-up/").content.decode()


def test_a_wrong_code_opens_nothing(browser: Browser) -> None:
    code.fresh(timezone.now())

    answer = browser.client.send("/set-up/", {"code": "2222-3333-4444"})

    assert errors(answer)[0].startswith("This is not the code")
    assert browser.client.get("/set-up/organisation/").status_code == 302


def test_a_code_opens_one_browser(browser: Browser) -> None:
    typed = code.fresh(timezone.now())
    browser.enter(typed)

    other = LookingClient()
    assert errors(other.send("/set-up/", {"code": typed}))[0].startswith("This is not the code")


def test_another_start_makes_another_code_and_keeps_what_was_answered(browser: Browser) -> None:
    first = code.fresh(timezone.now())
    browser.enter(first)
    browser.describe()

    other = Browser(LookingClient())
    other.enter(code.fresh(timezone.now() + timedelta(days=1)))

    assert "Wren Pre-school" in other.client.get("/set-up/").content.decode()
    assert browser.client.get("/set-up/organisation/").status_code == 302
    assert Organisation.objects.count() == 1


def test_it_refuses_to_finish_and_says_all_that_is_missing(browser: Browser) -> None:
    browser.enter()
    browser.describe()

    answer = browser.finish()

    page = answer.content.decode()
    for missing in ("Add the place", "Name the safeguarding lead", "Name a deputy", "who you are"):
        assert missing in page
    assert Organisation.objects.get().set_up_at is None


@pytest.mark.clause("EY-2")
def test_it_refuses_to_finish_without_a_deputy(browser: Browser) -> None:
    browser.school()
    browser.describe(alone="yes")
    browser.describe(alone="no")

    assert "Name a deputy." in browser.finish().content.decode()


@pytest.mark.clause("EY-2")
def test_lead_and_deputy_are_two_people(browser: Browser) -> None:
    browser.school()

    answer = browser.client.send("/set-up/deputy/", {"who": "me", "name": "", "email": ""})

    assert "two different people" in answer.content.decode()
    assert holders(Role.DEPUTY) == ["Tom Reed"]


@pytest.mark.clause("EY-2")
def test_who_works_alone_names_somebody_outside(browser: Browser) -> None:
    browser.enter()
    browser.describe(alone="yes")
    browser.do("places", names="Studio")
    browser.do("you", name="Olga Finch", email="olga@solo.example", phone="")
    browser.do("clock", hours="24")
    assert "Outside" in browser.finish().content.decode()
    assert holders(Role.LEAD) == ["Olga Finch"]

    browser.do("outside-contact", name="Xan Hill", email="xan@other.example", phone="01632 960002")
    browser.finish()

    organisation = Organisation.objects.get()
    assert organisation.set_up_at is not None
    told = people.road(organisation.pk, None, on=timezone.localdate(), about=[owner().pk])
    assert [Person.objects.get(pk=person).name for person in told.everyone] == ["Xan Hill"]


def owner() -> Person:
    return Person.objects.get(name="Olga Finch")


def test_going_back_changes_what_was_said_and_adds_nobody_twice(browser: Browser) -> None:
    browser.school()
    browser.describe(name="Wren Nursery")
    browser.do("places", names="Village hall\nOnline")
    browser.do("you", name="Ida Marsh-Lee", email="ida@wren.example", phone="", head="no")
    browser.do("deputy", who="other", name="Tom Reid", email="tom@wren.example", phone="")
    browser.do("lead", who="other", name="Una Vale", email="una@wren.example", phone="")
    browser.do("lead", who="me")

    organisation = Organisation.objects.get()
    assert organisation.name == "Wren Nursery"
    assert sorted(site.name for site in organisation.sites.all()) == ["Online", "Village hall"]
    assert (holders(Role.LEAD), holders(Role.DEPUTY)) == (["Ida Marsh-Lee"], ["Tom Reid"])
    assert holders(Role.HEAD) == []


def test_a_page_shows_what_was_answered_before(browser: Browser) -> None:
    browser.school()

    assert 'value="Tom Reed"' in browser.client.get("/set-up/deputy/").content.decode()
    assert "Village hall" in browser.client.get("/set-up/places/").content.decode()
    assert 'value="me" checked' in browser.client.get("/set-up/lead/").content.decode()
    assert (
        'value="early_years" checked'
        in browser.client.get("/set-up/organisation/").content.decode()
    )
    assert "Tom Reed" in browser.client.get("/set-up/finish/").content.decode()


def test_nothing_typed_is_lost_beside_an_error(browser: Browser) -> None:
    browser.enter()
    browser.describe()

    answer = browser.client.send(
        "/set-up/you/", {"name": "Ida Marsh", "email": "ida at wren", "phone": "01632 960001"}
    )

    page = answer.content.decode()
    assert 'value="Ida Marsh"' in page
    assert 'value="ida at wren"' in page
    assert "Write the whole address" in page


def test_sent_twice_it_founds_one_organisation(browser: Browser) -> None:
    browser.enter()
    browser.describe()
    browser.describe()

    assert Organisation.objects.count() == 1


def test_a_password_everybody_knows_is_refused(browser: Browser) -> None:
    browser.school()

    answer = browser.finish("password1234")

    assert answer.status_code == 200
    assert Organisation.objects.get().set_up_at is None


def test_where_nobody_can_appoint_the_console_invites_an_outside_contact(
    browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    browser.school()
    browser.finish()
    number = Organisation.objects.get().pk
    Post.objects.filter(role__in=[Role.DEPUTY, Role.HEAD]).delete()
    words = ["contact", "--organisation", str(number), "--name", "Xan Hill"]

    assert main([*words, "--email", "xan@other.example"]) == 0

    assert "Xan Hill is the outside contact from" in capsys.readouterr().out
    assert Message.objects.filter(to="xan@other.example").exists()
    assert main(["contact", "--organisation", "999", "--name", "X", "--email", "x@x.example"]) == 1
