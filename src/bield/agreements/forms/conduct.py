"""What is asked about misuse, ties and private contacts."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from bield.agreements.queries.conduct import Choices
from bield.agreements.rules.conduct import LONGEST
from bield.agreements.states import Action, TieKind
from bield.kit.fields import DayField
from bield.kit.forms import Form

LINE = 200


def words(label: str, missing: str, hint: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
    )


class OnDay(Form):
    """The day decides which edition it is held against."""

    on = DayField(
        label="On which day was it?",
        error_messages={"required": "Enter the day on which it was."},
    )


class RecordMisuse(Form):
    part = forms.ChoiceField(
        label="Which part was not kept?",
        error_messages={"required": "Choose which part was not kept."},
    )
    words = words(
        "What happened?",
        "Write what happened.",
        "Facts alone, and nobody else’s name. They can read this themself.",
    )
    action = forms.ChoiceField(
        label="What was done about it?",
        choices=Action.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was done about it."},
    )

    def __init__(self, data: QueryDict | None, *, parts: Choices) -> None:
        super().__init__(data)
        field = self.fields["part"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # it stands four lines above
        field.choices = [("", "Choose a part"), *parts]


class AddToMisuse(Form):
    words = words(
        "What is to be added?",
        "Write what is to be added.",
        "A correction, or what came of it. What stands is not changed. They can read it.",
    )


class AddTie(Form):
    kind = forms.ChoiceField(
        label="What is it?",
        choices=TieKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    who = forms.CharField(
        label="With whom?",
        help_text="The full name of the child, young person, parent or relative.",
        max_length=LINE,
        error_messages={"required": "Write with whom."},
    )
    how = forms.CharField(
        label="How do you know each other, or by which app or site?",
        max_length=LINE,
        error_messages={"required": "Write how you know each other, or by which app or site."},
    )
    why = words(
        "Why is it so, and how do you keep it apart from work?",
        "",
        "Not needed for a request that you declined.",
        required=False,
    )


class Declare(Form):
    """That nothing stands but what is on the page."""

    seen = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, required=False)
    sure = forms.BooleanField(
        label="I have no private contact with children, young people or families here, online or"
        " by phone, other than what stands on this page.",
        error_messages={"required": "Tick the box if that is so. If not, declare it first."},
    )

    def __init__(self, data: QueryDict | None, *, stand: Sequence[str]) -> None:
        super().__init__(data, initial={"seen": list(stand)})
        field = self.fields["seen"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # it stands above
        typed = data.getlist("seen") if data is not None else stand
        field.choices = [(one, one) for one in typed]


class Decide(Form):
    agreed = forms.TypedChoiceField(
        label="Do you agree to it?",
        coerce=lambda said: said == "yes",
        choices=[("yes", "Yes, on these terms"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you agree to it."},
    )
    words = words("On which terms, or why not?", "Write on which terms, or why not.")
