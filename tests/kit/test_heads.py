import http.client

from django.http import HttpRequest, HttpResponse

from bield.kit.heads import HeadMiddleware
from tests.server import Server


def test_it_is_asked_as_a_page_and_answered_without_one() -> None:
    asked = []

    def page(request: HttpRequest) -> HttpResponse:
        asked.append(request.method)
        return HttpResponse("Nine words of a page that is not sent.", status=203)

    request = HttpRequest()
    request.method = "HEAD"
    answer = HeadMiddleware(page)(request)

    assert (asked, answer.status_code, answer.content) == (["GET"], 203, b"")


def test_over_the_wire_the_head_is_that_of_the_page(house: Server) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
    answers = []
    for method in ("GET", "HEAD", "GET"):  # the connection goes on: nothing was left in it
        wire.request(method, "/about/", headers={"Host": f"localhost:{house.port}"})
        answer = wire.getresponse()
        answers.append((answer.status, answer.headers["Content-Type"], len(answer.read())))
    wire.close()

    page, head, again = answers
    assert page[2] > 0
    assert head == (*page[:2], 0)
    assert again == page
