from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from bield.kit.forms import Form
from bield.people.forms import Choices
from bield.people.rules.families import LAST_CALLED
from bield.people.states import Relation, Responsible


class Link(Form):
    """What an adult is to a child."""

    relation = forms.ChoiceField(
        label="What are they to the child?",
        choices=[("", "Not known"), *Relation.choices],
        required=False,
    )
    responsible = forms.ChoiceField(
        label="Do they have parental responsibility?",
        help_text="Only who has it is asked to agree to anything for the child.",
        choices=Responsible.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they have parental responsibility."},
    )
    call_order = forms.IntegerField(
        label="As which one are they called?",
        help_text="1 is called first.",
        min_value=1,
        max_value=LAST_CALLED,
        initial=1,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Enter a number, like 1.",
            "invalid": "Enter a number, like 1.",
        },
    )

    @property
    def answers(self) -> dict[str, Any]:
        known = dict(self.cleaned_data)
        said = known.pop("responsible")
        known["parental_responsibility"] = said == Responsible.YES
        known["responsibility_known"] = said != Responsible.NOT_KNOWN
        return known


class Guardian(Link):
    """A parent or carer of a child, found by name."""

    guardian = forms.TypedChoiceField(
        label="Who is the parent or carer?",
        coerce=int,
        error_messages={"required": "Choose who it is."},
    )
    field_order = ("guardian", "relation", "responsible", "call_order")

    def __init__(
        self, data: QueryDict | None, *, people: Choices, initial: Mapping[str, object]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.offer("guardian", [("", ""), *people])


class Home(Form):
    label = forms.CharField(
        label="What do you call this address?",
        max_length=120,
        error_messages={"required": "Write a few words, like the street."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class MovesIn(Form):
    person = forms.TypedChoiceField(
        label="Who?", coerce=int, error_messages={"required": "Choose who lives there."}
    )

    def __init__(self, data: QueryDict | None, *, people: Choices) -> None:
        super().__init__(data)
        self.offer("person", [("", ""), *people])


class Note(Form):
    kind = forms.ChoiceField(
        label="What is it about?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about."},
    )
    words = forms.CharField(
        label="What has to be known?",
        help_text="It replaces what was written before. Empty means that nothing has to be known.",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, kinds: Choices) -> None:
        super().__init__(data)
        self.offer("kind", kinds)
