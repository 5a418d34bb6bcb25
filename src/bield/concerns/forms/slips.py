"""What is asked about paper slips."""

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import Choices
from bield.concerns.rules.slips import MOST
from bield.concerns.states import OutOfUse
from bield.kit.forms import Form

USUAL = 10


class PrintSlips(Form):
    site_id = forms.TypedChoiceField(
        label="For which site?",
        coerce=int,
        error_messages={"required": "Choose the site where they will lie."},
    )
    count = forms.IntegerField(
        label="How many?",
        help_text=f"Up to {MOST} at once.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": "Write how many as a number, like 10."},
    )

    def __init__(self, data: QueryDict | None, *, sites: Choices) -> None:
        super().__init__(data, initial={"count": USUAL})
        first = [] if len(sites) == 1 else [("", "Choose a site")]
        self.offer("site_id", [*first, *sites])


class TakeOutOfUse(Form):
    why = forms.ChoiceField(
        label="What became of it?",
        choices=OutOfUse.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of it."},
    )
