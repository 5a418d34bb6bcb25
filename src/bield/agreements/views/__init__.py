"""Pages of what people are asked, and of the forms that ask it."""

from bield.agreements.views.asking import (
    all_forms,
    answer,
    mine,
    new_form,
    one_form,
    publish,
    question,
    take_answer,
    take_back,
    take_out,
    wanted,
)

__all__ = [
    "all_forms",
    "answer",
    "mine",
    "new_form",
    "one_form",
    "publish",
    "question",
    "take_answer",
    "take_back",
    "take_out",
    "wanted",
]
