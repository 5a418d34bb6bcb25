"""What happened to data, when it was found, and who was told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from bield.kit.fields import DayField, either
from bield.kit.forms import Form
from bield.retention.states import BreachStepKind, Likely

MOST_PEOPLE = 1_000_000_000
CLOCK = {
    "required": "Enter the time, like 14:30.",
    "invalid": "Enter the time, like 14:30.",
}


def clock(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, help_text="For example, 14:30.", error_messages=CLOCK)


class Timed(Form):
    """A day and a time of it make one moment."""

    def moment(self, day: str, time: str) -> datetime:
        on, at = self.cleaned_data[day], self.cleaned_data[time]
        return timezone.make_aware(datetime.combine(on, at))


class WriteBreach(Timed):
    words = forms.CharField(
        label="What happened?",
        help_text="What got out, was lost or was changed; whose data it is; how it was found.",
        widget=forms.Textarea,
        error_messages={"required": "Write down what happened."},
    )
    discovered_at = DayField(
        label="On what day was it discovered?",
        error_messages={"required": "Enter the day on which it was discovered."},
    )
    discovered_time = clock("At what time?")
    people = forms.IntegerField(
        label="How many people does it touch?",
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text="Leave empty while nobody knows.",
    )

    @property
    def said(self) -> dict[str, Any]:
        return {
            "words": self.cleaned_data["words"],
            "people": self.cleaned_data["people"],
            "discovered_at": self.moment("discovered_at", "discovered_time"),
        }


class TakeBreachStep(Timed):
    what = forms.ChoiceField(label="What was done?", widget=forms.RadioSelect)
    risk = either(
        forms.ChoiceField(
            label="If you assessed it: how great is the risk?",
            widget=forms.RadioSelect,
            choices=Likely.choices,
        )
    )
    done_at = DayField(
        label="On what day?", error_messages={"required": "Enter the day on which it was done."}
    )
    done_time = clock("At what time?")
    words = forms.CharField(
        label="What was done, and why?",
        help_text="If somebody was told late or is not told: why. If they were told: what, and the"
        " reference that you were given.",
        widget=forms.Textarea,
        error_messages={"required": "Write down what was done, and why."},
    )

    def __init__(self, data: QueryDict | None, *, offered: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("what", offered)
        if BreachStepKind.ASSESSED not in dict(offered):
            del self.fields["risk"]

    @property
    def said(self) -> dict[str, Any]:
        return {
            "what": self.cleaned_data["what"],
            "risk": self.cleaned_data.get("risk", ""),
            "words": self.cleaned_data["words"],
            "done_at": self.moment("done_at", "done_time"),
        }
