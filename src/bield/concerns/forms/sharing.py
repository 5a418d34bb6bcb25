"""What is asked of whoever shares something with a body outside, and hears back from it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from bield.concerns.forms.asking import CLOCKS, LINE, WORDS, Choices, words
from bield.concerns.forms.changes import Change
from bield.concerns.forms.referring import HOWS, ReferNow, moment_of
from bield.concerns.grounds import Consent, Form, Ground, Heard, Purpose
from bield.concerns.states import Occasion
from bield.kit.fields import Answer, DayField, either
from bield.kit.forms import Form as KitForm


class Share(Change):
    """What leaves, for whom, on which ground: nothing of it is chosen beforehand."""

    recipient = forms.CharField(
        label="Who receives it?",
        help_text="Name and office. Only with permission, and never somebody in the concern.",
        max_length=LINE,
    )
    authority = forms.CharField(
        label="Of which authority or place?",
        help_text="For example, Northshire County Council.",
        max_length=LINE,
        required=False,
    )
    form = forms.ChoiceField(
        label="What do you ask of them?", choices=Form.choices, widget=forms.RadioSelect
    )
    occasion = forms.ChoiceField(
        label="What is it set out for?",
        choices=[
            (Occasion.CHOSEN.value, Answer(Occasion.CHOSEN.label)),
            (
                Occasion.CONFERENCE.value,
                Answer(Occasion.CONFERENCE.label, "With when each line was written beside it."),
            ),
            (
                Occasion.EVIDENCE.value,
                Answer(
                    Occasion.EVIDENCE.label,
                    "Tick the whole chronology. Somebody else reads it before it leaves.",
                ),
            ),
            (
                Occasion.NO_STAFF.value,
                Answer(Occasion.NO_STAFF.label, "Somebody else reads it before it leaves."),
            ),
        ],
        initial=Occasion.CHOSEN,
        widget=forms.RadioSelect,
    )
    purpose = forms.ChoiceField(
        label="What is it for?", choices=Purpose.choices, widget=forms.RadioSelect
    )
    basis = forms.ChoiceField(label="On which ground is it shared?", widget=forms.RadioSelect)
    consent = forms.ChoiceField(
        label="How does permission stand?",
        help_text="It is written down as it is. Where somebody may suffer significant harm it"
        " stops nothing.",
        choices=Consent.choices,
        widget=forms.RadioSelect,
    )
    why = either(
        forms.CharField(
            label="Why is it shared?",
            help_text="For a reader in twenty years. Without permission this cannot stay empty.",
            max_length=WORDS,
            widget=words(4),
        )
    )
    items = forms.MultipleChoiceField(
        label="What is shared?",
        help_text="Only what they need. What you do not tick does not leave.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what is shared: at least one thing."},
    )
    instead = either(
        forms.CharField(
            label="Why not the body that is proposed?", max_length=WORDS, widget=words(2)
        )
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        version: int,
        grounds: Sequence[Ground],
        items: Sequence[tuple[str, str, str]],
        anybody: bool,
        not_proposed: bool,
    ) -> None:
        super().__init__(data, version=version)
        self.offer("basis", [(one.code, Answer(one.title, one.hint)) for one in grounds])
        self.offer("items", [(code, Answer(title, hint)) for code, title, hint in items])
        if not anybody:
            del self.fields["recipient"]
        if not not_proposed:
            del self.fields["instead"]

    def shared(self, body: str) -> dict[str, Any]:
        """In the words of the command."""
        asked = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        return {**asked, "items": tuple(asked["items"]), "body": body}


class Sent(ReferNow):
    """When it was sent, and how."""

    how = forms.ChoiceField(label="How did it reach them?", choices=HOWS, widget=forms.RadioSelect)
    unread = forms.CharField(
        label="Nobody had released it. Why do they have it all the same?",
        help_text="This stands in the chronology.",
        max_length=WORDS,
        widget=words(3),
        error_messages={"required": "Write why they have it before it was released."},
    )

    field_order = ("unread", "told_on", "told_time", "how", "name", "number", "said")

    def __init__(self, data: QueryDict | None, *, at: datetime, unread: bool = False) -> None:
        super().__init__(data, bodies=(), at=at)
        del self.fields["body"]
        if not unread:
            del self.fields["unread"]

    @property
    def told(self) -> dict[str, Any]:
        self.cleaned_data["body"] = ""
        return {**super().told, "how": self.cleaned_data["how"]}


class TakeAdvice(Sent):
    """They were asked, and said what to do."""

    said = forms.CharField(
        label="What did they advise?",
        help_text="And who said it. Give no names to them where you only ask for advice.",
        max_length=WORDS,
        widget=words(5),
        error_messages={"required": "Write down what they advised, and who said it."},
    )


class ReportAddress(KitForm):
    """The address of a page, and nothing of what is on it."""

    address = forms.CharField(
        label="Which address did you report?",
        help_text="The address of the page alone. Do not open it again to copy it.",
        max_length=2000,
        error_messages={"required": "Enter the address of the page."},
    )
    told_on = DayField(
        label="On which day?", error_messages={"required": "Enter the day on which you did."}
    )
    told_time = forms.TimeField(
        label="At what time?",
        help_text="For example, 21:40.",
        input_formats=CLOCKS,
        error_messages={"required": "Enter the time, like 21:40.", "invalid": "Like 21:40."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    number = forms.CharField(
        label="Which reference did they give you?",
        help_text="You can write it down later as well.",
        required=False,
        max_length=LINE,
    )
    instead = either(
        forms.CharField(
            label="Why not the body that is proposed?", max_length=WORDS, widget=words(2)
        )
    )

    def __init__(self, data: QueryDict | None, *, at: datetime, not_proposed: bool) -> None:
        now = timezone.localtime(at)
        super().__init__(data, initial={"told_on": now.date(), "told_time": f"{now:%H:%M}"})
        if not not_proposed:
            del self.fields["instead"]

    def told(self, body: str) -> Mapping[str, Any]:
        answers = self.cleaned_data
        return {
            "body": body,
            "told_at": moment_of(answers["told_on"], answers["told_time"]),
            "how": "web",
            "reference": answers["number"],
            "address": answers["address"],
        }


class Hear(KitForm):
    of = forms.TypedChoiceField(
        label="Who answered?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who answered."},
    )
    what = forms.ChoiceField(
        label="What came back?",
        help_text="Where they permitted something and advise you later, the permission ends until"
        " they give it again.",
        choices=Heard.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came back."},
    )
    words = either(
        forms.CharField(
            label="What did they say, and who said it?", max_length=WORDS, widget=words(4)
        )
    )
    number = either(forms.CharField(label="Which reference is it?", max_length=LINE))

    def __init__(self, data: QueryDict | None, *, referrals: Choices) -> None:
        only = referrals[0][0] if len(referrals) == 1 else None
        super().__init__(data, initial={"of": only})
        self.offer("of", referrals)


class OpenFor(KitForm):
    days = forms.ChoiceField(
        label="For how long can it be opened?",
        choices=[("1", "One day"), ("3", "Three days"), ("7", "Seven days")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for how long it can be opened."},
    )


class AddressCode(KitForm):
    code = forms.CharField(
        label="Which code were you given?",
        help_text="Eight signs. Whoever sent you the address told it to you another way.",
        max_length=20,
        error_messages={"required": "Enter the code."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    save = forms.BooleanField(required=False, widget=forms.HiddenInput)
