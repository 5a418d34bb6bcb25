"""What is asked of whoever reports. Labels are questions; errors say what to do."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import LINE, NAMES, WORDS, Choices, words
from bield.concerns.forms.intake import Intake
from bield.concerns.naming import Doubt
from bield.concerns.states import Danger, Support
from bield.kit.keeps import keeps

WHOM, NOBODY = "whom", "nobody"
NOBODY_HERE = "Somebody else, who does not work or help here"


@keeps("OT-36a")
class Report(Intake):
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
    wants = forms.CharField(
        label="What does the person want to happen?",
        help_text="The child, or whoever it is about, in their own words. Promise nothing.",
        required=False,
        max_length=WORDS,
        widget=words(2),
    )
    support = forms.ChoiceField(
        label="What would help you?",
        choices=Support.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    send_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    MORE: ClassVar[tuple[str, ...]] = (
        "happened",
        "noticed_on",
        "late_reason",
        "where",
        "harmed_by",
        "colleague",
        "done",
        "wants",
        "support",
        "how",
        "told_child",
        "kind",
        "recognisable",
        "account_concerned",
        "device",
    )

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

    def ask_whom(self, doubts: Sequence[Doubt]) -> None:
        """Whoever is named cannot see it: where a line may name somebody who reads it, its writer
        says whether it does."""
        if doubts := [one for one in doubts if one.asked]:
            lines = " and ".join(dict.fromkeys(f"“{one.line}”" for one in doubts))
            self.fields[WHOM] = forms.MultipleChoiceField(
                label=f"Whom do you mean by {lines}?",
                help_text="Whoever you tick cannot see what you write.",
                choices=[*((one.chosen, one.name) for one in doubts), (NOBODY, NOBODY_HERE)],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Say whom you mean, so that they cannot see it."},
            )

    @property
    def doubtful_fields(self) -> list[Any]:
        return [self[WHOM]] if WHOM in self.fields else []

    @property
    def opens_more(self) -> bool:
        """What was typed or has an error is never folded away."""
        return any(self[name].errors or self[name].value() for name in self.MORE)

    @property
    def once(self) -> str:
        """The same words sent twice make one concern; changed words are never taken for sent."""
        told = {name: str(value) for name, value in self.cleaned_data.items()}
        told.pop("written_at", None)  # a clock may be believed today that was ahead yesterday
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
        "picture": ("Is there a picture or video with no clothes on, or a rude one?", ""),
        "seen": ("Did anybody see it?", "You are not in trouble if you did."),
        "on_device": (
            "Is it still on a phone or a screen?",
            "Leave it as it is. Do not delete it.",
        ),
        "noticed_on": ("When did you find out?", "If it was not today. Like 3 3 2026."),
        "wants": ("What do you want to happen?", "We may not be able to do it."),
        "support": ("What would help you?", ""),
    }
    # Not a child's to answer.
    LEFT_OUT = (
        "seen_how",
        "hidden",
        "how",
        "late_reason",
        "told_child",
        "kind",
        *Intake.OF_CONDUCT,
        *Intake.OF_SECURITY,
        *Intake.OF_PAPER,
    )
    MORE = (
        "happened",
        "noticed_on",
        "where",
        "harmed_by",
        "colleague",
        "done",
        "wants",
        "support",
    )

    def __init__(
        self, data: QueryDict | None, *, sites: Choices, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, sites=sites, initial=initial)
        for name in self.LEFT_OUT:
            del self.fields[name]
        for name, (label, hint) in self.WORDS.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        self.fields["account"].error_messages["required"] = "Write something. A little is enough."
        self.fields["site_id"].label = "Where do you come to us?"
