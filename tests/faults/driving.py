"""People at their browsers, for tests that take the server away from under them."""

import re
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException

from bield.access.cookies import VISIT as COOKIE
from tests.server import Server
from tools.bench.client import Client

SENT = re.compile(r"/report/sent/([^/]+)/")
FOUND = 302
AGAIN = 0.05  # seconds before one tries again
FIELDS = {"danger_now": "no", "about": "", "child_words": "", "happened": "", "where": ""}


@dataclass
class Reporter:
    """Sends one report after the other, and each again and again until it is acknowledged."""

    server: Server
    name: str
    visit: str  # the cookie of somebody signed in
    site: str
    acknowledged: dict[str, str] = field(default_factory=dict)  # words -> reference
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.browser = Client(self.server.port)
        self.browser.cookies[COOKIE] = self.visit

    def report(self, words: str) -> bool:
        """Fill in the form and send it. Answers whether the receipt came."""
        return self.send(words, self.fill_in(words))

    def fill_in(self, words: str) -> dict[str, str]:
        hidden = self.browser.form("/report/what-happened/?danger_now=no")
        return {**FIELDS, **hidden, "account": words, "site_id": self.site}

    def send(self, words: str, fields: dict[str, str]) -> bool:
        """Raises when the server is away."""
        status, answer = self.browser.post("/report/what-happened/", **fields)
        sent = SENT.search(answer) if status == FOUND else None
        if sent is None:
            self.refused.append(f"{status} {answer[:200]}")
            return False
        self.acknowledged[words] = sent[1]
        return True

    def go_on_reporting(self, stop: threading.Event) -> None:
        number = 0
        while not stop.is_set() and not self.refused:
            number += 1
            words = f"worry {number} of {self.name}"
            fields: dict[str, str] = {}
            while words not in self.acknowledged and not self.refused:
                try:
                    fields = fields or self.fill_in(words)  # one page, sent again as it is
                    self.send(words, fields)
                except (OSError, HTTPException):
                    time.sleep(AGAIN)
                    self.browser.start_again()
