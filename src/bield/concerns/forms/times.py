"""How long something may take here."""

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import Choices
from bield.kit.forms import Form


class OwnTime(Form):
    amount = forms.IntegerField(
        label="How many?",
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter a number.",
            "invalid": "Enter a whole number, like 2.",
        },
    )
    unit = forms.ChoiceField(
        label="Of what?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose hours or working days."},
    )

    def __init__(self, data: QueryDict | None, *, units: Choices, amount: int, unit: str) -> None:
        super().__init__(data, initial={"amount": amount, "unit": unit})
        self.offer("unit", units)
