from django import forms
from django.http import QueryDict

from bield.kit.fields import TO_COME, DayField
from bield.kit.forms import Form
from bield.retention.states import Adviser, Ground

REVIEW_ON = "When do you look at it again?"
REVIEW_ON_MISSING = {"required": "Enter the day on which you look at it again."}


class Place(Form):
    subject = forms.CharField(
        label="What must be kept?",
        help_text="Its reference, like C-4F7-9HK2 for a concern.",
        max_length=96,
        error_messages={"required": "Enter the reference of what must be kept."},
    )
    ground = forms.ChoiceField(
        label="Why is it kept?",
        widget=forms.RadioSelect,
        choices=Ground.choices,
        error_messages={"required": "Choose why it is kept."},
    )
    reason = forms.CharField(
        label="What is the reason, in your words?",
        help_text="Only the safeguarding lead and the deputies can read this.",
        widget=forms.Textarea,
        error_messages={"required": "Write down the reason."},
    )
    review_on = DayField(like=TO_COME, label=REVIEW_ON, error_messages=REVIEW_ON_MISSING)
    unknown_too = forms.BooleanField(
        label="Hold it although nothing here has this reference yet",
        help_text="Something that is still to come, or that stands elsewhere.",
        required=False,
    )


class Review(Form):
    reason = forms.CharField(
        label="Why is it still needed?",
        widget=forms.Textarea,
        error_messages={"required": "Write down why it is still needed."},
    )
    review_on = DayField(like=TO_COME, label=REVIEW_ON, error_messages=REVIEW_ON_MISSING)


class Release(Form):
    adviser = forms.ChoiceField(
        label="Who advised that it need not be kept any more?",
        widget=forms.RadioSelect,
        choices=Adviser.choices,
        error_messages={"required": "Choose who advised that it need not be kept any more."},
    )
    advice = forms.CharField(
        label="What did they say?",
        help_text="With the date and a reference, if you have one.",
        widget=forms.Textarea,
        error_messages={"required": "Write down what they said. Until then nothing is deleted."},
    )

    def __init__(self, data: QueryDict | None, *, needs_advice: bool) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.required = needs_advice
