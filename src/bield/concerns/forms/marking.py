"""What is asked of a mark on a body map: all of it can be answered without the drawing."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from bield.concerns.figure import HEIGHT, WIDTH, Colour, MarkKind, Size, View, choices
from bield.concerns.forms.asking import WORDS, Choices
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.custody import clock, line
from bield.concerns.rules.marking import Mark
from bield.kit.fields import DayField
from bield.kit.forms import Form

NOON = time(12)  # stands for a day of which nobody knows the hour, and is never shown


def _one_of(label: str, offered: Choices, missing: str, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=offered,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


class MarkBody(Form):
    party = _one_of("Who was it seen on?", (), "Choose who it was seen on.")
    view = _one_of("From which side is it seen?", View.choices, "Choose the side.")
    part = forms.ChoiceField(
        label="Where on the body?",
        help_text="Left and right are the person’s own, not yours.",
        choices=[("", "Choose a part"), *choices()],
        error_messages={"required": "Choose where on the body."},
    )
    x = forms.IntegerField(min_value=0, max_value=WIDTH, required=False, widget=forms.HiddenInput)
    y = forms.IntegerField(min_value=0, max_value=HEIGHT, required=False, widget=forms.HiddenInput)
    kind = _one_of("What does it look like?", MarkKind.choices, "Choose what it looks like.")
    size = _one_of("How large is it?", Size.choices, "Choose how large it is.")
    colour = _one_of("What colour is it?", Colour.choices, "Choose its colour.")
    seen_by = line("Who saw it?", required="Write who saw it.")
    seen_on = DayField(
        label="On which day was it seen?",
        error_messages={"required": "Enter the day on which it was seen."},
    )
    seen_time = clock("At what time?")
    note = forms.CharField(
        label="What else was seen or said?",
        help_text="What you saw, and what was said about it in the same words. Not what you think"
        " it comes from.",
        max_length=WORDS,
        required=False,
        widget=box(4, **{"data-full-names": "yes"}),
    )

    def __init__(self, data: QueryDict | None, *, people: Choices, writer: str) -> None:
        super().__init__(data, initial={"seen_by": writer})
        self.fields["seen_time"].required = False
        self.offer("party", people)

    def mark(self) -> Mark:
        said: dict[str, Any] = dict(self.cleaned_data)
        day, hour = said.pop("seen_on"), said.pop("seen_time")
        x, y = said.pop("x"), said.pop("y")
        return Mark(
            **said | {"party": int(said["party"])},
            seen_at=timezone.make_aware(datetime.combine(day, hour or NOON)),
            day_alone=hour is None,
            at=(x, y) if x is not None and y is not None else None,
        )
