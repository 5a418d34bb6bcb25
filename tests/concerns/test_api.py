"""Concerns for other systems: reported, seen as far as the maker of the token sees them."""

import json
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from bield.access.models import KeptAnswer
from bield.access.states import Scope
from bield.concerns import commands, queries
from bield.concerns.models import Concern, Draft
from bield.concerns.states import Lock
from bield.ledger import queries as ledger
from bield.people.actors import Strength, actor_of
from bield.people.models import Person
from tests.conftest import Cast, look_into
from tests.systems import System, codes, system, token

# Of a list, whoever asks. Half of them say who that is; PostgreSQL opens and walls the view first.
STATEMENTS = {"sqlite": 9, "postgresql": 15}
WORDS = "Quillfeather said nothing would be zebrawood again."


def report(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"danger_now": "no", "account": WORDS, "site": cast.oak.reference, **more}


def reported(cast: Cast, by: str = "ivy", **more: Any) -> str:
    answer = system(cast.people[by], Scope.REPORT).tell("reports/", report(cast, **more))
    assert answer.status_code == 201, answer.content
    return str(answer.json()["reference"])


def events(cast: Cast, reference: str) -> list[str]:
    look_into(cast.alder)
    return [line.event for line in ledger.lines_about(cast.alder.pk, reference)]


def person(one: Person) -> Any:
    return actor_of(one, on=timezone.localdate(), strength=Strength.TWO_FACTORS)


# ------ reporting


def test_a_report_reaches_those_it_would_reach_from_a_page(cast: Cast) -> None:
    answer = system(cast.ivy, Scope.REPORT).tell("reports/", report(cast, danger_now="unsure"))

    receipt = answer.json()
    concern = Concern.objects.get(reference=receipt["reference"])
    assert answer.status_code == 201
    assert (concern.reporter_id, concern.site_id) == (cast.ivy.pk, cast.oak.pk)
    assert receipt["danger"] is True
    assert any("Ama Boateng" in told for told in receipt["told"])


def test_a_report_about_the_lead_does_not_reach_the_lead(cast: Cast) -> None:
    about = [{"person": cast.ama.reference, "role": "alleged_to_have_harmed"}, {"name": "Joe"}]
    reference = reported(cast, about=about)

    lead = system(cast.ama, Scope.CONCERNS_READ).ask(f"concerns/{reference}/")

    assert lead.status_code == 404


def test_all_that_is_wrong_is_said_at_once(cast: Cast) -> None:
    answer = system(cast.ivy, Scope.REPORT).tell(
        "reports/", {"danger_now": "perhaps", "site": 7, "colour": "red", "about": "Joe"}
    )

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert [(one["field"], one["code"]) for one in answer.json()["refusals"]] == [
        ("danger_now", "not-among-them"),
        ("site", "not-a-text"),
        ("about", "not-a-list"),
        ("account", "missing"),
        (None, "not-asked-for"),
    ]
    assert Concern.objects.count() == 0


@pytest.mark.parametrize("account", ["   ", " \u200b\n ", "\u2060\ufeff"])
def test_a_report_without_words_is_refused_by_the_rule_of_the_page(
    cast: Cast, account: str
) -> None:
    answer = system(cast.ivy, Scope.REPORT).tell("reports/", report(cast, account=account))

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["refusals"]] == ["account"]


def test_somebody_foreign_and_somebody_absent_are_refused_alike(cast: Cast) -> None:
    sender = system(cast.ivy, Scope.REPORT)

    answers = [
        sender.tell("reports/", report(cast, about=[{"person": reference}]))
        for reference in (cast.mia.reference, "CCCCCCCC")
    ]

    assert [codes(one) for one in answers] == [["unknown-person"]] * 2
    assert answers[0].content == answers[1].content


def test_a_site_of_another_house_is_refused_like_none(cast: Cast) -> None:
    sender = system(cast.ivy, Scope.REPORT)

    answers = [
        sender.tell("reports/", report(cast) | {"site": site})
        for site in (cast.birch_site.reference, "CCCCCCCC")
    ]

    assert [codes(one) for one in answers] == [["unknown-site"]] * 2


def test_sent_again_with_its_key_it_is_one_concern(cast: Cast) -> None:
    sender = system(cast.ivy, Scope.REPORT)

    first = sender.tell("reports/", report(cast), key="one-and-the-same")
    again = sender.tell("reports/", report(cast), key="one-and-the-same")

    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again["Idempotent-Replayed"] == "true"
    assert Concern.objects.count() == 1


def test_a_key_is_not_good_for_something_else(cast: Cast) -> None:
    sender = system(cast.ivy, Scope.REPORT)
    sender.tell("reports/", report(cast), key="one-and-the-same")

    other = sender.tell("reports/", report(cast, danger_now="yes"), key="one-and-the-same")

    assert (other.status_code, other.json()["code"]) == (422, "key-was-used")
    assert Concern.objects.count() == 1


def test_a_draft_that_waits_on_a_page_is_left_alone(cast: Cast) -> None:
    commands.keep_draft(person(cast.ivy), "report", {"account": "Half of it"}, at=timezone.now())

    reported(cast, by="ivy")

    assert Draft.objects.count() == 1


def test_the_reporter_gets_the_receipt_again_and_nobody_else_does(cast: Cast) -> None:
    reference = reported(cast, by="ivy")

    mine, theirs = (
        system(cast.people[who], Scope.REPORT).ask(f"reports/{reference}/")
        for who in ("ivy", "dev")
    )

    assert (mine.status_code, mine.json()["reference"]) == (200, reference)
    assert theirs.status_code == 404


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_a_picture_that_may_be_there_locks_as_it_does_from_a_page(cast: Cast, answer: str) -> None:
    reference = reported(cast, picture=answer)

    concern = Concern.objects.get(reference=reference)
    assert Lock.IMAGE in queries.outcome(concern, at=timezone.now()).locks


# ------ reading


def test_the_list_says_how_concerns_stand_without_names_or_words(cast: Cast) -> None:
    reference = reported(cast, by="dev", about=[{"person": cast.joe.reference}])

    answer = system(cast.ama, Scope.CONCERNS_READ).ask("concerns/")

    (item,) = answer.json()["items"]
    assert (item["reference"], item["state"], item["site"]["name"]) == (
        reference,
        "submitted",
        "Oak",
    )
    said = answer.content.decode()
    assert [word for word in ("Joe", "Quillfeather", "zebrawood", "Dev") if word in said] == []


def test_long_lists_are_read_to_their_end_without_a_gap_or_a_double(cast: Cast) -> None:
    sender = system(cast.ivy, Scope.REPORT)
    told = {
        sender.tell("reports/", report(cast, account=f"Number {number}")).json()["reference"]
        for number in range(27)
    }
    reader = system(cast.ama, Scope.CONCERNS_READ)

    first = reader.ask("concerns/").json()
    last = reader.ask("concerns/", after=first["next"]).json()

    references = [item["reference"] for item in (*first["items"], *last["items"])]
    assert (len(first["items"]), len(references), last["next"]) == (25, 27, None)
    assert set(references) == told


def test_what_narrows_the_list_must_be_known_to_the_reader(cast: Cast) -> None:
    reader = system(cast.ama, Scope.CONCERNS_READ)

    refused = [
        codes(reader.ask("concerns/", **{name: value}))
        for name, value in (
            ("site", cast.birch_site.reference),
            ("after", "C-CCC-CCCC"),
            ("tab", "all"),
            ("risk", "5"),
            ("words", "zebrawood"),
        )
    ]

    assert refused == [
        ["no-such-site"],
        ["no-such-concern"],
        ["not-among-them"],
        ["not-among-them"],
        ["not-asked-for"],
    ]


def test_one_site_and_one_risk_alone(cast: Cast) -> None:
    here = reported(cast)
    reported(cast, site=cast.elm.reference)
    reported(cast, danger_now="yes")
    reader = system(cast.ama, Scope.CONCERNS_READ)

    found = reader.ask("concerns/", site=cast.oak.reference, risk="2").json()["items"]

    assert [item["reference"] for item in found] == [here]


def test_one_kind_some_days_and_somebody_alone(cast: Cast) -> None:
    here = reported(cast, by="ama", about=[{"person": cast.joe.reference}])
    reported(cast)
    reader = system(cast.ama, Scope.CONCERNS_READ)

    def found(**asked: str) -> list[str]:
        return [item["reference"] for item in reader.ask("concerns/", **asked).json()["items"]]

    assert found(person=cast.joe.reference) == [here]
    assert found(person=cast.joe.reference, kind="bullying") == []
    assert found(person=cast.joe.reference, until="2020-01-01") == []
    assert found(person=cast.joe.reference, since="2020-01-01") == [here]
    refused = [
        codes(reader.ask("concerns/", **wrong))
        for wrong in (
            {"kind": "nonsense"},
            {"person": "XXXXXXXX"},
            {"since": "2026-03-03", "until": "2026-03-01"},
        )
    ]
    assert refused == [["no-such-kind"], ["unknown-person"], ["days-turned-round"]]


def test_one_concern_is_read_without_words_and_with_a_line(cast: Cast) -> None:
    reference = reported(cast, about=[{"name": "Zebulon Quillfeather"}])

    answer = system(cast.ama, Scope.CONCERNS_READ).ask(f"concerns/{reference}/")

    seen = answer.json()
    assert (seen["concern"]["reference"], seen["concern"]["version"]) == (reference, 1)
    assert [duty["kind"] for duty in seen["duties"]] == ["concerns.acknowledge"]
    assert [entry["kind"] for entry in seen["chronology"]] == ["reported"]
    assert "uillfeather" not in answer.content.decode()
    assert events(cast, reference)[-1] == "concern.opened-through-token"


def test_what_is_written_is_read_with_a_token_made_for_it_and_with_a_line(cast: Cast) -> None:
    reference = reported(cast, about=[{"name": "Zebulon Quillfeather"}])
    made = token(cast.ama, Scope.CONCERNS_NARRATIVE)

    answer = System(made.secret).ask(f"concerns/{reference}/narrative/")

    assert answer.json()["account"] == WORDS
    assert [one["name"] for one in answer.json()["parties"]] == ["Zebulon Quillfeather"]
    line = ledger.lines_about(cast.alder.pk, reference)[-1]
    assert line.event == "concern.opened-through-token"
    assert line.facts == {"token": f"token:{made.token.reference}", "narrative": True}


def test_without_its_scope_nothing_written_is_read(cast: Cast) -> None:
    reference = reported(cast)

    answer = system(cast.ama, Scope.CONCERNS_READ).ask(f"concerns/{reference}/narrative/")

    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")
    assert "concern.opened-through-token" not in events(cast, reference)


def test_absent_foreign_and_forbidden_are_one_answer_and_a_try_leaves_a_line(cast: Cast) -> None:
    forbidden = reported(cast)
    foreign = (
        system(cast.mia, Scope.REPORT)
        .tell("reports/", report(cast) | {"site": cast.birch_site.reference})
        .json()["reference"]
    )
    reader = system(cast.cat, Scope.CONCERNS_READ)  # the officer at Elm

    answers = [reader.ask(f"concerns/{one}/") for one in (forbidden, foreign, "C-CCC-CCCC")]
    odd = reader.ask("concerns/of-no-such-form/")

    assert {answer.status_code for answer in (*answers, odd)} == {404}
    assert len({answer.content for answer in (*answers, odd)}) == 1
    assert events(cast, forbidden)[-1] == "concern.refused-opening"


def test_who_was_excluded_meanwhile_reads_no_more(cast: Cast) -> None:
    reference = reported(cast)
    reader = system(cast.ben, Scope.CONCERNS_READ)
    before = reader.ask(f"concerns/{reference}/").status_code

    commands.exclude(
        person(cast.ama), reference, person_id=cast.ben.pk, reason="Near.", at=timezone.now()
    )

    assert (before, reader.ask(f"concerns/{reference}/").status_code) == (200, 404)
    assert reader.ask("concerns/").json()["items"] == []


def test_reading_costs_no_more_statements_with_more_rows(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    reader = system(cast.ama, Scope.CONCERNS_READ)
    reader.ask("concerns/")  # its first use of the day is written down
    reported(cast)
    with django_assert_max_num_queries(STATEMENTS[connection.vendor]):
        reader.ask("concerns/")
    for _ in range(2):
        reported(cast)
    with django_assert_max_num_queries(STATEMENTS[connection.vendor]):
        assert len(reader.ask("concerns/").json()["items"]) == 3


def test_what_is_sent_is_kept_nowhere_in_clear(cast: Cast) -> None:
    reference = reported(cast)

    kept = KeptAnswer.objects.get()
    assert reference.encode() not in bytes(kept.answer)
    assert json.dumps(WORDS).encode() not in bytes(kept.answer)
