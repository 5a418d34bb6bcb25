"""To which setting a person's file goes, how it is locked, and what comes back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import LINE, WORDS, words
from bield.concerns.forms.changes import Change
from bield.concerns.rules.transferring import Sending
from bield.concerns.states import Moving, Others, TransferState
from bield.kit.fields import Answer, DayField, either
from bield.kit.forms import Form

LEFT_OUT = "out_"
CARD, PHRASE = "card", "phrase"


class SendFile(Form):
    """Every concern goes, unless a reason says why not."""

    setting = forms.CharField(
        label="To which setting does it go?",
        help_text="The full name, as they write it.",
        max_length=200,
    )
    recipient = forms.CharField(
        label="Who receives it there?",
        help_text="The safeguarding lead, by name and post.",
        max_length=200,
    )
    surely = forms.CharField(
        label="How did you make sure that it reaches the right person?",
        help_text="For example: rang the office at the number on their own website and was put"
        " through.",
        max_length=LINE,
        widget=words(2),
    )
    began_on = DayField(
        label="On which day did they start there, or leave us?",
        help_text="Five school days run from it. For example, 2 3 2026.",
    )
    ground = forms.ChoiceField(
        label="On which ground does it go?", choices=Moving.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why do they need it?",
        help_text="It stands at the head of the file.",
        max_length=WORDS,
        widget=words(3),
    )
    others = forms.ChoiceField(
        label="How do other children stand in it?",
        help_text="Names are found as they are written. Whoever is said to have harmed and was"
        " typed keeps the name once triage says that an adult did it. Read the file before it"
        " leaves.",
        choices=[
            (Others.ANOTHER, Answer("As “another child”", "Two are told apart by a letter.")),
            (Others.INITIALS, Answer("By their initials", "Say below why they are needed.")),
            (Others.NAMES, Answer("By their names", "Say below why they are needed.")),
        ],
        initial=Others.ANOTHER,
        widget=forms.RadioSelect,
    )
    why_others = either(
        forms.CharField(
            label="Why do they need initials or names?", max_length=LINE, widget=words(2)
        )
    )

    def __init__(self, data: QueryDict | None, *, concerns: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.concerns = [reference for reference, _ in concerns]
        for reference, line in concerns:
            self.fields[f"{LEFT_OUT}{reference}"] = either(
                forms.CharField(
                    label=f"If {reference} does not go: why?",
                    help_text=f"{line}. Leave it empty, and it goes.",
                    max_length=LINE,
                )
            )

    @property
    def sending(self) -> Sending:
        said = dict(self.cleaned_data)
        out = {one: said.pop(f"{LEFT_OUT}{one}") for one in self.concerns}
        return Sending(**said, left_out={one: why for one, why in out.items() if why.strip()})


class LockFile(Change):
    how = forms.ChoiceField(
        label="How is it locked?",
        choices=[
            (CARD, Answer("To their card", "They use Bield, or another product that has a card.")),
            (
                PHRASE,
                Answer(
                    "With a pass phrase",
                    "They have no card. You send the file one way and say the phrase another way.",
                ),
            ),
        ],
        initial=CARD,
        widget=forms.RadioSelect,
    )
    card = either(
        forms.CharField(
            label="Their card",
            help_text="They sent it to you, or you asked for it. Paste all of it.",
            max_length=4_000,
            widget=words(4, spellcheck="false"),
        )
    )
    number = either(
        forms.CharField(
            label="Their number, as they said it on the telephone",
            help_text="Thirty digits. Ring a number that you know from elsewhere.",
            max_length=60,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
    )
    heard = either(
        forms.CharField(
            label="Who said the digits, and how did you reach them?",
            max_length=LINE,
            widget=words(2),
        )
    )

    @property
    def lock(self) -> dict[str, Any]:
        said = self.cleaned_data
        asked = {name: said[name] for name in ("card", "number", "heard")}
        return {"phrase": said["how"] == PHRASE, **asked, "version": self.seen}


class FileSent(Change):
    how = forms.CharField(
        label="How was it sent?",
        help_text="For example: by e-mail to the address on their website; by hand on a stick.",
        max_length=LINE,
        widget=words(2),
    )


class FileAnswer(Change):
    """A receipt that proves itself, or what they said themselves."""

    receipt = either(
        forms.CharField(
            label="Their receipt",
            help_text="If they sent one: paste all three lines, and leave the rest empty.",
            max_length=4_000,
            widget=words(4, spellcheck="false"),
        )
    )
    what = either(
        forms.ChoiceField(
            label="Or without a receipt: what happened?",
            choices=[
                (TransferState.ASKED, "I asked again whether it has arrived"),
                (TransferState.OPENED, "They say that they opened it"),
                (TransferState.ACCEPTED, "They say that it is accepted"),
                (TransferState.REFUSED, "They say that they refuse it"),
                (TransferState.ENDED, "It is not sent after all"),
            ],
            widget=forms.RadioSelect,
        )
    )
    words = either(
        forms.CharField(
            label="Who said it, when and how? Or why is it not sent?",
            max_length=LINE,
            widget=words(2),
        )
    )
