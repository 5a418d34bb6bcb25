"""What is asked at a public door: of a child one question a page, of anybody else two screens."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from bield.concerns.forms.asking import LINE, WORDS, Choices, words
from bield.concerns.forms.changes import Change
from bield.concerns.states import Danger, Support, Voice
from bield.kit.forms import Form
from bield.kit.languages import marked as _

NAMES = 2000  # characters
DO_NOT_KNOW = ("", _("I do not know"))


class Page(Form):
    """One page. What stands in it is kept as it was typed, right or wrong."""

    # Carried on each page, so that what is sent after a long rest begins in the right words.
    voice = forms.ChoiceField(choices=Voice.choices, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        initial: dict[str, Any],
        places: Choices = (),
        readers: Choices = (),
    ) -> None:
        super().__init__(data, initial=initial)
        for name, choices in (("site_id", [DO_NOT_KNOW, *places]), ("not_for", readers)):
            if name in self.fields:
                self.offer(name, choices)
        if not places:
            self.fields.pop("site_id", None)
        if not readers:
            self.fields.pop("not_for", None)

    @property
    def typed(self) -> dict[str, Any]:
        """As it was typed, not as it was meant: what is wrong is kept as well."""
        values = {name: self[name].value() for name in self.fields}
        return {name: "" if value is None else value for name, value in values.items()}


class DangerNow(Page):
    """Answered with one of three buttons."""

    danger_now = forms.ChoiceField(
        label=_("Is anyone in danger right now?"),
        choices=Danger.choices,
        widget=forms.HiddenInput,
        error_messages={"required": _("Say first whether anyone is in danger right now.")},
    )


def the_names(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=NAMES, widget=words(2)
    )


def one_line(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LINE)


def some_text(label: str, hint: str = "", *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=WORDS, widget=words(rows)
    )


def the_account(label: str, hint: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=WORDS,
        widget=words(8),
        error_messages={"required": missing},
    )


def one_tick(label: str, hint: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint, required=False)


class Readers(forms.MultipleChoiceField):
    """Who was ticked for one place stays ticked when another is chosen."""

    def valid_value(self, value: Any) -> bool:  # noqa: ARG002  # the command looks each up
        return True


def the_readers(label: str, hint: str) -> Readers:
    return Readers(label=label, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple)


def what_helps(label: str, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class Told(Page):
    """The second screen, for a parent or anybody else."""

    account = the_account(
        _("What happened?"),
        _("What you saw, heard or were told, in your own words."),
        _("Write what happened, even if it is short."),
    )
    about = the_names(
        _("Who are you worried about?"),
        _("Full names, each on a line of its own. Leave it empty if you do not know."),
    )
    harmed_by = the_names(
        _("Is somebody said to have caused it?"),
        _("Full names, each on a line of its own. They are not told, and cannot see this."),
    )
    colleague = one_tick(
        _("It is about somebody who works or helps here"),
        _("Then it goes to those who deal with such concerns, even if you know no name."),
    )
    not_for = the_readers(
        _("Is it about one of these people?"),
        _("They would read this. Whoever you tick cannot see it, and is not told."),
    )
    site_id = forms.ChoiceField(label=_("Which place is it about?"), required=False)
    child_words = some_text(
        _("What did the child say, word for word?"), _("As far as you remember.")
    )
    happened = one_line(_("When did it happen?"), _("Like “yesterday” or “for some weeks”."))
    where = one_line(_("Where did it happen?"), _("A room, a street, an app or a game."))
    done = some_text(_("What has been done already?"))
    wants = some_text(
        _("What would you like to happen?"), _("We cannot promise it, and we want to know it.")
    )
    support = what_helps(_("What would help you?"), Support.choices)
    reach = one_line(
        _("Your name, or how we can reach you"),
        _("You need not say. Without it, you can still come back with a code."),
    )

    FIRST: ClassVar = ("account", "about", "harmed_by", "colleague", "not_for", "site_id")
    LAST: ClassVar = ("wants", "support", "reach")
    MORE: ClassVar = ("child_words", "happened", "where", "done")

    def first_fields(self) -> list[Any]:
        return self._shown(self.FIRST)

    def more_fields(self) -> list[Any]:
        return self._shown(self.MORE)

    def last_fields(self) -> list[Any]:
        return self._shown(self.LAST)

    def _shown(self, names: tuple[str, ...]) -> list[Any]:
        return [self[name] for name in names if name in self.fields]

    @property
    def opens_more(self) -> bool:
        """What was typed or has an error is never folded away."""
        return any(field.errors or field.value() for field in self.more_fields())


class ChildWords(Page):
    account = the_account(
        _("What do you want to tell us?"),
        _("Use your own words. You can write a little or a lot."),
        _("Write something. A little is enough."),
    )


class ChildWho(Page):
    about = the_names(_("Who is it about?"), _("It can be you. Write the name if you know it."))


class ChildPlace(Page):
    site_id = forms.ChoiceField(label=_("Where do you come to us?"), required=False)


class ChildHarm(Page):
    harmed_by = the_names(_("Did somebody do it?"), _("Write the name. They will not see this."))
    colleague = one_tick(_("It was a grown-up who works or helps here"), "")
    not_for = the_readers(
        _("Was it one of these people?"),
        _("They read what you send. If you tick one, they cannot."),
    )


class ChildHelp(Page):
    support = what_helps(
        _("What would help you?"),
        (
            (Support.TALK, _("Somebody to talk to")),
            (Support.TOLD, _("To know what happens")),
            (Support.NOTHING, _("Nothing right now")),
        ),
    )
    wants = some_text(
        _("What do you want to happen?"), _("We may not be able to do it. We want to know it.")
    )


class ChildName(Page):
    reach = one_line(_("What is your name?"), _("You do not have to say."))


class Code(Form):
    code = forms.CharField(
        label=_("What is your code?"),
        help_text=_("It has four parts, like 4F7M-9HK2-QWRX-C3PJ. Small letters are fine."),
        max_length=200,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type the code from your paper.")},
    )


class More(Form):
    """What somebody adds who came back."""

    text = forms.CharField(
        label=_("Write back, or tell us more"),
        help_text=_("Only the people who look after this can read it."),
        max_length=WORDS,
        widget=words(5),
        error_messages={"required": _("Write something. A little is enough.")},
    )
    danger_now = forms.ChoiceField(
        label=_("Is anyone in danger right now?"),
        choices=Danger.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    not_for = the_readers(
        _("Is it about one of these people?"),
        _("They read what you send. If you tick one, they cannot, and are not told."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, readers: Choices = ()) -> None:
        super().__init__(data)
        if readers:
            self.offer("not_for", (*readers, THEY_MAY))
        else:
            self.fields.pop("not_for")


THEY_MAY = ("nobody", _("No: all of them may read it"))


class OpenDoor(Form):
    address = forms.CharField(
        label="What is it called in the address?",
        help_text="Short, and easy to type from a poster: small letters, digits and hyphens.",
        max_length=LINE,
        error_messages={"required": "Write a short name, like “oak-lane”."},
    )
    site = forms.ChoiceField(label="Which place is it for?", required=False)

    def __init__(self, data: QueryDict | None, *, places: Choices) -> None:
        super().__init__(data)
        self.offer("site", places)


class ToReporter(Change):
    text = forms.CharField(
        label="What do you want to say or ask?",
        help_text=(
            "Plain words, as to somebody who is worried. Ask open questions, promise nothing that"
            " you cannot keep, and name nobody else."
        ),
        max_length=WORDS,
        widget=words(6),
        error_messages={"required": "Write it down, even if it is short."},
    )


class FindDoor(Form):
    address = forms.CharField(
        label=_("Which name stands on the poster?"),
        help_text=_("The last part of the address, like “oak-lane”."),
        max_length=LINE,
        error_messages={"required": _("Type the name from the poster.")},
    )
