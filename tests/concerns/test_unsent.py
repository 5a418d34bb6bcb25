"""A report that was begun and not sent: its writer is reminded, then the lead hears of it."""

from datetime import timedelta

import pytest

from bield.concerns import commands
from bield.concerns.models import Draft
from bield.duties import queries as duties
from bield.outbox.models import Message
from tests.concerns.telling import told
from tests.conftest import NOON, Cast, look_into

TYPED = {"account": "She said she is afraid of the bandstand", "danger_now": "no"}
HOUR = timedelta(hours=1)


def mails(cast: Cast) -> list[tuple[str, str]]:
    """To whom, and the subject, oldest first."""
    look_into(cast.alder)
    sent = Message.objects.filter(about__startswith="draft:").order_by("pk")
    return [(message.to.split("@")[0], message.subject) for message in sent]


@pytest.mark.clause("OT-36c")
def test_a_draft_left_lying_reminds_its_writer_and_then_alerts_the_lead(cast: Cast) -> None:
    commands.keep_draft(cast.actor("dev"), "report", TYPED, at=NOON)

    commands.look_after_drafts(NOON + HOUR - timedelta(minutes=1))
    assert mails(cast) == []

    commands.look_after_drafts(NOON + HOUR)
    assert [to for to, _ in mails(cast)] == ["dev"]
    commands.look_after_drafts(NOON + HOUR + timedelta(minutes=5))
    assert len(mails(cast)) == 1, "once"

    commands.look_after_drafts(NOON + 2 * HOUR)

    assert [to for to, _ in mails(cast)] == ["dev", "ama"]
    (waits,) = duties.for_person(cast.actor("ama"), NOON + 2 * HOUR)
    assert waits.title == "Ask round: a report was begun and has not been sent"
    said = " ".join([*(subject for _, subject in mails(cast)), waits.title, waits.subject])
    assert not any(word in said for word in ("afraid", "bandstand", "Dev", "Rahman"))


def test_typing_on_begins_the_time_anew(cast: Cast) -> None:
    commands.keep_draft(cast.actor("dev"), "report", TYPED, at=NOON)
    commands.look_after_drafts(NOON + HOUR)
    commands.keep_draft(cast.actor("dev"), "report", TYPED, at=NOON + HOUR)

    commands.look_after_drafts(NOON + 2 * HOUR - timedelta(minutes=1))

    assert [to for to, _ in mails(cast)] == ["dev"]


def test_once_it_is_sent_the_lead_need_not_ask(cast: Cast) -> None:
    commands.keep_draft(cast.actor("dev"), "report", TYPED, at=NOON)
    commands.look_after_drafts(NOON + HOUR)
    commands.look_after_drafts(NOON + 2 * HOUR)

    commands.report(cast.actor("dev"), **told(cast))
    commands.look_after_drafts(NOON + 3 * HOUR)

    rows = duties.for_person(cast.actor("ama"), NOON + 3 * HOUR)
    assert "concerns.unsent" not in [row.code for row in rows]


def test_what_the_lead_has_begun_is_told_to_the_deputy(cast: Cast) -> None:
    commands.keep_draft(cast.actor("ama"), "report", TYPED, at=NOON)
    commands.look_after_drafts(NOON + HOUR)

    commands.look_after_drafts(NOON + 2 * HOUR)

    assert [to for to, _ in mails(cast)] == ["ama", "ben"]


def test_the_organisations_own_time_counts(cast: Cast) -> None:
    commands.set_time(cast.actor("ama"), "draft", amount=5, unit="clock_hours", at=NOON)
    commands.keep_draft(cast.actor("dev"), "report", TYPED, at=NOON)

    commands.look_after_drafts(NOON + 4 * HOUR)
    assert mails(cast) == []
    commands.look_after_drafts(NOON + 5 * HOUR)

    assert [to for to, _ in mails(cast)] == ["dev"]
    assert Draft.objects.get().reminded_at == NOON + 5 * HOUR
