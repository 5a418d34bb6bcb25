"""What a post inside is told of an incident, and what whoever holds the post does with it."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from bield.concerns.doings import PostItem
from bield.concerns.forms.asking import LINE, NAMES, WORDS
from bield.concerns.forms.asking import words as box
from bield.concerns.forms.changes import Change
from bield.concerns.rules.informing import Technical
from bield.kit.forms import Form

TECHNICAL = ("account", "device", "since", "words")


class Inform(Change):
    posts = forms.MultipleChoiceField(
        label="Who is told?",
        help_text="Ticked is whom it concerns, by what was answered.",
        error_messages={"required": "Choose at least one post."},
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label="What happened, technically?",
        help_text="No names, and nothing of who is affected. “Somebody signed in to it from"
        " abroad” is enough.",
        error_messages={"required": "Write the technical facts."},
        max_length=WORDS,
        widget=box(3),
    )
    account = forms.CharField(label="Which account or address?", required=False, max_length=LINE)
    device = forms.CharField(label="Which device?", required=False, max_length=LINE)
    since = forms.CharField(label="When was it?", required=False, max_length=LINE)
    why = forms.CharField(
        label="If one that is ticked is not told: why?",
        required=False,
        max_length=WORDS,
        widget=box(2),
    )

    def __init__(self, data: QueryDict | None, *, version: int, posts: Iterable[PostItem]) -> None:
        super().__init__(data, version=version)
        posts = tuple(posts)
        self.offer("posts", [(one.code, _whom(one)) for one in posts])
        self.initial["posts"] = [one.code for one in posts if one.fits]

    @property
    def told(self) -> Technical:
        return Technical(**{name: self.cleaned_data[name] for name in TECHNICAL})


def _whom(post: PostItem) -> str:
    who = f"{post.label}: {post.who or 'nobody'}"
    return f"{who} (the post is vacant)" if post.vacant else who


class PassNoticeOn(Form):
    person = forms.CharField(
        label="To whom?",
        help_text="The full name of a colleague. They see what you see here.",
        max_length=LINE,
        widget=box(1, **NAMES, **{"data-choose-one": "yes"}),
        error_messages={"required": "Name whom you pass it on to."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=WORDS,
        widget=box(2),
        error_messages={"required": "Write why you pass it on."},
    )
