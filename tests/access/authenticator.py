"""A passkey made of software: signs what it is asked, as a phone would."""

import json
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAGS = AuthenticatorData.FLAG
PRESENT, VERIFIED, WITH_KEY = FLAGS.UP, FLAGS.UV, FLAGS.AT


@dataclass
class SoftPasskey:
    origin: str = "http://localhost:8000"
    host: str = "localhost"
    sees_owner: bool = True  # a finger, a face or a number was shown
    counter: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def enrol(self, options: str) -> str:
        asked = json.loads(options)
        client = self._client_data(CollectedClientData.TYPE.CREATE, asked["challenge"])
        credential = AttestedCredentialData.create(
            Aaguid.NONE, self.credential_id, ES256.from_cryptography_key(self.key.public_key())
        )
        seen = AuthenticatorData.create(
            sha256(self.host.encode()), self._flags() | WITH_KEY, self.counter, bytes(credential)
        )
        attestation = AttestationObject.create("none", seen, {})
        return self._answer(clientDataJSON=bytes(client), attestationObject=bytes(attestation))

    def sign(self, options: str, *, counts: bool = True) -> str:
        asked = json.loads(options)
        self.counter += 1 if counts and self.counter else 0
        client = self._client_data(CollectedClientData.TYPE.GET, asked["challenge"])
        seen = AuthenticatorData.create(sha256(self.host.encode()), self._flags(), self.counter)
        signature = self.key.sign(bytes(seen) + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=bytes(client), authenticatorData=bytes(seen), signature=signature
        )

    def _client_data(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(
            type=kind, challenge=websafe_decode(challenge), origin=self.origin
        )

    def _flags(self) -> int:
        return PRESENT | (VERIFIED if self.sees_owner else 0)

    def _answer(self, **response: bytes) -> str:
        return json.dumps(
            {
                "id": websafe_encode(self.credential_id),
                "rawId": websafe_encode(self.credential_id),
                "type": "public-key",
                "response": {name: websafe_encode(value) for name, value in response.items()},
                "clientExtensionResults": {},
            }
        )
