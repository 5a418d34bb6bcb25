"""All that is kept about whoever asked: put together, sealed while it waits, written down."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.db import connection  # to count statements
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.concerns.commands import About
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.people import queries as people
from bield.retention import commands, queries
from bield.retention.masking import found_in, mask
from bield.retention.models import Package, Request
from bield.vault.models import SealedFile
from tests.agreements.asking import cares, published, says
from tests.agreements.conduct import record, signs, ties, use
from tests.concerns.telling import reported
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

ALL = ("people", "questions", "record", "agreements", "access", "concerns")


def asked(cast: Cast, who: str = "joe", words: str = "All of it.", kind: str = "access") -> str:
    person = cast.people[who].reference
    return commands.ask(cast.actor(who), kind, person, words=words, at=NOON).reference


def made(
    cast: Cast, request: str, *, by: str = "eve", give: tuple[str, ...] = ALL, named: Any = ()
) -> dict[str, Any]:
    """What stands in the file, for machines."""
    package = commands.make_package(cast.actor(by), request, give=give, named=named, at=NOON)
    data = commands.open_package(cast.actor(by), request, package.reference, at=NOON)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page, shown = (archive.read(name).decode() for name in sorted(archive.namelist()))
    assert "<h1>What Alder Training keeps about" in page
    found: dict[str, Any] = json.loads(shown)
    return found


def chapters(found: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {one["code"]: one["things"] for one in found["chapters"]}


def test_each_room_gives_what_it_keeps(cast: Cast) -> None:
    cares(cast, "nan")
    published(cast)
    says(cast, "joe")
    use(cast)
    signs(cast, "joe")
    record(cast, words="Nan Tanner told us of it. He is sorry.")
    request = asked(cast)

    found = chapters(made(cast, request, by="ama"))

    assert list(found) == ["people", "questions", "record", "agreements"]
    titles = [one["title"] for one in found["people"]]
    assert titles == ["As we know them", "How we reach them", "Child or learner", "Family"]
    assert found["people"][0]["facts"]["Birth date"] == "14 May 2012"
    assert found["questions"][0]["words"] == ["All of it."]
    assert any("said yes to record" in one["title"] for one in found["record"])
    assert [one["title"] for one in found["agreements"]][:2] == [
        "Acceptable use of devices and systems: Yes",
        "Recording of online sessions: Yes",
    ]


def test_names_of_others_are_taken_out_unless_somebody_decides(cast: Cast) -> None:
    cares(cast, "nan")
    use(cast)
    record(cast, words="Nan told us of it; Ivy Lindqvist saw it. Joe Tanner is sorry.")
    request = asked(cast)
    page = queries.package_page(cast.actor("ama"), request, NOON)
    assert ("Nan Tanner" in dict(page.others).values()) is True

    closed = json.dumps(made(cast, request, by="ama"), ensure_ascii=False)
    opened = json.dumps(made(cast, request, by="ama", named=[str(cast.nan.pk)]), ensure_ascii=False)

    assert "Nan" not in closed
    assert "Ivy" not in closed
    assert "[somebody else] told us of it; [somebody else] saw it. Joe Tanner is sorry." in closed
    assert '"Cared for by": "Nan Tanner"' in opened
    assert "Ivy" not in opened


def test_what_the_one_who_answers_may_not_read_is_not_in_it_and_not_hinted_at(cast: Cast) -> None:
    request = asked(cast, "ivy")
    eve = queries.package_page(cast.actor("eve"), request, NOON)
    ties(cast)
    reported(cast, about=[About(person_id=cast.ivy.pk)])

    assert queries.package_page(cast.actor("eve"), request, NOON) == eve
    assert "concerns" not in chapters(made(cast, request))
    lead = queries.package_page(cast.actor("ama"), request, NOON)
    assert [one.code for one in lead.shelves if one.asked] == ["concerns"]
    assert "concerns" not in lead.given


def test_a_concern_is_given_only_where_it_is_chosen(cast: Cast) -> None:
    concern = reported(cast, about=[About(person_id=cast.joe.pk)])
    request = asked(cast)

    without = chapters(made(cast, request, by="ama"))
    given = chapters(made(cast, request, by="ama", give=(f"concerns/{concern}",)))

    assert "concerns" not in without
    assert [one["title"] for one in given["concerns"]] == [f"Record {concern}"]
    assert list(given) == ["concerns"]


def test_whoever_made_it_takes_it_out_and_each_time_is_written_down(cast: Cast) -> None:
    request = asked(cast)
    package = commands.make_package(cast.actor("ama"), request, give=ALL, named=(), at=NOON)
    with pytest.raises(NotFound):
        commands.open_package(cast.actor("eve"), request, package.reference, at=NOON)

    commands.open_package(cast.actor("ama"), request, package.reference, at=NOON)

    events = [line.event for line in ledger.lines_about(cast.alder.pk, request)]
    assert events[-2:] == ["retention.package-made", "retention.package-left"]
    (line,) = ledger.lines_about(cast.alder.pk, request, ["retention.package-left"])
    assert line.facts["digest"] == package.digest
    assert Package.objects.get().left_at == NOON


def test_it_lies_sealed_and_goes_when_the_request_is_closed(cast: Cast) -> None:
    request = asked(cast)
    package = commands.make_package(cast.actor("ama"), request, give=ALL, named=(), at=NOON)
    again = commands.make_package(cast.actor("ama"), request, give=ALL, named=(), at=NOON)
    package.refresh_from_db()
    assert package.gone_at == NOON
    assert SealedFile.objects.filter(pk=again.file_id).exists()

    commands.open_package(cast.actor("ama"), request, again.reference, at=NOON)
    commands.take_step(
        cast.actor("eve"), request, what="answered", on=NOON.date(), words="Given.", at=NOON
    )

    assert not SealedFile.objects.filter(pk=again.file_id).exists()
    with pytest.raises(NotFound):
        commands.open_package(cast.actor("ama"), request, again.reference, at=NOON)
    with pytest.raises(Refused, match="nothing-to-put-together"):
        commands.make_package(cast.actor("ama"), request, give=ALL, named=(), at=NOON)


def test_nobody_puts_together_their_own_or_what_was_not_asked(cast: Cast) -> None:
    own, other = asked(cast, "eve"), asked(cast, kind="erasure")

    with pytest.raises(Refused, match="own"):
        commands.make_package(cast.actor("eve"), own, give=ALL, named=(), at=NOON)
    with pytest.raises(Refused, match="nothing-to-put-together"):
        commands.make_package(cast.actor("eve"), other, give=ALL, named=(), at=NOON)
    with pytest.raises(Refused, match="nothing-given"):
        commands.make_package(cast.actor("ama"), own, give=("concerns",), named=(), at=NOON)
    assert not Package.objects.exists()


def test_statements_do_not_grow_with_what_is_kept(cast: Cast) -> None:
    use(cast)
    signs(cast, "joe")
    record(cast)
    request = asked(cast)
    with CaptureQueriesContext(connection) as few:
        queries.package_page(cast.actor("ama"), request, NOON)
    for day in range(1, 9):
        signs(cast, "joe", at=NOON.replace(day=day + 3))
        record(cast, words=f"Again, {day}.")
        asked(cast, words=f"All of it, {day}.")

    with CaptureQueriesContext(connection) as many:
        queries.package_page(cast.actor("ama"), request, NOON)

    assert len(many) == len(few)


def test_on_the_pages(client: LookingClient, cast: Cast, sign_in: SignIn) -> None:
    at = timezone.now()
    person = cast.joe.reference
    row = commands.ask(cast.actor("joe"), "access", person, words="All of it.", at=at)
    sign_in(client, cast.people["eve"])
    path = f"/requests/{row.reference}/"
    assert f"{path}package/" in client.get(path).content.decode()
    shown = client.get(f"{path}package/").content.decode()
    assert "Always ask the safeguarding lead" in shown
    assert "14 May 2012" in shown
    assert (
        "Choose at least one thing to give."
        in client.send(f"{path}package/", {"named": []}).content.decode()
    )

    client.send(f"{path}package/", {"give": ["people", "questions"]})

    package = Package.objects.get()
    today = timezone.localdate()
    answered = {"what": "answered", "words": "Sent.", "on_day": today.day, "on_month": today.month}
    answered |= {"on_year": today.year}
    refused = client.send(path, answered).content.decode()
    assert "What was put together has not been taken out, and is destroyed" in refused
    assert "destroy it with the answer" in refused
    assert Request.objects.get().state == "open"
    assert "Sealed, and not taken out yet." in client.get(path).content.decode()
    taken = client.send(f"{path}package/{package.reference}/")
    assert taken["Content-Type"] == "application/zip"
    assert zipfile.is_zipfile(io.BytesIO(taken.content))
    assert "Taken out first" in client.get(path).content.decode()
    assert Request.objects.get().state == "open"


def test_what_nobody_needs_goes_with_the_answer_where_it_is_said_so(cast: Cast) -> None:
    request = asked(cast)
    package = commands.make_package(cast.actor("ama"), request, give=ALL, named=(), at=NOON)
    said: dict[str, Any] = {"what": "answered", "on": NOON.date(), "words": "Told.", "at": NOON}

    with pytest.raises(Refused, match="not-taken-out"):
        commands.take_step(cast.actor("eve"), request, **said)
    package.refresh_from_db()
    assert package.gone_at is None
    commands.take_step(cast.actor("eve"), request, **said, anyway=True)

    package.refresh_from_db()
    assert package.gone_at == NOON


def test_names_are_found_whole_and_in_parts() -> None:
    others = {1: ("Nan Tanner", ""), 2: ("Al Birch", "Birdy"), 3: ("Rose Gray", "")}

    said = mask(
        "Nan, nan and Mrs Tanner met Al and Birch; a rose. Rose Gray.", others, "Joe Tanner"
    )

    assert said == (
        "[somebody else], nan and Mrs Tanner met Al and [somebody else]; a rose. [somebody else]."
    )
    assert found_in(["a rose", "Mr Birch"], others) == {2}
    loud = "ROSE GRAY, rose\u00a0gray, BIRCH and Birdy, a birdy; nan."
    assert mask(loud, others, "Joe Tanner") == (
        "[somebody else], [somebody else], [somebody else] and [somebody else], a birdy; nan."
    )
    assert mask(loud, others, "Joe Tanner", never={1}).endswith("a birdy; [somebody else].")
    assert people.said_in(0, ["Nobody"]) == {}
