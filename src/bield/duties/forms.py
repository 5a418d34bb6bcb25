from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from bield.kit.fields import DayField
from bield.kit.forms import Form


class Done(Form):
    evidence = forms.ChoiceField(
        label="What have you done?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you have done."},
    )

    def __init__(self, data: QueryDict | None, *, evidence: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("evidence", evidence)


class NewTerm(Form):
    name = forms.CharField(
        label="What is the term called?",
        help_text="For example, Autumn term.",
        max_length=60,
        error_messages={"required": "Enter what the term is called."},
    )
    begins_on = DayField(
        label="Which is its first day?", error_messages={"required": "Enter its first day."}
    )
    ends_on = DayField(
        label="Which is its last day?", error_messages={"required": "Enter its last day."}
    )
    site_id = forms.TypedChoiceField(
        label="Where does it hold?", coerce=int, empty_value=None, required=False
    )

    def __init__(self, data: QueryDict | None, *, places: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        if offered := list(places):
            self.offer("site_id", offered)
        else:
            del self.fields["site_id"]
