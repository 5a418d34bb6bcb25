"""Does another concern belong to this one?"""

from django import forms

from bield.concerns.forms.asking import WORDS, words
from bield.concerns.forms.changes import Change

BELONGS, DOES_NOT = "yes", "no"


class Link(Change):
    linked = forms.ChoiceField(
        label="Does it belong to this one?",
        choices=[(BELONGS, "Yes, they belong together"), (DOES_NOT, "No, it is something else")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it belongs to this one."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=WORDS,
        widget=words(3),
        error_messages={"required": "Write the reason. It stays with both."},
    )

    @property
    def belongs(self) -> bool:
        return bool(self.cleaned_data["linked"] == BELONGS)
