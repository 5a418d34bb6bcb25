"""What is asked on pages that belong to no room."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from bield.kit import languages
from bield.kit.forms import Form
from bield.kit.languages import marked as _

HOME = "/"


class Language(Form):
    language = forms.ChoiceField(
        label=_("In which language?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language.")},
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial | {"language": languages.code()})
        known = [code for code, _name in settings.LANGUAGES]
        self.offer("language", [(code, languages.own_name(code)) for code in known])

    def clean_back(self) -> str:
        """Back to a page of ours, and to no other."""
        back: str = self.cleaned_data["back"]
        ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return back if ours else HOME
