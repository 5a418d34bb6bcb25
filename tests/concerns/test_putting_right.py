"""The people of a concern, put right: nothing of a mistake stays with whoever was named by it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.models import Exclusion, Mention, Party, PutRight
from bield.concerns.narrowing import DeskFilter
from bield.concerns.people_in_it import PeoplePage
from bield.concerns.queries.transferring import visible_transfers
from bield.concerns.rules.flagging import Flagging
from bield.concerns.rules.marking import Mark
from bield.concerns.states import FLAG, TRANSFER, ConcernState, PartyRole, Thing, Track
from bield.duties.queries import open_duties
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Person
from bield.people.states import Role
from tests.concerns.gate import at_the_gate
from tests.concerns.moving import lock_to, prepared, taken
from tests.concerns.telling import (
    acknowledged,
    asked,
    concern,
    mailed,
    on_desk,
    readers_of,
    reported,
)
from tests.concerns.test_sight import seen
from tests.concerns.triage import answered, triaged
from tests.concerns.walking import close, refusals, required
from tests.conftest import BEGAN, NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

WHY = "The register of that day says so."
ALLEGED = PartyRole.ALLEGED


@pytest.fixture
def wyn(cast: Cast) -> Person:
    """Another child, who was meant."""
    return child(cast, "Wyn Ferris")


def child(cast: Cast, name: str) -> Person:
    us = house(cast.alder.pk, "tests")
    person = people.add_person(us, name=name, known_as=name.split()[0], at=BEGAN)
    people.appoint(us, person.pk, role=Role.LEARNER, site_id=cast.oak.pk, at=BEGAN)
    return person


def put_right(
    cast: Cast, reference: str, who: About | Person, number: int = 1, by: str = "ben", **more: Any
) -> commands.PutRightDone:
    about = About(person_id=who.pk, name=who.name) if isinstance(who, Person) else who
    more = {"reason": WHY, "at": NOON, **more}
    return commands.put_right(cast.actor(by), reference, number, who=about, **more)


def taken_out(
    cast: Cast, reference: str, number: int = 1, by: str = "ben", **more: Any
) -> commands.PutRightDone:
    more = {"reason": WHY, "at": NOON, **more}
    return commands.name_no_more(cast.actor(by), reference, number, **more)


def added(
    cast: Cast, reference: str, who: Person, role: str = ALLEGED, by: str = "ben", **more: Any
) -> commands.PutRightDone:
    about = About(person_id=who.pk, name=who.name, role=role)
    return commands.name_also(
        cast.actor(by), reference, who=about, **{"reason": WHY, "at": NOON, **more}
    )


def about(cast: Cast, who: Person, **words: Any) -> str:
    return acknowledged(cast, about=[About(person_id=who.pk)], **words)


def page(cast: Cast, reference: str, by: str = "ben") -> PeoplePage:
    return queries.people_page(cast.actor(by), reference, at=NOON)


def names(cast: Cast, reference: str, by: str = "ben") -> list[tuple[int, str]]:
    return [(one.number, one.name) for one in page(cast, reference, by).people]


def found(cast: Cast, words: str, by: str = "ben") -> list[str]:
    return on_desk(cast, by, chosen=DeskFilter(words=words), tab="mine")


def lines(cast: Cast, reference: str, by: str = "ben") -> str:
    shown = queries.concern_page(cast.actor(by), reference, at=NOON)
    return "\n".join(line.text for line in shown.chronology)


# ------ a name as typed


def test_a_name_as_typed_is_proposed_and_then_tied(cast: Cast) -> None:
    reference = acknowledged(cast, about=[About(name=cast.joe.name)])
    proposed = page(cast, reference).people[0].may_be

    done = put_right(cast, reference, cast.joe)

    assert [who for who, _ in proposed] == [cast.joe.reference]
    assert (done.number, done.read_on) == (1, True)
    assert concern(reference).about_id == cast.joe.pk
    history = queries.person_history(cast.actor("ben"), reference, 1, at=NOON)
    assert [one.reference for one in history.concerns] == [reference]


def test_nobody_is_tied_by_the_house(cast: Cast) -> None:
    reference = acknowledged(cast, about=[About(name=cast.joe.name)])

    page(cast, reference)

    assert Party.objects.get(concern__reference=reference).person is None


def test_others_of_that_name_shape_the_road_no_more_and_are_let_in_nowhere(cast: Cast) -> None:
    us = house(cast.alder.pk, "tests")
    teacher = people.add_person(us, name=cast.joe.name, known_as="Joseph", at=BEGAN)
    people.appoint(us, teacher.pk, role=Role.STAFF, site_id=cast.oak.pk, at=BEGAN)
    reference = reported(cast, about=[About(name=cast.joe.name)])
    commands.acknowledge(cast.actor("gus"), reference, at=NOON)
    assert concern(reference).track == Track.STAFF

    done = put_right(cast, reference, cast.joe, by="gus")

    assert concern(reference).track == Track.ORDINARY
    assert not done.read_on
    assert "joseph" not in readers_of(reference)
    kept = Exclusion.objects.get(concern__reference=reference, person=teacher)
    assert (kept.named, kept.mistaken) == (True, True)
    assert "ama" in readers_of(reference)
    assert asked(reference)


# ------ somebody else was meant


def test_the_file_of_whoever_was_named_by_mistake_keeps_nothing(cast: Cast, wyn: Person) -> None:
    other = about(cast, cast.joe)
    reference = about(cast, cast.joe, account="A quarrel about a ball.")

    put_right(cast, reference, wyn)

    history = queries.person_history(cast.actor("ben"), other, 1, at=NOON)
    shown = queries.concern_page(cast.actor("ben"), other, at=NOON)
    assert [one.reference for one in history.concerns] == [other]
    assert not any("ball" in line.line.text for line in history.lines)
    assert shown.others == ()
    assert found(cast, cast.joe.name.split()[-1]) == [other]
    assert found(cast, "Ferris") == [reference]
    assert cast.joe.name not in lines(cast, reference)
    assert not Party.objects.filter(concern__reference=reference, person=cast.joe).exists()


def test_the_concern_keeps_what_was_reported_beside_what_is_known(cast: Cast, wyn: Person) -> None:
    reference = about(cast, cast.joe)

    put_right(cast, reference, wyn)

    shown = page(cast, reference)
    assert [(one.was, one.now, one.reason, one.by) for one in shown.put_right] == [
        (cast.joe.name, wyn.name, WHY, cast.ben.name)
    ]
    assert names(cast, reference) == [(2, wyn.name)]
    assert WHY in lines(cast, reference)
    line = lines_about(cast.alder.pk, reference)
    assert "concern.people-put-right" in [one.event for one in line]


def test_what_turns_up_again_counts_whoever_is_meant_alone(cast: Cast, wyn: Person) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    put_right(cast, reference, wyn)

    mentioned = Mention.objects.filter(concern__reference=reference, what=Thing.PERSON)
    assert list(mentioned.values_list("person", flat=True)) == [wyn.pk]
    taken_out(cast, reference, number=2)
    assert not mentioned.exists()


def test_words_that_people_wrote_are_found_as_before(cast: Cast, wyn: Person) -> None:
    family = cast.joe.name.split()[-1]
    reference = about(cast, cast.joe, account=f"{family} told me about it.")

    put_right(cast, reference, wyn)

    assert found(cast, family) == [reference]


def test_what_is_put_right_cannot_be_rewritten(cast: Cast, wyn: Person) -> None:
    put_right(cast, about(cast, cast.joe), wyn)

    with pytest.raises(DatabaseError, match="stays as it was written"):
        PutRight.objects.update(says=b"nothing")


def test_no_row_in_clear_says_who_was_named_by_mistake(cast: Cast, wyn: Person) -> None:
    reference = about(cast, cast.joe)

    put_right(cast, reference, wyn)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM concerns_putright")
        dumped = repr([tuple(map(bytes_of, row)) for row in cursor.fetchall()])
    assert cast.joe.name not in dumped
    assert wyn.name not in dumped


def bytes_of(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def test_steps_done_for_one_child_are_not_done_for_another(cast: Cast, wyn: Person) -> None:
    reference = triaged(cast, about(cast, cast.joe))
    commands.plan_support(
        cast.actor("ben"),
        reference,
        party=1,
        plan="Somebody asks every morning.",
        by_whom="Ivy Lindqvist",
        look_again_on=TODAY + timedelta(days=5),
        at=NOON,
    )

    put_right(cast, reference, wyn)

    party = queries.facts(concern(reference), at=NOON).affected[0]
    assert party.number == 2
    assert required(reference) >= {"support"}
    steps = [one for one in queries.outcome(concern(reference), at=NOON).open if one.party == 2]
    assert [one.action.code for one in steps if one.action.code == "support"] == ["support"]


def test_triage_is_looked_at_again_when_other_people_are_in_it(cast: Cast) -> None:
    reference = triaged(cast, about(cast, cast.joe))
    assert concern(reference).stage == ConcernState.TRIAGED
    at_risk = people.add_person(house(cast.alder.pk, "tests"), name="Una Quill", at=BEGAN)

    put_right(cast, reference, at_risk)

    assert concern(reference).stage == ConcernState.ACKNOWLEDGED
    answered(cast, reference)
    commands.finish_triage(cast.actor("ben"), reference, at=NOON)
    assert concern(reference).stage == ConcernState.TRIAGED


def test_a_closed_concern_is_put_right_too(cast: Cast, wyn: Person) -> None:
    reference = at_the_gate(cast, about(cast, cast.joe), "ben")
    close(cast, reference)

    put_right(cast, reference, wyn)

    assert concern(reference).stage == ConcernState.CLOSED
    assert names(cast, reference) == [(2, wyn.name)]


def test_a_flag_goes_with_whoever_is_meant(cast: Cast, wyn: Person) -> None:
    other, reference = about(cast, cast.joe), about(cast, cast.joe)
    flag = flagged(cast, reference)

    put_right(cast, reference, wyn)

    assert flags(cast, other) == []
    assert flags(cast, reference, 2) == ["Court order: Ray Moss"]
    duty = open_duties(cast.alder.pk, flag, NOON)
    assert [one.code for one in duty] == [FLAG]


def test_a_flag_of_somebody_taken_out_is_shown_to_nobody(cast: Cast) -> None:
    other, reference = about(cast, cast.joe), about(cast, cast.joe)
    flag = flagged(cast, reference)
    assert flags(cast, other) == ["Court order: Ray Moss"]

    taken_out(cast, reference)

    assert flags(cast, other) == []
    assert open_duties(cast.alder.pk, flag, NOON) == []


def flagged(cast: Cast, reference: str) -> str:
    plan = Flagging(
        kind="court_order",
        begins_on=TODAY,
        until_on=TODAY + timedelta(days=30),
        words="Stays away.",
        source="The court.",
        whom=(About(name="Ray Moss"),),
    )
    return commands.set_flag(cast.actor("ben"), reference, 1, plan, at=NOON)


def flags(cast: Cast, reference: str, number: int = 1) -> list[str]:
    shown = queries.flags_page(cast.actor("ben"), reference, number, at=NOON)
    return [one.title for one in shown.standing]


def test_a_file_that_waits_here_is_sent_by_nobody(cast: Cast, wyn: Person) -> None:
    reference = about(cast, cast.joe)
    file = prepared(cast, reference, by="ben")

    put_right(cast, reference, wyn)

    assert not visible_transfers(cast.actor("ben")).filter(reference=file).exists()
    with pytest.raises(NotFound):
        lock_to(cast, file)
    assert [one.code for one in open_duties(cast.alder.pk, file, NOON)] == []


def test_a_file_that_left_stays_to_be_seen(cast: Cast, wyn: Person) -> None:
    reference = about(cast, cast.joe)
    file = prepared(cast, reference)
    lock_to(cast, file)
    taken(cast, file)

    put_right(cast, reference, wyn)

    assert visible_transfers(cast.actor("ama")).filter(reference=file).exists()
    assert TRANSFER  # the kind of duty that the other test finds ended


def test_a_body_map_goes_with_whoever_is_meant_and_is_not_left_to_nobody(
    cast: Cast, wyn: Person
) -> None:
    reference = about(cast, cast.joe)
    mark = Mark(
        party=1,
        view="front",
        part="left-hand",
        kind="bruise",
        size="coin",
        colour="red",
        seen_by="Ivy Lindqvist",
        seen_at=NOON,
    )
    commands.mark_body(cast.actor("ben"), reference, mark, at=NOON)

    with pytest.raises(Refused) as refused:
        taken_out(cast, reference)
    put_right(cast, reference, wyn)

    assert refusals(refused.value) == {"has-a-body-map"}
    shown = queries.concern_page(cast.actor("ben"), reference, at=NOON)
    assert [one.name for one in shown.body_maps] == [wyn.name]


# ------ taken out, and added


def test_what_was_put_right_again_since_is_not_taken_for_done(cast: Cast, wyn: Person) -> None:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])

    first = added(cast, reference, wyn)
    taken_out(cast, reference, number=first.number)
    again = added(cast, reference, wyn)

    assert again.number not in {0, first.number}
    assert Party.objects.filter(concern__reference=reference, person=wyn).exists()


def test_whoever_was_named_by_mistake_is_taken_out(cast: Cast) -> None:
    reference = about(cast, cast.joe)

    done = taken_out(cast, reference)

    assert (done.number, done.read_on) == (0, True)
    assert names(cast, reference) == []
    assert concern(reference).about is None
    assert found(cast, cast.joe.name.split()[-1]) == []


def test_a_number_is_never_given_twice(cast: Cast, wyn: Person) -> None:
    reference = about(cast, cast.joe)
    taken_out(cast, reference)

    added(cast, reference, wyn, PartyRole.SUBJECT)

    assert names(cast, reference) == [(2, wyn.name)]


@pytest.mark.clause("TP-2.9h1")
@pytest.mark.parametrize("how", ["added", "instead"])
@pytest.mark.parametrize("who", ["ama", "cat", "fay"])
def test_whoever_is_named_now_is_kept_out_at_once(cast: Cast, who: str, how: str) -> None:
    reference = about(cast, cast.joe, site_id=cast.elm.pk)
    commands.consult(
        cast.actor("ben"),
        reference,
        person_id=cast.ivy.pk,
        task="Look.",
        until=TODAY + timedelta(days=2),
        at=NOON,
    )

    if how == "added":
        added(cast, reference, cast.people[who])
    else:
        put_right(cast, reference, cast.people[who])

    assert seen(cast, who, reference) == []
    assert who not in readers_of(reference)


def test_what_they_held_of_it_is_taken_from_them(cast: Cast) -> None:
    reference = about(cast, cast.joe)
    task = commands.consult(
        cast.actor("ben"),
        reference,
        person_id=cast.ivy.pk,
        task="Look.",
        until=TODAY + timedelta(days=2),
        at=NOON,
    )

    added(cast, reference, cast.ivy)

    task.refresh_from_db()
    assert task.ended_at == NOON


def test_whoever_names_themself_loses_it_and_somebody_else_is_asked(cast: Cast) -> None:
    reference = about(cast, cast.joe)

    done = added(cast, reference, cast.ben)

    assert not done.read_on
    assert seen(cast, "ben", reference) == []
    assert concern(reference).owner is None
    assert concern(reference).track == Track.STAFF
    assert asked(reference) - {"ben"}
    assert mailed(reference) - {"ben"}


def test_an_adult_who_was_never_meant_leaves_the_road_and_reads_nothing(
    cast: Cast, wyn: Person
) -> None:
    reference = reported(cast, about=[About(person_id=cast.ben.pk, role=ALLEGED)])
    commands.acknowledge(cast.actor("gus"), reference, at=NOON)

    put_right(cast, reference, wyn, by="gus")

    assert concern(reference).track == Track.ORDINARY
    assert "ama" in readers_of(reference)
    assert seen(cast, "ben", reference) == []


def test_an_adult_takes_it_onto_their_road(cast: Cast) -> None:
    reference = about(cast, cast.joe)

    put_right(cast, reference, cast.ivy)

    assert concern(reference).track == Track.STAFF
    assert "ben" not in readers_of(reference)


# ------ refused, sent twice, two at once


def test_a_reason_does_not_name_who_was_named_by_mistake(cast: Cast, wyn: Person) -> None:
    reference = about(cast, cast.joe)

    for change in (put_right, taken_out):
        args = (wyn,) if change is put_right else ()
        with pytest.raises(Refused) as refused:
            change(cast, reference, *args, reason=f"It was not {cast.joe.name}.")
        assert refusals(refused.value) == {"names-somebody"}

    assert names(cast, reference) == [(1, cast.joe.name)]


def test_it_takes_a_reason_and_somebody_who_is_not_in_it_yet(cast: Cast) -> None:
    reference = about(cast, cast.joe)

    with pytest.raises(Refused) as twice:
        added(cast, reference, cast.joe)
    with pytest.raises(Refused) as stranger:
        put_right(cast, reference, About(person_id=cast.people["mia"].pk))
    with pytest.raises(Refused) as nobody:
        put_right(cast, reference, About(name=" "), reason="")

    assert refusals(twice.value) == {"in-it-already"}
    assert refusals(stranger.value) == {"unknown-person"}
    assert refusals(nobody.value) == {"unknown-person", "no-reason"}


def test_whoever_was_let_in_to_read_changes_nobody(cast: Cast, wyn: Person) -> None:
    reference = about(cast, cast.joe)
    commands.grant(cast.actor("ben"), reference, person_id=cast.ivy.pk, reason="Help.", at=NOON)

    for change in (
        lambda: put_right(cast, reference, wyn, by="ivy"),
        lambda: taken_out(cast, reference, by="ivy"),
        lambda: added(cast, reference, wyn, by="ivy"),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refusals(refused.value) == {"let-in-to-read"}


def test_who_does_not_read_it_meets_nothing(cast: Cast, wyn: Person) -> None:
    reference = about(cast, cast.joe)

    with pytest.raises(NotFound):
        put_right(cast, reference, wyn, by="dev")
    with pytest.raises(NotFound):
        put_right(cast, reference, wyn, number=7)


@pytest.mark.parametrize("change", ["replaced", "tied", "taken out", "added"])
def test_sent_twice_it_is_done_once(cast: Cast, wyn: Person, change: str) -> None:
    first = About(name=wyn.name) if change == "tied" else About(person_id=cast.joe.pk)
    reference = acknowledged(cast, about=[first])
    version = concern(reference).version

    def press() -> commands.PutRightDone:
        if change == "taken out":
            return taken_out(cast, reference, version=version)
        if change == "added":
            return added(cast, reference, wyn, version=version)
        return put_right(cast, reference, wyn, version=version)

    once, again = press(), press()

    assert once == again
    assert PutRight.objects.filter(concern__reference=reference).count() == 1


def test_the_second_of_two_hears_what_changed(cast: Cast, wyn: Person) -> None:
    reference = about(cast, cast.joe)
    version = concern(reference).version
    taken_out(cast, reference, by="ama", version=version)

    with pytest.raises(Refused) as refused:
        put_right(cast, reference, wyn, version=version)

    assert refusals(refused.value) == {"changed-meanwhile"}


# ------ pages


def test_it_is_done_on_pages(
    cast: Cast, client: LookingClient, sign_in: SignIn, wyn: Person
) -> None:
    reference = acknowledged(cast, about=[About(name=cast.joe.name)])
    sign_in(client, cast.ben)
    here = f"/concern/{reference}/"

    shown = client.get(here).content.decode()
    assert f"Is this {cast.joe.name}" in shown
    form = {"version": concern(reference).version, "who": cast.joe.reference, "reason": WHY}
    answer = client.send(f"{here}person/1/who/", form)
    assert answer["Location"] == f"{here}people/?said=put-right"
    assert "It is put right" in client.get(answer["Location"]).content.decode()

    form = {"version": concern(reference).version, "who": "known", "reason": WHY}
    missing = client.send(f"{here}person/1/who/", form)
    assert "Write the name." in missing.content.decode()
    assert WHY in missing.content.decode()
    answer = client.send(f"{here}person/1/who/", {**form, "person": wyn.name})
    assert names(cast, reference) == [(2, wyn.name)]

    form = {**form, "version": concern(reference).version, "who": "typed", "person": "Al Pike"}
    client.send(f"{here}people/add/", {**form, "role": ALLEGED})
    form = {"version": concern(reference).version, "reason": WHY}
    answer = client.send(f"{here}person/2/not-in-it/", form)
    assert answer["Location"] == f"{here}people/?said=named-no-more"
    assert names(cast, reference) == [(3, "Al Pike")]


def test_whoever_names_themself_is_led_to_their_desk(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = about(cast, cast.joe)
    sign_in(client, cast.ben)
    form = {"version": concern(reference).version, "who": "known", "person": cast.ben.name}

    answer = client.send(
        f"/concern/{reference}/people/add/", {**form, "role": ALLEGED, "reason": WHY}
    )

    assert answer["Location"] == "/desk/?said=other-hands"
    assert "It is put right" in client.get(answer["Location"]).content.decode()
    assert client.get(f"/concern/{reference}/").status_code == 404
