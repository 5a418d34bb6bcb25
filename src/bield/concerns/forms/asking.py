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
# As people write the time: 21:40, 21.40, 2140, 9:40pm, 9.40 pm, 9pm.
CLOCKS = ["%H:%M", "%H.%M", "%H%M"] + [
    f"{clock}{gap}%p" for clock in ("%I:%M", "%I.%M", "%I") for gap in ("", " ")
]


def words(rows: int = 6, **more: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **more})
