"""What is asked of those who answer."""

from django import forms
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from bield.agreements.queries import Line, Sheet
from bield.agreements.states import Said
from bield.kit.forms import Form

NO_ALONE = [(Said.NO, "No")]
YES_OR_NO = [(Said.YES, "Yes, I agree"), (Said.NO, "No")]


class Answer(Form):
    """A question of its own for each purpose. None is answered beforehand."""

    def __init__(self, data: QueryDict | None, *, sheet: Sheet) -> None:
        super().__init__(data)
        self.lines = {line.purpose: line for line in sheet.lines}
        for line in sheet.lines:
            self.fields[line.purpose] = forms.ChoiceField(
                label=line.title,
                help_text=as_read(line),
                choices=YES_OR_NO if line.needed and not line.outdated else NO_ALONE,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": f"Answer yes or no to “{line.title}”."},
            )
            if line.choices and line.needed:
                self.fields[f"check_{line.purpose}"] = forms.ChoiceField(
                    label=line.asks,
                    help_text="Choose one if you agree, so that we know our words were clear.",
                    choices=[(one, one) for one in line.choices],
                    widget=forms.RadioSelect,
                    required=False,
                )
            self.fields[f"words_{line.purpose}"] = forms.CharField(
                initial=line.digest, widget=forms.HiddenInput, required=False, max_length=64
            )
            self.fields[f"last_{line.purpose}"] = forms.IntegerField(
                initial=line.last, widget=forms.HiddenInput, required=False
            )

    def clean(self) -> None:
        if not any(self.cleaned_data.get(purpose) for purpose in self.lines):
            self.add_error(None, "Answer at least one question. You can answer the rest later.")

    @property
    def said(self) -> dict[str, str]:
        return {one: said for one in self.lines if (said := self.cleaned_data[one])}

    @property
    def seen(self) -> dict[str, str]:
        """Digests of the words that stood on the page."""
        return {one: self.cleaned_data[f"words_{one}"] for one in self.said}

    @property
    def understood(self) -> dict[str, str]:
        """What was chosen where it is asked whether somebody has understood."""
        return {one: self.cleaned_data.get(f"check_{one}", "") for one in self.said}

    @property
    def last(self) -> dict[str, int]:
        """The answers that stood on the page."""
        return {one: self.cleaned_data[f"last_{one}"] or 0 for one in self.said}


def as_read(line: Line) -> SafeString:
    """All that the answer is to: the words, why, and what is in force."""
    told = [line.words, *([f"Why: {line.reason}"] if line.reason else []), *line.printed]
    if line.outdated:
        told.append("What is done with it has changed, so nobody is asked for a yes today.")
    return format_html_join(SafeString("<br>"), "{}", ((one,) for one in told))
