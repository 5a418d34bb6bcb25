"""Somebody tells what they saw, heard or were told."""

import re
import threading
from datetime import date, timedelta

import pytest
from django.utils import timezone

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.models import Concern, Draft, Entry, Exclusion, Party, Reader
from bield.concerns.queries import reports
from bield.concerns.states import ALPHABET
from bield.duties.models import Duty
from bield.kit.refusals import Refused
from bield.ledger.queries import lines_about
from bield.outbox.models import Message
from bield.people.actors import Strength, house
from bield.people.models import Organisation, Person, Post
from tests.concerns.telling import (
    ACCOUNT,
    asked,
    concern,
    mailed,
    on_desk,
    readers_of,
    report,
    reported,
    told,
)
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient


@pytest.mark.clause("TP-A1-9a", "OT-7c")
def test_a_report_goes_to_those_designated_and_the_lead_hears_at_once(cast: Cast) -> None:
    receipt = report(cast, site_id=cast.elm.pk)

    kept = concern(receipt.reference)
    duty = Duty.objects.get(subject=receipt.reference)
    assert (kept.stage, kept.risk, kept.track) == ("submitted", 2, "ordinary")
    assert kept.due_at == duty.due_at == NOON + timedelta(hours=4)
    assert readers_of(receipt.reference) == ["cat", "ben", "ama"]
    assert asked(receipt.reference) == {"cat"}
    assert mailed(receipt.reference) == {"cat", "ama"}


def test_a_receipt_that_is_looked_at_again_says_how_it_stands_now(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = report(cast, "dev", at=timezone.now()).reference
    sign_in(client, cast.dev)
    place = f"/report/sent/{reference}/"
    first = client.get(place).content.decode()
    commands.acknowledge(cast.actor("ben"), reference, at=timezone.now())

    again = client.get(place).content.decode()

    assert "One of them takes it in hand by" in first
    assert "It is being handled." not in first
    assert "One of them takes it in hand by" not in again
    assert "It is being handled." in again


def test_the_receipt_says_who_has_it_and_by_when_somebody_answers(cast: Cast) -> None:
    receipt = report(cast, site_id=cast.elm.pk)

    assert receipt.told == (
        "Cat Doyle, Designated safeguarding officer",
        "Ben Carter, Deputy safeguarding lead",
        "Ama Boateng, Designated safeguarding lead",
    )
    assert receipt.answer_by.said == "today at 16:00"
    assert (receipt.danger, receipt.again, receipt.nobody) == (False, False, False)
    assert queries.receipt(cast.actor("dev"), receipt.reference, at=NOON) == receipt


def test_the_reference_can_be_said_over_the_phone(cast: Cast) -> None:
    references = {reported(cast) for _ in range(5)}

    assert len(references) == 5
    assert all(re.fullmatch(f"C-[{ALPHABET}]{{3}}-[{ALPHABET}]{{4}}", one) for one in references)
    assert not set("AEIOU01LBSZ") & set(ALPHABET)


def test_a_reference_that_is_taken_is_not_given_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = reported(cast)
    drawn = iter([taken, "C-222-2222"])
    monkeypatch.setattr(reports, "random_reference", lambda: next(drawn))

    assert reported(cast) == "C-222-2222"


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_danger_now_alerts_lead_deputy_and_officer_together(cast: Cast, answer: str) -> None:
    receipt = report(cast, site_id=cast.elm.pk, danger_now=answer)

    assert asked(receipt.reference) == mailed(receipt.reference) == {"cat", "ben", "ama"}
    assert receipt.danger
    assert concern(receipt.reference).due_at == NOON + timedelta(hours=1)
    assert {mail.subject for mail in Message.objects.filter(about=receipt.reference)} == {
        "Something urgent waits for you in Bield"
    }


def test_what_is_missing_is_said_at_once_and_nothing_is_kept(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        report(
            cast,
            account="  ",
            danger_now="perhaps",
            site_id=cast.birch_site.pk,
            about=[About(person_id=cast.mia.pk)],
            send_key="",
        )

    assert [(one.code, one.field) for one in refused.value.refusals] == [
        ("no-account", "account"),
        ("no-answer-on-danger", "danger_now"),
        ("unknown-place", "site_id"),
        ("unknown-person", "about"),
        ("no-send-key", None),
    ]
    assert not Concern.objects.exists()
    assert not Message.objects.filter(about__startswith="C-").exists()


def test_sent_again_with_the_same_key_it_stays_one_concern(cast: Cast) -> None:
    first = report(cast, send_key="one")
    second = report(cast, send_key="one", account="The second press of the button.")

    assert (second.reference, second.again) == (first.reference, True)
    assert second.told == first.told
    assert Concern.objects.count() == 1
    assert len(lines_about(cast.alder.pk, first.reference, ["concern.sent-again"])) == 1


def test_the_same_key_of_somebody_else_is_another_concern(cast: Cast) -> None:
    assert reported(cast, "dev", send_key="one") != reported(cast, "ivy", send_key="one")


def test_two_presses_at_the_same_moment_make_one_concern(cast: Cast, live_db: object) -> None:
    dev, words = cast.actor("dev"), told(cast)
    references: list[str] = []

    def press() -> None:
        references.append(commands.report(dev, **words).reference)

    fingers = [threading.Thread(target=press) for _ in range(4)]
    for finger in fingers:
        finger.start()
    for finger in fingers:
        finger.join()

    cast.actor("ama")
    assert len(set(references)) == 1
    assert len(references) == 4
    assert Concern.objects.count() == 1


def test_the_house_itself_may_report(cast: Cast) -> None:
    receipt = commands.report(
        house(cast.alder.pk, "import"),
        site_id=cast.oak.pk,
        danger_now="no",
        account=ACCOUNT,
        send_key="import-1",
        at=NOON,
    )

    assert concern(receipt.reference).reporter is None


def test_whoever_is_picked_is_kept_away(cast: Cast) -> None:
    reference = reported(cast, about=[About(person_id=cast.joe.pk)])

    party = Party.objects.get()
    assert (party.person, party.role, party.name) == (cast.joe, "subject", None)
    assert list(Exclusion.objects.values_list("person_id", "named")) == [(cast.joe.pk, True)]
    assert concern(reference).about == cast.joe


def test_a_typed_name_is_sealed(cast: Cast) -> None:
    reported(cast, about=[About(name="Rosalind Quillfeather")])

    party = Party.objects.get()
    assert party.person is None
    assert b"Quillfeather" not in bytes(party.name or b"")


@pytest.mark.parametrize(
    "typed",
    ["Ben Carter", "ben  carter", "Mr Carter", "Carter, Ben", "Benjamin Carter", "Mr. B. Carter"],
)
def test_a_typed_name_that_may_mean_the_deputy_keeps_the_deputy_away(
    cast: Cast, typed: str
) -> None:
    Person.objects.filter(pk=cast.ben.pk).update(name="Ben Carter", known_as="Benjamin")
    if typed == "Mr. B. Carter":
        Person.objects.filter(pk=cast.ben.pk).update(known_as="B")

    reference = reported(cast, about=[About(name=typed, role="alleged_to_have_harmed")])

    assert readers_of(reference) == ["gus", "ama"]


@pytest.mark.parametrize("typed", ["Ben", "Bernadette Carterly", "", "Mr"])
def test_a_name_that_means_nobody_here_keeps_nobody_away(cast: Cast, typed: str) -> None:
    reference = reported(cast, about=[About(name=typed)])

    assert readers_of(reference) == ["ama", "ben"]


def test_who_left_is_kept_away_too_and_may_come_back(cast: Cast) -> None:
    reported(cast, about=[About(name="Kim Osei")])

    assert Exclusion.objects.filter(person=cast.kim).exists()


@pytest.mark.parametrize(
    ("about", "readers"),
    [
        ("ivy", ["gus", "ama"]),
        ("gus", ["ama", "fay"]),
        ("ama", ["ben", "fay"]),
        ("lou", ["gus", "ama"]),
        ("eve", ["gus", "ama"]),
    ],
)
def test_a_report_about_one_of_us_takes_its_own_road(
    cast: Cast, about: str, readers: list[str]
) -> None:
    person = cast.people[about]
    reference = reported(cast, about=[About(person_id=person.pk, role="alleged_to_have_harmed")])

    assert readers_of(reference) == readers
    assert concern(reference).track == "staff"
    assert about not in mailed(reference)


def test_one_of_us_without_a_name_takes_that_road_too(cast: Cast) -> None:
    assert readers_of(reported(cast, colleague=True)) == ["gus", "ama"]


def test_a_report_that_nobody_here_may_read_is_kept_and_says_so(cast: Cast) -> None:
    Post.objects.update(ends_on=TODAY - timedelta(days=1))

    receipt = report(cast)

    assert (receipt.told, receipt.nobody) == ((), True)
    assert concern(receipt.reference).due_at == NOON + timedelta(hours=4)


@pytest.mark.parametrize(
    ("born_on", "happened_on", "risk"),
    [
        (None, None, 2),  # age not known: a child
        (date(2008, 3, 3), None, 1),  # eighteen today: an adult today
        (date(2008, 3, 3), date(2026, 3, 2), 2),  # yesterday still a child
        (date(1990, 1, 1), None, 1),
    ],
)
def test_age_is_asked_at_the_time_of_the_event(
    cast: Cast, born_on: date | None, happened_on: date | None, risk: int
) -> None:
    Person.objects.filter(pk=cast.joe.pk).update(born_on=born_on)

    reference = reported(cast, about=[About(person_id=cast.joe.pk)], happened_on=happened_on)

    assert concern(reference).risk == risk


@pytest.mark.clause("TP-2.9h1")
def test_nothing_that_was_written_lies_in_the_clear(cast: Cast) -> None:
    reference = reported(
        cast,
        account="Zwetschgen and marmalade",
        child_words="flibbertigibbet",
        where="the bandstand",
        done="I rang the lighthouse",
        happened="last shrovetide",
        about=[About(name="Rosalind Quillfeather")],
    )

    kept = concern(reference)
    raw = b"".join(
        [
            bytes(kept.narrative),
            *(bytes(entry.text) for entry in Entry.objects.all()),
            *(bytes(party.name or b"") for party in Party.objects.all()),
            repr(Concern.objects.values()).encode(),
            repr(lines_about(cast.alder.pk, reference)).encode(),
            repr(Duty.objects.values()).encode(),
            repr(Message.objects.values()).encode(),
        ]
    )
    for word in (b"wetschgen", b"gibbet", b"bandstand", b"lighthouse", b"shrovetide", b"Quill"):
        assert word not in raw


def test_a_report_puts_an_end_to_its_draft(cast: Cast) -> None:
    dev = cast.actor("dev")
    commands.keep_draft(dev, "report", {"account": "She said"}, at=NOON)
    commands.keep_draft(dev, "something else", {"text": "kept"}, at=NOON)

    reported(cast)

    assert list(Draft.objects.values_list("form", flat=True)) == ["something else"]


def test_the_line_holds_codes_and_no_names(cast: Cast) -> None:
    reference = reported(cast, about=[About(person_id=cast.joe.pk)])

    line = lines_about(cast.alder.pk, reference, ["concern.reported"])[0]
    assert line.by == f"person:{cast.dev.pk}"
    assert line.facts == {
        "danger": "no",
        "risk": 2,
        "road": "ordinary",
        "site": f"site:{cast.oak.pk}",
        "readers": 2,
    }


def test_a_reader_may_report_and_reads_it(cast: Cast) -> None:
    reference = reported(cast, "ama")

    assert on_desk(cast, "ama") == [reference]


def test_reporting_needs_one_factor_and_reads_nothing(cast: Cast) -> None:
    reference = reported(cast, "ama")

    assert (
        queries.desk(
            cast.actor("ama", Strength.ONE_FACTOR), chosen=queries.DeskFilter(), at=NOON
        ).rows
        == ()
    )
    assert Reader.objects.filter(concern__reference=reference).exists()


def test_in_a_house_of_one_somebody_who_works_here_is_that_one(cast: Cast) -> None:
    """Also where no name was said: it would go to whoever it is about."""
    Organisation.objects.filter(pk=cast.alder.pk).update(one_person=True)

    receipt = report(cast, colleague=True)

    assert "ama" not in readers_of(receipt.reference)
    assert asked(receipt.reference) == {"fay"}


def test_about_everybody_else_the_officer_for_staff_matters_is_asked(cast: Cast) -> None:
    named = [About(person_id=cast.people[who].pk) for who in ("ama", "ben", "fay")]

    receipt = report(cast, about=named)

    assert not receipt.nobody
    assert asked(receipt.reference) == {"gus"}


def test_about_the_owner_without_a_contact_outside_the_board_is_called_in(cast: Cast) -> None:
    """Whatever is missing in a house, a report is kept, and somebody who is there is asked."""
    Organisation.objects.filter(pk=cast.alder.pk).update(one_person=True)

    receipt = report(cast, about=[About(person_id=cast.ama.pk)])

    assert readers_of(receipt.reference) == ["fay"]
    assert asked(receipt.reference) == {"fay"}
    assert not receipt.nobody
    again = queries.receipt(cast.actor("dev"), receipt.reference, at=NOON)
    assert again.told == receipt.told != ()
    commands.acknowledge(cast.actor("fay"), receipt.reference, at=NOON)
