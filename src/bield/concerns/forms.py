"""What the pages of a concern ask. Labels are questions; errors say what to do."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy

from bield.concerns.states import Danger
from bield.kit.fields import Answer, DayField, either
from bield.kit.forms import Form

P = TypeVar("P")
Choices = Sequence[tuple[str, str]]
PEOPLE = reverse_lazy("concerns:known-people")
NAMES = {"data-choose": PEOPLE, "data-choose-hint": "Type a name and choose, or write it in full."}
WORDS = 20_000  # characters: some ten pages
LINE = 500


def words(rows: int = 6, **more: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **more})


class Report(Form):
    """The second screen. Three answers are asked for; the first was given on the screen before."""

    danger_now = forms.ChoiceField(
        label="Is anyone in danger right now?",
        choices=Danger.choices,
        widget=forms.HiddenInput,
        error_messages={"required": "Say first whether anyone is in danger right now."},
    )
    about = forms.CharField(
        label="Who are you worried about?",
        help_text="Full names, each on a line of its own. Leave it empty if you do not know.",
        required=False,
        max_length=2000,
        widget=words(2, **NAMES),
    )
    account = forms.CharField(
        label="What happened?",
        help_text=(
            "What you saw, heard or were told, in your own words. Facts rather than opinion;"
            " full names rather than initials."
        ),
        max_length=WORDS,
        widget=words(8, **{"data-full-names": "yes"}),
        error_messages={"required": "Write what happened, even if it is short."},
    )
    child_words = forms.CharField(
        label="What did the child say, word for word?",
        help_text="As far as you remember. Put in what you asked as well.",
        required=False,
        max_length=WORDS,
        widget=words(3),
    )
    site_id = forms.TypedChoiceField(
        label="Which site does it belong to?",
        coerce=int,
        error_messages={"required": "Choose a site. If you are not sure, choose your own."},
    )
    happened = forms.CharField(
        label="When did it happen?",
        help_text="As well as you know: “yesterday after lunch”, “3 March”, “for some weeks”.",
        required=False,
        max_length=LINE,
    )
    where = forms.CharField(
        label="Where did it happen?",
        help_text="A room, a street, an app or a game.",
        required=False,
        max_length=LINE,
    )
    harmed_by = forms.CharField(
        label="Is somebody said to have caused it?",
        help_text="Full names, each on a line of its own. They are not told, and cannot see this.",
        required=False,
        max_length=2000,
        widget=words(2, **NAMES),
    )
    colleague = forms.BooleanField(
        label="It is about somebody who works or helps here",
        help_text="Then it goes to those who deal with such concerns, even if you know no name.",
        required=False,
    )
    done = forms.CharField(
        label="What has been done already?",
        help_text="Whom you told, whom you called, where the child is now.",
        required=False,
        max_length=WORDS,
        widget=words(3),
    )
    send_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    MORE = ("happened", "where", "harmed_by", "colleague", "done")

    def __init__(
        self, data: QueryDict | None, *, sites: Choices, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        if len(sites) == 1:  # nothing to choose: not a question
            self.fields["site_id"].widget = forms.HiddenInput()
            self.initial["site_id"] = sites[0][0]  # whatever a draft of other days says
            self.offer("site_id", sites)
        else:
            self.offer("site_id", [("", "Choose a site"), *sites])

    def main_fields(self) -> list[Any]:
        return [self[name] for name in ("about", "account", "child_words")]

    def more_fields(self) -> list[Any]:
        return [self[name] for name in self.MORE]

    @property
    def opens_more(self) -> bool:
        """What was typed or has an error is never folded away."""
        return any(self[name].errors or self[name].value() for name in self.MORE)

    @property
    def once(self) -> str:
        """The same words sent twice make one concern; changed words are never taken for sent."""
        told = {name: str(value) for name, value in self.cleaned_data.items()}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class Tell(Report):
    """The same questions for a child, in a child's words."""

    WORDS: ClassVar[dict[str, tuple[str, str]]] = {
        "about": ("Who is it about?", "It can be you. You can leave this empty."),
        "account": (
            "What do you want to tell us?",
            "Use your own words. Spelling does not matter. You can write a little or a lot.",
        ),
        "child_words": ("Is there something somebody said that you remember?", ""),
        "happened": ("When was it?", "Like “yesterday” or “since Christmas”."),
        "where": ("Where was it?", "A place, a game or an app."),
        "harmed_by": (
            "Did somebody do something that was not OK?",
            "Write the name. They will not see this.",
        ),
        "colleague": ("It is about a grown-up who works here", ""),
        "done": ("Have you told anyone else?", ""),
    }

    def __init__(
        self, data: QueryDict | None, *, sites: Choices, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, sites=sites, initial=initial)
        for name, (label, hint) in self.WORDS.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        self.fields["account"].error_messages["required"] = "Write something. A little is enough."
        self.fields["site_id"].label = "Where do you come to us?"


class Change(Form):
    """Every change says which state of the concern it was decided on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, version: int) -> None:
        super().__init__(data, initial={"version": version})

    @property
    def seen(self) -> int:
        return int(self.cleaned_data["version"])

    def look_again(self, version: int) -> None:
        """After a refusal the next press is decided on what stands on the page now."""
        if not self.is_bound:
            return
        self.data = {**dict(self.data.items()), "version": str(version)}


class Acknowledge(Change):
    pass


class AddEntry(Change):
    ASKED = ("kind", "text", "happened_on", "happened_time", "corrects")

    kind = forms.ChoiceField(label="What are you adding?", widget=forms.RadioSelect)
    text = forms.CharField(
        label="Write it down",
        help_text="Facts, full names, who said what. Nothing is taken out later, only put right.",
        max_length=WORDS,
        widget=words(8, **{"data-full-names": "yes"}),
        error_messages={"required": "Write it down, even if it is short."},
    )
    happened_on = DayField(
        label="Which day did it happen?",
        help_text="Leave it empty if it is happening now. For example, 3 3 2026.",
        required=False,
    )
    happened_time = forms.TimeField(
        label="At what time?",
        help_text="As well as you know, for example 14:10.",
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I%p"],
        error_messages={"invalid": "Enter a time, like 14:10."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    corrects = forms.TypedChoiceField(
        label="Which line does it put right?",
        help_text="Only for a correction.",
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(
        self, data: QueryDict | None, *, version: int, kinds: Choices, lines: Choices
    ) -> None:
        super().__init__(data, version=version)
        self.offer("kind", kinds)
        self.offer("corrects", [("", "None"), *lines])


class Assign(Change):
    person = forms.ChoiceField(
        label="Who works on it from now on?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who works on it."},
    )

    def __init__(self, data: QueryDict | None, *, version: int, people: Choices) -> None:
        super().__init__(data, version=version)
        self.offer("person", people)


class PassOn(Change):
    person = forms.ChoiceField(
        label="Who is asked to take it?", widget=forms.RadioSelect, required=False
    )
    reason = forms.CharField(
        label="Why do you pass it on?",
        max_length=LINE,
        widget=words(3),
        error_messages={"required": "Write the reason. It stays in the chronology."},
    )

    def __init__(self, data: QueryDict | None, *, version: int, people: Choices) -> None:
        super().__init__(data, version=version)
        self.offer("person", [("", "Whoever is next on the list"), *people])


class Somebody(Change):
    """Names one person, with the reason that the record wants."""

    person = forms.CharField(
        label="Who?",
        help_text="The full name, as we know it.",
        max_length=LINE,
        widget=words(1, **NAMES, **{"data-choose-one": "yes"}),
        error_messages={"required": "Name a person."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=LINE,
        widget=words(3),
        error_messages={"required": "Write the reason. It stays in the chronology."},
    )

    @property
    def line(self) -> str:
        return str(self.cleaned_data["person"])

    def found(self, person: P | None) -> P | None:
        """Nobody of that name, or more than one: say so beside the field."""
        if person is None:
            self.add_error(
                "person", "Choose one person from the list, or write the full name as we know it."
            )
        return person


class Because(Change):
    reason = forms.CharField(
        label="Why?",
        max_length=WORDS,
        widget=words(4),
        error_messages={"required": "Write the reason. It stays in the chronology."},
    )


class Watch(Change):
    until = DayField(
        label="When will you look again?",
        error_messages={"required": "Enter the day on which you look again."},
    )
    reason = forms.CharField(
        label="What are you waiting to see?",
        max_length=WORDS,
        widget=words(4),
        error_messages={"required": "Write what you are waiting to see."},
    )


class Close(Change):
    outcome = forms.ChoiceField(
        label="How did it end?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    reasons = forms.CharField(
        label="Why can it be closed?",
        help_text="For a reader in twenty years: what was decided, by whom, and why.",
        max_length=WORDS,
        widget=words(5),
        error_messages={"required": "Write why it can be closed."},
    )
    follow_up_on = either(
        DayField(label="On which day will somebody look again?", like="27 3 2027")
    )
    no_follow_up = either(
        forms.CharField(label="Or why nobody needs to look again", max_length=LINE)
    )
    lesson = either(
        forms.CharField(
            label="What do we learn from it?",
            help_text="A change to how we work.",
            max_length=WORDS,
            widget=words(3),
        )
    )
    no_lesson = either(forms.CharField(label="Or why there is nothing to learn", max_length=LINE))
    tell_reporter = forms.BooleanField(
        label="Tell the reporter that it is dealt with",
        help_text="They learn that it is dealt with, and nothing else.",
        required=False,
        initial=True,
    )
    silence = either(forms.CharField(label="Or why the reporter is not told", max_length=LINE))

    def __init__(self, data: QueryDict | None, *, version: int, outcomes: Choices) -> None:
        super().__init__(data, version=version)
        self.offer("outcome", [(code, Answer(word)) for code, word in outcomes])
