"""What is printed from a page: what for and for whom first, then a mark, a row and a line."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, queries
from bield.concerns.models import Printed
from bield.concerns.printing import Printing
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from tests.concerns.moving import about_joe
from tests.concerns.printing import CONFERENCE, on_paper
from tests.concerns.telling import acknowledged
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient

MINUTE = timedelta(minutes=1)


def printed(cast: Cast, reference: str, who: str = "ben") -> list[str]:
    page = queries.concern_page(cast.actor(who), reference, at=NOON)
    return [one.reference for one in page.prints]


@pytest.mark.clause("TP-2.9h2")
@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (Printing("", ""), ["no-print-purpose", "no-print-recipient"]),
        (Printing("other", "Ada Quill", " "), ["no-print-words"]),
        (Printing("meeting", " "), ["no-print-recipient"]),
        (Printing("chosen", "Ada Quill"), ["no-print-purpose"]),
    ],
)
def test_nothing_is_printed_before_it_is_said_what_for_and_for_whom(
    cast: Cast, asked: Printing, codes: list[str]
) -> None:
    reference = acknowledged(cast)

    with pytest.raises(Refused) as refused:
        commands.print_concern(cast.actor("ben"), reference, asked, at=NOON)

    assert [one.code for one in refused.value.refusals] == codes
    assert printed(cast, reference) == []


@pytest.mark.clause("TP-2.9h2")
def test_a_chronology_is_printed_for_somebody_or_not_at_all(cast: Cast) -> None:
    reference = about_joe(cast)

    with pytest.raises(Refused, match="no-print-recipient"):
        commands.print_history(cast.actor("ben"), [reference], Printing("meeting", ""), at=NOON)

    assert printed(cast, reference) == []


def test_the_page_asks_shows_nothing_before_and_keeps_what_was_typed(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = acknowledged(cast, account="He came without a coat.")
    sign_in(client, cast.ben)
    address = f"/concern/{reference}/print/"

    asked = client.get(address).content.decode()
    again = client.send(address, {"recipient": "Ada Quill"}).content.decode()
    shown = on_paper(client, address).content.decode()

    assert "without a coat" not in asked + again
    assert 'value="Ada Quill"' in again
    assert "Choose what it is for." in again
    assert "without a coat" in shown
    (made,) = printed(cast, reference)
    assert shown.count(made) >= 3
    assert shown.count("Ada Quill, chair of the conference") >= 3
    assert "not a released copy" not in shown
    assert "not a released copy" in asked


def test_the_concern_says_what_was_printed_and_the_record_what_for(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = acknowledged(cast)
    made = commands.print_concern(cast.actor("ben"), reference, CONFERENCE, at=NOON)
    sign_in(client, cast.ama)

    page = client.get(f"/concern/{reference}/").content.decode()

    assert made.reference in page
    assert "Ada Quill, chair of the conference" in page
    assert "A conference, or a meeting with other bodies; On 9 March." in page
    look_into(cast.alder)
    (line,) = ledger.lines_about(cast.alder.pk, reference, ["concern.printed"])
    assert line.facts == {"printed": made.reference, "purpose": "conference"}
    assert "Ada" not in str(line.facts)
    assert b"Ada" not in bytes(Printed.objects.get().says)


def test_a_chronology_on_paper_stands_with_each_concern_and_tells_of_no_other(cast: Cast) -> None:
    open_to_both, hidden = about_joe(cast), about_joe(cast)
    commands.exclude(cast.actor("ama"), hidden, person_id=cast.ben.pk, reason="No.", at=NOON)

    whole = commands.print_history(cast.actor("ama"), [open_to_both, hidden], CONFERENCE, at=NOON)
    less = commands.print_history(cast.actor("ben"), [open_to_both, hidden], CONFERENCE, at=NOON)

    assert printed(cast, hidden, "ama") == [whole.reference]
    assert printed(cast, open_to_both) == [whole.reference, less.reference]
    page = queries.concern_page(cast.actor("ben"), open_to_both, at=NOON)
    assert hidden not in str(page.prints)
    first, second = page.prints
    assert (first.what, first.what_for, first.recipient) == (
        second.what,
        second.what_for,
        second.recipient,
    ), "both look the same, whatever was on the paper"


def test_a_page_that_is_loaded_again_is_the_same_print(cast: Cast) -> None:
    reference = acknowledged(cast)
    actor = cast.actor("ben")

    first = commands.print_concern(actor, reference, CONFERENCE, at=NOON)
    again = commands.print_concern(actor, reference, CONFERENCE, at=NOON + MINUTE / 2)
    other = commands.print_concern(
        actor, reference, Printing("meeting", "Me"), at=NOON + MINUTE / 2
    )
    later = commands.print_concern(actor, reference, CONFERENCE, at=NOON + 2 * MINUTE)

    assert again == first
    assert printed(cast, reference) == [first.reference, other.reference, later.reference]
    events = [one.event for one in ledger.lines_about(cast.alder.pk, reference)]
    assert events.count("concern.printed") == 3
    assert events.count("concern.printed-again") == 1


@pytest.mark.parametrize("who", ["joe", "dev", "eve", "cat", "mia"])
def test_nobody_prints_what_they_do_not_read(cast: Cast, who: str) -> None:
    reference = about_joe(cast)

    with pytest.raises(NotFound):
        commands.print_concern(cast.actor(who), reference, CONFERENCE, at=NOON)
    with pytest.raises(NotFound):
        commands.print_history(cast.actor(who), [reference], CONFERENCE, at=NOON)

    assert printed(cast, reference) == []


def test_a_print_cannot_be_taken_back(cast: Cast) -> None:
    commands.print_concern(cast.actor("ben"), acknowledged(cast), CONFERENCE, at=NOON)

    with pytest.raises(DatabaseError):
        Printed.objects.update(reference="P-CCCC-CCCC")


def test_the_page_costs_the_same_however_much_was_printed(cast: Cast) -> None:
    reference, counts = acknowledged(cast), []
    for number in range(3):
        cast.actor("ben")
        with CaptureQueriesContext(connection) as asked:
            queries.concern_page(cast.actor("ben"), reference, at=NOON)
        counts.append(len(asked))
        mine = Printing("other", "Me", f"For {number}.")
        commands.print_concern(cast.actor("ben"), reference, mine, at=NOON)

    assert len(set(counts)) == 1
