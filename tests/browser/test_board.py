"""The board of clauses, small and wide, with script and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import check_access, picture
from tests.conftest import Cast


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no-script"])
def test_from_the_whole_to_one_clause(cast: Cast, page: Page, arrive: Callable[..., None]) -> None:
    arrive(cast.ama)
    page.goto("/clauses/")
    picture(page, "board")

    page.get_by_role("link", name="Ledger").click()

    expect(page.locator("#EY-35f")).to_be_visible()
    picture(page, "board-ledger")


def test_the_board_can_be_read_by_everybody(
    cast: Cast, page: Page, arrive: Callable[..., None]
) -> None:
    arrive(cast.ama)
    page.goto("/clauses/?room=access")

    check_access(page)
