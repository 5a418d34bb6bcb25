"""Everything that one person can meet in the house, as text that can be compared.

Only what is new each time is taken out: tokens, and the letters of references, which are numbered
in the order in which they appear. The clock stands still, so that times need no such help.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction  # noqa: TID251  # what looking writes is undone
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bield.access import rules
from bield.access.cookies import VISIT
from bield.access.states import Scope
from bield.concerns.registry import TOLD_OUTSIDE
from bield.concerns.states import Stretch
from bield.front import api
from bield.outbox.models import Call, Message
from bield.people.actors import actor_of
from tests.access.test_matrix import MATRIX, path
from tests.access.things import ABOUT, ABSENT
from tests.conftest import Cast, enter, look_into
from tests.post_office import text_of
from tests.systems import System, token
from tests.tipping.stories import RARE
from tests.tipping.undoing import undone

LETTER = "[2-9CFGHJMPQRVWX]"
REFERENCE = re.compile(
    rf"\b(?:[A-Z]-{LETTER}{{3}}-{LETTER}{{4}}|[A-Z]-{LETTER}{{4}}-{LETTER}{{4}}|H-{LETTER}{{6}}"
    rf"|{LETTER}{{8}})\b|(?<=-{LETTER}{{4}}\.)[a-z2-7]{{8}}\b|(?<=late:)[a-z2-7]{{8}}\b"
)
TOKENS = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=name="send_key" value=")[\w-]+'
    r'|(?<="token": ")\w+'
    r"|(?<=&quot;challenge&quot;: &quot;)[\w-]+|(?<=&amp;before=)[\w-]{48}"
)
ABOUT_CONCERNS = {
    route for route, thing in ABOUT.items() if thing == "concern" or ABSENT[thing].startswith("C-")
}
OF_NOBODY = ("api:", "concerns:door-", "set-up:", "front:gallery")  # asked below, or asked of all
SAID = {"api:export": {"purpose": "move"}}  # what an operation does not do without
OF_ONE_KIND = re.compile(r'href="\?of=([\w.-]+)"')
TRYING = {"ama", "ben", "cat", "dev", "joe"}  # at every address of what they must not know of
TABS = ("new", "mine", "waiting", "overdue", "closed")
DAY = {"day": "3", "month": "3", "year": "2026"}
NARROWED = (
    {"kind": "bullying"},
    {f"since_{box}": number for box, number in DAY.items()},
    {f"until_{box}": number for box, number in DAY.items()},
    {"person": "Joe Tanner"},
    {"person": "Ama Boateng"},
    {"person": "Dev Rahman"},
    {"person": "Nan Tanner"},
    {"person": "Nobody Atall"},
    {"person": "XXXXXXXX"},
)
NARROWED_OVER_API = ({"kind": "bullying"}, {"since": "2026-03-03"}, {"until": "2026-03-03"})
SEARCHED = (RARE, "pictures", "again", "telephone", "Joe Tanner", "Tanner", "2026-03-03")


@dataclass(frozen=True)
class Seen:
    """What was said, how much of it there was, and how many statements it took."""

    said: dict[str, str]
    sizes: dict[str, int]
    statements: dict[str, int]


class Walk:
    """By one person, who may also try at a concern that they must not know of."""

    def __init__(
        self, cast: Cast, who: str, things: dict[str, str], hooked: dict[str, str], secret: str
    ) -> None:
        self.cast, self.who, self.things, self.hooked = cast, who, things, hooked
        self.secret = secret or ABSENT["concern"]
        self.person = cast.people[who]
        self.seen = Seen({}, {}, {})

    def all(self) -> Seen:
        with undone():
            self._letters()
            self._pages()
            self._operations()
        return self.seen

    def board(self) -> None:
        """What those read who answer for the house, when months have ended."""
        with undone():
            client = Client()
            client.cookies[VISIT] = enter(self.person)
            look_into(self.cast.alder)
            for stretch in Stretch:
                address = f"{reverse('reports:board')}?stretch={stretch}"
                self._ask(f"reports:board {stretch}", partial(client.get, address))
            if Scope.FIGURES_READ in self._scopes():
                system = System(token(self.person, Scope.FIGURES_READ).secret)
                look_into(self.cast.alder)
                self._ask("api:figures later", partial(system.ask, "figures/"))

    # ------ what comes by itself

    def _letters(self) -> None:
        look_into(self.cast.alder)
        letters = Message.objects.filter(to=self.person.email).order_by("written_at", "pk")
        mails = [f"{one.written_at} {one.subject}\n{text_of(one)}" for one in letters]
        self._keep("e-mail", "\n\n".join(mails))
        calls = Call.objects.filter(hook=self.hooked.get(self.who, "")).order_by("pk")
        told = [f"{one.event} {one.about} {one.happened_at}" for one in calls]
        self._keep("hook", "\n".join(told))

    # ------ what is asked for

    def _pages(self) -> None:
        client = Client()
        client.cookies[VISIT] = enter(self.person)
        for name, address in self._addresses():
            self._ask(name, partial(client.get, address))
        if self.seen.said["ledger:record"].startswith("200"):
            listed = set(OF_ONE_KIND.findall(self.seen.said["ledger:record"]))
            for event in sorted(listed | TOLD_OUTSIDE.keys()):
                one = f"{reverse('ledger:record')}?of={event}"
                self._ask(f"lines of {event}", partial(client.get, one))

    def _addresses(self) -> Iterator[tuple[str, str]]:
        for route, method in MATRIX:
            if method == "GET" and not route.startswith(OF_NOBODY):
                yield route, path(route, self.things)
        for route in sorted(ABOUT_CONCERNS) if self.who in TRYING else ():
            if not route.startswith("api:"):
                yield f"{route} of what is hidden", self._hidden(route)
        yield from _asked()

    def _hidden(self, route: str) -> str:
        said = ABSENT[ABOUT[route]].replace(ABSENT["concern"], self.secret)
        return reverse(route, args=said.split())

    def _operations(self) -> None:
        if not (scopes := self._scopes()):
            return
        system = System(token(self.person, *scopes).secret)
        look_into(self.cast.alder)
        for route in api.ROUTES:
            if "GET" not in route.operations:
                continue
            name = f"api:{route.name}"
            place = path(name, self.things).removeprefix("/api/v1/")
            self._ask(name, partial(system.ask, place, **SAID.get(name, {})))
            for tab in TABS if name == "api:concerns" else ():
                self._ask(f"{name} {tab}", partial(system.ask, place, tab=tab))
                for one in NARROWED_OVER_API:
                    self._ask(f"{name} {tab} {one}", partial(system.ask, place, tab=tab, **one))
            if name in ABOUT_CONCERNS and self.who in TRYING:
                hidden = self._hidden(name).removeprefix("/api/v1/")
                self._ask(f"{name} of what is hidden", partial(system.ask, hidden))

    def _scopes(self) -> list[str]:
        actor = actor_of(self.person, on=timezone.localdate())
        return [scope for scope in Scope if rules.may_have(actor, scope)]

    # ------ how it is kept

    def _ask(self, name: str, ask: Callable[[], HttpResponse]) -> None:
        counted = Counted()
        with transaction.atomic(), connection.execute_wrapper(counted):
            answer = ask()
            body = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        said = f"{answer.status_code} {answer.headers.get('Location', '')}\n"
        self._keep(name, said + body.decode("utf-8", "backslashreplace"))
        self.seen.sizes[name] = len(body)
        self.seen.statements[name] = counted.statements

    def _keep(self, name: str, said: str) -> None:
        said = TOKENS.sub("token", said.replace(self.secret, "hidden"))
        order: dict[str, str] = {}
        self.seen.said[name] = REFERENCE.sub(
            lambda found: order.setdefault(found[0], f"reference-{len(order)}"), said
        )


class Counted:
    """Statements, but for those that only frame the looking."""

    statements = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.statements += not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))
        return execute(sql, params, many, context)


def _asked() -> Iterator[tuple[str, str]]:
    """The same pages with something asked of them."""
    questions = {
        "concerns:desk": [
            *({"tab": tab} for tab in TABS),
            *({"risk": risk} for risk in "1234"),
            *({"tab": tab, **one} for tab in TABS for one in NARROWED),
        ],
        "concerns:search": [
            *({"words": words} for words in SEARCHED),
            *NARROWED,
            *({"words": "pictures", **one} for one in NARROWED),
            {"risk": "3"},
        ],
        "concerns:known-people": [{"text": "Tanner"}],
        "concerns:patterns": [{"span": span} for span in ("half-term", "term", "year")],
        "people:people": [{"words": "Tanner"}],
        "policies:board": [{"room": "concerns"}],
    }
    for route, asked in questions.items():
        for one in asked:
            yield f"{route} {one}", f"{reverse(route)}?{urlencode(one)}"
