"""Another system that speaks to the house: a token, JSON, and a key for whatever it makes."""

import json
from datetime import datetime
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from bield.access import commands
from bield.access.models import Account, Membership
from bield.access.states import Scope
from bield.people.actors import Actor, Strength, actor_of, house
from bield.people.models import Organisation, Person
from tests.access.door import SECRET
from tests.conftest import enter, look_into
from tests.pages import LookingClient

KEYS = count(1)
NOTHING_ELSE = (Scope.REPORT, Scope.DUTIES_READ, Scope.DUTIES_DONE)


def maker(person: Person) -> Actor:
    """The person, signed in with a second factor given just now. Looks into their house."""
    look_into(Organisation(pk=person.organisation_id))
    if not Membership.objects.filter(person=person).exists():
        enter(person)
    account = Account.objects.get(memberships__person=person)
    if not account.authenticators.exists():
        us = house(person.organisation_id, "tests")
        commands.give_authenticator(us, account, secret=SECRET, at=timezone.now())
    return actor_of(
        person, on=timezone.localdate(), strength=Strength.STEPPED_UP, account_id=account.pk
    )


def token(
    person: Person, *scopes: str, days: int = 1, name: str = "Register", at: datetime | None = None
) -> commands.Made:
    return commands.make_token(
        maker(person),
        name=name,
        scopes=scopes or NOTHING_ELSE,
        days=days,
        at=at or timezone.now(),
    )


class System(LookingClient):
    """With a token of that person, good for these scopes."""

    def __init__(self, secret: str = "") -> None:
        super().__init__()
        self.secret = secret

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} if self.secret else {}

    def ask(self, path: str, **query: str) -> HttpResponse:
        return self.get(f"/api/v1/{path}", query, headers=self._headers())

    def tell(self, path: str, said: Any, *, key: str = "", **headers: str) -> HttpResponse:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        return self.generic(
            "POST",
            f"/api/v1/{path}",
            body,
            content_type="application/json",
            headers={
                "Idempotency-Key": key or f"key-of-a-test-{next(KEYS)}",
                **self._headers(),
                **headers,
            },
        )


def system(person: Person, *scopes: str, **more: Any) -> System:
    return System(token(person, *scopes, **more).secret)


def codes(answer: HttpResponse) -> list[str]:
    """Why it was refused."""
    return [refusal["code"] for refusal in answer.json()["refusals"]]
