"""What is asked on the way of a list: the file, its columns, and who left."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from bield.kit.fields import Answer, DayField
from bield.kit.forms import Form
from bield.people.importing.states import Answered, DayOrder, Settled
from bield.people.importing.tables import MEANINGS

Choices = Iterable[tuple[str, str]]


def number(answer: str) -> int | None:
    return int(answer) if answer else None


class PutIn(Form):
    file = forms.FileField(
        label="Which file?",
        help_text="A table (CSV) from any system, a OneRoster package (ZIP, 1.1 or 1.2) or a common"
        " transfer file (XML), up to 8 MB.",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".csv,.zip,.xml"}),
        error_messages={
            "required": "Choose the file.",
            "empty": "The file is empty.",
            "invalid": "Choose the file.",
            "max_length": "The name of the file is too long. Give it a shorter one.",
        },
    )
    source = forms.CharField(
        label="From which system or list is it?",
        help_text="Write it the same way each time: by it people are known again.",
        max_length=80,
    )
    site_id = forms.TypedChoiceField(
        label="Where do people belong of whom the list does not say it?",
        coerce=number,
        required=False,
        empty_value=None,
    )
    whole = forms.TypedChoiceField(
        label="Does it name everybody who belongs there?",
        choices=[
            ("yes", Answer("Yes, everybody", "Whoever is missing is shown to you. Nobody leaves"
                           " by that alone.")),
            ("no", Answer("No, only some", "Nobody is missed in it.")),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it names everybody."},
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None, files: MultiValueDict[str, Any], *, places: Choices
    ) -> None:
        super().__init__(data, None if data is None else files)
        self.offer("site_id", [("", "The list says it"), *places])


class Columns(Form):
    """What each column means. What is not in the list stays empty."""

    order = forms.ChoiceField(
        label="How are days written there?", choices=DayOrder.choices, widget=forms.RadioSelect
    )
    rest = forms.ChoiceField(
        label="What are those in whose row no role stands?",
        help_text="Whoever has a role in their row gets that one.",
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        heads: Choices,
        roles: Choices,
        initial: Mapping[str, str],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        known = list(heads)
        for meaning, (label, _) in MEANINGS.items():
            self.fields[meaning] = forms.ChoiceField(
                label=label, choices=known, required=False, initial=initial.get(meaning, "")
            )
        self.offer("rest", [("", "They get no post"), *roles])
        self.order_fields([*MEANINGS, "order", "rest"])

    @property
    def columns(self) -> dict[str, str]:
        return {meaning: self.cleaned_data[meaning] for meaning in MEANINGS}


class Known(Form):
    """Whether each of these is somebody known here. Nothing is chosen beforehand."""

    def __init__(
        self, data: QueryDict | None, *, asked: Iterable[tuple[str, str]], given: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        for place, label in asked:
            self.fields[place] = forms.ChoiceField(
                label=label,
                choices=[
                    (Answered.SAME.value, Answered.SAME.label),
                    (Answered.OTHER.value, Answered.OTHER.label),
                    ("later", Answered.LATER.label),
                ],
                initial=given.get(place) or None,
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def answers(self) -> dict[str, str]:
        return {
            place: "" if answer == "later" else answer
            for place, answer in self.cleaned_data.items()
            if answer
        }


class Missing(Form):
    people = forms.TypedMultipleChoiceField(
        label="Whom do you mean?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person."},
    )
    settled = forms.ChoiceField(
        label="What is with them?",
        choices=[
            (Settled.LEFT.value, Answer("They left", "Their posts end with their last day.")),
            (Settled.STAYS.value, Answer("They stay", "You are not asked again.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they left."},
    )
    left_on = DayField(label="If they left: what was their last day?", required=False)

    def __init__(self, data: QueryDict | None, *, people: Choices) -> None:
        super().__init__(data)
        self.offer("people", people)
