"""Of which time the board reads. It stands in the address."""

from django import forms

from bield.concerns.states import Stretch
from bield.kit.forms import Form


class OfTime(Form):
    stretch = forms.ChoiceField(
        label="Of which time?",
        choices=Stretch.choices,
        initial=Stretch.YEAR,
        error_messages={"invalid_choice": "Choose one from the list."},
    )

    @property
    def chosen(self) -> str:
        """This year, where nothing, or nothing that can be, is asked."""
        return str(self.cleaned_data["stretch"]) if self.is_valid() else Stretch.YEAR.value
