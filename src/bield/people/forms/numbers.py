from django import forms
from django.http import QueryDict

from bield.kit.forms import Form
from bield.people.forms import Choices
from bield.people.forms import number as number_of


class Number(Form):
    number = forms.CharField(
        label="Number",
        help_text="Empty means that this place goes by the number of the whole organisation.",
        max_length=32,
        required=False,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
    )
    site_id = forms.TypedChoiceField(
        label="Where?", coerce=number_of, required=False, empty_value=None
    )

    def __init__(self, data: QueryDict | None, *, places: Choices) -> None:
        super().__init__(data)
        self.offer("site_id", places)
