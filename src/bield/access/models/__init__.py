"""The tables of signing in."""

from bield.access.models.accounts import Account, Membership, OneTimeLink
from bield.access.models.factors import (
    Authenticator,
    FactorReset,
    Passkey,
    RecoveryCode,
    SpentChallenge,
)
from bield.access.models.house import Holder, HouseRules, SharedAccount
from bield.access.models.visits import Device, Overlap, Tries, Visit

__all__ = [
    "Account",
    "Authenticator",
    "Device",
    "FactorReset",
    "Holder",
    "HouseRules",
    "Membership",
    "OneTimeLink",
    "Overlap",
    "Passkey",
    "RecoveryCode",
    "SharedAccount",
    "SpentChallenge",
    "Tries",
    "Visit",
]
