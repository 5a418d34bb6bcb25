"""“Refer now” stands in every state and needs no other step; absence opens it to everybody here."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from bield.advice.states import Body
from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.commands import Told
from bield.concerns.deeds import open_deed, seal_says
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Deed, Entry
from bield.concerns.rules import Alone
from bield.concerns.states import ConcernState, DeedKind, EntryKind, PartyRole
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.people import commands as people
from bield.people.actors import Strength, house
from bield.vault import queries as vault
from tests.concerns.telling import closed, concern, mailed, on_desk, reported
from tests.concerns.triage import triaged
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CALL = Told(
    Body.CHILDRENS_SOCIAL_CARE,
    NOON,
    name="Duty worker Lin",
    reference="NSC-4471",
    said="Keep him at the centre until we come.",
)


def deeds(reference: str, kind: DeedKind = DeedKind.REFERRED) -> list[Done]:
    one = concern(reference)
    key = vault.secret(one.organisation_id, one.key_id)
    return [open_deed(key, reference, deed) for deed in Deed.objects.filter(concern=one, kind=kind)]


def new(cast: Cast) -> str:
    return reported(cast)


def taken(cast: Cast) -> str:
    reference = reported(cast)
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)
    return reference


def in_action(cast: Cast) -> str:
    reference = taken(cast)
    commands.assign(cast.actor("ben"), reference, owner_id=cast.ama.pk, at=NOON)
    return reference


def watched(cast: Cast) -> str:
    reference = triaged(cast, taken(cast))
    until = (NOON + 9 * DAY).date()
    commands.watch(cast.actor("ben"), reference, until=until, reason="To see.", at=NOON)
    return reference


def ended(cast: Cast) -> str:
    return closed(cast)


def opened_again(cast: Cast) -> str:
    reference = closed(cast)
    commands.reopen(cast.actor("ben"), reference, reason="More came.", at=NOON)
    return reference


def with_authorities(cast: Cast) -> str:
    reference = taken(cast)
    commands.refer_now(cast.actor("ben"), reference, Told(Body.POLICE, NOON), at=NOON)
    return reference


def with_a_picture(cast: Cast) -> str:
    reference = taken(cast)
    while (asked := queries.outcome(concern(reference), at=NOON).next_question) is not None:
        value = "unsure" if asked.code != "affected" else "child"
        commands.answer(cast.actor("ben"), reference, question=asked.code, values=[value], at=NOON)
        if asked.code == "image":
            break
    return reference


def holding_evidence(cast: Cast) -> str:
    reference = taken(cast)
    commands.hold_evidence(
        cast.actor("ama"),
        reference,
        subject="device:7",
        reason="Seen on it.",
        review_on=(NOON + 30 * DAY).date(),
        at=NOON,
    )
    return reference


EVERY_STATE = (
    new,
    taken,
    in_action,
    watched,
    ended,
    opened_again,
    with_authorities,
    with_a_picture,
    holding_evidence,
)


@pytest.mark.clause("TP-A1-9e")
@pytest.mark.parametrize("state", EVERY_STATE)
@pytest.mark.parametrize("who", ["ama", "ben"])
def test_in_every_state_a_referral_is_kept_with_its_time(
    cast: Cast, state: Callable[[Cast], str], who: str
) -> None:
    reference = state(cast)
    stage = concern(reference).stage

    commands.refer_now(cast.actor(who), reference, CALL, at=NOON + HOUR)

    done = deeds(reference)[-1]
    assert (done.says["body"], done.says["reference"]) == ("childrens_social_care", "NSC-4471")
    assert done.says["told_at"] == NOON.isoformat()
    taken_by_it = stage in {ConcernState.SUBMITTED, ConcernState.REOPENED}
    assert concern(reference).stage == (ConcernState.ACKNOWLEDGED if taken_by_it else stage)


@pytest.mark.clause("TP-A1-9e")
def test_the_officer_of_the_place_refers_as_well(cast: Cast) -> None:
    reference = reported(cast, "ivy", site_id=cast.elm.pk)

    commands.refer_now(cast.actor("cat"), reference, CALL, at=NOON)

    assert len(deeds(reference)) == 1


def test_whoever_was_let_in_may_refer_but_not_decide(cast: Cast) -> None:
    reference = taken(cast)
    commands.grant(
        cast.actor("ben"), reference, person_id=cast.ivy.pk, reason="Teaches him.", at=NOON
    )

    commands.refer_now(cast.actor("ivy"), reference, CALL, at=NOON)

    assert len(deeds(reference)) == 1


def test_a_fault_in_what_follows_takes_no_referral_away(cast: Cast) -> None:
    reference = taken(cast)
    one = concern(reference)
    key = vault.secret(one.organisation_id, one.key_id)
    unreadable = seal_says(key, reference, 1, {"question": "danger"})  # an answer without values
    Deed.objects.create(
        organisation=cast.alder,
        concern=one,
        number=1,
        kind=DeedKind.ANSWERED,
        says=unreadable,
        done_at=NOON,
    )
    with pytest.raises(KeyError):
        queries.facts(one, at=NOON)

    commands.refer_now(cast.actor("ben"), reference, CALL, at=NOON)

    assert [done.says["body"] for done in deeds(reference)] == ["childrens_social_care"]


def test_the_chronology_tells_of_it(cast: Cast) -> None:
    reference = taken(cast)

    commands.refer_now(cast.actor("ben"), reference, CALL, at=NOON + HOUR)

    entry = queries.concern_page(cast.actor("ama"), reference, at=NOON + HOUR).chronology[-1]
    assert entry.kind == EntryKind.CONTACT
    assert entry.text == (
        "Referred to: Children’s social care\nSpoken to: Duty worker Lin\n"
        "Their reference: NSC-4471\nThey said: Keep him at the centre until we come."
    )


def test_sent_twice_it_is_one(cast: Cast) -> None:
    reference = taken(cast)

    commands.refer_now(cast.actor("ben"), reference, CALL, at=NOON)
    commands.refer_now(cast.actor("ben"), reference, CALL, at=NOON + timedelta(seconds=3))

    assert len(deeds(reference)) == 1


def test_the_record_says_that_and_not_to_whom(cast: Cast) -> None:
    reference = taken(cast)

    commands.refer_now(cast.actor("ben"), reference, CALL, at=NOON)

    lines = list(ledger.lines_about(cast.alder.pk, reference))
    (line,) = [one for one in lines if one.event == "concern.referred"]
    assert line.by == f"person:{cast.ben.pk}"
    assert not any("social_care" in one.facts or "4471" in one.facts for one in lines)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told("", NOON), "unknown-body"),
        (Told("a_friend", NOON), "unknown-body"),
        (Told(Body.CHILDLINE, NOON), "unknown-body"),
        (Told(Body.POLICE, NOON + HOUR), "has-not-happened"),
    ],
)
def test_only_a_body_and_a_time_are_asked(cast: Cast, told: Told, code: str) -> None:
    reference = taken(cast)

    with pytest.raises(Refused, match=code):
        commands.refer_now(cast.actor("ben"), reference, told, at=NOON)


@pytest.mark.parametrize("who", ["dev", "eve", "fay", "hal", "lou", "mia"])
def test_whoever_does_not_read_it_cannot_tell_that_it_is_there(cast: Cast, who: str) -> None:
    reference = taken(cast)

    with pytest.raises(NotFound):
        commands.refer_now(cast.actor(who), reference, CALL, at=NOON)


# ------ anybody here, when nobody answers


def away(cast: Cast, *names: str) -> None:
    for name in names:
        people.set_cover(
            house(cast.alder.pk, "tests"),
            cast.people[name].pk,
            stand_in_id=None,
            begins_on=NOON.date(),
            ends_on=(NOON + DAY).date(),
            at=NOON,
        )


def as_staff(cast: Cast, name: str = "dev"):  # an actor with one factor
    return cast.actor(name, Strength.ONE_FACTOR)


def why(cast: Cast, reference: str, *, at=NOON) -> Alone | None:  # a moment
    found = queries.direct(as_staff(cast), reference, at=at)
    return found.why if found else None


@pytest.mark.clause("OT-7d", "TP-A1-9e")
def test_with_everybody_away_the_authorities_show_at_once(cast: Cast) -> None:
    reference = reported(cast)
    before = why(cast, reference)

    away(cast, "ama", "ben")

    shown = queries.direct(as_staff(cast), reference, at=NOON)
    assert before is None
    assert shown is not None
    assert shown.why == Alone.ABSENT
    assert [body.own[0].phone for body in shown.call.first if body.own] == [
        "0114 496 0101",
        "0114 496 0102",
        "0114 496 0103",
    ]


@pytest.mark.clause("OT-7d")
def test_past_the_clock_nobody_is_waited_for(cast: Cast) -> None:
    reference = reported(cast)
    due = concern(reference).due_at

    assert why(cast, reference, at=due - HOUR) is None
    assert why(cast, reference, at=due + HOUR) == Alone.UNANSWERED


def test_once_taken_the_reporter_waits_for_whoever_took_it(cast: Cast) -> None:
    reference = taken(cast)

    assert why(cast, reference, at=NOON + 9 * DAY) is None


def test_danger_shows_them_without_waiting(cast: Cast) -> None:
    reference = reported(cast, danger_now="unsure")

    assert why(cast, reference) == Alone.DANGER


@pytest.mark.clause("TP-A1-9e", "OT-7d")
@pytest.mark.parametrize("who", ["dev", "ivy", "hal", "lou"])
def test_with_all_away_anybody_here_writes_down_that_they_told_them(cast: Cast, who: str) -> None:
    away(cast, "ama", "ben", "cat")

    kept = commands.refer_alone(
        as_staff(cast, who),
        CALL,
        account="Joe has bruises and will not go home.",
        site_id=cast.oak.pk,
        send_key="alone",
        at=NOON,
    )

    (done,) = deeds(kept)
    assert (done.by, done.says["reference"]) == (cast.people[who].pk, "NSC-4471")
    assert concern(kept).stage == ConcernState.SUBMITTED
    assert concern(kept).due_at is not None


def test_it_goes_to_the_report_of_their_own(cast: Cast) -> None:
    reference = reported(cast)

    kept = commands.refer_alone(as_staff(cast), CALL, own=reference.lower(), at=NOON)

    assert kept == reference
    assert len(deeds(reference)) == 1
    assert concern(reference).stage == ConcernState.SUBMITTED


def test_the_safeguarding_team_hears_at_the_same_moment(cast: Cast) -> None:
    reference = reported(cast)

    commands.refer_alone(as_staff(cast), CALL, own=reference, at=NOON)

    assert mailed(reference) == {"ama", "ben"}
    assert on_desk(cast, "ama") == [reference]


def test_whoever_wrote_it_down_reads_no_more_of_it_than_before(cast: Cast) -> None:
    reference = reported(cast)

    commands.refer_alone(as_staff(cast), CALL, own=reference, at=NOON)

    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("dev"), reference, at=NOON)


@pytest.mark.parametrize("whose", ["another’s", "nobody’s"])
def test_a_reference_that_is_not_theirs_says_nothing(cast: Cast, whose: str) -> None:
    reference = reported(cast, "ivy") if whose == "another’s" else "C-222-2222"

    with pytest.raises(Refused) as refused:
        commands.refer_alone(as_staff(cast), CALL, own=reference, site_id=cast.oak.pk, at=NOON)
    kept = commands.refer_alone(
        as_staff(cast),
        CALL,
        own=reference,
        account="He is not safe.",
        site_id=cast.oak.pk,
        send_key="other",
        at=NOON,
    )

    assert [one.code for one in refused.value.refusals] == ["no-such-report"]
    assert kept != reference
    page = queries.concern_page(cast.actor("ama"), kept, at=NOON)
    assert page.account == f"He is not safe.\n\n(Reference given: {reference})"


def test_the_lead_named_in_it_does_not_get_it(cast: Cast) -> None:
    named = [About(person_id=cast.ama.pk, name="Ama Boateng", role=PartyRole.ALLEGED)]

    kept = commands.refer_alone(
        as_staff(cast),
        Told(Body.LADO, NOON),
        account="She hit him.",
        site_id=cast.oak.pk,
        about=named,
        colleague=True,
        send_key="lead",
        at=NOON,
    )

    assert on_desk(cast, "ama") == []
    assert kept in on_desk(cast, "ben")


def test_sent_twice_from_outside_it_is_one(cast: Cast) -> None:
    reference = reported(cast)

    for _ in range(2):
        commands.refer_alone(as_staff(cast), CALL, own=reference, at=NOON)

    assert len(deeds(reference)) == 1
    assert Entry.objects.filter(concern=concern(reference), kind=EntryKind.CONTACT).count() == 1


# ------ pages


def call(**more: str) -> dict[str, str]:
    now = timezone.localtime() - timedelta(minutes=2)
    day = {"told_on_day": now.day, "told_on_month": now.month, "told_on_year": now.year}
    return {"body": "police_999", "told_time": f"{now:%H:%M}", **day, **more}


def test_the_numbers_come_first_and_the_record_is_short(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = reported(cast, at=timezone.now())
    sign_in(client, cast.ama)

    page = client.get(f"/concern/{reference}/refer-now/").content.decode()
    answer = client.send(f"/concern/{reference}/refer-now/", call(number="P-88"))

    assert page.index("tel:999") < page.index("0114 496 0101") < page.index("Whom did you tell?")
    assert answer.headers["Location"] == f"/concern/{reference}/?said=referred"
    assert deeds(reference)[0].says["reference"] == "P-88"


def test_every_page_of_a_concern_leads_there(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = taken(cast)
    sign_in(client, cast.ama)

    for page in (
        "",
        "add/",
        "triage/answers/",
        "triage/danger/",
        "assign/",
        "watch/",
        "exclude/",
        "close/",
    ):
        shown = client.get(f"/concern/{reference}/{page}").content.decode()
        assert f'href="/concern/{reference}/refer-now/"' in shown, page


def test_the_receipt_asks_for_time_and_reference_when_nobody_is_there(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    away(cast, "ama", "ben")
    today = timezone.localdate()
    for name in ("ama", "ben"):
        people.set_cover(
            house(cast.alder.pk, "tests"),
            cast.people[name].pk,
            stand_in_id=None,
            begins_on=today,
            ends_on=today,
            at=timezone.now(),
        )
    reference = reported(cast, at=timezone.now())
    sign_in(client, cast.dev, Strength.ONE_FACTOR)

    receipt = client.get(f"/report/sent/{reference}/").content.decode()
    page = client.get(f"/refer-now/?report={reference}").content.decode()
    answer = client.send("/refer-now/", call(own=reference, site_id=cast.oak.pk, send_key="k"))

    assert "0114 496 0101" in receipt
    assert f"/refer-now/?report={reference}" in receipt
    assert "At what time?" in page
    assert "Which reference did they give you?" in page
    assert answer.headers["Location"] == f"/report/sent/{reference}/"
    assert len(deeds(reference)) == 1


def test_whoever_has_called_outside_is_told_what_was_kept_and_not_to_call(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = reported(cast, danger_now="yes", at=timezone.now())
    commands.refer_now(cast.actor("ama"), reference, CALL, at=NOON)  # not the reporter
    sign_in(client, cast.dev, Strength.ONE_FACTOR)

    before = client.get(f"/report/sent/{reference}/").content.decode()
    client.send("/refer-now/", call(own=reference, site_id=cast.oak.pk, send_key="k"))
    after = client.get(f"/report/sent/{reference}/").content.decode()

    assert "Call 999 if you have not" in before
    assert "You have called outside" not in before
    assert "Call 999 if you have not" not in after
    assert "Call outside yourself" not in after
    kept = after.partition("You have called outside")[2].partition("</ul>")[0]
    assert kept.count("It is kept with your report.") == 1
    assert "Police" in kept
    assert "They may call you back." in after


@pytest.mark.parametrize(
    ("strength", "says"), [(Strength.ONE_FACTOR, True), (Strength.TWO_FACTORS, False)]
)
def test_the_receipt_says_what_my_reports_asks_for_and_where_it_is_set_up(
    cast: Cast, client: LookingClient, sign_in: SignIn, strength: Strength, says: bool
) -> None:
    reference = reported(cast, at=timezone.now())
    sign_in(client, cast.dev, strength)

    shown = client.get(f"/report/sent/{reference}/").content.decode()

    assert ('<a href="/account/second-factor/">Set one up</a>' in shown) is says


# ------ whoever has called has taken it


def test_whoever_refers_now_is_not_asked_to_acknowledge_it(cast: Cast) -> None:
    reference = reported(cast)

    commands.refer_now(cast.actor("ben"), reference, CALL, at=NOON + HOUR)

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON + HOUR)
    assert (page.owner, page.acknowledged_by) == ("Ben Carter", "Ben Carter")
    assert page.next_step.action != "acknowledge"
    assert [duty.title for duty in page.duties] == []


def test_whoever_was_let_in_to_read_refers_and_does_not_take_it(cast: Cast) -> None:
    reference = reported(cast)
    commands.grant(
        cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="Knows him.", at=NOON
    )

    commands.refer_now(cast.actor("ivy"), reference, CALL, at=NOON + HOUR)

    assert len(deeds(reference)) == 1
    assert concern(reference).stage == ConcernState.SUBMITTED
