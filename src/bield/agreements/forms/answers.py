"""What is asked of those who answer, and of those who write what is asked."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from bield.agreements.queries import Sheet
from bield.agreements.rules.answering import TAKEN
from bield.agreements.rules.publishing import LONGEST, MOST_LETTERS, OLDEST, Put
from bield.agreements.states import Audience, How, Purpose, Said
from bield.kit.forms import Form

NO_ALONE = [(Said.NO, "No")]
YES_OR_NO = [(Said.YES, "Yes, I agree"), (Said.NO, "No")]


class Answer(Form):
    """A question of its own for each purpose. None is answered beforehand."""

    def __init__(self, data: QueryDict | None, *, sheet: Sheet) -> None:
        super().__init__(data)
        self.lines = {line.purpose: line for line in sheet.lines}
        for line in sheet.lines:
            self.fields[line.purpose] = forms.ChoiceField(
                label=line.title,
                help_text=line.words,
                choices=YES_OR_NO if line.needed else NO_ALONE,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": f"Answer yes or no to “{line.title}”."},
            )
            self.fields[f"words_{line.purpose}"] = forms.CharField(
                initial=line.digest, widget=forms.HiddenInput, required=False, max_length=64
            )
            self.fields[f"last_{line.purpose}"] = forms.IntegerField(
                initial=line.last, widget=forms.HiddenInput, required=False
            )

    def clean(self) -> None:
        if not any(self.cleaned_data.get(purpose) for purpose in self.lines):
            self.add_error(None, "Answer at least one question. You can answer the rest later.")

    @property
    def said(self) -> dict[str, str]:
        return {one: said for one in self.lines if (said := self.cleaned_data[one])}

    @property
    def seen(self) -> dict[str, str]:
        """Digests of the words that stood on the page."""
        return {one: self.cleaned_data[f"words_{one}"] for one in self.said}

    @property
    def last(self) -> dict[str, int]:
        """The answers that stood on the page."""
        return {one: self.cleaned_data[f"last_{one}"] or 0 for one in self.said}


class TakeAnswer(Answer):
    """What somebody said on paper, by message or to one’s face."""

    def __init__(self, data: QueryDict | None, *, sheet: Sheet) -> None:
        super().__init__(data, sheet=sheet)
        self.fields["how"] = forms.ChoiceField(
            label="How did the answer come?",
            choices=[(one.value, one.label) for one in How if one in TAKEN],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose how the answer came."},
        )


class NewForm(Form):
    title = forms.CharField(
        label="What is the form called?",
        help_text="For example, Recording of online sessions. Families read it.",
        max_length=120,
        error_messages={"required": "Give the form a title."},
    )


HINTS = {
    Audience.GUARDIAN: "Each parent or carer with responsibility is asked, for each child.",
    Audience.CHILD: "In words that a child understands. The child’s own no always wins.",
    Audience.ADULT: "Learners and others who are 18 or older.",
    Audience.STAFF: "Everybody who works here, paid or not.",
    Audience.CONTRACTOR: "They answer on paper, with date and signature.",
}


class Ask(Form):
    """One purpose, in the words for each audience. Who has no words is not asked."""

    purpose = forms.ChoiceField(label="What do you ask for?")
    lasts_months = forms.IntegerField(
        label="For how many months does a yes stand?",
        help_text="Leave it empty where it stands until it is taken back.",
        min_value=1,
        max_value=LONGEST,
        required=False,
    )
    from_years = forms.IntegerField(
        label="From which age is the child asked?",
        help_text="Younger children are asked by those around them, each time.",
        min_value=0,
        max_value=OLDEST,
        required=False,
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(
        self, data: QueryDict | None, *, purpose: str, put: Sequence[Put], version: str
    ) -> None:
        self.others = [one for one in put if one.purpose != purpose]
        own = {one.audience: one for one in put if one.purpose == purpose}
        first = next(iter(own.values()), None)
        typed = {
            "purpose": purpose,
            "version": version,
            "lasts_months": first.lasts_months if first else None,
            "from_years": max((one.from_years for one in own.values()), default=0) or None,
            **{f"words_{audience}": one.words for audience, one in own.items()},
        }
        super().__init__(data, initial=typed)
        taken = {one.purpose for one in self.others}
        left = [(code, label) for code, label in Purpose.choices if code not in taken]
        self.offer("purpose", [("", "Choose what for"), *left])
        for audience in Audience:
            self.fields[f"words_{audience}"] = forms.CharField(
                label=f"How do you ask {AS_OBJECT[audience]}?",
                help_text=HINTS[audience],
                max_length=MOST_LETTERS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.order_fields(["purpose", *(f"words_{one}" for one in Audience)])

    def clean(self) -> None:
        if not any(self.cleaned_data.get(f"words_{one}") for one in Audience):
            self.add_error(None, "Write how you ask at least one of them.")

    @property
    def put(self) -> list[Put]:
        said = self.cleaned_data
        return [
            *self.others,
            *(
                Put(
                    said["purpose"],
                    audience,
                    words,
                    said["lasts_months"],
                    (said["from_years"] or 0) if audience == Audience.CHILD else 0,
                )
                for audience in Audience
                if (words := said[f"words_{audience}"])
            ),
        ]


AS_OBJECT = {
    Audience.GUARDIAN: "parents and carers",
    Audience.CHILD: "the child",
    Audience.ADULT: "adults who use what we offer",
    Audience.STAFF: "staff and volunteers",
    Audience.CONTRACTOR: "contractors",
}


class Publish(Form):
    version = forms.CharField(widget=forms.HiddenInput, max_length=16)
