"""Calls to other systems: where they may go, and that they go nowhere else."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from bield.outbox import queries
from bield.outbox.addresses import may_be_called
from bield.outbox.wire import Unanswered, Wire
from tests.listening import HOST, LOOPBACK, Listener, Resolver, found_at, listening

PUBLIC = "93.184.216.34"
INSIDE = (
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "5f00::1",
    "3fff::1",
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.7",
    "172.16.3.4",
    "192.168.1.1",
    "100.64.0.1",  # shared by the customers of a carrier
    "169.254.169.254",  # where clouds answer about their machines
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.9",
    "198.18.0.1",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:10.0.0.7",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
)


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    with listening(tmp_path) as heard:
        yield heard


@pytest.mark.parametrize("address", INSIDE)
def test_what_only_the_house_can_reach_is_not_called(address: str) -> None:
    assert may_be_called(ip_address(address)) is False


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_what_everybody_can_reach_is_called(address: str) -> None:
    assert may_be_called(ip_address(address)) is True


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/bield",
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "//hooks.example.org/",
        "https://",
        "https:///bield",
        "https://me:secret@hooks.example.org/",
        "https://me@hooks.example.org/",
        "https://hooks.example.org:0/",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org/#part",
        "https://localhost/",
        "https://intranet/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:7f00:1]/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nHost: other",
        "https://höoks.example.org/",
        "https://hooks.example.org/" + "a" * 300,
    ],
)
def test_only_a_name_over_https_is_a_place(url: str) -> None:
    refusal = queries.written_right(url)

    assert refusal is not None
    assert refusal.field == "url"


@pytest.mark.parametrize("url", ["https://hooks.example.org", "https://a.example.org:8443/x?y=1"])
def test_a_name_over_https_is_one(url: str) -> None:
    assert queries.written_right(url) is None


@pytest.mark.parametrize(
    ("places", "why"),
    [
        ([], "nobody-there"),
        ([ip_address("10.0.0.7")], "not-a-public-place"),
        ([ip_address(PUBLIC), LOOPBACK], "not-a-public-place"),
        ([ip_address("::ffff:169.254.169.254")], "not-a-public-place"),
    ],
)
def test_where_the_name_leads_is_judged_all_of_it(places: list[object], why: str) -> None:
    wire = Wire(resolve=found_at(*places))  # type: ignore[arg-type]  # addresses of either kind

    refusal = queries.judge_place("https://hooks.example.org/bield", wire=wire)

    assert refusal is not None
    assert refusal.code == why


def test_a_call_arrives_as_it_was_written(listener: Listener) -> None:
    status = listener.wire().post(listener.url, {"X-One": "1"}, b'{"a":1}')

    (heard,) = listener.heard
    assert (status, heard.path, heard.body) == (204, "/bield", b'{"a":1}')
    assert heard.headers["X-One"] == "1"
    assert heard.headers["Host"] == f"{HOST}:{listener.port}"


def test_without_the_test_s_leave_loopback_is_not_called(listener: Listener) -> None:
    wire = Wire(resolve=found_at(LOOPBACK), trusted=listener.trust)

    with pytest.raises(Unanswered, match="address-not-public"):
        wire.post(listener.url, {}, b"{}")

    assert listener.heard == []


def test_a_name_that_leads_elsewhere_the_second_time_is_looked_up_once(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: a public address to be judged, an inner one to be called."""
    rebinding = Resolver([ip_address(PUBLIC)], [LOOPBACK])
    called: list[object] = []

    def connect(place: tuple[str, int], timeout: float) -> socket.socket:
        called.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    wire = Wire(resolve=rebinding, trusted=listener.trust)
    with pytest.raises(Unanswered, match="unreachable"):
        wire.post(listener.url, {}, b"{}")

    assert rebinding.asked == [(HOST, listener.port)]
    assert called == [(PUBLIC, listener.port)]
    assert listener.heard == []


def test_a_name_that_led_outside_when_it_was_judged_is_judged_again(listener: Listener) -> None:
    rebinding = Resolver([ip_address(PUBLIC)], [LOOPBACK])
    wire = Wire(resolve=rebinding, trusted=listener.trust)

    before = queries.judge_place(listener.url, wire=wire)
    with pytest.raises(Unanswered, match="address-not-public"):
        wire.post(listener.url, {}, b"{}")

    assert before is None
    assert listener.heard == []


def test_whoever_the_line_leads_to_is_looked_at_too(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands between: when the other end is inside, nothing is said to it."""
    inside = socket.create_connection(("127.0.0.1", listener.port))
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: inside)
    wire = Wire(resolve=found_at(ip_address(PUBLIC)), trusted=listener.trust)

    with pytest.raises(Unanswered, match="address-not-public"):
        wire.post(listener.url, {}, b"{}")

    assert listener.heard == []


def test_a_redirect_is_an_answer_and_is_not_followed(listener: Listener) -> None:
    listener.status, listener.location = 307, f"https://{HOST}:{listener.port}/elsewhere"

    status = listener.wire().post(listener.url, {}, b"{}")

    assert status == 307
    assert [heard.path for heard in listener.heard] == ["/bield"]


def test_a_certificate_of_another_name_is_not_trusted(tmp_path: Path) -> None:
    with listening(tmp_path, name="other.example") as listener:
        with pytest.raises(Unanswered, match="no-tls"):
            listener.wire().post(listener.url, {}, b"{}")

        assert listener.heard == []


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(listener: Listener) -> None:
    wire = Wire(resolve=found_at(LOOPBACK), also=listener.wire().also)

    with pytest.raises(Unanswered, match="no-tls"):
        wire.post(listener.url, {}, b"{}")

    assert listener.heard == []


def test_where_nobody_listens_nobody_answers(listener: Listener) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]

    with pytest.raises(Unanswered, match="unreachable"):
        listener.wire().post(f"https://{HOST}:{free}/", {}, b"{}")
