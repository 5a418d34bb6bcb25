"""A file is judged whole, in memory, before anything of it is kept.

What it is, its content says; a name or a declared type is never asked. It is read from its first
byte to its last, and what it holds (in an archive, a document, an e-mail) is judged the same way.
"""

from dataclasses import dataclass, field, replace

from bield.kit.judging.archives import parts
from bield.kit.judging.kinds import DEEPEST, PICTURES, TAKEN, Kind, Look, Unfit
from bield.kit.judging.mails import look_at_mail
from bield.kit.judging.office import look_at_office, office_kind
from bield.kit.judging.pdfs import look_at_pdf
from bield.kit.judging.pictures import look_at_picture
from bield.kit.judging.sniffing import Stranger, sniff, text_of
from bield.kit.judging.words import look_at_text
from bield.kit.languages import filled
from bield.kit.languages import marked as _
from bield.kit.refusals import Refusal, Refused

__all__ = ["TAKEN", "Judged", "Kind", "judge", "no_file_in"]


@dataclass(frozen=True)
class Judged:
    """A file that was found fit. Only `judge` makes one."""

    data: bytes = field(repr=False)
    kind: Kind
    holds_picture: bool  # is one, or has one somewhere inside


REASONS = {
    "empty": Refusal("file-empty", "The file is empty. Choose another."),
    "unknown": Refusal("file-unknown", f"We cannot tell what kind of file this is. {TAKEN}"),
    "not-taken": Refusal("file-not-taken", f"This is {{what}}, or holds one. {TAKEN}"),
    "mixed": Refusal(
        "file-mixed",
        "There is more in this file than what it shows. Make it anew (print it to PDF, or take a"
        " screenshot of it) and attach that.",
    ),
    "broken": Refusal(
        "file-broken", "The file is damaged or cut off. Save it again and attach it anew."
    ),
    "moving": Refusal(
        "file-moving", "This picture moves, and films are not taken. Describe it in words."
    ),
    "encrypted": Refusal(
        "file-encrypted",
        "The file is locked with a password, so we cannot see what it holds. Save it without.",
    ),
    "active": Refusal(
        "file-active", "There is a program in this file (a macro or a script). Save it without."
    ),
    "carries-files": Refusal(
        "file-carries-files",
        "This document carries other files. Take them out and attach them singly.",
    ),
    "unreadable": Refusal(
        "file-unreadable",
        "A part of this file cannot be read, so we cannot see what it holds. Save it as plain"
        " text.",
    ),
    "too-deep": Refusal(
        "file-too-deep", "There are files in files in files here. Attach them singly."
    ),
    "too-much-inside": Refusal(
        "file-too-much-inside",
        "There is far more packed into this file than it seems. Attach less.",
    ),
    "holds-picture": Refusal(
        "file-holds-picture",
        "This is a picture, or holds one, and no picture can be taken in here. Describe it in"
        " words instead.",
    ),
    "in-text": Refusal(
        "file-in-text",
        _(
            "A file is written out in this text (a long run of letters and numbers). Take it out"
            " and describe in words what it holds."
        ),
    ),
}


def judge(data: bytes, *, pictures: bool, field: str = "file") -> Judged:
    """The file, found fit; else `Refused` with the reason. `pictures`: whether one may come in."""
    look = Look(pictures)
    try:
        kind = _look_at(data, look, 0)
    except Unfit as unfit:
        raise Refused(_refusal(unfit, field)) from None
    return Judged(data, kind, look.holds_picture)


def no_file_in(text: str, *, field: str | None = None) -> Refusal | None:
    """A picture written out as text is a picture."""
    try:
        look_at_text(text)
    except Unfit as unfit:
        return _refusal(unfit, field)
    return None


def _refusal(unfit: Unfit, field: str | None) -> Refusal:
    reason = REASONS[unfit.why]
    return replace(reason, message=filled(reason.message, what=unfit.what), field=field)


def _look_at(data: bytes, look: Look, depth: int) -> Kind:
    if depth > DEEPEST:
        raise Unfit("too-deep")
    if not data.strip():
        raise Unfit("empty")
    found = sniff(data)
    if found is None:
        raise Unfit("unknown")
    if isinstance(found, Stranger):
        if found.is_picture:
            look.picture()
        raise Unfit("not-taken", found.what)
    if found is Kind.ARCHIVE:
        return _look_at_archive(data, look, depth)
    _look_inside(data, found, look, depth)
    return found


def _look_inside(data: bytes, kind: Kind, look: Look, depth: int) -> None:
    if kind in PICTURES:
        look_at_picture(data, kind, look)
    elif kind is Kind.PDF:
        look_at_pdf(data, look)
    elif kind is Kind.MAIL:
        look_at_mail(data, look, depth, _look_at)
    else:
        look_at_text(text_of(data) or "")


def _look_at_archive(data: bytes, look: Look, depth: int) -> Kind:
    found = parts(data, look)
    kind = office_kind(found)
    if kind is not None:
        look_at_office(found, look, depth, _look_at)
        return kind
    for part in found:
        if not part.name.endswith("/") or part.data:
            _look_at(part.data, look, depth + 1)
    return Kind.ARCHIVE
