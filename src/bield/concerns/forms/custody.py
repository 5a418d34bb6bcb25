"""What is asked of a thing that is kept: never a file, never a copy."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from bield.concerns.answers import Agreed, Ending, ThingKind
from bield.concerns.forms.asking import CLOCKS, LINE, NAMES, WORDS
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.changes import Change
from bield.kit.fields import Answer, DayField
from bield.kit.forms import Form
from bield.retention.states import Adviser


def line(label: str, *, help_text: str = "", required: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LINE,
        required=bool(required),
        error_messages={"required": required},
    )


def clock(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text="As well as you know, for example 14:10.",
        input_formats=CLOCKS,
        error_messages={
            "invalid": "Enter a time, like 14:10.",
            "required": "Enter the time, like 14:10.",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )


class TakeIntoCustody(Change):
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(one.value, Answer(*one.label.split(": ", 1))) for one in ThingKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    what = line(
        "Which one?",
        help_text="Make, colour, number; of an account or address, what it is called. Do not look"
        " into it, and copy nothing.",
        required="Write which one it is.",
    )
    whose = line("Whose is it?", required="Write whose it is.")
    from_whom = line("Who gave it to you?", required="Write who gave it to you.")
    found_how = line("Where and how was it found?")
    taken_on = DayField(
        label="On which day did you take it?",
        error_messages={"required": "Enter the day on which you took it."},
    )
    taken_time = clock("At what time?")
    kept_where = line(
        "Where is it locked away?",
        help_text="Leave it switched on or off, as it was.",
        required="Write where it is locked away.",
    )
    seal = line("What is written on its seal or bag?")
    review_on = DayField(
        label="When does somebody ask whether it is still needed?",
        like="27 3 2027",
        error_messages={"required": "Enter the day on which somebody asks."},
    )

    def answers(self) -> dict[str, Any]:
        """In the words of the command."""
        said = dict(self.cleaned_data)
        taken = datetime.combine(said.pop("taken_on"), said.pop("taken_time"))
        return said | {"taken_at": timezone.make_aware(taken)}


class HandOver(Form):
    person = forms.CharField(
        label="To which colleague?",
        help_text="The full name. They confirm it from their own account.",
        max_length=LINE,
        widget=box(1, **NAMES, **{"data-choose-one": "yes"}),
        required=False,
    )
    outside = line("Or to whom outside?", help_text="Name, body, and number: PC Hill, 1234.")
    where = line("Where is it kept from now on?", required="Write where it is kept from now on.")
    seal = line("What is written on its seal or bag?")

    @property
    def colleague(self) -> str:
        return str(self.cleaned_data.get("person", ""))


class Confirm(Form):
    agreed = forms.ChoiceField(
        label="Do you have it?",
        choices=((Agreed.YES, "Yes, I have it"), (Agreed.NO, "No, it was not given to me")),
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you have it."},
    )
    words = line("Is there anything to say about it?", help_text="A broken seal, for example.")


class TakeBack(Form):
    from_whom = line("Who gave it back?", required="Write who gave it back.")
    where = line("Where is it kept from now on?", required="Write where it is kept from now on.")
    seal = line("What is written on its seal or bag?")


class LetGo(Form):
    how = forms.ChoiceField(
        label="What becomes of it?",
        choices=Ending.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it."},
    )
    to_whom = line("Who has it now?", required="Write who has it now.")
    adviser = forms.ChoiceField(
        label="Who advised it?",
        choices=Adviser.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who advised it."},
    )
    advice = forms.CharField(
        label="What did they advise?",
        help_text="Who said it, when, and in which words.",
        max_length=WORDS,
        widget=box(3),
        error_messages={"required": "Write down what was advised."},
    )
    unseen = forms.BooleanField(
        label="The young person deleted it themself, and nobody looked",
        required=False,
    )
