"""A view of one's own desk."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import Choices
from bield.concerns.pages import DeskFilter
from bield.kit.forms import Form


class KeepView(Form):
    name = forms.CharField(
        label="What do you call this view?",
        help_text="Only you see it.",
        max_length=60,
        error_messages={"required": "Give the view a name."},
    )
    tab = forms.ChoiceField(label="Which concerns?", required=False)
    words = forms.CharField(
        label="With which words or name in them?",
        help_text="With words, it looks in all concerns that you may read.",
        max_length=200,
        required=False,
    )
    site = forms.ChoiceField(label="Of which site?", required=False)
    risk = forms.ChoiceField(label="Of which risk?", required=False)
    opens_desk = forms.BooleanField(label="My desk opens with this view", required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        tabs: Choices,
        sites: Choices,
        risks: Choices,
        typed: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=typed)
        self.offer("tab", tabs)
        self.offer("risk", [("", "Every risk"), *risks])
        self.offer("site", [("", "All sites"), *sites])

    def kept(self) -> dict[str, Any]:
        """As the command takes it."""
        said = self.cleaned_data
        chosen = DeskFilter(site=said["site"], risk=said["risk"], words=said["words"])
        own = {name: said[name] for name in ("name", "opens_desk")}
        return {**own, "tab": said["tab"] or "new", "chosen": chosen}
