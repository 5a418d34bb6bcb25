import re
from datetime import date, timedelta

import pytest
from django import forms
from django.http import QueryDict
from django.utils import timezone

from bield.kit.fields import TO_COME, Answer, DayField
from bield.kit.forms import Form


class Asked(Form):
    day = DayField(label="When was it?")
    name = forms.CharField(label="What is your name?", max_length=10)
    site = forms.ChoiceField(label="Which site?", choices=[("oak", "Oak")])
    seen = forms.MultipleChoiceField(
        label="What did you see?", widget=forms.CheckboxSelectMultiple, choices=[("a", "A")]
    )
    agreed = forms.BooleanField(label="I agree")


def asked(typed: str = "") -> Asked:
    return Asked(QueryDict(typed))


def day(typed: str) -> Asked:
    parts = dict(zip(("day_day", "day_month", "day_year"), typed.split(), strict=False))
    return Asked(QueryDict("&".join(f"{name}={value}" for name, value in parts.items())))


@pytest.mark.parametrize("typed", ["3 3 2026", "03 03 2026", "3 Mar 2026", "3 march 2026"])
def test_a_day_is_taken_as_people_write_it(typed: str) -> None:
    form = day(typed)

    form.is_valid()

    assert form.cleaned_data["day"] == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Answer “When was it?”"),
        ("3 3", "Add the year."),
        ("3", "Add the month and the year."),
        ("31 2 2026", "Enter a real date, like 27 3 2026."),
        ("3 3 20260000000000000000", "Enter a real date, like 27 3 2026."),
        ("3 nomonth 2026", "Enter a real date, like 27 3 2026."),
    ],
)
def test_the_error_of_a_day_says_what_is_missing(typed: str, said: str) -> None:
    assert day(typed).errors["day"] == [said]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 12 1899", "Choose a day after 1899."),
        ("1 1 1", "Choose a day after 1899."),
        ("31 12 9999", "Choose a day within five years."),
    ],
)
def test_a_day_that_nobody_means_is_refused(typed: str, said: str) -> None:
    assert day(typed).errors["day"] == [said]


def test_a_day_may_lie_five_years_ahead_and_not_a_day_more() -> None:
    today = timezone.localdate()
    last = today.replace(year=today.year + 5, day=min(today.day, 28))  # no 29 February
    later = last + timedelta(days=4)

    assert "day" not in day(f"{last.day} {last.month} {last.year}").errors
    assert "day" in day(f"{later.day} {later.month} {later.year}").errors
    assert "day" not in day("1 1 1900").errors


@pytest.mark.parametrize("typed", ["%E2%80%8B", "+%E2%80%8B%0A+", "%E2%81%A0%EF%BB%BF"])
def test_signs_that_nobody_sees_are_no_answer(typed: str) -> None:
    assert asked(f"name={typed}").errors["name"] == ["Answer “What is your name?”"]


def test_signs_that_nobody_sees_stay_within_what_can_be_read() -> None:
    joined = "\u0645\u06cc\u200c\u0634\u0648\u062f"  # a Persian word with its joiner

    form = Asked({"name": joined})
    form.is_valid()

    assert form.cleaned_data["name"] == joined


def test_a_day_that_may_be_left_out_may_be_left_out() -> None:
    assert DayField(required=False).clean(["", "", ""]) is None


def test_every_error_says_how_to_put_it_right() -> None:
    assert asked("name=Wilhelmina+Featherstonehaugh&site=elm").errors == {
        "day": ["Answer “When was it?”"],
        "name": ["Use 10 characters or fewer for “What is your name?”"],
        "site": ["Choose one of the answers to “Which site?”"],
        "seen": ["Choose at least one answer to “What did you see?”"],
        "agreed": ["Tick “I agree” to go on"],
    }


def test_what_one_form_changes_another_never_sees() -> None:
    changed, other = asked(), asked()

    changed.offer("site", [("elm", "Elm")])
    changed.fields["name"].label = "Who?"
    changed.fields["name"].widget.attrs["class"] = "wide"
    changed.fields["seen"].required = False
    changed.fields["agreed"].error_messages["required"] = "Tick it."
    del changed.fields["day"]

    assert list(other.fields["site"].widget.choices) == [("oak", "Oak")]
    assert other.fields["name"].label == "What is your name?"
    assert "class" not in other.fields["name"].widget.attrs
    assert other.fields["seen"].required
    assert other.errors["agreed"] == ["Tick “I agree” to go on"]
    assert "day" in asked().fields


class Lasting(Form):
    hours = forms.IntegerField(label="How many hours?", min_value=1, max_value=72)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "Write at least 1 for “How many hours?”"),
        ("73", "Write at most 72 for “How many hours?”"),
    ],
)
def test_a_number_out_of_bounds_says_the_bound(typed: str, said: str) -> None:
    assert Lasting({"hours": typed}).errors["hours"] == [said]


def test_what_was_typed_is_still_there_beside_its_error() -> None:
    html = str(day("31 2 2026"))

    assert 'value="31"' in html
    assert 'href="#id_day_0"' in html
    assert 'aria-describedby="id_day_helptext id_day_error"' in html


def test_a_long_answer_is_never_cut_by_the_browser() -> None:
    html = str(asked())

    assert "maxlength" not in html
    assert 'data-limit="10"' in html


def test_an_answer_may_carry_a_hint() -> None:
    class Danger(Form):
        now = forms.ChoiceField(
            choices=[("yes", Answer("Yes", "Call 999 first."))], widget=forms.RadioSelect
        )

    html = str(Danger())

    assert 'id="id_now_0_hint">Call 999 first.</div>' in html


def test_what_somebody_typed_is_never_markup() -> None:
    html = str(asked("name=%3Cb%3Ehello%3C/b%3E"))

    assert "<b>" not in html


class Ahead(Form):
    day = DayField(label="Until which day?", like=TO_COME)


def test_the_example_of_a_day_ahead_lies_ahead() -> None:
    today = timezone.localdate()

    day, month, year = re.findall(r"\d+", str(Ahead(QueryDict("")).fields["day"].help_text))

    assert today < date(int(year), int(month), int(day)) <= today + timedelta(days=366)
    wrong = Ahead(QueryDict("day_day=31&day_month=2&day_year=2030")).errors["day"]
    assert wrong == [f"Enter a real date, like {day} {month} {year}."]
