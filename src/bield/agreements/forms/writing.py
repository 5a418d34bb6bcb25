"""What is asked of those who write what people answer."""

from collections.abc import Sequence
from dataclasses import replace

from django import forms
from django.http import QueryDict

from bield.agreements.rules.parts import TO_WHOM, Tell
from bield.agreements.rules.publishing import (
    LONGEST,
    MOST_IN_CHECK,
    MOST_LETTERS,
    MOST_WRONG,
    OLDEST,
    Check,
    Put,
)
from bield.agreements.states import Audience, DoneWith, Purpose, Viewer
from bield.duties.states import ClockUnit, Period
from bield.kit.fields import DayField
from bield.kit.forms import Form

COUNTED = (ClockUnit.CALENDAR_DAYS, ClockUnit.MONTHS, ClockUnit.TERMS, ClockUnit.ACADEMIC_YEARS)


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
        self.own = own = {one.audience: one for one in put if one.purpose == purpose}
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
                label=f"How do you ask {TO_WHOM[audience]}?",
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
                replace(
                    self.own.get(audience, Put(said["purpose"], audience, words)),
                    purpose=said["purpose"],
                    words=words,
                    lasts_months=said["lasts_months"],
                    from_years=(said["from_years"] or 0) if audience == Audience.CHILD else 0,
                )
                for audience in Audience
                if (words := said[f"words_{audience}"])
            ),
        ]


class Why(Form):
    """Why it is asked of one audience, and whether they have understood it."""

    reason = forms.CharField(
        label="Why do you ask?",
        help_text="In plain words. Whoever answers reads it beside the question.",
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asks = forms.CharField(
        label="What do you ask, to see that it was understood?",
        help_text="One short question. A wrong answer is told kindly, and asked again.",
        max_length=MOST_IN_CHECK,
        required=False,
    )
    right = forms.CharField(
        label="Which answer is right?", max_length=MOST_IN_CHECK, required=False
    )
    wrong = forms.CharField(
        label="Which answers are wrong?",
        help_text="One on each line.",
        max_length=MOST_IN_CHECK * MOST_WRONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, data: QueryDict | None, *, put: Put, version: str) -> None:
        check = put.check
        typed = {
            "reason": put.reason,
            "asks": check.asks if check else "",
            "right": check.right if check else "",
            "wrong": "\n".join(check.wrong) if check else "",
            "version": version,
        }
        super().__init__(data, initial=typed)

    def put(self, put: Put) -> Put:
        said = self.cleaned_data
        wrong = tuple(one.strip() for one in said["wrong"].splitlines() if one.strip())
        asked = said["asks"] or said["right"] or wrong
        check = Check(said["asks"], said["right"], wrong) if asked else None
        return replace(put, reason=said["reason"], check=check)


class WritePart(Form):
    """One part of the form, in the words for each of those who read it."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        kind: str,
        parts: Sequence[Tell],
        readers: Sequence[str],
        version: str,
    ) -> None:
        own = {f"words_{one.audience}": one.words for one in parts if one.kind == kind}
        super().__init__(data, initial={**own, "version": version})
        self.kind, self.readers = kind, readers
        self.others = [one for one in parts if one.kind != kind]
        for audience in readers:
            self.fields[f"words_{audience}"] = forms.CharField(
                label=f"What do you tell {TO_WHOM[Audience(audience)]}?",
                max_length=MOST_LETTERS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    @property
    def parts(self) -> list[Tell]:
        said = self.cleaned_data
        return [
            *self.others,
            *(
                Tell(self.kind, audience, words)
                for audience in self.readers
                if (words := said[f"words_{audience}"])
            ),
        ]


class SetTerms(Form):
    """What is done with what somebody allows. Every form prints it as it stands here."""

    uses = forms.MultipleChoiceField(
        label="What is done with it?", choices=DoneWith.choices, widget=forms.CheckboxSelectMultiple
    )
    viewers = forms.MultipleChoiceField(
        label="Who can see it?", choices=Viewer.choices, widget=forms.CheckboxSelectMultiple
    )
    amount = forms.IntegerField(
        label="How long is it kept, at the most?",
        min_value=1,
        max_value=LONGEST * 31,
        error_messages={"required": "Say how long it is kept at the most."},
    )
    unit = forms.ChoiceField(
        label="Counted in",
        choices=[(one.value, one.label) for one in COUNTED],
        widget=forms.RadioSelect,
    )

    @property
    def kept(self) -> Period:
        return Period(self.cleaned_data["amount"], ClockUnit(self.cleaned_data["unit"]))


class Version(Form):
    version = forms.CharField(widget=forms.HiddenInput, max_length=16)


class Start(Form):
    """Which of the forms that come with Bield."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=40)


class Publish(Version):
    from_day = DayField(
        label="From which day does it stand?",
        help_text="Leave it empty to begin at once. Until that day what was agreed to stands.",
        required=False,
    )
