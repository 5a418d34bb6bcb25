"""Everything that changes in this room. Other rooms and the pages call only what stands here."""

from bield.access.commands.accounts import (
    accept_invitation,
    ask_new_address,
    close_account,
    confirm_new_address,
    invite,
    open_account,
)
from bield.access.commands.doors import (
    prove_with_code,
    prove_with_passkey,
    prove_with_recovery_code,
    sign_in,
    sign_in_with_passkey,
)
from bield.access.commands.ends import end_visits, tidy
from bield.access.commands.factors import (
    add_authenticator,
    add_passkey,
    give_authenticator,
    make_recovery_codes,
    offer_new_device,
    remove_factor,
    reseal,
    take_new_device,
)
from bield.access.commands.hooks import Hooked, end_hook, make_hook, tell
from bield.access.commands.house import (
    change_holders,
    change_house_rules,
    end_shared_account,
    register_shared_account,
)
from bield.access.commands.passwords import (
    ask_new_password,
    change_password,
    password_got_out,
    set_new_password,
    start_reset,
)
from bield.access.commands.resets import ask_reset, confirm_reset, make_reset, stop_reset
from bield.access.commands.tokens import Made, end_token, forget_answers, make_token, once, used
from bield.access.commands.tries import begin as begin_try
from bield.access.commands.tries import wait_at_links, waits, wrong_at_link
from bield.access.commands.visits import (
    AtTheDoor,
    Opened,
    admit,
    end_visit,
    seen,
    sign_out,
    sign_out_everywhere,
    switch_organisation,
)

__all__ = [
    "AtTheDoor",
    "Hooked",
    "Made",
    "Opened",
    "accept_invitation",
    "add_authenticator",
    "add_passkey",
    "admit",
    "ask_new_address",
    "ask_new_password",
    "ask_reset",
    "begin_try",
    "change_holders",
    "change_house_rules",
    "change_password",
    "close_account",
    "confirm_new_address",
    "confirm_reset",
    "end_hook",
    "end_shared_account",
    "end_token",
    "end_visit",
    "end_visits",
    "forget_answers",
    "give_authenticator",
    "invite",
    "make_hook",
    "make_recovery_codes",
    "make_reset",
    "make_token",
    "offer_new_device",
    "once",
    "open_account",
    "password_got_out",
    "prove_with_code",
    "prove_with_passkey",
    "prove_with_recovery_code",
    "register_shared_account",
    "remove_factor",
    "reseal",
    "seen",
    "set_new_password",
    "sign_in",
    "sign_in_with_passkey",
    "sign_out",
    "sign_out_everywhere",
    "start_reset",
    "stop_reset",
    "switch_organisation",
    "take_new_device",
    "tell",
    "tidy",
    "used",
    "wait_at_links",
    "waits",
    "wrong_at_link",
]
