"""A view of one's own desk."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import Choices
from bield.concerns.forms.narrowing import Narrow


class KeepView(Narrow):
    name = forms.CharField(
        label="What do you call this view?",
        help_text="Only you see it.",
        max_length=60,
        error_messages={"required": "Give the view a name."},
    )
    tab = forms.ChoiceField(label="Which concerns?", required=False)
    opens_desk = forms.BooleanField(label="My desk opens with this view", required=False)
    field_order = (
        *("name", "tab", "words", "site", "risk", "kind", "since", "until", "person"),
        "opens_desk",
    )

    def __init__(
        self, data: QueryDict | None, *, tabs: Choices, sites: Choices, typed: Mapping[str, Any]
    ) -> None:
        super().__init__(data, sites=sites, initial=typed)
        self.offer("tab", tabs)
        self.fields["words"].label = "With which words or name in them?"
        self.fields["words"].help_text = "With words, it looks in all concerns that you may read."

    @property
    def own(self) -> dict[str, Any]:
        """What it is called, and where it stands; what it narrows to is `chosen`."""
        said = self.cleaned_data
        return {"name": said["name"], "tab": said["tab"] or "new", "opens_desk": said["opens_desk"]}
