"""The page that opens without a network: a real browser, a real folder of its own, and a server
that is killed. What is kept is looked for in the browser's files as well."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from bield.access.cookies import VISIT as COOKIE
from bield.concerns.models import Concern
from bield.people.models import Person
from tests.browser import chromium
from tests.browser.conftest import check_access, picture
from tests.concerns.telling import readers_of
from tests.conftest import Cast, enter, look_into
from tests.server import ROOT, Server

WORDS = "Zephaniah would not take off the coat."
PHRASE = "violet kettle umbrella"
ADDRESS = "/without-network/"

READ = """async () => {
  const open = await new Promise((yes, no) => {
    const asked = indexedDB.open("bield-kept");
    asked.onsuccess = () => yes(asked.result);
    asked.onerror = () => no(asked.error);
  });
  const all = async (store) => new Promise((yes) => {
    const asked = open.transaction(store).objectStore(store).getAll();
    asked.onsuccess = () => yes(asked.result);
  });
  const found = { drafts: await all("drafts"), card: await all("card") };
  open.close();
  return found;
}"""
DRAFTS = f"({READ})().then((found) => found.drafts.map((draft) => draft.id))"
# Everything a script can read, bytes as the letters that they would be.
STORED = f"""({READ})().then((found) => {{
  const letters = (bytes) => new TextDecoder("latin1").decode(bytes);
  const flat = JSON.stringify(found, (_, value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? letters(value) : value);
  return flat + JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
}})"""
IN_CACHES = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request, { ignoreVary: true });
      found[new URL(request.url).pathname] = answer.headers.get("Content-Type");
    }
  }
  return found;
}"""


@contextmanager
def device(browser: Browser, folder: Path, url: str, width: int) -> Iterator[BrowserContext]:
    """A browser that keeps its files: closed and opened again, it is the same device."""
    context = browser.browser_type.launch_persistent_context(
        folder,
        executable_path=chromium.executable(),
        args=list(chromium.FLAGS),
        base_url=url,
        viewport={"width": width, "height": 844 if width < 600 else 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


def sign_in(context: BrowserContext, person: Person, url: str) -> None:
    context.add_cookies([{"name": COOKIE, "value": enter(person), "url": url}])


def until(page: Page, holds: str) -> None:
    """Asked in the page again and again, for twenty seconds."""
    page.evaluate(f"""async () => {{
      for (let turn = 0; !({holds}); turn++) {{
        if (turn === 400) throw new Error("it does not come to hold");
        await new Promise((on) => setTimeout(on, 50));
      }}
    }}""")


def put_on(page: Page) -> None:
    """The page was opened once with a network, and its worker is there."""
    page.goto(ADDRESS)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "(await caches.match('/without-network/', {ignoreVary: true})) !== undefined")


def write(page: Page, words: str = WORDS) -> None:
    page.get_by_label("No", exact=True).first.check()
    page.get_by_label("What happened?").fill(words)
    page.get_by_label("Who are you worried about?").fill("Zephaniah Quill")
    page.get_by_label("What is your name?").fill("Oswin Pell")


def keep(page: Page, phrase: str = PHRASE) -> None:
    page.get_by_label("Choose a pass phrase").fill(phrase)
    page.get_by_role("button", name="Keep it, locked").click()
    expect(page.locator("[data-state]")).to_contain_text("It has not been sent")


def unlock(page: Page, phrase: str = PHRASE) -> None:
    page.get_by_label("Its pass phrase").fill(phrase)
    page.get_by_role("button", name="Open it").click()


def drafts(page: Page) -> list[str]:
    return list(page.evaluate(DRAFTS))


def in_caches(page: Page) -> dict[str, str]:
    return dict(page.evaluate(IN_CACHES))


def found_in(folder: Path, text: str) -> list[str]:
    """The files of the browser in which these letters stand, of one byte or of two."""
    forms = (text.encode(), text.encode("utf-16-le"))
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


def told() -> list[Concern]:
    return list(Concern.objects.order_by("pk"))


def test_a_report_is_written_with_the_server_dead_and_sent_when_it_is_back(
    cast: Cast, own_house: Server, browser: Browser, width: int, tmp_path: Path
) -> None:
    folder = tmp_path / "device"
    with device(browser, folder, own_house.url, width) as context:
        page = context.new_page()
        sign_in(context, cast.dev, own_house.url)
        put_on(page)
        expect(page.locator("[data-own-list]")).to_contain_text("Children’s social care")
        own_house.kill()
        page.goto("/")  # any address of the house
        expect(page.locator("h1")).to_have_text("Write it down now, send it later")
        expect(page.locator("[data-line]")).to_contain_text("There is no network now,")
        expect(page.locator("[data-own-list]")).to_contain_text("0114 496 0101")
        check_access(page)
        picture(page, "without-network-1-empty")
        write(page)
        page.get_by_label("Which site").select_option(label="Oak")
        keep(page)
        check_access(page)
        picture(page, "without-network-2-kept")
    own_house.start()
    with device(browser, folder, own_house.url, width) as context:
        page = context.new_page()
        sign_in(context, cast.dev, own_house.url)
        page.goto("/")
        expect(page.locator("main")).to_contain_text("A report waits on this device")
        assert "Zephaniah" not in page.content()
        check_access(page)
        picture(page, "without-network-3-home")
        page.get_by_role("link", name="Open it and send it").click()
        unlock(page, "violet kettle candle")
        expect(page.locator("[data-list]")).to_contain_text("This is not its pass phrase.")
        picture(page, "without-network-4-wrong-phrase")
        unlock(page)
        expect(page.get_by_label("What happened?")).to_have_value(WORDS)
        expect(page.get_by_label("Which site")).to_have_value(str(cast.oak.pk))
        expect(page.locator("[data-line]")).to_contain_text("You are signed in as Dev Rahman")
        picture(page, "without-network-5-to-send")
        page.get_by_role("button", name="Send to the safeguarding team").dblclick()
        expect(page.locator("[data-sent]")).to_be_visible()
        look_into(cast.alder)
        [concern] = told()
        expect(page.locator("[data-reference]")).to_have_text(concern.reference)
        assert (concern.source, concern.reporter_id) == ("device:", cast.dev.pk)
        check_access(page)
        picture(page, "without-network-6-sent")
        assert drafts(page) == []
        page.get_by_role("link", name="Who has it now").click()
        expect(page.locator("main")).to_contain_text(concern.reference)
        sign_in(context, cast.ama, own_house.url)
        page.goto(f"/concern/{concern.reference}/")
        expect(page.locator("main")).to_contain_text("Written on the device, before it could be")
        expect(page.locator("main")).to_contain_text("by Oswin Pell")
        picture(page, "without-network-7-concern")


def test_an_answer_that_is_lost_makes_no_second_report(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 390) as context:
        page = context.new_page()
        sign_in(context, cast.dev, own_house.url)
        put_on(page)
        write(page)
        page.get_by_label("Which site").select_option(label="Oak")
        keep(page)

        def lose(route: Route) -> None:
            route.fetch()  # it arrives, and is kept there
            route.abort()

        page.route("**/without-network/send/", lose)
        page.get_by_role("button", name="Send to the safeguarding team").click()
        expect(page.locator("[data-state]")).to_contain_text("No answer came")
        look_into(cast.alder)
        assert (len(told()), len(drafts(page))) == (1, 1)
        page.unroute("**/without-network/send/")
        page.get_by_role("button", name="Send to the safeguarding team").click()
        expect(page.locator("[data-reference]")).to_have_text(told()[0].reference)

        assert (len(told()), drafts(page)) == (1, [])


def test_a_draft_survives_the_sign_in_and_a_refusal_keeps_what_was_typed(
    cast: Cast, own_house: Server, browser: Browser, width: int, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, width) as context:
        page = context.new_page()
        put_on(page)
        expect(page.locator("[data-line]")).to_contain_text("nobody is signed in")
        expect(page.locator("[data-no-sites]")).to_be_visible()
        page.get_by_label("What happened?").fill(WORDS)
        keep(page)
        page.get_by_role("button", name="Send to the safeguarding team").click()
        expect(page.locator("[data-state]")).to_contain_text("sign in first")
        picture(page, "without-network-8-sign-in-first")
        page.get_by_role("link", name="sign in first").click()
        expect(page).to_have_url(f"{own_house.url}/sign-in/?next=/without-network/")
        sign_in(context, cast.dev, own_house.url)
        page.goto(ADDRESS)
        unlock(page)
        page.get_by_role("button", name="Send to the safeguarding team").click()

        summary = page.locator(".govuk-error-summary")
        expect(summary).to_contain_text("Say first whether anyone is in danger right now.")
        expect(summary).to_contain_text("Choose a site.")
        expect(page.get_by_label("What happened?")).to_have_value(WORDS)
        check_access(page)
        picture(page, "without-network-9-refused")
        look_into(cast.alder)
        assert (told(), len(drafts(page))) == ([], 1)


def test_whoever_may_be_meant_is_asked_about_when_it_is_sent(
    cast: Cast, own_house: Server, browser: Browser, width: int, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, width) as context:
        page = context.new_page()
        sign_in(context, cast.dev, own_house.url)
        put_on(page)
        write(page)
        page.get_by_label("Which site").select_option(label="Oak")
        page.get_by_text("Add more, if you know").click()
        page.get_by_label("Is somebody said to have caused it?").fill("Ben")
        keep(page)
        page.get_by_role("button", name="Send to the safeguarding team").click()
        expect(page.locator(".govuk-error-summary")).to_contain_text("Say whom you mean")
        check_access(page)
        picture(page, "without-network-12-whom")
        page.get_by_label("Ben Carter").check()
        page.get_by_role("button", name="Send to the safeguarding team").click()

        expect(page.locator("[data-sent]")).to_be_visible()
        look_into(cast.alder)
        assert "ben" not in readers_of(told()[0].reference)


def test_no_word_and_no_page_of_anybody_lies_on_the_device(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "device"
    with device(browser, folder, own_house.url, 1280) as context:
        page = context.new_page()
        sign_in(context, cast.ama, own_house.url)
        put_on(page)
        for address in (
            "/",
            "/desk/",
            "/people/",
            "/team/",
            "/report/what-happened/?danger_now=no",
        ):
            page.goto(address)
        page.goto(ADDRESS)
        write(page)
        page.get_by_label("When did it happen?").fill("Whitsuntide")
        keep(page)
        kept, stored = in_caches(page), page.evaluate(STORED)
        page.get_by_role("button", name="Lock it and close").click()
        expect(page.locator("[data-list]")).to_contain_text("A draft is kept since")

    pages = {address for address, kind in kept.items() if kind.startswith("text/html")}
    assert pages == {ADDRESS}
    assert {address for address in kept if not address.startswith("/static/")} == {
        ADDRESS,
        "/without-network/manifest/",
    }
    for secret in ("Zephaniah", "Oswin", "Whitsuntide", PHRASE, "Ama Boateng"):
        assert secret not in stored
        assert found_in(folder, secret) == []
    assert found_in(folder, "bield-kept")  # the search finds what is there


def test_exit_leaves_a_draft_unless_it_is_asked_to_delete_it(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 390) as context:
        context.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Rain."))
        page = context.new_page()
        put_on(page)
        write(page)
        keep(page)
        page.keyboard.press("Escape")
        expect(page.locator("body")).to_have_text("Rain.")
        page.goto(ADDRESS)
        assert len(drafts(page)) == 1
        unlock(page)
        page.get_by_label("“Exit” also deletes this draft").check()
        page.get_by_role("link", name="Exit").click()
        expect(page.locator("body")).to_have_text("Rain.")
        page.goto(ADDRESS)

        assert drafts(page) == []


def test_signing_out_leaves_it_locked_and_anybody_may_delete_it(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 1280) as context:
        page = context.new_page()
        sign_in(context, cast.dev, own_house.url)
        put_on(page)
        write(page)
        keep(page)
        page.goto("/")
        page.locator(".bield-menu summary").click()
        page.get_by_role("button", name="Sign out").click()
        own_house.kill()
        page.goto(ADDRESS)
        expect(page.locator("[data-list]")).to_contain_text("A draft is kept since")
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Delete it").first.click()
        expect(page.locator("[data-done]")).to_have_text("It was deleted from this device.")

        assert drafts(page) == []


def test_it_goes_by_itself_after_its_time(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 390) as context:
        page = context.new_page()
        put_on(page)
        write(page)
        keep(page)
        page.get_by_role("button", name="Lock it and close").click()
        expect(page.locator("[data-waits]")).to_be_visible()
        page.clock.set_fixed_time(timezone.now() + timedelta(days=14, minutes=1))
        page.reload()
        expect(page.locator("form[data-write]")).to_be_visible()

        expect(page.locator("[data-waits]")).to_be_hidden()
        for _ in range(50):  # the page is there before the device has deleted it
            if not drafts(page):
                break
            page.wait_for_timeout(100)
        assert drafts(page) == []


def test_two_people_keep_theirs_beside_each_other(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 390) as context:
        page = context.new_page()
        put_on(page)
        for words, phrase in ((WORDS, PHRASE), ("Another thing.", "quiet marble lantern")):
            write(page, words)
            keep(page, phrase)
            page.get_by_role("button", name="Lock it and close").click()
            expect(page.locator("[data-waits]")).to_be_visible()
        check_access(page)
        picture(page, "without-network-11-two")
        first = page.locator("[data-list] li", has_text="kept since").first
        for phrase, found in (("quiet marble lantern", False), (PHRASE, True)):
            first.get_by_label("Its pass phrase").fill(phrase)
            first.get_by_role("button", name="Open it").click()
            if not found:
                expect(first).to_contain_text("This is not its pass phrase.")

        expect(page.get_by_label("What happened?")).to_have_value(WORDS)
        assert len(drafts(page)) == 2


def test_it_locks_itself_out_of_sight_and_keeps_the_last_word(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 390) as context:
        page = context.new_page()
        page.clock.install()
        put_on(page)
        write(page)
        keep(page)
        page.get_by_label("Where did it happen?").evaluate("field => field.value = 'The hall.'")
        page.evaluate(
            "Object.defineProperty(document, 'hidden', {get: () => true});"
            "document.dispatchEvent(new Event('visibilitychange'))"
        )
        with page.expect_navigation():
            page.clock.fast_forward("05:01")
        expect(page.locator("[data-waits]")).to_be_visible()
        expect(page.get_by_label("What happened?")).to_have_value("")
        unlock(page)

        expect(page.get_by_label("Where did it happen?")).to_have_value("The hall.")


def test_what_a_newer_page_asks_no_more_is_kept_among_the_words(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 390) as context:
        page = context.new_page()
        put_on(page)
        write(page)
        page.locator("form[data-write]").evaluate(
            "form => form.insertAdjacentHTML('beforeend', '<input name=older value=Mittens>')"
        )
        keep(page)
        page.get_by_role("button", name="Lock it and close").click()
        unlock(page)

        expect(page.get_by_label("What happened?")).to_have_value(f"{WORDS}\n\nMittens")


def test_a_change_of_the_page_arrives_at_the_next_start(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 390) as context:
        page = context.new_page()
        put_on(page)
        [before] = page.evaluate("caches.keys()")
        own_house.stop()
        own_house.environment["PYTHONPATH"] = newer_edition(tmp_path)
        own_house.start()
        page.goto(ADDRESS)
        expect(page.locator("h1")).to_have_text("Write it down now, send it later")
        until(page, f"(await caches.keys()).join() !== '{before}'")
        until(page, "(await caches.keys()).length === 1")
        own_house.kill()
        page.goto(ADDRESS)

        expect(page.locator("h1")).to_have_text("Write it now, send it later")


def newer_edition(folder: Path) -> str:
    """The product as it may be next year: that page says something else."""
    source = folder / "newer" / "src"
    shutil.copytree(ROOT / "src", source)
    (folder / "newer" / "static-built").symlink_to(ROOT / "static-built")
    template = source / "bield/concerns/templates/concerns/without_network.html"
    template.write_text(template.read_text().replace("Write it down now,", "Write it now,"))
    return os.pathsep.join([str(source), str(ROOT)])


def test_it_is_written_by_keyboard_alone_and_offline(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 390) as context:
        page = context.new_page()
        sign_in(context, cast.dev, own_house.url)
        put_on(page)
        context.set_offline(True)
        page.goto(ADDRESS)
        expect(page.locator("[data-line]")).to_contain_text("There is no network now,")
        page.get_by_label("Yes", exact=True).first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type(WORDS)
        page.keyboard.press("Tab")
        page.keyboard.press("O")
        page.get_by_label("Choose a pass phrase").focus()
        page.keyboard.type("short")
        page.keyboard.press("Enter")
        expect(page.locator("#phrase-error")).to_contain_text("12 letters or more")
        check_access(page)
        page.keyboard.type(" no longer now")
        page.keyboard.press("Enter")
        send = page.get_by_role("button", name="Send to the safeguarding team")
        expect(send).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("[data-state]")).to_contain_text("we cannot be reached")
        context.set_offline(False)
        expect(page.locator("[data-line]")).to_contain_text("You are signed in")
        send.focus()
        page.keyboard.press("Enter")

        # It is sealed first, which takes longer on a busy machine.
        expect(page.locator("[data-sent]")).to_be_focused(timeout=20_000)
        look_into(cast.alder)
        assert [concern.danger_now for concern in told()] == ["yes"]


def test_it_is_taken_off_the_device(
    cast: Cast, own_house: Server, browser: Browser, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "device", own_house.url, 390) as context:
        page = context.new_page()
        put_on(page)
        page.get_by_text("Put this on your phone").click()
        check_access(page)
        page.get_by_role("button", name="Take this page off this device").click()
        expect(page.locator("[data-done]")).to_contain_text("The page was taken off this device.")

        assert in_caches(page) == {}


def test_a_home_page_that_looks_for_a_draft_leaves_no_trace(
    cast: Cast, page: Page, arrive: Callable[[Person], None]
) -> None:
    arrive(cast.dev)
    page.goto("/")
    page.wait_for_load_state("networkidle")

    expect(page.locator("[data-draft-waits]")).to_be_hidden()
    assert page.evaluate("indexedDB.databases()") == []


@pytest.mark.parametrize("scripted", [False], ids=["no script"])
def test_without_script_nothing_pretends(cast: Cast, page: Page) -> None:
    page.goto(ADDRESS)

    expect(page.locator("[data-cannot]")).to_contain_text("Fill in a paper slip")
    expect(page.locator("form[data-write]")).to_be_hidden()
    expect(page.get_by_role("link", name="999").first).to_be_visible()
    picture(page, "without-network-10-no-script")


@pytest.mark.parametrize("missing", ["indexedDB", "crypto.subtle"])
def test_a_browser_that_can_lock_nothing_says_so(cast: Cast, page: Page, missing: str) -> None:
    holder, _, name = missing.rpartition(".")
    page.add_init_script(
        f"Object.defineProperty({holder or 'window'}, '{name}', {{get: () => undefined}})"
    )
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")

    expect(page.locator("[data-cannot]")).to_be_visible()
    expect(page.locator("form[data-write]")).to_be_hidden()
