"""The lines this room leaves, in words."""

from bield.access import rules
from bield.ledger.record import Acting
from bield.ledger.registry import describe, heading, opener
from bield.people.actors import Actor

SENTENCES = {
    "access.account-opened": "{subject} opened the account",
    "access.account-closed": "{by} closed the account of {subject}, who has left",
    "access.invited": "{by} invited {subject} to open an account",
    "access.signed-in": "{subject} signed in ({how})",
    "access.signed-out": "{subject} signed out ({because})",
    "access.signed-out-everywhere": "{subject} signed out on every device",
    "access.visit-ended": "{by} ended a visit on another device",
    "access.visits-ended": "{visits} open visits were ended ({because})",
    "access.proved": "{subject} gave the second factor ({how})",
    "access.locked": "After ten wrong tries a way into the account of {subject} was shut ({way})",
    "access.shared-use-suspected": "The account of {subject} was in use on two devices at once",
    "access.address-changed": "{subject} signs in with another e-mail address",
    "access.password-changed": "{subject} chose a new password",
    "access.password-got-out": "{by} reported that the password of {subject} got out",
    "access.reset-started": "{by} started a reset for {subject}",
    "access.factor-added": "{subject} added a second factor ({kind})",
    "access.factor-removed": "{subject} removed a second factor ({kind})",
    "access.recovery-codes-made": "{subject} made new recovery codes",
    "access.reset-asked": "{by} asked to reset the second factor of {subject}",
    "access.reset-confirmed": "{by} confirmed the reset of the second factor of {subject}",
    "access.reset-stopped": "{by} stopped the reset of the second factor of {subject}",
    "access.reset-made": "The second factor of {subject} was reset",
    "access.rules-changed": "{by} changed the rules of signing in",
    "access.shared-account-registered": "{by} registered the shared account {subject}",
    "access.shared-account-changed": "{by} changed the holders of the shared account {subject}",
    "access.shared-account-ended": "{by} ended the shared account {subject}",
    "access.token-made": "{by} made {subject} for another system, for {days} days ({scopes})",
    "access.token-ended": "{by} ended {subject} ({because})",
    "access.token-first-used": "{subject} of {by} was used for the first time",
    "access.hook-made": "{by} had another system told what happens, {subject}",
    "access.hook-ended": "{by} ended {subject} ({because})",
    "access.token-acted": "Another system acted for {by} through {subject} ({operation})",
}


def register() -> None:
    heading("access", "Accounts and signing in")
    for event, sentence in SENTENCES.items():
        describe(event, sentence)
    opener("token:", _keeps_people)
    opener("hook:", _keeps_people)


def _keeps_people(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and rules.sees_tokens(actor) is None
