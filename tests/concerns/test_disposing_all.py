"""What lies under other keys goes with a concern: files, and what a staff file says of it."""

from bield.concerns.models import Attachment, Concern, StaffSaid
from bield.concerns.states import ConcernState
from bield.retention import commands as retention
from bield.retention import queries as kept
from bield.vault.models import DataKey, SealedFile, SealedPiece
from tests.concerns import test_staff_files as staff
from tests.concerns.attaching import attach, open_concern
from tests.conftest import NOON, Cast

LONG = NOON.replace(year=NOON.year + 90)


def over(reference: str) -> None:
    """As if it had been closed on that day."""
    Concern.objects.filter(reference=reference).update(stage=ConcernState.CLOSED, closed_at=NOON)


def dispose(cast: Cast, reference: str, first: str = "ama", second: str = "ben") -> None:
    retention.propose_disposal(cast.actor(first), reference, reason="It is over.", at=LONG)
    retention.agree_to_disposal(cast.actor(second), reference, at=LONG)


def test_the_bytes_of_its_files_and_their_keys_go(cast: Cast) -> None:
    reference = open_concern(cast)
    file = attach(cast, reference).file
    key = file.key_id
    over(reference)

    dispose(cast, reference)

    assert not Attachment.objects.exists()
    assert not SealedFile.objects.filter(pk=file.pk).exists()
    assert not SealedPiece.objects.filter(file_id=file.pk).exists()
    assert DataKey.objects.get(pk=key).wrapped is None


def test_low_level_is_over_when_the_person_has_left_and_its_outcome_goes_too(cast: Cast) -> None:
    reference = staff.low(cast)
    said = StaffSaid.objects.get()
    over(reference)
    assert kept.review_page(cast.actor("ama"), LONG).rows == []

    cast.people["dev"].left_on = NOON.date()
    cast.people["dev"].save()
    (row,) = kept.review_page(cast.actor("ama"), LONG).rows
    assert (row.subject, row.title) == (reference, "Low-level concern about an adult")

    dispose(cast, reference, second="gus")

    assert not StaffSaid.objects.exists()
    assert DataKey.objects.get(pk=said.key_id).wrapped is None
