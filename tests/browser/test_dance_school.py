"""A dance teacher works alone, and a parent tells of her: the outside contact gets it, she nothing.

Whatever she opens and whatever letters she gets, she cannot learn that there is a concern.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from bield.concerns import commands as concerns
from bield.concerns.commands import door
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import Actor, Founder
from bield.people.actors import house as inside
from bield.people.models import Organisation, Person
from bield.people.states import Role, SettingType
from tests.browser.conftest import Arrive, check_access, picture
from tests.browser.test_public_door import CODE, Look, both, look, weather
from tests.conftest import BEGAN, look_into
from tests.post_office import text_of
from tests.server import Server

__all__ = ["look", "weather"]
WORDS = "She films the girls while they change, with her own telephone."
NAME = re.compile(r"C-[2-9A-Z]{3}-[2-9A-Z]{4}")
HER_VISIT = "Your way of signing in has changed"  # she comes with a browser not seen before
SCHOOLS = count(1)


@dataclass(frozen=True)
class School:
    organisation: Organisation
    olga: Person  # teaches, leads and owns
    xan: Person  # of another school: her outside contact
    home: str  # where the poster leads


@pytest.fixture
def school(house: Server) -> School:
    number = next(SCHOOLS)
    organisation = people.found(
        Founder("tests"),
        name=f"Solo Dance {number}",
        setting_type=SettingType.OUT_OF_SCHOOL,
        one_person=True,
        at=BEGAN,
    )
    us = within(organisation)
    people.open_site(us, name="Studio", at=BEGAN)
    olga = _somebody(organisation, number, "Olga Petrov", Role.LEAD, Role.HEAD)
    xan = _somebody(organisation, number, "Xan Field", Role.OUTSIDE_CONTACT)
    people.finish_set_up(us, at=BEGAN)
    opened = door.open_first_door(us, at=BEGAN)
    # Or the worker does, in the middle of a test.
    concerns.refresh_readers(us, at=BEGAN)
    look_into(organisation)
    return School(organisation, olga, xan, f"/at/{opened.address}/")


def within(organisation: Organisation) -> Actor:
    return inside(organisation.pk, "tests")


def _somebody(organisation: Organisation, number: int, name: str, *roles: Role) -> Person:
    first = name.split()[0]
    us = within(organisation)
    person = people.add_person(
        us, name=name, known_as=first, email=f"{first.lower()}@solo-{number}.example", at=BEGAN
    )
    for role in roles:
        people.appoint(us, person.pk, role=role, site_id=None, at=BEGAN)
    return person


def letters(school: School, to: Person) -> list[Message]:
    look_into(school.organisation)
    return list(Message.objects.filter(to=to.email).order_by("pk"))


def seen(page: Page) -> dict[str, str]:
    """Every page that links lead to, from the home page on: where, and what it says."""
    found: dict[str, str] = {}
    to_see = ["/"]
    while to_see:
        path = to_see.pop()
        if path in found:
            continue
        answer = page.request.get(path)
        assert answer.ok, f"{path}: {answer.status}"
        found[path] = answer.text()
        to_see += [link for link in _links(path, found[path]) if link not in found]
    return found


def _links(path: str, html: str) -> Iterator[str]:
    for link in re.findall(r'href="([^"#]*)', html):
        whole = urljoin(path, link.replace("&amp;", "&"))
        if whole.startswith("/") and not urlsplit(whole).path.startswith(("/static/", "/at/")):
            yield whole


HER_OWN = re.compile(
    r"<li>(?:(?!</li>).)* (?:signed in \(passkey\)|in use on two devices).*?</li>", re.DOTALL
)


# The worker verifies the record in the middle of a test, or does not.
VERIFYING = re.compile(r"<h1>Is the record in order\?</h1>.*?<h2>", re.DOTALL)
VERIFIED = re.compile(
    r"<li>(?:(?!</li>).)*(?:verified the record|found the record broken).*?</li>", re.DOTALL
)
EMPTY = re.compile(r"<section>\s*<h3>[^<]*</h3>\s*<ul[^>]*>\s*</ul>\s*</section>")


def said(html: str) -> str:
    """A page's words, without what is new at each sight of it: in the record her own visits, and
    when it was verified."""
    html = VERIFIED.sub("", VERIFYING.sub("<h2>", html))
    html = re.sub(r'name="(csrfmiddlewaretoken|send_key)" value="[^"]*"', "", html)
    html = EMPTY.sub("", HER_OWN.sub("", html))
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@both
def test_what_is_told_of_the_owner_goes_outside_and_she_sees_nothing(
    school: School, page: Page, arrive: Arrive, look: Look, scripted: bool
) -> None:
    arrive(school.olga)
    before = seen(page)
    assert {"/desk/", "/duties/", "/doors/"} <= before.keys()
    page.context.clear_cookies()

    page.goto(school.home)
    page.get_by_role("button", name="I am a parent or carer").click()
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="No It still matters").click()
    page.get_by_label("What happened?").fill(WORDS)
    page.get_by_label("Who are you worried about?").fill("My daughter Lily")
    page.get_by_label("Is somebody said to have caused it?").fill("Olga Petrov")
    page.get_by_label("It is about somebody who works or helps here").check()
    look("school-1-words")
    page.get_by_role("button", name="Send it").click()
    expect(page.locator("h1")).to_have_text("We have what you told us")
    expect(page.locator("main")).to_contain_text("Xan Field")
    expect(page.locator("main")).not_to_contain_text("Olga")
    assert CODE.fullmatch(page.locator(".bield-receipt__reference strong").inner_text())
    named = NAME.search(page.locator("main").inner_text())
    assert named is not None
    telling = re.compile(rf"{WORDS}|Lily|{named[0]}")
    look("school-2-receipt")
    page.context.clear_cookies()

    arrive(school.olga)
    page.goto("/")
    expect(page.get_by_text("None is open.")).to_be_visible()
    after = seen(page)
    assert after.keys() - {"/record/?of=access.signed-in"} == before.keys()
    # Her account lists her own visits; nothing else has changed.
    for path in [path for path in before if not path.startswith("/account/")]:
        assert said(after[path]) == said(before[path]), path
    assert [path for path, html in after.items() if telling.search(said(html))] == []
    assert {letter.subject for letter in letters(school, school.olga)} <= {HER_VISIT}
    page.context.clear_cookies()

    [letter] = letters(school, school.xan)
    assert not re.search(r"Olga|Lily|Solo|film|C-", f"{letter.subject} {text_of(letter)}")
    assert [urlsplit(link).path for link in re.findall(r"https?://\S+", text_of(letter))] == [
        "/sign-in/"
    ]
    arrive(school.xan)
    page.goto("/")
    page.get_by_role("link", name="Open the desk").click()
    picture(page, "school-3-desk")
    page.locator(".bield-desk__link").first.click()
    expect(page.locator("main")).to_contain_text(WORDS)
    expect(page.locator(".bield-step")).to_contain_text("Acknowledge")
    page.get_by_role("button", name="Acknowledge").click()
    expect(page.locator("main")).to_contain_text("Acknowledged")
    if scripted:
        check_access(page)
    picture(page, "school-4-concern")
    address = page.url

    arrive(school.olga)
    answer = page.request.get(address)
    nothing = page.request.get(NAME.sub("C-CCC-CCCC", address))
    assert answer.status == nothing.status == 404
    assert said(answer.text()) == said(nothing.text())
    assert {letter.subject for letter in letters(school, school.olga)} <= {HER_VISIT}
