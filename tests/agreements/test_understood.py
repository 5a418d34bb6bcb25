"""One question shows whether it was understood: wrong is told kindly, right is kept."""

from dataclasses import replace

import pytest

from bield.agreements import commands, queries
from bield.agreements.models import Answer, Understood
from bield.agreements.states import Stands
from bield.kit.refusals import Refused
from tests.agreements.asking import CHECK, RECORD, RIGHT, WHY, cares, published, put, says, stands
from tests.agreements.test_pages import answers, sheet
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient


@pytest.mark.clause("SR-16a")
def test_a_wrong_answer_is_asked_again_and_the_right_one_is_kept(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.nan)
    path = sheet(cast, form)
    asked = client.get(path).content.decode()
    assert f"Why: {WHY}" in asked
    assert CHECK.asks in asked

    wrong = answers(client, path, record="yes", check_record="For fun").content.decode()
    assert "Not quite. Read the text above once more" in wrong
    assert not Answer.objects.exists()
    answers(client, path, record="yes", check_record=RIGHT)

    kept = Understood.objects.get()
    assert (kept.answer.signer, kept.asks, kept.chosen) == (cast.nan, CHECK.asks, RIGHT)
    assert kept.answer.question.reason == WHY  # the exact words that were read


@pytest.mark.clause("SR-16a")
def test_nobody_says_yes_without_having_understood(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    asked = queries.answerable(cast.alder.pk, cast.nan.pk, cast.joe.pk, [RECORD], at=NOON)
    seen = {RECORD: asked[RECORD].question.digest}

    with pytest.raises(Refused, match="not-understood-yet"):
        commands.answer(cast.actor("nan"), cast.joe.pk, {RECORD: "yes"}, seen=seen, at=NOON)
    with pytest.raises(Refused, match="not-understood-yet"):
        commands.take_answer(
            cast.actor("eve"), cast.nan.pk, cast.joe.pk, {RECORD: "yes"},
            seen=seen, how="paper", understood={RECORD: "For fun"}, at=NOON,
            by=commands.Evidence(signed_on=TODAY),
        )  # fmt: skip
    commands.answer(cast.actor("nan"), cast.joe.pk, {RECORD: "no"}, seen=seen, at=NOON)

    assert stands(cast).stands == Stands.REFUSED


@pytest.mark.clause("SR-16a")
def test_where_it_begins_to_be_asked_an_older_yes_does_not_do(cast: Cast) -> None:
    form = published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    Understood.objects.all().delete()  # as if nothing had been asked

    assert stands(cast).stands == Stands.MISSING
    says(cast, "nan")
    assert [one.person_id for one in stands(cast).waits] == [cast.joe.pk]
    assert queries.my_sheet(cast.actor("joe"), cast.joe.reference, form, at=NOON).wanted == 1


def test_other_words_of_the_question_ask_nobody_again(cast: Cast) -> None:
    form = published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    other = [replace(one, check=replace(CHECK, asks="What for?")) for one in put()]

    published(cast, other, instead_of=form, at=NOON)

    assert stands(cast).granted


@pytest.mark.parametrize(
    "check",
    [
        replace(CHECK, wrong=()),
        replace(CHECK, wrong=(RIGHT,)),
        replace(CHECK, asks=" "),
        replace(CHECK, right="x" * 201),
    ],
)
def test_a_question_without_a_choice_is_none(cast: Cast, check: commands.Check) -> None:
    asked = [replace(one, check=check) for one in put()]

    with pytest.raises(Refused, match="check-"):
        commands.write_form(cast.actor("ama"), "Recording", asked, at=NOON)
