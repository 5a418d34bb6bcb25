"""Every change of people, places and posts."""

from bield.people.commands.absences import end_cover, set_cover
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
    open_household,
    open_notes,
    write_note,
)
from bield.people.commands.groups import (
    close_group,
    join_group,
    leave_group,
    open_group,
    rename_group,
)
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

__all__ = [
    "NIGHT",
    "add_body",
    "add_person",
    "appoint",
    "cancel",
    "change_contact_of",
    "change_labels",
    "change_organisation",
    "change_person",
    "close_body",
    "close_group",
    "close_site",
    "confirm",
    "confirm_contact",
    "end_cover",
    "end_engagement",
    "end_guardianship",
    "end_post",
    "end_withholding",
    "engage",
    "finish_set_up",
    "found",
    "join_group",
    "leave",
    "leave_group",
    "link_guardian",
    "move_in",
    "move_out",
    "name_from_console",
    "open_group",
    "open_household",
    "open_notes",
    "open_site",
    "propose",
    "rename_group",
    "send_contact_code",
    "set_cover",
    "set_number",
    "settle",
    "settle_sites",
    "withhold",
    "write_note",
]
