"""Whom a concern can go to outside: what each takes, and the organisation's own numbers."""

from datetime import date, timedelta

import pytest

from bield.advice import commands, queries
from bield.advice.models import LocalContact
from bield.advice.queries import AskedWithin, BodyShown
from bield.advice.states import CHECK_NUMBERS, Body, Within
from bield.advice.watches import AUTHORITIES_ARE_KNOWN, LADO_IS_KNOWN, lado
from bield.concerns.lenses.table import TABLE
from bield.duties import commands as duty_commands
from bield.duties import queries as duties
from bield.duties import rounds
from bield.duties.states import ClockUnit, Period
from bield.kit.refusals import Refused
from bield.ledger import queries as ledger
from bield.people import commands as people
from bield.people.actors import house
from tests.conftest import NOON, NUMBERS, Cast, SignIn, number_of
from tests.pages import LookingClient

DAY = timedelta(days=1)


def shown(cast: Cast, body: str, *, at_elm: bool = False, who: str = "ama") -> BodyShown:
    site = cast.elm if at_elm else cast.oak
    return queries.body(cast.actor(who), body, site.pk, NOON)


def phones(cast: Cast, body: str, *, at_elm: bool = False) -> list[str]:
    return [own.phone for own in shown(cast, body, at_elm=at_elm).own]


def references(cast: Cast, body: str) -> list[str]:
    cast.actor("ama")
    rows = LocalContact.objects.filter(organisation=cast.alder, body=body, ended_at=None)
    return list(rows.values_list("reference", flat=True))


# ------ the pack


def test_every_body_says_what_it_takes_what_not_and_where_that_is_written() -> None:
    known = queries.known_bodies()

    assert set(known) == set(Body)
    assert all(one.takes and one.takes_not and one.source for one in known.values())
    assert all(one.ways or one.web or one.local for one in known.values() if one.code != "platform")


def test_an_address_is_reported_and_never_a_copy() -> None:
    iwf = queries.known_bodies()[Body.IWF]

    assert iwf.address_only
    assert "never a copy" in iwf.note
    assert "Racism" in iwf.takes_not


def test_a_body_past_its_check_date_does_not_look_current() -> None:
    ceop = queries.known_bodies()[Body.CEOP]

    assert not ceop.is_stale(date(2026, 12, 24))
    assert ceop.is_stale(date(2028, 1, 1))


def test_an_address_that_nobody_checked_does_not_look_current() -> None:
    assert queries.known_bodies()[Body.HATE].is_stale(date(2026, 11, 21))


def test_whatever_the_decision_table_names_is_known_here() -> None:
    named = {rule.proposal.body for rule in TABLE.proposals}
    named |= {body for action in TABLE.actions for body in action.bodies}

    assert named - queries.known_bodies().keys() == set()


def test_a_body_that_a_country_does_not_have_is_not_shown_there(cast: Cast) -> None:
    site = people.open_site(
        house(cast.alder.pk, "tests"), name="Leith", jurisdiction="sct", at=NOON
    )

    codes = {one.code for one in queries.bodies(cast.actor("ama"), site.pk, NOON)}

    assert Body.LADO not in codes
    assert Body.CHILDRENS_SOCIAL_CARE in codes


# ------ the organisation's own numbers


def test_the_nearest_number_is_the_one_shown(cast: Cast) -> None:
    given = number_of(Body.LADO, "0114 496 0203", authority="Southshire")
    commands.keep_number(cast.actor("ben"), given, site_id=cast.elm.pk, at=NOON)

    assert phones(cast, Body.LADO) == [NUMBERS[Body.LADO]]
    assert phones(cast, Body.LADO, at_elm=True) == ["0114 496 0203"]


def test_a_place_may_have_several_authorities(cast: Cast) -> None:
    for authority in ("Southshire", "Westshire"):
        given = number_of(Body.CHILDRENS_SOCIAL_CARE, "0114 496 0301", authority=authority)
        commands.keep_number(cast.actor("eve"), given, site_id=cast.oak.pk, at=NOON)

    own = shown(cast, Body.CHILDRENS_SOCIAL_CARE).own

    assert [one.authority for one in own] == ["Southshire", "Westshire"]


def test_a_changed_number_takes_the_place_of_the_old_one(cast: Cast) -> None:
    (before,) = references(cast, Body.LADO)

    given = number_of(Body.LADO, "0114 496 0999")
    commands.keep_number(cast.actor("ama"), given, instead_of=before, at=NOON)

    assert phones(cast, Body.LADO) == ["0114 496 0999"]
    assert before not in references(cast, Body.LADO)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (number_of(Body.LADO, ""), "no-way-in"),
        (number_of(Body.LADO, "on request"), "no-digits"),
        (number_of(Body.LADO, "0114 496 0001", within="soon"), "no-clock"),
        (number_of(Body.PREVENT, "0114 496 0001", within=Within.A_DAY), "clock-of-another"),
        (number_of(Body.IWF, "0114 496 0001"), "body-is-not-local"),
        (number_of(Body.PREVENT, "0114 496 0001", authority=" "), "no-authority"),
        (number_of(Body.PREVENT, "0114 496 0001"), "kept-already"),
    ],
)
def test_a_number_that_helps_nobody_is_refused(
    cast: Cast, given: commands.Number, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        commands.keep_number(cast.actor("ama"), given, at=NOON)


@pytest.mark.parametrize("name", ["cat", "fay", "hal", "ivy", "joe", "nan"])
def test_others_do_not_change_the_numbers(cast: Cast, name: str) -> None:
    with pytest.raises(Refused, match="not-yours-to-keep"):
        commands.keep_number(cast.actor(name), number_of(Body.HEALTH, "0114 496 0001"), at=NOON)


def test_a_change_is_in_the_record_without_the_number(cast: Cast) -> None:
    commands.keep_number(cast.actor("ama"), number_of(Body.HEALTH, "0114 496 0001"), at=NOON)

    (line,) = ledger.lines_about(cast.alder.pk, "contacts:health")
    assert (line.event, line.by) == ("advice.number-kept", f"person:{cast.ama.pk}")
    assert "0114" not in line.facts


# ------ what is not known, and what is due


@pytest.mark.clause("OT-14d")
def test_no_lado_is_a_gap(cast: Cast) -> None:
    before = lado(cast.alder.pk, NOON)
    (number,) = references(cast, Body.LADO)
    commands.end_number(cast.actor("ama"), number, at=NOON)

    (finding,) = LADO_IS_KNOWN.look(cast.alder.pk, NOON)
    assert before == []
    assert finding.message == "No LADO is known for Oak and Elm."
    assert shown(cast, Body.LADO).missing


@pytest.mark.clause("OT-7d", "OT-38a")
def test_an_authority_that_nobody_wrote_down_is_a_gap(cast: Cast) -> None:
    before = AUTHORITIES_ARE_KNOWN.look(cast.alder.pk, NOON)
    (number,) = references(cast, Body.CHILDRENS_SOCIAL_CARE)
    commands.end_number(cast.actor("ama"), number, at=NOON)

    (finding,) = AUTHORITIES_ARE_KNOWN.look(cast.alder.pk, NOON)
    assert before == []
    assert finding.message == "Not known from every place: Children’s social care."


def test_of_each_place_the_nearest_lado_says_how_soon(cast: Cast) -> None:
    given = number_of(Body.LADO, "0114 496 0203", authority="Southshire", within=Within.A_DAY)
    commands.keep_number(cast.actor("ama"), given, site_id=cast.elm.pk, at=NOON)

    asks = queries.lado_asks(cast.alder.pk, [cast.oak.pk, cast.elm.pk], NOON)

    assert asks == {
        cast.oak.pk: (
            AskedWithin("Northshire", Period(1, ClockUnit.WORKING_DAYS), "one working day"),
        ),
        cast.elm.pk: (AskedWithin("Southshire", Period(24, ClockUnit.CLOCK_HOURS), "24 hours"),),
    }


def test_where_no_lado_is_known_nobody_has_said_how_soon(cast: Cast) -> None:
    (number,) = references(cast, Body.LADO)
    commands.end_number(cast.actor("ama"), number, at=NOON)

    assert queries.lado_asks(cast.alder.pk, [cast.oak.pk], NOON) == {cast.oak.pk: ()}


def test_each_term_every_number_is_looked_at_and_that_closes_the_duty(cast: Cast) -> None:
    rounds.stand(NOON)
    ama, later = cast.actor("ama"), NOON + DAY
    numbers = [one for body in NUMBERS for one in references(cast, body)]
    for reference in numbers[1:]:
        commands.check_number(ama, reference, at=later)
    (still,) = duties.open_duties(cast.alder.pk, CHECK_NUMBERS, later)

    commands.check_number(ama, numbers[0], at=later)

    assert still.link == "/where-to-report/"
    assert duties.open_duties(cast.alder.pk, CHECK_NUMBERS, later) == []


def test_the_duty_stays_while_an_authority_is_not_known(cast: Cast) -> None:
    ama, later = cast.actor("ama"), NOON + DAY
    duty_commands.open_duty(ama, CHECK_NUMBERS, subject=CHECK_NUMBERS, at=NOON)
    (lado_number,) = references(cast, Body.LADO)
    commands.end_number(ama, lado_number, at=later)

    for body in NUMBERS.keys() - {Body.LADO}:
        for reference in references(cast, body):
            commands.check_number(ama, reference, at=later)

    assert len(duties.open_duties(cast.alder.pk, CHECK_NUMBERS, later)) == 1


# ------ pages


def test_anybody_signed_in_finds_whom_to_call(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)

    page = client.get("/where-to-report/").content.decode()

    assert "0114 496 0101" in page
    assert "Does not take" in page
    assert "Write down a number" not in page


def test_the_card_says_whom_to_call_and_what_to_say(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)

    card = client.get("/where-to-report/if-nobody-answers/").content.decode()

    assert "You need nobody’s leave" in card
    assert "Whom to call from Elm" in card
    assert all(phone in card for phone in (*NUMBERS.values(), "101", "0808 800 5000"))


def test_a_number_is_written_down_and_found_again(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    asked = {"body": "health", "authority": "Northshire Hospital", "phone": "0114 496 0777"}

    answer = client.send("/where-to-report/add/", asked)
    page = client.get("/where-to-report/").content.decode()

    assert answer.status_code == 302
    assert "Northshire Hospital" in page
