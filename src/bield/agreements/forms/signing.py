"""What is asked at a link, and of the office that writes down how an answer came."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from bield.agreements.forms.answers import Answer
from bield.agreements.queries import Sheet
from bield.agreements.rules.answering import TAKEN
from bield.agreements.rules.replies import MOST_LETTERS
from bield.agreements.states import How, Way
from bield.kit.fields import DayField, either
from bield.kit.forms import Form

SCANS = ".pdf,.jpg,.jpeg,.png,.webp"


class Fact(Form):
    """The same for everybody, whatever stands behind the link."""

    born_on = DayField(
        label="Which birth date?",
        help_text="Of the youngest child that you answer for. If you answer for yourself alone,"
        " your own. For example, 27 3 2016.",
        error_messages={"required": "Write the birth date."},
    )


class Code(Form):
    code = forms.CharField(
        label="Your code",
        help_text="Twelve letters and numbers, as they are shown to you.",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Write the code."},
    )


class Guest(Form):
    name = forms.CharField(
        label="What is their name?",
        max_length=200,
        error_messages={"required": "Write their name."},
    )
    born_on = DayField(
        label="When were they born?",
        help_text="From 18 on they answer for themselves. For example, 27 3 1986.",
        error_messages={"required": "Write the birth date: it says in which words they are asked."},
    )


class TakeAnswer(Answer):
    """What somebody said on paper, by message or to one’s face, and what shows it."""

    def __init__(
        self, data: QueryDict | None, files: MultiValueDict[str, Any], *, sheet: Sheet
    ) -> None:
        super().__init__(data, sheet=sheet)
        if data is not None:
            self.files = files
        self.fields["how"] = forms.ChoiceField(
            label="How did the answer come?",
            choices=[(one.value, one.label) for one in How if one in TAKEN],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose how the answer came."},
        )
        self.fields["signed_on"] = either(
            DayField(label="On paper: which day stands beside the signature?", required=False)
        )
        self.fields["scan"] = either(
            forms.FileField(
                label="On paper: a scan or photograph of it",
                help_text="PDF, JPEG, PNG or WebP, up to 8 MB. It is sealed. A contractor’s paper"
                " is always kept.",
                max_length=255,
                required=False,
                widget=forms.FileInput({"accept": SCANS}),
                error_messages={"empty": "The file is empty. Choose another."},
            )
        )
        self.fields["witness"] = either(
            forms.CharField(
                label="Spoken: who heard it besides you?", max_length=120, required=False
            )
        )
        self.fields["words"] = either(
            forms.CharField(
                label="By e-mail or text: the message, word for word",
                help_text="A no alone is written down so. For a yes, send them the question by"
                " message first.",
                max_length=MOST_LETTERS,
                required=False,
                widget=forms.Textarea({"rows": 3}),
            )
        )

    @property
    def file(self) -> bytes | None:
        sent = self.cleaned_data["scan"]
        return sent.read() if sent else None


class AskByMessage(Form):
    purpose = forms.ChoiceField(label="What do you ask for?", widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label="How do you ask?",
        choices=[(one.value, one.label) for one in Way],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None, *, purposes: tuple[tuple[str, str], ...]) -> None:
        super().__init__(data)
        self.offer("purpose", purposes)


class Came(Form):
    sender = forms.CharField(
        label="From which address or number did it come?",
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    came_on = DayField(label="On which day did it come?")
    came_at = forms.TimeField(
        label="At what time?",
        help_text="For example, 14:05.",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Write the time like 14:05."},
    )
    words = forms.CharField(
        label="What did they write, word for word?",
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Copy what they wrote, word for word."},
    )

    @property
    def moment(self) -> datetime:
        day: date = self.cleaned_data["came_on"]
        return timezone.make_aware(datetime.combine(day, self.cleaned_data["came_at"]))
