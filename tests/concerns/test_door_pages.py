"""The pages of the public door: for a child of nine, for a parent, for anybody."""

import re
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import OperationalError
from django.utils import timezone

from bield.access import queries as arrivals
from bield.access.cookies import VISIT
from bield.advice.queries import help_numbers
from bield.advice.states import Audience
from bield.concerns import queries
from bield.concerns.commands import door as commands
from bield.concerns.models import Concern, Stay, WayBack
from bield.concerns.patience import CODES, REPORTS
from bield.concerns.queries import door as doors
from bield.concerns.views.door.arriving import AWAY, COOKIE, LEFT
from bield.kit.refusals import Refused, Unavailable
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import Founder, Strength, house
from bield.people.models import Organisation, Post
from bield.people.states import SettingType
from tests.concerns.at_door import CODE, door, tell, tell_on_pages, walk
from tests.concerns.printing import on_paper
from tests.concerns.telling import ACCOUNT, mailed, readers_of
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient, Page
from tests.reading_age import AGE_NINE, grade, sentences, syllables

NINE = {"voice": "child"}


@pytest.fixture
def home(cast: Cast) -> str:
    return f"/at/{door(cast).address}/"


def text(html: str) -> str:
    return Page(html).said("main")


def only(cast: Cast) -> str:
    """The reference of the one concern there is."""
    cast.actor("ama")
    return Concern.objects.get().reference


# ------ a child


def test_a_child_is_asked_one_question_a_page(cast: Cast, client: LookingClient, home: str) -> None:
    pages = []
    place = walk(client, home, ("2", NINE))
    pages.append(client.get(place))
    place = f"{home}3/"
    answers: dict[str, dict[str, object]] = {
        "3": {"danger_now": "no"},
        "4": {"account": "He will not stop. I told him to."},
        "5": {"about": "me"},
        "6": {"site_id": str(cast.oak.pk)},
        "7": {"harmed_by": "Ben", "not_for": cast.ben.reference},
        "8": {"support": "talk", "wants": "That he stops."},
        "9": {"reach": "Jo"},
    }
    for number, answer in answers.items():
        assert place == f"{home}{number}/"
        pages.append(client.get(place))
        place = walk(client, home, (number, NINE | answer))
    pages.append(client.get(place))

    asked = [Page(page.content.decode()) for page in pages]
    assert [len(page.having("h1")) for page in asked] == [1] * 9
    assert [page.said("h1") for page in asked[1:8]] == [
        "Is somebody in danger right now?",
        "What do you want to tell us?",
        "Who is it about?",
        "Where do you come to us?",
        "Did somebody do it?",
        "What would help you?",
        "What is your name?",
    ]
    assert "You did the right thing. You are not in trouble." in asked[-1].said("main")
    kept = queries.concern_page(cast.actor("ama"), only(cast), at=timezone.now())
    assert kept.account == "He will not stop. I told him to."
    assert (kept.site, kept.support, kept.reach) == ("Oak", "Somebody to talk with", "Jo")
    assert kept.wants == "That he stops."
    assert "ben" not in readers_of(kept.reference) + sorted(mailed(kept.reference))


def test_a_child_may_send_it_as_soon_as_something_is_said(
    cast: Cast, client: LookingClient, home: str
) -> None:
    walk(client, home, ("2", NINE), ("3", NINE | {"danger_now": "unsure"}))
    place = walk(client, home, ("4", NINE | {"account": "Help."}), ("5", NINE | {"send": "yes"}))

    assert place == f"{home}10/"
    assert only(cast)


def test_three_answers_at_most_are_needed(cast: Cast, client: LookingClient, home: str) -> None:
    walk(client, home, ("2", {"voice": "parent"}))
    walk(client, home, ("3", {"danger_now": "no"}))

    answer = client.send(f"{home}4/", {"voice": "parent"})

    said = re.findall(r'<a href="#id_[^"]*">([^<]+)', answer.content.decode())
    assert said == ["Write what happened, even if it is short."]


def test_sent_without_the_first_answer_it_asks_for_that_one(
    client: LookingClient, home: str
) -> None:
    walk(client, home, ("2", {"voice": "other"}))

    assert walk(client, home, ("4", {"account": ACCOUNT})) == f"{home}3/"
    assert walk(client, home, ("3", {"danger_now": "no"})) == f"{home}4/"
    assert ACCOUNT in client.get(f"{home}4/").content.decode()


def test_help_numbers_come_before_anything_else(client: LookingClient, home: str) -> None:
    first = client.get(home).content.decode()

    main = first[first.index("<main") :]
    assert main.index("tel:999") < main.index("tel:08001111") < main.index("<form")
    walk(client, home, ("2", NINE))
    assert 'href="tel:999"' in client.get(f"{home}3/").content.decode()


def test_the_numbers_stand_inside_the_door(cast: Cast, client: LookingClient, home: str) -> None:
    walk(client, home, ("2", NINE), ("3", NINE | {"danger_now": "no"}))
    walk(client, home, ("4", NINE | {"account": "He hits me."}))

    asked = client.get(f"{home}5/").content.decode()
    numbers = client.get(f"{home}15/").content.decode()

    assert f'href="{home}15/"' in asked
    main = numbers[numbers.index("<main") :]
    assert main.index(f'href="{home}"') < main.index("tel:999") < main.index("tel:08001111")
    assert "data-exit" in numbers
    assert "Somebody began to write here" in client.get(home).content.decode()


def test_back_leads_to_the_question_before(cast: Cast, client: LookingClient, home: str) -> None:
    walk(client, home, ("2", NINE))
    read = {}
    for number in "3456789":
        page = client.get(f"{home}{number}/").content.decode()
        read[number] = re.findall(r'class="govuk-back-link" href="([^"]*)"', page)
        if number in dict(WRITTEN):
            walk(client, home, (number, NINE | dict(WRITTEN)[number]))

    assert read == {number: [f"{home}{int(number) - 1}/"] for number in "3456789"}


WRITTEN = (("3", {"danger_now": "yes"}), ("4", {"account": "He hits me."}))


def test_a_child_of_nine_can_read_every_page(cast: Cast, client: LookingClient, home: str) -> None:
    read = {"start": client.get(home), "safety": client.get(f"{home}12/")}
    walk(client, home, ("2", NINE))
    read["numbers"] = client.get(f"{home}15/")
    for number in "23456789":
        read[number] = client.get(f"{home}{number}/")
        if number in dict(WRITTEN):
            walk(client, home, (number, NINE | dict(WRITTEN)[number]))
    read["mistake"] = client.send(f"{home}4/", NINE | {"account": ""})
    walk(client, home, ("4", NINE | {"account": "He hits me."}), ("9", NINE))
    read["receipt"] = client.get(f"{home}10/")
    code = CODE.search(read["receipt"].content.decode())
    assert code is not None
    read["code"] = client.get(f"{home}13/")
    walk(client, home, ("13", {"code": code[0]}))
    read["thread"] = client.get(f"{home}14/")

    grades = {name: round(grade(page.content.decode()), 1) for name, page in read.items()}
    assert [page.status_code for page in read.values()] == [200] * len(read)
    assert {name: one for name, one in grades.items() if one > AGE_NINE} == {}


def test_the_measure_knows_hard_words_from_easy_ones() -> None:
    easy = "<main><p>We look after you. Tell us what is wrong.</p></main>"
    hard = "<main><p>Safeguarding responsibilities necessitate immediate escalation.</p></main>"

    assert sentences(easy) == [
        ["We", "look", "after", "you"],
        ["Tell", "us", "what", "is", "wrong"],
    ]
    assert [syllables(word) for word in ("name", "trouble", "looked", "wanted", "together")] == [
        1, 2, 1, 2, 3,
    ]  # fmt: skip
    assert grade(easy) < 2 < AGE_NINE < 12 < grade(hard)


# ------ the receipt and the code


def test_the_receipt_shows_the_code_once(cast: Cast, client: LookingClient, home: str) -> None:
    html = tell_on_pages(client, home)
    code = CODE.search(html)
    assert code is not None
    assert f"<title>Page 10 – {cast.alder.name}</title>" in html
    assert code[0] not in html[: html.index("<main")]

    again = client.get(f"{home}10/").content.decode()  # a line that broke: it is still there
    client.send(f"{home}10/")

    assert code[0] in again
    assert client.get(f"{home}10/").headers["Location"] == home
    assert code[0] not in client.get(home).content.decode()


def test_who_sends_it_again_sees_the_same_receipt(
    cast: Cast, client: LookingClient, home: str
) -> None:
    first = CODE.search(tell_on_pages(client, home))
    answer = client.send(f"{home}4/", {"voice": "other", "account": ACCOUNT, "send": "yes"})

    assert answer.headers["Location"] == f"{home}10/"
    assert CODE.search(client.get(f"{home}10/").content.decode()) is not None
    assert first is not None
    assert first[0] in client.get(f"{home}10/").content.decode()
    assert only(cast)


def test_with_the_code_one_reads_the_answer_and_adds_to_it(
    cast: Cast, client: LookingClient, home: str
) -> None:
    code = CODE.search(tell_on_pages(client, home))
    assert code is not None
    reference = only(cast)
    commands.write_to_reporter(
        cast.actor("ama"), reference, text="Where was it?", at=timezone.now()
    )
    elsewhere = LookingClient()

    assert walk(elsewhere, home, ("13", {"code": code[0].lower()})) == f"{home}14/"
    seen = text(elsewhere.get(f"{home}14/").content.decode())
    walk(elsewhere, home, ("14", {"text": "By the bridge.", "danger_now": ""}))

    assert "Where was it?" in seen
    assert "By the bridge." in text(elsewhere.get(f"{home}14/").content.decode())
    assert ACCOUNT not in seen  # who finds the code does not find what was told


def test_wrong_looks_like_unknown_and_like_somebody_elses(
    cast: Cast, client: LookingClient, home: str
) -> None:
    foreign = tell(door(cast, of=cast.birch)).code
    tell_on_pages(client, home)

    def answer(code: str) -> tuple[int, str, list[str]]:
        got = LookingClient().send(f"{home}13/", {"code": code})
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", got.content.decode())
        return got.status_code, page.replace(code, "it"), sorted(got.headers)

    unknown = answer("2222-2222-2222-2222")
    assert unknown == answer(foreign) == answer("never mind")
    assert "We do not know this code" in unknown[1]


def test_nobody_comes_in_without_the_code(cast: Cast, client: LookingClient, home: str) -> None:
    tell_on_pages(client, home)

    assert LookingClient().get(f"{home}14/").headers["Location"] == f"{home}13/"
    client.cookies[COOKIE] = "guessed"
    assert client.get(f"{home}14/").headers["Location"] == f"{home}13/"


# ------ who is heard


@pytest.mark.clause("OT-35c")
def test_whoever_is_shut_out_is_heard_all_the_same(
    cast: Cast, client: LookingClient, sign_in: SignIn, home: str
) -> None:
    with pytest.raises(Refused):
        sign_in(client, cast.kim)  # she left last summer

    html = tell_on_pages(client, home, "other", support="talk", reach="Kim Osei")

    assert CODE.search(html)
    page = queries.concern_page(cast.actor("ama"), only(cast), at=timezone.now())
    assert (page.support, page.reach) == ("Somebody to talk with", "Kim Osei")
    assert mailed(page.reference) >= {"ama"}
    client_of_ama = LookingClient()
    sign_in(client_of_ama, cast.ama, Strength.STEPPED_UP)
    shown = text(client_of_ama.get(f"/concern/{page.reference}/").content.decode())
    assert "Support for the reporterSomebody to talk with" in shown


@pytest.mark.parametrize("who", ["dev", "ben", "mia"])
def test_whoever_is_signed_in_in_that_browser_is_not_looked_at(
    cast: Cast, client: LookingClient, sign_in: SignIn, home: str, who: str
) -> None:
    sign_in(client, cast.people[who])

    html = tell_on_pages(client, home)

    assert cast.people[who].name not in html[: html.index("<main")]
    cast.actor("ama")
    assert Concern.objects.get().reporter is None
    assert Concern.objects.get().changed_by == "house:public-door"


def test_a_parent_whose_partner_is_alleged_is_heard_and_the_partner_learns_nothing(
    cast: Cast, client: LookingClient, home: str
) -> None:
    html = tell_on_pages(
        client, home, "parent", harmed_by="my partner Ben Carter\r\nsome man", about="Joe Tanner"
    )

    reference = only(cast)
    assert "Ben Carter" not in text(html)
    assert "ben" not in readers_of(reference)
    assert not Message.objects.filter(to=cast.ben.email, about=reference).exists()


def test_where_nobody_may_read_it_the_numbers_of_the_authorities_stand(
    cast: Cast, client: LookingClient, home: str
) -> None:
    cast.actor("ama")
    Post.objects.update(ends_on=TODAY - timedelta(days=1))

    said = text(tell_on_pages(client, home, "parent"))

    assert "Nobody here can be told about this" in said
    assert "999" in said
    assert "101" in said


@pytest.mark.parametrize("who", ["dev", "nan", "joe"])
@pytest.mark.clause("SR-5a")
def test_from_every_main_page_telling_is_one_press_away(
    cast: Cast, client: LookingClient, sign_in: SignIn, home: str, who: str
) -> None:
    sign_in(client, cast.people[who])

    for page in ("/", "/my-reports/", "/duties/", "/people/team/", "/account/", "/help/"):
        html = client.get(page).content.decode()
        header = html[html.index("<header") : html.index("</header>")]
        assert 'href="/report/"' in header, page
    assert client.get("/report/").status_code == 200


@pytest.mark.clause("SR-5a")
def test_from_every_public_page_telling_is_one_press_away(
    cast: Cast, client: LookingClient, home: str
) -> None:
    for page in ("/sign-in/", "/help/", "/help/if-a-child-tells-you/", "/about/", "/nowhere/"):
        html = client.get(page).content.decode()
        header = html[html.index("<header") : html.index("</header>")]
        assert 'href="/at/"' in header, page
    assert client.get("/at/").status_code == 200
    assert client.get(home).content.decode().count('name="voice"') == 3


@pytest.mark.parametrize("voice", ["child", "parent"])
@pytest.mark.clause("SR-5a")
def test_a_child_and_a_parent_who_tell_make_a_concern_and_the_lead_hears(
    cast: Cast, client: LookingClient, home: str, voice: str
) -> None:
    html = tell_on_pages(client, home, voice)

    reference = only(cast)
    assert reference in html
    assert "ama" in mailed(reference)


# ------ how one comes here, and leaves


def test_a_stranger_is_led_to_the_door_of_the_one_organisation(
    db: None, client: LookingClient
) -> None:
    organisation = people.found(
        Founder("tests"), name="Wren Pre-school", setting_type=SettingType.EARLY_YEARS, at=NOON
    )
    us = house(organisation.pk, "tests")
    people.open_site(us, name="Hall", at=NOON)
    Organisation.objects.filter(pk=organisation.pk).update(set_up_at=NOON)
    commands.open_first_door(us, at=NOON)

    assert client.get("/").headers["Location"] == "/at/"
    assert client.get("/at/").headers["Location"] == "/at/wren-pre-school/"


def test_where_more_live_than_one_the_name_on_the_poster_is_asked_for(
    cast: Cast, client: LookingClient, home: str
) -> None:
    shown = client.get("/at/").content.decode()
    assert cast.alder.name not in shown
    assert client.send("/at/", {"address": " Alder-Training "}).headers["Location"] == home
    assert "No page has this name" in text(
        client.send("/at/", {"address": "nobody"}).content.decode()
    )


def test_an_unknown_address_looks_like_an_unknown_page(
    cast: Cast, client: LookingClient, home: str
) -> None:
    def answer(path: str) -> tuple[int, str]:
        got = client.get(path)
        return got.status_code, got.content.decode()

    assert answer("/at/nobody/") == answer("/nothing/here/") == answer("/at/nobody/14/")


def test_leaving_forgets_and_leads_away(cast: Cast, client: LookingClient, home: str) -> None:
    walk(client, home, ("2", NINE), ("3", NINE | {"danger_now": "no"}))
    walk(client, home, ("4", NINE | {"account": "He hits me."}))

    gone = client.get(f"{home}leave/")

    assert gone.headers["Location"] == AWAY
    assert gone.cookies[COOKIE].value == ""
    cast.actor("ama")
    assert not Stay.objects.exists()
    assert "began to write" not in client.get(home).content.decode()


def test_who_left_in_a_hurry_is_forgotten_even_when_only_the_next_request_says_so(
    cast: Cast, client: LookingClient, home: str
) -> None:
    walk(client, home, ("2", NINE), ("3", NINE | {"danger_now": "no"}))
    client.cookies[LEFT] = "1"

    looked = client.head(f"{home}4/")
    back = client.get(f"{home}4/")

    assert looked.status_code == HTTPStatus.OK
    assert back.headers["Location"] == home
    assert (back.cookies[COOKIE].value, back.cookies[LEFT].value) == ("", "")
    cast.actor("ama")
    assert not Stay.objects.exists()


def test_whoever_left_is_let_in_again_whatever_path_the_mark_has(
    cast: Cast, client: LookingClient, home: str
) -> None:
    """A mark that another path keeps in the browser never leads round in circles."""
    walk(client, home, ("2", NINE))
    client.cookies[LEFT] = "1"

    first = client.get(home)

    assert first.status_code == HTTPStatus.OK
    assert "began to write" not in first.content.decode()
    assert first.cookies[LEFT].value == first.cookies[COOKIE].value == ""


def test_the_link_of_another_site_makes_nobody_forget(
    cast: Cast, client: LookingClient, home: str
) -> None:
    walk(client, home, ("2", NINE))
    kept = client.cookies.pop(COOKIE)  # a browser sends it to nobody who comes from elsewhere

    gone = client.get(f"{home}leave/")
    client.cookies[COOKIE] = kept.value

    assert gone.headers["Location"] == AWAY
    assert COOKIE not in gone.cookies
    assert "began to write" in client.get(home).content.decode()


def test_leaving_does_not_wait_for_the_tables(
    cast: Cast, client: LookingClient, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(client, home, ("2", NINE))

    def lost(*_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(commands, "forget", lost)
    gone = client.get(f"{home}leave/")

    assert gone.headers["Location"] == AWAY
    assert gone.cookies[COOKIE].value == ""
    assert "began to write" not in client.get(home).content.decode()


def test_while_the_tables_do_not_answer_the_door_still_has_the_numbers_and_the_way_out(
    cast: Cast, client: LookingClient, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(client, home, ("2", NINE), ("3", NINE | {"danger_now": "no"}))

    def lost(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr(doors, "door_at", lost)
    monkeypatch.setattr(doors, "main_address", lost)
    monkeypatch.setattr(arrivals, "arrival", lost)
    client.cookies[VISIT] = "whoever was signed in here before"
    told = client.send(f"{home}4/", NINE | {"account": "He waits for me."})
    html = told.content.decode()
    start = client.get("/at/").content.decode()
    client.raise_request_exception = False
    inside = client.get("/desk/")
    kept = client.cookies[COOKIE].value
    gone = client.get(f"{home}leave/")
    left = gone.cookies[COOKIE].value
    client.cookies[COOKIE] = kept
    forgotten = client.send(f"{home}forget/", {})

    assert told.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "<title>Page 16 –" in html
    assert "He waits for me." in html
    for help_line in help_numbers(Audience.CHILD):
        assert help_line.name in html
    assert "0800 1111" in start
    assert inside.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert (forgotten.headers["Location"], forgotten.cookies[COOKIE].value) == (home, "")
    assert f'href="{home}leave/"' in html
    assert (gone.headers["Location"], left) == (AWAY, "")


def test_a_door_that_is_shut_lets_whoever_is_telling_finish(
    cast: Cast, client: LookingClient, home: str
) -> None:
    commands.open_door(cast.actor("ama"), address="by-the-side", at=NOON)
    side = "/at/by-the-side/"
    walk(client, side, ("2", NINE), ("3", NINE | {"danger_now": "no"}))

    commands.shut_door(cast.actor("ama"), "by-the-side", at=NOON)
    walk(client, side, ("4", NINE | {"account": "He hits me."}), ("9", NINE))
    receipt = client.get(f"{side}10/").content.decode()

    assert CODE.search(receipt)
    client.cookies.clear()
    assert client.get(side).status_code == HTTPStatus.NOT_FOUND


def test_asked_for_by_head_leaving_forgets_nothing(
    cast: Cast, client: LookingClient, home: str
) -> None:
    walk(client, home, ("2", NINE), ("3", NINE | {"danger_now": "no"}))

    gone = client.head(f"{home}leave/")

    assert gone.headers["Location"] == AWAY
    assert COOKIE not in gone.cookies
    cast.actor("ama")
    assert Stay.objects.count() == 1
    assert "began to write" in client.get(home).content.decode()


def test_what_was_begun_is_offered_and_may_be_forgotten(
    cast: Cast, client: LookingClient, home: str
) -> None:
    walk(client, home, ("2", NINE), ("3", NINE | {"danger_now": "no"}))
    assert "Somebody began to write here" in client.get(home).content.decode()

    client.send(f"{home}forget/")

    assert "began to write" not in client.get(home).content.decode()


def test_what_was_typed_wrong_is_kept_and_shown_again(
    cast: Cast, client: LookingClient, home: str
) -> None:
    walk(client, home, ("2", {"voice": "other"}), ("3", {"danger_now": "no"}))
    long = "It began in spring. " * 2000

    answer = client.send(f"{home}4/", {"account": long, "about": "Joe"})

    assert "Use 20,000 characters or fewer" in answer.content.decode()
    assert long.strip() in answer.content.decode()
    assert long.strip() in client.get(f"{home}4/").content.decode()
    assert not Concern.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"account": "\x00"},
        {"account": "x", "site_id": "-1", "not_for": "'; --", "support": "?"},
        {"account": "x", "voice": "robot", "danger_now": "maybe"},
        {"account": ["a", "b"], "not_for": ["x", "y"]},
        {"account": "😀" * 50, "about": "\n" * 500},
        {"account": "x", "colleague": "perhaps", "happened": "y" * 600},
    ],
)
def test_odd_answers_meet_a_page_and_never_a_fault(
    cast: Cast, client: LookingClient, home: str, odd: dict[str, object]
) -> None:
    walk(client, home, ("2", {"voice": "other"}), ("3", {"danger_now": "no"}))

    answers = [client.send(f"{home}{number}/", odd).status_code for number in range(2, 15)]

    assert set(answers) <= {200, 302, 405}


def test_an_expired_stay_keeps_what_was_sent_last(
    cast: Cast, client: LookingClient, home: str
) -> None:
    walk(client, home, ("2", NINE), ("3", NINE | {"danger_now": "no"}))
    cast.actor("ama")
    Stay.objects.update(used_at=timezone.now() - timedelta(hours=3))

    place = walk(client, home, ("4", NINE | {"account": "He hits me.", "send": "yes"}))

    assert place == f"{home}3/"
    assert "He hits me." in client.get(f"{home}4/").content.decode()


# ------ what gives nothing away


def test_neither_title_nor_address_nor_cookie_says_what_it_is(
    cast: Cast, client: LookingClient, home: str
) -> None:
    html = tell_on_pages(client, home)

    cookie = client.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (home, True, "Strict")
    assert cookie["max-age"] == cookie["expires"] == ""  # it ends with the browser
    assert "?" not in "".join(re.findall(r'(?:href|action)="([^"]*)"', html))
    assert re.findall(r"<title>(.*?)</title>", html) == ["Page 10 – Alder Training"]


def test_a_form_that_could_carry_a_picture_is_refused_unread(
    client: LookingClient, home: str
) -> None:
    answer = client.post(f"{home}4/", {"account": "x"})  # multipart, as with a file

    assert answer.status_code == 415


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_do_nothing(
    cast: Cast, client: LookingClient, home: str, method: str
) -> None:
    walk(client, home, ("2", NINE))

    answers = {
        client.generic(method, f"{home}{page}").status_code
        for page in ("", "2/", "4/", "10/", "13/", "14/", "leave/", "forget/")
    }

    assert answers == {405}
    cast.actor("ama")
    assert Stay.objects.count() == 1


def test_a_head_is_a_page_without_its_body(client: LookingClient, home: str) -> None:
    answer = client.head(home)

    assert (answer.status_code, answer.content) == (200, b"")


def test_a_page_of_another_site_cannot_press_our_buttons(home: str) -> None:
    browser = LookingClient(enforce_csrf_checks=True)

    assert browser.send(f"{home}2/", {"voice": "child"}).status_code == 403


# ------ very many


def test_who_waits_sees_that_it_is_kept_and_goes_on_by_a_button(
    cast: Cast, client: LookingClient, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    none_free = replace(REPORTS, free=0)
    monkeypatch.setattr("bield.concerns.commands.door.telling.REPORTS", none_free)
    walk(client, home, ("2", NINE), ("3", NINE | {"danger_now": "no"}))
    walk(client, home, ("4", NINE | {"account": "He hits me.", "send": "yes"}))

    assert client.get(f"{home}10/").headers["Location"] == f"{home}11/"
    waiting = client.get(f"{home}11/").content.decode()
    assert "It is safe with us" in text(waiting)
    assert client.send(f"{home}11/").status_code == 200  # too early: the same page again
    cast.actor("ama")
    assert not Concern.objects.exists()
    Stay.objects.update(turn_at=timezone.now())
    assert client.send(f"{home}11/").headers["Location"] == f"{home}10/"
    assert CODE.search(client.get(f"{home}10/").content.decode())
    assert only(cast)


def test_a_code_that_waited_opens_what_it_opens(
    cast: Cast, client: LookingClient, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = CODE.search(tell_on_pages(client, home))
    assert code is not None
    monkeypatch.setattr("bield.concerns.commands.door.returning.CODES", replace(CODES, free=0))
    for given, leads in ((code[0], f"{home}14/"), ("nope", None)):
        assert walk(client, home, ("13", {"code": given})) == f"{home}11/"
        cast.actor("ama")
        Stay.objects.filter(state="asking").update(turn_at=timezone.now())

        answer = client.send(f"{home}11/")

        assert answer.headers.get("Location") == leads
    assert "We do not know this code" in answer.content.decode()


def test_the_team_writes_from_the_page_of_the_concern(
    cast: Cast, client: LookingClient, sign_in: SignIn, home: str
) -> None:
    told = tell(door(cast, "oak"))
    sign_in(client, cast.ama, Strength.STEPPED_UP)

    page = client.get(f"/concern/{told.reference}/").content.decode()
    assert f"/concern/{told.reference}/write/" in page
    assert "Public door, Oak" in text(page)
    answer = client.send(
        f"/concern/{told.reference}/write/", {"text": "Where was it?", "version": "1"}
    )
    assert answer.headers["Location"] == f"/concern/{told.reference}/?said=answered"
    assert "Where was it?" in client.get(f"/concern/{told.reference}/").content.decode()
    paper = on_paper(client, f"/concern/{told.reference}/print/")
    assert "Not read yet" in text(paper.content.decode())


def test_the_doors_are_looked_after_on_a_page(
    cast: Cast, client: LookingClient, sign_in: SignIn, home: str
) -> None:
    sign_in(client, cast.eve)

    opened = client.send("/doors/", {"address": "by-the-oak", "site": cast.oak.reference})
    listed = text(client.get("/doors/").content.decode())
    poster = client.get("/doors/by-the-oak/poster/").content.decode()

    assert opened.headers["Location"] == "/doors/"
    assert "at/by-the-oak/" in listed
    assert "<svg" in poster
    assert "Alder Training, Oak" in text(poster)
    assert client.send("/doors/by-the-oak/shut/").status_code == 302
    refused = client.send("/doors/alder-training/shut/")
    assert refused.status_code == 403
    assert "This is the only door" in refused.content.decode()
    assert Organisation.objects.get(pk=cast.alder.pk)
    assert not WayBack.objects.exists()
