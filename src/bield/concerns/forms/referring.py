"""What is asked of whoever told a body outside. As little as can be."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from bield.concerns.forms.asking import CLOCKS, LINE, NAMES, WORDS, Choices, words
from bield.kit.fields import DayField
from bield.kit.forms import Form

HOWS = (
    ("phone", "By telephone"),
    ("web", "On their page"),
    ("email", "By e-mail"),
    ("in_person", "In person"),
    ("partnership", "Through the safeguarding partnership"),
)


class ReferNow(Form):
    """A body and a time; the rest when it is known."""

    body = forms.ChoiceField(
        label="Whom did you tell?", error_messages={"required": "Choose whom you told."}
    )
    told_on = DayField(
        label="On which day?", error_messages={"required": "Enter the day on which you told them."}
    )
    told_time = forms.TimeField(
        label="At what time?",
        help_text="For example, 21:40.",
        input_formats=CLOCKS,
        error_messages={
            "required": "Enter the time, like 21:40.",
            "invalid": "Enter a time, like 21:40.",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    name = forms.CharField(label="Whom did you speak to?", required=False, max_length=LINE)
    number = forms.CharField(
        label="Which reference did they give you?",
        help_text="Ask for one. You can write it down later as well.",
        required=False,
        max_length=LINE,
    )
    said = forms.CharField(
        label="What did they say you should do?",
        required=False,
        max_length=WORDS,
        widget=words(3),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        bodies: Choices,
        at: datetime,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        now = timezone.localtime(at)
        fresh = {"told_on": now.date(), "told_time": f"{now:%H:%M}"}
        super().__init__(data, initial={**fresh, **(initial or {})})
        self.offer("body", [("", "Choose"), *bodies])

    @property
    def told(self) -> dict[str, Any]:
        """In the words of the record."""
        answers = self.cleaned_data
        return {
            "body": answers["body"],
            "told_at": moment_of(answers["told_on"], answers["told_time"]),
            "name": answers["name"],
            "reference": answers["number"],
            "said": answers["said"],
        }


class ReferAlone(ReferNow):
    """The same from somebody who reads no concern; a sentence makes a report of it."""

    own = forms.CharField(
        label="Which reference has your report here?",
        help_text="Like C-4F7-9HK2. Leave it empty if you have not reported it here yet.",
        required=False,
        max_length=20,
    )
    account = forms.CharField(
        label="If you have not reported it here yet: what is it about?",
        help_text="Who, what and where, in a sentence or two.",
        required=False,
        max_length=WORDS,
        widget=words(4),
    )
    about = forms.CharField(
        label="Who is it about?",
        help_text="Full names, each on a line of its own.",
        required=False,
        max_length=2000,
        widget=words(2, **NAMES),
    )
    harmed_by = forms.CharField(
        label="Is somebody said to have caused it?",
        help_text="Full names, each on a line of its own. They are not told, and cannot see this.",
        required=False,
        max_length=2000,
        widget=words(2, **NAMES),
    )
    colleague = forms.BooleanField(
        label="It is about somebody who works or helps here", required=False
    )
    site_id = forms.TypedChoiceField(
        label="Which site does it belong to?",
        coerce=int,
        error_messages={"required": "Choose a site. If you are not sure, choose your own."},
    )
    send_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    REPORTED = ("own",)
    NOT_YET = ("account", "about", "harmed_by", "colleague", "site_id")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        bodies: Choices,
        sites: Choices,
        known: bool,
        at: datetime,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, bodies=bodies, at=at, initial=initial)
        self.offer("site_id", sites)
        if known:  # what it is about was told already
            self.fields["own"].widget = forms.HiddenInput()
            for name in self.NOT_YET:
                del self.fields[name]

    def call_fields(self) -> list[Any]:
        return [self[name] for name in ReferNow.base_fields]

    def report_fields(self) -> list[Any]:
        asked = (*self.REPORTED, *self.NOT_YET)
        return [self[name] for name in asked if name in self.fields and not self[name].is_hidden]


def moment_of(day: Any, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
