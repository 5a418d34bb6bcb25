"""A list as a table, with all that spreadsheets do to one."""

from datetime import date, timedelta

import pytest

from bield.kit.references import reference
from bield.kit.refusals import Refused
from bield.people import commands, queries
from bield.people.commands.taking_in import taking
from bield.people.importing.models import Intake, IntakePiece, LearnerNumber, OutsideKey
from bield.people.models import Guardianship, Membership, Organisation, Person, Post, Site
from bield.people.states import Role, SettingType
from tests.conftest import NOON, TODAY, Cast, look_into
from tests.people.importing.putting_in import COLUMNS, Office, table, told

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def office(cast: Cast) -> Office:
    return Office(cast.actor("eve"))


def named(name: str) -> Person:
    return Person.objects.get(name=name)


def test_nobody_is_changed_before_somebody_says_yes(office: Office) -> None:
    before = Person.objects.count()

    intake = office.put_in(table("1,Rosa Quill,14/05/2012,,learner,Oak,7B,,,"))

    assert (intake.stage, intake.counts["people.add"]) == ("ready", 1)
    assert (Person.objects.count(), OutsideKey.objects.count()) == (before, 0)


def test_a_list_brings_people_posts_groups_and_families(office: Office, cast: Cast) -> None:
    office.bring(
        table(
            "1,Rosa Quill,14/05/2012,,Pupil,Oak,7B;Choir,,,",
            "2,Sam Quill,,sam@quill.example,parent,Oak,,,1,yes",
            "3,Tom Quill,,tom@quill.example,carer,Oak,,,1,",
        )
    )

    rosa, sam, tom = named("Rosa Quill"), named("Sam Quill"), named("Tom Quill")
    assert (rosa.born_on, rosa.joined_on) == (date(2012, 5, 14), TODAY)
    assert Post.objects.get(person=rosa).role == Role.LEARNER
    assert {post.site for post in Post.objects.filter(person__in=[rosa, sam])} == {cast.oak}
    assert {one.group.name for one in Membership.objects.filter(person=rosa)} == {"7B", "Choir"}
    links = Guardianship.objects.filter(child=rosa).values_list(
        "guardian", "parental_responsibility", "responsibility_known"
    )
    assert set(links) == {(sam.pk, True, True), (tom.pk, False, False)}


def test_a_reference_that_another_organisation_has_stops_no_list(
    office: Office, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind the wall nobody can look for it: among fifty thousand, two alike are likely."""
    look_into(cast.birch)
    theirs = [Person.objects.get(pk=cast.mia.pk).reference, Post.objects.get(person=cast.mia)]
    look_into(cast.alder)
    next_ones = iter([theirs[0], cast.ama.reference, theirs[1].reference, "GGGGGGGG"])
    monkeypatch.setattr(taking, "reference", lambda: next(next_ones, None) or reference())

    office.bring(
        table("1,Rosa Quill,14/05/2012,,learner,Oak,7B,,,", "2,Sam Quill,,,parent,Oak,,,1,")
    )

    assert Person.objects.filter(name__endswith=" Quill").count() == 2
    assert Post.objects.filter(person__name__endswith=" Quill").count() == 2
    assert next(next_ones, None) is None


def test_a_second_time_changes_nothing(office: Office) -> None:
    rows = table("1,Rosa Quill,14/05/2012,,learner,Oak,7B,,,", "2,Sam Quill,,,parent,Oak,,,1,yes")
    office.bring(rows)
    before = [model.objects.count() for model in (Person, Post, Membership, Guardianship)]

    again = office.put_in(rows, at=LATER)

    assert set(again.counts) == {"people.same", "groups.same", "families.same", "members.same"}
    office.take_in(again, LATER)
    assert [m.objects.count() for m in (Person, Post, Membership, Guardianship)] == before


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1,Rosa Quill,14/05/12,,learner,Oak,,,,", "two-digits"),
        ("1,Rosa Quill,31/02/2012,,learner,Oak,,,,", "birth"),
        ("1,Rosa Quill,14/05/2031,,learner,Oak,,,,", "to-come"),
        (",Rosa Quill,14/05/2012,,learner,Oak,,,,", "no-key"),
        ("1,,14/05/2012,,learner,Oak,,,,", "no-name"),
        ("1,Rosa\u200eQuill,14/05/2012,,learner,Oak,,,,", "signs"),
        ("1,Rosa Quill,14/05/2012,rosa at home,learner,Oak,,,,", "email"),
        ("1,Rosa Quill,14/05/2012,,learner,Oak,,A801200005001,,", "number"),
        ("1,Rosa Quill,14/05/2012,,learner,Oak", "cells"),
        (f"1,{'R' * 201},14/05/2012,,learner,Oak,,,,", "long"),
        ("1,Rosa Quill,14/05/2020,,staff,Oak,,,,", "too-young"),
    ],
)
def test_a_row_that_cannot_be_taken_in_says_why(office: Office, row: str, why: str) -> None:
    intake = office.put_in(table(row, "9,Tom Quill,,,staff,Oak,,,,"))

    assert [one[2] for one in told(intake, "unread")] == [why]
    assert [one[1] for one in told(intake, "people")] == ["Tom Quill"]


def test_the_page_of_refused_rows_names_line_and_reason(office: Office) -> None:
    intake = office.put_in(table("1,Rosa Quill,14/05/12,,learner,Oak,,,,"))

    page = queries.part_page(office.actor, intake.reference, "unread", "")

    (row,) = page.rows
    assert row.name == "Rosa Quill"
    assert row.lines == (
        "The year of birth has two digits; four are needed.",
        "Line 2.",
    )


def test_the_first_of_two_rows_with_one_number_counts(office: Office) -> None:
    intake = office.put_in(table("1,Rosa Quill,,,learner,Oak,,,,", "1,Tom Quill,,,learner,Oak,,,,"))

    assert told(intake, "unread") == [("refuse", "Tom Quill", "twice")]


@pytest.mark.parametrize(
    "data",
    [
        table("1,Zoë Quill,14/05/2012,,learner,Oak,,,,").decode().encode("utf-8-sig"),
        table("1,Zoë Quill,14/05/2012,,learner,Oak,,,,").decode().encode("cp1252"),
        table("1,Zoë Quill,14/05/2012,,learner,Oak,,,,").decode().replace(",", ";").encode(),
        table("", "1,Zoë Quill,2012-05-14,,learner,Oak,,,,", ",,,,,,,,,"),
        table("1,Zoe\u0308 Quill,14.05.2012,,learner,Oak,,,,"),
        table("1,'=Zoë Quill,14/05/2012,,learner,Oak,,,,").replace(b"'=", b"'="),
    ],
)
def test_it_is_read_however_a_spreadsheet_wrote_it(office: Office, data: bytes) -> None:
    office.bring(data)

    person = Person.objects.get(name__endswith="Zoë Quill")
    assert person.born_on == date(2012, 5, 14)


def test_no_list_gives_an_office(office: Office) -> None:
    """Nor any post for the whole organisation: at every place at once it would open too much."""
    intake = office.bring(
        table(
            "1,Rosa Quill,,,safeguarding lead,Oak,,,,",
            "2,Sam Quill,,,administrator,,,,,",
            "3,Tom Quill,,,head,Oak,,,,",
            "4,Una Quill,,,staff,,,,,",
        )
    )

    people = Person.objects.filter(name__endswith="Quill")
    assert people.count() == 4
    assert not Post.objects.filter(person__in=people).exists()
    assert (intake.counts["told.role"], intake.counts["told.no-place"]) == (3, 1)


def test_how_a_designated_person_is_reached_is_not_a_lists_to_change(
    office: Office, cast: Cast
) -> None:
    intake = office.put_in(table("1,Ama Boateng,,taken@over.example,staff,Oak,,,,"))
    asked = queries.known_page(office.actor, intake.reference, "")
    commands.answer_list(
        office.actor, intake.reference, answers={asked.asked[0][0]: "same"}, at=NOON
    )

    office.take_in(intake)

    assert named("Ama Boateng").email == cast.ama.email


def test_somebody_known_is_asked_about_and_never_guessed(office: Office, cast: Cast) -> None:
    rows = table("1,Joe Tanner,14/05/2012,,learner,Oak,7B,,,")
    intake = office.put_in(rows)

    (_, question), *_ = queries.known_page(office.actor, intake.reference, "").asked
    assert "May be Joe Tanner, who is known here: the name is the same" in question
    office.take_in(intake)
    assert told(intake, "unread")[0] == ("refuse", "Joe Tanner", "not-answered")
    assert Person.objects.filter(name="Joe Tanner").count() == 1

    again = office.put_in(rows, at=LATER)
    (place, _), *_ = queries.known_page(office.actor, again.reference, "").asked
    commands.answer_list(office.actor, again.reference, answers={place: "same"}, at=LATER)
    office.take_in(again, LATER)
    assert OutsideKey.objects.get(kind="person").person_id == cast.joe.pk
    assert Person.objects.filter(name="Joe Tanner").count() == 1


def test_two_people_of_one_name_are_two_people_when_somebody_says_so(office: Office) -> None:
    intake = office.put_in(table("1,Joe Tanner,14/05/2012,,learner,Oak,,,,"))
    (place, _), *_ = queries.known_page(office.actor, intake.reference, "").asked
    commands.answer_list(office.actor, intake.reference, answers={place: "other"}, at=NOON)

    office.take_in(intake)

    assert Person.objects.filter(name="Joe Tanner").count() == 2


def test_what_is_empty_in_a_list_changes_nothing(office: Office) -> None:
    office.bring(
        table("1,Rosa Quill,14/05/2012,rosa@quill.example,staff,Oak,,,,".replace("2012", "1992"))
    )

    again = office.put_in(table("1,Rosa Quill,,,staff,Oak,,,,"), at=LATER)

    assert again.counts == {"people.same": 1}


def test_a_change_shows_field_by_field_and_has_a_line(office: Office) -> None:
    office.bring(table("1,Rosa Quill,14/05/1992,rosa@quill.example,staff,Oak,,,,"))

    again = office.put_in(table("1,Rosa Crow,14/05/1992,r@crow.example,staff,Oak,,,,"), at=LATER)

    (row,) = queries.part_page(office.actor, again.reference, "people", "").rows
    assert row.lines[:2] == (
        "Name: “Rosa Quill” becomes “Rosa Crow”.",
        "E-mail: “rosa@quill.example” becomes “r@crow.example”.",
    )
    office.take_in(again, LATER)
    assert named("Rosa Crow").email == "r@crow.example"


def test_a_list_is_refused_when_its_people_changed_since(office: Office) -> None:
    office.bring(table("1,Rosa Quill,14/05/1992,,staff,Oak,,,,"))
    intake = office.put_in(table("1,Rosa Crow,14/05/1992,,staff,Oak,,,,"), at=LATER)
    commands.change_person(office.actor, named("Rosa Quill").pk, name="Rosa Finch", at=LATER)

    with pytest.raises(Refused, match="people-changed-since"):
        office.take_in(intake, LATER)

    office.take_in(office.read(intake, LATER), LATER)
    assert named("Rosa Crow").born_on == date(1992, 5, 14)


def test_of_two_lists_that_were_looked_at_the_second_is_read_again(office: Office) -> None:
    rows = table("1,Rosa Quill,14/05/1992,,staff,Oak,,,,")
    first, second = office.put_in(rows), office.put_in(rows)
    office.take_in(first, LATER)

    with pytest.raises(Refused, match="people-changed-since"):
        office.take_in(second, LATER + timedelta(minutes=1))

    assert Person.objects.filter(name="Rosa Quill").count() == 1


def test_what_changes_on_the_way_is_left_alone_and_told(office: Office) -> None:
    """Between the yes and the row's turn."""
    office.bring(table("1,Rosa Quill,14/05/1992,,staff,Oak,,,,"))
    intake = office.put_in(table("1,Rosa Crow,14/05/1992,,staff,Oak,,,,"), at=LATER)
    commands.accept_list(office.actor, intake.reference, at=LATER)
    commands.change_person(office.actor, named("Rosa Quill").pk, name="Rosa Finch", at=LATER)

    commands.take_in_list(office.house, intake.pk, at=LATER)

    assert Person.objects.filter(name="Rosa Finch").exists()
    assert told(intake, "unread") == [("refuse", "Rosa Crow", "changed")]


def test_nobody_leaves_because_they_are_absent(office: Office) -> None:
    office.bring(table("1,Rosa Quill,,,learner,Oak,,,,", "2,Tom Quill,,,learner,Oak,,,,"))

    office.take_in(office.put_in(table("1,Rosa Quill,,,learner,Oak,,,,"), at=LATER), LATER)

    tom = named("Tom Quill")
    assert tom.left_on is None
    assert Post.objects.get(person=tom).ends_on is None
    (place, words), *_ = queries.missing_page(office.actor, LATER).people
    assert words.startswith("Tom Quill (not in Office since")
    commands.settle_missing(office.actor, [int(place)], settled="left", left_on=TODAY, at=LATER)
    tom.refresh_from_db()
    assert (tom.left_on, Post.objects.get(person=tom).ends_on) == (TODAY, TODAY)


def test_whoever_stays_is_not_asked_about_again(office: Office) -> None:
    both = table("1,Rosa Quill,,,learner,Oak,,,,", "2,Tom Quill,,,learner,Oak,,,,")
    one = table("1,Rosa Quill,,,learner,Oak,,,,")
    office.bring(both)
    office.take_in(office.put_in(one, at=LATER), LATER)
    (place, _), *_ = queries.missing_page(office.actor, LATER).people
    commands.settle_missing(office.actor, [int(place)], settled="stays", at=LATER)

    again = office.put_in(one, at=LATER + timedelta(days=1))

    assert "missing.add" not in again.counts


def test_a_list_of_some_misses_nobody(office: Office) -> None:
    office.bring(table("1,Rosa Quill,,,learner,Oak,,,,", "2,Tom Quill,,,learner,Oak,,,,"))

    again = office.put_in(table("1,Rosa Quill,,,learner,Oak,,,,"), whole=False, at=LATER)

    assert "missing.add" not in again.counts


def test_a_post_that_was_ended_here_is_not_begun_again(office: Office) -> None:
    rows = table("1,Rosa Quill,14/05/1992,,staff,Oak,,,,")
    office.bring(rows)
    post = Post.objects.get(person=named("Rosa Quill"))
    commands.end_post(office.actor, post.pk, ends_on=TODAY, at=NOON)

    later = NOON + timedelta(days=2)
    again = office.put_in(rows, at=later)

    assert "people.change" not in again.counts
    office.take_in(again, later)
    assert Post.objects.filter(person=named("Rosa Quill")).count() == 1


def test_a_number_is_kept_by_schools_alone_sealed_and_masked(office: Office) -> None:
    row = table("1,Rosa Quill,14/05/2012,,learner,Oak,,B801200005001,,")
    office.bring(row)
    assert not LearnerNumber.objects.exists()

    Organisation.objects.update(setting_type=SettingType.SCHOOL)
    again = office.put_in(row, at=LATER)
    (line, *_) = queries.part_page(office.actor, again.reference, "people", "").rows[0].lines
    assert line == "Unique pupil number ••••••••••001 is kept."
    office.take_in(again, LATER)

    kept = LearnerNumber.objects.get()
    assert b"B801200005001" not in bytes(kept.sealed)
    assert "people.change" not in office.put_in(row, at=LATER + timedelta(hours=1)).counts


def test_a_number_finds_somebody_of_another_list(office: Office) -> None:
    Organisation.objects.update(setting_type=SettingType.SCHOOL)
    office.bring(table("1,Rosa Quill,14/05/2012,,learner,Oak,,B801200005001,,"))

    other = office.put_in(
        table("x,Rose Quill,14/05/2012,,learner,Oak,,B801200005001,,"), source="Other", at=LATER
    )

    (_, question), *_ = queries.known_page(office.actor, other.reference, "").asked
    assert "the unique pupil number is the same" in question


def test_a_place_of_the_list_is_the_one_of_that_name_or_comes_new(
    office: Office, cast: Cast
) -> None:
    office.bring(table("1,Rosa Quill,,,learner,oak,,,,", "2,Tom Quill,,,learner,Harbour,,,,"))

    harbour = Site.objects.get(name="Harbour")
    assert Post.objects.get(person=named("Rosa Quill")).site_id == cast.oak.pk
    assert Post.objects.get(person=named("Tom Quill")).site_id == harbour.pk


def test_nothing_of_a_file_lies_in_clear_or_stays(office: Office, cast: Cast) -> None:
    intake = office.put_in(table("1,Rosamund Quillfeather,,,learner,Oak,,,,"))
    assert not any(b"Rosamund" in bytes(piece.sealed) for piece in IntakePiece.objects.all())

    commands.drop_list(office.actor, intake.reference, at=NOON)

    assert not IntakePiece.objects.exists()
    look_into(cast.alder)
    assert Intake.objects.get().emptied_at == NOON


def test_whatever_is_no_table_is_refused_and_told(office: Office) -> None:
    with pytest.raises(Refused, match="list-unreadable"):
        commands.receive_list(office.actor, [b"\x00\x01\x02" * 90], source="Office", at=NOON)


def test_only_who_looks_after_people_puts_in_a_list(cast: Cast) -> None:
    with pytest.raises(Refused, match="not-yours-to-change"):
        commands.receive_list(cast.actor("ivy"), [table()], source="Office", at=NOON)


def test_columns_are_remembered(office: Office) -> None:
    rows = table("1,Rosa Quill,,,learner,Oak,,,,")
    first = commands.receive_list(office.actor, [rows], source="Office", at=NOON)
    assert first.stage == "asked"
    commands.choose_columns(
        office.actor, first.reference, columns=COLUMNS, order="day", role="", at=NOON
    )

    second = commands.receive_list(office.actor, [rows], source="Office", at=LATER)

    assert second.stage == "arrived"


def test_columns_are_guessed_from_their_names(office: Office) -> None:
    rows = b"Admission Number,Forename,Surname,DOB,UPN\n1,Rosa,Quill,14/05/2012,\n"
    intake = commands.receive_list(office.actor, [rows], source="Office", at=NOON)

    guessed = queries.columns_page(office.actor, intake.reference).initial

    assert guessed == {
        "key": "Admission Number",
        "given": "Forename",
        "family": "Surname",
        "born": "DOB",
        "number": "UPN",
        "order": "day",
        "rest": "",
    }


def test_without_a_column_for_their_number_it_is_not_read(office: Office) -> None:
    rows = b"Name\nRosa Quill\n"
    intake = commands.receive_list(office.actor, [rows], source="Office", at=NOON)

    with pytest.raises(Refused, match="no-key-column"):
        commands.choose_columns(
            office.actor, intake.reference, columns={"name": "Name"}, order="day", role="", at=NOON
        )


def test_whoever_marks_several_as_gone_hears_for_whom_it_is_refused(
    office: Office, cast: Cast
) -> None:
    people = [cast.people[name] for name in ("ama", "ben", "ivy")]
    rows = table(*(f"{n},{one.name},,,,,,,," for n, one in enumerate(people)))
    intake = office.put_in(rows)
    asked = queries.known_page(office.actor, intake.reference, "").asked
    same = {place: "same" for place, _ in asked}
    commands.answer_list(office.actor, intake.reference, answers=same, at=NOON)
    office.take_in(intake)
    office.take_in(office.put_in(table("7,New One,,,,Oak,,,,"), at=LATER), LATER)
    missed = [int(place) for place, _ in queries.missing_page(office.actor, LATER).people]

    with pytest.raises(Refused) as refused:
        commands.settle_missing(office.actor, missed, settled="left", left_on=TODAY, at=LATER)

    told_of = {one.message.partition(":")[0] for one in refused.value.refusals}
    assert told_of == {cast.ama.name, cast.ben.name}
    assert {one.field for one in refused.value.refusals} == {"people"}
    assert not Person.objects.filter(left_on=TODAY).exists()
