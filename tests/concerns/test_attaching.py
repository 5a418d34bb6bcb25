"""Files come in where nothing forbids it, lie sealed, and are opened with a line."""

import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction  # noqa: TID251  # a refused change

from bield.concerns import commands, queries
from bield.concerns.lenses import guards
from bield.concerns.models import Attachment
from bield.concerns.pages import FileItem
from bield.concerns.states import DeedKind
from bield.kit.refusals import NotFound, Refused
from bield.people.actors import Strength
from bield.vault.models import SealedPiece
from tests import files
from tests.concerns.attaching import SHOWS, again, attach, capture, lines, may, open_concern
from tests.concerns.telling import acknowledged, concern, reported
from tests.conftest import NOON, Cast


def listed(cast: Cast, reference: str, by: str = "ben") -> tuple[FileItem, ...]:
    return queries.concern_page(cast.actor(by), reference, at=NOON).files


def opened(cast: Cast, file: str, by: str = "ben") -> queries.OpenedFile:
    actor = cast.actor(by)
    commands.open_file(actor, file, at=NOON)
    return queries.opened_file(actor, file, at=NOON)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.refusals]


# ------ what may come in


@pytest.mark.clause("TP-A1-0.1", "TP-3.4.3.3")
def test_nothing_comes_in_before_the_kind_is_answered(cast: Cast) -> None:
    for reference in (reported(cast), acknowledged(cast)):
        assert may(cast, reference) == ("kind-not-answered", "kind-not-answered")
        with pytest.raises(Refused, match="kind-not-answered"):
            attach(cast, reference)


@pytest.mark.clause("TP-A1-0.1", "TP-3.4.3.3")
@pytest.mark.parametrize("said", ["yes", "unsure"])
@pytest.mark.parametrize("data", [files.WORDS, files.png(), files.pdf()])
def test_nothing_comes_in_while_the_lock_stands(cast: Cast, said: str, data: bytes) -> None:
    reference = open_concern(cast, image=said)

    with pytest.raises(Refused) as refused:
        attach(cast, reference, data)

    assert codes(refused) == ["image-lock"]
    assert (Attachment.objects.count(), SealedPiece.objects.count()) == (0, 0)


@pytest.mark.clause("TP-A1-0.1")
@pytest.mark.parametrize(
    "answers",
    [
        {"image": "yes", "shown": "child", "form": "text", "until": "form"},
        {"contact": "yes", "until": "contact"},
        {"contact": "unsure", "until": "contact"},
        {"illegal": "unsure"},
        {"radicalisation": "yes", "until": "radicalisation"},
    ],
)
def test_the_lens_says_where_no_picture_comes_in(cast: Cast, answers: dict[str, str]) -> None:
    reference = open_concern(cast, **answers)

    assert may(cast, reference) == (None, "no-picture-here")
    with pytest.raises(Refused, match="no-picture-here"):
        attach(cast, reference, files.png())
    with pytest.raises(Refused, match="no-picture-here"):
        attach(cast, reference, files.docx({"word/media/image1.png": files.png()}))
    assert attach(cast, reference).number == 1


def test_an_everyday_concern_takes_files_and_pictures(cast: Cast) -> None:
    reference = open_concern(cast, bullying="yes", until="bullying")

    assert may(cast, reference) == (None, None)
    assert [attach(cast, reference, data).number for data in (files.WORDS, files.png())] == [1, 2]


def test_a_file_says_what_it_shows(cast: Cast) -> None:
    reference = open_concern(cast)

    with pytest.raises(Refused) as refused:
        attach(cast, reference, shows=" ")

    assert [(one.code, one.field) for one in refused.value.refusals] == [("no-words", "shows")]


@pytest.mark.parametrize("by", ["dev", "eve", "gus", "hal", "mia"])
def test_whoever_does_not_read_it_attaches_nothing(cast: Cast, by: str) -> None:
    reference = open_concern(cast)

    with pytest.raises(NotFound):
        attach(cast, reference, by=by)


def test_one_factor_attaches_and_opens_nothing(cast: Cast) -> None:
    reference = open_concern(cast)
    attach(cast, reference)
    ben = cast.actor("ben", Strength.ONE_FACTOR)

    with pytest.raises(NotFound):
        commands.open_file(ben, f"{reference}-1", at=NOON)


# ------ how it lies


def test_it_is_listed_with_its_proof_and_comes_out_as_it_went_in(cast: Cast) -> None:
    reference = open_concern(cast)
    attach(cast, reference, files.pdf(), name="../../a\u202e note\x00.exe", shows=SHOWS)

    (file,) = listed(cast, reference)
    copy = opened(cast, file.reference)

    assert (file.number, file.kind_word, file.name) == (1, "PDF", "../../a note.exe")
    assert (file.shows, file.by, file.shut) == (SHOWS, "Ben Carter", None)
    assert file.sha256 == hashlib.sha256(files.pdf()).hexdigest()
    assert copy == queries.OpenedFile(f"{reference}-1.pdf", "application/pdf", files.pdf())


def test_no_word_of_it_lies_in_the_tables(cast: Cast) -> None:
    reference = open_concern(cast)
    attach(cast, reference, b"The xylophone is broken.\n" * 40, shows="A zeppelin.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT label FROM concerns_attachment")
        (label,) = cursor.fetchone()
        cursor.execute("SELECT sealed FROM vault_sealedpiece")
        pieces = [bytes(piece) for (piece,) in cursor.fetchall()]
    assert not [one for one in (bytes(label), *pieces) if b"xylophone" in one or b"zepp" in one]


def test_it_is_found_by_what_it_shows(cast: Cast) -> None:
    reference = open_concern(cast)
    attach(cast, reference, shows="A zeppelin.")

    found = queries.desk(
        cast.actor("ben"), chosen=queries.DeskFilter(words="zeppelin"), at=NOON
    ).rows

    assert [row.reference for row in found] == [reference]


@pytest.mark.parametrize("column", ["label", "number", "file_id", "added_at"])
def test_the_database_itself_refuses_to_change_it(cast: Cast, column: str) -> None:
    reference = open_concern(cast)
    attach(cast, reference)
    other = attach(cast, reference)
    attach(cast, reference)
    value = {"number": 9, "label": b"", "file_id": other.file_id, "added_at": NOON - timedelta(1)}

    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        Attachment.objects.filter(number=1).update(**{column: value[column]})


def test_each_step_is_a_line_and_says_no_word(cast: Cast) -> None:
    reference = open_concern(cast)
    attach(cast, reference)
    opened(cast, f"{reference}-1", "ama")

    (added,) = lines(cast, reference, "concern.file-attached")
    (copied,) = lines(cast, reference, "concern.file-opened")
    assert (added.by, added.facts) == (cast.actor("ben").id, {"number": 1})
    assert (copied.by, copied.facts) == (cast.actor("ama").id, {"number": 1})


def test_the_chronology_tells_of_it(cast: Cast) -> None:
    reference = open_concern(cast)
    attach(cast, reference)

    last = queries.concern_page(cast.actor("ben"), reference, at=NOON).chronology[-1]
    assert last.text == f"Attached: file 1 (Text, note.txt)\n{SHOWS}"


@pytest.mark.parametrize("number", ["1", "2", "0", "x", "99999999999"])
def test_absent_foreign_and_forbidden_look_the_same(cast: Cast, number: str) -> None:
    reference = open_concern(cast)
    attach(cast, reference)
    strangers = ["dev", "hal", "mia"] if number == "1" else ["ben"]

    for who in strangers:
        with pytest.raises(NotFound):
            commands.open_file(cast.actor(who), f"{reference}-{number}", at=NOON)
        with pytest.raises(NotFound):
            queries.opened_file(cast.actor(who), f"{reference}-{number}", at=NOON)


# ------ a lock that comes to stand later


@pytest.mark.clause("TP-A1-0.1", "TP-3.4.3.3")
@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_pictures_are_sealed_off_when_the_lock_comes_to_stand(cast: Cast, said: str) -> None:
    reference = open_concern(cast)
    for data in (files.png(), files.docx({"word/media/a.png": files.png()}), files.WORDS):
        attach(cast, reference, data)

    again(cast, reference, "image", said)

    shut = [file.shut.code if file.shut else None for file in listed(cast, reference)]
    assert shut == ["file-sealed-off", "file-sealed-off", None]
    with pytest.raises(Refused, match="file-sealed-off"):
        commands.open_file(cast.actor("ama"), f"{reference}-1", at=NOON)
    with pytest.raises(NotFound):
        queries.opened_file(cast.actor("ama"), f"{reference}-1", at=NOON)
    assert opened(cast, f"{reference}-3").data == files.WORDS
    (tried,) = lines(cast, reference, "concern.file-kept-shut")
    assert (tried.by, tried.facts) == (cast.actor("ama").id, {"number": 1})


@pytest.mark.clause("TP-A1-0.1")
def test_what_was_sealed_off_is_kept_and_opens_again_when_it_was_no_such_picture(
    cast: Cast,
) -> None:
    reference = open_concern(cast)
    attach(cast, reference, files.png())
    again(cast, reference, "image", "unsure")

    again(cast, reference, "image", "no")

    assert opened(cast, f"{reference}-1").data == files.png()


# ------ what is kept as evidence before it is removed


def remove(cast: Cast, reference: str) -> list[str]:
    """Why something posted may not be removed now."""
    facts = queries.facts(concern(reference), at=NOON)
    outcome = queries.outcome(concern(reference), at=NOON)
    asked = guards.Responding("remove", done=True, reason="It hurt her.")
    return [one.code for one in guards.respond(facts, outcome, asked)]


@pytest.mark.clause("TP-A1-8b")
def test_nothing_is_removed_before_it_is_kept_with_its_hash_and_time(cast: Cast) -> None:
    reference = open_concern(cast, illegal="no")
    before = remove(cast, reference)

    capture(cast, reference, files.png())

    (file,) = listed(cast, reference)
    (deed,) = queries.facts(concern(reference), at=NOON).deeds(DeedKind.RESPONDED)
    entry = queries.concern_page(cast.actor("ben"), reference, at=NOON).chronology[-1]
    assert (before, remove(cast, reference)) == (["capture-first"], [])
    assert (file.where, file.sha256) == (
        "https://chat.example/post/9",
        hashlib.sha256(files.png()).hexdigest(),
    )
    assert (deed.says["response"], deed.says["done"], deed.says["file"]) == ("capture", True, 1)
    assert file.sha256 in entry.text
    assert (entry.written.exact, file.added.exact) == (file.added.exact, entry.written.exact)


@pytest.mark.clause("TP-A1-8b")
def test_to_say_that_it_was_kept_is_not_enough(cast: Cast) -> None:
    reference = open_concern(cast, illegal="no")
    facts = queries.facts(concern(reference), at=NOON)
    outcome = queries.outcome(concern(reference), at=NOON)

    said = guards.Responding("capture", done=True, reason="I took a screenshot.")

    assert [one.code for one in guards.respond(facts, outcome, said)] == ["not-kept-yet"]


@pytest.mark.clause("TP-A1-8b")
@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"shown": "child", "form": "picture"}, "authority-first"),
        ({"shown": "adult_without_consent"}, "risk-not-asked"),
    ],
)
def test_of_an_indecent_picture_nothing_is_captured(
    cast: Cast, more: dict[str, str], why: str
) -> None:
    reference = open_concern(cast, image="yes", until=list(more)[-1], **more)

    page = queries.attach_page(cast.actor("ben"), reference, at=NOON)
    with pytest.raises(Refused) as refused:
        capture(cast, reference)

    assert "never-captured" in [one.code for one in page.capture]
    assert codes(refused) == ["image-lock", "never-captured"]
    assert remove(cast, reference) == [why]


def test_something_posted_is_kept_with_the_place_where_it_stood(cast: Cast) -> None:
    reference = open_concern(cast, illegal="no")

    with pytest.raises(Refused) as refused:
        capture(cast, reference, where=" ", shows="")

    assert [one.field for one in refused.value.refusals] == ["shows", "where"]


# ------ words


@pytest.mark.clause("TP-A1-0.1")
@pytest.mark.parametrize("way", files.as_text(files.png()))
def test_no_report_takes_a_picture_written_out(cast: Cast, way: str) -> None:
    written = "She told me.\n" + files.as_text(files.png())[way]

    for field in ("account", "child_words", "done", "where", "happened"):
        with pytest.raises(Refused) as refused:
            reported(cast, **{field: written})
        assert [one.field for one in refused.value.refusals] == [field]


@pytest.mark.clause("TP-A1-0.1")
def test_no_step_on_a_concern_takes_a_picture_written_out(cast: Cast) -> None:
    reference = open_concern(cast)
    ben = cast.actor("ben")

    for written in files.as_text(files.png()).values():
        with pytest.raises(Refused, match=r"^file-"):
            commands.add_entry(ben, reference, kind="note", text=written, at=NOON)
        with pytest.raises(Refused, match=r"^file-"):
            attach(cast, reference, shows=written)
        with pytest.raises(Refused, match=r"^file-"):
            commands.answer(
                ben, reference, question="harm", values=["yes"], reason=written, at=NOON
            )


@pytest.mark.clause("TP-A1-0.1")
def test_a_draft_keeps_the_words_and_not_the_picture_in_them(cast: Cast) -> None:
    dev = cast.actor("dev", Strength.ONE_FACTOR)
    written = files.as_text(files.png())["base64"]

    commands.keep_draft(dev, "report", {"account": written, "where": "At the bus stop."}, at=NOON)

    kept = queries.draft(dev, "report", at=NOON)
    assert kept is not None
    assert kept.typed == {"where": "At the bus stop."}
