"""Whether those at home are told, and that they were."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from bield.concerns.answers import ParentsDecision, ToldHow
from bield.concerns.forms.asking import CLOCKS, LINE, WORDS, Choices
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.changes import Change
from bield.kit.fields import Answer, DayField, either

DECISIONS = (
    (ParentsDecision.NOW, Answer("Tell them now", "Early, so that they can help.")),
    (ParentsDecision.LATER, Answer("Tell them later", "On a day you decide again.")),
    (ParentsDecision.NEVER, Answer("Do not tell them", "Because it would put the child at risk.")),
)


class Parents(Change):
    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they are told now, later or not."},
    )
    whom = either(
        forms.MultipleChoiceField(
            label="Who is told?",
            help_text="If you tell them now.",
            widget=forms.CheckboxSelectMultiple,
        )
    )
    other = forms.CharField(
        label="Somebody else who cares for the child",
        help_text="The full name. Nobody who may have done harm, and nobody who would tell them.",
        max_length=LINE,
        required=False,
    )
    look_again_on = either(
        DayField(
            label="When do you decide again?",
            help_text="If you tell them later. For example, 27 3 2026.",
        )
    )
    reason = forms.CharField(
        label="Why is this right for the child?",
        max_length=WORDS,
        widget=box(4),
        error_messages={"required": "Write the reason."},
    )

    def __init__(
        self, data: QueryDict | None, *, version: int, people: Choices, chosen: list[str]
    ) -> None:
        super().__init__(data, version=version)
        self.initial["whom"] = chosen
        self.offer("whom", people)
        if not people:
            del self.fields["whom"]


class TellParents(Change):
    whom = forms.MultipleChoiceField(
        label="Who was told?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who was told."},
    )
    how = forms.ChoiceField(
        label="How were they told?",
        choices=ToldHow.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they were told."},
    )
    told_on = DayField(
        label="On which day?", error_messages={"required": "Enter the day on which they were told."}
    )
    told_time = forms.TimeField(
        label="At what time?",
        help_text="As well as you know, for example 14:10.",
        input_formats=CLOCKS,
        error_messages={
            "invalid": "Enter a time, like 14:10.",
            "required": "Enter the time, like 14:10.",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    words = forms.CharField(
        label="What was said, and what did they say?",
        help_text="Who supports them, and where they find help.",
        max_length=WORDS,
        widget=box(4),
        error_messages={"required": "Write down what was said."},
    )

    def __init__(self, data: QueryDict | None, *, version: int, people: Choices) -> None:
        super().__init__(data, version=version)
        self.offer("whom", people)

    def answers(self) -> dict[str, Any]:
        """In the words of the command."""
        said = dict(self.cleaned_data)
        day, clock = said.pop("told_on"), said.pop("told_time")
        return said | {
            "told_at": timezone.make_aware(datetime.combine(day, clock or time(12))),
        }
