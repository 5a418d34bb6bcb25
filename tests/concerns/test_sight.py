"""Who may know of a concern. Each test that nothing leaks holds something that could."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.models import Concern, Exclusion, Reader
from bield.concerns.states import ConcernState
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.ledger.registry import may_open
from bield.outbox.models import Message
from bield.people.actors import Actor, Strength, house
from bield.people.models import Post
from tests.concerns.printing import CONFERENCE
from tests.concerns.telling import (
    acknowledged,
    asked,
    concern,
    desk,
    mailed,
    on_desk,
    readers_of,
    reported,
)
from tests.concerns.triage import triaged
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

WORDS = queries.DeskFilter(words="pictures")


def seen(cast: Cast, who: str, reference: str) -> list[str]:
    """The places where anything of a concern shows to somebody."""
    actor = cast.actor(who)
    page = desk(cast, who)
    found = {
        "desk": page.rows,
        "counts": [tab.code for tab in page.tabs if tab.count != "0"],
        "search by word": on_desk(cast, who, chosen=WORDS),
        "search by reference": on_desk(cast, who, chosen=queries.DeskFilter(words=reference)),
        "page": opened(queries.concern_page, actor, reference),
        "closing gate": opened(queries.closing_gate, actor, reference),
        "duties": duty_queries.for_person(actor, NOON),
        "record": may_open(actor, reference),
    }
    return [place for place, something in found.items() if something]


def opened(page: Callable[..., object], actor: Actor, reference: str) -> object:
    try:
        return page(actor, reference, at=NOON)
    except NotFound:
        return None


def test_whoever_is_asked_to_take_it_meets_it_in_every_place(cast: Cast) -> None:
    assert seen(cast, "ama", reported(cast)) == [
        "desk",
        "counts",
        "search by word",
        "search by reference",
        "page",
        "closing gate",
        "duties",
        "record",
    ]


@pytest.mark.clause("OT-14c")
@pytest.mark.parametrize("who", ["ama", "ben", "gus", "fay", "eve", "lou", "ivy"])
@pytest.mark.parametrize("how", ["picked", "typed"])
def test_whoever_it_is_about_learns_nothing(cast: Cast, who: str, how: str) -> None:
    person = cast.people[who]
    about = About(person_id=person.pk) if how == "picked" else About(name=person.name)

    reference = reported(cast, about=[about], danger_now="yes")

    assert seen(cast, who, reference) == []
    assert who not in mailed(reference)


@pytest.mark.clause("OT-14c")
@pytest.mark.parametrize("role", ["deputy", "officer", "outside_contact"])
def test_nor_when_they_come_to_hold_a_post_later(cast: Cast, role: str) -> None:
    reference = reported(cast, about=[About(person_id=cast.ivy.pk)])
    Post.objects.create(
        organisation=cast.alder,
        person=cast.ivy,
        role=role,
        site=cast.oak if role == "officer" else None,
        begins_on=TODAY,
    )

    commands.refresh_readers(house(cast.alder.pk, "desks"), at=NOON)

    assert seen(cast, "ivy", reference) == []


def test_a_duty_given_to_one_who_must_not_know_stays_hidden(cast: Cast) -> None:
    reference = reported(cast, about=[About(person_id=cast.ben.pk)])

    duties.open_duty(
        house(cast.alder.pk, "x"),
        "concerns.acknowledge",
        subject=reference,
        holder_ids=[cast.ben.pk],
        at=NOON,
    )

    assert duty_queries.for_person(cast.actor("ben"), NOON) == []
    assert duty_queries.for_person(cast.actor("gus"), NOON) != []


@pytest.mark.parametrize("who", ["cat", "dev", "eve", "fay", "gus", "hal", "joe", "kim", "nan"])
def test_no_rank_alone_opens_a_concern(cast: Cast, who: str) -> None:
    reference = reported(cast, about=[About(person_id=cast.joe.pk)])

    assert seen(cast, who, reference) == []


def test_the_head_reads_nothing_by_being_the_head(cast: Cast) -> None:
    assert seen(cast, "lou", reported(cast)) == []


def test_another_organisation_sees_nothing(cast: Cast) -> None:
    assert seen(cast, "mia", reported(cast)) == []


@pytest.mark.clause("EY-16")
def test_without_a_second_factor_a_reader_reads_nothing(cast: Cast) -> None:
    reference = reported(cast)
    ama = cast.actor("ama", Strength.ONE_FACTOR)

    page = queries.desk(ama, chosen=queries.DeskFilter(), at=NOON)

    assert page.rows == ()
    assert {tab.count for tab in page.tabs} == {"0"}
    with pytest.raises(NotFound):
        commands.open_concern(ama, reference, at=NOON)
    assert not may_open(ama, reference)


@pytest.mark.parametrize("strength", [Strength.ONE_FACTOR, Strength.STEPPED_UP])
def test_the_one_page_and_the_desk_agree_on_who_reads_what(cast: Cast, strength: Strength) -> None:
    references = frozenset(
        {reported(cast), acknowledged(cast), reported(cast, about=[About(person_id=cast.ben.pk)])}
    )
    seen_by = {}
    for who in ("ama", "ben", "dev", "eve", "ivy", "lou", "mia"):
        actor = cast.actor(who, strength)
        on_desk = queries.visible_to(actor).values_list("concern__reference", flat=True)
        seen_by[who] = queries.subjects_seen(actor, references)
        assert seen_by[who] == frozenset(on_desk)

    both = strength == Strength.STEPPED_UP
    assert {len(found) for found in seen_by.values()} == ({0, 2, 3} if both else {0})


def test_the_house_itself_reads_nothing(cast: Cast) -> None:
    reported(cast)

    assert not queries.visible_to(house(cast.alder.pk, "x")).exists()


def test_the_reporter_sees_three_words_and_no_page(cast: Cast) -> None:
    reference = acknowledged(cast)
    dev = cast.actor("dev")

    [mine] = queries.my_reports(dev, at=NOON)

    assert (mine.reference, mine.state, mine.state_word) == (
        reference,
        "being_handled",
        "Being handled",
    )
    with pytest.raises(NotFound):
        queries.concern_page(dev, reference, at=NOON)


def test_nobody_sees_the_receipt_of_another(cast: Cast) -> None:
    reference = reported(cast, "dev")

    for who in ("ama", "ivy", "mia"):
        with pytest.raises(NotFound):
            queries.receipt(cast.actor(who), reference, at=NOON)
        assert queries.my_reports(cast.actor(who), at=NOON) == []
    with pytest.raises(NotFound):
        queries.receipt(house(cast.alder.pk, "x"), reference, at=NOON)
    assert queries.my_reports(house(cast.alder.pk, "x"), at=NOON) == []


# ------ opening leaves a line


@pytest.mark.clause("TP-2.9h1")
def test_every_opening_is_written_down(cast: Cast) -> None:
    reference = reported(cast)

    commands.open_concern(cast.actor("ama"), reference, at=NOON)
    commands.print_concern(cast.actor("ben"), reference, CONFERENCE, at=NOON)

    lines = lines_about(cast.alder.pk, reference, ["concern.opened", "concern.printed"])
    assert [(line.event, line.by) for line in lines] == [
        ("concern.opened", f"person:{cast.ama.pk}"),
        ("concern.printed", f"person:{cast.ben.pk}"),
    ]


@pytest.mark.clause("TP-2.9h1")
@pytest.mark.parametrize("who", ["ivy", "cat", "eve", "lou"])
def test_a_refused_opening_looks_like_nothing_and_is_written_down(cast: Cast, who: str) -> None:
    reference = reported(cast, site_id=cast.oak.pk)

    with pytest.raises(NotFound):
        commands.open_concern(cast.actor(who), reference, at=NOON)

    cast.actor("ama")
    [line] = lines_about(cast.alder.pk, reference, ["concern.refused-opening"])
    assert (line.by, line.facts) == (f"person:{cast.people[who].pk}", {"exists": True})


@pytest.mark.clause("TP-2.9h1")
@pytest.mark.parametrize("below", ["add/", "close/", "print/", ""])
def test_a_try_at_any_page_below_it_is_written_down_once(
    cast: Cast, client: LookingClient, sign_in: SignIn, below: str
) -> None:
    reference = reported(cast)
    sign_in(client, cast.ivy)

    answer = client.get(f"/concern/{reference}/{below}")

    cast.actor("ama")
    lines = lines_about(cast.alder.pk, reference, ["concern.refused-opening"])
    assert answer.status_code == 404
    assert [line.by for line in lines] == [f"person:{cast.ivy.pk}"]


def test_what_is_missing_below_a_concern_one_reads_is_no_try_at_it(cast: Cast) -> None:
    reference = reported(cast)

    commands.refuse_opening(cast.actor("ama"), reference, at=NOON)

    assert lines_about(cast.alder.pk, reference, ["concern.refused-opening"]) == []


def test_asking_for_the_head_of_a_concern_is_opening_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = reported(cast)
    sign_in(client, cast.ama)

    answer = client.head(f"/concern/{reference}/")

    assert answer.status_code == 200
    assert [line.by for line in lines_about(cast.alder.pk, reference, ["concern.opened"])] == [
        f"person:{cast.ama.pk}"
    ]


def test_a_reference_that_nobody_gave_is_refused_in_the_same_way(cast: Cast) -> None:
    with pytest.raises(NotFound):
        commands.open_concern(cast.actor("ama"), "C-222-2222", at=NOON)

    [line] = lines_about(cast.alder.pk, "C-222-2222")
    assert line.facts == {"exists": False}


def test_the_concern_of_another_organisation_is_one_that_nobody_gave(cast: Cast) -> None:
    reference = reported(cast)

    with pytest.raises(NotFound):
        commands.open_concern(cast.actor("mia"), reference, at=NOON)

    [line] = lines_about(cast.birch.pk, reference)
    assert line.facts == {"exists": False}


@pytest.mark.parametrize("typed", ["", "C-AEI-OU11", "c-222-2222", "C-222-2222 OR 1", "x" * 90])
def test_what_is_no_reference_is_not_even_written_down(cast: Cast, typed: str) -> None:
    with pytest.raises(NotFound):
        commands.open_concern(cast.actor("ama"), typed, at=NOON)

    assert lines_about(cast.alder.pk, typed) == []


# ------ exclude


def exclude(cast: Cast, by: str, reference: str, who: str, **how: object) -> Concern:
    return commands.exclude(
        cast.actor(by),
        reference,
        person_id=cast.people[who].pk,
        reason="Her nephew.",
        at=NOON,
        **how,
    )


@pytest.mark.clause("OT-14c")
def test_who_is_excluded_learns_nothing_from_then_on(cast: Cast) -> None:
    reference = reported(cast)

    exclude(cast, "ama", reference, "ben")

    assert seen(cast, "ben", reference) == []
    assert readers_of(reference) == ["ama"]
    assert list(Exclusion.objects.values_list("person_id", "named")) == [(cast.ben.pk, False)]


def test_the_lead_may_step_back_herself(cast: Cast) -> None:
    reference = reported(cast)

    exclude(cast, "ama", reference, "ama")

    assert seen(cast, "ama", reference) == []
    assert readers_of(reference) == ["ben"]


def test_when_who_was_asked_is_excluded_somebody_else_is_asked(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)
    Message.objects.all().delete()

    exclude(cast, "ama", reference, "cat")

    assert asked(reference) == {"ben"}
    assert mailed(reference) == {"ben"}
    held = duty_queries.open_duties(cast.alder.pk, reference, NOON)
    assert [duty.holders for duty in held] == [("Ben Carter",)]


def test_when_others_were_asked_too_they_keep_it(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk, danger_now="yes")
    Message.objects.all().delete()

    exclude(cast, "ama", reference, "cat")

    assert asked(reference) == {"ben", "ama"}
    assert mailed(reference) == set()


def test_an_excluded_owner_owns_it_no_more(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast, "ben"))
    commands.watch(
        cast.actor("ben"), reference, until=TODAY + timedelta(days=2), reason="x", at=NOON
    )

    exclude(cast, "ama", reference, "ben")

    assert concern(reference).owner is None
    assert concern(reference).stage == ConcernState.SUBMITTED, "somebody else must take it"
    assert asked(reference) == {"ama"}
    held = duty_queries.open_duties(cast.alder.pk, reference, NOON)
    assert {duty.holders for duty in held} == {("Ama Boateng",)}
    assert {duty.code for duty in held} == {"concerns.acknowledge", "concerns.follow-up"}


def test_the_owner_keeps_the_duties_when_another_is_excluded(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast, "ben"))
    commands.watch(
        cast.actor("ben"), reference, until=TODAY + timedelta(days=2), reason="x", at=NOON
    )

    exclude(cast, "ben", reference, "ama")

    held = duty_queries.open_duties(cast.alder.pk, reference, NOON)
    assert [duty.holders for duty in held] == [("Ben Carter",)]


def test_the_last_reader_cannot_be_excluded_without_another(cast: Cast) -> None:
    Post.objects.exclude(person__in=[cast.ama, cast.dev]).update(ends_on=TODAY - timedelta(days=1))
    reference = reported(cast)

    with pytest.raises(Refused, match="nobody-would-be-left") as refused:
        exclude(cast, "ama", reference, "ama")

    assert refused.value.refusals[0].mender == "the safeguarding lead"
    assert readers_of(reference) == ["ama"]


def test_with_the_last_reader_goes_the_road_to_the_board(cast: Cast) -> None:
    reference = reported(cast)
    exclude(cast, "ama", reference, "ben")

    exclude(cast, "ama", reference, "ama")

    assert readers_of(reference) == ["fay"]
    assert on_desk(cast, "fay", chosen=WORDS) == [reference]


def test_who_was_let_in_and_comes_onto_the_road_may_take_it(cast: Cast) -> None:
    reference = reported(cast)
    commands.grant(cast.actor("ama"), reference, person_id=cast.fay.pk, reason="x", at=NOON)
    exclude(cast, "ama", reference, "ben")
    exclude(cast, "ama", reference, "ama")

    commands.acknowledge(cast.actor("fay"), reference, at=NOON)

    assert readers_of(reference) == ["fay"]


def test_excluding_twice_is_one_exclusion(cast: Cast) -> None:
    reference = reported(cast)
    exclude(cast, "ama", reference, "ben")
    exclude(cast, "ama", reference, "ben")

    lines = lines_about(cast.alder.pk, reference, ["concern.person-excluded"])
    assert Exclusion.objects.count() == 1
    assert [line.facts["again"] for line in lines] == [False, True]


def test_excluding_needs_a_reason_and_somebody_known(cast: Cast) -> None:
    reference = reported(cast)

    with pytest.raises(Refused) as refused:
        commands.exclude(cast.actor("ama"), reference, person_id=cast.mia.pk, reason=" ", at=NOON)

    assert [one.code for one in refused.value.refusals] == ["no-reason", "unknown-person"]


def test_who_is_excluded_cannot_be_let_in(cast: Cast) -> None:
    reference = reported(cast, about=[About(person_id=cast.ivy.pk)])

    with pytest.raises(Refused, match="person-is-excluded"):
        commands.grant(cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="x", at=NOON)


# ------ let in for a reason


def test_who_is_let_in_reads_and_finds_it(cast: Cast) -> None:
    reference = reported(cast)

    commands.grant(
        cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="Her teacher.", at=NOON
    )

    assert on_desk(cast, "ivy") == [reference]
    assert on_desk(cast, "ivy", chosen=WORDS) == [reference]
    assert queries.concern_page(cast.actor("ivy"), reference, at=NOON).readers[-1].why == (
        "let in for a reason"
    )


def test_what_was_let_in_can_be_ended(cast: Cast) -> None:
    reference = reported(cast)
    ama = cast.actor("ama")
    commands.grant(ama, reference, person_id=cast.ivy.pk, reason="Her teacher.", at=NOON)

    commands.end_grant(ama, reference, person_id=cast.ivy.pk, reason="It is done.", at=NOON)

    assert seen(cast, "ivy", reference) == []


def test_only_who_was_let_in_is_let_out(cast: Cast) -> None:
    reference = reported(cast)

    with pytest.raises(Refused, match="was-not-let-in"):
        commands.end_grant(cast.actor("ama"), reference, person_id=cast.ben.pk, reason="x", at=NOON)


@pytest.mark.parametrize("who", ["eve", "hal", "joe", "nan", "mia"])
def test_administrators_ict_families_and_strangers_are_not_let_in(cast: Cast, who: str) -> None:
    reference = reported(cast)

    with pytest.raises(Refused, match="not-for-this-post"):
        commands.grant(
            cast.actor("ama"), reference, person_id=cast.people[who].pk, reason="x", at=NOON
        )
    assert Reader.objects.count() == 2
