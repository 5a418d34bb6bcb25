"""What a report is asked beyond its three questions. All of it may be left empty."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from bield.concerns import intake
from bield.concerns.forms.asking import CLOCKS, LINE, WORDS, words
from bield.kit.fields import either
from bield.kit.forms import Form

DAYS = ["%d %m %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]


class Intake(Form):
    picture = forms.ChoiceField(
        label="Is there a nude, semi-nude or sexual picture, video or live stream?",
        help_text="However it was passed on: in a message, on a network, or straight from one"
        " device to another.",
        choices=intake.YES_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    seen = forms.ChoiceField(
        label="Did anybody see it?",
        help_text="Nobody is blamed for what they saw by accident. Say so, and you are supported.",
        choices=intake.SEEN,
        required=False,
        widget=forms.RadioSelect,
    )
    seen_how = forms.CharField(
        label="If it was by accident: when, how and where, and who else saw it?",
        help_text="Write no more than that. Nobody is blamed, and you are supported.",
        required=False,
        max_length=WORDS,
        widget=words(2),
    )
    hidden = forms.BooleanField(label="It is hidden from view now", required=False)
    on_device = forms.ChoiceField(
        label="Is it still on a screen or a device?",
        help_text="If so: make the window small or switch the screen off, and leave the device on."
        " Keep it safe, and give it to the safeguarding lead.",
        choices=intake.YES_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    told_child = forms.ChoiceField(
        label="Was the child or young person told that it is reported and that support follows?",
        help_text="You can say: “You are not in trouble. I have to report this, so that you are"
        " safe, and somebody will help you.”",
        choices=intake.TOLD_CHILD,
        required=False,
        widget=forms.RadioSelect,
    )
    noticed_on = forms.DateField(
        label="On which day did you notice it?",
        help_text="If it was not today. For example, 3 3 2026.",
        required=False,
        input_formats=DAYS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"invalid": "Enter a real date, like 3 3 2026."},
    )
    late_reason = forms.CharField(
        label="If that is more than a day ago: why do you tell it only now?",
        help_text="Nobody is blamed. It shows us what held it up.",
        required=False,
        max_length=WORDS,
        widget=words(2),
    )
    how = forms.ChoiceField(
        label="How do you know of it?",
        choices=intake.WAYS,
        required=False,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label="What kind of thing is it?",
        help_text="Only if you know. The safeguarding lead looks at it in any case.",
        choices=[("", "I do not know"), *intake.KINDS_APART],
        required=False,
    )
    recognisable = forms.ChoiceField(
        label="If a colleague told of work online: could a child or family be recognised?",
        help_text="By a name, a place or a picture, for example.",
        choices=intake.YES_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    account_concerned = forms.CharField(
        label="Is an account concerned? Which one?",
        help_text="For a password that got out, a hacked account or a message that fishes for"
        " details. Never write the password itself.",
        required=False,
        max_length=LINE,
    )
    device = forms.CharField(
        label="On which device was it?",
        required=False,
        max_length=LINE,
    )
    slip = either(
        forms.CharField(
            label="Which number stands on the slip?",
            help_text="At its top, like P-0042-M.",
            max_length=40,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
        )
    )
    paper_on = either(
        forms.DateField(
            label="On which day was the slip filled in?",
            help_text="For example, 3 3 2026.",
            input_formats=DAYS,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            error_messages={"invalid": "Enter a real date, like 3 3 2026."},
        )
    )
    paper_time = forms.TimeField(
        label="At what time was it filled in?",
        help_text="As well as you know, for example 14:10.",
        required=False,
        input_formats=CLOCKS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a time, like 14:10."},
    )
    paper_by = forms.CharField(
        label="Who filled it in, if it was not you?",
        help_text="The full name, as it stands on the slip.",
        required=False,
        max_length=LINE,
    )
    # Set by the page when it was written without a line: both times are kept.
    written_at = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    item = forms.CharField(max_length=96, required=False, widget=forms.HiddenInput)

    PICTURE = ("seen", "seen_how", "on_device")
    MORE_OF_INTAKE = ("hidden", "how", "noticed_on", "late_reason", "told_child", "kind")
    OF_CONDUCT = ("recognisable",)
    OF_SECURITY = ("account_concerned", "device")
    OF_PAPER = ("slip", "paper_on", "paper_time", "paper_by")
    OF_INTAKE: ClassVar[tuple[str, ...]] = (
        "picture",
        *PICTURE,
        *MORE_OF_INTAKE,
        *OF_CONDUCT,
        *OF_SECURITY,
        "written_at",
        "item",
    )

    def clean_written_at(self) -> datetime | None:
        """What a device says of its clock. Anything else is left aside: no reason to refuse."""
        try:
            told = datetime.fromisoformat(self.cleaned_data["written_at"])
        except ValueError:
            return None
        told = told if timezone.is_aware(told) else timezone.make_aware(told)
        return told if told <= timezone.now() else None

    @property
    def paper(self) -> intake.Paper | None:
        """What is said of a paper slip; None where nothing is."""
        said = {name: self.cleaned_data.get(name) for name in self.OF_PAPER}
        if not any(said.values()):
            return None
        slip, by = str(said["slip"] or ""), str(said["paper_by"] or "")
        return intake.Paper(slip, said["paper_on"], said["paper_time"], by)

    @property
    def opens_paper(self) -> bool:
        return any(self[name].errors or self[name].value() for name in self.OF_PAPER)

    def paper_fields(self) -> list[Any]:
        return [self[name] for name in self.OF_PAPER if name in self.fields]

    def picture_fields(self) -> list[Any]:
        return [self[name] for name in self.PICTURE if name in self.fields]
