"""Everything that changes in this room. Other rooms and the pages call only what stands here."""

from bield.access.commands.accounts import open_account
from bield.access.commands.visits import AtTheDoor, Opened, admit, seen, sign_in, sign_out

__all__ = ["AtTheDoor", "Opened", "admit", "open_account", "seen", "sign_in", "sign_out"]
