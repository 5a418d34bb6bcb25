"""How tests attach something to a concern."""

from typing import Any

from bield.concerns import commands, queries
from bield.concerns.models import Attachment
from bield.kit.judging import judge
from bield.ledger import queries as ledger
from bield.ledger.queries import Kept
from tests.concerns.telling import acknowledged
from tests.concerns.triage import answered
from tests.conftest import NOON, Cast
from tests.files import WORDS

SHOWS = "What she was sent on Tuesday."


def open_concern(cast: Cast, until: str = "image", **answers: str) -> str:
    """A concern that takes files, pictures too: it is not about a nude or sexual picture."""
    return answered(cast, acknowledged(cast), until=until, **answers)


def attach(
    cast: Cast,
    reference: str,
    data: bytes = WORDS,
    *,
    by: str = "ben",
    name: str = "note.txt",
    shows: str = SHOWS,
) -> Attachment:
    file = judge(data, pictures=True)
    return commands.attach(cast.actor(by), reference, file=file, name=name, shows=shows, at=NOON)


def capture(cast: Cast, reference: str, data: bytes = WORDS, **more: Any) -> Attachment:
    told = {
        "file": judge(data, pictures=True),
        "name": "post.txt",
        "shows": "What was written under her picture.",
        "where": "https://chat.example/post/9",
        "at": NOON,
    }
    return commands.capture(cast.actor("ben"), reference, **told | more)


def again(cast: Cast, reference: str, question: str, answer: str) -> None:
    """Somebody changes an answer of triage."""
    commands.answer(
        cast.actor("ben"),
        reference,
        question=question,
        values=[answer],
        reason="She told us more.",
        at=NOON,
    )


def may(cast: Cast, reference: str) -> tuple[str | None, str | None]:
    """Codes of why no file, and why no picture."""
    page = queries.attach_page(cast.actor("ben"), reference, at=NOON)
    file, picture = page.may.file, page.may.picture
    return file.code if file else None, picture.code if picture else None


def lines(cast: Cast, reference: str, event: str) -> list[Kept]:
    found = ledger.lines_about(cast.alder.pk, reference)
    return [line for line in found if line.event == event]
