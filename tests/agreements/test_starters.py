"""The forms that come with Bield: whole, and in plain words."""

import pytest

from bield.agreements import commands, queries
from bield.agreements.starters import right_to_say_no, starters
from bield.agreements.states import GOVERNED, Audience, PartKind, Purpose
from tests.agreements.asking import grown_up, in_force, says
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient
from tests.reading_age import AGE_NINE, grade

FOR_ALL = 9.0  # what people of fourteen read


def test_each_is_published_as_it_comes(cast: Cast) -> None:
    lead = cast.actor("ama")
    in_force(cast, *GOVERNED)

    for code in starters():
        form = commands.start_form(lead, code, at=NOON)
        commands.publish_form(lead, form.reference, at=NOON)

    asked = queries.current(cast.alder.pk, Purpose.values, NOON)
    assert {one.purpose for one in asked} == set(Purpose)
    assert {one.audience for one in asked} == set(Audience)


def test_a_child_of_nine_reads_what_children_are_asked() -> None:
    said = [
        text
        for one in starters().values()
        for texts in (
            *((put.words, put.reason) for put in one.put if put.audience == Audience.CHILD),
            *((part.words,) for part in one.parts if part.audience == Audience.CHILD),
        )
        for text in texts
        if text
    ]
    said.append(right_to_say_no(Audience.CHILD))

    hard = {
        text: read for text in said if (read := grade(f"<main><p>{text}</p></main>")) > AGE_NINE
    }
    assert hard == {}


def test_everybody_reads_what_they_are_asked() -> None:
    said = [text.words for one in starters().values() for text in (*one.put, *one.parts)]
    hard = {text: read for text in said if (read := grade(f"<main><p>{text}</p></main>")) > FOR_ALL}
    assert hard == {}


@pytest.mark.clause("EY-76")
def test_what_staff_share_nowhere_is_part_of_what_they_sign(cast: Cast) -> None:
    lead = cast.actor("ama")
    grown_up(cast, "ivy")
    form = commands.start_form(lead, "06-acceptable-use", at=NOON)
    commands.publish_form(lead, form.reference, at=NOON)
    before = queries.current(cast.alder.pk, [Purpose.ACCEPTABLE_USE], NOON).get(audience="staff")
    sheet = queries.my_sheet(cast.actor("ivy"), cast.ivy.reference, form.reference, at=NOON)
    own = next(part.words for part in sheet.parts if part.title == PartKind.OWN_ACCOUNTS.label)

    assert "share nothing there that children, colleagues or parents should not see" in own
    assert "neither befriend" in own or "do not befriend or follow a child" in own
    says(cast, "ivy", "ivy", purpose=Purpose.ACCEPTABLE_USE)
    parts = [
        one for one in queries.form_page(lead, form.reference, at=NOON).parts
        if (one.kind, one.audience) != (PartKind.OWN_ACCOUNTS, "staff")
    ]  # fmt: skip
    put = queries.form_page(lead, form.reference, at=NOON).put
    commands.write_form(lead, form.title, put, parts=parts, instead_of=form.reference, at=NOON)
    draft = queries.draft_of(form)
    assert draft is not None
    assert draft.questions.get(audience="staff").digest != before.digest


def test_one_begins_with_our_words(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ama)
    assert "Begin with our words" in client.get("/forms/").content.decode()

    client.send("/forms/start/", {"code": "01-recording"})

    left = {one.code for one in client.get("/forms/").context["page"].starters}
    assert left == set(starters()) - {"01-recording"}
    assert client.send("/forms/start/", {"code": "nothing"}).status_code == 404
