"""Families: who must be asked for a child, whom to call, and who lives with whom. One household
never learns of another."""

from datetime import date, timedelta

import pytest

from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.people import commands, queries
from bield.people.actors import Actor, actor_of
from bield.people.models import FamilyNote, Guardianship, Household, Person
from bield.people.states import NoteKind, Responsible, Role
from tests.agreements.asking import published, stands
from tests.conftest import NOON, TODAY, Cast, SignIn, look_into
from tests.pages import LookingClient

DAY = timedelta(days=1)
SECRET = "He may not come within the street of the school."


@pytest.fixture
def tanners(cast: Cast) -> Cast:
    """Joe lives with Nan at Mill Lane, and with Abe and his wife Zoe at Hill Road."""
    eve = cast.actor("eve")
    for name in ("Abe Tanner", "Zoe Tanner"):
        cast.people[name[:3].lower()] = commands.add_person(
            eve, name=name, born_on=date(1985, 1, 1), phone="01632 960 777", at=NOON
        )
        commands.appoint(
            eve,
            cast.people[name[:3].lower()].pk,
            role=Role.PARENT,
            site_id=cast.oak.pk,
            at=NOON,
        )
    commands.change_person(eve, cast.nan.pk, phone="01632 960 555", at=NOON)
    link(cast, "nan", relation="mother")
    link(cast, "abe", relation="father", call_order=2)
    mill = commands.open_household(eve, label="Mill Lane", person_id=cast.joe.pk, at=NOON)
    hill = commands.open_household(eve, label="Hill Road", person_id=cast.joe.pk, at=NOON)
    commands.move_in(eve, mill.reference, cast.nan.pk, at=NOON)
    for who in ("abe", "zoe"):
        commands.move_in(eve, hill.reference, cast.people[who].pk, at=NOON)
    return cast


def link(cast: Cast, who: str, **more: object) -> Guardianship:
    return commands.link_guardian(
        cast.actor("eve"),
        guardian_id=cast.people[who].pk,
        child_id=cast.joe.pk,
        at=NOON,
        **more,  # type: ignore[arg-type]
    )


def acting(cast: Cast, who: str) -> Actor:
    look_into(cast.alder)
    return actor_of(Person.objects.get(pk=cast.people[who].pk), on=TODAY)


def write(cast: Cast, who: str, kind: str, words: str = SECRET) -> None:
    commands.write_note(
        acting(cast, who),
        guardian_id=cast.abe.pk,
        child_id=cast.joe.pk,
        kind=kind,
        words=words,
        at=NOON,
    )


def call(cast: Cast, who: str) -> list[tuple[str, str, bool]]:
    page = queries.call_page(acting(cast, who), cast.joe.reference, NOON)
    return [(one.name, one.phone, one.ask_lead_first) for one in page.carers]


def test_not_known_is_not_yes_and_shows_as_wanting(cast: Cast) -> None:
    published(cast)
    link(cast, "nan", responsibility_known=False)

    waits = stands(cast).waits

    assert waits[0].person_id is None
    house, ids = cast.alder.pk, [cast.joe.pk]
    assert queries.responsible_for(house, ids, TODAY) == {cast.joe.pk: []}
    assert queries.perhaps_responsible_for(house, ids, TODAY) == {cast.joe.pk: [cast.nan.pk]}
    (carer,) = queries.family_of_page(cast.actor("eve"), cast.joe.reference, NOON).carers
    assert (carer.responsible, carer.wanting) == (Responsible.NOT_KNOWN.label, True)


def test_once_it_is_known_they_are_asked(cast: Cast) -> None:
    published(cast)
    link(cast, "nan", responsibility_known=False)

    link(cast, "nan", parental_responsibility=True)

    assert stands(cast).waits[0].person_id == cast.nan.pk
    assert queries.responsible_for(cast.alder.pk, [cast.joe.pk], TODAY) == {
        cast.joe.pk: [cast.nan.pk]
    }


def test_what_is_not_said_anew_stays(cast: Cast) -> None:
    link(cast, "nan", relation="mother", call_order=3)

    row = link(cast, "nan", parental_responsibility=False)

    assert (row.relation, row.call_order, row.parental_responsibility) == ("mother", 3, False)


def test_whom_to_call_stands_in_order_for_staff_of_the_place(tanners: Cast) -> None:
    assert call(tanners, "dev") == [
        ("Nan Tanner", "01632 960 555", False),
        ("Abe Tanner", "01632 960 777", False),
    ]


@pytest.mark.parametrize("who", ["ivy", "hal", "fay", "nan", "abe", "joe"])
def test_nobody_else_learns_whom_to_call(tanners: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        call(tanners, who)


def test_a_court_order_hides_the_number_and_says_ask_first(tanners: Cast) -> None:
    write(tanners, "ama", NoteKind.COURT)

    assert call(tanners, "dev")[1] == ("Abe Tanner", "", True)
    assert call(tanners, "ama")[1] == ("Abe Tanner", "01632 960 777", True)


def test_a_court_order_is_read_by_lead_and_deputy_alone_and_sealed(tanners: Cast) -> None:
    write(tanners, "ama", NoteKind.COURT)

    read = {
        who: queries.notes_page(
            acting(tanners, who), tanners.joe.reference, tanners.abe.reference, NOON
        ).notes
        for who in ("ama", "ben", "eve")
    }

    assert read == {
        "ama": (("A court order", SECRET),),
        "ben": (("A court order", SECRET),),
        "eve": (),
    }
    assert SECRET.encode() not in bytes(FamilyNote.objects.get().sealed)
    with pytest.raises(Refused):
        write(tanners, "eve", NoteKind.COURT)


def test_how_to_reach_somebody_is_read_by_whoever_calls(tanners: Cast) -> None:
    write(tanners, "eve", NoteKind.CONTACT, "Ring after two.")

    page = queries.call_page(acting(tanners, "dev"), tanners.joe.reference, NOON)

    assert [carer.note for carer in page.carers] == ["", "Ring after two."]


def test_the_last_note_holds_and_an_empty_one_lifts_the_mark(tanners: Cast) -> None:
    write(tanners, "ama", NoteKind.COURT)

    write(tanners, "ama", NoteKind.COURT, "")

    assert call(tanners, "dev")[1] == ("Abe Tanner", "01632 960 777", False)
    assert FamilyNote.objects.count() == 2


def test_one_household_learns_nothing_of_the_other(tanners: Cast) -> None:
    known = {
        who: set(queries.known_among(acting(tanners, who), _all(tanners)))
        for who in ("nan", "abe", "zoe")
    }

    assert {tanners.abe.pk, tanners.zoe.pk} & known["nan"] == set()
    assert tanners.nan.pk not in known["abe"] | known["zoe"]
    assert {tanners.joe.pk, tanners.zoe.pk} <= known["abe"]
    house = tanners.alder.pk
    assert queries.family_of(house, tanners.nan.pk, TODAY) == {tanners.joe.pk}
    assert queries.family_of(house, tanners.zoe.pk, TODAY) == {tanners.joe.pk, tanners.abe.pk}
    both = {tanners.nan.pk, tanners.abe.pk, tanners.zoe.pk}
    assert queries.family_of(house, tanners.joe.pk, TODAY) == both


def _all(cast: Cast) -> list[int]:
    return [person.pk for person in cast.people.values()]


def test_your_family_here_is_your_own_household(
    tanners: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    seen = {}
    for who in ("nan", "abe", "joe"):
        sign_in(client, tanners.people[who])
        page = client.get("/me/family/").content.decode()
        seen[who] = {name for name in ("Nan", "Abe", "Zoe", "Joe") if f"{name} Tanner" in page}

    assert seen["nan"] - {"Nan"} == {"Joe"}
    assert seen["abe"] - {"Abe"} == {"Joe", "Zoe"}
    assert seen["joe"] - {"Joe"} == {"Nan", "Abe", "Zoe"}


def test_who_works_here_and_is_family_sees_their_own_household_alone(tanners: Cast) -> None:
    eve = tanners.actor("eve")
    commands.appoint(eve, tanners.nan.pk, role=Role.STAFF, site_id=tanners.oak.pk, at=NOON)
    commands.appoint(eve, tanners.nan.pk, role=Role.ADMINISTRATOR, at=NOON)
    nan = acting(tanners, "nan")

    family = queries.family_of_page(nan, tanners.joe.reference, NOON)
    person = queries.person_page(nan, tanners.joe.reference, NOON)

    assert [one.name for one in family.carers] == ["Nan Tanner"]
    assert [home.label for home in family.homes] == ["Mill Lane"]
    assert [name for name, _, _ in call(tanners, "nan")] == ["Nan Tanner"]
    assert [fact.value for fact in person.family] == ["Nan Tanner, with parental responsibility"]
    with pytest.raises(NotFound):
        queries.notes_page(nan, tanners.joe.reference, tanners.abe.reference, NOON)


def test_a_parent_of_children_at_two_places_sees_both(tanners: Cast) -> None:
    eve = tanners.actor("eve")
    kit = commands.add_person(eve, name="Kit Tanner", born_on=date(2014, 1, 1), at=NOON)
    commands.appoint(eve, kit.pk, role=Role.LEARNER, site_id=tanners.elm.pk, at=NOON)
    commands.link_guardian(eve, guardian_id=tanners.nan.pk, child_id=kit.pk, at=NOON)

    page = queries.own_family_page(acting(tanners, "nan"), NOON)

    assert [(ward.name, ward.places) for ward in page.wards] == [
        ("Joe Tanner", "Oak"),
        ("Kit Tanner", "Elm"),
    ]


def test_an_address_that_is_sent_twice_is_one(cast: Cast) -> None:
    eve = cast.actor("eve")
    first = commands.open_household(eve, label="Mill Lane", person_id=cast.joe.pk, at=NOON)

    again = commands.open_household(eve, label="Mill Lane", person_id=cast.joe.pk, at=NOON)
    of_another = commands.open_household(eve, label="Mill Lane", person_id=cast.ivy.pk, at=NOON)
    other = commands.open_household(eve, label="Hill Road", person_id=cast.joe.pk, at=NOON)

    assert again == first
    assert len({first.pk, of_another.pk, other.pk}) == Household.objects.count() == 3
    lines = [one.event for one in ledger.lines_about(cast.alder.pk, f"person:{cast.joe.pk}")]
    assert lines.count("people.household-sent-again") == 1


def test_whoever_moves_out_is_family_no_more(tanners: Cast) -> None:
    hill = Household.objects.get(label="Hill Road")

    commands.move_out(tanners.actor("eve"), hill.reference, tanners.zoe.pk, at=NOON + 3 * DAY)

    house = tanners.alder.pk
    assert tanners.zoe.pk in queries.family_of(house, tanners.joe.pk, TODAY + 2 * DAY)
    assert tanners.zoe.pk not in queries.family_of(house, tanners.joe.pk, TODAY + 3 * DAY)


def test_a_care_link_ends_and_is_asked_no_more(tanners: Cast) -> None:
    commands.end_guardianship(
        tanners.actor("eve"),
        guardian_id=tanners.abe.pk,
        child_id=tanners.joe.pk,
        ends_on=TODAY,
        at=NOON,
    )

    tomorrow = queries.responsible_for(tanners.alder.pk, [tanners.joe.pk], TODAY + DAY)

    assert tomorrow == {tanners.joe.pk: [tanners.nan.pk]}


def test_reading_a_note_is_a_line_of_the_record(
    tanners: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    write(tanners, "ama", NoteKind.COURT)
    sign_in(client, tanners.ama)

    page = client.get(f"/people/{tanners.joe.reference}/family/{tanners.abe.reference}/notes/")

    assert SECRET in page.content.decode()
    look_into(tanners.alder)
    lines = ledger.lines_about(tanners.alder.pk, f"person:{tanners.joe.pk}")
    assert [line.event for line in lines].count("people.notes-opened") == 1


def test_a_family_is_kept_on_the_pages(
    tanners: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, tanners.eve)
    there = f"/people/{tanners.joe.reference}/family/"
    wrong = client.send(f"{there}{tanners.abe.reference}/", {"relation": "", "call_order": "x"})

    client.send(
        f"{there}{tanners.abe.reference}/",
        {"relation": "step_parent", "responsible": "not_known", "call_order": "1"},
    )

    assert "Say whether they have parental responsibility." in wrong.content.decode()
    page = client.get(there).content.decode()
    assert "Abe Tanner, step-parent" in page
    assert "Find out: parental responsibility" in page
    client.send(f"{there}home/", {"label": "Quay Street"})
    look_into(tanners.alder)
    quay = Household.objects.get(label="Quay Street")
    client.send(f"{there}home/{quay.reference}/?words=zoe", {"person": str(tanners.zoe.pk)})
    client.send(f"{there}home/{quay.reference}/out/", {"who": tanners.zoe.reference})
    client.send(f"{there}{tanners.abe.reference}/notes/", {"kind": "contact", "words": "Ring."})
    look_into(tanners.alder)
    assert quay.members.count() == 1
    assert "Ring." in client.get(f"/people/{tanners.joe.reference}/call/").content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_family_page_asks_as_little_for_many_as_for_one(
    tanners: Cast, many: int, django_assert_num_queries: object
) -> None:
    eve = tanners.actor("eve")
    for number in range(many):
        one = commands.add_person(eve, name=f"Child {number}", at=NOON)
        commands.link_guardian(eve, guardian_id=tanners.nan.pk, child_id=one.pk, at=NOON)

    with django_assert_num_queries(11):  # type: ignore[operator]
        queries.family_of_page(eve, tanners.nan.reference, NOON)
    nan = acting(tanners, "nan")
    with django_assert_num_queries(4):  # type: ignore[operator]
        queries.own_family_page(nan, NOON)


def test_the_next_carer_is_offered_the_next_number(tanners: Cast, sign_in: SignIn) -> None:
    client = LookingClient()
    sign_in(client, tanners.eve)

    page = client.get(f"/people/{tanners.joe.reference}/family/add/?words=Zoe").content.decode()

    assert 'name="call_order" value="3"' in page


def test_whose_address_it_is_and_where_a_carer_lives_is_said(
    tanners: Cast, sign_in: SignIn
) -> None:
    client = LookingClient()
    sign_in(client, tanners.eve)

    page = client.get(f"/people/{tanners.joe.reference}/family/").content.decode()

    assert "Where Joe Tanner lives" in page
    assert "Add an address of Joe Tanner" in page
    assert f'href="/people/{tanners.abe.reference}/family/">Where they live' in page


def test_from_whom_to_call_there_is_a_way_back(tanners: Cast, sign_in: SignIn) -> None:
    for who, back in (("eve", f"/people/{tanners.joe.reference}/family/"), ("dev", "/")):
        client = LookingClient()
        sign_in(client, tanners.people[who])
        page = client.get(f"/people/{tanners.joe.reference}/call/").content.decode()
        assert f'<a class="govuk-back-link" href="{back}">' in page
