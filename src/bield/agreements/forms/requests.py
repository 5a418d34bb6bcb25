"""Whom a form is put to, and until when."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from bield.agreements.queries import PutPage
from bield.agreements.states import Reply, Whom
from bield.kit.fields import TO_COME, DayField, either
from bield.kit.forms import Form

CHOSEN = {Whom.SITE: "site", Whom.GROUP: "group", Whom.ROLE: "role"}


class PutTo(Form):
    """Nothing is chosen beforehand."""

    whom = forms.ChoiceField(
        label="Whom do you ask?",
        choices=Whom.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whom you ask."},
    )
    site = either(forms.ChoiceField(label="Which place?"))
    group = either(forms.ChoiceField(label="Which group?"))
    role = either(forms.ChoiceField(label="Which post?"))
    people = either(
        forms.CharField(
            label="Which people?",
            help_text="One name on each line.",
            max_length=4_000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    )
    last_day = DayField(
        like=TO_COME,
        label="What is the last day to answer?",
        error_messages={"required": "Enter the last day to answer."},
    )
    joiners = forms.BooleanField(
        label="Ask whoever joins them later too, with as many days to answer", required=False
    )

    def __init__(self, data: QueryDict | None, *, page: PutPage) -> None:
        super().__init__(data)
        self.offer("site", [("", "Choose a place"), *page.places])
        self.offer("group", [("", "Choose a group"), *page.groups])
        self.offer("role", [("", "Choose a post"), *page.posts])

    @property
    def names(self) -> list[str]:
        return [name for line in self.cleaned_data["people"].splitlines() if (name := line.strip())]

    @property
    def put(self) -> dict[str, Any]:
        said = self.cleaned_data
        chosen = CHOSEN.get(Whom(said["whom"]))
        return {
            "whom": said["whom"],
            "chosen": said[chosen] if chosen else "",
            "last_day": said["last_day"],
            "joiners": said["joiners"],
        }


class Narrow(Form):
    """What of a list is shown."""

    words = either(forms.CharField(label="Name", max_length=80))
    stands = either(forms.ChoiceField(label="How it stands"))
    site = either(forms.ChoiceField(label="Place"))
    group = either(forms.ChoiceField(label="Group"))

    def __init__(
        self,
        data: QueryDict,
        *,
        places: Sequence[tuple[str, str]],
        groups: Sequence[tuple[str, str]],
        stands: bool = True,
    ) -> None:
        super().__init__(data)
        self.offer("site", [("", "All places"), *places])
        self.offer("group", [("", "All groups"), *groups])
        self.offer("stands", [("", "All of them"), *Reply.choices])
        if not stands:
            del self.fields["stands"]
