"""Another system at the door: no token, a wrong one, many wrong ones, one without the scope."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse

from bield.access import patience
from bield.access.cookies import VISIT
from bield.access.models import KeptAnswer, Token, Tries
from bield.access.states import Scope
from bield.concerns.models import Concern
from bield.kit import reading
from bield.ledger import queries as ledger
from tests.access.door import now
from tests.conftest import Cast, enter
from tests.houses import LiveDatabase
from tests.systems import System, system, token

GUESS = "bield_" + "A" * 43


def problem(answer: HttpResponse) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == answer.status_code
    return answer.status_code, said["code"]


def test_without_a_token_the_answer_says_how_to_bring_one(cast: Cast) -> None:
    answer = System().ask("concerns/")

    assert problem(answer) == (401, "no-token")
    assert answer["WWW-Authenticate"] == 'Bearer realm="Bield"'


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Basic dXNlcjpwYXNz", "Bearer a b", f"Token {GUESS}"]
)
def test_what_is_no_bearer_token_is_none(cast: Cast, header: str) -> None:
    answer = System().get("/api/v1/concerns/", headers={"Authorization": header})

    assert problem(answer) == (401, "no-token")
    assert Tries.objects.count() == 0


def test_a_cookie_opens_nothing_here(cast: Cast) -> None:
    browser = System()
    browser.cookies[VISIT] = enter(cast.ama)

    assert problem(browser.ask("concerns/")) == (401, "no-token")
    assert problem(browser.tell("reports/", {})) == (401, "no-token")


def test_a_token_opens_no_page(cast: Cast) -> None:
    made = token(cast.ama, Scope.CONCERNS_READ)

    answer = System().get("/desk/", headers={"Authorization": f"Bearer {made.secret}"})

    assert answer.status_code == 302


def test_a_wrong_token_is_counted_and_after_many_not_looked_at(cast: Cast) -> None:
    stranger = System(GUESS)
    first = stranger.ask("concerns/")
    row = Tries.objects.get()
    row.wrong = patience.ONE_ORIGIN.locked_at
    row.save()

    shut = stranger.ask("concerns/")

    assert problem(first) == (401, "wrong-token")
    assert 'error="invalid_token"' in first["WWW-Authenticate"]
    assert problem(shut) == (429, "too-many-wrong-tokens")
    assert 0 < int(shut["Retry-After"]) <= 15 * 60
    assert Tries.objects.get().wrong == patience.ONE_ORIGIN.locked_at  # not one more is written


def test_wrong_tokens_of_a_stranger_shut_no_right_one_out(cast: Cast) -> None:
    friend = system(cast.ivy, Scope.DUTIES_READ)
    System(GUESS).ask("concerns/")
    Tries.objects.update(wrong=patience.ONE_ORIGIN.locked_at, last_at=now())

    assert friend.ask("duties/").status_code == 200


def test_without_the_scope_the_answer_names_it(cast: Cast) -> None:
    answer = system(cast.ama, Scope.REPORT).ask("concerns/")

    assert problem(answer) == (403, "scope-missing")
    assert 'scope="concerns:read"' in answer["WWW-Authenticate"]


def test_an_unknown_address_and_a_wrong_method_are_answered_in_json(cast: Cast) -> None:
    friend = system(cast.ama, Scope.REPORT)

    nowhere = friend.ask("no-such-place/")
    method = friend.get("/api/v1/reports/", headers={"Authorization": f"Bearer {friend.secret}"})

    assert problem(nowhere) == (404, "not-found")
    assert problem(method) == (405, "no-such-method")
    assert method["Allow"] == "POST"


def test_what_is_done_through_a_token_names_it_in_the_record(cast: Cast) -> None:
    made = token(cast.ivy, Scope.REPORT)

    System(made.secret).tell(
        "reports/", {"danger_now": "no", "account": "A", "site": cast.oak.reference}
    )

    lines = ledger.lines_about(cast.alder.pk, f"token:{made.token.reference}")
    assert [line.event for line in lines] == [
        "access.token-made",
        "access.token-first-used",
        "access.token-acted",
    ]
    assert lines[-1].facts == {"operation": "report"}


def test_two_who_send_at_once_with_one_key_make_one(live_db: LiveDatabase, cast: Cast) -> None:
    secret = token(cast.ivy, Scope.REPORT).secret
    said = {"danger_now": "no", "account": "Twice.", "site": cast.oak.reference}

    def send(_number: int) -> tuple[int, bytes]:
        try:
            answer = System(secret).tell("reports/", said, key="one-and-the-same")
            return answer.status_code, answer.content
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        answers = set(hands.map(send, range(8)))

    assert len(answers) == 1
    assert {status for status, _ in answers} == {201}
    with reading.reading(cast.alder.pk):
        assert (Concern.objects.count(), KeptAnswer.objects.count()) == (1, 1)


def test_a_key_of_one_token_says_nothing_to_another(cast: Cast) -> None:
    said = {"danger_now": "no", "account": "A", "site": cast.oak.reference}
    one, other = system(cast.ivy, Scope.REPORT), system(cast.dev, Scope.REPORT)

    first = one.tell("reports/", said, key="one-and-the-same").json()
    second = other.tell("reports/", said, key="one-and-the-same").json()

    assert first["reference"] != second["reference"]


def test_after_a_day_the_report_is_still_one(cast: Cast) -> None:
    """The answer is forgotten; the report itself knows what it was sent with."""
    said = {"danger_now": "no", "account": "A", "site": cast.oak.reference}
    sender = system(cast.ivy, Scope.REPORT)
    first = sender.tell("reports/", said, key="one-and-the-same").json()
    KeptAnswer.objects.update(given_at=now() - timedelta(days=2))

    again = sender.tell("reports/", said, key="one-and-the-same")

    assert (again.status_code, again.json()["reference"]) == (201, first["reference"])
    assert Concern.objects.count() == 1


def test_one_connection_serves_tokens_of_two_houses_and_mixes_nothing(
    live_db: LiveDatabase, cast: Cast
) -> None:
    systems = [system(one, Scope.REPORT) for one in (cast.ivy, cast.mia)]

    names = [
        [site["name"] for site in friend.ask("sites/").json()["items"]] for friend in systems * 2
    ]

    assert names == [["Elm", "Oak"], ["Birch"]] * 2


def test_a_token_is_found_only_by_who_shows_it(live_db: LiveDatabase, cast: Cast) -> None:
    """Row-level security is PostgreSQL's."""
    made = token(cast.ivy, Scope.REPORT)

    with reading.reading():
        unseen = Token.objects.count()
        with reading.shown(made.token.token_hash):
            shown = Token.objects.count()

    assert (unseen, shown) == ((0, 1) if connection.vendor == "postgresql" else (1, 1))
