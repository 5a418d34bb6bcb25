"""The tables of signing in."""

from bield.access.models.accounts import Account, Membership, OneTimeLink
from bield.access.models.factors import (
    Authenticator,
    FactorReset,
    Passkey,
    RecoveryCode,
    SpentChallenge,
)
from bield.access.models.hooks import Hook
from bield.access.models.house import Holder, HouseRules, SharedAccount
from bield.access.models.tokens import KeptAnswer, Token
from bield.access.models.visits import Device, Overlap, Tries, Visit

__all__ = [
    "Account",
    "Authenticator",
    "Device",
    "FactorReset",
    "Holder",
    "Hook",
    "HouseRules",
    "KeptAnswer",
    "Membership",
    "OneTimeLink",
    "Overlap",
    "Passkey",
    "RecoveryCode",
    "SharedAccount",
    "SpentChallenge",
    "Token",
    "Tries",
    "Visit",
]
