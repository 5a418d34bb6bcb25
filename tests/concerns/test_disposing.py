"""A concern goes at the end of its time: two decide, its words are gone, its number stays."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction  # noqa: TID251  # the database itself refuses

from bield.concerns import commands, queries
from bield.concerns.models import Concern, Gone
from bield.duties import queries as duties
from bield.kit.refusals import NotFound, Refused
from bield.ledger.verify import verify
from bield.retention import commands as retention
from bield.retention import queries as kept
from bield.retention import rounds
from bield.retention.models import Disposal, Verdict
from bield.retention.states import DisposalState
from bield.vault.models import DataKey
from tests.concerns.telling import closed, concern, on_desk, reported
from tests.conftest import NOON, Cast

LATER = NOON.replace(year=NOON.year + 30)


def due(cast: Cast, who: str = "ama", at: datetime = LATER) -> list[str]:
    return [row.subject for row in kept.review_page(cast.actor(who), at).rows]


def keep_away(cast: Cast, reference: str, who: str) -> None:
    person = cast.people[who].pk
    commands.exclude(cast.actor("ben"), reference, person_id=person, reason="Kin.", at=NOON)


def dispose(cast: Cast, reference: str, at: datetime = LATER) -> Disposal:
    retention.propose_disposal(cast.actor("ama"), reference, reason="It is over.", at=at)
    return retention.agree_to_disposal(cast.actor("ben"), reference, at=at)


def test_a_child_of_whom_no_birthday_is_known_is_as_young_as_can_be(cast: Cast) -> None:
    reference = closed(cast)

    last = NOON.replace(year=NOON.year + 25)
    assert due(cast, at=last) == [], "the last day belongs to its time"
    assert due(cast, at=last + timedelta(days=1)) == [reference]


def test_what_is_open_is_never_due(cast: Cast) -> None:
    reported(cast)

    assert due(cast) == []


def test_only_who_reads_it_sees_it_on_the_list(cast: Cast) -> None:
    reference = closed(cast)
    keep_away(cast, reference, "cat")

    assert due(cast, "ama") == [reference]
    assert due(cast, "lou") == [], "a head who reads no concern"
    with pytest.raises(NotFound):
        kept.record_page(cast.actor("lou"), reference, LATER)
    with pytest.raises(NotFound):
        kept.review_page(cast.actor("eve"), LATER)


def test_nobody_waits_for_what_they_do_not_read(cast: Cast) -> None:
    """A head of a trust with many records would, and could tell by it that there are some."""
    references = {closed(cast), closed(cast)}

    assert {one.subject for one in queries.over_for(cast.actor("ama"), LATER)} == references
    assert list(queries.over_for(cast.actor("lou"), LATER)) == []


def test_two_decide_and_nothing_can_be_read_any_more(cast: Cast) -> None:
    reference = closed(cast)
    row = concern(reference)
    key, number = row.key_id, row.log_number

    certificate = dispose(cast, reference)

    assert not Concern.objects.filter(reference=reference).exists()
    assert DataKey.objects.get(pk=key).wrapped is None
    assert (certificate.state, certificate.method) == (DisposalState.DONE, "key_destroyed")
    assert certificate.pieces > 5
    assert Gone.objects.get().log_number == number
    assert reference not in on_desk(cast, "ama", at=LATER)
    with pytest.raises(NotFound):
        queries.concern(cast.actor("ama"), reference)
    assert verify(cast.alder.pk).broken is None


def test_no_row_of_the_room_hangs_on_what_is_gone(cast: Cast) -> None:
    reference = closed(cast)
    pk = concern(reference).pk

    dispose(cast, reference)

    left = {
        model.__name__: model._base_manager.filter(**{field.attname: pk}).count()
        for model in apps.get_app_config("concerns").get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Concern
    }
    assert set(left.values()) == {0}, left


def test_the_same_person_does_not_agree_to_what_they_asked_for(cast: Cast) -> None:
    reference = closed(cast)
    retention.propose_disposal(cast.actor("ama"), reference, reason="It is over.", at=LATER)

    with pytest.raises(Refused, match="same-person"):
        retention.agree_to_disposal(cast.actor("ama"), reference, at=LATER)

    assert Concern.objects.filter(reference=reference).exists()


def test_the_round_disposes_of_no_concern(cast: Cast) -> None:
    reference = closed(cast)

    rounds.dispose(LATER)

    assert Concern.objects.filter(reference=reference).exists()


def test_a_hold_on_the_concern_or_on_a_person_in_it_beats_the_two(cast: Cast) -> None:
    reference = closed(cast)
    hold = retention.place_hold(
        cast.actor("ama"),
        reference,
        reason="The police asked.",
        review_on=LATER.date() + timedelta(days=9),
        at=LATER,
    )
    retention.propose_disposal(cast.actor("ama"), reference, reason="It is over.", at=LATER)

    with pytest.raises(Refused, match="held"):
        retention.agree_to_disposal(cast.actor("ben"), reference, at=LATER)

    (row,) = kept.review_page(cast.actor("ama"), LATER).rows
    assert [one.reference for one in row.holds] == [hold.reference]
    assert Verdict.objects.get().settled == "waits", "the refusal undid the second press"


def test_its_number_stays_and_is_given_to_nobody_else(cast: Cast) -> None:
    first = closed(cast)
    last = closed(cast)
    number = concern(last).log_number

    dispose(cast, last)
    new = reported(cast)

    assert concern(new).log_number == (number or 0) + 1
    shown = queries.numbered(cast.actor("ama"), at=LATER).rows
    assert [(row.number, row.reference, row.gone) for row in reversed(shown)] == [
        (1, first, False),
        (2, "", True),
        (3, new, False),
    ]
    with pytest.raises(DatabaseError, match="no gaps"), transaction.atomic():
        Gone.objects.all().delete()


def test_whom_it_named_learns_nothing_of_its_end(cast: Cast) -> None:
    closed(cast)
    named = closed(cast)
    keep_away(cast, named, "cat")
    log = queries.numbered(cast.actor("cat"), at=LATER).rows
    seen = [(row.number, row.reference, row.gone) for row in log]

    dispose(cast, named)

    log = queries.numbered(cast.actor("cat"), at=LATER).rows
    assert [(row.number, row.reference, row.gone) for row in log] == seen
    assert queries.may_know_gone(cast.actor("cat"), frozenset({named})) == frozenset()
    assert queries.may_know_gone(cast.actor("ben"), frozenset({named})) == {named}
    assert [one.subject for one in kept.certificates(cast.actor("ben"))] == [named]


def test_kept_longer_it_comes_back_on_its_day(cast: Cast) -> None:
    reference = closed(cast)
    until = LATER.date() + timedelta(days=100)

    retention.keep_record(
        cast.actor("ama"), reference, until=until, reason="An inquiry may come.", at=LATER
    )

    assert due(cast) == []
    assert due(cast, at=LATER + timedelta(days=101)) == [reference]


def test_whoever_reads_it_is_asked_to_look(cast: Cast) -> None:
    reference = closed(cast)

    rounds.ask_for_review(LATER)
    rounds.ask_for_review(LATER + timedelta(days=1))

    (duty,) = duties.standing(cast.alder.pk, ["retention.review-record"])
    assert duty.subject == f"review:{reference}"
    dispose(cast, reference, LATER + timedelta(days=2))
    assert duties.standing(cast.alder.pk, ["retention.review-record"]) == []
