import pytest

from bield.front.environment import Misconfigured, read


def server(url: str) -> tuple[object, ...]:
    mail = read({"EMAIL_URL": url, "BASE_URL": "https://safe.example"}).mail_server
    return mail.host, mail.port, mail.user, mail.password, mail.starttls, mail.tls, mail.sender


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ("", 25, "", "", False, False, "bield@safe.example")),
        ("smtp://post", ("post", 25, "", "", False, False, "bield@safe.example")),
        (
            "smtp+starttls://ann%40a:p%2Fw@post:2525?from=dsl@alder.example",
            ("post", 2525, "ann@a", "p/w", True, False, "dsl@alder.example"),
        ),
        ("smtps://post", ("post", 465, "", "", False, True, "bield@safe.example")),
    ],
)
def test_the_mail_server_is_named_by_one_address(url: str, expected: tuple[object, ...]) -> None:
    assert server(url) == expected


@pytest.mark.parametrize("url", ["http://post", "smtp://", "post"])
def test_an_address_that_cannot_be_read_stops_the_start_with_its_mend(url: str) -> None:
    with pytest.raises(Misconfigured, match=r"smtp\+starttls://user:password@host:587"):
        server(url)
