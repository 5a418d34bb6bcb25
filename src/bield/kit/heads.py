"""HEAD is asked as GET and answered without the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

MARK = "bield.asked_by_head"


def only_head(request: HttpRequest) -> bool:
    """Nobody follows a link by HEAD: a page that does something when it is followed leaves it."""
    return bool(request.META.get(MARK))


class HeadMiddleware:
    """Whatever a page does when it is looked at, it does for HEAD as well.

    So looking at a concern this way leaves the same line in the record: there is no quieter way
    to learn that one exists.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        request.META[MARK] = True
        answer = self.get_response(request)
        answer.content = b""
        return answer
