"""Of which time, site and kind patterns are counted. It stands in the address."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import Choices
from bield.concerns.intake import KINDS_APART
from bield.concerns.patterns import Sought, Span, sought
from bield.kit.fields import DayField
from bield.kit.forms import Form

FIRST_LAST = "The last day lies before the first. Change one of them."


class Patterns(Form):
    span = forms.ChoiceField(label="Of which time?", choices=Span.choices, initial=Span.TERM)
    since = DayField(label="From which day on?", help_text="For days of your own.", required=False)
    until = DayField(label="Up to which day?", help_text="Empty: up to today.", required=False)
    site = forms.ChoiceField(label="Of which site?", required=False)
    kind = forms.ChoiceField(
        label="Of which kind?", required=False, choices=[("", "Every kind"), *KINDS_APART]
    )

    def __init__(self, data: QueryDict | None, *, sites: Choices) -> None:
        super().__init__(data)
        self.offer("site", [("", "Every site"), *sites])
        if len(sites) < 2:
            del self.fields["site"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if said.get("span") == Span.OWN and since and until and until < since:
            self.add_error("until", forms.ValidationError(FIRST_LAST, "until-before-since"))
        if said.get("span") == Span.OWN and not since and "since" not in self.errors:
            self.add_error("since", forms.ValidationError("Enter the first day.", "required"))
        return said

    def sought(self, today: date) -> Sought:
        """As it is asked; the last term where nothing, or nothing that can be, is asked."""
        if not self.is_valid():
            return sought(Span.TERM, today=today)
        said = self.cleaned_data
        time = sought(said["span"], today=today, since=said["since"], until=said["until"])
        return Sought(time.since, time.until, said.get("site", ""), said["kind"])
