"""What narrows the desk and the search. It stands in the address, and nothing is changed."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from bield.concerns.forms import asking
from bield.concerns.forms.asking import LINE, NAMES, Choices
from bield.concerns.forms.patterns import FIRST_LAST
from bield.concerns.intake import KINDS_APART
from bield.concerns.narrowing import DeskFilter
from bield.concerns.states import Risk
from bield.kit.fields import DayField, either
from bield.kit.forms import Form

NOBODY = "You know of nobody by this name, or of several. Type a name and choose from the list."
RISKS = [(str(risk.value), risk.label) for risk in reversed(Risk)]


class Narrow(Form):
    words = either(forms.CharField(label="Words, a name or a reference", max_length=200))
    site = either(forms.ChoiceField(label="Of which site?"))
    risk = either(forms.ChoiceField(label="Of which risk?", choices=[("", "Every risk"), *RISKS]))
    kind = either(
        forms.ChoiceField(label="Of which kind?", choices=[("", "Every kind"), *KINDS_APART])
    )
    since = either(DayField(label="Reported from which day on?"))
    until = either(DayField(label="Reported up to which day?"))
    person = either(
        forms.CharField(
            label="Whom do they name?",
            help_text="Somebody we know, by their full name.",
            max_length=LINE,
            widget=asking.words(1, **NAMES, **{"data-choose-one": "yes"}),
        )
    )

    def __init__(self, data: QueryDict | None, *, sites: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        self.offer("site", [("", "Every site"), *sites])
        if len(sites) < 2:
            del self.fields["site"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", forms.ValidationError(FIRST_LAST, "until-before-since"))
        return said

    @property
    def chosen(self) -> DeskFilter:
        """The person as it was typed: who that is, a table says."""
        said = self.cleaned_data
        plain = {name: said.get(name, "") for name in ("site", "risk", "words", "kind", "person")}
        days = {name: _written(said[name]) for name in ("since", "until")}
        return DeskFilter(**plain, **days)

    def nobody(self) -> None:
        self.add_error("person", forms.ValidationError(NOBODY, "unknown-person"))

    def show_person(self, line: str) -> None:
        """A link says the reference alone: the field shows the name beside it."""
        typed = cast("QueryDict", self.data).copy()
        typed["person"] = line
        self.data = typed

    def of_desk(self) -> list[Any]:
        """Behind “Narrow it down”: all but the words."""
        return [field for field in self if field.name != "words"]

    @property
    def is_open(self) -> bool:
        """What was chosen or has an error is never folded away."""
        return any(field.errors or field.value() not in EMPTY for field in self.of_desk())


EMPTY = (None, "", [None, None, None], ["", "", ""])


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
