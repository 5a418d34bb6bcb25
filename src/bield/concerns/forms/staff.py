"""What is asked in the staff file of an adult."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import LINE, WORDS
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.changes import Change
from bield.concerns.states import Finding, Together
from bield.kit.fields import either
from bield.kit.forms import Form


class WriteOutcome(Change):
    finding = forms.ChoiceField(
        label="How did it end?",
        choices=Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    with_whom = forms.CharField(
        label="Who decided it with you?",
        help_text="Nobody decides it alone: the officer of the local authority, the head, the"
        " chair.",
        max_length=LINE,
        error_messages={"required": "Write who decided it with you."},
    )
    words = forms.CharField(
        label="What was decided, and what was done?",
        help_text="Facts that you could show. Where it was substantiated, a reference says this.",
        max_length=WORDS,
        widget=box(5),
        error_messages={"required": "Write what was decided."},
    )
    stays = forms.BooleanField(
        label="If it was false: they agree that it stays in their file",
        help_text="Otherwise it is taken out of the file. The concern itself stays.",
        required=False,
    )

    step_goes = either(
        forms.BooleanField(label="I mean it: nobody looks at them together any more")
    )

    def __init__(self, data: QueryDict | None, *, version: int) -> None:
        """Whether a step may go is asked only once an outcome would take it away."""
        super().__init__(data, version=version)
        self._step_goes = self.fields["step_goes"]
        self._asks = data is not None and "step_goes" in data
        if not self._asks:
            del self.fields["step_goes"]

    @contextmanager
    def refusals(self) -> Iterator[None]:
        self.fields["step_goes"] = self._step_goes
        with super().refusals():
            yield
        if not self._asks and not self.has_error("step_goes"):
            del self.fields["step_goes"]


class JudgeTogether(Change):
    answer = forms.ChoiceField(
        label="Do they meet the threshold together?",
        choices=Together.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer."},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="What they have in common, what was said to the person, and what came of it.",
        max_length=WORDS,
        widget=box(5),
        error_messages={"required": "Write the reason."},
    )


class AskReference(Form):
    asker = forms.CharField(
        label="Who asks for the reference?",
        max_length=LINE,
        error_messages={"required": "Write who asks for it."},
    )
    post = forms.CharField(
        label="For which post?",
        max_length=LINE,
        error_messages={"required": "Write for which post it is."},
    )
