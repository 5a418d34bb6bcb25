"""What is asked of whoever prints: what for, and who will have the paper."""

from django import forms

from bield.concerns.forms.asking import LINE, words
from bield.concerns.printing import PrintFor, Printing
from bield.kit.fields import either
from bield.kit.forms import Form


class PrintOut(Form):
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=PrintFor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is for."},
    )
    words = either(
        forms.CharField(
            label="What else is it for, or which one?",
            help_text="Only if the list does not say it. For example, the day of the conference."
            " It stands on the paper.",
            max_length=LINE,
            widget=words(1),
        )
    )
    recipient = forms.CharField(
        label="Who will have the paper?",
        help_text="Name and office. Your own name if you keep it.",
        max_length=LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Write who will have the paper. Write your own name if you keep it."
        },
    )

    @property
    def asked(self) -> Printing:
        return Printing(**self.cleaned_data)
