"""What is asked at the door and about one's own account."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from bield.access.states import PasswordPolicy
from bield.kit.forms import Form

Choices = Sequence[tuple[str, str]]
LONGEST = 512  # of a password; more is refused in words, not cut


def _secret(autocomplete: str) -> forms.PasswordInput:
    """Paste is welcome, and a password manager knows what it is for."""
    return forms.PasswordInput(
        attrs={"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    )


def _code(autocomplete: str = "one-time-code", inputmode: str = "numeric") -> forms.TextInput:
    return forms.TextInput(
        attrs={
            "autocomplete": autocomplete,
            "inputmode": inputmode,
            "autocapitalize": "characters",
            "spellcheck": "false",
            "class": "govuk-input--width-20",
        }
    )


def _address(autocomplete: str = "username webauthn") -> forms.EmailInput:
    return forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})


class SignIn(Form):
    email = forms.EmailField(
        label="E-mail address",
        widget=_address(),
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address like name@example.org",
        },
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=_secret("current-password"),
        error_messages={"required": "Enter your password"},
    )
    shared = forms.BooleanField(
        label="Other people use this device too",
        help_text="On a shared device you are signed out sooner, and it is not remembered.",
        required=False,
    )


class Passkey(Form):
    answer = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": "No passkey answered. Try again, or sign in another way."},
    )


class NewPasskey(Passkey):
    name = forms.CharField(
        label="Name for this passkey",
        help_text="So that you know it again, like “My phone”.",
        max_length=80,
    )
    field_order = ("name", "answer")


class Code(Form):
    code = forms.CharField(
        label="Code from your authenticator app",
        help_text="Six digits, a new one every 30 seconds.",
        widget=_code(),
        error_messages={"required": "Enter the six digits that your app shows"},
    )


class NewAuthenticator(Form):
    code = forms.CharField(
        label="The code your app shows now",
        widget=_code(),
        error_messages={"required": "Enter the six digits that your app shows"},
    )
    name = forms.CharField(
        label="Name for this app",
        help_text="So that you know it again, like “My phone”.",
        max_length=80,
        initial="Authenticator app",
    )


class Recovery(Form):
    code = forms.CharField(
        label="Recovery code",
        help_text="From your printed sheet. Each works once.",
        widget=_code(autocomplete="off", inputmode="text"),
        error_messages={"required": "Enter a code from your sheet"},
    )


class Forgotten(Form):
    email = forms.EmailField(
        label="E-mail address",
        widget=_address("username"),
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address like name@example.org",
        },
    )


class NewAddress(Forgotten):
    """The same question about another address."""


class NewPassword(Form):
    password = forms.CharField(
        label="New password",
        strip=False,
        widget=_secret("new-password"),
        error_messages={"required": "Enter a new password"},
    )


class KnownPassword(Form):
    password = forms.CharField(
        label="Your password here",
        help_text="You have an account here already, in another organisation. It stays one.",
        strip=False,
        widget=_secret("current-password"),
        error_messages={"required": "Enter your password"},
    )


class ChangePassword(Form):
    old = forms.CharField(
        label="Your password now",
        strip=False,
        widget=_secret("current-password"),
        error_messages={"required": "Enter the password you have now"},
    )
    new = forms.CharField(
        label="New password",
        strip=False,
        widget=_secret("new-password"),
        error_messages={"required": "Enter a new password"},
    )


class HouseRules(Form):
    closes_at = forms.TimeField(
        label="When does the house close?",
        help_text="Whoever is still signed in then is signed out and listed. For example, 18:30.",
        widget=forms.TimeInput(attrs={"class": "govuk-input--width-5"}, format="%H:%M"),
        error_messages={
            "required": "Enter the time at which the house closes, like 18:30",
            "invalid": "Enter the time at which the house closes, like 18:30",
        },
    )
    password_policy = forms.ChoiceField(
        label="What makes a password strong here?",
        choices=PasswordPolicy.choices,
        widget=forms.RadioSelect,
    )


HOLDERS = forms.CharField(
    label="Who knows its password?",
    help_text="One name on each line.",
    widget=forms.Textarea(attrs={"rows": 4}),
    error_messages={"required": "Name everybody who knows the password"},
)


class SharedAccount(Form):
    name = forms.CharField(
        label="What is the shared account for?",
        help_text="Like “Tablet at reception”. Never write the password here.",
        max_length=120,
        error_messages={"required": "Say which account it is, like “Tablet at reception”"},
    )
    reason = forms.CharField(
        label="Why can it not be one account for each?",
        max_length=300,
        error_messages={"required": "Say why it must be shared"},
    )
    holders = HOLDERS


class Holders(Form):
    holders = HOLDERS


class NewToken(Form):
    name = forms.CharField(
        label="Which other system is it for?",
        help_text="So that you know it again, like “Register of learners”.",
        max_length=80,
        error_messages={"required": "Say which system it is for, like “Register of learners”"},
    )
    scopes = forms.MultipleChoiceField(
        label="What may it do in your name?",
        help_text="Never more than you may yourself on the day.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it may do"},
    )
    days = forms.TypedChoiceField(
        label="For how long?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for how long"},
    )

    def __init__(self, data: QueryDict | None, *, scopes: Choices, days: Choices) -> None:
        super().__init__(data)
        self.offer("scopes", scopes)
        self.offer("days", days)


class NewHook(Form):
    url = forms.CharField(
        label="At which address is the other system called?",
        help_text="It begins with https, like https://hooks.example.org/bield.",
        max_length=300,
        error_messages={"required": "Enter the address, like https://hooks.example.org/bield"},
    )
    events = forms.MultipleChoiceField(
        label="What is it told of?",
        help_text="Only that it happened, a reference and when: no name, and nobody’s words.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it is told of"},
    )

    def __init__(self, data: QueryDict | None, *, events: Choices) -> None:
        super().__init__(data)
        self.offer("events", events)
