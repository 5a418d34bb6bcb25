from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from bield.duties.states import ClockUnit
from bield.kit.fields import TO_COME, DayField
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
        like=TO_COME,
        label="Which is its first day?",
        error_messages={"required": "Enter its first day."},
    )
    ends_on = DayField(
        like=TO_COME,
        label="Which is its last day?",
        error_messages={"required": "Enter its last day."},
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


class HandOn(Form):
    """What the lead hands on, to whom, and for how long."""

    kind = forms.ChoiceField(
        label="What do you hand on?", error_messages={"required": "Choose what you hand on."}
    )
    person = forms.TypedChoiceField(
        label="To whom?", coerce=int, error_messages={"required": "Choose who has it from then."}
    )
    begins_on = DayField(
        like=TO_COME, label="From which day?", error_messages={"required": "Enter the first day."}
    )
    ends_on = DayField(
        label="Until which day?",
        help_text="A year at most.",
        error_messages={"required": "Enter the last day."},
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        kinds: Iterable[tuple[str, str]],
        people: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        self.offer("kind", [("", ""), *kinds])
        self.offer("person", [("", ""), *people])


class MoreOften(Form):
    """How often one place does what the whole group does."""

    amount = forms.IntegerField(
        label="Every how many?",
        min_value=0,
        max_value=999,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Enter a number.", "invalid": "Enter a number, like 2."},
    )
    unit = forms.ChoiceField(
        label="Of what?",
        choices=[("", ""), *ClockUnit.choices],
        error_messages={"required": "Choose days, months or terms."},
    )
