"""People at their browsers, for tests that take the server away from under them."""

import re
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException

from tests.server import Server
from tools.bench.client import Client

SENT = re.compile(r"/report/sent/([^/]+)/")
AGAIN = 0.05  # seconds before one tries again
FIELDS = {"danger_now": "no", "about": "", "child_words": "", "happened": "", "where": ""}


@dataclass
class Reporter:
    """Sends one report after the other, and each again and again until it is acknowledged."""

    server: Server
    email: str
    password: str
    site: str
    acknowledged: dict[str, str] = field(default_factory=dict)  # words -> reference
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.browser = Client(self.server.port)

    def sign_in(self) -> None:
        hidden = self.browser.form("/sign-in/")
        status, _ = self.browser.post(
            "/sign-in/", **hidden, email=self.email, password=self.password
        )
        assert status == 302, f"{self.email} could not sign in: {status}"

    def report(self, words: str) -> bool:
        """Answers whether the receipt came. Raises when the server is away."""
        hidden = self.browser.form("/report/what-happened/?danger=no")
        fields = {**FIELDS, **hidden, "account": words, "site_id": self.site}
        status, answer = self.browser.post("/report/what-happened/", **fields)
        sent = SENT.search(answer) if status == 302 else None
        if sent is None:
            self.refused.append(f"{status} {answer[:200]}")
            return False
        self.acknowledged[words] = sent[1]
        return True

    def go_on_reporting(self, stop: threading.Event) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            words = f"worry {number} of {self.email}"
            while words not in self.acknowledged:
                try:
                    self.report(words)
                except (OSError, HTTPException):
                    time.sleep(AGAIN)
                    self.browser.start_again()
