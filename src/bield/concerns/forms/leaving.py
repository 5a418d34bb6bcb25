"""How what was prepared is taken out."""

from django import forms

from bield.concerns.states import Out
from bield.kit.fields import Answer
from bield.kit.forms import Form as KitForm

HOW = (
    (Out.PDF.value, Answer("A document that nobody changes (PDF)", "Its pass phrase opens it.")),
    (
        Out.DOCX.value,
        Answer(
            "A document to type in (Word)",
            "In a ZIP envelope: 7-Zip and most such programs open it with the pass phrase.",
        ),
    ),
    (
        Out.BUNDLE.value,
        Answer(
            "Everything with its digests, for an authority (ZIP)",
            "In the same kind of envelope.",
        ),
    ),
)


class TakeOut(KitForm):
    how = forms.ChoiceField(
        label="How do you take it out?",
        help_text="Each copy has a number and a pass phrase of its own.",
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you take it out."},
    )
