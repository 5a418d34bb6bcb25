"""The way in, as people walk it: by keyboard, with script and without, with a passkey."""

import pytest
from playwright.sync_api import Page, expect

from bield.people.actors import Strength
from tests.access.door import PASSWORD, code, now, open_account, with_app
from tests.browser.conftest import Arrive, check_access, picture
from tests.conftest import Cast

BOTH = pytest.mark.parametrize("scripted", [True, False], ids=["script", "no-script"])


def shown(page: Page, heading: str, name: str, *, scripted: bool = True) -> None:
    """The page, looked at; the rules of accessibility run as script, so only where there is any."""
    expect(page.locator("h1")).to_have_text(heading)
    if scripted:
        check_access(page)
        picture(page, name)


@BOTH
def test_by_keyboard_alone_with_password_and_app(page: Page, cast: Cast, scripted: bool) -> None:
    with_app(cast.ama, at=now())
    page.goto("/account/")
    shown(page, "Sign in", "sign-in", scripted=scripted)

    page.get_by_label("E-mail address").focus()
    page.keyboard.type(cast.ama.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    shown(page, "Second step", "second-step", scripted=scripted)
    page.get_by_label("Code from your authenticator app").focus()
    page.keyboard.type(code(now()))
    page.keyboard.press("Enter")

    shown(page, "My account", "account", scripted=scripted)
    assert page.url.endswith("/account/")


@BOTH
def test_what_is_wrong_stands_where_it_is_put_right(page: Page, cast: Cast, scripted: bool) -> None:
    page.goto("/sign-in/")

    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Enter your e-mail address")
    shown(page, "Sign in", "sign-in-wrong", scripted=scripted)
    page.get_by_role("link", name="Enter your password").click()
    expect(page.get_by_label("Password")).to_be_focused()


def test_a_passkey_is_added_and_lets_in(page: Page, cast: Cast, arrive: Arrive) -> None:
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    arrive(cast.ben, Strength.ONE_FACTOR)

    page.goto("/account/second-factor/")
    shown(page, "Set up a second factor", "second-factor")
    page.get_by_role("link", name="Add a passkey").click()
    shown(page, "Add a passkey", "add-passkey")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator("h1")).to_have_text("Recovery codes")

    page.goto("/account/")
    page.locator(".bield-menu summary").click()
    panel = page.locator(".bield-menu__panel").bounding_box()
    assert panel is not None
    assert panel["x"] >= 0, "the menu is cut off"
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.locator("h1")).to_have_text("Sign in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("h1")).not_to_have_text("Sign in")
    page.goto("/account/")
    expect(page.locator("#factors + ul")).to_contain_text("Passkey")


@pytest.mark.parametrize("scripted", [False], ids=["no-script"])
def test_without_script_no_passkey_is_offered(page: Page, cast: Cast, arrive: Arrive) -> None:
    arrive(cast.ben, Strength.ONE_FACTOR)

    page.goto("/account/second-factor/passkey/")

    expect(page.get_by_role("link", name="Add an authenticator app instead")).to_be_visible()


@BOTH
def test_an_app_and_a_recovery_sheet(
    page: Page, cast: Cast, arrive: Arrive, scripted: bool
) -> None:
    arrive(cast.ben, Strength.ONE_FACTOR)
    page.goto("/account/second-factor/app/")
    shown(page, "Add an authenticator app", "add-authenticator", scripted=scripted)
    page.locator("summary", has_text="I cannot scan it").click()
    secret = page.locator(".bield-typed").inner_text().replace(" ", "")

    page.get_by_label("The code your app shows now").fill(code(now(), secret))
    page.get_by_role("button", name="Add this app").click()
    page.get_by_role("button", name="Make my codes").click()

    shown(page, "Your recovery sheet", "recovery-sheet", scripted=scripted)
    expect(page.locator(".bield-codes li")).to_have_count(10)
    page.get_by_role("link", name="I have it on paper").click()
    expect(page.locator("main")).to_contain_text("10 recovery codes left")


def test_lock_leaves_nothing_behind(page: Page, cast: Cast, arrive: Arrive) -> None:
    arrive(cast.ama)
    page.goto("/account/")

    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text("Sign in")
    picture(page, "locked")
    page.go_back()

    expect(page.locator("h1")).to_have_text("Sign in")
    expect(page.locator("body")).not_to_contain_text("My account")


def test_the_other_pages_of_an_account(page: Page, cast: Cast, arrive: Arrive) -> None:
    with_app(cast.ama, at=now())
    open_account(cast.ivy, at=now())
    arrive(cast.ama)

    for path, heading in {
        "/account/": "My account",
        "/account/password/": "Change your password",
        "/account/new-device/": "Sign in on a new phone or computer",
        "/account/house/": f"Signing in at {cast.alder.name}",
        "/account/resets/": "Resets of second factors",
        "/account/shared/": "Shared accounts",
        f"/account/of/{cast.ivy.reference}/": f"The account of {cast.ivy.name}",
        "/sign-in/second-step/recovery/": "Use a recovery code",
        "/sign-in/forgotten/": "I cannot sign in",
    }.items():
        page.goto(path)
        shown(page, heading, "account" + path.removeprefix("/account").replace("/", "-")[:24])

    page.goto("/account/new-device/")
    page.get_by_role("button", name="Show the picture").click()
    shown(page, "Sign in on a new phone or computer", "new-device-picture")
