"""How long records are kept, and what is decided when their time is over."""

from django import forms

from bield.kit.fields import TO_COME, DayField
from bield.kit.forms import Form
from bield.retention.states import Unit

REASON = {"required": "Write down why."}


class SetRule(Form):
    amount = forms.IntegerField(
        label="How long is it kept?",
        min_value=0,
        help_text="A number. 0 means until the day itself.",
        error_messages={
            "required": "Enter a number.",
            "invalid": "Enter a number, like 6.",
        },
    )
    unit = forms.ChoiceField(label="Counted in", widget=forms.RadioSelect, choices=Unit.choices)
    reason = forms.CharField(
        label="Why is it different here?",
        help_text="Everybody who looks after records can read this.",
        widget=forms.Textarea,
        error_messages=REASON,
    )


class FollowPack(Form):
    reason = forms.CharField(
        label="Why does the usual time count again?", widget=forms.Textarea, error_messages=REASON
    )


class Keep(Form):
    until = DayField(
        like=TO_COME,
        label="Until when is it kept?",
        error_messages={"required": "Enter the day on which you look at it again."},
    )
    reason = forms.CharField(
        label="Why is it still needed?",
        help_text="Do not repeat what the record says. Whoever reads the record can read this.",
        widget=forms.Textarea,
        error_messages=REASON,
    )


class Propose(Form):
    reason = forms.CharField(
        label="Why is it not needed any more?",
        help_text="Do not repeat what the record says. This goes with the record.",
        widget=forms.Textarea,
        error_messages=REASON,
    )


class SendBack(Form):
    reason = forms.CharField(
        label="Why should it stay?", widget=forms.Textarea, error_messages=REASON
    )
