"""A form with a file is read as a browser writes it, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bield.kit.multipart import LONGEST_TEXT, MOST_PARTS, Arrived, Malformed, take_apart

TYPE = "multipart/form-data; boundary=----WebKitFormBoundaryAbC123"
DATA = b"\x89PNG\r\n\x1a\n--"


def form(
    *parts: bytes, mark: bytes = b"----WebKitFormBoundaryAbC123", end: bytes = b"--\r\n"
) -> bytes:
    return b"".join(b"--" + mark + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + mark + end


def text(name: str, words: bytes) -> bytes:
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + words


def file(
    name: str = "file", filename: str = "a.png", more: str = "", kind: str = "image/png"
) -> bytes:
    head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"{more}\r\n'
    return head.encode() + f"Content-Type: {kind}\r\n\r\n".encode() + DATA


def test_what_a_browser_sends_is_taken() -> None:
    taken = take_apart(form(text("shows", "Ä note".encode()), file()), TYPE)

    assert taken.texts == [("shows", "Ä note")]
    assert taken.files == {"file": Arrived("a.png", DATA)}


def test_an_e_mail_that_was_saved_is_taken_as_browsers_call_it() -> None:
    taken = take_apart(form(file(filename="a.eml", kind="message/rfc822")), TYPE)

    assert taken.files["file"].name == "a.eml"


def test_a_file_that_was_not_chosen_is_none() -> None:
    nothing = file(filename="").removesuffix(DATA)

    assert take_apart(form(text("shows", b"x"), nothing), TYPE).files == {}


def test_a_name_with_signs_comes_as_it_was() -> None:
    taken = take_apart(form(file(filename="a %22b%22.png")), TYPE)

    assert taken.files["file"].name == 'a "b".png'


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=a; boundary=----WebKitFormBoundaryAbC123",
        "multipart/form-data; boundary=----WebKitFormBoundaryAbC123; charset=utf-8",
        "multipart/form-data; boundary*=utf-8''----WebKitFormBoundaryAbC123",
        "multipart/form-data; boundary=----WebKit\r\nFormBoundaryAbC123",
        "multipart/mixed; boundary=----WebKitFormBoundaryAbC123",
        "multipart/form-data, text/plain; boundary=----WebKitFormBoundaryAbC123",
        f"multipart/form-data; boundary={'a' * 71}",
    ],
)
def test_a_boundary_is_said_once_and_plainly(kind: str) -> None:
    with pytest.raises(Malformed):
        take_apart(form(file()), kind)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        form(),
        b"before\r\n" + form(file()),
        form(file(), end=b"--\r\nbehind"),
        form(file(), end=b""),
        form(file(), mark=b"----another"),
        form(text("shows", b"x"), file(), file("other")),
        form(file(), file()),
        form(text("file", b"x"), file()),
        form(text("shows", b"x"), text("shows", b"y")),
        form(*(text(f"{chr(97 + n)}", b"x") for n in range(MOST_PARTS + 1))),
        form(text("shows", b"x" * (LONGEST_TEXT + 1))),
        form(text("shows", DATA)),
        form(text("Shows!", b"x")),
        form(file(filename="a" * 256)),
        form(file(filename='a"; filename="b.txt')),
        form(file(more="; filename*=utf-8''a.txt")),
        form(file(more="; size=3")),
        form(file(kind="multipart/mixed; boundary=inner")),
        form(file(kind="message/partial")),
        form(b"Content-Transfer-Encoding: base64\r\n" + file()),
        form(b"X-Anything: 1\r\n" + text("shows", b"x")),
        form(b"Content-Type: text/plain\r\n" + file()),
        form(b"Content-Type: image/png\r\n" + text("shows", b"x")),
        form(file().replace(b"form-data", b"attachment")),
        form(file().replace(b"\r\n\r\n", b"\n\n")),
        form(file().replace(b'name="file"; ', b"")),
        form(file().replace(b'filename="a.png"', b"filename=a.png")),
        form(file().replace(b"\r\nContent-Type", b"\r\n continued\r\nContent-Type")),
        form(file(filename="").removesuffix(DATA) + DATA),
        form(b"\r\n\r\n" + DATA),
        form(b"x" * 2_000 + b"\r\n\r\n" + DATA),
    ],
)
def test_whatever_is_written_otherwise_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        take_apart(body, TYPE)


@given(st.binary(max_size=400))
def test_any_bytes_are_taken_apart_or_refused(data: bytes) -> None:
    try:
        taken = take_apart(data, TYPE)
    except Malformed:
        return
    assert taken.texts or taken.files


@given(st.binary(max_size=400).filter(lambda data: b"--" not in data))
def test_a_file_arrives_byte_by_byte(data: bytes) -> None:
    body = form(file().removesuffix(DATA) + data)

    assert take_apart(body, TYPE).files["file"].data == data
