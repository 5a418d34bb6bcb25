"""Passkeys (WebAuthn). What the browser signed is judged here; nothing is kept or changed."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bield.access import rules, seals, tokens
from bield.access.models import Account, Passkey
from bield.kit.refusals import Refused

SIGN_IN = "sign-in"
REQUIRED, PREFERRED = UserVerificationRequirement.REQUIRED, UserVerificationRequirement.PREFERRED
R = TypeVar("R")


def second_step(account_id: int) -> str:
    return f"second-step:{account_id}"


def adding(account_id: int) -> str:
    return f"adding:{account_id}"


@dataclass(frozen=True)
class Assertion:
    """A signature that holds. Whether it is used for the first time is seen in the queue."""

    passkey_id: int
    counter: int
    challenge_hash: str


@dataclass(frozen=True)
class Registration:
    credential_id: bytes
    credential: bytes
    counter: int
    challenge_hash: str


def options_to_sign_in(at: datetime) -> str:
    """For the browser's own list of passkeys: who it is comes out of the key."""
    options, _ = _server().authenticate_begin(
        user_verification=REQUIRED, challenge=seals.challenge(SIGN_IN, at)
    )
    return _told(options)


def options_for_second_step(account: Account, at: datetime) -> str:
    options, _ = _server().authenticate_begin(
        credentials=_credentials(account.passkeys.all()),
        user_verification=PREFERRED,
        challenge=seals.challenge(second_step(account.pk), at),
    )
    return _told(options)


def options_to_add(account: Account, name: str, at: datetime) -> str:
    options, _ = _server().register_begin(
        PublicKeyCredentialUserEntity(
            id=bytes(account.handle), name=account.email, display_name=name
        ),
        credentials=_credentials(account.passkeys.all()),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=PREFERRED,
        challenge=seals.challenge(adding(account.pk), at),
    )
    return _told(options)


def assertion(answer: str, purpose: str, at: datetime) -> Assertion:
    """Whose passkey signed our question, if it holds. Signing in without a password asks that the
    device has seen its owner (a finger, a face, a number)."""

    def judge() -> Assertion:
        given = AuthenticationResponse.from_dict(json.loads(answer))
        challenge = given.response.client_data.challenge
        passkey = Passkey.objects.filter(credential_id=given.raw_id).first()
        if passkey is None or not seals.is_ours(challenge, purpose, at):
            raise ValueError
        _server().authenticate_complete(
            _state(challenge, REQUIRED if purpose == SIGN_IN else PREFERRED),
            _credentials([passkey]),
            given,
        )
        counter = given.response.authenticator_data.counter
        return Assertion(passkey.pk, counter, tokens.hashed(challenge.hex()))

    return _judged(judge)


def registration(answer: str, account_id: int, at: datetime) -> Registration:
    def judge() -> Registration:
        given = RegistrationResponse.from_dict(json.loads(answer))
        challenge = given.response.client_data.challenge
        if not seals.is_ours(challenge, adding(account_id), at):
            raise ValueError
        seen = _server().register_complete(_state(challenge, PREFERRED), given)
        if seen.credential_data is None:
            raise ValueError
        return Registration(
            credential_id=seen.credential_data.credential_id,
            credential=bytes(seen.credential_data),
            counter=seen.counter,
            challenge_hash=tokens.hashed(challenge.hex()),
        )

    return _judged(judge)


def _judged(judge: Callable[[], R]) -> R:
    """Whatever is wrong with an answer, it is one thing to whoever gave it."""
    try:
        return judge()
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError):
        raise Refused(rules.WRONG_PASSKEY) from None


def _state(challenge: bytes, verification: UserVerificationRequirement) -> dict[str, Any]:
    return {"challenge": websafe_encode(challenge), "user_verification": verification}


def _credentials(passkeys: Iterable[Passkey]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(passkey.credential)) for passkey in passkeys]


def _told(options: Any) -> str:
    return json.dumps(dict(options)["publicKey"])


def _server() -> Fido2Server:
    return _server_at(settings.BASE_URL)


@cache
def _server_at(base_url: str) -> Fido2Server:
    host = urlsplit(base_url).hostname or ""
    return Fido2Server(
        PublicKeyCredentialRpEntity(name="Bield", id=host),
        verify_origin=lambda origin: origin == base_url,
    )
