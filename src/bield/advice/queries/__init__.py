"""Every read of advice: what people are told, and whom a concern can go to outside."""

from bield.advice.queries.bodies import KnownBody, body_name, known_bodies, known_body
from bield.advice.queries.directory import (
    AskedWithin,
    BodyShown,
    DirectoryPage,
    OwnNumber,
    all_checked,
    bodies,
    body,
    directory_page,
    keeps_numbers,
    lado_asks,
    number,
    stands,
    unknown,
)
from bield.advice.queries.helping import (
    Help,
    HelpPage,
    Shown,
    check_every_months,
    help_numbers,
    help_page,
    shown,
)
from bield.advice.queries.law import Statement, on_indecent_pictures
from bield.advice.queries.own_duties import OwnDuty, kinds_with_own_duties, own_duties

__all__ = [
    "AskedWithin",
    "BodyShown",
    "DirectoryPage",
    "Help",
    "HelpPage",
    "KnownBody",
    "OwnDuty",
    "OwnNumber",
    "Shown",
    "Statement",
    "all_checked",
    "bodies",
    "body",
    "body_name",
    "check_every_months",
    "directory_page",
    "help_numbers",
    "help_page",
    "keeps_numbers",
    "kinds_with_own_duties",
    "known_bodies",
    "known_body",
    "lado_asks",
    "number",
    "on_indecent_pictures",
    "own_duties",
    "shown",
    "stands",
    "unknown",
]
