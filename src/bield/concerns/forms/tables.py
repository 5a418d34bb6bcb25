"""A table from another product: which file, what its columns are called, and what to do with it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from bield.concerns.forms.asking import Choices
from bield.concerns.tables import MOST_ROWS, SHORT, Columns, DayOrder
from bield.kit.fields import Answer
from bield.kit.forms import Form

LOOK, TAKE = "look", "take"


def _column(label: str, usual: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=SHORT, initial=usual, **more)


class TakeInTable(Form):
    file = forms.FileField(
        label="Which file?",
        help_text=f"A table as CSV (UTF-8), up to 2 MB and {MOST_ROWS} rows. Its first line names"
        " the columns.",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        error_messages={
            "required": "Choose the file.",
            "empty": "The file is empty.",
            "invalid": "Choose the file.",
            "max_length": "The name of the file is too long. Give it a shorter one.",
        },
    )
    source = forms.CharField(
        label="From which product or place is it?",
        help_text="It stands with every line.",
        max_length=SHORT,
    )
    site = forms.ChoiceField(label="At which place?")
    name = _column("In which column is the name?", "Name")
    born = _column("In which column is the date of birth?", "Date of birth")
    day = _column("In which column is the day on which it happened?", "Date")
    words = _column("In which column is what was written?", "Details")
    own = _column(
        "In which column is their reference?",
        "",
        required=False,
        help_text="By it a row is known again. Without it, by all that it says.",
    )
    order = forms.ChoiceField(
        label="How are days written there?",
        choices=DayOrder.choices,
        initial=DayOrder.DAY,
        widget=forms.RadioSelect,
    )
    unknown = forms.ChoiceField(
        label="Whoever is not known here by exactly this name and date of birth?",
        choices=[
            ("refuse", Answer("Do not take the row in", "It stands in the report.")),
            ("keep", Answer("Keep it by the name", "It is tied to nobody here.")),
        ],
        initial="refuse",
        widget=forms.RadioSelect,
    )
    what = forms.ChoiceField(
        label="What now?",
        choices=[
            (LOOK, Answer("Only look: what would be taken in?", "Nothing is kept.")),
            (TAKE, Answer("Take it in", "All rows against which nothing speaks.")),
        ],
        initial=LOOK,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, data: QueryDict | None, files: MultiValueDict[str, Any], *, sites: Choices
    ) -> None:
        super().__init__(data, None if data is None else files)
        self.offer("site", sites)

    @property
    def columns(self) -> Columns:
        said = self.cleaned_data
        return Columns(*(said[name] for name in ("name", "born", "day", "words", "own")))

    @property
    def keep(self) -> bool:
        return bool(self.cleaned_data["unknown"] == "keep")

    @property
    def takes(self) -> bool:
        return bool(self.cleaned_data["what"] == TAKE)
