"""What another answer asks for is not called optional."""

import pytest

from bield.concerns import forms
from bield.kit.forms import Form
from tests.conftest import NOON


def question(chosen: tuple[str, ...] = ()) -> Form:
    return forms.Question(
        None,
        version=1,
        asks="Are they safe now?",
        note="",
        choices=[("yes", "Yes"), ("no", "No")],
        many=False,
        chosen=chosen,
        reason_for=["No"],
    )


def share() -> Form:
    return forms.Share(None, version=1, grounds=[], items=[], anybody=True, not_proposed=True)


@pytest.mark.parametrize(
    ("form", "asks"),
    [
        (question(), "Why?"),
        (question(chosen=("yes",)), "Why does the answer change?"),
        (share(), "Why is it shared?"),
        (share(), "Why not the body that is proposed?"),
        (forms.ReportAddress(None, at=NOON, not_proposed=True), "Why not the body that is propos"),
        (forms.Hear(None, referrals=[]), "What did they say, and who said it?"),
        (forms.Hear(None, referrals=[]), "Which reference is it?"),
    ],
)
def test_what_may_be_demanded_is_not_called_optional(form: Form, asks: str) -> None:
    labels = [part.split("</label>")[0] for part in str(form).split("<label")]

    [label] = [label for label in labels if asks in label]
    assert "optional" not in label


def test_what_is_never_demanded_is() -> None:
    [label] = [
        part.split("</label>")[0] for part in str(share()).split("<label") if "Of which" in part
    ]

    assert "optional" in label
