"""What people wrote, on its way into the sealed columns and out of them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from bield.vault.seal import seal, unseal

DRAFTS = "concerns.drafts"  # the purpose of the key that seals what was not sent yet
VIEWS = "concerns.views"  # and of the key for what somebody narrows their desk to


@dataclass(frozen=True, slots=True)
class Narrative:
    """The report in the reporter's own words. The child's own words stand apart from them."""

    account: str
    child_words: str = ""
    done: str = ""  # what was done already
    where: str = ""
    happened: str = ""  # when, as the reporter put it
    wants: str = ""  # what the reporter would like to happen
    support: str = ""  # `Support`: what the reporter would like for themselves
    reach: str = ""  # who tells at the public door, if they say, and how to reach them
    language: str = ""  # in which the page spoke on which it was told; empty: English


def seal_narrative(key: bytes, reference: str, narrative: Narrative) -> bytes:
    return seal(key, json.dumps(asdict(narrative)), context=reference)


def open_narrative(key: bytes, reference: str, sealed: bytes) -> Narrative:
    return Narrative(**json.loads(unseal(key, sealed, context=reference)))


def seal_entry(key: bytes, reference: str, number: int, text: str) -> bytes:
    return seal(key, text, context=f"{reference}:{number}")


def open_entry(key: bytes, reference: str, number: int, sealed: bytes) -> str:
    return unseal(key, sealed, context=f"{reference}:{number}")


def seal_name(key: bytes, reference: str, number: int, name: str) -> bytes:
    return seal(key, name, context=f"{reference}:party:{number}")


def open_name(key: bytes, reference: str, number: int, sealed: bytes) -> str:
    return unseal(key, sealed, context=f"{reference}:party:{number}")


def seal_typed(secret: bytes, person_id: int, form: str, typed: Mapping[str, str]) -> bytes:
    return seal(secret, json.dumps(dict(typed)), context=f"draft:{person_id}:{form}")


def open_typed(secret: bytes, person_id: int, form: str, sealed: bytes) -> dict[str, str]:
    typed: dict[str, str] = json.loads(unseal(secret, sealed, context=f"draft:{person_id}:{form}"))
    return typed


def seal_view(secret: bytes, person_id: int, reference: str, said: Mapping[str, str]) -> bytes:
    return seal(secret, json.dumps(dict(said)), context=f"view:{person_id}:{reference}")


def open_view(secret: bytes, person_id: int, reference: str, sealed: bytes) -> dict[str, str]:
    said: dict[str, str] = json.loads(
        unseal(secret, sealed, context=f"view:{person_id}:{reference}")
    )
    return said
