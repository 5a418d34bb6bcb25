"""Forms check input and nothing else: no tables, no clock, no saving."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, QueryDict

from bield.kit.judging import no_file_in
from bield.kit.languages import filled
from bield.kit.languages import marked as _
from bield.kit.refusals import Refused
from bield.kit.written import written

T = TypeVar("T")
WRITTEN = (forms.Textarea, forms.TextInput)  # what people type themselves; a password is not shown


class Form(forms.Form):
    # Our own sentences beside the field, never the browser's bubble.
    use_required_attribute = False

    def __init__(self, *args: Any, **more: Any) -> None:
        _say_once(type(self))
        super().__init__(*args, **more)
        self.leads: dict[str, str] = {}  # what keeps it from being sent -> where that is mended

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Fill a choice field; choices are passed in, so a form sees no table."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} offers no choices")
        field.choices = list(choices)

    def _post_clean(self) -> None:
        """A file written out as text is a file: no field of words takes one. And a field that
        has to be answered is not answered by signs that nobody sees."""
        super()._post_clean()  # type: ignore[misc]  # absent from the stubs
        for name in [*self.cleaned_data]:
            field, typed = self.fields[name], self.cleaned_data[name]
            if not isinstance(field.widget, WRITTEN):
                continue
            if field.required and isinstance(typed, str) and not written(typed):
                missing = forms.ValidationError(field.error_messages["required"], "required")
                self.add_error(name, missing)
                continue
            refusal = no_file_in(str(typed or ""))
            if refusal is not None:
                self.add_error(name, forms.ValidationError(refusal.message, refusal.code))

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """A command that says no puts its reasons beside their fields, or on top of the form."""
        try:
            yield
        except Refused as refused:
            for refusal in refused.refusals:
                known = refusal.field if refusal.field in self.fields else None
                if known is None and refusal.link:
                    self.leads[str(refusal.message)] = refusal.link
                self.add_error(known, forms.ValidationError(refusal.message, refusal.code))


@cache
def _say_once(form: type[Form]) -> None:
    """The fields of a class are copied into each of its forms, their words with them."""
    for field in form.base_fields.values():
        say(field)
    form.base_fields = _Fields(form.base_fields)


class _Fields(dict[str, forms.Field]):
    """The fields of a class of forms. Each form gets its own, with a widget of its own, and shares
    what no form changes: checks, and choices until it offers others. To copy all of it, as
    Django does, takes a tenth of the time in which a report is taken.
    """

    def __deepcopy__(self, _memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {name: _own(field) for name, field in self.items()}


def _own(field: forms.Field) -> forms.Field:
    own = _twin(field)
    own.widget = _twin(field.widget)
    own.widget.attrs = field.widget.attrs.copy()
    own.error_messages = field.error_messages.copy()
    return own


def _twin(one: T) -> T:
    twin = object.__new__(type(one))
    twin.__dict__.update(one.__dict__)
    return twin


def say(field: forms.Field) -> None:
    """What is wrong and how to put it right, where the form has no better words of its own."""
    label, told = Doubled(field.label or ""), field.error_messages
    if told.get("required") in DJANGOS:
        told["required"] = filled(REQUIRED.get(type(field), ANSWER), label=label)
    if told.get("invalid_choice") in DJANGOS:
        told["invalid_choice"] = filled(_("Choose one of the answers to “{label}”"), label=label)
    most = getattr(field, "max_length", None)
    if most and "max_length" not in told:
        told["max_length"] = filled(
            _("Use {most} characters or fewer for “{label}”"), most=f"{most:,}", label=label
        )
    for bound, sentence in BOUNDS.items():
        if (value := getattr(field, bound, None)) is not None and bound not in told:
            told[bound] = filled(sentence, value=str(value), label=label)


class Doubled:
    """A label within a sentence that Django fills in once more."""

    def __init__(self, label: object) -> None:
        self.label = label

    def __str__(self) -> str:
        return str(self.label).replace("%", "%%")


DJANGOS = (
    forms.Field.default_error_messages["required"],
    forms.ChoiceField.default_error_messages["invalid_choice"],
    forms.MultipleChoiceField.default_error_messages["invalid_choice"],
)
ANSWER, CHOOSE = _("Answer “{label}”"), _("Choose an answer to “{label}”")
REQUIRED: dict[type[forms.Field], str] = {
    forms.ChoiceField: CHOOSE,
    forms.TypedChoiceField: CHOOSE,
    forms.MultipleChoiceField: _("Choose at least one answer to “{label}”"),
    forms.BooleanField: _("Tick “{label}” to go on"),
}
BOUNDS = {
    "min_value": _("Write at least {value} for “{label}”"),
    "max_value": _("Write at most {value} for “{label}”"),
}


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
