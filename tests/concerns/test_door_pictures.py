"""At the public door too: no picture written out as text, and nobody asks a child for one."""

import pytest

from bield.concerns.commands import door as commands
from bield.kit.refusals import Refused
from tests import files
from tests.concerns.at_door import add, door, stay, tell, walk, written
from tests.conftest import NOON, Cast
from tests.pages import LookingClient, Page

CHILD = {"voice": "child"}
WRITTEN_OUT = files.as_text(files.png())["base64"]


@pytest.mark.clause("TP-A1-0.1")
def test_what_is_kept_for_a_browser_holds_no_picture(cast: Cast) -> None:
    at = door(cast)

    token = written(at, account="He sends me things.", where=WRITTEN_OUT)

    held = stay(at, token).held
    assert held["account"] == "He sends me things."
    assert "where" not in held


@pytest.mark.clause("TP-A1-0.1")
def test_a_page_of_the_door_says_what_to_take_out_and_goes_on_without(
    client: LookingClient, cast: Cast
) -> None:
    home = f"/at/{door(cast).address}/"
    walk(client, home, ("2", CHILD), ("3", CHILD | {"danger_now": "no"}))

    refused = client.send(f"{home}4/", CHILD | {"account": WRITTEN_OUT, "send": "yes"})
    end = walk(client, home, ("4", CHILD | {"account": "He sends me things.", "send": "yes"}))

    assert refused.status_code == 200
    assert "A file is written out in this text" in refused.content.decode()
    assert end == f"{home}10/"


@pytest.mark.clause("TP-A1-0.1")
def test_whoever_comes_back_adds_no_picture_either(cast: Cast) -> None:
    at = door(cast)
    told = tell(at)

    with pytest.raises(Refused, match=r"^file-in-text"):
        add(at, told, f"This one:\n{WRITTEN_OUT}")


@pytest.mark.clause("TP-A1-0.2")
def test_a_message_that_asks_for_a_picture_is_held_back(cast: Cast) -> None:
    told = tell(door(cast), voice="child")

    with pytest.raises(Refused) as refused:
        commands.write_to_reporter(
            cast.actor("ama"), told.reference, text="Can you send me the picture?", at=NOON
        )
    commands.write_to_reporter(
        cast.actor("ama"), told.reference, text="You need not show it to anyone.", at=NOON
    )

    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.clauses) == ("asks-for-picture", ("TP-A1-0.2",))


@pytest.mark.clause("TP-A1-0.2")
def test_the_pages_of_a_child_have_fields_of_words_only(client: LookingClient, cast: Cast) -> None:
    home = f"/at/{door(cast).address}/"
    walk(client, home, ("2", CHILD), ("3", CHILD | {"danger_now": "no"}))

    pages = [Page(client.get(f"{home}{number}/").content.decode()) for number in range(3, 10)]

    fields = [field for page in pages for field in page.having("input")]
    assert {field.get("type") for field in fields} <= {"text", "hidden", "radio", "checkbox"}
    assert not [form for page in pages for form in page.having("form") if "enctype" in form]
