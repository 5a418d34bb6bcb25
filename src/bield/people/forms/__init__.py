from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from bield.kit.fields import TO_COME, DayField
from bield.kit.forms import Form
from bield.people.states import BornPrecision, Channel, Jurisdiction, Role, SiteKind, Withheld

Choices = Iterable[tuple[str, str]]
YES_OR_NO = (("yes", "Yes"), ("no", "No"))
EARLIEST = 1900


def yes(answer: str) -> bool:
    return answer == "yes"


def number(answer: str) -> int | None:
    return int(answer) if answer else None


class BirthField(forms.CharField):
    """A birth date or what is known of it: 14 5 2012, 5 2012, or 2012."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            required=False,
            max_length=40,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            **more,
        )

    def clean(self, value: object) -> tuple[date | None, str]:
        typed = str(super().clean(value)).replace("/", " ").replace(".", " ").replace("-", " ")
        parts = typed.split()
        if not parts:
            return None, BornPrecision.DAY
        if len(parts) > 3 or not all(part.isdecimal() for part in parts):
            raise ValidationError("Write numbers, like 14 5 2012, 5 2012 or 2012.", "invalid")
        return self._known([int(part) for part in parts])

    def _known(self, parts: list[int]) -> tuple[date, str]:
        precisions = {1: BornPrecision.YEAR, 2: BornPrecision.MONTH, 3: BornPrecision.DAY}
        day, month, year = ([1] * (3 - len(parts)) + parts)[:3]
        try:
            born_on = date(year, month, day)
        except (ValueError, OverflowError):  # the second of a year with twenty digits
            raise ValidationError("Write a real date, like 14 5 2012.", "invalid") from None
        if born_on.year < EARLIEST:
            raise ValidationError("Write the year with four digits, like 2012.", "invalid")
        return born_on, precisions[len(parts)]


class Contact(Form):
    """How somebody is reached."""

    email = forms.EmailField(
        label="E-mail address",
        required=False,
        error_messages={"invalid": "Write the whole address, like name@school.example."},
    )
    phone = forms.CharField(
        label="Phone number",
        max_length=32,
        required=False,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel"}),
    )


class Person(Contact):
    name = forms.CharField(
        label="Full name",
        max_length=200,
        error_messages={"required": "Write the full name."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    known_as = forms.CharField(
        label="What are they called?",
        help_text="A first name or nickname, if it is not in the full name.",
        max_length=200,
        required=False,
    )
    birth = BirthField(
        label="Birth date, or what is known of it",
        help_text="Like 14 5 2012, 5 2012 or 2012. While it is empty, the rules for children"
        " apply.",
    )
    at_risk = forms.BooleanField(
        label="An adult who needs care or support and cannot protect themselves", required=False
    )
    field_order = ("name", "known_as", "birth", "at_risk", "email", "phone")

    @property
    def answers(self) -> dict[str, Any]:
        known = dict(self.cleaned_data)
        known["born_on"], known["born_precision"] = known.pop("birth")
        return known


class Leave(Form):
    left_on = DayField(
        like=TO_COME,
        label="What is their last day?",
        error_messages={"required": "Enter their last day."},
    )


class End(Form):
    ends_on = DayField(
        label="What is the last day?", error_messages={"required": "Enter the last day."}
    )


class Give(Form):
    """A plain post."""

    role = forms.ChoiceField(label="Which post?", error_messages={"required": "Choose the post."})
    site_id = forms.TypedChoiceField(
        label="Where?", coerce=number, required=False, empty_value=None
    )
    begins_on = DayField(label="From which day?", required=False, help_text="Empty means today.")
    ends_on = DayField(
        label="Until which day?", required=False, help_text="Empty means until further notice."
    )

    def __init__(self, data: QueryDict | None, *, roles: Choices, places: Choices) -> None:
        super().__init__(data)
        self.offer("role", roles)
        self.offer("site_id", places)


class PutForward(Form):
    """A guarded post: somebody is proposed for it."""

    person = forms.TypedChoiceField(
        label="Who?", coerce=int, error_messages={"required": "Choose who is put forward."}
    )
    role = forms.ChoiceField(
        label="For which post?", error_messages={"required": "Choose the post."}
    )
    site_id = forms.TypedChoiceField(
        label="Where?",
        help_text="Officers belong to a place; every other post is for everywhere.",
        coerce=number,
        required=False,
        empty_value=None,
    )
    begins_on = DayField(
        label="From which day?",
        required=False,
        help_text="Tomorrow at the earliest. Empty means as soon as possible.",
    )
    takes_over = forms.BooleanField(
        label="This person takes over from the present safeguarding lead", required=False
    )
    online_safety = forms.BooleanField(
        label="The post takes in online safety (asked of the board’s champion)", required=False
    )

    def __init__(
        self, data: QueryDict | None, *, people: Choices, roles: Choices, places: Choices
    ) -> None:
        super().__init__(data)
        self.offer("person", people)
        self.offer("role", roles)
        self.offer("site_id", places)

    @property
    def answers(self) -> dict[str, Any]:
        known = dict(self.cleaned_data)
        known["person_id"] = known.pop("person")
        return known


class Away(Form):
    begins_on = DayField(
        like=TO_COME,
        label="What is the first day away?",
        error_messages={"required": "Enter the first day."},
    )
    ends_on = DayField(
        like=TO_COME,
        label="What is the last day away?",
        error_messages={"required": "Enter the last day."},
    )
    stand_in = forms.TypedChoiceField(
        label="Who stands in?",
        help_text="Only people who may stand in for this post are offered.",
        coerce=number,
        required=False,
        empty_value=None,
    )

    def __init__(self, data: QueryDict | None, *, stand_ins: Choices) -> None:
        super().__init__(data)
        self.offer("stand_in", stand_ins)

    @property
    def answers(self) -> dict[str, Any]:
        known = dict(self.cleaned_data)
        known["stand_in_id"] = known.pop("stand_in")
        return known


class Organisation(Form):
    name = forms.CharField(
        label="What is your organisation called?",
        max_length=200,
        error_messages={"required": "Write the name of your organisation."},
    )
    acknowledge_within_hours = forms.IntegerField(
        label="Within how many hours must somebody say that they have read a new concern?",
        min_value=1,
        max_value=72,
        error_messages={
            "required": "Write a number of hours.",
            "invalid": "Write a number of hours, like 4.",
            "min_value": "Write at least 1 hour.",
            "max_value": "Write at most 72 hours.",
        },
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    adopted = forms.MultipleChoiceField(
        label="Which of these do you hold yourselves to?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None, *, optional: Choices, initial: Mapping[str, object]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.offer("adopted", optional)


class Place(Form):
    name = forms.CharField(
        label="What is the place called?",
        max_length=200,
        error_messages={"required": "Write the name of the place."},
    )
    kind = forms.ChoiceField(
        label="What is it?",
        help_text="A region, contract, subcontract or partnership needs an officer of its own.",
        choices=SiteKind.choices,
        initial=SiteKind.PLACE,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    parent_id = forms.TypedChoiceField(
        label="What does it belong to?", coerce=number, required=False, empty_value=None
    )
    jurisdiction = forms.ChoiceField(
        label="In which country?", choices=Jurisdiction.choices, initial=Jurisdiction.ENGLAND
    )

    def __init__(self, data: QueryDict | None, *, places: Choices) -> None:
        super().__init__(data)
        self.offer("parent_id", places)


class Close(Form):
    closed_on = DayField(
        like=TO_COME,
        label="What is its last day?",
        error_messages={"required": "Enter the last day."},
    )


class Words(Form):
    """The organisation's own word for each role; the house's stands beside it."""

    def __init__(self, data: QueryDict | None, *, words: Mapping[str, object]) -> None:
        super().__init__(data)
        for role in Role:
            self.fields[role.value] = forms.CharField(
                label=role.label, max_length=80, required=False, initial=words.get(role, "")
            )


class Way(Form):
    """Which address is to be confirmed."""

    channel = forms.ChoiceField(choices=Channel.choices)


class Code(Form):
    """A code handed back."""

    code = forms.CharField(
        label="What is the code?",
        max_length=20,
        error_messages={"required": "Type the code."},
        widget=forms.TextInput({"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def wrong(self) -> None:
        self.add_error(
            "code",
            ValidationError(
                "This is not the code, or its day is over. Ask for a new one.", "wrong"
            ),
        )


class Withhold(Form):
    """What is kept from which parent or carer, and why."""

    guardian = forms.TypedChoiceField(
        label="From whom is it kept?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose from whom it is kept."},
    )
    what = forms.ChoiceField(
        label="What are they not told?",
        choices=Withheld.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they are not told."},
    )
    reason = forms.CharField(
        label="Why would telling them harm?",
        help_text="It is sealed. Only the lead and the deputies read it.",
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Write why telling them would harm."},
    )

    def __init__(self, data: QueryDict | None, *, carers: Choices) -> None:
        super().__init__(data)
        self.offer("guardian", carers)
