from django import forms
from django.http import QueryDict

from bield.kit.forms import Form
from bield.people.forms import Choices, number


class Named(Form):
    name = forms.CharField(
        label="What is the group called?",
        max_length=200,
        error_messages={"required": "Write what the group is called."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class NewGroup(Named):
    site_id = forms.TypedChoiceField(
        label="Where?", coerce=number, required=False, empty_value=None
    )

    def __init__(self, data: QueryDict | None, *, places: Choices) -> None:
        super().__init__(data)
        self.offer("site_id", places)


class Joins(Form):
    person = forms.TypedChoiceField(
        label="Who?", coerce=int, error_messages={"required": "Choose who it is."}
    )
    leads_it = forms.BooleanField(label="They teach or lead this group", required=False)

    def __init__(self, data: QueryDict | None, *, people: Choices) -> None:
        super().__init__(data)
        self.offer("person", [("", ""), *people])
