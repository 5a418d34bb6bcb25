"""One question of triage. What it asks, and with which answers, the decision table says."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import WORDS, Choices, words
from bield.concerns.forms.changes import Change
from bield.concerns.lenses.shapes import UNSURE
from bield.kit.fields import either


class Question(Change):
    """`reason_for`: words of the answers that need a reason; `changing`: any does."""

    values = forms.MultipleChoiceField()
    reason = either(forms.CharField(max_length=WORDS, widget=words(3)))

    def __init__(
        self,
        data: QueryDict | None,
        *,
        version: int,
        asks: str,
        note: str,
        choices: Choices,
        many: bool,
        chosen: Sequence[str],
        told: Sequence[str] = (),
        reason_for: Collection[str],
    ) -> None:
        super().__init__(data, version=version)
        asked = self.fields["values"]
        asked.widget = forms.CheckboxSelectMultiple() if many else OneOfMany()
        asked.label, asked.help_text = asks, note
        asked.error_messages["required"] = (
            f"Choose {'what applies' if many else 'an answer'}{or_not_known(choices)}."
        )
        self.offer("values", choices)
        self.initial["values"] = list(chosen or told)
        if chosen:
            self.fields["reason"].label = "Why does the answer change?"
            self.fields["reason"].help_text = "The answer before stays in the record, with this."
        elif reason_for:
            self.fields["reason"].label = "Why?"
            answers = " or ".join(f"“{answer}”" for answer in reason_for)
            self.fields["reason"].help_text = f"If the answer is {answers}."
        else:
            del self.fields["reason"]

    @property
    def answer(self) -> dict[str, Any]:
        """In the words of the command."""
        given = self.cleaned_data
        return {"values": given["values"], "reason": given.get("reason", ""), "version": self.seen}


def or_not_known(choices: Choices) -> str:
    return ", or “Not known”" if any(value == UNSURE for value, _ in choices) else ""


class OneOfMany(forms.RadioSelect):
    """Radio buttons whose one answer comes as a list, as the command takes it."""

    def value_from_datadict(self, data: QueryDict, files: object, name: str) -> list[str]:  # type: ignore[override]
        del files
        return data.getlist(name)

    def format_value(self, value: object) -> list[str]:
        return [str(one) for one in value] if isinstance(value, list | tuple) else []
