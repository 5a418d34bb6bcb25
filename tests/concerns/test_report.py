from bield.concerns.models import Concern, Reader
from tests.concerns.telling import report
from tests.conftest import Cast


def test_a_report_lies_on_the_desks_of_those_designated(cast: Cast) -> None:
    receipt = report(cast)

    concern = Concern.objects.get(reference=receipt.reference)
    readers = Reader.objects.filter(concern=concern).order_by("pk")
    assert [row.person for row in readers] == [cast.ama, cast.ben]
