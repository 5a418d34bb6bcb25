"""Every change of people, places and posts."""

from bield.people.commands.absences import end_cover, set_cover
from bield.people.commands.appointments import (
    NIGHT,
    cancel,
    confirm,
    name_from_console,
    propose,
)
from bield.people.commands.contacts import confirm_contact, send_contact_code
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
    "add_person",
    "appoint",
    "cancel",
    "change_labels",
    "change_organisation",
    "change_person",
    "close_site",
    "confirm",
    "confirm_contact",
    "end_cover",
    "end_guardianship",
    "end_post",
    "end_withholding",
    "finish_set_up",
    "found",
    "leave",
    "link_guardian",
    "name_from_console",
    "open_site",
    "propose",
    "send_contact_code",
    "set_cover",
    "settle",
    "settle_sites",
    "withhold",
]
