"""What is asked of whoever takes words out of a copy, and of whoever reads it a second time."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import LINE, WORDS, Choices, words
from bield.concerns.forms.changes import Change
from bield.concerns.redacting import Line, Reason
from bield.kit.fields import Answer, either
from bield.kit.forms import Form as KitForm


class Redact(Change):
    """Names, words and sentences, for one reason at a time."""

    reason = forms.ChoiceField(
        label="Why is it taken out?",
        help_text="The reason stands in the copy, in a table at its end.",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it is taken out."},
    )
    why = either(
        forms.CharField(
            label="If it is another reason: which?",
            help_text="Whoever receives the copy reads it, so it must not tell what it hides.",
            max_length=LINE,
        )
    )
    people = either(
        forms.MultipleChoiceField(
            label="Whose name is taken out?",
            help_text="Wherever it stands: in full, a part of it, with and without accents.",
            widget=forms.CheckboxSelectMultiple,
        )
    )
    words = either(
        forms.CharField(
            label="Which words?",
            help_text="Exactly as they stand there, one passage on a line. Every time they come.",
            max_length=WORDS,
            widget=words(3),
        )
    )
    lines = either(
        forms.MultipleChoiceField(label="Which sentences?", widget=forms.CheckboxSelectMultiple)
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        version: int,
        people: Choices,
        lines: Sequence[Line],
    ) -> None:
        super().__init__(data, version=version)
        self.offer("people", people)
        self.offer("lines", _answers(lines))
        if not people:
            del self.fields["people"]

    def taking(self) -> dict[str, Any]:
        """In the words of the command."""
        asked = self.cleaned_data
        return {
            "reason": asked["reason"],
            "why": asked["why"],
            "people": tuple(asked.get("people", ())),
            "words": tuple(asked["words"].splitlines()),
            "places": tuple(asked["lines"]),
        }


def _answers(lines: Iterable[Line]) -> list[tuple[str, str]]:
    return [(one.place, Answer(one.text, one.heading)) for one in lines]


class PutBack(KitForm):
    mark = forms.IntegerField(min_value=1, max_value=99_999)
    version = forms.IntegerField()


class MakeRedacted(KitForm):
    version = forms.IntegerField()


class Release(KitForm):
    decision = forms.ChoiceField(
        label="May it leave?",
        choices=[
            ("release", Answer("Yes: I have read it, and it may leave")),
            ("back", Answer("No: it goes back to whoever prepared it", "Write what is wrong.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it may leave."},
    )
    reason = either(
        forms.CharField(
            label="Why?",
            help_text="If you send it back, or release what you prepared yourself.",
            max_length=WORDS,
            widget=words(3),
        )
    )

    def said(self) -> dict[str, Any]:
        """In the words of the command."""
        asked = self.cleaned_data
        return {"releases": asked["decision"] == "release", "reason": asked["reason"]}
