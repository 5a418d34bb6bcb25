"""Why the door stays shut, in sentences."""

from bield.kit.refusals import Refusal

WRONG = Refusal(
    "wrong-address-or-password",
    "The e-mail address or the password is not right. Check both and try again.",
)
WRONG_CODE = Refusal(
    "wrong-code",
    "This code is not right, or it was used already. Wait for the next one and type that.",
    field="code",
)
WRONG_FIRST_CODE = Refusal(
    "wrong-first-code",
    "This is not the code your app should show now. Check that the phone’s time is right, or scan"
    " the picture again.",
    field="code",
)
WRONG_RECOVERY = Refusal(
    "wrong-recovery-code",
    "This recovery code is not right, or it was used already. Try another from your sheet.",
    field="code",
)
WRONG_PASSKEY = Refusal(
    "passkey-not-accepted",
    "The passkey did not work. Try again, or sign in another way.",
)
WRONG_LINK = Refusal(
    "link-is-spent",
    "This link was used already, or its time is over. Ask for a new one.",
)
REGISTERED_ALREADY = Refusal(
    "registered-already", "A shared account of this name is registered already.", field="name"
)
WRONG_PASSWORD = Refusal(
    "wrong-password", "The password is not right. Check it and try again.", field="password"
)
WRONG_OLD_PASSWORD = Refusal(
    "wrong-password", "This is not your password now. Check it and try again.", field="old"
)
SAME_PASSWORD = Refusal(
    "same-password", "This is the password you have. Choose another.", field="new"
)
ADDRESS_IN_USE = Refusal(
    "address-in-use",
    "There is an account with this e-mail address already. Use another, or be invited.",
    field="email",
)
ADDRESS_IS_ANOTHERS = Refusal(
    "address-is-anothers",
    "Somebody else here signs in with this e-mail address. One person, one account: give each an"
    " address of their own, or register a shared account with its holders.",
    ("TP-2.9g", "EY-18a"),
    link="/account/shared/",
    field="email",
)
HAS_ACCOUNT = Refusal("has-account", "This person has an account already.")
NOT_A_HOLDER = Refusal(
    "not-a-second-holder",
    "This takes the lead, a deputy, the board’s champion, the head or the outside contact.",
    mender="the safeguarding lead",
)
RESET_STANDS = Refusal(
    "reset-stands", "A reset for this person stands already. Another holder confirms or stops it."
)
NO_ROLE = Refusal(
    "no-role-today",
    "You hold no role here today, so your account is closed. Ask the safeguarding lead or an"
    " administrator if that is wrong.",
)
