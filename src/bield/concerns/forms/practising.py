"""The decisions of a made-up evening."""

from django import forms
from django.http import QueryDict

from bield.concerns.rules.practising import DECISIONS
from bield.kit.forms import Form


class Practise(Form):
    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        for one in DECISIONS:
            self.fields[one.code] = forms.ChoiceField(
                label=one.asks,
                choices=one.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose what you would do."},
            )
