"""Flags of people: with their days, sealed, ended with a reason, and kept from whom they name."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from pyrage import decrypt

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.capsule import shapes
from bield.concerns.flags import FlagsPage
from bield.concerns.histories import HistoryLine
from bield.concerns.models import FlagSaid
from bield.concerns.rules import flagging
from bield.concerns.rules.flagging import Flagging
from bield.concerns.states import FLAG, FlagKind
from bield.duties.queries import open_duties
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.ledger.registry import may_open
from bield.people import commands as people
from bield.people.actors import house
from tests.access.test_need_to_know import dumped
from tests.concerns.moving import THEIRS, about_joe, lock_to, members, prepared, taken
from tests.concerns.printing import on_paper
from tests.concerns.telling import mailed, reported
from tests.conftest import BEGAN, NOON, Cast, SignIn
from tests.houses import LiveDatabase
from tests.pages import LookingClient

DAY = timedelta(days=1)
TODAY = date(2026, 3, 3)
WORDS = "Quizzicalwombat"
PLAN = Flagging(
    kind="child_protection",
    begins_on=date(2026, 2, 2),
    until_on=date(2026, 5, 4),
    words="Ring Rae Moss before any meeting.",
    source="Letter of Rae Moss, 2 February.",
)
FORM = {
    "kind": "child_protection",
    "begins_on_day": "2",
    "begins_on_month": "2",
    "begins_on_year": "2026",
    "until_on_day": "4",
    "until_on_month": "5",
    "until_on_year": "2026",
    "source": "Letter of Rae Moss.",
}


def flag(cast: Cast, reference: str, by: str = "ama", **other: Any) -> str:
    at = other.pop("at", NOON)
    return commands.set_flag(cast.actor(by), reference, 1, replace(PLAN, **other), at=at)


def no_contact(cast: Cast, reference: str, with_: About, **other: Any) -> str:
    return flag(cast, reference, kind="no_contact", whom=(with_,), **other)


def end(cast: Cast, reference: str, one: str, by: str = "ama", **other: Any) -> None:
    how: dict[str, Any] = {"ended_on": TODAY, "reason": "The conference ended it.", "at": NOON}
    commands.end_flag(cast.actor(by), reference, 1, one, **{**how, **other})


def keep(cast: Cast, reference: str, one: str, by: str = "ama", **other: Any) -> None:
    how: dict[str, Any] = {"words": "Rae Moss says it goes on.", "at": NOON}
    commands.keep_flag(cast.actor(by), reference, 1, one, **{**how, **other})


def flags(cast: Cast, reference: str, by: str = "ama", **when: Any) -> FlagsPage:
    return queries.flags_page(cast.actor(by), reference, 1, **{"at": NOON, **when})


def standing(cast: Cast, reference: str, by: str = "ama") -> list[str]:
    return [one.title for one in flags(cast, reference, by).standing]


def beside(cast: Cast, reference: str, by: str = "ama") -> list[str]:
    page = queries.concern_page(cast.actor(by), reference, at=NOON)
    return [one.short for one in page.parties[0].flags]


def said(cast: Cast, reference: str, by: str = "ama") -> list[HistoryLine]:
    page = queries.person_history(cast.actor(by), reference, 1, at=NOON)
    return [one for one in page.lines if not one.concern]


def refused(**other: Any) -> list[str]:
    found = flagging.set_flag(replace(PLAN, **other), standing=(), names_actor=False)
    return [one.code for one in found]


# ------ the rule


def test_what_is_known_is_set() -> None:
    assert refused() == []


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ({"kind": "trouble"}, ["no-such-choice"]),
        ({"source": " "}, ["no-source"]),
        ({"until_on": date(2026, 2, 1)}, ["before-it-began"]),
        ({"kind": "no_contact"}, ["nobody-kept-away"]),
        ({"kind": "court_order", "words": " "}, ["flag-says-nothing"]),
        ({"kind": "other", "words": ""}, ["flag-says-nothing"]),
        ({"whom": (About(name="Rob Feld"),)}, ["names-nobody"]),
        (
            {"words": "data:image/png;base64," + "iVBORw0KGgo" * 40, "source": ""},
            ["file-in-text", "no-source"],
        ),
    ],
)
def test_what_cannot_be_is_refused_at_once(other: dict[str, Any], codes: list[str]) -> None:
    assert refused(**other) == codes


@pytest.mark.parametrize(
    ("until_on", "codes"),
    [
        (None, []),
        (TODAY + DAY, []),
        (TODAY, ["day-has-passed"]),
        (TODAY - 40 * DAY, ["before-it-began"]),
    ],
)
def test_until_when_it_still_stands(until_on: date | None, codes: list[str]) -> None:
    found = flagging.still_stands(until_on=until_on, begins_on=PLAN.begins_on, today=TODAY)

    assert [one.code for one in found] == codes


@pytest.mark.parametrize(
    ("ended_on", "codes"),
    [
        (TODAY, []),
        (PLAN.begins_on, []),
        (TODAY + DAY, ["has-not-happened"]),
        (PLAN.begins_on - DAY, ["before-it-began"]),
    ],
)
def test_on_which_day_it_ended(ended_on: date, codes: list[str]) -> None:
    found = flagging.ended(ended_on=ended_on, begins_on=PLAN.begins_on, today=TODAY)

    assert [one.code for one in found] == codes


# ------ set


def test_it_stands_with_its_days_its_source_and_who_set_it(cast: Cast) -> None:
    reference = about_joe(cast)

    flag(cast, reference, by="ben")

    (one,) = flags(cast, reference).standing
    assert (one.title, one.state_word, one.begins, one.until) == (
        "Child protection plan",
        "Stands",
        "Monday 2 February 2026",
        "Monday 4 May 2026",
    )
    assert (one.words, one.source, one.set_by, one.set.at) == (
        PLAN.words,
        PLAN.source,
        "Ben Carter",
        NOON,
    )


def test_it_is_seen_from_every_concern_about_the_person(cast: Cast) -> None:
    first, second = about_joe(cast), about_joe(cast, site_id=cast.elm.pk)

    flag(cast, first)

    assert beside(cast, second) == ["Child protection plan, until Monday 4 May 2026"]
    assert beside(cast, second, by="cat") == beside(cast, first)
    assert standing(cast, second, by="cat") == ["Child protection plan"]


def test_it_is_not_seen_beside_anybody_else(cast: Cast) -> None:
    reference = about_joe(cast, About(name="Max Feld"))
    other = reported(cast, about=[About(name="Joe Tanner")])

    flag(cast, reference)

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)
    assert [len(one.flags) for one in page.parties] == [1, 0]
    assert beside(cast, other) == []
    with pytest.raises(NotFound):
        flags(cast, other)


@pytest.mark.parametrize("who", ["dev", "cat", "eve", "lou", "mia", "joe", "nan", "hal"])
def test_whoever_reads_no_concern_about_them_sees_and_sets_nothing(cast: Cast, who: str) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)

    for ask in (
        lambda: flags(cast, reference, who),
        lambda: flag(cast, reference, who, kind="no_photograph"),
        lambda: end(cast, reference, one, who),
        lambda: keep(cast, reference, one, who),
    ):
        with pytest.raises(NotFound):
            ask()
    assert not may_open(cast.actor(who), one)
    assert may_open(cast.actor("ben"), one)


def test_whoever_was_let_in_reads_it_and_changes_nothing(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)
    commands.grant(
        cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="His tutor.", at=NOON
    )

    page = flags(cast, reference, "ivy")

    assert [item.title for item in page.standing] == ["Child protection plan"]
    assert page.may is not None
    for ask in (
        lambda: flag(cast, reference, "ivy", kind="no_photograph"),
        lambda: end(cast, reference, one, "ivy"),
        lambda: keep(cast, reference, one, "ivy"),
    ):
        with pytest.raises(Refused, match="let-in-to-read"):
            ask()


def test_the_record_says_that_it_was_set_and_neither_what_nor_from_where(cast: Cast) -> None:
    one = flag(cast, about_joe(cast))

    last = lines_about(cast.alder.pk, one)[-1]
    assert (last.event, last.facts) == ("concern.flag-set", {})


def test_sent_twice_it_is_one_flag(cast: Cast) -> None:
    reference = about_joe(cast)

    assert flag(cast, reference) == flag(cast, reference)

    assert standing(cast, reference) == ["Child protection plan"]


def test_what_stands_already_is_not_set_beside_it(cast: Cast) -> None:
    reference = about_joe(cast)
    flag(cast, reference)

    with pytest.raises(Refused, match="flag-stands-already"):
        flag(cast, reference, by="ben", until_on=None)


def test_what_has_ended_may_begin_again(cast: Cast) -> None:
    reference = about_joe(cast)
    end(cast, reference, flag(cast, reference))

    flag(cast, reference, begins_on=TODAY)

    page = flags(cast, reference)
    assert (len(page.standing), len(page.over)) == (1, 1)


@pytest.mark.parametrize("kind", sorted(flagging.SEVERAL))
def test_of_some_there_may_be_several(cast: Cast, kind: str) -> None:
    reference = about_joe(cast)
    for name in ("Rob Feld", "Sam Feld"):
        whom = (About(name=name),) if kind in flagging.NAMING else ()
        flag(cast, reference, kind=kind, whom=whom, words=f"Not {name}.")

    assert len(flags(cast, reference).standing) == 2


def test_what_was_said_cannot_be_rewritten(cast: Cast) -> None:
    flag(cast, about_joe(cast))

    with pytest.raises(DatabaseError, match="stays as it was written"):
        FlagSaid.objects.update(says=b"another")


def test_no_word_of_it_is_legible_in_the_database(live_db: LiveDatabase, cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference, words=f"{WORDS}.", source=WORDS, kind="looked_after")
    no_contact(cast, reference, About(name=WORDS))
    end(cast, reference, one, reason=WORDS)

    dump = dumped(live_db, cast.alder.pk).lower()

    assert one.lower() in dump
    for word in (WORDS, "looked_after", "no_contact"):
        assert word.lower() not in dump


# ------ whom it names


def test_whoever_is_named_in_it_never_sees_it(cast: Cast) -> None:
    reference = about_joe(cast)
    at_elm = about_joe(cast, site_id=cast.elm.pk)
    one = no_contact(cast, reference, About(person_id=cast.cat.pk, name="Cat Duffy"))

    assert standing(cast, at_elm) == ["No contact with Cat Duffy"]
    assert standing(cast, at_elm, "cat") == []
    assert beside(cast, at_elm, "cat") == []
    assert said(cast, at_elm, "cat") == []
    assert not may_open(cast.actor("cat"), one)
    with pytest.raises(NotFound):
        end(cast, at_elm, one, "cat")


def test_nor_does_whoever_may_be_meant_by_a_name_that_was_typed(cast: Cast) -> None:
    reference = about_joe(cast)

    no_contact(cast, reference, About(name="our Mr Carter"))

    assert standing(cast, reference) == ["No contact with our Mr Carter"]
    assert standing(cast, reference, "ben") == []


def test_not_even_when_they_are_let_in_later(cast: Cast) -> None:
    reference = about_joe(cast)
    no_contact(cast, reference, About(person_id=cast.ivy.pk, name="Ivy Lindqvist"))
    commands.grant(
        cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="His tutor.", at=NOON
    )

    assert len(standing(cast, reference)) == 1
    assert standing(cast, reference, "ivy") == []
    assert said(cast, reference, "ivy") == []


def test_nobody_sets_what_they_would_not_see(cast: Cast) -> None:
    reference = about_joe(cast)

    with pytest.raises(Refused, match="you-are-named"):
        no_contact(cast, reference, About(person_id=cast.ama.pk, name="Ama Boateng"))


def test_whom_it_stands_for_is_no_reason_to_refuse_the_same_from_whoever_does_not_see_it(
    cast: Cast,
) -> None:
    hidden = about_joe(cast, About(person_id=cast.ben.pk))
    reference = about_joe(cast)
    flag(cast, hidden)

    flag(cast, reference, by="ben")

    assert standing(cast, reference, "ben") == ["Child protection plan"]


def test_whoever_is_kept_from_the_concern_is_kept_from_the_flag(cast: Cast) -> None:
    """That it is there, with its source, would tell of a concern they may not learn of."""
    hidden = about_joe(cast, About(person_id=cast.ben.pk))
    reference = about_joe(cast)
    one = flag(cast, hidden)

    assert standing(cast, reference) == ["Child protection plan"]
    assert (standing(cast, reference, "ben"), beside(cast, reference, "ben")) == ([], [])
    assert said(cast, reference, "ben") == []
    assert queries.flags_seen(cast.actor("ben"), frozenset({one})) == frozenset()


def test_a_flag_that_is_hidden_costs_as_much_as_none(cast: Cast) -> None:
    reference = about_joe(cast)
    ben = cast.actor("ben")

    def statements() -> int:
        with CaptureQueriesContext(connection) as made:
            queries.concern_page(ben, reference, at=NOON)
            queries.flags_page(ben, reference, 1, at=NOON)
            queries.person_history(ben, reference, 1, at=NOON)
        return len(made)

    without = statements()
    no_contact(cast, reference, About(person_id=cast.ben.pk, name="Ben Carter"))

    assert statements() == without


def test_many_flags_cost_no_more_statements_than_one(cast: Cast) -> None:
    reference = about_joe(cast)
    ama = cast.actor("ama")

    def statements() -> int:
        with CaptureQueriesContext(connection) as made:
            queries.flags_page(ama, reference, 1, at=NOON)
        return len(made)

    flag(cast, reference)
    one = statements()
    for kind in ("looked_after", "no_photograph", "young_carer"):
        keep(cast, reference, flag(cast, reference, kind=kind))

    assert statements() == one <= 7


# ------ its day comes


def test_nothing_ends_by_itself(cast: Cast) -> None:
    reference = about_joe(cast)
    flag(cast, reference)

    (one,) = flags(cast, reference, at=NOON + 90 * DAY).standing

    assert (one.state_word, one.short) == (
        "Look again: its day has passed",
        "Child protection plan (look again)",
    )


def test_one_that_begins_later_says_so(cast: Cast) -> None:
    reference = about_joe(cast)

    flag(cast, reference, begins_on=TODAY + DAY)

    assert flags(cast, reference).standing[0].state_word == "Begins later"


def test_the_lead_and_whoever_set_it_are_asked_to_look_again(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference, by="ben")

    (duty,) = open_duties(cast.alder.pk, one, NOON)

    assert (duty.code, duty.due_at.date()) == (FLAG, date(2026, 5, 4))
    assert sorted(duty.holders) == ["Ama Boateng", "Ben Carter"]


def test_a_lead_who_is_named_in_it_is_asked_nothing(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(
        cast,
        reference,
        by="ben",
        kind="no_contact",
        whom=(About(person_id=cast.ama.pk, name="Ama Boateng"),),
    )

    (duty,) = open_duties(cast.alder.pk, one, NOON)
    commands.tell_flag_late(house(cast.alder.pk, "tests"), one, [cast.ama.pk, cast.ben.pk], NOON)

    assert duty.holders == ("Ben Carter",)
    assert mailed(one) == {"ben"}


@pytest.mark.parametrize("until_on", [None, TODAY - DAY])
def test_without_a_day_to_come_nobody_is_asked(cast: Cast, until_on: date | None) -> None:
    one = flag(cast, about_joe(cast), until_on=until_on)

    assert open_duties(cast.alder.pk, one, NOON) == []


def test_it_still_stands_until_another_day(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)

    keep(cast, reference, one, by="ben", until_on=date(2026, 9, 1))

    (item,) = flags(cast, reference).standing
    assert item.until == "Tuesday 1 September 2026"
    assert [(by, words) for _, by, words in item.again] == [
        ("Ben Carter", "Rae Moss says it goes on.")
    ]
    (duty,) = open_duties(cast.alder.pk, one, NOON)
    assert duty.due_at.date() == date(2026, 9, 1)
    assert lines_about(cast.alder.pk, one)[-1].event == "concern.flag-kept"


def test_it_still_stands_until_further_notice(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)

    keep(cast, reference, one)

    assert flags(cast, reference).standing[0].until == ""
    assert open_duties(cast.alder.pk, one, NOON) == []


def test_whoever_did_not_see_the_last_word_is_told_of_it(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)
    keep(cast, reference, one, by="ben", version=1)

    with pytest.raises(Refused, match="flag-changed") as told:
        end(cast, reference, one, version=1)

    assert "Ben Carter" in told.value.refusals[0].message
    assert standing(cast, reference) == ["Child protection plan"]


# ------ ended


def test_it_ends_with_a_reason_and_stays(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)

    end(cast, reference, one, by="ben")

    page = flags(cast, reference)
    assert page.standing == ()
    (over,) = page.over
    assert (over.state_word, over.end_day, over.end_by, over.reason) == (
        "Ended",
        "Tuesday 3 March 2026",
        "Ben Carter",
        "The conference ended it.",
    )
    assert beside(cast, reference) == []
    assert open_duties(cast.alder.pk, one, NOON) == []
    assert lines_about(cast.alder.pk, one)[-1].event == "concern.flag-ended"


def test_without_a_reason_it_stands(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)

    with pytest.raises(Refused, match="no-reason"):
        end(cast, reference, one, reason=" ")


def test_the_second_of_two_hears_that_it_has_ended(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)
    end(cast, reference, one, by="ben")

    for ask in (end, keep):
        with pytest.raises(Refused, match="flag-has-ended") as told:
            ask(cast, reference, one)
        assert "Ben Carter" in told.value.refusals[0].message


def test_another_persons_flag_is_not_ended_from_here(cast: Cast) -> None:
    reference = about_joe(cast, About(person_id=cast.kim.pk))
    one = flag(cast, reference)

    with pytest.raises(NotFound):
        commands.end_flag(
            cast.actor("ama"), reference, 2, one, ended_on=TODAY, reason="So.", at=NOON
        )
    with pytest.raises(NotFound):
        end(cast, reference, "S-CCCC-CCCC")


# ------ in the chronology


def test_each_word_of_it_stands_in_the_chronology_at_its_day(cast: Cast) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)
    keep(cast, reference, one, until_on=date(2026, 9, 1))
    end(cast, reference, one, ended_on=date(2026, 3, 1), at=NOON + DAY)

    lines = said(cast, reference)

    assert [(line.when, line.line.kind_word, line.line.text) for line in lines] == [
        (
            "Tuesday 3 March 2026",
            "Flag still stands",
            (
                "Child protection plan. Still stands until Tuesday 1 September 2026."
                " Rae Moss says it goes on."
            ),
        ),
        (
            "Sunday 1 March 2026",
            "Flag ended",
            "Child protection plan. Ended Sunday 1 March 2026. The conference ended it.",
        ),
        (
            "Monday 2 February 2026",
            "Flag set",
            (
                "Child protection plan. From Monday 2 February 2026 until Monday 4 May 2026."
                " Ring Rae Moss before any meeting.\nKnown from: Letter of Rae Moss, 2 February."
            ),
        ),
    ]


def test_reading_the_chronology_opens_no_concern_that_is_called_nothing(cast: Cast) -> None:
    reference = about_joe(cast)
    flag(cast, reference)

    page = queries.person_history(cast.actor("ama"), reference, 1, at=NOON)

    assert page.opened == (reference,)
    assert [one.short for one in page.flags] == ["Child protection plan, until Monday 4 May 2026"]


# ------ to another setting


def sent_with(cast: Cast, reference: str, **how: Any) -> list[dict[str, Any]]:
    file = prepared(cast, reference, **how)
    lock_to(cast, file)
    inside = members(decrypt(taken(cast, file), [THEIRS.opening]))
    held = json.loads(inside["capsule.json"])
    shapes.read(held)
    return [
        line
        for told in held["concerns"]
        for line in told["lines"]
        if line["kind"].startswith("Flag")
    ]


def test_it_goes_with_the_file_in_words(cast: Cast) -> None:
    reference = about_joe(cast)
    end(cast, reference, flag(cast, reference))

    lines = sent_with(cast, reference)

    assert [(one["kind"], one["number"], one["by"]) for one in lines] == [
        ("Flag set", 2, "Ama Boateng"),
        ("Flag ended", 3, "Ama Boateng"),
    ]
    assert lines[0]["text"].startswith("Child protection plan. From Monday 2 February 2026")


def test_it_stays_with_a_concern_that_stays(cast: Cast) -> None:
    first, second = about_joe(cast), about_joe(cast)
    flag(cast, first)

    assert sent_with(cast, second, left_out={first: "They know."}) == []


def test_another_child_is_not_named_in_it(cast: Cast) -> None:
    pip = people.add_person(house(cast.alder.pk, "tests"), name="Pip Arrow", at=BEGAN)
    reference = about_joe(cast, About(person_id=pip.pk))
    no_contact(cast, reference, About(person_id=pip.pk, name="Pip Arrow"))

    (line,) = sent_with(cast, reference)

    assert "Pip" not in line["text"]
    assert "No contact with another child" in line["text"]


def test_whom_a_flag_names_sees_no_file_that_it_is_in(cast: Cast) -> None:
    reference = about_joe(cast)
    plain = prepared(cast, reference)
    no_contact(cast, reference, About(person_id=cast.ben.pk, name="Ben Carter"), at=NOON + DAY)
    file = prepared(cast, reference, at=NOON + DAY)

    for reader, seen in (("ama", {plain, file}), ("ben", {plain})):
        assert queries.transfers_seen(cast.actor(reader), frozenset({plain, file})) == seen


# ------ pages


def test_it_is_set_looked_at_again_and_ended_on_its_pages(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.ben)
    flags_at = f"/concern/{reference}/person/1/flags/"

    answer = client.send(f"{flags_at}add/", FORM)
    assert (answer.status_code, answer["Location"]) == (302, f"{flags_at}?said=set")
    shown = client.get(answer["Location"]).content.decode()
    assert "The flag is set" in shown
    one = flags(cast, reference).standing[0]

    answer = client.send(
        f"{flags_at}{one.reference}/still/", {"words": "She rang.", "version": one.version}
    )
    assert answer["Location"] == f"{flags_at}?said=kept"
    ended = {"ended_on_day": "3", "ended_on_month": "3", "ended_on_year": "2026"}
    answer = client.send(
        f"{flags_at}{one.reference}/end/", {**ended, "reason": "It is over.", "version": 2}
    )
    assert answer["Location"] == f"{flags_at}?said=ended"
    shown = client.get(answer["Location"]).content.decode()
    assert "What has ended" in shown
    assert "It is over." in shown


def test_it_is_shown_wherever_the_person_is(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    flag(cast, reference, words=f"<b>{WORDS}</b>")
    sign_in(client, cast.ben)

    for page in ("", "print/", "person/1/", "person/1/print/", "person/1/flags/"):
        look = on_paper if page.endswith("print/") else LookingClient.get
        shown = look(client, f"/concern/{reference}/{page}").content.decode()
        assert "Child protection plan" in shown, page
        assert f"<b>{WORDS}" not in shown, page


def test_what_was_typed_is_there_again_after_a_refusal(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.ben)

    answer = client.send(
        f"/concern/{reference}/person/1/flags/add/",
        {**FORM, "kind": "no_contact", "words": WORDS},
    )

    shown = answer.content.decode()
    assert "Write who must have no contact." in shown
    assert WORDS in shown
    assert standing(cast, reference) == []


def test_a_name_from_the_list_is_somebody_known(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.ama)
    line = f"Ben Carter #{cast.ben.reference}"

    client.send(
        f"/concern/{reference}/person/1/flags/add/", {**FORM, "kind": "no_contact", "whom": line}
    )

    assert standing(cast, reference) == ["No contact with Ben Carter"]
    assert standing(cast, reference, "ben") == []


def test_reading_them_is_a_line_of_the_concern(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.ben)

    client.get(f"/concern/{reference}/person/1/flags/")

    assert lines_about(cast.alder.pk, reference)[-1].event == "concern.opened"


def test_every_kind_can_be_chosen(client: LookingClient, cast: Cast, sign_in: SignIn) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.ama)

    shown = client.get(f"/concern/{reference}/person/1/flags/add/").content.decode()

    assert [kind for kind in FlagKind.values if f'value="{kind}"' not in shown] == []


def test_an_ended_flag_says_so_on_its_pages(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    one = flag(cast, reference)
    end(cast, reference, one, by="ben")
    sign_in(client, cast.ama)

    for page in ("still", "end"):
        shown = client.get(f"/concern/{reference}/person/1/flags/{one}/{page}/").content.decode()
        assert "Ben Carter has ended this flag already" in shown
