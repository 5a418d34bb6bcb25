"""The responses, the changes that follow, and what the reporter is told."""

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import LINE, NAMES, WORDS, Choices
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.changes import Because, Change
from bield.concerns.states import ChangeSort, Sanction
from bield.kit.fields import DayField, either
from bield.kit.forms import Form

DONE = (("yes", "It is done"), ("no", "It is not needed"))


class Respond(Change):
    done = forms.TypedChoiceField(
        label="Is it done?",
        choices=DONE,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is done, or not needed."},
    )
    reason = forms.CharField(
        label="What was done, or why is it not needed?",
        max_length=WORDS,
        widget=box(4),
        error_messages={"required": "Write what was done, or why it is not needed."},
    )
    to = forms.CharField(
        label="To which agency does it go?",
        help_text="One, by name.",
        max_length=LINE,
        required=False,
    )
    on = DayField(label="When does somebody look again?", like="27 3 2027", required=False)
    level = either(
        forms.ChoiceField(
            label="How far does it go?", choices=Sanction.choices, widget=forms.RadioSelect
        )
    )
    clause = either(
        forms.CharField(
            label="Which rule does it rest on?",
            help_text="And where that stands: the behaviour policy, the staff code, a clause.",
            max_length=LINE,
        )
    )
    told = either(
        forms.CharField(
            label="Who told the person, and when?",
            help_text="Nobody is punished without hearing of it, and why.",
            max_length=LINE,
        )
    )

    def __init__(self, data: QueryDict | None, *, version: int, response: str) -> None:
        super().__init__(data, version=version)
        if response != "warn":
            for name in ("level", "clause", "told"):
                del self.fields[name]
        if response != "bundle":
            del self.fields["to"]
        if response != "watch":
            del self.fields["on"]


class NotNeeded(Change):
    responses = forms.MultipleChoiceField(
        label="Which of these are not needed?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    reason = forms.CharField(
        label="Why not?",
        help_text="One reason for all that you chose.",
        max_length=WORDS,
        widget=box(3),
        error_messages={"required": "Write why they are not needed."},
    )

    def __init__(self, data: QueryDict | None, *, version: int, responses: Choices) -> None:
        super().__init__(data, version=version)
        self.offer("responses", responses)


class LeaveOut(Because):
    pass


class PlanChange(Change):
    change = forms.CharField(
        label="What changes?",
        help_text="An order that anybody understands. No names, and nothing that happened.",
        max_length=WORDS,
        widget=box(3),
        error_messages={"required": "Write what changes."},
    )
    sort = forms.ChoiceField(
        label="What sort of change is it?",
        choices=ChangeSort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what sort of change it is."},
    )
    owner = forms.CharField(
        label="Who sees to it?",
        help_text="The full name. They are shown this change, and nothing of the concern.",
        max_length=LINE,
        widget=box(1, **NAMES, **{"data-choose-one": "yes"}),
        error_messages={"required": "Name who sees to it."},
    )
    on = DayField(
        label="By which day?",
        like="27 3 2027",
        error_messages={"required": "Enter the day by which it is done."},
    )
    clause = forms.CharField(
        label="Which clause of a policy is changed by it?",
        help_text="Its number on the board of clauses, where there is one.",
        max_length=16,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    board = forms.CharField(
        label="What may the board read?",
        help_text="One sentence for people who know nothing of the concern. No names, and nothing"
        " that happened. Left empty, they see only of what sort it is.",
        max_length=LINE,
        required=False,
    )


class Proof(Form):
    proof = forms.CharField(
        label="What shows that it is done?",
        help_text="Where one can see it. No names.",
        max_length=WORDS,
        widget=box(3),
        error_messages={"required": "Write what shows that it is done."},
    )


class AnswerReporter(Change):
    words = either(forms.ChoiceField(label="What is the reporter told?", widget=forms.RadioSelect))
    own = forms.CharField(
        label="Something more, in your words",
        help_text="No name of anybody, and nothing that happened.",
        max_length=LINE,
        required=False,
    )
    silence = either(forms.CharField(label="Or why they are told nothing", max_length=LINE))

    def __init__(
        self, data: QueryDict | None, *, version: int, sentences: Choices, own_words: bool
    ) -> None:
        super().__init__(data, version=version)
        self.offer("words", [*sentences, ("", "They are told nothing")])
        self.initial["words"] = sentences[0][0]
        if not own_words:
            del self.fields["own"]


class Touch(Change):
    words = forms.CharField(
        label="What was said?",
        max_length=WORDS,
        widget=box(4),
        error_messages={"required": "Write what was said."},
    )
    family = forms.CharField(
        label="What does the family do?", max_length=WORDS, widget=box(3), required=False
    )
    ours = forms.CharField(label="What do we do?", max_length=WORDS, widget=box(3), required=False)
    next_on = either(DayField(label="On which day do you speak next?", like="27 3 2027"))
    no_more = either(forms.CharField(label="Or why you need not speak again", max_length=LINE))

    def __init__(self, data: QueryDict | None, *, version: int, planned: bool) -> None:
        super().__init__(data, version=version)
        if planned:
            for name in ("family", "ours"):
                del self.fields[name]
