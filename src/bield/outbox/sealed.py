"""The text of a message lies sealed until it leaves: it may hold a link that lets somebody in."""

from collections.abc import Callable

from bield.outbox.models import Message
from bield.vault.queries import organisation_secret
from bield.vault.seal import seal, unseal

PURPOSE = "outbox"  # of the key, which every message of an organisation is sealed with


def sealer(organisation_id: int) -> Callable[[str, str], bytes]:
    """Seals a text for the message of that Message-ID."""
    key = organisation_secret(organisation_id, PURPOSE)
    return lambda message_id, body: seal(key, body, context=message_id)


def unsealer(organisation_id: int) -> Callable[[Message], str]:
    key = organisation_secret(organisation_id, PURPOSE)

    def body(message: Message) -> str:
        held = bytes(message.sealed)
        return unseal(key, held, context=message.message_id) if held else ""

    return body
