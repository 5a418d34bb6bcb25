"""Who is asked for one task, for what and until when; and what they answer."""

from django import forms

from bield.concerns.forms.asking import LINE, NAMES, WORDS
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.changes import Change
from bield.kit.fields import DayField
from bield.kit.forms import Form


class Consult(Change):
    person = forms.CharField(
        label="Whom do you ask?",
        help_text="The full name. They see what you write below, and nothing else of the concern.",
        max_length=LINE,
        widget=box(1, **NAMES, **{"data-choose-one": "yes"}),
        error_messages={"required": "Name whom you ask."},
    )
    task = forms.CharField(
        label="What do you ask of them?",
        help_text="All they need to do it, and no more: an account, a device, a time. No names"
        " where it can be done without.",
        max_length=WORDS,
        widget=box(5),
        error_messages={"required": "Write what you ask of them."},
    )
    until = DayField(
        label="Until which day?",
        like="27 3 2027",
        error_messages={"required": "Enter the day after which they see nothing of it."},
    )


class AnswerTask(Form):
    words = forms.CharField(
        label="What did you find, or do?",
        help_text="Facts. It is read by those who asked you.",
        max_length=WORDS,
        widget=box(5),
        error_messages={"required": "Write what you found or did."},
    )
