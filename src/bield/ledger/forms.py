from django import forms

from bield.kit.forms import Form
from bield.ledger.states import Outcome


class SignOff(Form):
    outcome = forms.ChoiceField(
        label="What did you find?",
        widget=forms.RadioSelect,
        choices=[
            (Outcome.IN_ORDER.value, "It is in order"),
            (Outcome.FOLLOWED_UP.value, "There is something that I follow up"),
        ],
        error_messages={"required": "Choose what you found."},
    )
