"""Whose language a page speaks, what is kept of it, and who learns of it."""

import pytest
from django.conf import settings
from django.utils import timezone, translation

from bield.concerns import queries
from bield.concerns.models import Concern, Entry
from bield.concerns.queries.facts import facts as facts_of
from bield.concerns.queries.offered import offered
from bield.concerns.sealed import open_entry
from bield.concerns.states import EntryKind
from bield.kit.languages import COOKIE, in_groups
from bield.vault import queries as vault
from tests.concerns.at_door import CODE, door, tell_on_pages, walk
from tests.conftest import Cast, SignIn
from tests.languages.conftest import Speaks
from tests.languages.pretend import OPEN, Seen, unmarked
from tests.pages import LookingClient

WELSH = {"HTTP_ACCEPT_LANGUAGE": "cy,en;q=0.5"}


def language_of(client: LookingClient, path: str, **headers: str) -> str:
    return Seen(client.get(path, **headers).content.decode()).language


def test_a_house_without_catalogs_speaks_english_and_asks_nobody(client: LookingClient) -> None:
    client.cookies[COOKIE] = "cy"

    page = client.get("/help/", **WELSH).content.decode()

    assert [code for code, _ in settings.LANGUAGES] == ["en-gb"]
    assert '<html lang="en-GB" class' in page
    assert "/language/" not in page


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("cy", "cy"),
        ("cy-GB;q=0.9, fr", "cy"),
        ("en-US,en;q=0.9,cy;q=0.8", "en-GB"),
        ("fr, cy;q=0.1", "cy"),
        ("fr", "en-GB"),
        ("cy;q=0.2,en;q=0.4", "en-GB"),
        ("", "en-GB"),
        (";;;q=9,*", "en-GB"),
    ],
)
def test_a_page_speaks_what_the_browser_asks_for(
    cast: Cast, client: LookingClient, speaks: Speaks, asked: str, spoken: str
) -> None:
    speaks("cy")

    assert language_of(client, "/help/", HTTP_ACCEPT_LANGUAGE=asked) == spoken


def test_what_was_chosen_goes_before_what_the_browser_asks_for(
    cast: Cast, client: LookingClient, speaks: Speaks
) -> None:
    speaks("cy")
    home = f"/at/{door(cast).address}/"
    first = client.get(home, **WELSH).content.decode()
    assert f'href="/language/?back={home}"' in first

    chosen = client.send("/language/", {"language": "en-gb", "back": home})

    assert chosen.headers["Location"] == home
    assert chosen.cookies[COOKIE]["max-age"] == ""  # it ends with the browser
    assert language_of(client, home, **WELSH) == "en-GB"


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "help", ""])
def test_a_choice_leads_back_to_a_page_of_ours_alone(
    cast: Cast, client: LookingClient, speaks: Speaks, back: str
) -> None:
    speaks("cy")

    answer = client.send("/language/", {"language": "cy", "back": back})

    assert answer.headers["Location"] == "/"


def test_a_language_without_a_catalog_cannot_be_chosen(
    cast: Cast, client: LookingClient, speaks: Speaks
) -> None:
    speaks("cy")

    answer = client.send("/language/", {"language": "pl", "back": "/help/"})

    assert answer.status_code == 200
    assert COOKIE not in answer.cookies


def test_a_page_that_is_not_marked_is_english_and_says_so(
    cast: Cast, client: LookingClient, speaks: Speaks, sign_in: SignIn
) -> None:
    speaks("cy")
    sign_in(client, cast.ama)

    desk = client.get("/desk/", **WELSH).content.decode()
    absent = client.get("/concern/C-222-2222/", **WELSH).content.decode()

    assert Seen(desk).language == Seen(absent).language == "en-GB"
    assert OPEN not in desk + absent
    assert "/language/" not in desk


def test_whoever_is_signed_in_reads_the_pages_of_help_in_their_language(
    cast: Cast, client: LookingClient, speaks: Speaks, sign_in: SignIn
) -> None:
    speaks("cy")
    sign_in(client, cast.ama)

    page = client.get("/privacy/", **WELSH).content.decode()

    assert unmarked(page, typed=["Alder Training", "Ama Boateng", "English", "Bield"]) == []


def test_where_somebody_types_nothing_leads_to_another_language(
    cast: Cast, client: LookingClient, speaks: Speaks
) -> None:
    speaks("cy")
    home = f"/at/{door(cast).address}/"
    walk(client, home, ("2", {"voice": "child"}), ("3", {"danger_now": "no"}))

    assert "/language/" not in client.get(f"{home}4/").content.decode()


def test_leaving_in_a_hurry_forgets_the_language(
    cast: Cast, client: LookingClient, speaks: Speaks
) -> None:
    speaks("cy")
    home = f"/at/{door(cast).address}/"
    client.cookies[COOKIE] = "cy"
    walk(client, home, ("2", {"voice": "child"}))

    gone = client.get(f"{home}leave/")

    assert gone.cookies[COOKIE].value == ""


def test_a_sentence_without_its_mark_is_found(
    cast: Cast, client: LookingClient, speaks: Speaks
) -> None:
    speaks("cy", but="I have a code")
    home = f"/at/{door(cast).address}/"

    page = client.get(home, **WELSH).content.decode()

    assert unmarked(page, typed=["Alder Training", "English"]) == ["I have a code"]


# ------ what is kept, and who sees in which language it was told


def told_in(cast: Cast, client: LookingClient, **headers: str) -> Concern:
    home = f"/at/{door(cast).address}/"
    client.defaults |= headers
    assert CODE.search(tell_on_pages(client, home, "parent"))
    cast.actor("ama")
    return Concern.objects.get()


def test_the_lead_sees_in_which_language_it_was_told(
    cast: Cast, client: LookingClient, speaks: Speaks, sign_in: SignIn
) -> None:
    speaks("cy")
    concern = told_in(cast, client, **WELSH)
    sign_in(client, cast.ama)

    page = client.get(f"/concern/{concern.reference}/").content.decode()
    key = vault.secret(concern.organisation_id, concern.key_id)
    items = {one.code: one for one in offered(concern, key, facts_of(concern, at=timezone.now()))}

    assert '">Told in</dt><dd class="govuk-summary-list__value">Welsh</dd>' in page
    assert ("Told in", "Welsh") in items["circumstances"].part.facts


def test_of_what_was_told_in_english_no_language_is_said(
    cast: Cast, client: LookingClient, speaks: Speaks, sign_in: SignIn
) -> None:
    speaks("cy")
    concern = told_in(cast, client)
    sign_in(client, cast.ama)

    assert "Told in" not in client.get(f"/concern/{concern.reference}/").content.decode()


def test_what_is_kept_is_english_and_what_was_typed_stays_as_it_is(
    cast: Cast, client: LookingClient, speaks: Speaks
) -> None:
    speaks("cy")
    client.defaults |= WELSH
    home = f"/at/{door(cast).address}/"
    code = CODE.search(tell_on_pages(client, home))
    assert code is not None
    walk(client, home, ("13", {"code": code[0]}))
    walk(client, home, ("14", {"text": "Dw i'n ofnus.", "danger_now": "yes"}))

    cast.actor("ama")
    entry = Entry.objects.get(kind=EntryKind.FROM_REPORTER)
    key = vault.secret(entry.concern.organisation_id, entry.concern.key_id)
    said = open_entry(key, entry.concern.reference, entry.number, bytes(entry.text))
    kept = queries.concern_page(cast.actor("ama"), entry.concern.reference, at=timezone.now())

    assert said == "Dw i'n ofnus.\n\nIs anyone in danger right now? Yes"
    assert OPEN not in str(kept)


@pytest.mark.parametrize(
    ("language", "said"), [("cy", "0800 1111"), ("ur", "\u20660800 1111\u2069")]
)
def test_the_groups_of_a_telephone_number_stay_in_order(
    speaks: Speaks, language: str, said: str
) -> None:
    speaks(language)

    with translation.override(language):
        assert in_groups("0800 1111") == said
