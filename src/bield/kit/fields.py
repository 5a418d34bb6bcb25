"""Questions that Django does not ask by itself: a day in three boxes, an answer with a hint."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy


class Answer(str):
    """The label of a choice, with a line under it that helps to choose."""

    hint: str

    def __new__(cls, label: str, hint: str = "") -> "Answer":
        answer = super().__new__(cls, label)
        answer.hint = hint
        return answer


F = TypeVar("F", bound=forms.Field)


def either(field: F) -> F:
    """One of several questions, some of which another answer asks for: none is called optional."""
    field.required = False
    field.either = True  # type: ignore[attr-defined]  # read by kit/field.html alone
    return field


class DayInput(forms.MultiWidget):
    """Day, month and year, typed as numbers: nobody finds a birthday in a calendar."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "day": forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
                "month": forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
                "year": forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            },
            attrs,
        )

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else [None, None, None]


def _to_come() -> str:
    today = timezone.localdate()
    return f"27 3 {today.year + ((today.month, today.day) >= (3, 27))}"


TO_COME = lazy(_to_come, str)()  # an example for a day that lies ahead
EARLIEST = 1900
YEARS_AHEAD = 5  # as far as anybody promises to look again


class DayField(forms.MultiValueField):
    """A date. Its error says what is missing: the day, the month or the year.

    No day that anybody writes down lies before 1900 or more than five years ahead.
    """

    widget = DayInput

    def __init__(
        self, *, required: bool = True, like: str | Promise = "27 3 2026", **more: Any
    ) -> None:
        self.like = like
        boxes = (forms.CharField(), forms.CharField(), forms.CharField())
        more.setdefault("help_text", format_lazy("For example, {}.", like))
        super().__init__(boxes, required=required, require_all_fields=False, **more)
        for box in self.fields:
            box.required = False

    def clean(self, value: Sequence[Any]) -> date | None:
        typed = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], "required")
            return None
        missing = [
            name for name, part in zip(("day", "month", "year"), typed, strict=True) if not part
        ]
        if missing:
            raise ValidationError(f"Add the {' and the '.join(missing)}.", "incomplete")
        return self._day(*typed)

    def _day(self, day: str, month: str, year: str) -> date:
        try:
            found = date(int(year), _month(month), int(day))
        except (ValueError, OverflowError):  # the second of a year with twenty digits
            raise ValidationError(f"Enter a real date, like {self.like}.", "invalid") from None
        if found.year < EARLIEST:
            raise ValidationError(f"Choose a day after {EARLIEST - 1}.", "too-early")
        today = timezone.localdate()
        if (found.year - YEARS_AHEAD, found.month, found.day) > (
            today.year,
            today.month,
            today.day,
        ):
            raise ValidationError("Choose a day within five years.", "too-late")
        return found


def _month(typed: str) -> int:
    """People write 3, 03, Mar and March."""
    if typed.isdecimal():
        return int(typed)
    names = [date(2000, number, 1).strftime("%B").lower() for number in range(1, 13)]
    found = [
        n for n, name in enumerate(names, 1) if len(typed) > 2 and name.startswith(typed.lower())
    ]
    return found[0] if found else 0
