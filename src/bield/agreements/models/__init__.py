"""Questions in exact words, and what was answered to them. No answer is ever changed: the last one
of each signer counts."""

from bield.agreements.models.forms import (
    Answer,
    Form,
    FormVersion,
    Question,
    form_reference,
)

__all__ = ["Answer", "Form", "FormVersion", "Question", "form_reference"]
