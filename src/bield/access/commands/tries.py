"""Wrong tries are counted before they are judged, so that many at once get no head start."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from django.db.models import F
from django.utils.timezone import localtime

from bield.access import queries, seals
from bield.access.commands import letters
from bield.access.models import Account, Tries
from bield.access.patience import Path, link_paths, wait_after
from bield.kit.refusals import Refusal, Refused
from bield.ledger.record import Acting, housekeeping, note, recorded

A_MINUTE = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=1)  # without a try


@housekeeping("a try at the door is counted before it is judged; a lock has its own line")
def begin(by: Acting, paths: Sequence[Path], *, at: datetime) -> dict[Path, int]:  # noqa: ARG001
    """Count a try on every path, or refuse to look at it yet. Answers with the counts."""
    return count(paths, at=at)


def count(paths: Sequence[Path], *, at: datetime) -> dict[Path, int]:
    rows = {path: _row(path, at) for path in paths}
    until = max((_until(path, row) for path, row in rows.items()), default=at)
    if until > at:
        raise Refused(wait(until, at))
    for row in rows.values():
        row.wrong += 1
        row.last_at = at
        row.save()
    return {path: row.wrong for path, row in rows.items()}


def wait_at_links(origin: str, *, at: datetime) -> timedelta:
    """How long until another link or code from there is looked at."""
    return waits(link_paths(origin=origin), at=at)


@housekeeping("a try at a link is counted; what it opens has its own line")
def wrong_at_link(by: Acting, origin: str, *, at: datetime) -> None:  # noqa: ARG001
    """One more that opened nothing."""
    with suppress(Refused):  # another was first
        count(link_paths(origin=origin), at=at)


def waits(paths: Sequence[Path], *, at: datetime) -> timedelta:
    """How long until another try is looked at; counts nothing."""
    until = max((_until(path, _row(path, at)) for path in paths), default=at)
    return max(until - at, timedelta())


def _until(path: Path, row: Tries) -> datetime:
    """Of many at once the clocks differ a little: without a wait nobody waits for anybody."""
    pause = wait_after(row.wrong, path.patience)
    return row.last_at + pause if pause else datetime.min.replace(tzinfo=UTC)


def _row(path: Path, at: datetime) -> Tries:
    path_hash = seals.path_hash(*path.parts)
    row = Tries.objects.filter(path_hash=path_hash).first()
    if row is None:
        return Tries(path_hash=path_hash, last_at=at)
    if at - row.last_at > FORGOTTEN_AFTER:
        row.wrong = 0
    return row


def wait(until: datetime, at: datetime) -> Refusal:
    left = until - at
    when = (
        f"in {max(1, round(left.total_seconds()))} seconds"
        if left <= A_MINUTE
        else f"after {localtime(until):%H:%M}"
    )
    return Refusal(
        "too-many-tries",
        f"There were too many wrong tries. Try again {when}, or use a passkey or a device that you"
        " have used before.",
    )


@housekeeping("a right try takes back its own count")
def forgive(by: Acting, paths: Sequence[Path]) -> None:  # noqa: ARG001
    for path in paths:
        rows = Tries.objects.filter(path_hash=seals.path_hash(*path.parts))
        if path.own:
            rows.delete()
        else:
            rows.filter(wrong__gt=0).update(wrong=F("wrong") - 1)


def judge(by: Acting, account: Account | None, counts: dict[Path, int], *, at: datetime) -> None:
    """After a wrong try: if that was the tenth, the person and the lead hear of it."""
    if account is not None and any(
        path.patience.told and count == path.patience.locked_at for path, count in counts.items()
    ):
        _lock(by, account, way=next(iter(counts)).parts[0], at=at)


@recorded
def _lock(by: Acting, account: Account, *, way: str, at: datetime) -> None:
    for membership in queries.memberships(account.pk):
        note(
            event="access.locked",
            subject=f"person:{membership.person_id}",
            by="house:door",
            at=at,
            organisation_id=membership.organisation_id,
            way=way,
        )
    letters.locked(account, at=at, back_to=by.organisation_id)
