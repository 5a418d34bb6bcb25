"""What is asked of a flag on a person: what it is, from when until when, how it is known."""

from django import forms

from bield.concerns.forms.asking import LINE, NAMES, WORDS
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.changes import Change
from bield.concerns.states import FlagKind
from bield.kit.fields import DayField, either
from bield.kit.forms import Form

ONLY_FOR_SOME = (
    "Only for “no contact”, or for a court order about somebody: type a name and choose, or write"
    " it in full. Whoever is named here never sees the flag."
)


class SetFlag(Form):
    kind = forms.ChoiceField(
        label="What should people know?",
        choices=FlagKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what people should know."},
    )
    whom = either(
        forms.CharField(
            label="Who must have no contact?",
            help_text="Only for “no contact”, or for a court order about somebody. One name a"
            " line. Whoever is named here never sees the flag.",
            max_length=LINE,
            widget=box(2, **{**NAMES, "data-choose-hint": ONLY_FOR_SOME}),
        )
    )
    begins_on = DayField(
        label="From which day?",
        error_messages={"required": "Enter the day from which it holds."},
    )
    until_on = DayField(
        label="Until which day, or when is it looked at again?",
        help_text="For example, 27 3 2027. Nothing ends by itself: on that day you are asked.",
        required=False,
    )
    words = forms.CharField(
        label="What else do people need to know?",
        help_text="What to do and what not to do. No more than that: whoever reads a concern about"
        " this person reads it too.",
        max_length=WORDS,
        required=False,
        widget=box(4),
    )
    source = forms.CharField(
        label="How do you know it?",
        help_text="Who told you, or which letter says so, and of which day.",
        max_length=LINE,
        widget=box(2),
        error_messages={"required": "Write how you know it."},
    )


class KeepFlag(Change):
    until_on = DayField(
        label="Until which day, or when is it looked at again?",
        help_text="For example, 27 3 2027. Leave it empty if nobody knows.",
        required=False,
    )
    words = forms.CharField(
        label="Whom did you ask, and what did they say?",
        max_length=WORDS,
        widget=box(4),
        error_messages={"required": "Write whom you asked. It stays in the chronology."},
    )


class EndFlag(Change):
    ended_on = DayField(
        label="On which day did it end?",
        error_messages={"required": "Enter the day on which it ended."},
    )
    reason = forms.CharField(
        label="Why, and how do you know it?",
        max_length=WORDS,
        widget=box(4),
        error_messages={"required": "Write the reason. It stays in the chronology."},
    )
