"""What is asked of whoever attaches a file."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from bield.concerns.forms.asking import LINE, words
from bield.kit.forms import Form

ACCEPTED = ".txt,.csv,.pdf,.docx,.odt,.xlsx,.eml,.zip"
WITH_PICTURES = f"{ACCEPTED},.jpg,.jpeg,.png,.webp"


class Attach(Form):
    file = forms.FileField(
        label="Which file?",
        max_length=255,
        widget=forms.FileInput,
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Choose another.",
            "invalid": "Choose a file.",
            "max_length": "The name of the file is too long. Give it a shorter one.",
        },
    )
    shows = forms.CharField(
        label="What does it show?",
        help_text="Say it in a sentence or two, so that nobody opens it needlessly.",
        max_length=LINE,
        widget=words(3),
        error_messages={"required": "Write what it shows."},
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, Any],
        *,
        pictures: bool,
    ) -> None:
        super().__init__(data, None if data is None else files)
        attrs = self.fields["file"].widget.attrs
        attrs["accept"] = WITH_PICTURES if pictures else ACCEPTED
        self.fields["file"].help_text = KINDS if pictures else KINDS_WITHOUT_PICTURES

    @property
    def sent(self) -> tuple[str, bytes]:
        """The name it came under, and its bytes."""
        file = self.cleaned_data["file"]
        return file.name, file.read()


class Capture(Attach):
    where = forms.CharField(
        label="Where does it stand?",
        help_text="The web address, or the app and the name of the account.",
        max_length=LINE,
        error_messages={"required": "Write where it stands."},
    )
    field_order = ("where", "file", "shows")


KINDS = (
    "Text, PDF, Word, OpenDocument, Excel, an e-mail, a JPEG, PNG or WebP picture, or a ZIP of"
    " these. Up to 8 MB. Never a nude or sexual picture of anybody."
)
KINDS_WITHOUT_PICTURES = (
    "Text, PDF, Word, OpenDocument, Excel, an e-mail, or a ZIP of these, with no picture in it. Up"
    " to 8 MB."
)
