import re
from datetime import date, timedelta

import pytest
from django.test import Client

from bield.advice import queries
from bield.advice.queries import help_numbers
from bield.advice.states import Audience

PAGES = ["/help/", "/help/if-a-child-tells-you/", "/help/you-did-the-right-thing/"]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("jurisdiction", ["eng", "wls", "sct", "nir"])
def test_the_emergency_number_comes_first_for_everybody(
    audience: Audience, jurisdiction: str
) -> None:
    assert help_numbers(audience, jurisdiction)[0].phone == "999"


def test_a_child_is_pointed_to_childline_and_an_adult_to_the_nspcc() -> None:
    assert [row.phone for row in help_numbers(Audience.CHILD) if row.phone] == ["999", "0800 1111"]
    assert "0808 800 5000" in [row.phone for row in help_numbers(Audience.ADULT)]


def test_every_row_says_where_it_comes_from_and_when_it_was_checked() -> None:
    rows = {row.code: row for audience in Audience for row in help_numbers(audience)}

    assert all(row.source and row.when and row.checked_on for row in rows.values())
    assert all(row.phone or row.site for row in rows.values())


def test_a_row_past_its_check_date_does_not_look_current() -> None:
    row = help_numbers(Audience.CHILD)[0]

    assert not row.is_stale(row.checked_on + timedelta(days=180))
    assert row.is_stale(row.checked_on + timedelta(days=190))
    assert queries.shown(Audience.CHILD, date(2028, 1, 1))[0].stale


@pytest.mark.parametrize("page", PAGES)
def test_anybody_may_read_it_without_leaving_a_trace(client: Client, page: str, db: None) -> None:
    answer = client.get(page)

    assert answer.status_code == 200
    assert not answer.cookies
    assert 'href="tel:999"' in answer.content.decode()


def test_a_child_reads_that_it_is_not_in_trouble(client: Client, db: None) -> None:
    words = client.get("/help/you-did-the-right-thing/").content.decode()

    assert "You did the right thing" in words
    assert "You are not in trouble" in words
    assert "0800 1111" in words


def test_the_page_for_a_child_can_be_read_by_a_child(client: Client, db: None) -> None:
    """Flesch-Kincaid, by a rough count of syllables: not above what a ten-year-old reads."""
    page = client.get("/help/you-did-the-right-thing/").content.decode()
    main = page[page.index("<main") : page.index("right now</h2>")]
    pieces = re.findall(r"<(?:p|li|h1|h2)[^>]*>(.*?)</", main, re.DOTALL)
    sentences = [s for piece in pieces for s in re.split(r"[.?!]", piece) if s.strip()]
    words = [word for s in sentences for word in re.findall(r"[a-z’]+", s.lower())]
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.rstrip("e")))) for word in words)

    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59

    assert len(words) > 80
    assert grade <= 4.5
