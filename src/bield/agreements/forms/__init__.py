"""What the pages of agreements ask."""

from bield.agreements.forms.answers import Answer, Ask, NewForm, Publish, TakeAnswer

__all__ = ["Answer", "Ask", "NewForm", "Publish", "TakeAnswer"]
