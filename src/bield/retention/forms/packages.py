"""What is given to whoever asked, and who may be named in it."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from bield.kit.forms import Form


class Pack(Form):
    give = forms.MultipleChoiceField(
        label="What is given?",
        help_text="Look at each below first. Leave out what could harm somebody, and write down why"
        " as a step of the request.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing to give."},
    )
    named = forms.MultipleChoiceField(
        label="Whose names may stay in it?",
        help_text="The names of other people are taken out. Tick those who agreed, or of whom it is"
        " fair that they are named.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        give: Iterable[tuple[str, str]],
        given: Iterable[str],
        others: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        self.offer("give", give)
        self.fields["give"].initial = list(given)
        names = list(others)
        if names:
            self.offer("named", names)
        else:
            del self.fields["named"]
