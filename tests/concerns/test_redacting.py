"""A redacted copy: the words are in no document, and what it was made of stays as it is."""

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bield.concerns import bundle, commands, queries
from bield.concerns.commands import Taking
from bield.concerns.models import Copy, Departure, Disclosure, Redaction
from bield.concerns.redacting import Kind, Mark, Reason, Veil
from bield.concerns.rules import Told
from bield.concerns.states import RELEASE
from bield.concerns.veil import Name
from bield.duties.models import Duty
from bield.kit import paper
from bield.kit.paper import Paper, Part
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.vault import queries as vault
from tests.concerns.searching import in_docx, in_pdf
from tests.concerns.telling import concern
from tests.concerns.test_sharing import copied, harmed, prepared
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

NOTE = "Max Feld’s sister told me. Joe tanner was there; JOE cried. The solicitor said: settle."
LATER = NOON + timedelta(hours=30)


def noted(cast: Cast, text: str = NOTE) -> tuple[str, str]:
    """A concern about Joe with a line of its own, and what was prepared of it."""
    reference = harmed(cast)
    commands.add_entry(cast.actor("ben"), reference, kind="note", text=text, at=NOON)
    return reference, prepared(cast, reference, items=("people", "chronology"))


def take(cast: Cast, reference: str, number: str, version: int = 0, **taking: Any) -> None:
    wanted = Taking(**{"reason": "another", **taking})
    commands.take_out(cast.actor("ben"), reference, number, wanted, version=version, at=NOON)


def joe(cast: Cast) -> str:
    return f"person-{cast.joe.pk}"


def redacted(cast: Cast, reference: str, number: str, **taking: Any) -> str:
    take(cast, reference, number, **(taking or {"people": (joe(cast),)}))
    made = commands.make_redacted(cast.actor("ben"), reference, number, version=1, at=NOON)
    return str(made)


def released(cast: Cast, reference: str, number: str, who: str = "ama") -> None:
    commands.release(cast.actor(who), reference, number, releases=True, at=NOON)


def has_it(cast: Cast, reference: str, number: str, **unread: str) -> None:
    told = Told("", NOON, how="email")
    commands.send(cast.actor("ben"), reference, number, told, at=NOON, **unread)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.code for one in refused.value.refusals}


# ------ the words are gone


@pytest.mark.parametrize("how", ["pdf", "docx", "bundle"])
def test_no_word_that_was_taken_out_can_be_dug_out_of_what_leaves(cast: Cast, how: str) -> None:
    reference, number = noted(cast)
    take(cast, reference, number, people=(joe(cast),))
    take(cast, reference, number, 1, reason="privilege", words=("the solicitor said: settle",))
    made = str(commands.make_redacted(cast.actor("ben"), reference, number, version=2, at=NOON))
    released(cast, reference, made)
    copy = copied(cast, reference, made, how)

    contents = queries.copied(cast.actor("ben"), reference, made, str(copy.number)).contents

    document = contents.paper
    read = {
        "pdf": lambda: (
            in_pdf(paper.pdf(document)) + in_pdf(paper.pdf(document, phrase="x"), phrase="x")
        ),
        "docx": lambda: in_docx(paper.docx(document)),
        "bundle": lambda: in_bundle(bundle.make(contents)),
    }[how]()
    assert "sister told me" in read
    assert "taken out: 1" in read
    assert [word for word in ("tanner", "solicitor", "settle") if word in read] == []
    assert "it is legal advice" in read


def locked(document: Paper) -> str:
    return in_pdf(paper.pdf(document, phrase="x"), phrase="x")


def in_bundle(made: bytes) -> str:
    said = []
    with zipfile.ZipFile(BytesIO(made)) as opened:
        for one in opened.infolist():
            content = opened.read(one)
            said.append(in_pdf(content) if one.filename.endswith("pdf") else content.decode())
            said.append(one.filename)
    return " ".join(" ".join(said).casefold().split())


def test_the_search_finds_words_that_are_there(cast: Cast) -> None:
    """What the test above looks with does find them in what was not redacted."""
    reference, number = noted(cast)

    contents = queries.bundled(cast.actor("ben"), reference, number)

    reads = [
        in_pdf(paper.pdf(contents.paper)),
        in_docx(paper.docx(contents.paper)),
        in_bundle(bundle.make(contents)),
    ]
    assert [all(one in read for one in ("tanner", "solicitor")) for read in reads] == [True] * 3


SECRET = st.text("qxzjvkwyQXZJVKWY", min_size=8, max_size=14)
PLAIN = st.lists(st.sampled_from("then they went home and slept until noon".split()), max_size=20)  # noqa: SIM905  # words


@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink takes minutes
)
@given(st.lists(SECRET, min_size=1, max_size=3, unique=True), PLAIN, st.booleans())
def test_whatever_is_taken_out_is_in_no_part_of_a_document(
    secrets: list[str], words: list[str], as_name: bool
) -> None:
    text = " ".join(" ".join((*words, secret, *words)) for secret in secrets)
    names = [Name(f"{secret} {secret[::-1]}") for secret in secrets]
    marks = [
        Mark(n, Kind.NAME, Reason.ANOTHER, name=names[n])
        if as_name
        else Mark(n, Kind.WORDS, Reason.HARM, words=secret)
        for n, secret in enumerate(secrets)
    ]
    original = Paper("A copy", text, NOON, ((text, text),), (Part(text, ((text, text),), (text,)),))
    over = Veil(marks)

    made = replace(over.paper(original), mark=over.words(f"Copy 1 · {text}"))

    reads = [in_pdf(paper.pdf(made)), in_docx(paper.docx(made))]
    assert [one for one in secrets for read in reads if one.casefold() in read] == []
    assert all("taken out: 1" in read for read in reads)


def test_who_made_the_copy_is_hidden_where_their_name_was_taken_out(cast: Cast) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number, people=(f"person-{cast.ben.pk}",), reason="staff")
    released(cast, reference, made)
    copied(cast, reference, made)

    document = queries.copied(cast.actor("ben"), reference, made, "1").contents.paper

    said = json.dumps(document.as_data()).casefold()
    assert "copy 1" in said
    assert [word for word in ("ben ", "carter", "ben@") if word in said] == []


def test_what_it_was_made_of_stays_as_it_is(cast: Cast) -> None:
    reference, number = noted(cast)
    before = queries.paper(cast.actor("ben"), reference, number)
    row = Disclosure.objects.get()

    made = redacted(cast, reference, number)

    assert queries.paper(cast.actor("ben"), reference, number) == before
    assert bytes(Disclosure.objects.get(pk=row.pk).says) == bytes(row.says)
    page = queries.disclosure_page(cast.actor("ben"), reference, made, at=NOON)
    assert (page.number, page.of) == (2, 1)


def test_the_same_edition_is_the_same_document_until_it_is_locked(cast: Cast) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number)

    documents = [paper.pdf(queries.paper(cast.actor("ben"), reference, made)) for _ in range(2)]

    assert documents[0] == documents[1]


def test_sentences_are_ticked_and_the_rest_stays(cast: Cast) -> None:
    reference, number = noted(cast)
    page = queries.redaction_page(cast.actor("ben"), reference, number)
    (place,) = [line.place for line in page.lines if "sister" in line.text]

    made = redacted(cast, reference, number, places=(place,), reason="other", why="By order.")

    document = queries.paper(cast.actor("ben"), reference, made)
    text = " ".join(words for part in document.parts for words in part.words)
    assert "sister" not in text
    assert "[taken out: 1] Joe tanner was there; JOE cried." in text
    assert document.parts[-1] == Part("Why passages were taken out", (("1", "By order."),))


# ------ what the page says


def test_the_page_counts_and_says_what_is_not_sure_and_who_is_still_named(cast: Cast) -> None:
    reference, number = noted(cast, f"{NOTE} Nan Tanner rang. Joey slept.")
    take(cast, reference, number, people=(joe(cast),))

    page = queries.redaction_page(cast.actor("ben"), reference, number)

    (mark,) = page.marks
    assert (mark.what, mark.reason) == ("Joe Tanner", "It is about another person")
    assert mark.times == 4  # among the people, twice in the note, and Nan’s family name
    assert mark.doubtful == ("Tanner",)  # it is Nan’s as well
    assert mark.perhaps == ("Joey",)
    assert {"Ben Carter"} <= set(page.still)
    assert "Joe Tanner" not in page.still
    assert not any("Joe" in line.text.replace("Joey", "") for line in page.lines)


def test_what_was_marked_is_put_back(cast: Cast) -> None:
    reference, number = noted(cast)
    take(cast, reference, number, words=("sister",))
    take(cast, reference, number, 1, people=(joe(cast),))

    commands.put_back(cast.actor("ama"), reference, number, 1, version=2, at=NOON)

    page = queries.redaction_page(cast.actor("ben"), reference, number)
    assert [(one.number, one.what) for one in page.marks] == [(2, "Joe Tanner")]
    assert page.version == 3


@pytest.mark.parametrize(
    ("taking", "code"),
    [
        ({"reason": "", "words": ("sister",)}, "no-reason"),
        ({"reason": "other", "why": " ", "words": ("sister",)}, "no-words"),
        ({}, "nothing-to-take-out"),
        ({"places": ("part-9-words-0.0",)}, "nothing-to-take-out"),
        ({"people": ("person-0",)}, "nothing-to-take-out"),
        ({"words": ("brother",)}, "not-in-it"),
    ],
)
def test_without_a_reason_and_something_that_is_there_nothing_is_marked(
    cast: Cast, taking: dict[str, Any], code: str
) -> None:
    reference, number = noted(cast)

    with pytest.raises(Refused) as refused:
        take(cast, reference, number, **taking)

    assert code in code_of(refused)
    assert not Redaction.objects.exists()


def test_of_two_at_once_the_second_hears_of_the_first(cast: Cast) -> None:
    reference, number = noted(cast)
    take(cast, reference, number, words=("sister",))

    with pytest.raises(Refused) as refused:
        take(cast, reference, number, words=("cried",))
    with pytest.raises(Refused) as made:
        commands.make_redacted(cast.actor("ben"), reference, number, version=0, at=NOON)

    assert (code_of(refused), code_of(made)) == ({"changed-meanwhile"}, {"changed-meanwhile"})


def test_sent_twice_it_is_made_once(cast: Cast) -> None:
    reference, number = noted(cast)
    redacted(cast, reference, number)

    with pytest.raises(Refused):
        commands.make_redacted(cast.actor("ben"), reference, number, version=1, at=NOON)

    assert Disclosure.objects.count() == 2


def test_a_redacted_copy_is_not_redacted_again(cast: Cast) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number)

    with pytest.raises(Refused, match="redacted-already"):
        take(cast, reference, made, words=("cried",))


@pytest.mark.parametrize("who", ["dev", "eve", "fay", "joe", "mia"])
def test_nobody_else_takes_words_out_or_releases(cast: Cast, who: str) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number)
    actor = cast.actor(who)
    acts = [
        lambda: queries.redaction_page(actor, reference, number),
        lambda: commands.take_out(actor, reference, number, Taking("harm"), version=0, at=NOON),
        lambda: commands.put_back(actor, reference, number, 1, version=0, at=NOON),
        lambda: commands.make_redacted(actor, reference, number, version=0, at=NOON),
        lambda: commands.release(actor, reference, made, releases=True, at=NOON),
    ]

    for act in acts:
        with pytest.raises(NotFound):
            act()


def test_what_is_marked_lies_sealed_and_in_no_line(cast: Cast) -> None:
    reference, number = noted(cast)
    take(cast, reference, number, reason="other", why="A court order.", words=("sister",))

    row = Redaction.objects.get()
    lines = ledger.lines_about(cast.alder.pk, reference, ["concern.redaction-marked"])

    assert b"sister" not in bytes(row.says)
    assert [line.facts for line in lines] == [{"number": 1}]


# ------ a second pair of eyes


def test_it_leaves_when_somebody_else_has_released_it(cast: Cast) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number)

    for leaves in (
        lambda: copied(cast, reference, made),
        lambda: commands.make_address(cast.actor("ama"), reference, made, days="1", at=NOON),
    ):
        with pytest.raises(Refused, match="not-released-yet"):
            leaves()
    released(cast, reference, made)

    copied(cast, reference, made)
    commands.depart(cast.actor("ben"), reference, made, "1", digest="0" * 64, at=NOON)
    assert Departure.objects.count() == 1
    (line,) = ledger.lines_about(cast.alder.pk, reference, ["concern.disclosure-released"])
    assert (line.by, line.facts) == (f"person:{cast.ama.pk}", {"number": 2, "alone": False})


def test_released_twice_by_the_same_person_it_is_released_once(cast: Cast) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number)

    released(cast, reference, made)
    released(cast, reference, made)

    lines = ledger.lines_about(cast.alder.pk, reference, ["concern.disclosure-released"])
    assert len(lines) == 1
    with pytest.raises(Refused, match="decided-already"):
        commands.release(cast.actor("ama"), reference, made, releases=False, reason="No.", at=NOON)


def test_whoever_prepared_it_is_not_the_second(cast: Cast) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number)

    with pytest.raises(Refused, match="not-your-own"):
        commands.release(
            cast.actor("ben"), reference, made, releases=True, reason="It is urgent.", at=LATER
        )


def test_it_is_a_duty_of_the_others_and_done_with_their_decision(cast: Cast) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number)
    duty = Duty.objects.get(kind=RELEASE)
    before = [one.person_id for one in duty.holdings.all()]

    released(cast, reference, made)

    assert cast.ben.pk not in before
    assert cast.ama.pk in before
    assert Duty.objects.get(kind=RELEASE).closed_at == NOON


def test_whoever_is_kept_out_has_it_to_read_no_more(cast: Cast) -> None:
    reference, number = noted(cast)
    redacted(cast, reference, number)
    others = queries.deciding(concern(reference), at=NOON) - {cast.ben.pk, cast.ama.pk}

    commands.exclude(
        cast.actor("ben"), reference, person_id=cast.ama.pk, reason="It is near her.", at=NOON
    )

    holders = {one.person_id for one in Duty.objects.get(kind=RELEASE).holdings.all()}
    assert holders == (others or {cast.ben.pk})


def test_sent_back_with_a_reason_it_goes_nowhere(cast: Cast) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number)

    with pytest.raises(Refused, match="no-reason"):
        commands.release(cast.actor("ama"), reference, made, releases=False, at=NOON)
    commands.release(
        cast.actor("ama"), reference, made, releases=False, reason="Max is named.", at=NOON
    )

    with pytest.raises(Refused, match="sent-back"):
        copied(cast, reference, made)
    with pytest.raises(Refused, match="decided-already"):
        released(cast, reference, made)
    page = queries.disclosure_page(cast.actor("ben"), reference, made, at=NOON)
    assert page.decision
    assert (page.decision.released, page.decision.reason) == (False, "Max is named.")


def test_where_nobody_else_reads_it_whoever_prepared_it_waits_a_night(cast: Cast) -> None:
    reference, number = noted(cast)
    alone(cast, reference)
    made = redacted(cast, reference, number)
    ben = cast.actor("ben")

    with pytest.raises(Refused) as soon:
        commands.release(ben, reference, made, releases=True, reason="Nobody else.", at=NOON)
    with pytest.raises(Refused) as silent:
        commands.release(ben, reference, made, releases=True, at=LATER)
    commands.release(ben, reference, made, releases=True, reason="Nobody else.", at=LATER)

    assert code_of(soon) == {"a-night-between"}
    assert code_of(silent) == {"no-reason"}
    (line,) = ledger.lines_about(cast.alder.pk, reference, ["concern.disclosure-released"])
    assert line.facts["alone"] is True


def alone(cast: Cast, reference: str) -> None:
    """Ben alone is left of those who work on it."""
    found = concern(reference)
    for person_id in sorted(queries.deciding(found, at=NOON) - {cast.ben.pk}):
        commands.exclude(
            cast.actor("ben"), reference, person_id=person_id, reason="It is near to them.", at=NOON
        )


def test_whoever_was_let_in_to_read_releases_nothing(cast: Cast) -> None:
    reference, number = noted(cast)
    made = redacted(cast, reference, number)
    commands.grant(cast.actor("ben"), reference, person_id=cast.ivy.pk, reason="Why.", at=NOON)

    with pytest.raises(Refused, match="let-in-to-read"):
        released(cast, reference, made, who="ivy")


def test_what_needs_no_second_reader_leaves_at_once(cast: Cast) -> None:
    reference, number = noted(cast)

    assert copied(cast, reference, number).number == 1
    with pytest.raises(Refused, match="no-release-needed"):
        released(cast, reference, number)


# ------ pages


def test_by_hand_from_marking_to_leaving(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference, _ = noted(cast)
    place = f"/concern/{reference}/disclosed/"
    sign_in(client, cast.ben)
    asked = {"version": "0", "reason": "another", "people": [joe(cast)]}

    missing = client.send(f"{place}1/redact/", {**asked, "people": [], "words": "brother"}).text
    client.send(f"{place}1/redact/", asked)
    marked = unescape(client.get(f"{place}1/redact/").text)
    client.send(f"{place}1/redact/make/", {"version": "1"})
    own = unescape(client.get(f"{place}2/release/").text)
    sign_in(client, cast.ama)
    read = unescape(client.get(f"{place}2/release/").text)
    client.send(f"{place}2/release/", {"decision": "release"})
    after = unescape(client.get(f"{place}2/").text)

    assert "This stands nowhere in it: “brother”." in unescape(missing)
    assert "Still named" in marked
    assert "You prepared it." in own
    assert "[taken out: 1]" in read
    assert "Tanner" not in read.split("<h1>")[1]
    assert "Ama Boateng released it" in after
    assert "Make a locked copy" in after
    assert Copy.objects.count() == 0


@pytest.mark.parametrize("lines", [1, 3])
def test_the_page_asks_as_many_statements_however_much_is_written(
    cast: Cast, lines: int, django_assert_num_queries: Any
) -> None:
    reference = harmed(cast)
    for number in range(lines):
        text = f"Line {number}: Joe came. Ivy Lindqvist saw him."
        commands.add_entry(cast.actor("ben"), reference, kind="note", text=text, at=NOON)
    prepared(cast, reference, items=("people", "chronology"))
    take(cast, reference, "1", people=(joe(cast),))
    actor = cast.actor("ben")
    vault.secret(cast.alder.pk, concern(reference).key_id)

    with django_assert_num_queries(STATEMENTS):
        queries.redaction_page(actor, reference, "1")


STATEMENTS = 10


def test_that_it_left_before_it_was_released_is_written_down_with_the_reason(cast: Cast) -> None:
    reference, number = noted(cast)
    copy = redacted(cast, reference, number)

    with pytest.raises(Refused) as refused:
        has_it(cast, reference, copy)
    assert code_of(refused) == {"left-unread"}

    has_it(cast, reference, copy, unread="The court asked for it within the hour.")

    lines = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology
    said = "It left before anybody had released it: The court asked for it within the hour."
    assert said in [line.text for line in lines]


def test_once_released_nobody_asks_why_it_left(cast: Cast) -> None:
    reference, number = noted(cast)
    copy = redacted(cast, reference, number)
    released(cast, reference, copy)

    has_it(cast, reference, copy)

    assert queries.disclosure_page(cast.actor("ben"), reference, copy, at=NOON).sent


def test_the_page_asks_why_it_left_unread_and_offers_no_button_for_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference, number = noted(cast)
    copy = redacted(cast, reference, number)
    sign_in(client, cast.ben)
    place = f"/concern/{reference}/disclosed/{copy}/"

    page = client.get(place).content.decode()
    asked = client.get(f"{place}sent/").content.decode()

    assert "They have it: write it down" not in page
    assert "Why do they have it all the same?" in asked
