"""A person's file goes to the next setting: whole, locked, in time, and answered."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyrage import decrypt

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.capsule import cards, receipts
from bield.concerns.capsule.receipts import Receipt
from bield.concerns.models import Transfer
from bield.concerns.states import TRANSFER, PartyRole
from bield.duties.queries import open_duties
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.people import commands as people
from bield.people.actors import Strength, actor_of, house
from bield.people.models import Person, Post
from bield.people.states import Role
from tests.concerns.moving import (
    THEIRS,
    about_joe,
    card_of,
    lock_to,
    members,
    prepared,
    sending,
    sent,
    taken,
)
from tests.concerns.telling import told
from tests.concerns.triage import answered
from tests.conftest import BEGAN, NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient

DAY = timedelta(days=1)


def content_of(cast: Cast, file: str) -> dict[str, object]:
    lock_to(cast, file)
    inside = members(decrypt(taken(cast, file), [THEIRS.opening]))
    held: dict[str, object] = json.loads(inside["capsule.json"])
    return held


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.refusals]


def kept_from_ben(cast: Cast) -> str:
    hidden = about_joe(cast, account="Hidden.")
    commands.exclude(
        cast.actor("ama"), hidden, person_id=cast.ben.pk, reason="He knows the family.", at=NOON
    )
    return hidden


def child(cast: Cast, name: str) -> int:
    actor = house(cast.alder.pk, "tests")
    person = people.add_person(actor, name=name, born_on=date(2013, 2, 1), at=BEGAN)
    people.appoint(actor, person.pk, role=Role.LEARNER, site_id=cast.oak.pk, at=BEGAN)
    return person.pk


def test_everything_that_names_the_person_goes(cast: Cast) -> None:
    old = about_joe(cast, account="He came late.", child_words="I missed the bus.", at=NOON - DAY)
    new = about_joe(cast, account="He had a bruise.")
    commands.add_entry(
        cast.actor("ama"),
        new,
        kind="note",
        text="His aunt rang.",
        happened_at=NOON - 9 * DAY,
        at=NOON,
    )

    told = content_of(cast, prepared(cast, new))["concerns"]

    assert isinstance(told, list)
    assert [one["reference"] for one in told] == [old, new]
    assert told[0]["account"] == "He came late."
    assert told[0]["child_words"] == "I missed the bus."
    aunt = told[1]["lines"][-1]
    assert (aunt["text"], aunt["by"], aunt["late"]) == ("His aunt rang.", "Ama Boateng", True)
    assert aunt["happened_at"].startswith("2026-02-22T12:00")
    assert aunt["written_at"].startswith("2026-03-03T12:00")


def test_a_concern_stays_only_for_a_reason(cast: Cast) -> None:
    old, new = about_joe(cast, account="He came late."), about_joe(cast, account="A bruise.")

    with pytest.raises(Refused) as refused:
        prepared(cast, new, left_out={old: " \u200b "})
    assert codes(refused) == ["no-reason"]
    with pytest.raises(Refused) as refused:
        prepared(cast, new, left_out={old: "Not his.", new: "Not his."})
    assert codes(refused) == ["nothing-goes"]
    file = prepared(cast, new, left_out={old: "It was about somebody else."})

    told = content_of(cast, file)["concerns"]
    assert isinstance(told, list)
    assert [one["reference"] for one in told] == [new]
    page = queries.transfer_page(cast.actor("ama"), file, at=NOON)
    assert page.left_out == ((old, "It was about somebody else."),)


def test_what_is_about_an_adult_of_the_organisation_never_goes(cast: Cast) -> None:
    plain = about_joe(cast, account="He came late.")
    adult = about_joe(cast, account="Somebody here shouted.", colleague=True)

    page = queries.send_page(cast.actor("ama"), plain, 1, at=NOON)

    assert [one.reference for one in page.concerns] == [plain]
    assert page.stays == (adult,)
    told = content_of(cast, prepared(cast, plain))["concerns"]
    assert isinstance(told, list)
    assert [one["reference"] for one in told] == [plain]


def test_what_the_sender_may_not_read_is_neither_sent_nor_counted(cast: Cast) -> None:
    plain = about_joe(cast, account="He came late.")
    hidden = kept_from_ben(cast)

    page = queries.send_page(cast.actor("ben"), plain, 1, at=NOON)
    told = content_of(cast, prepared(cast, plain, by="ben"))

    assert hidden not in str(page)
    assert "Hidden." not in str(told)
    assert [one["reference"] for one in told["concerns"]] == [plain]  # type: ignore[attr-defined]  # a list


def test_a_file_is_seen_by_those_alone_who_read_all_that_is_in_it(cast: Cast) -> None:
    reference = about_joe(cast, account="He came late.")
    hidden = kept_from_ben(cast)
    file = prepared(cast, reference)

    assert hidden in queries.transfer_page(cast.actor("ama"), file, at=NOON).concerns
    for who in ("ben", "cat", "dev", "eve", "fay", "gus", "hal", "joe", "lou", "nan", "mia"):
        with pytest.raises(NotFound):
            queries.transfer_page(cast.actor(who), file, at=NOON)
    assert queries.transfers(cast.actor("ben"), at=NOON) == ()
    assert queries.transfers_seen(cast.actor("ben"), frozenset({file})) == frozenset()


def test_only_the_lead_and_the_deputies_send_a_file(cast: Cast) -> None:
    reference = about_joe(cast, site_id=cast.elm.pk)

    assert queries.person_history(cast.actor("cat"), reference, 1, at=NOON).may_send is False
    assert queries.person_history(cast.actor("ben"), reference, 1, at=NOON).may_send is True
    with pytest.raises(NotFound):
        prepared(cast, reference, by="cat")


def test_the_file_of_an_adult_of_the_organisation_does_not_go_this_way(cast: Cast) -> None:
    reference = about_joe(cast)
    other = about_joe(cast, About(person_id=cast.ivy.pk, role=PartyRole.OTHER))

    with pytest.raises(Refused) as refused:
        commands.prepare_transfer(cast.actor("ama"), other, 2, sending(), at=NOON)
    assert "works-here" in codes(refused)
    assert queries.send_page(cast.actor("ama"), reference, 1, at=NOON).refusal is None


def test_all_that_is_missing_is_said_at_once(cast: Cast) -> None:
    reference = about_joe(cast)

    with pytest.raises(Refused) as refused:
        prepared(
            cast,
            reference,
            setting="",
            recipient=" ",
            surely="",
            reason="",
            ground="because",
            others="initials",
            began_on=date(2031, 1, 1),
        )

    assert codes(refused) == [
        "no-setting",
        "no-recipient",
        "no-surely",
        "no-reason",
        "no-ground",
        "no-why-others",
        "too-far",
    ]


@pytest.mark.parametrize(
    ("others", "why", "shown"),
    [
        ("another", "", "another child (A) pushed Joe Tanner. another child (A) laughed."),
        ("initials", "They go there too.", "M.F. pushed Joe Tanner. M.F. laughed."),
        ("names", "They go there too.", "Max Feld pushed Joe Tanner. Max laughed."),
    ],
)
def test_other_children_stand_in_it_as_was_chosen(
    cast: Cast, others: str, why: str, shown: str
) -> None:
    reference = about_joe(
        cast,
        About(person_id=child(cast, "Max Feld"), role=PartyRole.ALLEGED),
        account="Max Feld pushed Joe Tanner. Max laughed.",
    )

    held = content_of(cast, prepared(cast, reference, others=others, why_others=why))

    told = held["concerns"][0]  # type: ignore[index]  # a list
    assert told["account"] == shown
    assert ("Max" in json.dumps(held)) is (others == "names")


def test_a_name_that_was_typed_is_a_childs_until_triage_says_that_an_adult_did_it(
    cast: Cast,
) -> None:
    reference = about_joe(
        cast,
        About(name="Rosa Lind", role=PartyRole.OTHER),
        About(name="Uncle Dan", role=PartyRole.ALLEGED),
        account="Rosa Lind saw Uncle Dan. A rose lay there. Tanner is his name.",
    )
    said = "another child (A) saw {}. A rose lay there. Tanner is his name."

    before = content_of(cast, prepared(cast, reference))["concerns"][0]  # type: ignore[index]
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)
    answered(cast, reference, behaviour="parent other_child")
    unsure = prepared(cast, reference, reason="A child may have done it.")
    words = {"values": ["parent"], "reason": "It was at home."}
    commands.answer(cast.actor("ben"), reference, question="behaviour", **words, at=NOON)
    file = prepared(cast, reference, reason="It was at home.")
    after = content_of(cast, file)["concerns"][0]  # type: ignore[index]  # a list

    assert before["account"] == said.format("another person (B)")
    assert [one["name"] for one in before["people"]] == [
        "Joe Tanner",
        "another child (A)",
        "another person (B)",
    ]
    assert "Uncle Dan" not in json.dumps(content_of(cast, unsure)["concerns"])
    assert after["account"] == said.format("Uncle Dan")


@pytest.mark.parametrize(
    ("others", "shown"), [("another", "another child (A)"), ("initials", "M.F.")]
)
def test_a_child_who_reported_stands_in_it_as_the_others_do(
    cast: Cast, others: str, shown: str
) -> None:
    max_ = Person.objects.get(pk=child(cast, "Max Feld"))
    reporter = actor_of(max_, on=TODAY, strength=Strength.ONE_FACTOR)
    about = [About(person_id=cast.joe.pk)]
    report = told(cast, about=about, account="Joe was hit. Max Feld saw it.")
    reference = commands.report(reporter, **report).reference

    file = prepared(cast, reference, others=others, why_others="They go there too.")
    held = content_of(cast, file)

    assert "Max" not in json.dumps(held)
    concern = held["concerns"][0]  # type: ignore[index]  # a list
    assert concern["account"] == f"Joe was hit. {shown} saw it."
    assert concern["lines"][0]["by"] == shown


def test_a_colleague_of_unknown_age_who_left_keeps_the_name(cast: Cast) -> None:
    reference = about_joe(cast)
    Post.objects.filter(person=cast.dev).update(ends_on=TODAY - DAY)

    held = content_of(cast, prepared(cast, reference))

    assert cast.dev.born_on is None
    assert held["concerns"][0]["lines"][0]["by"] == "Dev Rahman"  # type: ignore[index]  # a list


def test_five_school_days_run_from_the_day_of_the_move(cast: Cast) -> None:
    file = prepared(cast, about_joe(cast))

    (duty,) = open_duties(cast.alder.pk, file, NOON)

    assert duty.code == TRANSFER
    assert f"{duty.due_at:%Y-%m-%d %H:%M}" == "2026-03-09 23:59"
    page = queries.transfer_page(cast.actor("ama"), file, at=NOON + 7 * DAY)
    assert (page.late, page.due) == (True, "12 hours late")


def test_prepared_twice_within_a_minute_it_is_one(cast: Cast) -> None:
    reference = about_joe(cast)

    first, second = prepared(cast, reference), prepared(cast, reference)
    later = prepared(cast, reference, at=NOON + DAY)

    assert first == second
    assert later != first
    assert Transfer.objects.count() == 2


def test_what_was_prepared_stays_as_it_was(cast: Cast) -> None:
    reference = about_joe(cast, account="He came late.")
    file = prepared(cast, reference)
    commands.add_entry(cast.actor("ama"), reference, kind="note", text="Later.", at=NOON)

    assert "Later." not in json.dumps(content_of(cast, file))


def test_nothing_leaves_before_it_is_locked(cast: Cast) -> None:
    file = prepared(cast, about_joe(cast))

    with pytest.raises(NotFound):
        queries.locked_file(cast.actor("ama"), file)
    with pytest.raises(Refused) as refused:
        commands.take_transfer(cast.actor("ama"), file, digest="0" * 64, at=NOON)
    assert codes(refused) == ["not-locked"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"card": ""}, "no-card"),
        ({"card": "bield card 1\n{}"}, "no-such-card"),
        ({"number": ""}, "no-number"),
        ({"number": "12345 67890 12345 67890 12345 67890"}, "other-number"),
        ({"heard": " "}, "not-heard"),
        ({"phrase": True}, "two-ways"),
    ],
)
def test_a_card_counts_when_its_number_was_said_and_typed(
    cast: Cast, changed: dict[str, object], code: str
) -> None:
    file, card = prepared(cast, about_joe(cast)), card_of()
    said = {"card": card.text, "number": card.number, "heard": "Mia Rowe said it."}

    with pytest.raises(Refused) as refused:
        commands.lock_transfer(cast.actor("ama"), file, **{**said, **changed}, at=NOON)

    assert codes(refused) == [code]


def test_a_card_of_somebody_else_has_another_number() -> None:
    ours, forged = card_of(), card_of(cards.keys(b"somebody in between"))

    assert ours.fits(ours.number.replace(" ", "-"))
    assert not forged.fits(ours.number)
    assert not cards.Card(ours.setting, forged.receive, ours.key).fits(ours.number)
    assert not cards.Card(ours.setting, ours.receive, forged.key).fits(ours.number)


def test_that_it_leaves_is_written_before_and_with_its_digest(cast: Cast) -> None:
    reference = about_joe(cast)
    file = prepared(cast, reference)
    lock_to(cast, file)

    made = taken(cast, file)

    left = [one for one in lines_about(cast.alder.pk, file) if one.event == "concern.file-left"]
    assert [one.facts["digest"] for one in left] == [hashlib.sha256(made).hexdigest()]
    assert left[0].facts["signed"] == Transfer.objects.get().digest
    went = [
        one.event
        for one in lines_about(cast.alder.pk, reference)
        if one.event == "concern.went-with-file"
    ]
    assert went == ["concern.went-with-file"]
    last = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology[-1]
    assert last.text == (
        f"With the file of Joe Tanner for Birch Nursery, Mia Rowe, safeguarding lead ({file})."
    )


def test_taken_out_again_each_concern_says_it_once(cast: Cast) -> None:
    reference = about_joe(cast)
    file = prepared(cast, reference)
    lock_to(cast, file)
    before = len(queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology)

    taken(cast, file)
    taken(cast, file)

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)
    assert len(page.chronology) == before + 1
    steps = queries.transfer_page(cast.actor("ama"), file, at=NOON).steps
    assert [one.word for one in steps] == ["Prepared", "Locked for them", "Taken out", "Taken out"]


def receipt(cast: Cast, file: str, answer: str, **changed: str) -> str:
    said = {
        "capsule": file,
        "digest": Transfer.objects.get(reference=file).digest,
        "answer": answer,
        "opened_at": (NOON + DAY).isoformat(),
        "answered_at": (NOON + DAY).isoformat(),
        "setting": "Birch Nursery",
        "by": "Mia Rowe",
        "reason": "",
        "key": card_of().key,
    }
    return receipts.written(Receipt(**{**said, **changed}), THEIRS)


def test_it_is_sent_opened_and_accepted_and_each_says_who_and_when(cast: Cast) -> None:
    file, _ = sent(cast)
    ama = cast.actor("ama")

    commands.send_transfer(ama, file, how="By e-mail.", sent_at=NOON, at=NOON)
    commands.take_receipt(ama, file, receipt=receipt(cast, file, "opened"), at=NOON + DAY)
    standing = open_duties(cast.alder.pk, file, NOON)
    commands.take_receipt(ama, file, receipt=receipt(cast, file, "accepted"), at=NOON + 2 * DAY)

    page = queries.transfer_page(ama, file, at=NOON + 3 * DAY)
    assert [(one.word, one.by, one.at.at) for one in page.steps[3:]] == [
        ("Sent", "Ama Boateng", NOON),
        ("Opened by them", "Ama Boateng", NOON + DAY),
        ("Accepted by them", "Ama Boateng", NOON + DAY),
    ]
    assert page.steps[-1].words.startswith("Receipt of Birch Nursery, Mia Rowe.")
    assert len(standing) == 1
    assert open_duties(cast.alder.pk, file, NOON) == []
    assert (page.over, page.late, page.due) == (True, False, "")


def test_a_receipt_taken_twice_is_one(cast: Cast) -> None:
    file, _ = sent(cast)
    accepted = receipt(cast, file, "accepted")

    commands.take_receipt(cast.actor("ama"), file, receipt=accepted, at=NOON + DAY)
    commands.take_receipt(cast.actor("ama"), file, receipt=accepted, at=NOON + DAY)

    steps = queries.transfer_page(cast.actor("ama"), file, at=NOON).steps
    assert [one.word for one in steps].count("Accepted by them") == 1


def test_a_receipt_must_be_of_this_file_by_them_and_unchanged(cast: Cast) -> None:
    file, _ = sent(cast)
    good = receipt(cast, file, "accepted")
    others = cards.keys(b"somebody else")
    by_another = receipts.written(
        Receipt(**{**json.loads(good.splitlines()[1]), "key": others.card("x").key}), others
    )

    for text, code in (
        (good.replace("Mia", "Max"), "no-receipt"),
        ("nothing", "no-receipt"),
        (receipt(cast, file, "lost"), "no-receipt"),
        (receipt(cast, file, "accepted", capsule="F-2222-2222"), "other-receipt"),
        (receipt(cast, file, "accepted", digest="0" * 64), "other-receipt"),
        (by_another, "not-by-them"),
    ):
        with pytest.raises(Refused) as refused:
            commands.take_receipt(cast.actor("ama"), file, receipt=text, at=NOON)
        assert codes(refused) == [code]
    assert len(open_duties(cast.alder.pk, file, NOON)) == 1


def test_refused_the_duty_stands(cast: Cast) -> None:
    file, _ = sent(cast)

    commands.take_receipt(
        cast.actor("ama"),
        file,
        receipt=receipt(cast, file, "refused", reason="We know nobody of this name."),
        at=NOON + DAY,
    )

    page = queries.transfer_page(cast.actor("ama"), file, at=NOON)
    assert page.state == "refused"
    assert "We know nobody of this name." in page.steps[-1].words
    assert len(open_duties(cast.alder.pk, file, NOON)) == 1


def test_without_a_receipt_somebody_writes_down_what_they_said(cast: Cast) -> None:
    file, _ = sent(cast)
    ama = cast.actor("ama")

    with pytest.raises(Refused) as refused:
        commands.hear_of_transfer(ama, file, what="accepted", words="", at=NOON)
    assert codes(refused) == ["no-words"]
    commands.hear_of_transfer(ama, file, what="asked", words="Rang, nobody there.", at=NOON)
    asked = open_duties(cast.alder.pk, file, NOON)
    commands.hear_of_transfer(ama, file, what="accepted", words="Mia Rowe, by telephone.", at=NOON)

    assert len(asked) == 1
    assert open_duties(cast.alder.pk, file, NOON) == []
    proved = [
        one.facts["proved"]
        for one in lines_about(cast.alder.pk, file)
        if one.event == "concern.file-answered"
    ]
    assert proved == [False, False]
    with pytest.raises(Refused) as refused:
        commands.hear_of_transfer(ama, file, what="refused", words="No.", at=NOON)
    assert codes(refused) == ["over"]


def test_not_sent_after_all_it_asks_for_nothing_more(cast: Cast) -> None:
    file = prepared(cast, about_joe(cast))

    commands.hear_of_transfer(
        cast.actor("ama"), file, what="ended", words="He stays with us.", at=NOON
    )

    assert open_duties(cast.alder.pk, file, NOON) == []
    with pytest.raises(Refused):
        commands.take_transfer(cast.actor("ama"), file, digest="0" * 64, at=NOON)


def test_the_second_hears_what_changed(cast: Cast) -> None:
    file, _ = sent(cast)
    seen = queries.transfer_page(cast.actor("ben"), file, at=NOON).version
    commands.send_transfer(
        cast.actor("ama"), file, how="By e-mail.", sent_at=NOON, at=NOON, version=seen
    )

    with pytest.raises(Refused) as refused:
        commands.send_transfer(
            cast.actor("ben"), file, how="By hand.", sent_at=NOON, at=NOON, version=seen
        )

    assert codes(refused) == ["changed-meanwhile"]
    assert "Ama Boateng" in refused.value.refusals[0].message


def test_the_pages_cost_the_same_however_much_goes(cast: Cast) -> None:
    def counted() -> list[int]:
        reference = about_joe(cast)
        file = prepared(cast, reference, reason=reference)
        lock_to(cast, file)
        counts = []
        for page in (
            lambda: queries.send_page(cast.actor("ama"), reference, 1, at=NOON),
            lambda: queries.transfers(cast.actor("ama"), at=NOON),
            lambda: queries.transfer_page(cast.actor("ama"), file, at=NOON),
            lambda: queries.look(cast.actor("ama"), file),
            lambda: queries.locked_file(cast.actor("ama"), file),
        ):
            with CaptureQueriesContext(connection) as asked:
                page()
            counts.append(len(asked))
        return counts

    first = counted()
    counted()
    third = counted()

    assert first == third
    assert max(first) < 15


def test_the_journey_by_pages(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    reference = about_joe(cast, account="He came late.", at=NOON)
    sign_in(client, cast.ama)
    card = card_of()

    history = client.get(f"/concern/{reference}/person/1/")
    empty = client.send(f"/concern/{reference}/person/1/send/", {})
    made = client.send(
        f"/concern/{reference}/person/1/send/",
        {
            "setting": "Birch Nursery",
            "recipient": "Mia Rowe",
            "surely": "Rang them.",
            "began_on_0": "2",
            "began_on_1": "3",
            "began_on_2": "2026",
            "began_on_day": "2",
            "began_on_month": "3",
            "began_on_year": "2026",
            "ground": "child",
            "reason": "He starts there.",
            "others": "another",
        },
    )
    assert f"/concern/{reference}/person/1/send/" in history.content.decode()
    assert empty.status_code == 200
    assert made.status_code == 302, made.content.decode()
    page = made["Location"]
    looked = client.get(f"{page}look/")
    locked = client.send(
        f"{page}lock/",
        {"how": "card", "card": card.text, "number": card.number, "heard": "Mia.", "version": "1"},
    )
    took = client.send(f"{page}take/")
    assert "He came late." in looked.content.decode()
    assert locked.status_code == 302, locked.content.decode()
    assert members(decrypt(took.content, [THEIRS.opening]))["README.txt"]
    assert client.get("/files-sent/").status_code == 200
    assert client.get("/files-sent/checker/").content.startswith(b"#!/usr/bin/env python3")
    said = client.send(f"{page}sent/", {"how": "By e-mail.", "version": "3"})
    assert said.status_code == 302, said.content.decode()
    heard = client.send(
        f"{page}answer/", {"what": "accepted", "words": "Mia, by telephone.", "version": "4"}
    )
    assert heard.status_code == 302, heard.content.decode()
    assert "Accepted by them" in client.get(page).content.decode()
