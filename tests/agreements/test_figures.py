"""What is done with it, who sees it, how long it is kept: printed from what is in force."""

from datetime import timedelta

import pytest

from bield.agreements import commands, queries
from bield.agreements.rules.figures import Figures, figures_in, goes_further
from bield.agreements.states import RETAINED, Audience, DoneWith, Stands, Viewer, Whom
from bield.duties.states import ClockUnit, Period
from bield.kit.refusals import NotFound, Refused
from bield.retention import commands as retention
from tests.agreements.asking import RECORD, cares, in_force, published, put, says, stands
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

LATER = NOON + timedelta(hours=1)


def agreed(cast: Cast) -> str:
    form = published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    assert stands(cast).granted
    return form


def printed(cast: Cast, form: str) -> tuple[str, ...]:
    sheet = queries.my_sheet(cast.actor("nan"), cast.joe.reference, form, at=LATER)
    return sheet.lines[0].printed


@pytest.mark.clause("SR-16b")
def test_a_shorter_time_is_printed_by_the_next_edition_and_asks_nobody_again(cast: Cast) -> None:
    form = agreed(cast)
    assert "How long we keep it: 90 days (about 3 months) at the most." in printed(cast, form)
    shorter = Period(30, ClockUnit.CALENDAR_DAYS)

    retention.set_period(cast.actor("ama"), f"{RETAINED}{RECORD}", period=shorter, at=NOON)

    assert queries.form_page(cast.actor("ama"), form, at=LATER).outdated
    assert [one.outdated for one in queries.forms_page(cast.actor("ama"), at=LATER).rows] == [True]
    assert stands(cast, at=LATER).granted
    published(cast, instead_of=form, at=LATER)
    assert "How long we keep it: 30 days at the most." in printed(cast, form)
    assert stands(cast, at=LATER).granted
    assert not queries.form_page(cast.actor("ama"), form, at=LATER).outdated


@pytest.mark.clause("SR-16b")
@pytest.mark.parametrize(
    "wider",
    [
        {"days": 91},
        {"uses": (DoneWith.AGAIN, DoneWith.PUBLICITY)},
        {"viewers": (Viewer.LEAD, Viewer.TUTOR, Viewer.STAFF)},
    ],
)
def test_what_goes_further_than_was_agreed_is_agreed_anew(
    cast: Cast, wider: dict[str, object]
) -> None:
    form = agreed(cast)

    in_force(cast, at=NOON, **wider)  # type: ignore[arg-type]  # one of its words

    assert stands(cast, at=LATER).stands == Stands.MISSING
    with pytest.raises(Refused, match="figures-outdated"):
        says(cast, "nan", at=LATER)
    commands.write_form(cast.actor("ama"), "Recording", put(), instead_of=form, at=LATER)
    again = queries.form_page(cast.actor("ama"), form, at=LATER).asked_again
    commands.publish_form(cast.actor("ama"), form, at=LATER)
    for one in ("nan", "joe"):
        says(cast, one, at=LATER)
    assert stands(cast, at=LATER).granted
    assert [one.people for one in again] == [1, 1]


@pytest.mark.clause("SR-16b")
def test_a_form_that_does_not_match_what_is_in_force_asks_for_no_yes(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = agreed(cast)
    in_force(cast, days=30)
    everybody = {"whom": Whom.EVERYBODY, "last_day": NOON.date() + timedelta(days=9)}
    with pytest.raises(Refused, match="form-outdated"):
        commands.put_form(cast.actor("eve"), form, **everybody, at=NOON)  # type: ignore[arg-type]
    sign_in(client, cast.nan)
    path = f"/agreements/{cast.joe.reference}/{form}/"

    page = client.get(path)

    assert [code for code, _ in page.context["form"].fields["record"].choices] == ["no"]
    assert "nobody is asked for a yes today" in page.content.decode()
    says(cast, "nan", said="no", at=LATER)  # a no is always taken
    sign_in(client, cast.ama)
    shown = client.get("/forms/").content.decode()
    assert "Outdated" in shown
    version = client.get(f"/forms/{form}/").context["page"].version
    client.send(f"/forms/{form}/renew/", {"version": version})
    renewed = client.get(f"/forms/{form}/").context["page"]
    client.send(f"/forms/{form}/publish/", {"version": renewed.version})
    assert "Outdated" not in client.get("/forms/").content.decode()


@pytest.mark.clause("SR-16b")
def test_a_form_is_not_published_before_anything_is_in_force(cast: Cast) -> None:
    lead = cast.actor("ama")
    form = commands.write_form(lead, "Recording", put(), at=NOON).reference

    with pytest.raises(Refused, match="figures-not-set") as refused:
        commands.publish_form(lead, form, at=NOON)

    assert [one.link for one in refused.value.refusals] == ["/forms/terms/record/"]


def test_who_may_say_what_is_in_force(cast: Cast) -> None:
    kept = Period(30, ClockUnit.CALENDAR_DAYS)
    for by in ("cat", "eve", "hal", "ivy", "nan"):
        with pytest.raises(Refused, match="not-yours-to-publish"):
            commands.set_terms(
                cast.actor(by), RECORD, uses=["again"], viewers=["lead"], kept=kept, at=NOON
            )
    lead = cast.actor("ama")
    with pytest.raises(Refused, match="no-use, no-viewer"):
        commands.set_terms(lead, RECORD, uses=[], viewers=["moon"], kept=kept, at=NOON)
    with pytest.raises(NotFound):
        commands.set_terms(lead, "conduct", uses=["again"], viewers=["lead"], kept=kept, at=NOON)


def test_narrower_is_within_and_unknown_is_not() -> None:
    wide = Figures(
        frozenset({"again", "staff"}), frozenset({"lead"}), Period(2, ClockUnit.MONTHS)
    ).text()
    narrow = Figures(frozenset({"again"}), frozenset({"lead"}), Period(30, ClockUnit.CALENDAR_DAYS))

    assert figures_in(narrow.text()) == narrow
    assert not goes_further(narrow.text(), wide)
    assert goes_further(wide, narrow.text())
    assert goes_further(wide, "")
    assert not goes_further("", wide)


def test_all_audiences_read_the_same_figures(cast: Cast) -> None:
    published(cast)

    found = queries.current(cast.alder.pk, [RECORD], NOON)

    assert {one.audience for one in found} == set(Audience)
    assert len({one.figures for one in found}) == 1
