"""Body maps: what was seen, where, by whom and when; only added to, sealed, and said in words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, figure, queries
from bield.concerns.about import About
from bield.concerns.figure import HEIGHT, PARTS, WIDTH, View
from bield.concerns.marks import BodyMap
from bield.concerns.models import BodyMark
from bield.concerns.rules import marking
from bield.concerns.rules.marking import Mark
from bield.concerns.states import PartyRole
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from tests.access.test_need_to_know import dumped
from tests.concerns.printing import on_paper
from tests.concerns.telling import acknowledged, concern, reported
from tests.conftest import NOON, Cast, SignIn
from tests.houses import LiveDatabase
from tests.pages import LookingClient

YESTERDAY = NOON - timedelta(days=1)
WORDS = "Quizzicalwombat"
BRUISE = Mark(
    party=1,
    view="front",
    part="left-forearm",
    kind="bruise",
    size="coin",
    colour="dark",
    seen_by="Ivy Lindqvist",
    seen_at=YESTERDAY,
    note="He said that he fell.",
)
FORM = {
    "party": "1",
    "view": "front",
    "part": "left-forearm",
    "kind": "bruise",
    "size": "coin",
    "colour": "dark",
    "seen_by": "Ivy Lindqvist",
    "seen_on_day": "2",
    "seen_on_month": "3",
    "seen_on_year": "2026",
}


def about_joe(cast: Cast, **words: Any) -> str:
    joe = About(person_id=cast.joe.pk, role=PartyRole.SUBJECT)
    return acknowledged(cast, about=[joe], **words)


def mark(cast: Cast, reference: str, by: str = "ben", **other: Any) -> int:
    at = other.pop("written_at", NOON)
    return commands.mark_body(cast.actor(by), reference, replace(BRUISE, **other), at=at)


def maps(cast: Cast, reference: str, by: str = "ama") -> tuple[BodyMap, ...]:
    return queries.concern_page(cast.actor(by), reference, at=NOON).body_maps


def refused(**other: Any) -> list[str]:
    said = replace(BRUISE, **other)
    return [one.code for one in marking.mark(said, known=True, at=NOON)]


# ------ the figure


def test_every_part_lies_on_the_drawing() -> None:
    for part in PARTS.values():
        for left, top, right, bottom in part.boxes.values():
            assert 0 <= left < right <= WIDTH
            assert 0 <= top < bottom <= HEIGHT


def test_left_and_right_are_the_persons_own() -> None:
    hand = PARTS["left-hand"]

    assert hand.middle(View.FRONT)[0] > WIDTH / 2 > hand.middle(View.BACK)[0]


def test_no_two_parts_of_one_side_have_the_same_middle() -> None:
    for view in View:
        middles = [part.middle(view) for part in PARTS.values() if view in part.boxes]
        holding = [
            [part.code for part in PARTS.values() if part.holds(view, *middle)]
            for middle in middles
        ]
        assert [len(held) for held in holding] == [1] * len(middles), holding


@pytest.mark.parametrize(
    ("pointed_at", "drawn_at"),
    [((160, 210), (160, 210)), ((20, 20), (161, 215)), (None, (161, 215))],
)
def test_a_mark_is_drawn_where_it_was_put_if_that_is_the_part_that_was_chosen(
    pointed_at: tuple[int, int] | None, drawn_at: tuple[int, int]
) -> None:
    assert figure.placed("left-forearm", View.FRONT, pointed_at) == drawn_at


# ------ the rule


def test_what_somebody_saw_is_marked() -> None:
    assert refused() == []


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"view": "inside"}, "no-such-choice"),
        ({"kind": "blame"}, "no-such-choice"),
        ({"size": "huge"}, "no-such-choice"),
        ({"colour": "pink"}, "no-such-choice"),
        ({"part": "tail"}, "no-such-part"),
        ({"part": "face", "view": "back"}, "not-on-this-side"),
        ({"seen_by": "  "}, "nobody-saw-it"),
        ({"seen_at": NOON + timedelta(minutes=1)}, "has-not-happened"),
        ({"kind": "other", "note": ""}, "not-described"),
    ],
)
def test_what_cannot_be_is_refused(other: dict[str, Any], code: str) -> None:
    assert refused(**other) == [code]


def test_nothing_is_marked_on_somebody_whom_the_concern_does_not_name(cast: Cast) -> None:
    with pytest.raises(Refused, match="nobody-to-mark"):
        mark(cast, about_joe(cast), party=2)


# ------ marked


def test_it_is_drawn_and_said_in_words(cast: Cast) -> None:
    reference = about_joe(cast)

    mark(cast, reference)

    (one,) = maps(cast, reference)
    (drawn,) = one.drawn
    assert (one.name, drawn.shown, drawn.title) == (
        "Joe Tanner",
        "1",
        "Bruise, left forearm, seen from the front",
    )
    assert (drawn.left, drawn.y, drawn.radius, drawn.by) == (161, 215, 9, "Ben Carter")
    last = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology[-1]
    assert last.text == (
        "Body map, mark 1: Bruise, left forearm, seen from the front, on Joe Tanner. Like a large"
        " coin. Blue, purple or black. Seen by Ivy Lindqvist, Monday 2 March 2026, 12:00:00 GMT."
        " He said that he fell."
    )
    assert last.happened is not None
    assert last.happened.at == YESTERDAY


def test_seen_from_behind_it_stands_on_the_second_drawing(cast: Cast) -> None:
    reference = about_joe(cast)

    mark(cast, reference, view="back", part="upper-back")

    assert maps(cast, reference)[0].drawn[0].left == WIDTH / 2 + figure.WIDTH + 20


def test_the_record_says_that_it_was_marked_and_not_what(cast: Cast) -> None:
    reference = about_joe(cast)

    mark(cast, reference)

    last = lines_about(cast.alder.pk, reference)[-1]
    assert (last.event, last.facts) == ("concern.body-marked", {"number": 1})


def test_sent_twice_it_is_one_mark(cast: Cast) -> None:
    reference = about_joe(cast)

    numbers = [mark(cast, reference) for _ in range(2)]

    assert numbers == [1, 1]
    assert len(maps(cast, reference)[0].marks) == 1


def test_two_people_who_saw_the_same_are_two_marks(cast: Cast) -> None:
    reference = about_joe(cast)

    assert [mark(cast, reference, by) for by in ("ben", "ama")] == [1, 2]


def test_a_picture_written_out_is_not_taken(cast: Cast) -> None:
    with pytest.raises(Refused, match="file-in-text"):
        mark(cast, about_joe(cast), note="data:image/png;base64," + "iVBORw0KGgo" * 40)


@pytest.mark.parametrize("who", ["dev", "cat", "eve", "lou", "mia"])
def test_whoever_does_not_read_it_marks_nothing(cast: Cast, who: str) -> None:
    reference = about_joe(cast)

    with pytest.raises(NotFound):
        mark(cast, reference, who)


def test_what_was_marked_cannot_be_rewritten(cast: Cast) -> None:
    mark(cast, about_joe(cast))

    with pytest.raises(DatabaseError, match="stays as it was written"):
        BodyMark.objects.update(says=b"another")


def test_no_word_of_it_is_legible_in_the_database(live_db: LiveDatabase, cast: Cast) -> None:
    reference = about_joe(cast)
    mark(cast, reference, seen_by=WORDS, note=f"{WORDS} said so.")

    dump = dumped(live_db, cast.alder.pk).lower()

    assert "concern.body-marked" in dump or reference.lower() in dump
    assert WORDS.lower() not in dump
    assert "left-forearm" not in dump


# ------ a mistake


def test_a_mistake_stays_with_its_reason_and_is_not_drawn(cast: Cast) -> None:
    reference = about_joe(cast)
    mark(cast, reference)

    commands.take_mark_back(cast.actor("ama"), reference, 1, reason="It was the right.", at=NOON)

    (one,) = maps(cast, reference)
    assert [(item.number, item.mistake) for item in one.marks] == [(1, "It was the right.")]
    assert one.drawn == ()
    *_, said, mistake = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology
    assert (mistake.corrects, said.corrected_by) == (said.number, mistake.number)


def test_the_second_of_two_hears_that_it_was_taken_back(cast: Cast) -> None:
    reference = about_joe(cast)
    mark(cast, reference)
    commands.take_mark_back(cast.actor("ama"), reference, 1, reason="The right.", at=NOON)

    with pytest.raises(Refused, match="mark-taken-back") as refused_:
        commands.take_mark_back(cast.actor("ben"), reference, 1, reason="Mine.", at=NOON)

    assert "Ama Boateng" in refused_.value.refusals[0].message


def test_a_mistake_that_is_sent_again_is_said_once(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    mark(cast, reference)
    sign_in(client, cast.ama)
    page = f"/concern/{reference}/body-map/1/mistake/"
    said = {"reason": "It was the right.", "version": concern(reference).version}

    first, second = (client.send(page, said) for _ in range(2))

    assert (first.status_code, second.get("Location")) == (302, first["Location"])
    assert BodyMark.objects.filter(takes_back=1).count() == 1


def test_without_a_reason_it_stands(cast: Cast) -> None:
    reference = about_joe(cast)
    mark(cast, reference)

    with pytest.raises(Refused, match="no-reason"):
        commands.take_mark_back(cast.actor("ben"), reference, 1, reason=" ", at=NOON)


@pytest.mark.parametrize("number", [2, 9])
def test_what_is_no_mark_is_not_found(cast: Cast, number: int) -> None:
    reference = about_joe(cast)
    mark(cast, reference)
    commands.take_mark_back(cast.actor("ben"), reference, 1, reason="The right.", at=NOON)

    with pytest.raises(NotFound):
        commands.take_mark_back(cast.actor("ben"), reference, number, reason="So.", at=NOON)


# ------ over time


def test_marks_of_all_days_lie_over_each_other_with_their_days(cast: Cast) -> None:
    first, second = about_joe(cast), about_joe(cast)
    mark(cast, first)
    mark(cast, second, seen_at=YESTERDAY - timedelta(days=9), part="left-knee")
    mark(cast, second, seen_at=YESTERDAY, part="right-knee")

    page = queries.person_history(cast.actor("ama"), first, 1, at=NOON)

    assert page.body_map is not None
    assert [
        (day.letter, day.day, [(one.shown, one.concern) for one in day.marks])
        for day in page.body_map.days
    ] == [
        ("A", "Saturday 21 February 2026", [("A1", second)]),
        ("B", "Monday 2 March 2026", [("B1", first), ("B2", second)]),
    ]


def test_of_a_concern_that_the_reader_does_not_open_no_mark_is_shown(cast: Cast) -> None:
    at_elm = about_joe(cast, site_id=cast.elm.pk)
    at_oak = about_joe(cast)
    mark(cast, at_oak)

    page = queries.person_history(cast.actor("cat"), at_elm, 1, at=NOON)

    assert page.body_map is None
    assert queries.person_history(cast.actor("ama"), at_elm, 1, at=NOON).body_map is not None


# ------ pages


def test_it_is_marked_on_its_page_with_script_off(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.ben)

    answer = client.send(f"/concern/{reference}/body-map/", FORM)

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/concern/{reference}/body-map/?said=marked",
    )
    shown = client.get(answer["Location"]).content.decode()
    assert "Bruise, left forearm, seen from the front" in shown
    for page in ("", "print/", "person/1/", "person/1/print/"):
        look = on_paper if page.endswith("print/") else LookingClient.get
        shown = look(client, f"/concern/{reference}/{page}").content.decode()
        assert 'class="bield-figure__mark bield-figure__mark--dark"' in shown, page
        assert "Bruise, left forearm, seen from the front" in shown, page


def test_what_was_typed_is_there_again_after_a_refusal(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.ben)

    answer = client.send(
        f"/concern/{reference}/body-map/", {**FORM, "view": "back", "part": "face", "note": WORDS}
    )

    shown = answer.content.decode()
    assert "Face does not show from behind" in shown
    assert WORDS in shown
    assert maps(cast, reference) == ()


def test_a_mistake_is_said_on_its_page(client: LookingClient, cast: Cast, sign_in: SignIn) -> None:
    reference = about_joe(cast)
    mark(cast, reference)
    sign_in(client, cast.ben)
    version = concern(reference).version

    answer = client.send(
        f"/concern/{reference}/body-map/1/mistake/", {"reason": "The right.", "version": version}
    )

    assert answer.status_code == 302
    shown = client.get(answer["Location"]).content.decode()
    assert "1</b> was a mistake" in shown
    assert "bield-figure__mark--dark" not in shown


def test_where_nobody_is_named_the_page_says_so(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = reported(cast)
    sign_in(client, cast.ben)

    shown = client.get(f"/concern/{reference}/body-map/").content.decode()

    assert "names nobody yet" in shown
    assert '<form method="post" novalidate' not in shown


def test_many_marks_cost_no_more_statements_than_one(cast: Cast) -> None:
    reference = about_joe(cast)
    ama = cast.actor("ama")

    def statements() -> int:
        with CaptureQueriesContext(connection) as made:
            queries.marks_page(ama, reference, at=NOON)
        return len(made)

    mark(cast, reference)
    one = statements()
    for part in ("left-hand", "right-hand", "face"):
        mark(cast, reference, part=part)

    assert statements() == one <= 7


def test_an_hour_that_nobody_said_is_shown_nowhere(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.ben)

    client.send(f"/concern/{reference}/body-map/", FORM)

    page = queries.concern_page(cast.actor("ben"), reference, at=NOON)
    line = page.chronology[-1]
    assert line.text.endswith("Seen by Ivy Lindqvist, Monday 2 March 2026, time not known.")
    assert line.happened is not None
    assert line.happened.said == "yesterday, Monday 2 March"
    (body,) = queries.marks_page(cast.actor("ben"), reference, at=NOON).maps
    assert body.marks[0].seen.exact == "Monday 2 March 2026, time not known"


def test_what_is_seen_today_can_be_marked_before_noon(cast: Cast) -> None:
    reference = about_joe(cast)
    early = NOON - timedelta(hours=3)

    assert mark(cast, reference, seen_at=NOON, day_alone=True, written_at=early) == 1
    with pytest.raises(Refused, match="has-not-happened"):
        mark(cast, reference, seen_at=NOON, written_at=early)
