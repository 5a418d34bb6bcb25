"""Those who work here sign the code and declare their ties once a year; who has not is listed."""

import csv
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.agreements import commands, conduct_watches, queries
from bield.agreements.models import Declaration, Tie
from bield.agreements.sentences import may_open_tie, may_open_ties
from bield.agreements.states import AGREE_TIE, TieKind
from bield.duties import queries as duties
from bield.kit.refusals import NotFound, Refused
from bield.people import commands as people
from bield.people.actors import house
from bield.people.states import Role
from tests.agreements.asking import grown_up
from tests.agreements.conduct import CODE, DAY, code, signs, ties
from tests.conftest import BEGAN, NOON, Cast, SignIn
from tests.pages import LookingClient

YEAR = timedelta(days=365)
WORK_HERE = {"Ama Boateng", "Ben Carter", "Cat Doyle", "Dev Rahman", "Eve Morris", "Gus Larkin"} | {
    "Hal Brennan", "Ivy Lindqvist", "Lou Hartley",
}  # fmt: skip


def declares(cast: Cast, who: str = "ivy", *, at: datetime = NOON) -> Declaration:
    stand = queries.standing_ties(cast.alder.pk, cast.people[who].pk)
    return commands.declare(cast.actor(who), seen=stand, at=at)


def asked(cast: Cast) -> dict[str, datetime]:
    due = queries.due_declarations(cast.alder.pk)
    return {name: due[one.pk] for name, one in cast.people.items() if one.pk in due}


def state_of(cast: Cast, who: str, *, at: datetime = NOON) -> tuple[str, str]:
    rows = queries.conduct_page(cast.actor("ama"), at=at).rows
    row = next(one for one in rows if one.name == cast.people[who].name)
    return row.code, row.declared


# ------ declared


@pytest.mark.clause("EY-78a", "OT-32a")
def test_a_tie_is_declared_and_the_head_is_asked_to_agree(cast: Cast) -> None:
    tie = ties(cast)

    found = queries.declared_ties(cast.actor("lou"), cast.ivy.reference, at=NOON).page.ties
    duty = duties.open_duties(cast.alder.pk, tie.reference, NOON)
    assert [(one.who, one.why, one.decision) for one in found] == [
        ("Joe Tanner", "We are cousins.", "Waits for the head")
    ]
    assert [(one.code, one.holders) for one in duty] == [(AGREE_TIE, ("Lou Hartley",))]


@pytest.mark.clause("OT-32a")
def test_the_head_agrees_on_terms_and_the_duty_is_done(cast: Cast) -> None:
    tie = ties(cast)
    lou = cast.actor("lou")
    commands.decide_tie(lou, tie.reference, agreed=True, words="Never online.", at=NOON)

    mine = queries.my_ties(cast.actor("ivy"), at=NOON).ties[0]
    assert (mine.decision, mine.terms) == ("Agreed", "Never online.")
    assert duties.open_duties(cast.alder.pk, tie.reference, NOON) == []
    commands.decide_tie(lou, tie.reference, agreed=False, words="Not any more.", at=NOON)
    assert queries.my_ties(cast.actor("ivy"), at=NOON).ties[0].decision == "Not agreed"


@pytest.mark.clause("OT-32a")
def test_the_lead_reads_and_does_not_agree_while_there_is_a_head(cast: Cast) -> None:
    tie = ties(cast)

    with pytest.raises(Refused, match="not-yours-to-agree"):
        commands.decide_tie(cast.actor("ama"), tie.reference, agreed=True, words="Yes.", at=NOON)


@pytest.mark.clause("OT-32a")
def test_of_the_only_head_the_lead_decides(cast: Cast) -> None:
    tie = ties(cast, "lou")

    duty = duties.open_duties(cast.alder.pk, tie.reference, NOON)
    assert [one.holders for one in duty] == [("Ama Boateng",)]
    with pytest.raises(NotFound):
        commands.decide_tie(cast.actor("lou"), tie.reference, agreed=True, words="Yes.", at=NOON)
    commands.decide_tie(cast.actor("ama"), tie.reference, agreed=True, words="Yes.", at=NOON)
    assert queries.my_ties(cast.actor("lou"), at=NOON).ties[0].decision == "Agreed"


@pytest.mark.clause("OT-32a")
def test_a_request_that_was_declined_asks_for_no_agreement(cast: Cast) -> None:
    tie = ties(cast, kind=TieKind.DECLINED, why="")

    assert queries.my_ties(cast.actor("ivy"), at=NOON).ties[0].decision == ""
    assert duties.open_duties(cast.alder.pk, tie.reference, NOON) == []
    with pytest.raises(Refused, match="nothing-to-agree"):
        commands.decide_tie(cast.actor("lou"), tie.reference, agreed=True, words="Yes.", at=NOON)


@pytest.mark.clause("OT-32a")
def test_a_tie_has_a_reason(cast: Cast) -> None:
    with pytest.raises(Refused, match="why-not-written"):
        ties(cast, why=" ")
    with pytest.raises(Refused, match="tie-has-no-kind"):
        ties(cast, kind="love")

    assert not Tie.objects.exists()


def test_a_tie_that_ended_is_asked_about_no_more(cast: Cast) -> None:
    tie = ties(cast)
    commands.end_tie(cast.actor("ivy"), tie.reference, at=NOON)

    assert queries.my_ties(cast.actor("ivy"), at=NOON).ties[0].over == "Tuesday 3 March 2026"
    assert duties.open_duties(cast.alder.pk, tie.reference, NOON) == []
    with pytest.raises(Refused, match="tie-is-over"):
        commands.end_tie(cast.actor("ivy"), tie.reference, at=NOON)


@pytest.mark.parametrize("by", ["ben", "cat", "dev", "eve", "fay", "gus", "hal", "ivy", "joe"])
def test_nobody_but_head_and_lead_reads_what_others_declared(cast: Cast, by: str) -> None:
    tie = ties(cast, "dev" if by != "dev" else "ivy")
    about = cast.dev if by != "dev" else cast.ivy
    actor = cast.actor(by)

    for read in (
        lambda: queries.declared_ties(actor, about.reference, at=NOON),
        lambda: queries.conduct_page(actor, at=NOON),
        lambda: queries.conduct_table(actor, at=NOON),
        lambda: queries.tie_shown(actor, tie.reference),
        lambda: queries.my_tie(actor, tie.reference),
        lambda: commands.end_tie(actor, tie.reference, at=NOON),
        lambda: commands.decide_tie(actor, tie.reference, agreed=True, words="Yes.", at=NOON),
    ):
        with pytest.raises(NotFound):
            read()
    assert not may_open_tie(actor, tie.reference)
    assert may_open_ties(actor, frozenset({tie.reference})) == frozenset()


def test_what_was_declared_lies_sealed(cast: Cast) -> None:
    ties(cast)

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM agreements_tie")
        assert b"Tanner" not in bytes(cursor.fetchone()[0])


# ------ once a year


@pytest.mark.clause("EY-78a", "OT-32a")
def test_whoever_works_here_is_asked_once_the_code_is_published(cast: Cast) -> None:
    commands.ask_for_declarations(NOON)
    assert asked(cast) == {}
    code(cast, at=NOON)

    commands.ask_for_declarations(NOON)
    commands.ask_for_declarations(NOON + DAY)

    assert {cast.people[name].name for name in asked(cast)} == WORK_HERE
    assert set(asked(cast).values()) == {NOON + 28 * DAY}


@pytest.mark.clause("OT-32a")
def test_who_declared_is_asked_again_before_the_year_is_over(cast: Cast) -> None:
    code(cast)
    commands.ask_for_declarations(NOON)
    ties(cast)
    declares(cast)
    assert "ivy" not in asked(cast)

    commands.ask_for_declarations(NOON + YEAR - 31 * DAY)
    assert "ivy" not in asked(cast)
    commands.ask_for_declarations(NOON + YEAR - 30 * DAY)

    assert asked(cast)["ivy"] == NOON + YEAR


def test_whoever_left_is_asked_no_more(cast: Cast) -> None:
    code(cast)
    commands.ask_for_declarations(NOON)
    people.leave(house(cast.alder.pk, "tests"), cast.ivy.pk, left_on=NOON.date(), at=NOON)

    commands.ask_for_declarations(NOON + 2 * DAY)

    assert "ivy" not in asked(cast)


@pytest.mark.clause("EY-78a", "OT-32a")
def test_a_declaration_that_is_missing_is_listed_and_breaks_the_clause(cast: Cast) -> None:
    code(cast)
    commands.ask_for_declarations(NOON)
    late = NOON + 29 * DAY
    declares(cast, "dev", at=NOON + DAY)

    assert conduct_watches.DECLARATIONS_ARE_MADE.look(cast.alder.pk, NOON + 27 * DAY) == []
    found = conduct_watches.DECLARATIONS_ARE_MADE.look(cast.alder.pk, late)
    assert [(one.message, one.link) for one in found] == [
        ("8 people have not declared their ties and private contacts in time.", "/conduct/")
    ]
    assert state_of(cast, "ivy", at=late)[1] == (
        "No yearly declaration yet, late since Tuesday 31 March 2026"
    )
    assert state_of(cast, "dev", at=late)[1] == "Declared on Wednesday 4 March 2026"


def test_a_declaration_is_to_what_stood_on_the_page(cast: Cast) -> None:
    ties(cast)

    with pytest.raises(Refused, match="ties-have-changed"):
        commands.declare(cast.actor("ivy"), seen=(), at=NOON)

    assert not Declaration.objects.exists()
    assert declares(cast).ties == 1


@pytest.mark.parametrize("by", ["joe", "nan"])
def test_families_declare_nothing(cast: Cast, by: str) -> None:
    with pytest.raises(NotFound):
        ties(cast, by)
    with pytest.raises(NotFound):
        declares(cast, by)


# ------ the code of conduct


@pytest.mark.clause("EY-74", "EY-75", "OT-32a")
def test_who_has_not_signed_the_code_is_listed(cast: Cast) -> None:
    grown_up(cast, "ivy", "dev")
    form = code(cast, at=NOON - 40 * DAY)
    signs(cast, "ivy", CODE)
    assert state_of(cast, "ivy")[0] == "Signed edition 1 on Sunday 22 February 2026"
    assert state_of(cast, "dev")[0] == "Not signed"

    found = conduct_watches.CODE_IS_SIGNED.look(cast.alder.pk, NOON)
    assert [one.message for one in found] == [
        "8 people who work here have not signed the code of conduct."
    ]

    code(cast, "All of it is new.", instead_of=form, at=NOON)
    assert state_of(cast, "ivy")[0].endswith("which stands no more")


def test_nobody_breaks_it_in_the_first_four_weeks(cast: Cast) -> None:
    assert conduct_watches.CODE_IS_SIGNED.look(cast.alder.pk, NOON) == []
    code(cast, at=NOON - 20 * DAY)
    assert conduct_watches.CODE_IS_SIGNED.look(cast.alder.pk, NOON) == []
    assert conduct_watches.CODE_IS_SIGNED.look(cast.alder.pk, NOON + 9 * DAY) != []


@pytest.mark.clause("EY-74")
def test_the_list_can_be_saved_as_a_table(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    code(cast)
    us = house(cast.alder.pk, "tests")
    odd = people.add_person(us, name="=SUM(1)", email="odd@alder.example", at=BEGAN)
    people.appoint(us, odd.pk, role=Role.STAFF, site_id=cast.oak.pk, at=BEGAN)
    sign_in(client, cast.lou)

    answer = client.get("/conduct/table/")

    rows = list(csv.reader(answer.content.decode().splitlines()))
    assert rows[0][:2] == ["Name", "Code of conduct"]
    assert {row[0] for row in rows[1:]} == WORK_HERE | {"'=SUM(1)"}
    assert "attachment" in answer["Content-Disposition"]


# ------ pages


def test_a_tie_is_declared_agreed_and_declared_for_the_year_on_the_pages(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)
    empty = client.send("/ties/add/", {"kind": "tie", "who": "Joe Tanner", "how": "Cousins"})
    assert "Write why it is so" in empty.content.decode()
    assert 'value="Cousins"' in empty.content.decode()
    told = {"kind": "tie", "who": "Joe Tanner", "how": "Cousins", "why": "Family."}
    client.send("/ties/add/", told)
    page = client.send("/ties/", {}).content.decode()
    assert "Tick the box if that is so." in page
    tie = Tie.objects.get().reference
    client.send("/ties/", {"sure": "on", "seen": [tie]})
    assert "You declared the last time on" in client.get("/ties/").content.decode()

    sign_in(client, cast.lou)
    assert "A tie waits for the head" in client.get("/conduct/").content.decode()
    of_ivy = client.get(f"/conduct/of/{cast.ivy.reference}/").content.decode()
    assert f"/conduct/ties/{tie}/decide/" in of_ivy
    said = {"agreed": "no", "words": "Not in one group."}
    client.send(f"/conduct/ties/{tie}/decide/", said)
    assert "Not agreed" in client.get(f"/conduct/of/{cast.ivy.reference}/").content.decode()

    sign_in(client, cast.ivy)
    assert "Not in one group." in client.get("/ties/").content.decode()
    client.send(f"/ties/{tie}/end/", {})
    assert Tie.objects.get().ended_at is not None


def test_what_is_asked_for_stands_on_the_page_with_its_day(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    code(cast)
    commands.ask_for_declarations(timezone.now())
    sign_in(client, cast.dev)

    assert "Declare your ties and private contacts" in client.get("/duties/").content.decode()
    assert "Wanted" in client.get("/ties/").content.decode()
    assert "/ties/" in client.get("/agreements/").content.decode()
    sign_in(client, cast.joe)
    assert "/ties/" not in client.get("/agreements/").content.decode()


def sixty_more(cast: Cast) -> None:
    us = house(cast.alder.pk, "tests")
    for number in range(60):
        one = people.add_person(us, name=f"Zoe {number:02}", email=f"z{number}@a.example", at=BEGAN)
        people.appoint(us, one.pk, role=Role.STAFF, site_id=cast.oak.pk, at=BEGAN)


def test_the_list_costs_the_same_however_many_work_here(cast: Cast) -> None:
    code(cast)
    lou = cast.actor("lou")

    def asked_of_tables() -> int:
        with CaptureQueriesContext(connection) as said:
            queries.conduct_page(lou, at=NOON)
        return len(said)

    few = asked_of_tables()
    sixty_more(cast)
    page = queries.conduct_page(lou, at=NOON)

    assert asked_of_tables() == few
    assert len(page.rows) == 50
    rest = queries.conduct_page(lou, after=page.after, at=NOON)
    assert (len(rest.rows), rest.after) == (19, "")


def test_the_list_is_narrowed_to_those_of_whom_something_is_missing(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "ivy")
    code(cast)
    sixty_more(cast)
    signs(cast, "ivy", CODE)
    declares(cast)

    page = queries.conduct_page(cast.actor("lou"), missing=True, at=NOON)
    rest = queries.conduct_page(cast.actor("lou"), after=page.after, missing=True, at=NOON)
    names = [row.name for row in (*page.rows, *rest.rows)]

    assert (len(page.rows), rest.after) == (50, "")
    assert cast.ivy.name not in names
    assert len(names) == len(set(names)) == 68
    sign_in(client, cast.lou)
    shown = client.get("/conduct/?missing=1").content.decode()
    assert cast.ivy.name not in shown
    assert f'href="?after={page.after}&amp;missing=1"' in shown
