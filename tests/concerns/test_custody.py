"""Things kept for a concern: who has them, and how they change hands."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bield.concerns import commands, queries
from bield.concerns.models import Custody, Deed
from bield.duties.models import Duty
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.people import commands as people
from bield.people.actors import house
from bield.retention.queries import in_evidence, may_dispose
from tests.concerns.gate import at_the_gate, met, triaged
from tests.concerns.printing import on_paper
from tests.concerns.telling import acknowledged, concern, reported
from tests.conftest import NOON, TODAY, Cast, SignIn

TABLET: dict[str, Any] = {
    "kind": "device",
    "what": "Blue tablet with a cracked corner",
    "whose": "The reading room",
    "from_whom": "Dev Rahman",
    "kept_where": "The safe in the office",
    "seal": "0042",
    "taken_at": NOON,
    "review_on": TODAY + timedelta(days=28),
}
IMAGE = {"image": ("yes",), "shown": ("child",), "form": ("picture",), "seen": ("no",)}


def taken(cast: Cast, reference: str, by: str = "ben", **words: Any) -> str:
    return commands.take_into_custody(
        cast.actor(by), reference, **{**TABLET, **words}, at=NOON
    ).reference


def hand(cast: Cast, thing: str, by: str = "ben", **to: Any) -> None:
    commands.hand_over(cast.actor(by), thing, **{"where": "The server room", **to}, at=NOON)


def confirm(cast: Cast, thing: str, by: str, agreed: str = "yes") -> None:
    commands.confirm_hand_over(cast.actor(by), thing, agreed=agreed, at=NOON)


def let_go(cast: Cast, thing: str, by: str = "ben", **how: Any) -> None:
    said = {
        "how": "returned",
        "to_whom": "Joe Tanner",
        "adviser": "police",
        "advice": "PC Hill, on the telephone: it is not needed.",
    }
    commands.let_go(cast.actor(by), thing, **{**said, **how}, at=NOON)


def keeper(thing: str) -> str | None:
    row = Custody.objects.select_related("keeper").get(reference=thing)
    return row.keeper.known_as if row.keeper else None


# ------ taken in


@pytest.mark.clause("TP-3.4.3.3", "TP-A1-6a")
def test_what_is_kept_stands_on_the_page_and_in_print(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    reference = acknowledged(cast)
    taken(cast, reference)
    sign_in(client, cast.ben)

    [item] = queries.concern_page(cast.actor("ama"), reference, at=NOON).custody
    pages = [client.get(f"/concern/{reference}/"), on_paper(client, f"/concern/{reference}/print/")]

    assert (item.kind, item.what, item.whose) == (
        "A device",
        "Blue tablet with a cracked corner",
        "The reading room",
    )
    assert (item.from_whom, item.keeper, item.where, item.seal) == (
        "Dev Rahman",
        "Ben Carter",
        "The safe in the office",
        "0042",
    )
    assert all("Blue tablet with a cracked corner" in page.content.decode() for page in pages)


@pytest.mark.clause("TP-3.4.3.3", "TP-A1-0.4")
def test_nobody_disposes_of_it_meanwhile(cast: Cast) -> None:
    thing = taken(cast, acknowledged(cast))
    subject = Custody.objects.get(reference=thing).subject

    assert subject == f"custody:{thing}"
    assert in_evidence(cast.alder.pk, [subject]) == {subject}
    assert [one.code for one in may_dispose(cast.alder.pk, subject)] == ["held", "evidence"]


def test_a_thing_of_a_register_is_held_under_its_own_reference(cast: Cast) -> None:
    thing = taken(cast, acknowledged(cast), subject="device:7")

    assert Custody.objects.get(reference=thing).subject == "device:7"
    assert in_evidence(cast.alder.pk, ["device:7"]) == {"device:7"}


def test_before_anybody_has_taken_the_concern_a_thing_is_secured(cast: Cast) -> None:
    assert keeper(taken(cast, reported(cast))) == "Ben"


@pytest.mark.clause("TP-3.4.3.3")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"kind": "picture"}, "unknown-thing"),
        ({"what": " "}, "no-what"),
        ({"whose": ""}, "no-whose"),
        ({"from_whom": ""}, "no-from-whom"),
        ({"kept_where": ""}, "no-kept-where"),
        ({"taken_at": NOON + timedelta(hours=1)}, "has-not-happened"),
    ],
)
def test_each_answer_is_asked_and_a_picture_is_never_taken_in(
    cast: Cast, words: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        taken(cast, acknowledged(cast), **words)

    assert [one.code for one in refused.value.refusals] == [code]
    assert not Custody.objects.exists()


@pytest.mark.clause("TP-3.4.3.3")
def test_the_page_has_no_way_to_add_a_file(cast: Cast, client: Client, sign_in: SignIn) -> None:
    reference = acknowledged(cast)
    sign_in(client, cast.ben)

    shown = client.get(f"/concern/{reference}/custody/").content.decode()

    assert "Never a picture" in shown
    assert 'type="file"' not in shown
    assert "multipart" not in shown


# ------ handed over, by both


@pytest.mark.clause("TP-3.4.3.3")
def test_it_changes_hands_when_both_have_said_so_from_their_own_account(cast: Cast) -> None:
    thing = taken(cast, acknowledged(cast))

    hand(cast, thing, to_id=cast.hal.pk)
    assert keeper(thing) == "Ben"
    confirm(cast, thing, "hal")

    assert keeper(thing) == "Hal"
    moves = Deed.objects.filter(kind="handed_over").order_by("number")
    assert [move.by for move in moves] == [cast.ben, cast.hal]


@pytest.mark.clause("TP-3.4.3.3")
def test_only_whoever_was_handed_it_confirms_it(cast: Cast) -> None:
    thing = taken(cast, acknowledged(cast))
    hand(cast, thing, to_id=cast.hal.pk)

    for who in ("ben", "ama"):
        with pytest.raises(Refused, match="not-handed-to-you"):
            confirm(cast, thing, who)
    with pytest.raises(NotFound):
        confirm(cast, thing, "ivy")
    assert keeper(thing) == "Ben"


@pytest.mark.clause("TP-3.4.3.3")
def test_only_whoever_has_it_hands_it_over(cast: Cast) -> None:
    thing = taken(cast, acknowledged(cast))

    with pytest.raises(Refused, match="not-in-your-keeping") as refused:
        hand(cast, thing, "ama", to_id=cast.hal.pk)

    assert refused.value.refusals[0].mender == "Ben Carter"


def test_whoever_did_not_get_it_says_so(cast: Cast) -> None:
    reference = acknowledged(cast)
    thing = taken(cast, reference)
    hand(cast, thing, to_id=cast.hal.pk)

    confirm(cast, thing, "hal", "no")

    assert keeper(thing) == "Ben"
    with pytest.raises(NotFound):
        queries.in_keeping(cast.actor("hal"), thing, at=NOON)
    [item] = queries.concern_page(cast.actor("ama"), reference, at=NOON).custody
    assert [move.said for move in item.moves] == [
        "Ben Carter to Hal Brennan: waits for the other to confirm",
        "Ben Carter to Hal Brennan: not handed over",
    ]


@pytest.mark.clause("TP-3.4.3.3")
def test_somebody_outside_is_named(cast: Cast) -> None:
    reference = acknowledged(cast)
    thing = taken(cast, reference)

    hand(cast, thing, outside="PC Hill, police, 1234")

    [item] = queries.concern_page(cast.actor("ama"), reference, at=NOON).custody
    assert (keeper(thing), item.keeper) == (None, "PC Hill, police, 1234")


def test_and_what_comes_back_is_taken_by_whoever_reads_the_concern(cast: Cast) -> None:
    thing = taken(cast, acknowledged(cast))
    hand(cast, thing, outside="PC Hill, police, 1234")

    commands.take_back(
        cast.actor("ama"), thing, from_whom="PC Hill", where="The safe again", at=NOON
    )

    assert keeper(thing) == "Ama"


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ({}, "to-whom"),
        ({"to_id": "hal", "outside": "PC Hill"}, "to-whom"),
        ({"to_id": "ben"}, "has-it-already"),
        ({"to_id": "joe"}, "not-to-this-person"),
        ({"to_id": "nan"}, "not-to-this-person"),
        ({"to_id": "gus"}, "not-to-this-person"),
        ({"to_id": "hal", "where": " "}, "no-where"),
    ],
)
def test_to_whom_it_cannot_be_handed(cast: Cast, to: dict[str, Any], code: str) -> None:
    reference = acknowledged(cast)
    commands.exclude(cast.actor("ama"), reference, person_id=cast.gus.pk, reason="x", at=NOON)
    thing = taken(cast, reference)
    if "to_id" in to:
        to = {**to, "to_id": cast.people[to["to_id"]].pk}

    with pytest.raises(Refused) as refused:
        hand(cast, thing, **to)

    assert [one.code for one in refused.value.refusals] == [code]


def test_nobody_takes_back_what_a_colleague_has(cast: Cast) -> None:
    thing = taken(cast, acknowledged(cast))

    with pytest.raises(Refused, match="somebody-has-it"):
        commands.take_back(cast.actor("ama"), thing, from_whom="Ben", where="Here", at=NOON)


def test_unless_that_colleague_has_left(cast: Cast) -> None:
    reference = acknowledged(cast)
    thing = taken(cast, reference)
    hand(cast, thing, to_id=cast.hal.pk)
    confirm(cast, thing, "hal")
    later = NOON + timedelta(days=9)
    people.leave(house(cast.alder.pk, "x"), cast.hal.pk, left_on=TODAY, at=NOON)

    commands.take_back(cast.actor("ama"), thing, from_whom="Hal's desk", where="Safe", at=later)

    assert keeper(thing) == "Ama"


# ------ whoever has it need not read the concern


@pytest.mark.clause("TP-3.4.3.3")
def test_whoever_is_handed_it_sees_the_bag_and_nothing_of_the_concern(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    reference = acknowledged(cast)
    thing = taken(cast, reference)
    hand(cast, thing, to_id=cast.hal.pk, seal="0043")
    sign_in(client, cast.hal)

    duties = client.get("/duties/").content.decode()
    shown = client.get(f"/in-keeping/{thing}/").content.decode()

    assert "Confirm what you were handed" in duties
    assert "0043" in shown
    for hidden in (reference, "Blue tablet", "reading room", "Dev Rahman", "pictures"):
        assert hidden not in shown
        assert hidden not in duties
    assert client.get(f"/concern/{reference}/").status_code == 404


def test_confirmed_the_duty_is_done(cast: Cast) -> None:
    thing = taken(cast, acknowledged(cast))
    hand(cast, thing, to_id=cast.hal.pk)

    duty = Duty.objects.get(subject=thing, kind="concerns.take-over")
    assert (duty.state, duty.due_at) == ("open", NOON + timedelta(hours=24))
    confirm(cast, thing, "hal")
    duty.refresh_from_db()
    assert duty.state == "done"


def test_handed_to_another_instead_the_first_is_asked_no_more(cast: Cast) -> None:
    thing = taken(cast, acknowledged(cast))
    hand(cast, thing, to_id=cast.hal.pk)

    hand(cast, thing, to_id=cast.lou.pk)

    with pytest.raises(NotFound):
        confirm(cast, thing, "hal")
    confirm(cast, thing, "lou")
    assert keeper(thing) == "Lou"


def test_whom_the_concern_names_learns_nothing_of_the_thing(cast: Cast) -> None:
    reference = acknowledged(cast)
    thing = taken(cast, reference)
    hand(cast, thing, to_id=cast.hal.pk)
    commands.exclude(cast.actor("ama"), reference, person_id=cast.hal.pk, reason="x", at=NOON)

    with pytest.raises(NotFound):
        queries.in_keeping(cast.actor("hal"), thing, at=NOON)


# ------ let go, on advice


@pytest.mark.clause("TP-3.4.3.3", "TP-A1-0.4")
def test_it_is_let_go_on_advice_that_is_written_down(cast: Cast) -> None:
    reference = acknowledged(cast)
    thing = taken(cast, reference)

    let_go(cast, thing)

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)
    assert page.held == ()
    assert page.custody[0].ended is not None
    assert [move.said for move in page.custody[0].moves] == ["Given back: Joe Tanner"]
    with pytest.raises(Refused, match="kept-no-more"):
        let_go(cast, thing, "ama")


def test_let_go_or_taken_back_twice_it_is_done_once(cast: Cast) -> None:
    reference = acknowledged(cast)
    thing = taken(cast, reference)
    hand(cast, thing, outside="PC Hill, police, 1234")
    back = {"from_whom": "PC Hill", "where": "The safe again"}
    before = concern(reference).entries_written

    for _ in range(2):
        commands.take_back(cast.actor("ama"), thing, **back, at=NOON)
    with pytest.raises(Refused, match="somebody-has-it"):
        commands.take_back(cast.actor("ben"), thing, **back, at=NOON)
    for _ in range(2):
        let_go(cast, thing, "ama")

    assert concern(reference).entries_written == before + 2


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"how": "lost"}, "no-ending"),
        ({"to_whom": " "}, "no-to-whom"),
        ({"advice": " "}, "no-advice"),
        ({"how": "deleted"}, "deleted-by-themself"),
    ],
)
def test_what_is_asked_before_it_is_let_go(cast: Cast, how: dict[str, Any], code: str) -> None:
    thing = taken(cast, acknowledged(cast))

    with pytest.raises(Refused) as refused:
        let_go(cast, thing, **how)

    assert [one.code for one in refused.value.refusals] == [code]


@pytest.mark.clause("TP-3.4.3.3", "TP-A1-0.4")
def test_of_a_picture_the_agency_advises_and_nothing_is_deleted_before(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast), **IMAGE, threat=("yes",))
    thing = taken(cast, reference)

    with pytest.raises(Refused) as refused:
        let_go(cast, thing, how="deleted", adviser="lead", unseen=True)

    codes = [one.code for one in refused.value.refusals]
    assert codes == ["agency-advises", "not-deleted-yet"]


def test_an_experimental_one_is_let_go_on_the_leads_own_advice(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast), **IMAGE)
    thing = taken(cast, reference)
    met(cast, reference)
    triaged(cast, reference, without_police=("yes",))
    commands.read_twice(
        cast.actor("ama"), reference, of="without_police", agrees=True, reason="Yes.", at=NOON
    )

    let_go(cast, thing, how="deleted", adviser="lead", unseen=True)

    assert Custody.objects.get(reference=thing).ended_at == NOON


def test_while_it_is_held_the_concern_is_not_closed(cast: Cast) -> None:
    reference = at_the_gate(cast, acknowledged(cast))
    taken(cast, reference)

    gate = queries.closing_gate(cast.actor("ben"), reference, at=NOON)

    held = next(one for one in gate.before if one.code == "evidence-held")
    assert (held.met, held.link) == (False, f"/concern/{reference}/custody/")


def test_an_officer_hands_over_but_lets_nothing_go(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)
    thing = taken(cast, reference, "cat")
    commands.acknowledge(cast.actor("cat"), reference, at=NOON)

    with pytest.raises(Refused, match="not-yours-to-hold"):
        let_go(cast, thing, "cat")


def test_what_is_kept_is_sealed_and_the_lines_name_the_bag_alone(cast: Cast) -> None:
    reference = acknowledged(cast)
    thing = taken(cast, reference)
    hand(cast, thing, outside="PC Hill, police, 1234")

    for row in Deed.objects.filter(concern__reference=reference):
        assert b"tablet" not in bytes(row.says)
    lines = lines_about(cast.alder.pk, reference, ["concern.custody-handed-over"])
    assert [line.facts["what"] for line in lines] == [thing]


def test_a_hand_over_that_is_sent_again_while_it_waits_is_one(cast: Cast) -> None:
    reference = acknowledged(cast)
    thing = taken(cast, reference)
    hand(cast, thing, to_id=cast.hal.pk)
    before = concern(reference).entries_written

    hand(cast, thing, to_id=cast.hal.pk)

    assert concern(reference).entries_written == before
    assert len(Duty.objects.filter(subject=thing, kind="concerns.take-over")) == 1
    confirm(cast, thing, "hal")
