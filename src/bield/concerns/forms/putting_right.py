"""What is asked when the people of a concern are put right."""

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import LINE, NAMES, Choices, words
from bield.concerns.forms.changes import Change, Somebody
from bield.concerns.states import PartyRole
from bield.kit.fields import either

KNOWN, TYPED = "known", "typed"
SOMEBODY = [
    (KNOWN, "Somebody else we know: the name below"),
    (TYPED, "Somebody we do not have: the name below"),
]


class PutRight(Somebody):
    who = forms.ChoiceField(
        label="Who is meant?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is meant."},
    )
    person = either(
        forms.CharField(
            label="What is the name?",
            help_text="The full name, as we know it.",
            max_length=LINE,
            widget=words(1, **NAMES, **{"data-choose-one": "yes"}),
        )
    )
    reason = forms.CharField(
        label="How do you know, and what went wrong?",
        help_text="Without the name of anybody who was named by mistake.",
        max_length=LINE,
        widget=words(3),
        error_messages={"required": "Write the reason. It stays in the chronology."},
    )
    field_order = ("version", "who", "person", "role", "reason")

    def __init__(self, data: QueryDict | None, *, version: int, may_be: Choices = ()) -> None:
        super().__init__(data, version=version)
        self.offer("who", [*may_be, *SOMEBODY])

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("who") in {KNOWN, TYPED} and not self.line.strip():
            self.add_error("person", "Write the name.")

    @property
    def line(self) -> str:
        return str(self.cleaned_data.get("person", ""))

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data["who"])


class NameAlso(PutRight):
    role = forms.ChoiceField(
        label="What part do they have in it?",
        choices=PartyRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what part they have in it."},
    )

    def __init__(self, data: QueryDict | None, *, version: int) -> None:
        super().__init__(data, version=version)
        self.fields["who"].label = "Whom do you add?"
        self.fields["reason"].label = "How do you know?"
        self.fields["reason"].help_text = ""
        self.offer(
            "who",
            [(KNOWN, "Somebody we know: the name below"), SOMEBODY[1]],
        )


class NameNoMore(Change):
    reason = forms.CharField(
        label="How do you know that it was a mistake?",
        help_text="Without the name.",
        max_length=LINE,
        widget=words(3),
        error_messages={"required": "Write the reason. It stays in the chronology."},
    )
