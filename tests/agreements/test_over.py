"""Answers, ties, declarations and what was seen online go at the end of their time."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection  # to count statements
from django.test.utils import CaptureQueriesContext

from bield.agreements import commands, queries
from bield.agreements.commands import Evidence
from bield.agreements.models import (
    Answer,
    Certificate,
    Declaration,
    Reply,
    Scan,
    Statement,
    TakeDown,
    Tie,
    Understood,
)
from bield.agreements.queries import over
from bield.agreements.states import Down, Said, Stands
from bield.kit.judging import judge
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.people import commands as people
from bield.people.actors import house
from bield.retention import commands as retention
from bield.retention import queries as kept
from bield.retention import rounds
from bield.retention.models import Disposal
from bield.retention.states import Method
from bield.vault.models import DataKey, SealedFile
from tests import files
from tests.agreements.asking import cares, grown_up, published, says, stands, takes_back
from tests.agreements.conduct import DAY, code, record, signs, ties, use
from tests.agreements.pretend import Room
from tests.agreements.test_evidence import ALONE, LATER, asked_by_message, take
from tests.agreements.test_taking_down import asked, reported
from tests.conftest import BEGAN, NOON, Cast

LONG = NOON.replace(year=NOON.year + 30)
SEVEN = NOON.replace(year=NOON.year + 7)


def due(cast: Cast, who: str = "ama", at: datetime = LONG) -> list[str]:
    return [row.subject for row in kept.review_page(cast.actor(who), at).rows]


def leaves(cast: Cast, who: str) -> None:
    people.leave(house(cast.alder.pk, "tests"), cast.people[who].pk, left_on=NOON.date(), at=NOON)


def of_joe(cast: Cast) -> str:
    return f"answers:{cast.joe.reference}"


def dispose(cast: Cast, subject: str, second: str = "ben", at: datetime = LONG) -> Disposal:
    retention.propose_disposal(cast.actor("ama"), subject, reason="It is over.", at=at)
    return retention.agree_to_disposal(cast.actor(second), subject, at=at)


def agreed(cast: Cast) -> None:
    cares(cast, "nan")
    published(cast)
    says(cast, "nan")


# ------ of a child


def test_what_is_in_force_is_never_over(cast: Cast) -> None:
    agreed(cast)

    rounds.dispose(LONG)

    assert due(cast) == []
    assert Answer.objects.count() == 1


def test_what_was_taken_back_comes_up_when_the_child_would_be_grown(cast: Cast) -> None:
    agreed(cast)
    takes_back(cast, "nan", at=NOON + DAY)

    last = NOON.replace(year=2037, month=5, day=14)
    assert due(cast, at=last) == [], "the last day belongs to its time"
    assert due(cast, at=last + DAY) == [of_joe(cast)]
    (row,) = kept.review_page(cast.actor("ama"), LONG).rows
    assert (row.pieces, row.title) == (2, "Answer to a form about a child")
    page = kept.record_page(cast.actor("ama"), of_joe(cast), LONG)
    assert [line.split(",")[0] for line in page.goes] == [
        "Joe Tanner. Recording of online sessions: Yes",
        "Joe Tanner. Recording of online sessions: Taken back",
    ]


def test_a_known_birthday_counts_and_so_does_leaving(cast: Cast) -> None:
    agreed(cast)
    us = house(cast.alder.pk, "tests")
    people.change_person(us, cast.joe.pk, born_on=date(2010, 5, 1), at=BEGAN)
    grown = NOON.replace(year=2035, month=5, day=2)
    assert due(cast, at=grown) == [], "it stands still"

    leaves(cast, "joe")

    assert due(cast, at=grown - DAY) == []
    assert due(cast, at=grown) == [of_joe(cast)]


def test_two_let_them_go_and_nothing_of_them_stays(cast: Cast) -> None:
    agreed(cast)
    takes_back(cast, "nan", at=NOON + DAY)

    certificate = dispose(cast, of_joe(cast))

    assert not Answer.objects.exists()
    assert not Certificate.objects.exists()
    assert not Understood.objects.exists()
    assert (certificate.method, certificate.pieces) == (Method.REMOVED, 2)
    assert stands(cast, at=LONG).stands == Stands.MISSING
    (line,) = ledger.lines_about(cast.alder.pk, of_joe(cast), ["retention.disposed"])
    assert set(line.facts) == {"kind", "basis", "method", "pieces", "certificate"}
    assert [one.subject for one in kept.certificates(cast.actor("ben"))] == [of_joe(cast)]


def test_a_signed_paper_goes_with_its_key(cast: Cast) -> None:
    cares(cast, "nan")
    published(cast)
    paper = Evidence(signed_on=NOON.date(), scan=judge(files.png(), pictures=True))
    take(cast, by=paper)
    file = Scan.objects.get().file
    takes_back(cast, "nan", at=NOON + DAY)

    certificate = dispose(cast, of_joe(cast))

    assert (certificate.method, certificate.pieces) == (Method.KEY_DESTROYED, 3)
    assert not Scan.objects.exists()
    assert not SealedFile.objects.filter(pk=file.pk).exists()
    assert DataKey.objects.get(pk=file.key_id).wrapped is None


def test_what_was_sent_and_came_back_goes_too(cast: Cast) -> None:
    sent = asked_by_message(cast)
    commands.hear_reply(
        cast.actor("eve"),
        sent.reference,
        "Yes, I agree.",
        sender=cast.nan.email,
        came_at=LATER,
        at=LATER,
    )
    commands.withdraw(cast.actor("nan"), cast.joe.pk, [ALONE], at=NOON + DAY)

    dispose(cast, of_joe(cast))

    assert not Statement.objects.exists()
    assert not Reply.objects.exists()


def test_who_sees_them_on_the_list(cast: Cast) -> None:
    agreed(cast)
    takes_back(cast, "nan", at=NOON + DAY)
    cares(cast, "ben")

    assert due(cast, "ama") == [of_joe(cast)]
    assert due(cast, "lou") == [of_joe(cast)]
    assert due(cast, "ben") == [], "whoever cares for the child decides nothing of it"
    assert due(cast, "gus") == []
    with pytest.raises(NotFound):
        dispose(cast, of_joe(cast), second="ben")
    assert Answer.objects.count() == 2


def test_a_hold_on_the_child_the_signer_or_one_paper_beats_the_two(cast: Cast) -> None:
    agreed(cast)
    first = Certificate.objects.get().reference
    takes_back(cast, "nan", at=NOON + DAY)
    for subject in (cast.joe.reference, cast.nan.reference, first):
        hold = retention.place_hold(
            cast.actor("ama"),
            subject,
            reason="The police asked.",
            review_on=LONG.date() + 9 * DAY,
            at=LONG,
        )
        retention.propose_disposal(cast.actor("ama"), of_joe(cast), reason="Over.", at=LONG)
        with pytest.raises(Refused, match="held"):
            retention.agree_to_disposal(cast.actor("ben"), of_joe(cast), at=LONG)
        retention.send_back(cast.actor("ben"), of_joe(cast), reason="Held.", at=LONG)
        retention.release_hold(
            cast.actor("ama"), hold.reference, adviser="police", advice="Go.", at=LONG
        )

    dispose(cast, of_joe(cast))


def test_the_proof_outlives_what_rests_on_it(cast: Cast, room: Room) -> None:
    agreed(cast)
    subject = room.record(cast.actor("ama"), cast.joe.pk, "1", at=NOON)
    leaves(cast, "joe")
    assert due(cast) == [], "the recording is still there"

    Disposal.objects.filter(subject=subject).delete()

    assert due(cast) == [of_joe(cast)]


def test_what_is_under_way_keeps_its_answers(cast: Cast, room: Room) -> None:
    agreed(cast)
    room.record(cast.actor("ama"), cast.joe.pk, "1", at=NOON)

    takes_back(cast, "nan", at=NOON + DAY)

    assert due(cast) == []


# ------ of an adult


def answered(cast: Cast, said: str, at: datetime) -> None:
    says(cast, "ivy", "ivy", said, at=at)


def test_an_adults_answer_goes_by_itself_six_years_after_it_was_replaced(cast: Cast) -> None:
    grown_up(cast, "ivy")
    published(cast)
    answered(cast, Said.YES, NOON - 9 * DAY)
    first = Certificate.objects.get().reference
    answered(cast, Said.NO, NOON)
    rounds.dispose(NOON.replace(year=NOON.year + 6))
    assert Answer.objects.count() == 2

    rounds.dispose(NOON.replace(year=NOON.year + 6) + 2 * DAY)
    rounds.dispose(LONG)

    assert Answer.objects.get().said == Said.NO, "what was said last stands"
    assert stands(cast, "ivy", at=LONG).stands == Stands.REFUSED
    certificate = kept.certificate(cast.alder.pk, "agreements.answer", f"answer:{first}")
    assert certificate is not None
    assert certificate.pieces == 1


def test_nothing_that_goes_lets_an_older_yes_stand_again(cast: Cast) -> None:
    grown_up(cast, "ivy")
    published(cast)
    answered(cast, Said.YES, NOON - 9 * DAY)
    first = Certificate.objects.get().reference
    takes_back(cast, "ivy", "ivy", at=NOON)
    hold = retention.place_hold(
        cast.actor("ama"), first, reason="A complaint.", review_on=LONG.date() + 9 * DAY, at=NOON
    )

    rounds.dispose(SEVEN)

    assert Answer.objects.count() == 2, "the hold on the first holds what took it back"
    assert stands(cast, "ivy", at=SEVEN).stands == Stands.WITHDRAWN
    retention.release_hold(
        cast.actor("ama"), hold.reference, adviser="legal", advice="Over.", at=SEVEN
    )
    rounds.dispose(SEVEN + DAY)
    assert not Answer.objects.exists()


def test_one_withdrawal_takes_what_it_took_back_along(cast: Cast) -> None:
    grown_up(cast, "ivy")
    published(cast)
    answered(cast, Said.YES, NOON - 9 * DAY)
    takes_back(cast, "ivy", "ivy", at=NOON)
    last = Certificate.objects.latest("pk").reference

    gone = queries.adult_over(cast.alder.pk, last)

    assert [one.said for one in gone] == [Said.YES, Said.WITHDRAWN]


def test_what_somebody_broke_stays_as_long_as_what_stands_against_them(cast: Cast) -> None:
    grown_up(cast, "ivy")
    use(cast)
    signs(cast, "ivy")
    record(cast, "ivy")
    leaves(cast, "ivy")

    rounds.dispose(LONG)

    assert Answer.objects.count() == 1


def test_statements_do_not_grow_with_the_answers(cast: Cast) -> None:
    grown_up(cast, "ivy", "dev")
    published(cast)
    for who, said in (("ivy", Said.YES), ("ivy", Said.NO)):
        says(cast, who, who, said, at=NOON)
    with CaptureQueriesContext(connection) as few:
        assert len(list(over.adults_over(cast.alder.pk, SEVEN))) == 1
    for day in range(20):
        says(cast, "dev", "dev", Said.YES if day % 2 else Said.NO, at=NOON + day * DAY)

    with CaptureQueriesContext(connection) as many:
        assert len(list(over.adults_over(cast.alder.pk, SEVEN + 30 * DAY))) == 20

    assert len(many) == len(few)


# ------ ties, declarations, what was seen online


def test_a_tie_goes_by_two_six_years_after_it_ended(cast: Cast) -> None:
    code(cast)
    stood, over = ties(cast), ties(cast, "dev")
    commands.end_tie(cast.actor("dev"), over.reference, at=NOON)
    assert due(cast, at=NOON.replace(year=NOON.year + 6)) == []
    assert due(cast, "ben", SEVEN) == [], "a deputy reads no ties"
    assert due(cast, at=SEVEN) == [over.reference]

    certificate = dispose(cast, over.reference, "lou", SEVEN)

    assert certificate.method == Method.KEY_DESTROYED
    assert Tie.objects.get().reference == stood.reference
    assert DataKey.objects.get(pk=over.key_id).wrapped is None
    assert due(cast, at=SEVEN) == []
    with pytest.raises(NotFound):
        dispose(cast, stood.reference, "lou", SEVEN)


def test_nobody_decides_about_their_own_tie(cast: Cast) -> None:
    own = ties(cast, "lou")
    commands.end_tie(cast.actor("lou"), own.reference, at=NOON)

    assert due(cast, "ama", SEVEN) == [own.reference]
    assert due(cast, "lou", SEVEN) == []


def test_the_last_declaration_of_whoever_works_here_stays(cast: Cast) -> None:
    for year in range(3):
        commands.declare(cast.actor("ivy"), seen=(), at=NOON.replace(year=NOON.year + year))

    rounds.dispose(NOON.replace(year=NOON.year + 7) + 9 * DAY)
    assert Declaration.objects.count() == 2

    rounds.dispose(LONG)
    assert Declaration.objects.count() == 1


def test_what_was_seen_online_goes_six_years_after_it_was_closed(cast: Cast) -> None:
    stays, reference = reported(cast), reported(cast, of_another=False)
    asked(cast, reference)
    later = NOON + timedelta(hours=4)
    commands.hear_down(cast.actor("ama"), reference, answer=Down.DOWN, at=later)
    commands.close_take_down(cast.actor("ama"), reference, at=later)
    assert due(cast, at=SEVEN) == [reference]

    certificate = dispose(cast, reference, at=SEVEN)

    assert (certificate.method, certificate.pieces) == (Method.REMOVED, 2)
    assert TakeDown.objects.get().reference == stays
