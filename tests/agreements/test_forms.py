"""Forms: who writes them, and what is put in front of people."""

import pytest

from bield.agreements import commands, queries
from bield.agreements.commands import Put
from bield.agreements.models import FormVersion
from bield.agreements.states import Audience, Purpose
from bield.kit.refusals import NotFound, Refused
from tests.agreements.asking import RECORD, published, put
from tests.conftest import NOON, Cast


def write(cast: Cast, questions: list[Put], by: str = "ama", title: str = "Recording") -> str:
    return commands.write_form(cast.actor(by), title, questions, at=NOON).reference


def test_only_some_write_forms(cast: Cast) -> None:
    for by in ("cat", "dev", "eve", "fay", "gus", "hal", "ivy", "joe", "nan"):
        with pytest.raises(Refused, match="not-yours-to-publish"):
            write(cast, put(), by)
    assert write(cast, put(), "lou")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"words": " \u200b"}, "question-has-no-words"),
        ({"words": "x" * 4001}, "question-too-long"),
        ({"purpose": "blood"}, "unknown-question"),
        ({"audience": "everybody"}, "unknown-question"),
        ({"lasts_months": 0}, "lasts-out-of-reach"),
        ({"from_years": 18}, "age-out-of-reach"),
    ],
)
def test_what_cannot_be_asked(cast: Cast, changed: dict[str, object], code: str) -> None:
    said = {"purpose": RECORD, "audience": Audience.STAFF, "words": "May we?", **changed}

    with pytest.raises(Refused, match=code):
        write(cast, [Put(**said)])  # type: ignore[arg-type]  # that is the test


def test_the_same_is_asked_once(cast: Cast) -> None:
    with pytest.raises(Refused, match="asked-twice"):
        write(cast, [*put(), *put()])
    write(cast, put())
    with pytest.raises(Refused, match="form-title-taken"):
        write(cast, put(), title="recording ")
    with pytest.raises(Refused, match="form-has-no-title"):
        write(cast, put(), title=" ")


@pytest.mark.clause("SR-13b")
def test_parents_are_not_asked_without_the_child(cast: Cast) -> None:
    lead = cast.actor("ama")
    form = write(cast, [one for one in put() if one.audience != Audience.CHILD])

    with pytest.raises(Refused, match="child-is-not-asked"):
        commands.publish_form(lead, form, at=NOON)
    own = Put(Purpose.FAMILY_RECORDING, Audience.GUARDIAN, "What will you use it for?")
    commands.publish_form(lead, write(cast, [own], title="Your own recording"), at=NOON)


def test_one_purpose_is_asked_by_one_form(cast: Cast) -> None:
    published(cast)
    lead = cast.actor("ama")
    other = write(cast, put(), title="Everything")

    with pytest.raises(Refused, match="asked-elsewhere"):
        commands.publish_form(lead, other, at=NOON)
    with pytest.raises(Refused, match="nothing-is-asked"):
        commands.publish_form(lead, write(cast, [], title="Nothing"), at=NOON)


def test_what_was_published_is_never_changed(cast: Cast) -> None:
    form = published(cast)
    first = FormVersion.objects.get(form__reference=form)
    before = sorted(first.questions.values_list("audience", "digest"))

    commands.write_form(cast.actor("ama"), "Recording", put(child="Ok?"), instead_of=form, at=NOON)

    assert sorted(first.questions.values_list("audience", "digest")) == before
    draft = queries.draft_of(queries.form(cast.actor("ama"), form))
    assert draft is not None
    assert draft.number == 2
    with pytest.raises(NotFound):
        queries.form(cast.actor("mia"), form)


def test_a_form_without_a_draft_is_not_published_again(cast: Cast) -> None:
    form = published(cast)

    with pytest.raises(NotFound):
        commands.publish_form(cast.actor("ama"), form, at=NOON)
