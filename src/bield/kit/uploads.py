"""No file passes a door but those that say so, and there only when its room agrees beforehand.

What is not awaited is refused on its headers, before a byte of the body is read. What is awaited
passes through memory alone, a bounded piece of it: no temporary file, no spool. (The server in
front streams a body as it is read and keeps none of it; `tests/faults/test_image_lock.py` watches
that it does.)
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar, cast

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from bield.kit import api, multipart
from bield.kit.languages import filled
from bield.kit.languages import marked as _
from bield.kit.origin import OriginMiddleware
from bield.kit.refusals import Refusal

FORM = "application/x-www-form-urlencoded"
LARGEST = 8 * 2**20  # bytes of a file
BESIDE = 2**18  # bytes of the form around it
PIECE = 2**16
PATIENCE = 60.0  # seconds for a body to arrive; a telephone in a field sends 8 MiB in that time
AT_ONCE = 2  # files on their way in one process: the other threads go on serving reports
TAKES_FILES = "takes_files"

V = TypeVar("V", bound=Callable[..., HttpResponse])
Asked = Callable[..., Refusal | None]
_on_their_way = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Answer:
    """Why a body was not taken, and how HTTP says so."""

    status: int
    refusal: Refusal


class Unread(Exception):
    def __init__(self, why: Answer) -> None:
        super().__init__(why.refusal.code)
        self.why = why


UNWANTED = 415
NOT_AWAITED = Refusal(
    "no-file-here", _("A file was sent with the page, and no file is taken on this page.")
)
NO_LENGTH = Answer(
    411, Refusal("file-without-length", _("The file did not say how large it is. Send it again."))
)
TOO_LARGE = Answer(
    413,
    Refusal(
        "file-too-large",
        filled(
            _("The file is larger than {most} MB. Send a smaller one, or a part of it."),
            most=LARGEST // 2**20,
        ),
    ),
)
TOO_SLOW = Answer(
    408,
    Refusal("file-cut-off", _("The file did not arrive whole. Send it again, on a better line.")),
)
MALFORMED = Answer(
    400,
    Refusal("file-badly-packed", _("The page did not arrive as a browser sends it. Try again.")),
)
BUSY = Answer(
    503, Refusal("files-arriving", _("Other files are arriving just now. Try again in a minute."))
)


class UploadsMiddleware:
    """Only plain forms are read; whatever else could carry a file is answered unread. Programs have
    a door of their own, which takes nothing but JSON (`kit.api.door`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if api.asked(request) or request.content_type in {"", FORM} or not _has_body(request):
            return self.get_response(request)
        if _is_awaited(request):
            return self.get_response(request)
        return unread(request, Answer(UNWANTED, NOT_AWAITED))


def _has_body(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length != "0" or "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()


def _is_awaited(request: HttpRequest) -> bool:
    if request.method != "POST" or request.content_type != multipart.TYPE:
        return False
    try:
        return hasattr(resolve(request.path_info).func, TAKES_FILES)
    except Resolver404:
        return False


def takes_files(asked: Asked) -> Callable[[V], V]:
    """The page takes one file, when `asked` (given the request unread) has nothing against it.

    The origin of the form is checked once the body is there, since its token stands in it.
    """

    def mark(view: V) -> V:
        of_ours = decorator_from_middleware(OriginMiddleware)(view)

        @csrf_exempt
        @wraps(view)
        def taking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.content_type == multipart.TYPE:
                refusal = asked(request, *args, **kwargs)
                try:
                    _take(request, refusal)
                except Unread as not_taken:
                    return unread(request, not_taken.why)
            return cast(HttpResponse, of_ours(request, *args, **kwargs))

        setattr(taking, TAKES_FILES, True)
        return taking  # type: ignore[return-value]  # the same view, guarded

    return mark


def unread(request: HttpRequest, why: Answer) -> HttpResponse:
    shown = {"refusal": why.refusal, "unwanted": why.status == UNWANTED}
    response = render(request, "kit/no_files.html", shown, status=why.status)
    response.headers["Connection"] = "close"  # the body stays unread
    return response


def _take(request: HttpRequest, refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Unread(Answer(UNWANTED, refusal))
    try:
        taken = _apart(request, _size(request))
    except multipart.Malformed:
        raise Unread(MALFORMED) from None
    request.POST = _texts(taken)  # type: ignore[assignment]  # the stubs know the sealed kind only
    request._files = MultiValueDict(  # type: ignore[attr-defined]  # what Django's reader sets
        {name: [SimpleUploadedFile(one.name, one.data)] for name, one in taken.files.items()}
    )


def _apart(request: HttpRequest, size: int) -> multipart.Taken:
    if not _on_their_way.acquire(blocking=False):
        raise Unread(BUSY)
    try:
        return multipart.take_apart(_read(request, size), request.META["CONTENT_TYPE"])
    finally:
        _on_their_way.release()


def _size(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or ""
    if not said.isdecimal() or "HTTP_TRANSFER_ENCODING" in request.META:
        raise Unread(NO_LENGTH)
    if int(said) > LARGEST + BESIDE:
        raise Unread(TOO_LARGE)
    multipart.boundary(request.META["CONTENT_TYPE"])  # refused before anything is read
    return int(said)


def _read(request: HttpRequest, size: int) -> bytes:
    """In a thread of its own: a line that is silent can be waited for no longer, not broken off."""
    arrived = bytearray()

    def read() -> None:
        try:
            while len(arrived) < size and (piece := request.read(min(PIECE, size - len(arrived)))):
                arrived.extend(piece)
        except UnreadablePostError:
            return  # cut off: too little has arrived

    reader = threading.Thread(target=read, name="file on its way", daemon=True)
    reader.start()
    reader.join(PATIENCE)
    if len(arrived) != size:
        raise Unread(TOO_SLOW)
    return bytes(arrived)


def _texts(taken: multipart.Taken) -> QueryDict:
    texts = QueryDict(mutable=True)
    for name, text in taken.texts:
        texts.appendlist(name, text)
    texts._mutable = False
    return texts
