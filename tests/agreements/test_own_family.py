"""Whoever works in the office and is a parent: what the other parent says is theirs to tell."""

from datetime import date, timedelta

import pytest

from bield.agreements import commands, queries
from bield.agreements.commands import Evidence, Put
from bield.agreements.models import Answer, Certificate
from bield.agreements.states import Audience, How, Purpose, Whom
from bield.kit.refusals import NotFound, Refused
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Person
from bield.people.states import Withheld
from bield.retention import commands as retention
from tests.agreements.asking import cares, grown_up, published, says
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient


@pytest.fixture
def both_parents(cast: Cast) -> str:
    """Eve of the office and Nan care for Joe; Nan said no."""
    form = published(cast)
    cares(cast, "nan")
    cares(cast, "eve")
    says(cast, "nan", said="no")
    return form


def test_the_office_reads_no_certificate_of_its_own_family(
    cast: Cast, sign_in: SignIn, both_parents: str
) -> None:
    certificate = Certificate.objects.get().reference
    for who, status in (("nan", 200), ("ama", 200), ("eve", 404)):
        client = LookingClient()
        sign_in(client, cast.people[who])
        assert client.get(f"/certificates/{certificate}/").status_code == status


def test_the_office_makes_no_link_or_code_for_the_other_parent(
    cast: Cast, both_parents: str
) -> None:
    eve, nan = cast.actor("eve"), cast.nan.reference
    for made in (commands.show_link, commands.show_code):
        with pytest.raises(Refused, match="own-family-is-asked-by-others"):
            made(eve, nan, at=NOON)
    with pytest.raises(NotFound):
        queries.sheet_to_take(eve, nan, cast.joe.reference, both_parents, at=NOON)
    assert commands.show_code(cast.actor("ama"), nan, at=NOON)


ALONE = [
    Put(Purpose.ONE_TO_ONE, Audience.GUARDIAN, "May we see your child alone?"),
    Put(Purpose.ONE_TO_ONE, Audience.CHILD, "Just us two?"),
]


@pytest.fixture(params=["care", "care of old", "household"])
def eve_is_family(cast: Cast, request: pytest.FixtureRequest) -> str:
    """Eve of the office is family of Joe, for whom Nan is asked."""
    us, form = house(cast.alder.pk, "tests"), published(cast, ALONE, title="Alone")
    cares(cast, "nan")
    if request.param == "household":
        home = people.open_household(us, label="Hill Road", person_id=cast.nan.pk, at=NOON)
        people.move_in(us, home.reference, cast.eve.pk, at=NOON)
        return form
    cares(cast, "eve", responsible=False)
    if request.param == "care of old":
        before = TODAY - timedelta(days=1)
        people.end_guardianship(
            us, guardian_id=cast.eve.pk, child_id=cast.joe.pk, ends_on=before, at=NOON
        )
    return form


def test_the_office_reads_and_hears_no_message_of_its_own_family(
    cast: Cast, sign_in: SignIn, eve_is_family: str
) -> None:
    ama, nan, joe = cast.actor("ama"), cast.nan, cast.joe.reference
    sent = commands.send_statement(
        ama, nan.reference, joe, Purpose.ONE_TO_ONE, way="email", at=NOON
    )

    for who, status in (("ama", 200), ("eve", 404)):
        client = LookingClient()
        sign_in(client, cast.people[who])
        assert client.get(f"/asked-by-message/{sent.reference}/").status_code == status
    for words in ("yes", "perhaps"):
        with pytest.raises(NotFound):
            commands.hear_reply(
                cast.actor("eve"), sent.reference, words, sender=nan.email, came_at=NOON, at=NOON
            )
    assert not Answer.objects.exists()


@pytest.mark.parametrize("signer", ["nan", "joe"])
def test_nor_writes_down_what_was_said(cast: Cast, eve_is_family: str, signer: str) -> None:
    signs, joe = cast.people[signer].pk, cast.joe.pk
    asked = queries.answerable(cast.alder.pk, signs, joe, [Purpose.ONE_TO_ONE], at=NOON)

    for way in (How.PAPER, How.SPOKEN, How.MESSAGE):
        with pytest.raises(Refused, match="own-family-is-not-taken"):
            commands.take_answer(
                cast.actor("eve"),
                signs,
                joe,
                dict.fromkeys(asked, "no"),
                seen={purpose: one.question.digest for purpose, one in asked.items()},
                how=way,
                at=NOON,
                by=Evidence(words="No."),
            )
    with pytest.raises(NotFound):
        queries.sheet_to_take(
            cast.actor("eve"), cast.people[signer].reference, cast.joe.reference, eve_is_family,
            at=NOON,
        )  # fmt: skip


def test_links_to_many_leave_out_the_other_parent(cast: Cast, both_parents: str) -> None:
    for who in ("nan", "lou"):
        people.change_person(
            house(cast.alder.pk, "tests"),
            cast.people[who].pk,
            email=f"{who}@alder.example",
            born_on=date(1980, 1, 1),
            at=NOON,
        )
    people.change_person(
        house(cast.alder.pk, "tests"), cast.joe.pk, born_on=date(2012, 5, 14), at=NOON
    )

    by_eve, by_ama = (
        commands.send_links(cast.actor(who), [cast.nan.pk, cast.lou.pk], at=NOON)
        for who in ("eve", "ama")
    )

    assert (by_eve.sent, by_eve.left_out) == (1, ("Nan Tanner",))
    assert (by_ama.sent, by_ama.left_out) == (2, ())


def test_who_lives_with_a_parent_makes_no_link_for_either(cast: Cast, both_parents: str) -> None:
    """Ben is married to Nan, and cares for nobody."""
    us = house(cast.alder.pk, "tests")
    grown_up(cast, "nan", "eve")
    home = people.open_household(us, label="Hill Road", person_id=cast.nan.pk, at=NOON)
    people.move_in(us, home.reference, cast.ben.pk, at=NOON)

    for signer in (cast.nan, cast.eve):
        with pytest.raises(Refused, match="own-family-is-asked-by-others"):
            commands.show_link(cast.actor("ben"), signer.reference, at=NOON)
        assert commands.show_link(cast.actor("ama"), signer.reference, at=NOON)


def test_a_family_recording_stays_with_the_parent_who_makes_it(cast: Cast) -> None:
    cares(cast, "nan")
    cares(cast, "eve")
    row = commands.will_record(cast.actor("nan"), cast.joe.reference, at=NOON)

    with pytest.raises(NotFound):
        queries.recording(cast.actor("eve"), row.reference)
    assert queries.recording(cast.actor("ama"), row.reference)


def test_who_cares_no_more_signs_no_recording(cast: Cast) -> None:
    cares(cast, "nan")
    row = commands.will_record(cast.actor("nan"), cast.joe.reference, at=NOON)
    people.end_guardianship(
        house(cast.alder.pk, "tests"),
        guardian_id=cast.nan.pk,
        child_id=cast.joe.pk,
        ends_on=TODAY.replace(day=1),
        at=NOON,
    )

    with pytest.raises(NotFound):
        commands.sign_recording(
            cast.actor("nan"), row.reference, uses=["again"], ends_on=TODAY, at=NOON
        )
    with pytest.raises(NotFound):
        commands.countersign(cast.actor("ama"), row.reference, at=NOON)


def test_a_child_who_is_kept_wholly_stands_nowhere_in_what_one_signed(
    cast: Cast, sign_in: SignIn, client: LookingClient
) -> None:
    published(cast)
    cares(cast, "nan")
    says(cast, "nan")
    sign_in(client, cast.nan)
    assert "Joe" in client.get("/agreements/signed/").text

    people.withhold(
        cast.actor("ama"), cast.nan.pk, cast.joe.pk, what=Withheld.ALL, reason="Harm.", at=NOON
    )

    assert "Joe" not in client.get("/agreements/signed/").text


def test_nor_among_their_recordings_certificates_and_questions(
    cast: Cast, sign_in: SignIn, client: LookingClient
) -> None:
    published(cast)
    cares(cast, "nan")
    says(cast, "nan")
    nan = cast.actor("nan")
    row = commands.will_record(nan, cast.joe.reference, at=NOON)
    retention.ask(nan, "access", cast.joe.reference, words="What is kept?", at=NOON)
    certificate = f"/certificates/{Certificate.objects.get().reference}/"
    sign_in(client, cast.nan)
    pages = ("/family-recordings/", "/requests/mine/")
    for page in (*pages, certificate, f"/family-recordings/{row.reference}/"):
        assert "Joe" in client.get(page).text

    people.withhold(
        cast.actor("ama"), cast.nan.pk, cast.joe.pk, what=Withheld.ALL, reason="Harm.", at=NOON
    )

    for page in pages:
        assert "Joe" not in client.get(page).text
    for page in (certificate, f"/family-recordings/{row.reference}/"):
        assert client.get(page).status_code == 404


def test_whom_links_go_to_tells_the_office_nothing_of_its_own_family(cast: Cast) -> None:
    form = published(cast)
    cares(cast, "nan")
    cares(cast, "eve")

    def named(who: str) -> set[str]:
        found = queries.without_answer(cast.actor(who), form, at=NOON)
        reached = {one.name for one in Person.objects.filter(pk__in=found.reachable)}
        return ({name for _, name in found.others} | reached) & {"Nan Tanner", "Joe Tanner"}

    before = named("eve"), named("ama")
    says(cast, "nan", said="no")
    says(cast, "joe", said="no")

    assert (named("eve"), before[0]) == (set(), set())
    assert before[1] == {"Nan Tanner", "Joe Tanner"}
    assert named("ama") != before[1]


def test_a_link_goes_to_those_alone_to_whom_the_form_was_put(cast: Cast) -> None:
    form = published(cast)
    cares(cast, "nan")
    grown_up(cast, "ivy", "lou")
    everybody = queries.without_answer(cast.actor("ama"), form, at=NOON)
    assert len(everybody.reachable) > 1

    commands.put_form(
        cast.actor("ama"),
        form,
        whom=Whom.NAMED,
        named=[cast.joe.reference],
        last_day=TODAY + timedelta(days=9),
        at=NOON,
    )

    found = queries.without_answer(cast.actor("ama"), form, at=NOON)
    assert found.names == ("Nan Tanner",)


def test_nobody_is_held_from_telling_about_a_colleague(
    cast: Cast, sign_in: SignIn, client: LookingClient
) -> None:
    grown_up(cast, "ivy")
    published(cast, [Put(Purpose.ACCEPTABLE_USE, Audience.STAFF, "I keep to it.")], title="Use")
    sign_in(client, cast.ivy)

    assert client.get("/me/contact/").status_code == 302  # to the form
    assert client.get("/report/about-an-adult/").status_code == 200
    assert client.get("/concern/C-AAA-AAA/refer-now/").status_code == 404
