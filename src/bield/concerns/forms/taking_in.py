"""A file from another setting: which file, from whom, whose it is, and why not."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from bield.concerns.forms.asking import LINE, words
from bield.concerns.forms.changes import Change
from bield.concerns.rules.taking_in import NEW
from bield.concerns.states import Danger
from bield.kit.fields import either
from bield.kit.forms import Form


class TakeIn(Form):
    file = forms.FileField(
        label="Which file?",
        help_text="As they sent it: its name ends in .zip.age. Up to 8 MB.",
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".age"}),
        error_messages={
            "required": "Choose the file.",
            "empty": "The file is empty. Ask them to send it again.",
            "invalid": "Choose the file.",
            "max_length": "The name of the file is too long. Give it a shorter one.",
        },
    )
    number = either(
        forms.CharField(
            label="Their number, as they said it on the telephone",
            help_text="Only for a setting whose number nobody here has compared yet. Ring a number"
            " that you know from elsewhere: thirty digits.",
            max_length=60,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
    )
    heard = either(
        forms.CharField(
            label="Who said the digits, and how did you reach them?",
            max_length=LINE,
            widget=words(2),
        )
    )
    phrase = either(
        forms.CharField(
            label="The pass phrase, if they locked it with one",
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )
    )

    def __init__(self, data: QueryDict | None, files: MultiValueDict[str, Any]) -> None:
        super().__init__(data, None if data is None else files)


class AcceptFile(Change):
    who = forms.ChoiceField(label="Whose file is it?", widget=forms.RadioSelect)
    site = forms.ChoiceField(label="At which place?", widget=forms.Select)
    danger = forms.ChoiceField(
        label="Is anyone in danger now?",
        help_text="As far as you know from the file and from the setting that sent it.",
        choices=Danger.choices,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        version: int,
        people: Sequence[tuple[str, str]],
        sites: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data, version=version)
        self.offer("who", [*people, (NEW, "Somebody new: add them as a learner here")])
        self.offer("site", sites)

    @property
    def accepted(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "who": said["who"],
            "site_id": int(said["site"]),
            "danger": said["danger"],
            "version": self.seen,
        }


class RefuseFile(Change):
    reason = forms.CharField(
        label="Why is it refused?",
        help_text="They read it in the receipt. Name nobody.",
        max_length=LINE,
        widget=words(2),
    )
