"""A small, cheap HTTP client: keep-alive, cookies, forms. Its own CPU must not be the measure."""

import http.client
import re
import select
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Client:
    """One browser: talks to 127.0.0.1, keeps its cookies and its connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def start_again(self) -> None:
        """A new connection; the cookies stay."""
        self.connection.close()

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Answers status and, for a redirect, the address it points to."""
        return self._ask("POST", path, fields)

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the page's form: token, send key and the like."""
        _, page = self.get(path)
        return dict(FIELD.findall(page))

    def _ask(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, str]:
        headers = {"Host": f"localhost:{self.port}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://localhost:{self.port}"
        self._leave_what_was_closed()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode(errors="replace")  # of a locked file only its length counts
        for value in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(value).items():
                self.cookies[name] = morsel.value
        return answer.status, answer.headers.get("Location") or text

    def _leave_what_was_closed(self) -> None:
        """A server closes a line that was quiet for a while; a browser opens another."""
        line = self.connection.sock
        if line is not None and select.select([line], [], [], 0)[0]:
            self.connection.close()
