"""Forms check input and nothing else: no tables, no clock, no saving."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django import forms
from django.http import HttpRequest, QueryDict

from bield.kit.refusals import Refused


class Form(forms.Form):
    # Our own sentences beside the field, never the browser's bubble.
    use_required_attribute = False

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Fill a choice field; choices are passed in, so a form sees no table."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} offers no choices")
        field.choices = list(choices)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """A command that says no puts its reasons beside their fields, or on top of the form."""
        try:
            yield
        except Refused as refused:
            for refusal in refused.refusals:
                known = refusal.field if refusal.field in self.fields else None
                self.add_error(known, forms.ValidationError(refusal.message, refusal.code))


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
