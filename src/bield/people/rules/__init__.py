"""Who may change what about people, places and posts. Pure functions: no tables, no clock."""

from bield.people.rules.absences import Absence, end_cover, set_cover
from bield.people.rules.appointments import (
    Proposal,
    Standing,
    appoint,
    cancel,
    confirm,
    name_from_console,
    propose,
    second_holder,
)
from bield.people.rules.bodies import Joining, engage, see_body
from bield.people.rules.families import another, read_note, write_note
from bield.people.rules.groups import fill, keep_group
from bield.people.rules.lists import accept as accept_list
from bield.people.rules.lists import (
    choose_columns,
    read_again,
    settle_missing,
    small_enough,
    take_in_list,
)
from bield.people.rules.lists import drop as drop_list
from bield.people.rules.names import readable
from bield.people.rules.numbers import set_number
from bield.people.rules.organisations import (
    change_size,
    change_terms,
    finish_set_up,
    of_the_group,
    settle,
    settle_sites,
)
from bield.people.rules.persons import (
    Age,
    born,
    change_contact,
    days,
    hear_code,
    is_a_person,
    keep_people,
    link_guardian,
    protection,
)
from bield.people.rules.posts import Ending, end, may_hold
from bield.people.rules.years import Carried, birth_fits, may_carry, may_stand_in

__all__ = [
    "Absence",
    "Age",
    "Carried",
    "Ending",
    "Joining",
    "Proposal",
    "Standing",
    "accept_list",
    "another",
    "appoint",
    "birth_fits",
    "born",
    "cancel",
    "change_contact",
    "change_size",
    "change_terms",
    "choose_columns",
    "confirm",
    "days",
    "drop_list",
    "end",
    "end_cover",
    "engage",
    "fill",
    "finish_set_up",
    "hear_code",
    "is_a_person",
    "keep_group",
    "keep_people",
    "link_guardian",
    "may_carry",
    "may_hold",
    "may_stand_in",
    "name_from_console",
    "of_the_group",
    "propose",
    "protection",
    "read_again",
    "read_note",
    "readable",
    "second_holder",
    "see_body",
    "set_cover",
    "set_number",
    "settle",
    "settle_missing",
    "settle_sites",
    "small_enough",
    "take_in_list",
    "write_note",
]
