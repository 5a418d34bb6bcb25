"""What the pages of a concern ask of whoever works on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import CLOCKS, LINE, NAMES, WORDS, Choices, words
from bield.concerns.rules import wording
from bield.concerns.states import EntryKind
from bield.kit.fields import DayField, either
from bield.kit.forms import Form

P = TypeVar("P")


class Change(Form):
    """Every change says which state of the concern it was decided on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, version: int) -> None:
        super().__init__(data, initial={"version": version})

    @property
    def seen(self) -> int:
        return int(self.cleaned_data["version"])

    def look_again(self, version: int) -> None:
        """After a refusal the next press is decided on what stands on the page now."""
        if not self.is_bound:
            return
        again = QueryDict(mutable=True)
        again.update(self.data)  # with every answer of a question that takes several
        again["version"] = str(version)
        self.data = again


class Worded(Change):
    """What is written here is read for words that blame; why such words stay is asked only then."""

    kept = either(forms.CharField(label="If the words stay as they are: why?", max_length=LINE))

    def __init__(self, data: QueryDict | None, *, version: int) -> None:
        super().__init__(data, version=version)
        self._kept = self.fields["kept"]
        if data is None or "kept" not in data:
            del self.fields["kept"]

    @contextmanager
    def refusals(self) -> Iterator[None]:
        with super().refusals():
            yield
        if any(self.has_error(name, wording.BLAMES) for name in self.fields):
            self.fields["kept"] = self._kept


class Acknowledge(Change):
    pass


class AddEntry(Worded):
    ASKED = ("kind", "text", "happened_on", "happened_time", "corrects", "kept")

    kind = forms.ChoiceField(label="What are you adding?", widget=forms.RadioSelect)
    text = forms.CharField(
        label="Write it down",
        help_text="Facts, full names, who said what. Nothing is taken out later, only put right.",
        max_length=WORDS,
        widget=words(8, **{"data-full-names": "yes"}),
        error_messages={"required": "Write it down, even if it is short."},
    )
    happened_on = DayField(
        label="Which day did it happen?",
        help_text="Leave it empty if it is happening now. For example, 3 3 2026.",
        required=False,
    )
    happened_time = forms.TimeField(
        label="At what time?",
        help_text="As well as you know, for example 14:10.",
        required=False,
        input_formats=CLOCKS,
        error_messages={"invalid": "Enter a time, like 14:10."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    corrects = forms.TypedChoiceField(
        label="Which line does it put right?",
        help_text="Only for a correction.",
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        version: int,
        kinds: Choices,
        lines: Choices,
        corrects: str = "",
    ) -> None:
        super().__init__(data, version=version)
        self.offer("kind", kinds)
        self.offer("corrects", [("", "None"), *lines])
        if corrects in dict(lines):  # it was chosen beside the line
            self.initial["kind"], self.initial["corrects"] = EntryKind.CORRECTION.value, corrects


class Assign(Change):
    person = forms.ChoiceField(
        label="Who works on it from now on?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who works on it."},
    )

    def __init__(self, data: QueryDict | None, *, version: int, people: Choices) -> None:
        super().__init__(data, version=version)
        self.offer("person", people)


class PassOn(Change):
    person = forms.ChoiceField(
        label="Who is asked to take it?", widget=forms.RadioSelect, required=False
    )
    reason = forms.CharField(
        label="Why do you pass it on?",
        max_length=LINE,
        widget=words(3),
        error_messages={"required": "Write the reason. It stays in the chronology."},
    )

    def __init__(self, data: QueryDict | None, *, version: int, people: Choices) -> None:
        super().__init__(data, version=version)
        self.offer("person", [("", "Whoever is next on the list"), *people])


class Somebody(Change):
    """Names one person, with the reason that the record wants."""

    person = forms.CharField(
        label="Who?",
        help_text="The full name, as we know it.",
        max_length=LINE,
        widget=words(1, **NAMES, **{"data-choose-one": "yes"}),
        error_messages={"required": "Name a person."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=LINE,
        widget=words(3),
        error_messages={"required": "Write the reason. It stays in the chronology."},
    )

    @property
    def line(self) -> str:
        return str(self.cleaned_data["person"])

    def found(self, person: P | None) -> P | None:
        """Nobody of that name, or more than one: say so beside the field."""
        if person is None:
            self.add_error(
                "person", "Choose one person from the list, or write the full name as we know it."
            )
        return person


class Because(Change):
    reason = forms.CharField(
        label="Why?",
        max_length=WORDS,
        widget=words(4),
        error_messages={"required": "Write the reason. It stays in the chronology."},
    )


class Watch(Change):
    until = DayField(
        label="When will you look again?",
        error_messages={"required": "Enter the day on which you look again."},
    )
    reason = forms.CharField(
        label="What are you waiting to see?",
        max_length=WORDS,
        widget=words(4),
        error_messages={"required": "Write what you are waiting to see."},
    )
