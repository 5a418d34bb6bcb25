"""Messages are rows first. They leave only after the commit that gives the reason for them."""

import uuid
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from bield.ledger.record import Acting, housekeeping
from bield.outbox import rules
from bield.outbox.models import Message


@housekeeping("the command that sends a message notes why; the row goes and comes with it")
def mail(actor: Acting, *, to: str, subject: str, body: str, about: str, at: datetime) -> None:
    """Write one e-mail to one recipient; the worker hands it over.

    `about` is a reference for our own eyes. When it names a concern, subject and body may carry
    no reference and no link but the one to sign in.
    """
    if rules.is_about_a_concern(about):
        rules.content_free(f"{subject}\n{body}", about=about, sign_in=sign_in_link())
    host = urlsplit(settings.BASE_URL).hostname
    Message.objects.create(
        organisation_id=actor.organisation_id,
        to=to,
        subject=subject,
        body=body,
        about=about,
        message_id=f"<{uuid.uuid4().hex}@{host}>",
        written_at=at,
        due_at=at,
    )


def sign_in_link() -> str:
    """The only address that a message about a concern carries."""
    return f"{settings.BASE_URL}/sign-in/"
