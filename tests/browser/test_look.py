"""Pages that every reader meets, looked at in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import check_access, picture

PUBLIC = ["/help/", "/help/if-a-child-tells-you/", "/about/", "/privacy/", "/accessibility/"]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_can_be_read_by_everybody(page: Page, path: str) -> None:
    page.goto(path)

    expect(page.locator("h1")).to_be_visible()
    check_access(page)
    picture(page, path.strip("/").replace("/", "-"))
