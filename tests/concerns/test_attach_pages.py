"""Files on the pages: sent in one form, listed without a picture of them, saved as a copy."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns.models import Attachment
from tests import files
from tests.concerns.attaching import again, attach, lines, open_concern
from tests.concerns.printing import on_paper
from tests.concerns.telling import acknowledged
from tests.conftest import Cast, SignIn
from tests.pages import SHUT, LookingClient


@pytest.fixture
def ben(client: LookingClient, cast: Cast, sign_in: SignIn) -> LookingClient:
    sign_in(client, cast.ben)
    return client


def sent(data: bytes, **more: str) -> dict[str, object]:
    file = SimpleUploadedFile("note.png", data, content_type="text/plain")
    return {"file": file, "shows": "What she was sent.", **more}


def test_a_file_is_sent_listed_and_saved(cast: Cast, ben: LookingClient) -> None:
    reference = open_concern(cast)

    answer = ben.post(f"/concern/{reference}/attach/", sent(files.pdf()))
    page = ben.get(answer.headers["Location"]).content.decode()
    copy = ben.get(f"/file/{reference}-1/")

    assert answer.status_code == 302
    assert f'<a href="/file/{reference}-1/">Save a copy of file 1</a>' in page
    assert "<img" not in page
    assert copy.content == files.pdf()
    assert copy.headers["Content-Type"] == "application/pdf"
    assert copy.headers["Content-Disposition"] == f'attachment; filename="{reference}-1.pdf"'
    assert (copy.headers["Content-Security-Policy"], copy.headers["X-Content-Type-Options"]) == (
        SHUT,
        "nosniff",
    )


def test_a_file_that_is_not_fit_says_why_and_leaves_a_line(cast: Cast, ben: LookingClient) -> None:
    reference = open_concern(cast)

    page = ben.post(f"/concern/{reference}/attach/", sent(files.svg())).content.decode()

    (line,) = lines(cast, reference, "concern.file-refused")
    assert "This is a web page or a drawing in code" in page
    assert "What she was sent." in page, "nothing typed is lost"
    assert (line.facts, Attachment.objects.count()) == ({"why": "file-not-taken"}, 0)


@pytest.mark.clause("TP-A1-0.1", "TP-3.4.3.3")
def test_before_the_kind_is_answered_there_is_no_field_and_the_way_on_is_shown(
    cast: Cast, ben: LookingClient
) -> None:
    reference = acknowledged(cast)

    page = ben.get(f"/concern/{reference}/attach/").content.decode()
    refused = ben.post(f"/concern/{reference}/attach/", sent(files.png()))

    (line,) = lines(cast, reference, "concern.file-refused")
    assert 'type="file"' not in page
    assert "Keep it safe" in page or "keep it safe" in page
    assert refused.status_code == 415
    assert "Nobody has answered yet" in refused.content.decode()
    assert (line.facts, Attachment.objects.count()) == ({"why": "kind-not-answered"}, 0)


@pytest.mark.clause("TP-A1-8b")
def test_in_the_indecent_category_there_is_no_capture(cast: Cast, ben: LookingClient) -> None:
    reference = open_concern(cast, image="yes")

    attach_page = ben.get(f"/concern/{reference}/attach/").content.decode()
    capture_page = ben.get(f"/concern/{reference}/keep-evidence/").content.decode()
    refused = ben.post(
        f"/concern/{reference}/keep-evidence/", sent(files.png(), where="https://chat.example/9")
    )

    assert "keep-evidence" not in attach_page
    assert 'type="file"' not in capture_page
    assert refused.status_code == 415


@pytest.mark.clause("TP-A1-8b")
def test_something_posted_is_kept_as_evidence(cast: Cast, ben: LookingClient) -> None:
    reference = open_concern(cast, illegal="no")
    more = {"where": "https://chat.example/9"}

    answer = ben.post(f"/concern/{reference}/keep-evidence/", sent(files.png(), **more))
    page = ben.get(answer.headers["Location"]).content.decode()

    assert answer.status_code == 302
    assert "kept as evidence of what stood at https://chat.example/9" in page


@pytest.mark.clause("TP-A1-0.1")
def test_a_picture_that_is_sealed_off_has_no_link(cast: Cast, ben: LookingClient) -> None:
    reference = open_concern(cast)
    attach(cast, reference, files.png())
    again(cast, reference, "image", "unsure")

    page = ben.get(f"/concern/{reference}/").content.decode()
    printed = on_paper(ben, f"/concern/{reference}/print/").content.decode()
    refused = ben.get(f"/file/{reference}-1/")

    assert f"/file/{reference}-1/" not in page + printed
    assert "Nobody opens, prints or passes it on" in page
    assert refused.status_code == 403


@pytest.mark.clause("TP-3.4.5a")
def test_the_law_stands_at_the_first_step_of_the_branch(cast: Cast, ben: LookingClient) -> None:
    reference = open_concern(cast, until="spreading")

    asked = ben.get(f"/concern/{reference}/triage/image/").content.decode()
    another = ben.get(f"/concern/{reference}/triage/spreading/").content.decode()

    assert "is against the law" in asked
    assert "Version 1, 25 November 2026" in asked
    assert "is against the law" not in another


def test_the_page_of_a_concern_takes_as_many_statements_with_one_file_as_with_three(
    cast: Cast, ben: LookingClient
) -> None:
    reference = open_concern(cast)
    counted = []
    for more in (1, 2):
        for _ in range(more):
            attach(cast, reference)
        with CaptureQueriesContext(connection) as made:
            ben.get(f"/concern/{reference}/")
        counted.append(len(made))

    assert counted[0] == counted[1]
