"""Codes of an authenticator app (RFC 6238): six digits, thirty seconds, good once."""

import hmac
from datetime import datetime

import pyotp

PERIOD = 30
TOLERANCE = 1  # steps that a phone's clock may be off
ISSUER = "Bield"


def context(account_id: int) -> str:
    """What a sealed secret belongs to: it opens for no other account."""
    return f"account:{account_id}"


def step_of(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """The step whose code this is, if it comes after the last one used."""
    code = "".join(code.split())
    now = int(at.timestamp()) // PERIOD
    app = pyotp.TOTP(secret)
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if step > after and hmac.compare_digest(app.generate_otp(step).encode(), code.encode()):
            return step
    return None


def address(secret: str, *, name: str, issuer: str = ISSUER) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)
