"""Every change of people, places and posts."""

from bield.people.commands.absences import end_cover, set_cover
from bield.people.commands.accepting_lists import (
    accept_list,
    answer_list,
    choose_columns,
    drop_list,
    read_list_again,
)
from bield.people.commands.appointments import (
    NIGHT,
    cancel,
    confirm,
    name_from_console,
    propose,
)
from bield.people.commands.bodies import (
    add_body,
    change_contact_of,
    close_body,
    end_engagement,
    engage,
)
from bield.people.commands.contacts import confirm_contact, send_contact_code
from bield.people.commands.families import (
    move_in,
    move_out,
    open_call,
    open_household,
    open_notes,
    write_note,
)
from bield.people.commands.folder import look_into_folder, pieces_of
from bield.people.commands.groups import (
    close_group,
    join_group,
    leave_group,
    open_group,
    rename_group,
)
from bield.people.commands.leaving import settle_missing
from bield.people.commands.lists import receive_list, receive_rows
from bield.people.commands.numbers import set_number
from bield.people.commands.organisations import (
    change_labels,
    change_organisation,
    close_site,
    finish_set_up,
    found,
    open_site,
    settle_sites,
)
from bield.people.commands.persons import (
    add_person,
    change_person,
    end_guardianship,
    leave,
    link_guardian,
)
from bield.people.commands.posts import appoint, end_post, settle
from bield.people.commands.withholding import end_withholding, withhold
from bield.people.commands.working import (
    go_on,
    read_at_once,
    read_list,
    take_in_at_once,
    take_in_list,
    work_through,
)

__all__ = [
    "NIGHT",
    "accept_list",
    "add_body",
    "add_person",
    "answer_list",
    "appoint",
    "cancel",
    "change_contact_of",
    "change_labels",
    "change_organisation",
    "change_person",
    "choose_columns",
    "close_body",
    "close_group",
    "close_site",
    "confirm",
    "confirm_contact",
    "drop_list",
    "end_cover",
    "end_engagement",
    "end_guardianship",
    "end_post",
    "end_withholding",
    "engage",
    "finish_set_up",
    "found",
    "go_on",
    "join_group",
    "leave",
    "leave_group",
    "link_guardian",
    "look_into_folder",
    "move_in",
    "move_out",
    "name_from_console",
    "open_call",
    "open_group",
    "open_household",
    "open_notes",
    "open_site",
    "pieces_of",
    "propose",
    "read_at_once",
    "read_list",
    "read_list_again",
    "receive_list",
    "receive_rows",
    "rename_group",
    "send_contact_code",
    "set_cover",
    "set_number",
    "settle",
    "settle_missing",
    "settle_sites",
    "take_in_at_once",
    "take_in_list",
    "withhold",
    "work_through",
    "write_note",
]
