"""A file comes from another setting: hostile until it is proved, read by few, answered once."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from bield.concerns import commands, queries
from bield.concerns.capsule import cards, judging, locks, shapes
from bield.concerns.capsule.cards import Keys
from bield.concerns.capsule.judging import Came
from bield.concerns.capsule.shapes import Wrong
from bield.concerns.commands.refresh import refresh_readers
from bield.concerns.models import Concern, Reader, Received
from bield.concerns.states import ConcernState
from bield.kit.refusals import NotFound, Refused
from bield.ledger.queries import lines_about
from bield.people import commands as people
from bield.people.actors import Strength, actor_of, house
from bield.people.models import Person, Post
from bield.people.states import Role
from tests.concerns.arriving import OURS, SENDERS, concern, files_of, line, locked, said
from tests.concerns.moving import about_joe, lock_to, packed, prepared, taken
from tests.concerns.test_capsule import HOSTILE
from tests.conftest import BEGAN, NOON, TODAY, Cast, SignIn, look_into
from tests.pages import LookingClient

DAY = timedelta(days=1)


def judged(held: object) -> Came:
    return judging.judge(locked(held), OURS, at=NOON)


def reasons(data: bytes, keys: Keys = OURS, **how: str) -> tuple[str, ...]:
    with pytest.raises(Wrong) as wrong:
        judging.judge(data, keys, at=NOON, **how)
    return wrong.value.reasons


# ------ judging


def test_a_file_that_nothing_speaks_against_is_read() -> None:
    came = judged(said())

    assert came.content.held == shapes.read(said()).held
    assert came.card == SENDERS.card("Alder Training")


def test_it_must_be_locked_to_us() -> None:
    assert reasons(packed(files_of(said()))) == (judging.NOT_LOCKED,)
    assert reasons(b"") == (judging.NOT_LOCKED,)
    assert reasons(locked(said(), to=cards.keys(b"else"))) == (judging.OTHER_RECEIVER,)
    assert reasons(locked(said())[:-1]) == (judging.OTHER_RECEIVER,)
    assert reasons(locks.with_phrase(b"x", "right"), phrase="wrong") == (judging.OTHER_PHRASE,)


def test_a_pass_phrase_opens_it_as_well() -> None:
    data = locks.with_phrase(packed(files_of(said())), "acorn-album")

    assert (
        judging.judge(data, OURS, at=NOON, phrase="acorn-album").content.person.name == "Joe Tanner"
    )


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_a_hostile_archive_is_refused_though_it_is_locked_to_us(kind: str) -> None:
    data = locks.to_card(HOSTILE[kind](), OURS.card("x").receive)

    assert len(reasons(data)) == 1


@given(some.integers(0, 10**6), some.integers(1, 255))
def test_one_changed_byte_is_refused(at: int, change: int) -> None:
    data = bytearray(LOCKED)
    data[at % len(data)] ^= change

    with pytest.raises(Wrong):
        judging.judge(bytes(data), OURS, at=NOON)


LOCKED = locked(said())


def without(held: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in held.items() if key != name}


Spoilt = Callable[[], object]
SPOILT: dict[str, Spoilt] = {
    "no object": list,
    "a field missing": lambda: without(said(), "person"),
    "a field too many": lambda: said(script="<script>"),
    "another format": lambda: said(format="bield capsule 2"),
    "another number": lambda: said(number="../../F"),
    "no person": lambda: said(person={"name": " ", "known_as": "", "born_on": ""}),
    "a day that is none": lambda: said(
        person={"name": "Joe", "known_as": "", "born_on": "2012-02-30"}
    ),
    "no concern": lambda: said(concerns=[]),
    "too many concerns": lambda: said(concerns=[concern()] * 301),
    "a time without its zone": lambda: said(made_at="2026-03-03T12:00:00"),
    "a name too long": lambda: said(
        concerns=[concern(people=[{"name": "x" * 301, "role": "other"}])]
    ),
    "a text too long": lambda: said(concerns=[concern(account="x" * 100_001)]),
    "an unknown role": lambda: said(concerns=[concern(people=[{"name": "x", "role": "victim"}])]),
    "a reference with a way out": lambda: said(concerns=[concern(reference="<b>")]),
    "a number as text": lambda: said(concerns=[concern(lines=[line(number="2")])]),
    "a yes that is a number": lambda: said(concerns=[concern(lines=[line(late=1)])]),
    "a negative number": lambda: said(concerns=[concern(lines=[line(corrects=-1)])]),
    "a sign that is a control": lambda: said(reason="\x00"),
    "a sign that turns reading round": lambda: said(reason="abc\u202ecba"),
    "half a sign": lambda: said(reason="\ud800"),
    "a list for words": lambda: said(reason=["x"]),
    "no JSON": lambda: b"{",
    "not text": lambda: b"\xff\xfe",
    "nested without end": lambda: b"[" * 100_000,
    "a name twice": lambda: json.dumps(said()).replace("{", '{"format": "x", ', 1).encode(),
    "no number at all": lambda: json.dumps(said()).replace('"number": 2', '"number": NaN').encode(),
    "a number of a million digits": lambda: (
        json.dumps(said()).replace('"number": 2', '"number": ' + "9" * 10**6).encode()
    ),
    "a spoilt card": lambda: said(sender={**said()["sender"], "receive": "age1nothing"}),
    "the card of somebody else": lambda: said(
        sender={**said()["sender"], "key": cards.keys(b"else").card("x").key}
    ),
}


@pytest.mark.parametrize("kind", sorted(SPOILT))
def test_what_the_format_does_not_allow_is_refused_though_it_is_signed(kind: str) -> None:
    assert reasons(locked(SPOILT[kind]()))


def test_all_that_is_wrong_is_said_at_once() -> None:
    held = said(others="all", concerns=[concern(state="lost", lines=[line(by=7)])])

    assert reasons(locked(held)) == (
        "capsule.json: others is not what the format asks for.",
        "capsule.json: concerns 1: state is not what the format asks for.",
        "capsule.json: concerns 1: lines 1: by is not what the format asks for.",
    )


# ------ taking in


def take(cast: Cast, came: Came | None = None, by: str = "mia", **how: str) -> str:
    came = came or judged(said())
    told = {"number": came.card.number, "heard": "Ama Boateng, through their office."}
    return commands.take_in(cast.actor(by), came, **{**told, **how}, at=NOON)


def accept(cast: Cast, file: str, by: str = "mia", **how: Any) -> tuple[str, ...]:
    told = {"who": "new", "site_id": cast.birch_site.pk, "danger": "no"}
    return commands.accept_received(cast.actor(by), file, **{**told, **how}, at=NOON)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.refusals]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"number": ""}, "unknown-setting"),
        ({"number": "12345 67890 12345 67890 12345 67890"}, "other-number"),
        ({"heard": ""}, "not-heard"),
    ],
)
def test_an_unknown_signer_is_refused_until_the_number_was_heard(
    cast: Cast, how: dict[str, str], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        take(cast, **how)

    assert codes(refused) == [code]
    assert SENDERS.card("Alder Training").number not in refused.value.refusals[0].message
    assert not Received.objects.exists()


def test_a_setting_that_is_known_is_not_asked_again(cast: Cast) -> None:
    take(cast)

    second = take(cast, judged(said(number="F-3333-3333")), number="", heard="")

    page = queries.received_page(cast.actor("mia"), second, at=NOON)
    assert page.heard == ""
    other = SENDERS.card("x")
    stranger = cards.keys(b"a stranger")
    held = said(
        sender={
            "setting": "Alder Training",
            "by": "",
            "receive": other.receive,
            "key": stranger.card("x").key,
        }
    )
    with pytest.raises(Refused) as refused:
        take(cast, judging.judge(locked(held, by=stranger), OURS, at=NOON), number="", heard="")
    assert codes(refused) == ["unknown-setting"]


def test_known_is_a_signer_whose_key_and_card_are_those_compared(cast: Cast) -> None:
    """The number stands for both keys: the same signature under another card is compared anew."""
    take(cast)
    held = said(
        number="F-4444-4444",
        sender={**said()["sender"], "receive": cards.keys(b"else").card("x").receive},
    )

    with pytest.raises(Refused) as refused:
        take(cast, judged(held), number="", heard="")

    assert codes(refused) == ["unknown-setting"]


def test_sent_in_twice_it_is_one(cast: Cast) -> None:
    first, second = take(cast), take(cast)

    assert first == second
    assert Received.objects.count() == 1


def test_what_came_is_read_by_the_lead_and_the_deputies_alone(cast: Cast) -> None:
    file = commands.take_in(
        cast.actor("ben"),
        judged(said()),
        number=SENDERS.card("Alder Training").number,
        heard="Their lead.",
        at=NOON,
    )

    assert queries.received_page(cast.actor("ama"), file, at=NOON).name == "Joe Tanner"
    for who in ("cat", "dev", "eve", "fay", "gus", "hal", "ivy", "joe", "lou", "nan", "mia"):
        with pytest.raises(NotFound):
            queries.received_page(cast.actor(who), file, at=NOON)
        with pytest.raises(NotFound):
            take(cast, by=who) if who != "mia" else queries.received_look(cast.actor("mia"), file)


def test_whoever_it_names_sees_nothing_of_it(cast: Cast) -> None:
    named = [{"name": "Ben Carter", "role": "other"}]
    held = said(concerns=[concern(people=named)])
    file = take(cast, judged(held), by="ama")

    with pytest.raises(NotFound):
        queries.received_page(cast.actor("ben"), file, at=NOON)
    assert queries.receiving_page(cast.actor("ben"), at=NOON).rows == ()
    with pytest.raises(Refused) as refused:
        take(cast, judged({**held, "number": "F-5555-5555"}), by="ben")
    assert codes(refused) == ["not-for-you"]


OTHER, SUBJECT, ALLEGED = "other", "subject", "alleged_to_have_harmed"


def naming(*people: tuple[str, str], person: str = "Joe Tanner", known_as: str = "") -> Any:
    """A file in which each of these stands with that part."""
    told = concern(people=[{"name": name, "role": role} for name, role in people])
    return said(
        person={"name": person, "known_as": known_as, "born_on": "2012-05-14"}, concerns=[told]
    )


def somebody(cast: Cast, name: str) -> Person:
    """A deputy who came when the file was here."""
    person = people.add_person(house(cast.alder.pk, "tests"), name=name, at=BEGAN)
    Post.objects.create(
        organisation_id=cast.alder.pk, person=person, role=Role.DEPUTY, begins_on=BEGAN.date()
    )
    return person


@pytest.mark.parametrize(
    "named",
    [
        [("Ben Carter", SUBJECT), ("Ben Carter", ALLEGED)],  # a father and his son
        [("Ben Carter", ALLEGED), ("Ben Carter", SUBJECT)],
        [("Ben Carter", ALLEGED)],  # nobody can tell which of them
    ],
)
def test_somebody_called_as_its_person_sees_nothing_of_it(
    cast: Cast, named: list[tuple[str, str]]
) -> None:
    held = naming(*named, person="Ben Carter")
    with pytest.raises(Refused, match="not-for-you"):
        take(cast, judged(held), by="ben")
    file = take(cast, judged(held), by="ama")

    (reference,) = accept(cast, file, by="ama", who="new", site_id=cast.oak.pk)

    assert queries.receiving_page(cast.actor("ben"), at=NOON).rows == ()
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("ben"), reference, at=NOON)
    roles = [
        one.role for one in queries.concern_page(cast.actor("ama"), reference, at=NOON).parties
    ]
    assert roles == (["subject", ALLEGED] if len(named) > 1 else [ALLEGED])


def test_its_person_alone_keeps_nobody_of_that_name_out(cast: Cast) -> None:
    file = take(cast, judged(naming(("Ben Carter", SUBJECT), person="Ben Carter")), by="ben")

    assert queries.received_page(cast.actor("ben"), file, at=NOON).name == "Ben Carter"


def test_whoever_is_called_as_a_child_is_known_counts_as_somebody_else(cast: Cast) -> None:
    held = naming(
        ("Tom Reed", SUBJECT), ("Ben Carter", ALLEGED), person="Tom Reed", known_as="Ben Carter"
    )
    file = take(cast, judged(held), by="ama")

    (reference,) = accept(cast, file, by="ama", who="new", site_id=cast.oak.pk)

    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)
    assert [(one.name, one.role) for one in page.parties] == [
        ("Tom Reed", SUBJECT),
        ("Ben Carter", ALLEGED),
    ]
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("ben"), reference, at=NOON)


def test_whoever_comes_here_after_the_file_sees_nothing_of_it(cast: Cast) -> None:
    file = take(cast, judged(naming(("Joe Tanner", SUBJECT), ("Leo Vance", ALLEGED))), by="ama")
    leo, zoe = somebody(cast, "Leo Vance"), somebody(cast, "Zoe Marsh")
    of_leo, of_zoe = (actor_of(one, on=TODAY, strength=Strength.TWO_FACTORS) for one in (leo, zoe))

    assert len(queries.receiving_page(of_zoe, at=NOON).rows) == 1
    assert queries.receiving_page(of_leo, at=NOON).rows == ()
    assert queries.received_seen(of_leo, frozenset({file})) == frozenset()
    for page in (queries.received_page, queries.received_look):
        with pytest.raises(NotFound):
            page(of_leo, file, **({"at": NOON} if page is queries.received_page else {}))


@pytest.mark.parametrize("when", ["before", "after"])
def test_whoever_comes_here_later_reads_no_concern_of_it(cast: Cast, when: str) -> None:
    named = [{"name": "Joe Tanner", "role": SUBJECT}, {"name": "Leo Vance", "role": ALLEGED}]
    both = [concern(people=named), concern(reference="C-3")]  # the second does not name him
    file = take(cast, judged(said(concerns=both)), by="ama")
    leo = somebody(cast, "Leo Vance") if when == "before" else None
    made = accept(cast, file, by="ama", who=cast.joe.reference, site_id=cast.oak.pk)
    leo = leo or somebody(cast, "Leo Vance")

    refresh_readers(house(cast.alder.pk, "desks"), at=NOON)

    actor = actor_of(leo, on=TODAY, strength=Strength.TWO_FACTORS)
    for reference in made:
        with pytest.raises(NotFound):
            queries.concern_page(actor, reference, at=NOON)
        assert queries.concern_page(cast.actor("ama"), reference, at=NOON).reference == reference
    assert queries.receiving_page(actor, at=NOON).rows == ()


# ------ accepting


def test_it_becomes_a_concern_with_its_own_days_and_writers(cast: Cast) -> None:
    file = take(cast)

    (reference,) = accept(cast, file)

    page = queries.concern_page(cast.actor("mia"), reference, at=NOON)
    first, theirs, ours = page.chronology
    assert theirs.kind_word == "Conversation"
    assert theirs.text == "From Alder Training, line 2 by Cat Doyle:\nHis aunt rang."
    assert theirs.happened is not None
    assert (theirs.happened.at, theirs.written.at) == (NOON - 80 * DAY, NOON - 79 * DAY)
    assert (theirs.late, theirs.by) == (True, "Another setting")
    assert first.by == "Another setting"
    assert ours.text == (
        "Came with the file of Joe Tanner from Alder Training (F-2222-2222), where it is"
        " C-222-2222. Accepted by Mia Rowe."
    )
    made = Concern.objects.get(reference=reference)
    assert (made.reported_at, made.stage) == (NOON - 90 * DAY, ConcernState.ACKNOWLEDGED)
    assert made.owner_id == cast.mia.pk
    history = queries.person_history(cast.actor("mia"), reference, 1, at=NOON)
    assert (history.name, history.protection) == ("Joe Tanner", "Child")
    assert [one.child_words for one in history.lines if one.child_words] == ["It is too small."]
    assert [one.day for one in history.lines if one.day] == ["November 2025"]
    assert {one.line.by for one in history.lines[1:]} == {"Another setting"}


def test_a_flag_arrives_in_words(cast: Cast) -> None:
    said_there = line(kind="Flag set", text="<b>Child protection plan</b>. From Monday.")
    came = judged(said(concerns=[concern(lines=[said_there])]))

    (reference,) = accept(cast, take(cast, came))

    page = queries.concern_page(cast.actor("mia"), reference, at=NOON)
    assert page.chronology[1].kind_word == "Note"
    assert page.chronology[1].text == (
        "From Alder Training, line 2 by Cat Doyle (Flag set):\n"
        "<b>Child protection plan</b>. From Monday."
    )
    assert page.parties[0].flags == ()


def test_closed_there_it_is_closed_here_and_can_be_opened_again(cast: Cast) -> None:
    file = take(cast, judged(said(concerns=[concern(state="closed")])))

    (reference,) = accept(cast, file, danger="yes")

    made = Concern.objects.get(reference=reference)
    assert (made.stage, made.danger_now) == (ConcernState.CLOSED, "no")
    assert queries.concern_page(cast.actor("mia"), reference, at=NOON).chronology
    commands.reopen(cast.actor("mia"), reference, reason="He said more.", at=NOON)


def test_it_is_about_the_person_here_who_was_chosen(cast: Cast) -> None:
    about_joe(cast)
    file = take(cast, by="ama")
    page = queries.received_page(cast.actor("ama"), file, at=NOON)

    (reference,) = accept(cast, file, by="ama", who=cast.joe.reference, site_id=cast.oak.pk)

    assert [one.reference for one in page.candidates] == [cast.joe.reference]
    history = queries.person_history(cast.actor("ama"), reference, 1, at=NOON)
    assert len(history.concerns) == 2


def test_only_the_lead_and_the_deputies_read_what_came_whatever_is_answered(cast: Cast) -> None:
    file = take(cast, by="ama")

    (reference,) = accept(
        cast, file, by="ama", who=cast.joe.reference, site_id=cast.elm.pk, danger="yes"
    )
    commands.add_entry(cast.actor("ama"), reference, kind="note", text="Rang home.", at=NOON)

    readers = Reader.objects.filter(concern__reference=reference)
    assert {one.person_id for one in readers} == {cast.ama.pk, cast.ben.pk}
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("cat"), reference, at=NOON)


def test_somebody_of_ours_whom_it_names_does_not_read_the_concern(cast: Cast) -> None:
    named = [{"name": "Joe Tanner", "role": "subject"}, {"name": "Ben Carter", "role": "other"}]
    file = take(cast, judged(said(concerns=[concern(people=named)])), by="ama")

    (reference,) = accept(cast, file, by="ama", who=cast.joe.reference, site_id=cast.oak.pk)

    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("ben"), reference, at=NOON)


def test_its_words_are_found_by_the_search(cast: Cast) -> None:
    (reference,) = accept(cast, take(cast))

    found = queries.desk(
        cast.actor("mia"), tab="", chosen=queries.DeskFilter(words="aunt"), after="", at=NOON
    )

    assert [one.reference for one in found.rows] == [reference]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"who": "CCCCCCCC"}, "nobody-chosen"),
        ({"site_id": 10**9}, "no-place"),
        ({"danger": "perhaps"}, "no-danger"),
    ],
)
def test_what_is_missing_is_said(cast: Cast, how: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        accept(cast, take(cast), **how)

    assert codes(refused) == [code]
    assert not Concern.objects.exists()


def test_it_is_answered_once(cast: Cast) -> None:
    file = take(cast)
    accept(cast, file)

    for again in (
        lambda: accept(cast, file),
        lambda: commands.refuse_received(cast.actor("ned"), file, reason="No.", at=NOON),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert codes(refused) == ["answered-already"]
    assert Concern.objects.count() == 1
    with pytest.raises(Refused) as refused:
        commands.refuse_received(cast.actor("ned"), file, reason="No.", at=NOON, version=1)
    assert codes(refused) == ["changed-meanwhile"]


def test_refused_nothing_of_it_becomes_a_concern(cast: Cast) -> None:
    file = take(cast)

    with pytest.raises(Refused) as refused:
        commands.refuse_received(cast.actor("mia"), file, reason=" ", at=NOON)
    assert codes(refused) == ["no-reason"]
    commands.refuse_received(cast.actor("mia"), file, reason="Nobody we know.", at=NOON)

    page = queries.received_page(cast.actor("mia"), file, at=NOON)
    assert (page.state, page.why, page.concerns) == ("refused", "Nobody we know.", ())
    assert not Concern.objects.exists()


# ------ there and back


def there_and_back(cast: Cast) -> tuple[str, str]:
    """From Alder to Birch: the file there, the file here."""
    card = queries.own_card(cast.actor("mia"))
    reference = about_joe(cast, account="He came late.")
    commands.add_entry(cast.actor("ama"), reference, kind="note", text="His aunt rang.", at=NOON)
    sent = prepared(cast, reference)
    lock_to(cast, sent, card)
    data = taken(cast, sent)
    keys = queries.own_keys(cast.actor("mia").organisation_id)
    return sent, take(cast, judging.judge(data, keys, at=NOON))


def test_between_two_houses_the_receipt_comes_back(cast: Cast) -> None:
    sent, came = there_and_back(cast)
    opened = queries.received_page(cast.actor("mia"), came, at=NOON).receipt
    (reference,) = accept(cast, came)
    accepted = queries.received_page(cast.actor("mia"), came, at=NOON).receipt
    words = [
        one.text for one in queries.concern_page(cast.actor("mia"), reference, at=NOON).chronology
    ]

    commands.take_receipt(cast.actor("ama"), sent, receipt=opened, at=NOON)
    commands.take_receipt(cast.actor("ama"), sent, receipt=accepted, at=NOON)

    page = queries.transfer_page(cast.actor("ama"), sent, at=NOON)
    assert [one.word for one in page.steps[-2:]] == ["Opened by them", "Accepted by them"]
    assert page.over
    assert any("His aunt rang." in one for one in words)
    assert "Joe" not in opened + accepted


def test_refused_the_reason_comes_back(cast: Cast) -> None:
    sent, came = there_and_back(cast)
    commands.refuse_received(cast.actor("mia"), came, reason="Nobody we know.", at=NOON)
    receipt = queries.received_page(cast.actor("mia"), came, at=NOON).receipt

    commands.take_receipt(cast.actor("ama"), sent, receipt=receipt, at=NOON)

    page = queries.transfer_page(cast.actor("ama"), sent, at=NOON)
    assert (page.state, page.over) == ("refused", False)
    assert "Nobody we know." in page.steps[-1].words


def test_a_big_file_goes_there_and_back(cast: Cast) -> None:
    """500 lines; how fast is measured elsewhere."""
    held = said(
        concerns=[
            concern(reference=f"C-{at}", lines=[line(number=n) for n in range(2, 102)])
            for at in range(5)
        ]
    )

    made = accept(cast, take(cast, judged(held)))

    history = queries.person_history(cast.actor("mia"), made[0], 1, at=NOON)
    assert (len(made), history.total) == (5, 510)


def test_what_becomes_of_a_file_is_in_the_record_without_a_word_of_it(cast: Cast) -> None:
    file = take(cast)
    commands.read_received(cast.actor("mia"), file, at=NOON)
    accept(cast, file)

    look_into(cast.birch)
    lines = lines_about(cast.birch.pk, file)
    assert [one.event for one in lines] == [
        "concern.file-came",
        "concern.received-read",
        "concern.received-accepted",
    ]
    assert "Joe" not in str(lines)
    assert "aunt" not in str(lines)


def test_the_pages_cost_the_same_however_much_came(cast: Cast) -> None:
    def counted(number: str) -> list[int]:
        held = said(number=number, concerns=[concern(reference=f"C-{n}") for n in range(3)])
        file = take(cast, judged(held))
        counts = []
        for page in (
            lambda: queries.receiving_page(cast.actor("mia"), at=NOON),
            lambda: queries.received_page(cast.actor("mia"), file, at=NOON),
            lambda: queries.received_look(cast.actor("mia"), file),
        ):
            with CaptureQueriesContext(connection) as asked:
                page()
            counts.append(len(asked))
        return counts

    first = counted("F-6666-6666")
    counted("F-7777-7777")

    assert counted("F-8888-8888") == first
    assert max(first) < 14


def test_the_journey_by_pages(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    card = queries.own_card(cast.actor("mia"))
    data = locks.to_card(packed(files_of(said())), card.receive)
    sign_in(client, cast.mia)

    def upload(content: bytes, **answers: str) -> Any:
        file = SimpleUploadedFile("file.zip.age", content)
        return client.post("/files-received/take-in/", {"file": file, **answers})

    assert client.get("/files-received/card/").content.decode() == card.text
    assert card.number in client.get("/files-received/").content.decode()
    spoilt = upload(data[:-1])
    unknown = upload(data)
    number = SENDERS.card("Alder Training").number
    took = upload(data, number=number, heard="Ama Boateng.")
    assert "not locked to our card" in spoilt.content.decode()
    assert "Nobody here has compared" in unknown.content.decode()
    assert number not in unknown.content.decode()
    assert took.status_code == 302, took.content.decode()
    page = took["Location"]
    assert "He came without a coat." not in client.get(page).content.decode()
    assert "He came without a coat." in client.get(f"{page}look/").content.decode()
    accepted = client.send(
        f"{page}accept/",
        {"who": "new", "site": str(cast.birch_site.pk), "danger": "no", "version": "1"},
    )
    assert accepted.status_code == 302, accepted.content.decode()
    assert "What it became here" in client.get(page).content.decode()
    assert client.get(f"{page}receipt/").content.startswith(b"bield receipt 1\n")
    refused = client.send(f"{page}refuse/", {"reason": "No.", "version": "1"})
    assert "Mia Rowe" in refused.content.decode()
    assert Person.objects.filter(name="Joe Tanner", organisation=cast.birch).count() == 1
