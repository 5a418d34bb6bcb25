from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from bield.agreements.states import Deleted, Use
from bield.kit.fields import DayField
from bield.kit.forms import Form


class WillRecord(Form):
    person = forms.ChoiceField(
        label="Whose sessions will you record?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose sessions you will record."},
    )

    def __init__(self, data: QueryDict | None, *, persons: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("person", persons)


class SignRecording(Form):
    """What for, and until when. Nothing is chosen beforehand."""

    uses = forms.MultipleChoiceField(
        label="What will you use it for?",
        help_text="It stays in your family. It is never put online or passed on.",
        choices=Use.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing that you will use it for."},
    )
    ends_on = DayField(
        label="On which day will you delete it?",
        help_text="At most a year from now. For example, 27 3 2027.",
        error_messages={"required": "Enter the day on which you will delete it."},
    )


class AnswerDeletion(Form):
    said = forms.ChoiceField(
        label="Is it deleted?",
        choices=Deleted.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is deleted."},
    )
