"""What is asked on the page that opens without a network: the report, with fewer questions."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import LINE, Choices
from bield.concerns.forms.report import Report
from bield.concerns.states import Danger


class WithoutNetwork(Report):
    """On one page, so that the first answer is asked here as well."""

    danger_now = forms.ChoiceField(
        label="Is anyone in danger right now?",
        choices=Danger.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say first whether anyone is in danger right now."},
    )
    written_by = forms.CharField(
        label="What is your name?",
        help_text="Somebody else may send it for you, from this device.",
        required=False,
        max_length=LINE,
    )

    OF_INTAKE = (*Report.OF_INTAKE, "written_by")
    FIRST = ("danger_now", "about", "account", "site_id", "happened", "written_by")
    MORE: ClassVar[tuple[str, ...]] = (
        "child_words",
        "where",
        "harmed_by",
        "colleague",
        "picture",
        "done",
    )
    HIDDEN = ("written_at", "send_key")

    def __init__(
        self, data: QueryDict | None, *, sites: Choices = (), initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, sites=sites, initial=initial)
        for name in self.fields.keys() - {*self.FIRST, *self.MORE, *self.HIDDEN}:
            del self.fields[name]

    def first_fields(self) -> list[Any]:
        return [self[name] for name in self.FIRST]
