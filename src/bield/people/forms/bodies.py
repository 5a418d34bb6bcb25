from django import forms
from django.http import QueryDict

from bield.kit.fields import DayField
from bield.kit.forms import Form
from bield.people.forms import Choices, number
from bield.people.states import BodyKind


class AnswersFor(Form):
    contact = forms.TypedChoiceField(
        label="Who answers for it?",
        coerce=int,
        error_messages={"required": "Choose who answers for it."},
    )

    def __init__(self, data: QueryDict | None, *, people: Choices) -> None:
        super().__init__(data)
        self.offer("contact", [("", ""), *people])


class Body(AnswersFor):
    name = forms.CharField(
        label="What is the organisation called?",
        max_length=200,
        error_messages={"required": "Write what it is called."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label="What is it for you?",
        choices=BodyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is for you."},
    )
    field_order = ("name", "kind", "contact")


class Engage(Form):
    kind = forms.ChoiceField(
        label="As what?", error_messages={"required": "Choose as what they come."}
    )
    body = forms.TypedChoiceField(
        label="From which organisation?", coerce=number, required=False, empty_value=None
    )
    site_id = forms.TypedChoiceField(
        label="Where?", coerce=number, required=False, empty_value=None
    )
    begins_on = DayField(label="From which day?", required=False, help_text="Empty means today.")
    ends_on = DayField(
        label="Until which day?", required=False, help_text="Empty means until further notice."
    )

    def __init__(
        self, data: QueryDict | None, *, kinds: Choices, bodies: Choices, places: Choices
    ) -> None:
        super().__init__(data)
        self.offer("kind", kinds)
        self.offer("body", bodies)
        self.offer("site_id", places)
