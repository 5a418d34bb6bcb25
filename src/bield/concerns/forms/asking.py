"""What the forms of this room have in common: how much one may write, and how a name is typed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy

Choices = Sequence[tuple[str, str]]
PEOPLE = reverse_lazy("concerns:known-people")
NAMES = {"data-choose": PEOPLE, "data-choose-hint": "Type a name and choose, or write it in full."}
WORDS = 20_000  # characters: some ten pages
LINE = 500
CLOCKS = ["%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I%p"]


def words(rows: int = 6, **more: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **more})
