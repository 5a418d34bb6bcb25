"""What is asked when a concern is closed: nothing that was answered before."""

from collections.abc import Collection, Sequence

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import LINE, WORDS, Choices
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.changes import Worded
from bield.concerns.states import Handled
from bield.kit.fields import Answer, DayField, either

OPTIONAL = {  # what the gate asks -> the fields that answer it
    "follow_up": ("follow_up_on", "no_follow_up"),
    "lesson": ("lesson", "no_lesson"),
    "change": ("no_change",),
    "reporter": ("words", "own", "silence"),
    "affected": ("affected_told", "affected_silence"),
    "handled": ("handled", "handled_reason"),
}


class Close(Worded):
    # What is missing is said by the gate, all of it at once.
    outcome = either(forms.ChoiceField(label="How did it end?", widget=forms.RadioSelect))
    reasons = either(
        forms.CharField(
            label="Why can it be closed?",
            help_text="For a reader in twenty years: what was decided, by whom, and why.",
            max_length=WORDS,
            widget=box(5),
        )
    )
    policy = either(
        forms.ChoiceField(label="Under which policy was it handled?", widget=forms.RadioSelect)
    )
    filed = either(
        forms.CharField(
            label="Where is it filed?",
            help_text="Here, and in whose safeguarding file.",
            max_length=LINE,
        )
    )
    follow_up_on = either(
        DayField(label="On which day will somebody look again?", like="27 3 2027")
    )
    no_follow_up = either(
        forms.CharField(
            label="Or why nobody needs to look again",
            help_text="Only where nobody was at risk.",
            max_length=LINE,
        )
    )
    lesson = either(
        forms.CharField(
            label="What do we learn from it?",
            help_text="Which way of working, or which policy, is to change.",
            max_length=WORDS,
            widget=box(3),
        )
    )
    no_lesson = either(forms.CharField(label="Or why there is nothing to learn", max_length=LINE))
    no_change = either(
        forms.CharField(
            label="Why does nothing change?",
            help_text="Or plan a change first, with somebody who sees to it and a day.",
            max_length=LINE,
        )
    )
    words = either(forms.ChoiceField(label="What is the reporter told?", widget=forms.RadioSelect))
    own = forms.CharField(
        label="Something more, in your words",
        help_text="No name of anybody, and nothing that happened.",
        max_length=LINE,
        required=False,
    )
    silence = either(forms.CharField(label="Or why the reporter is not told", max_length=LINE))
    affected_told = forms.BooleanField(
        label="Those affected were told, in the same words",
        help_text="You tell them yourself. Nothing is sent to them.",
        required=False,
    )
    affected_silence = either(forms.CharField(label="Or why they were not", max_length=LINE))
    handled = either(
        forms.MultipleChoiceField(
            label="How was the picture handled?",
            help_text="How one is handled decides whether others speak.",
            choices=Handled.choices,
            widget=forms.CheckboxSelectMultiple,
        )
    )
    handled_reason = either(
        forms.CharField(label="Or what cannot be said so, and why", max_length=LINE)
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        version: int,
        outcomes: Choices,
        policies: Choices,
        applying: Sequence[str],
        sentences: Choices,
        own_words: bool,
        asks: Collection[str],
    ) -> None:
        super().__init__(data, version=version)
        self.offer("outcome", [(code, Answer(word)) for code, word in outcomes])
        here = dict.fromkeys(applying, "It falls under this one.")
        self.offer("policy", [(code, Answer(word, here.get(code, ""))) for code, word in policies])
        self.initial["policy"] = applying[0]
        self.offer("words", [*sentences, ("", "They are told nothing")])
        self.initial["words"] = sentences[0][0]
        if not own_words:
            del self.fields["own"]
        for question, names in OPTIONAL.items():
            if question not in asks:
                for name in names:
                    self.fields.pop(name, None)
