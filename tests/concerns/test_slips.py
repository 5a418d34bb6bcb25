"""Paper slips: printed with numbers, entered once, and hidden from whoever one names."""

import itertools
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction  # noqa: TID251  # the database refuses
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.intake import Intake, Paper
from bield.concerns.models import Concern, EnteredSlip, SlipBatch, SlipOutOfUse
from bield.concerns.queries.slips import BatchItem
from bield.concerns.rules.slips import LONG_OUT, MOST, Slip
from bield.concerns.slips import LETTERS, number_typed, slip_number
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.people.actors import Strength
from tests.concerns.telling import concern, reported
from tests.conftest import NOON, TODAY, Cast


def printed(cast: Cast, count: int = 3, by: str = "ama", **words: Any) -> str:
    given = {"site_id": cast.oak.pk, "at": NOON, **words}
    return commands.print_slips(cast.actor(by), count=count, **given)


def on_slip(slip: str, **words: Any) -> Intake:
    return Intake(paper=Paper(**{"slip": slip, "written_on": TODAY, **words}))


def entered(cast: Cast, slip: str, by: str = "dev", **words: Any) -> str:
    return reported(cast, by, intake=on_slip(slip), **words)


def states(cast: Cast, who: str = "ama", first: int = 1) -> list[str]:
    page = queries.batch_page(cast.actor(who), slip_number(first), at=NOON)
    return [slip.state for slip in page.slips]


def batch(cast: Cast, who: str = "ama", **how: Any) -> BatchItem:
    return queries.slips_page(cast.actor(who), **{"at": NOON, **how}).batches[0]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.refusals]


# ------ the number


def test_a_number_is_read_however_it_is_typed() -> None:
    number = slip_number(1017)

    for typed in (number, number.lower(), number.replace("-", ""), f" {number[2:]} "):
        assert number_typed(typed) == 1017
    assert number_typed(slip_number(100).replace("0", "o").replace("1", "l")) == 100


def test_a_digit_that_is_wrong_or_swapped_is_noticed() -> None:
    for number in range(1, 2000, 37):
        digits, letter = f"{number:04d}", slip_number(number)[-1]
        wrong = {
            digits[:place] + other + digits[place + 1 :]
            for place, other in itertools.product(range(4), "0123456789")
        }
        swapped = {
            digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            for place in range(3)
        }
        for typed in (wrong | swapped) - {digits}:
            assert number_typed(f"P-{typed}-{letter}") is None
        others = set(LETTERS) - {letter}
        assert {number_typed(f"P-{digits}-{other}") for other in others} == {None}


@pytest.mark.parametrize("typed", ["", "P", "-", "C-4F7-9HK2", "P-0001", "P-٣-C", "P-" + "9" * 40])
def test_what_is_no_number_of_a_slip_is_none(typed: str) -> None:
    assert number_typed(typed) is None


# ------ printed


def test_a_batch_says_who_printed_which_numbers_for_which_site(cast: Cast) -> None:
    first = printed(cast, 3)
    second = printed(cast, 2, "ben", site_id=cast.elm.pk)

    (newest, oldest) = queries.slips_page(cast.actor("ama"), at=NOON).batches
    assert (first, second) == (slip_number(1), slip_number(4))
    assert (oldest.first, oldest.last, oldest.site) == (first, slip_number(3), "Oak")
    assert (newest.last, newest.site, newest.by) == (slip_number(5), "Elm", "Ben Carter")
    assert (oldest.out, oldest.entered, oldest.out_of_use) == (3, 0, 0)
    assert [line.event for line in lines_about(cast.alder.pk, f"slip:{first}")] == [
        "concern.slips-printed"
    ]


def test_each_house_counts_its_own(cast: Cast) -> None:
    printed(cast)

    assert queries.slips_page(cast.actor("mia"), at=NOON).batches == ()
    with pytest.raises(NotFound):
        queries.sheets(cast.actor("mia"), slip_number(1), at=NOON)


def test_a_sheet_has_its_number_the_telephones_and_the_team_of_its_site(cast: Cast) -> None:
    first = printed(cast, 2, site_id=cast.elm.pk)

    page = queries.sheets(cast.actor("ama"), first, at=NOON)

    assert page.numbers == (slip_number(1), slip_number(2))
    assert page.team[0] == "Cat Doyle, Designated safeguarding officer"
    assert [name.split(",")[0] for name in page.team[1:]] == ["Ama Boateng", "Ben Carter"]
    assert (
        page.call
        == queries.refer_now_page(
            cast.actor("ben"), reported(cast, site_id=cast.elm.pk), at=NOON
        ).call
    )


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_no_more_than_a_drawer_holds_is_printed_at_once(cast: Cast, count: int) -> None:
    with pytest.raises(Refused, match="slips-at-once"):
        printed(cast, count)
    with pytest.raises(Refused, match="unknown-place"):
        printed(cast, site_id=0)

    assert not SlipBatch.objects.exists()


def test_slips_are_for_those_designated_alone(cast: Cast) -> None:
    first = printed(cast)

    for who in (*(cast.actor(one) for one in ("dev", "eve", "hal", "lou")), one_factor(cast)):
        for ask in (
            lambda who=who: queries.slips_page(who, at=NOON),
            lambda who=who: queries.batch_page(who, first, at=NOON),
            lambda who=who: queries.sheets(who, first, at=NOON),
            lambda who=who: commands.print_slips(who, site_id=cast.oak.pk, count=1, at=NOON),
            lambda who=who: commands.take_slip_out_of_use(who, first, why="lost", at=NOON),
        ):
            with pytest.raises(NotFound):
                ask()


def one_factor(cast: Cast) -> Any:
    return cast.actor("ama", Strength.ONE_FACTOR)


# ------ entered


def test_whoever_may_report_enters_a_slip_and_the_concern_says_so(cast: Cast) -> None:
    first = printed(cast)
    paper = Paper(first, TODAY, time(14, 10), "Kim Ashworth")

    reference = reported(cast, intake=Intake(paper=paper))

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)
    told = {fact.name: fact.value for fact in page.told}
    assert told["Written on paper"] == (
        f"Slip {first}, Tuesday 3 March 2026 at 14:10, by Kim Ashworth"
    )
    assert concern(reference).source == "slip:"
    assert queries.numbered(cast.actor("ama"), at=NOON).rows[0].source == "Paper slip"
    assert states(cast) == ["Entered", "Out", "Out"]
    assert "concern.came-on-paper" in [line.event for line in lines_about(cast.alder.pk, reference)]


def test_the_name_on_a_slip_lies_sealed(cast: Cast) -> None:
    first = printed(cast)
    reported(cast, intake=on_slip(first, by="Zebedee Quill"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT says FROM concerns_deed")
        assert not any(b"Quill" in bytes(says) for (says,) in cursor.fetchall())


def test_a_number_is_entered_once_and_the_second_learns_nothing_of_the_concern(cast: Cast) -> None:
    first = printed(cast)
    reference = entered(cast, first)

    with pytest.raises(Refused) as refused:
        entered(cast, first, "ivy")

    assert codes(refused) == ["slip-entered"]
    assert reference not in str([one.message for one in refused.value.refusals])
    assert Concern.objects.count() == EnteredSlip.objects.count() == 1


def test_whoever_may_read_it_or_told_it_is_led_there(cast: Cast) -> None:
    first = printed(cast)
    reference = entered(cast, first)

    for who, link in (("ben", f"/concern/{reference}/"), ("dev", f"/report/sent/{reference}/")):
        with pytest.raises(Refused) as refused:
            commands.report(cast.actor(who), **words(cast, first))
        assert codes(refused) == ["slip-entered", "slip-entered-as"]
        assert refused.value.refusals[1].link == link


def words(cast: Cast, slip: str) -> dict[str, Any]:
    return {
        "site_id": cast.oak.pk,
        "danger_now": "no",
        "account": "As it stands on the slip.",
        "send_key": "another key",
        "intake": on_slip(slip),
        "at": NOON,
    }


def test_sent_again_with_its_key_it_is_the_first_receipt(cast: Cast) -> None:
    first = printed(cast)
    sent = {**words(cast, first), "send_key": "one key"}

    receipts = [commands.report(cast.actor("dev"), **sent) for _ in range(2)]

    assert receipts[0].reference == receipts[1].reference
    assert receipts[1].again


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"slip": ""}, "slip-has-a-number"),
        ({"slip": "P-0001-Q"}, "slip-mistyped"),
        ({"slip": slip_number(400)}, "slip-not-printed"),
        ({"written_on": None}, "slip-day"),
        ({"written_on": TODAY + timedelta(days=1)}, "slip-day"),
        ({"written_on": date(2026, 3, 2)}, "slip-day"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    cast: Cast, said: dict[str, Any], code: str
) -> None:
    first = printed(cast)

    with pytest.raises(Refused, match=code):
        reported(cast, intake=on_slip(**{"slip": first, **said}))

    assert (Concern.objects.count(), EnteredSlip.objects.count()) == (0, 0)


def test_a_slip_of_another_house_is_none(cast: Cast) -> None:
    for _ in range(2):
        printed(cast)

    with pytest.raises(Refused, match="slip-not-printed"):
        commands.report(
            cast.actor("mia"),
            **{**words(cast, slip_number(4)), "site_id": cast.birch_site.pk},
        )


# ------ out of use


@pytest.mark.parametrize(
    ("why", "says"),
    [("spoilt", "Out of use: spoilt, and torn up"), ("lost", "Out of use: lost")],
)
def test_a_spoilt_or_lost_slip_is_not_expected(cast: Cast, why: str, says: str) -> None:
    first = printed(cast)

    commands.take_slip_out_of_use(cast.actor("ben"), first, why=why, at=NOON)

    assert states(cast) == [says, "Out", "Out"]
    assert (batch(cast).out, batch(cast).out_of_use) == (2, 1)
    with pytest.raises(Refused, match="slip-is-out-of-use"):
        commands.take_slip_out_of_use(cast.actor("ama"), first, why="lost", at=NOON)


def test_it_needs_a_reason_that_we_know(cast: Cast) -> None:
    first = printed(cast)

    with pytest.raises(Refused, match="slip-for-a-reason"):
        commands.take_slip_out_of_use(cast.actor("ben"), first, why="tired", at=NOON)

    assert not SlipOutOfUse.objects.exists()


def test_an_entered_slip_cannot_be_called_spoilt(cast: Cast) -> None:
    first = printed(cast)
    entered(cast, first)

    with pytest.raises(Refused, match="slip-is-entered"):
        commands.take_slip_out_of_use(cast.actor("ben"), first, why="spoilt", at=NOON)


def test_a_lost_slip_that_turns_up_is_told_all_the_same(cast: Cast) -> None:
    first = printed(cast)
    commands.take_slip_out_of_use(cast.actor("ben"), first, why="lost", at=NOON)

    entered(cast, first)

    assert states(cast)[0] == "Entered, after it was out of use: lost"
    assert (batch(cast).entered, batch(cast).out_of_use) == (1, 0)


def test_what_has_been_out_long_is_said_while_any_is_out(cast: Cast) -> None:
    first = printed(cast, 2)
    later = NOON + LONG_OUT + timedelta(days=1)

    assert not batch(cast, at=NOON + LONG_OUT).long_out
    assert batch(cast, at=later).long_out
    page = queries.batch_page(cast.actor("ama"), first, at=later)
    assert [slip.state for slip in page.slips] == ["Out, for a long time"] * 2
    for slip in (first, slip_number(2)):
        commands.take_slip_out_of_use(cast.actor("ben"), slip, why="old", at=later)
    assert not batch(cast, at=later).long_out


# ------ need to know


def test_whoever_may_not_read_it_sees_that_it_was_entered_and_no_more(cast: Cast) -> None:
    first = printed(cast)
    reference = entered(cast, first, site_id=cast.oak.pk)

    (slip, *_) = queries.batch_page(cast.actor("gus"), first, at=NOON).slips
    (seen, *_) = queries.batch_page(cast.actor("ama"), first, at=NOON).slips

    assert (slip.state, slip.references) == ("Entered", ())
    assert (seen.state, seen.references) == ("Entered", (reference,))


def test_for_whoever_it_names_the_slip_is_still_out(cast: Cast) -> None:
    first = printed(cast)
    commands.report(cast.actor("dev"), **words(cast, first), about=[About(person_id=cast.ben.pk)])

    assert states(cast, "ben") == ["Out", "Out", "Out"]
    assert (batch(cast, "ben").out, batch(cast, "ben").entered) == (3, 0)
    assert states(cast, "ama") == ["Entered", "Out", "Out"]
    assert queries.slip_of(cast.actor("ben"), 1) == Slip(printed_on=TODAY)


def test_whoever_it_names_meets_no_refusal_that_tells_of_it(cast: Cast) -> None:
    first, second = printed(cast, 2), slip_number(2)
    for slip in (first, second):
        about = [About(person_id=cast.ben.pk)]
        commands.report(cast.actor("dev"), **{**words(cast, slip), "send_key": slip}, about=about)

    own = entered(cast, first, "ben")
    commands.take_slip_out_of_use(cast.actor("ben"), second, why="lost", at=NOON)

    assert states(cast, "ben") == ["Entered", "Out of use: lost"]
    assert states(cast, "ama") == [
        "Entered by two people",
        "Entered, after it was out of use: lost",
    ]
    assert own in queries.batch_page(cast.actor("ama"), first, at=NOON).slips[0].references
    with pytest.raises(Refused, match="slip-entered"):
        entered(cast, first, "ben")


def test_a_house_with_something_hidden_takes_the_same_statements(cast: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as counted:
            queries.slips_page(cast.actor("ben"), at=NOON)
            queries.batch_page(cast.actor("ben"), slip_number(1), at=NOON)
        return len(counted)

    first = printed(cast, 20)
    before = statements()
    commands.report(cast.actor("dev"), **words(cast, first), about=[About(person_id=cast.ben.pk)])
    for number in range(2, 20):
        entered(cast, slip_number(number))
    printed(cast, 5)

    assert statements() == before


# ------ the database itself


def test_what_was_printed_and_entered_stays_as_it_was(cast: Cast) -> None:
    first = printed(cast)
    entered(cast, first)
    commands.take_slip_out_of_use(cast.actor("ben"), slip_number(2), why="lost", at=NOON)

    for change in (
        lambda: SlipBatch.objects.update(count=1),
        lambda: EnteredSlip.objects.update(number=3),
        lambda: SlipOutOfUse.objects.update(why="blank"),
    ):
        with pytest.raises(DatabaseError, match="stays as it was written"), transaction.atomic():
            change()
