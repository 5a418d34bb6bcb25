"""What whoever reports does at once, saw by accident, and how they know of it."""

import pytest

from bield.concerns import commands, queries
from bield.concerns.intake import Intake
from bield.concerns.lenses.first_steps import OF_KIND, first_steps
from bield.concerns.lenses.kinds import KINDS
from bield.kit.refusals import NotFound, Refused
from tests.concerns.attaching import attach
from tests.concerns.telling import acknowledged, concern, mailed, report, reported
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient


def chronology(cast: Cast, reference: str) -> list[tuple[str, str, str]]:
    page = queries.concern_page(cast.actor("ben"), reference, at=NOON)
    return [(one.kind, one.text, one.by) for one in page.chronology]


@pytest.mark.clause("TP-A1-0.3")
def test_a_picture_that_was_seen_by_accident_is_told_without_blame(cast: Cast) -> None:
    saw = Intake(
        picture="yes", seen="accident", seen_how="On her phone, in the corridor, Max was there."
    )
    reference = reported(cast, "ivy", intake=saw)

    assert {"ama", "ben"} <= mailed(reference)
    assert chronology(cast, reference)[1:] == [
        (
            "note",
            "How it was seen: On her phone, in the corridor, Max was there.",
            "Ivy Lindqvist",
        )
    ]
    with pytest.raises(Refused, match="image-lock"):
        attach(cast, reference)


@pytest.mark.clause("TP-A1-0.3")
def test_the_form_thanks_supports_and_takes_no_file(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)

    page = client.get("/report/what-happened/?danger_now=no").content.decode()

    assert "Nobody is blamed, and you are supported." in page
    assert 'type="file"' not in page


@pytest.mark.clause("EY-37a")
def test_to_hide_it_comes_first_and_is_kept_with_its_time(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)
    page = client.get("/report/what-happened/?danger_now=no").content.decode()

    hide = page.index("Hide it first")
    assert hide < page.index('name="picture"') < page.index('name="account"')
    assert "You can write this on another device." in page

    reference = reported(cast, "ivy", intake=Intake(hidden=True, on_device="yes"))
    [line] = queries.concern_page(cast.actor("ben"), reference, at=NOON).chronology[1:]
    assert (line.kind, line.text) == ("action", "Hidden from view before it was told.")
    assert line.written.at == NOON


@pytest.mark.clause("OT-7a")
def test_what_was_done_at_once_stands_in_the_chronology(cast: Cast) -> None:
    reference = reported(cast, "ivy", done="I took him to the office and called his mother.")

    assert chronology(cast, reference)[1:] == [
        (
            "action",
            "Done before it was told: I took him to the office and called his mother.",
            "Ivy Lindqvist",
        )
    ]
    assert concern(reference).entries_written == 2
    commands.acknowledge(cast.actor("ben"), reference, at=NOON)
    assert len(chronology(cast, reference)) == 3


@pytest.mark.clause("OT-7a")
def test_the_receipt_says_which_first_steps_are_safe(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    phished = report(cast, "ivy", intake=Intake(kind="phishing")).reference
    plain = report(cast, "ivy").reference
    sign_in(client, cast.ivy)

    page = client.get(f"/report/sent/{phished}/").content.decode()

    assert "Change the password from another device" in page
    assert "call the bank" in page
    assert "call the bank" not in client.get(f"/report/sent/{plain}/").content.decode()
    with pytest.raises(NotFound):
        queries.first_steps(cast.actor("dev"), phished)


def test_a_child_who_has_such_a_picture_is_comforted_and_helped(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = report(cast, "joe", intake=Intake(picture="yes")).reference
    sign_in(client, cast.joe)

    form = client.get("/report/what-happened/?danger_now=no").content.decode()
    page = client.get(f"/report/sent/{reference}/").content.decode()

    assert form.index("You are not in trouble. We help you.") < form.index(
        "Do not send the picture"
    )
    assert "Keep it to yourself" not in form
    assert "Report Remove can take it down" in page


@pytest.mark.clause("OT-7a")
def test_steps_are_for_kinds_that_there_are_and_hidden_is_not_asked_twice() -> None:
    assert set(OF_KIND) <= set(KINDS)
    shown, hidden = (first_steps("unsuitable", picture=True, hidden=one) for one in (False, True))
    assert len(shown) == 1
    assert hidden == ()


@pytest.mark.clause("OT-8c")
@pytest.mark.parametrize(
    ("how", "bullying"),
    [("told_online", False), ("saw_bullying", True), ("told_bullying", True), ("saw", False)],
)
def test_told_of_or_witnessed_online_it_is_the_same_record(
    cast: Cast, how: str, *, bullying: bool
) -> None:
    words = {"child_words": "“He said he would find me.”", "account": "She cried when she said it."}
    reference = acknowledged(cast, intake=Intake(how=how), **words)

    page = queries.concern_page(cast.actor("ben"), reference, at=NOON)
    facts = queries.facts(concern(reference), at=NOON)

    assert facts.asked("bullying") == bullying
    assert page.child_words == words["child_words"]
    assert page.account == words["account"]
    assert "How they know of it" in {one.name for one in page.told}
