"""What people ask about their own data, and what is done about it."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from bield.kit.fields import DayField
from bield.kit.forms import Form
from bield.retention.states import Asking, Way

WORDS = {"required": "Write what is asked for, even if it is short."}


class Ask(Form):
    kind = forms.ChoiceField(
        label="What do you ask for?", widget=forms.RadioSelect, choices=Asking.choices
    )
    person = forms.ChoiceField(label="About whom?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="Tell us more",
        help_text="What you would like, in your own words. You need not say why.",
        widget=forms.Textarea,
        error_messages=WORDS,
    )

    def __init__(self, data: QueryDict | None, *, people: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("person", people)


class Write(Form):
    kind = forms.ChoiceField(
        label="What is asked for?", widget=forms.RadioSelect, choices=Asking.choices
    )
    person = forms.ChoiceField(
        label="Whose data is it?",
        required=False,
        help_text="Leave empty where we do not know the person, and write the name below.",
    )
    way = forms.ChoiceField(
        label="How did it come?",
        widget=forms.RadioSelect,
        choices=[one for one in Way.choices if one[0] != Way.ONLINE],
    )
    received_on = DayField(
        label="On what day did it come?",
        error_messages={"required": "Enter the day on which it came."},
    )
    words = forms.CharField(
        label="Who asks, and what for?",
        help_text="Their name, how to reach them, and what they said.",
        widget=forms.Textarea,
        error_messages=WORDS,
    )

    def __init__(self, data: QueryDict | None, *, people: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("person", [("", "Somebody we do not know"), *people])


class TakeStep(Form):
    what = forms.ChoiceField(label="What was done?", widget=forms.RadioSelect)
    on = DayField(
        label="On what day?", error_messages={"required": "Enter the day on which it was done."}
    )
    words = forms.CharField(
        label="What was said or done, and why?",
        help_text="What was sent, how, and what was left out. If you refuse, also that they can"
        " complain to the ICO.",
        widget=forms.Textarea,
        error_messages={"required": "Write down what was said or done, and why."},
    )
    anyway = forms.BooleanField(
        label="What was put together is not needed: destroy it with the answer", required=False
    )

    def __init__(
        self, data: QueryDict | None, *, offered: Iterable[tuple[str, str]], waits: bool
    ) -> None:
        super().__init__(data)
        self.offer("what", offered)
        if not waits:
            del self.fields["anyway"]


class NameContact(Form):
    person = forms.ChoiceField(label="Who answers questions about data?")

    def __init__(self, data: QueryDict | None, *, people: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("person", people)
