"""What is asked about a number by which a body outside is reached."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from bield.advice.states import Within
from bield.kit.forms import Form

Choices = Sequence[tuple[str, str]]


class KeepNumber(Form):
    body = forms.ChoiceField(label="Which body is it?")
    site_id = forms.TypedChoiceField(
        label="From which place does one call it?",
        help_text="Choose “Everywhere” when all your places belong to the same authority.",
        coerce=int,
        empty_value=None,
        required=False,
    )
    authority = forms.CharField(
        label="Whose is it?",
        help_text="For example, Northshire County Council.",
        max_length=120,
        error_messages={"required": "Enter which authority it belongs to."},
    )
    phone = forms.CharField(label="Which number does one call?", max_length=40, required=False)
    out_of_hours = forms.CharField(
        label="And in the evening, at night and at weekends?", max_length=40, required=False
    )
    email = forms.EmailField(
        label="Which e-mail address takes referrals?",
        required=False,
        error_messages={"invalid": "Enter an e-mail address, like team@northshire.example."},
    )
    web = forms.CharField(
        label="Which page has their form?",
        help_text="For example, northshire.example/report.",
        max_length=200,
        required=False,
    )
    within = forms.ChoiceField(
        label="How soon does this LADO want to be told?",
        help_text="Only for a LADO. Their page says it; most ask for one working day.",
        choices=[("", "It is not a LADO"), *Within.choices],
        required=False,
    )
    note = forms.CharField(
        label="What should a caller know?",
        help_text="Hours, a form they want, a word to ask for.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        bodies: Choices,
        sites: Choices,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.offer("body", [("", "Choose a body"), *bodies])
        self.offer("site_id", [("", "Everywhere"), *sites])
