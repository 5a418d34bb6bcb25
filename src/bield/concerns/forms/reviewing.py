"""The meeting, the talks, the support, the second reading, and what may be left out."""

from django import forms
from django.http import QueryDict

from bield.concerns.answers import Spoke
from bield.concerns.forms.asking import LINE, WORDS, Choices
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.changes import Change, Worded
from bield.kit.fields import DayField


class Meeting(Worded):
    held_on = DayField(
        label="On which day did you meet?",
        error_messages={"required": "Enter the day on which you met."},
    )
    who = forms.CharField(
        label="Who was there?",
        help_text="Full names and posts. Only those who need to know.",
        max_length=LINE,
        error_messages={"required": "Write who was there."},
    )
    words = forms.CharField(
        label="What are the facts, and how great is the risk?",
        max_length=WORDS,
        widget=box(6),
        error_messages={"required": "Write down the facts, and how great the risk is."},
    )
    decided = forms.CharField(
        label="What was decided?",
        max_length=WORDS,
        widget=box(4),
        error_messages={"required": "Write what was decided."},
    )


class OfOnePerson(Worded):
    party = forms.TypedChoiceField(
        label="Who?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who."},
    )

    def __init__(self, data: QueryDict | None, *, version: int, people: Choices) -> None:
        super().__init__(data, version=version)
        self.offer("party", people)


class SpokeWith(OfOnePerson):
    done = forms.ChoiceField(
        label="Were they spoken with?",
        choices=Spoke.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they were spoken with."},
    )
    reason = forms.CharField(
        label="What was said, or why not?",
        help_text="You can begin with: “You are not in trouble, and it is right that we talk.”"
        " Write their own words. Ask openly, ask little, and ask nobody to show anything.",
        max_length=WORDS,
        widget=box(5),
        error_messages={"required": "Write what was said, or why they were not spoken with."},
    )


class Support(OfOnePerson):
    plan = forms.CharField(
        label="How are they supported?",
        max_length=WORDS,
        widget=box(4),
        error_messages={"required": "Write how they are supported."},
    )
    by_whom = forms.CharField(
        label="Which adult do they turn to?",
        max_length=LINE,
        error_messages={"required": "Write which adult they turn to."},
    )
    look_again_on = DayField(
        label="When does somebody look how it goes?",
        like="27 3 2027",
        error_messages={"required": "Enter the day on which somebody looks again."},
    )


class ReadTwice(Change):
    agrees = forms.TypedChoiceField(
        label="Do you agree with it?",
        choices=(("yes", "Yes"), ("no", "No")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you agree."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=WORDS,
        widget=box(4),
        error_messages={"required": "Write why."},
    )
