"""What other rooms and the pages may ask of agreements."""

from bield.agreements.queries.asking import (
    Answerable,
    answerable,
    asked_elsewhere,
    current,
    draft_of,
    form,
    last_answers,
    standing_version,
)
from bield.agreements.queries.mine import Line, Sheet, line_of, my_sheet, my_sheets
from bield.agreements.queries.signed import (
    Reached,
    asked_of,
    comes_first,
    journals,
    may_assign,
    may_issue,
    may_join,
    may_see_pages,
    may_upload,
    may_write,
    signed,
)
from bield.agreements.queries.standing import standing, standings
from bield.agreements.queries.wanted import (
    WantedPage,
    require_office,
    sheet_to_take,
    wanted_page,
)
from bield.agreements.queries.written import (
    FormPage,
    form_page,
    forms_page,
    require_publisher,
    version_of,
)

__all__ = [
    "Answerable",
    "FormPage",
    "Line",
    "Reached",
    "Sheet",
    "WantedPage",
    "answerable",
    "asked_elsewhere",
    "asked_of",
    "comes_first",
    "current",
    "draft_of",
    "form",
    "form_page",
    "forms_page",
    "journals",
    "last_answers",
    "line_of",
    "may_assign",
    "may_issue",
    "may_join",
    "may_see_pages",
    "may_upload",
    "may_write",
    "my_sheet",
    "my_sheets",
    "require_office",
    "require_publisher",
    "sheet_to_take",
    "signed",
    "standing",
    "standing_version",
    "standings",
    "version_of",
    "wanted_page",
]
