"""What turns up again: counted of what the reader reads, and of nothing else."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, mentions, queries
from bield.concerns.about import About
from bield.concerns.commands.mentioning import look_through_all
from bield.concerns.intake import Intake
from bield.concerns.models import Mention
from bield.concerns.patterns import PatternsPage, Sought
from bield.concerns.states import PartyRole, Thing
from bield.kit.refusals import NotFound
from tests.concerns.telling import acknowledged, concern, reported
from tests.concerns.triage import go_through
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

DAY = timedelta(days=1)
TERM = Sought(TODAY - 97 * DAY, TODAY)
ALLEGED = PartyRole.ALLEGED


def again(cast: Cast, who: str = "ama", sought: Sought = TERM) -> dict[str, tuple[int, int | None]]:
    """Label -> how often now and before."""
    page = queries.patterns(cast.actor(who), sought)
    return {one.label: (one.now, one.before) for group in page.groups for one in group.rows}


def page_of(cast: Cast, who: str = "ama", sought: Sought = TERM) -> PatternsPage:
    return queries.patterns(cast.actor(who), sought)


def labels(named: Iterable[mentions.Named]) -> list[str]:
    return [one.label or one.fold for one in named]


# ------ what is noted


@pytest.mark.parametrize(
    ("answer", "places"),
    [
        ("In the stairwell B, on Snapchat", ["In the stairwell B"]),
        ("stairwell  b.", ["Stairwell  b"]),
        ("On a phone and in the library", ["On a phone", "In the library"]),
        ("Discord", []),
        ("", []),
        (
            "It was somewhere that she would not say when anybody asked her",
            [],
        ),
    ],
)
def test_a_place_is_what_is_short_and_no_app(answer: str, places: list[str]) -> None:
    assert labels(mentions.where(answer)) == places


def test_a_place_is_the_same_however_it_is_written() -> None:
    [one] = mentions.where("In the Stairwell B.")
    [other] = mentions.where("our stairwell  b")

    assert one.fold == other.fold == "stairwell b"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He wrote on snap chat and Insta", ["instagram", "snapchat"]),
        ("Snapchat's map showed it", ["snapchat"]),
        ("They met on Steam", ["steam"]),
        ("Steam came out of the kettle. The teams were noisy.", []),
        ("See www.bad-place.com/x and @dark_fox, or fox@mail.example", None),
    ],
)
def test_apps_are_known_by_their_names(text: str, found: list[str] | None) -> None:
    named = list(mentions.online(text))

    if found is None:
        addresses = [one.fold for one in named if one.what == Thing.ADDRESS]
        assert addresses == ["bad-place.com", "@dark_fox", "fox@mail.example"]
    else:
        assert [one.fold for one in named] == found


def test_an_app_of_an_everyday_name_is_meant_where_the_place_is_asked() -> None:
    assert [one.fold for one in mentions.online(answer="Zoom")] == ["zoom"]


def test_nothing_of_it_lies_in_clear(cast: Cast) -> None:
    reported(cast, where="Stairwell B, on Snapchat", about=[About(name="Rosalind Quillfeather")])

    rows = Mention.objects.values_list("thing", "label")
    kept = " ".join(f"{thing} {bytes(label or b'')!r}" for thing, label in rows)

    assert len(rows) == 4
    assert not any(word in kept.lower() for word in ("stair", "snap", "rosalind", "quill"))


# ------ what is counted


def test_people_places_and_apps_are_counted(cast: Cast) -> None:
    joe = About(person_id=cast.joe.pk)
    man = About(name="Mr Harker of the gym", role=ALLEGED)
    reported(cast, about=[joe, man], where="Stairwell B, on Snapchat")
    reported(cast, about=[joe], account="Again on snap chat.", where="By the stairwell b")
    reported(cast, about=[About(name="mr Harker, of the gym", role=ALLEGED)])

    page = page_of(cast)

    assert again(cast) == {
        "Joe Tanner": (2, 0),
        "mr Harker, of the gym": (2, 0),
        "By the stairwell b": (2, 0),
        "Snapchat": (2, 0),
    }
    assert [group.what for group in page.groups] == ["person", "alleged", "place", "platform"]
    since = "in 2 concerns since Wednesday 26 November 2025. In as long a time before: none."
    assert f"Snapchat: {since}" in page.said
    assert page.count == "3 concerns"


def test_what_stood_before_is_told_apart(cast: Cast) -> None:
    for days in (200, 120, 3, 2):
        reported(cast, where="Snapchat", at=NOON - days * DAY)

    assert again(cast) == {"Snapchat": (2, 1)}
    assert again(cast, sought=Sought(TODAY - 364 * DAY, TODAY)) == {"Snapchat": (4, 0)}
    assert again(cast, sought=Sought(date(2025, 1, 1), date(2025, 2, 1))) == {}


def test_it_is_narrowed_by_site_and_kind(cast: Cast) -> None:
    for site, kind in ((cast.oak, "bullying"), (cast.oak, "bullying"), (cast.elm, "grooming")):
        reported(cast, site_id=site.pk, where="Discord", intake=Intake(kind=kind))

    oak = Sought(TERM.since, TERM.until, site=cast.oak.reference)
    assert again(cast) == {"Discord": (3, 0)}
    assert again(cast, sought=oak) == {"Discord": (2, 0)}
    assert again(cast, sought=Sought(TERM.since, TERM.until, kind="grooming")) == {}
    rows = {row.label: row.total for row in page_of(cast).by_month}
    assert rows == {"total": 3, "Bullying online": 2, "Grooming": 1}


def test_triage_says_of_which_kind_it_is(cast: Cast) -> None:
    for until in ("kinds", ""):
        reference = acknowledged(cast, intake=Intake(kind="bullying"))
        go_through(cast.actor("ben"), reference, {"kinds": "scam"}, until=until, at=NOON)

    assert [row.label for row in page_of(cast).by_month] == [
        "total",
        "A scam by e-mail or message",
    ]


def test_what_a_later_line_names_counts(cast: Cast) -> None:
    reference = acknowledged(cast, where="Discord")
    reported(cast, where="Telegram")

    commands.add_entry(
        cast.actor("ben"), reference, kind="note", text="It went on via Telegram.", at=NOON
    )

    assert again(cast) == {"Telegram": (2, 0)}


def test_two_that_stand_together_are_drawn(cast: Cast) -> None:
    for _ in range(2):
        reported(cast, about=[About(person_id=cast.joe.pk)], where="Snapchat")

    page = page_of(cast)

    [pair] = page.pairs
    assert (pair.first.label, pair.second.label, pair.together) == ("Joe Tanner", "Snapchat", 2)
    assert page.picture is not None
    assert [one.shape for one in page.picture.shapes] == ["circle", "diamond"]
    assert page.picture.shapes[0].x < page.picture.shapes[1].x


# ------ of what is read, and of nothing else


def test_whoever_reads_less_counts_less(cast: Cast) -> None:
    """Cat reads Elm alone; of the third she does not learn that there is one."""
    for site in (cast.elm, cast.elm, cast.oak):
        reported(cast, site_id=site.pk, where="Snapchat")

    assert again(cast, "ama") == {"Snapchat": (3, 0)}
    assert again(cast, "cat") == {"Snapchat": (2, 0)}
    assert page_of(cast, "cat").count == "2 concerns"


def test_a_word_is_as_a_concern_writes_it_that_is_read(cast: Cast) -> None:
    """The newest of all names Ama: neither its number nor its spelling shows to her."""
    for where in ("the stairwell B", "Stairwell b"):
        reported(cast, where=where)
    reported(cast, where="STAIRWELL B", about=[About(person_id=cast.ama.pk, role=ALLEGED)])

    assert again(cast, "ama") == {"Stairwell b": (2, 0)}
    assert again(cast, "ben") == {"STAIRWELL B": (3, 0)}


def test_the_concerns_of_a_row_are_those_that_are_read(cast: Cast) -> None:
    elm = reported(cast, site_id=cast.elm.pk, where="Snapchat")
    oak = reported(cast, site_id=cast.oak.pk, where="Snapchat")
    thing = Mention.objects.filter(what=Thing.PLATFORM)[0].thing

    for who, found in (("ama", [oak, elm]), ("cat", [elm])):
        page = queries.thing_page(cast.actor(who), thing, at=NOON)
        assert (page.title, [row.reference for row in page.rows]) == ("Snapchat", found)


def test_what_stands_nowhere_that_is_read_is_not_there(cast: Cast) -> None:
    reported(cast, site_id=cast.oak.pk, where="Snapchat")
    thing = Mention.objects.get(what=Thing.PLATFORM).thing

    for who, sought in (("cat", thing), ("ama", "0" * 20), ("eve", thing)):
        with pytest.raises(NotFound):
            queries.thing_page(cast.actor(who), sought, at=NOON)


def test_the_statements_do_not_grow(cast: Cast) -> None:
    counts = []
    for _ in range(2):
        for number in range(4):
            reported(
                cast,
                about=[About(person_id=cast.joe.pk), About(name=f"Al {number}")],
                where=f"Snapchat, hall {number}",
                intake=Intake(kind="bullying"),
            )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page_of(cast)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 9


# ------ what was told before


def test_what_was_told_before_is_looked_through(cast: Cast) -> None:
    for _ in range(2):
        reported(
            cast,
            about=[About(person_id=cast.joe.pk), About(name="Al Hill", role=ALLEGED)],
            where="Hall, on Snapchat",
            intake=Intake(kind="bullying", device="Red tablet", account_concerned="fox77"),
        )
    kept = sorted(Mention.objects.values_list("concern_id", "what", "thing", "person_id", "day"))
    Mention.objects.all().delete()

    look_through_all(NOON)

    found = Mention.objects.values_list("concern_id", "what", "thing", "person_id", "day")
    assert sorted(found, key=str) == sorted(kept, key=str)
    look_through_all(NOON)
    assert Mention.objects.count() == len(kept)


def test_a_new_one_does_not_hide_those_before(cast: Cast) -> None:
    first = reported(cast, where="Discord")
    Mention.objects.all().delete()
    reported(cast, where="Discord")

    look_through_all(NOON)

    assert again(cast) == {"Discord": (2, 0)}
    assert Mention.objects.filter(concern=concern(first)).exists()


# ------ the page


def test_the_page_says_shows_and_leads_on(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    for _ in range(2):
        reported(cast, about=[About(person_id=cast.joe.pk)], where="Snapchat")
    sign_in(client, cast.ama)

    shown = client.get("/patterns/?span=year").content.decode()

    assert "Snapchat: in 2 concerns since" not in client.get("/patterns/?span=own").content.decode()
    assert "Joe Tanner" in shown
    assert shown.count("<svg") == 1
    thing = Mention.objects.filter(what=Thing.PLATFORM)[0].thing
    assert f"/patterns/{thing}/" in shown
    assert "Snapchat" in client.get(f"/patterns/{thing}/").content.decode()


def test_days_that_cannot_be_are_said(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ama)
    days = "since_day=5&since_month=3&since_year=2026&until_day=1&until_month=3&until_year=2026"

    shown = client.get(f"/patterns/?span=own&{days}").content.decode()

    assert "The last day lies before the first" in shown
    assert 'value="5"' in shown
    assert "There is a problem" in shown


@pytest.mark.parametrize(
    "word", ["-a." * 6_600 + "é", "-" * 19_990 + "é", ("-" * 60 + ".") * 327 + "é", "a" * 20_000]
)
def test_a_word_without_a_gap_is_looked_at_no_further_than_an_address_goes(word: str) -> None:
    """A pattern that tried each letter of it as a beginning held up every other report."""
    looked_at = [len(one.label) for one in mentions.online(word, word, word)]

    assert all(length <= mentions.LONGEST for length in looked_at)
    assert labels(mentions.online("https://example.com/" + "a" * 5_000)) == ["example.com"]
    assert labels(mentions.online("x" * 150 + "/example.com")) == []
