from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from bield.agreements.rules.events import MOST_LETTERS
from bield.agreements.states import Down, Told
from bield.kit.fields import TO_COME, DayField, either
from bield.kit.forms import Form

YES_NO = [("yes", "Yes"), ("no", "No")]


class Plan(Form):
    """An event, and who attends it."""

    title = forms.CharField(
        label="What is the event called?",
        help_text="For example, Summer show. Families read it.",
        max_length=120,
        error_messages={"required": "Say what the event is called."},
    )
    on = DayField(
        like=TO_COME,
        label="On which day is it?",
        error_messages={"required": "Enter the day of the event."},
    )
    site = forms.ChoiceField(label="Where is it?", required=False)
    groups = forms.MultipleChoiceField(
        label="Which groups take part?",
        help_text="Without a group, every child and learner of the place takes part.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reserved = forms.ChoiceField(
        label="Could parents photograph, if every family agrees?",
        choices=[("no", "Yes, if every family agrees"), ("yes", "No, we want no pictures there")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether parents could photograph."},
    )
    area = forms.CharField(
        label="Is there a place apart where parents can photograph their own child afterwards?",
        help_text="For example, the stage in the small hall. It is offered from 12 children on.",
        max_length=120,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        sites: Iterable[tuple[str, str]],
        groups: Iterable[tuple[str, str]],
        typed: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=typed)
        self.offer("site", [("", "The whole organisation"), *sites])
        offered = list(groups)
        self.offer("groups", offered)
        if not offered:
            del self.fields["groups"]

    @property
    def planned(self) -> dict[str, Any]:
        said = {"groups": [], **self.cleaned_data}
        return {**said, "reserved": said["reserved"] == "yes"}


class Seen(Form):
    """A picture or a film that somebody saw online. No picture is taken in here."""

    event = forms.ChoiceField(label="Is it from one of our events?", required=False)
    words = forms.CharField(
        label="Where did you see it, and what does it show?",
        help_text="Write it in words: the app or page, who put it there if you know, and when."
        " Do not save the picture and do not send it to anybody.",
        max_length=MOST_LETTERS,
        widget=forms.Textarea,
        error_messages={"required": "Write where you saw it and what it shows."},
    )
    of_another = forms.ChoiceField(
        label="Does it show somebody else’s child?",
        help_text="A child who is not of the family that put it there. If you do not"
        " know, say yes.",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no. If you do not know, say yes."},
    )

    def __init__(self, data: QueryDict | None, *, events: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.offer("event", [("", "No, or I do not know"), *events])


class AskDown(Form):
    whom = forms.CharField(
        label="Whom do you ask, and in which way?",
        help_text="For example, by telephone, or with the report button of the page.",
        max_length=MOST_LETTERS,
        error_messages={"required": "Write down whom you ask, or where you ask it."},
    )
    words = forms.CharField(
        label="In which words do you ask?",
        max_length=MOST_LETTERS,
        widget=forms.Textarea,
        error_messages={"required": "Write what you ask."},
    )


class HearDown(Form):
    answer = forms.ChoiceField(
        label="What came of it?",
        choices=Down.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it."},
    )


class TellParents(Form):
    told = forms.ChoiceField(
        label="Do the parents of the child know?",
        choices=Told.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they know."},
    )
    words = either(
        forms.CharField(
            label="Whom did you tell and how, or why not?",
            max_length=MOST_LETTERS,
            widget=forms.Textarea,
        )
    )
