from typing import Any

from django import forms

from bield.kit.fields import Answer
from bield.kit.forms import Form
from bield.people.states import SettingType

YES_OR_NO = (("yes", "Yes"), ("no", "No"))
HOURS = (
    ("1", "Within 1 hour"),
    ("4", Answer("Within 4 hours", "What most choose")),
    ("8", "Within 8 hours"),
    ("24", "Within 24 hours"),
)
ME, OTHER = "me", "other"


class Code(Form):
    code = forms.CharField(
        label="The code that the console shows",
        help_text="Twelve letters and digits, like 4F7C-9HK2-XMQ3.",
        max_length=40,
        error_messages={"required": "Type the code that the console shows."},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class Organisation(Form):
    name = forms.CharField(
        label="What is your organisation called?",
        max_length=200,
        error_messages={"required": "Write the name of your organisation."},
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    setting_type = forms.ChoiceField(
        label="What kind of setting is it?",
        choices=SettingType.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of setting that fits best."},
    )
    one_person = forms.TypedChoiceField(
        label="Do you work alone?",
        help_text="Then somebody outside takes the place of a deputy.",
        choices=YES_OR_NO,
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you work alone."},
    )


class Places(Form):
    names = forms.CharField(
        label="Where do you work? One place on each line.",
        help_text="A building, a hall, a branch, or “Online”. You can add more at any time.",
        widget=forms.Textarea({"rows": "5"}),
        error_messages={"required": "Write down at least one place."},
    )

    def clean_names(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = [line for line in lines if line]
        if any(len(name) > 200 for name in names):
            raise forms.ValidationError("Keep the name of each place below 200 letters.", "long")
        return names


def _name(label: str, required: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        error_messages={"required": required},
        widget=forms.TextInput({"autocomplete": "name"}),
    )


def _email(label: str, *, help_text: str = "") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=help_text,
        error_messages={
            "required": "Write the e-mail address.",
            "invalid": "Write the whole address, like name@school.example.",
        },
    )


def _phone(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=32,
        required=False,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )


class You(Form):
    name = _name("What is your full name?", "Write your name.")
    email = _email("What is your e-mail address?", help_text="You sign in with it.")
    phone = _phone("What is your phone number?")
    head = forms.TypedChoiceField(
        label="Are you the head, manager or owner?",
        choices=YES_OR_NO,
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you are the head, manager or owner."},
    )


class Alone(You):
    """Who works alone is not asked whether they are the head."""

    head = None  # type: ignore[assignment]  # Django takes a field away so


class Holder(Form):
    """Oneself, or somebody else with a name and a way to reach them."""

    who = forms.ChoiceField(
        label="Who is it?",
        choices=((ME, "I am"), (OTHER, "Somebody else")),
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is you or somebody else."},
    )
    name = _name("If somebody else: what is their full name?", "Write their name.")
    email = _email(
        "And their e-mail address?", help_text="An invitation goes there when you have finished."
    )
    phone = _phone("And their phone number?")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("who", OTHER) == ME:
            self.fields["name"].required = self.fields["email"].required = False

    @property
    def answers(self) -> dict[str, Any]:
        rest = {key: self.cleaned_data[key] for key in ("name", "email", "phone")}
        return {"me": self.cleaned_data["who"] == ME, **rest}


class Outside(Form):
    name = _name("What is their full name?", "Write their name.")
    email = _email("What is their e-mail address?", help_text="An invitation goes there.")
    phone = _phone("What is their phone number?")

    @property
    def answers(self) -> dict[str, Any]:
        return {"me": False, **self.cleaned_data}


class Clock(Form):
    hours = forms.TypedChoiceField(
        label="How soon must somebody say that they have read a new concern?",
        help_text="If nobody has by then, it passes to the next person. You can change this later.",
        choices=HOURS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how soon."},
    )


class Begin(Form):
    password = forms.CharField(
        label="Choose your password",
        help_text="At least twelve characters. Three words that do not belong together are good."
        " Pasting from a password manager works.",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password."},
    )
