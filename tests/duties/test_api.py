"""Duties for other systems."""

from django.utils import timezone

from bield.access.states import Scope
from bield.duties import commands
from bield.duties.models import Duty
from bield.duties.states import DutyState
from bield.people.actors import house
from bield.people.models import Person
from tests.conftest import Cast
from tests.systems import codes, system

KIND = "standing.account-review"


def give(person: Person, kind: str = KIND, subject: str = KIND) -> str:
    us = house(person.organisation_id, "tests")
    duty = commands.open_duty(us, kind, subject=subject, holder_ids=[person.pk], at=timezone.now())
    return str(Duty.objects.get(pk=duty.pk).reference)


def evidence(item: dict[str, list[dict[str, str]]]) -> str:
    return item["by_hand"][0]["code"]


def test_ones_own_duties_are_listed(cast: Cast) -> None:
    reference = give(cast.ivy)
    give(cast.dev, subject="standing.other")

    (item,) = system(cast.ivy, Scope.DUTIES_READ).ask("duties/").json()["items"]

    assert (item["reference"], item["kind"], item["overdue"]) == (reference, KIND, False)


def test_a_duty_about_a_concern_is_listed_only_for_a_token_that_reads_concerns(cast: Cast) -> None:
    system(cast.ivy, Scope.REPORT).tell(
        "reports/", {"danger_now": "no", "account": "A", "site": cast.oak.reference}
    )

    plain, reader = (
        system(cast.ama, *scopes).ask("duties/").json()["items"]
        for scopes in ((Scope.DUTIES_READ,), (Scope.DUTIES_READ, Scope.CONCERNS_READ))
    )

    assert [item["kind"] for item in plain] == []
    assert [item["kind"] for item in reader] == ["concerns.acknowledge"]


def test_one_is_marked_as_done_and_sent_again_it_stays_so(cast: Cast) -> None:
    reference = give(cast.ivy)
    friend = system(cast.ivy, Scope.DUTIES_READ, Scope.DUTIES_DONE)
    (item,) = friend.ask("duties/").json()["items"]
    said = {"evidence": evidence(item)}

    first = friend.tell(f"duties/{reference}/done/", said, key="one-and-the-same")
    again = friend.tell(f"duties/{reference}/done/", said, key="one-and-the-same")

    assert (first.status_code, again.content) == (200, first.content)
    assert Duty.objects.get(reference=reference).state == DutyState.DONE


def test_without_evidence_that_it_allows_it_stays_open(cast: Cast) -> None:
    reference = give(cast.ivy)

    answer = system(cast.ivy, Scope.DUTIES_DONE).tell(
        f"duties/{reference}/done/", {"evidence": "because"}
    )

    assert (answer.status_code, codes(answer)) == (422, ["duty-is-not-done-by-hand"])
    assert Duty.objects.get(reference=reference).state == DutyState.OPEN


def test_a_colleagues_duty_is_not_there(cast: Cast) -> None:
    reference = give(cast.dev)
    friend = system(cast.ivy, Scope.DUTIES_DONE)

    answers = [
        friend.tell(f"duties/{one}/done/", {"evidence": "seen"}) for one in (reference, "CCCCCCCC")
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].content == answers[1].content
