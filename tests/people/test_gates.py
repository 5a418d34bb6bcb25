"""What other rooms ask before something begins. The rooms of these tests stand in for them."""

from collections.abc import Iterator

import pytest

from bield.kit.refusals import Refusal
from bield.people import commands, queries
from bield.people.conditions import DOCUMENTS
from bield.people.registry import Document, register_document
from bield.people.states import RECORDING_ROLES, Role
from tests.conftest import NOON, TODAY
from tests.people.conftest import TOMORROW, House

POLICY = Document("tests.policy", "Safeguarding policy", (Role.LEAD, Role.DEPUTY), ("OT-4",))
RECORDING = Document("tests.recording", "Recording policy", RECORDING_ROLES, ("SR-19a",))


@pytest.fixture
def documents() -> Iterator[None]:
    was = dict(DOCUMENTS)
    register_document(POLICY)
    register_document(RECORDING)
    yield
    DOCUMENTS.clear()
    DOCUMENTS.update(was)


def codes(refusals: list[Refusal]) -> list[str]:
    return [refusal.code for refusal in refusals]


def publishing(fern: House, document: Document) -> list[Refusal]:
    return queries.may_publish_names(fern.organisation.pk, document.code, TOMORROW)


def recording(fern: House) -> list[Refusal]:
    return queries.may_record(fern.organisation.pk, RECORDING.code, TOMORROW)


def lead_named(fern: House) -> tuple[str, ...]:
    return queries.naming_facts(fern.organisation.pk, POLICY.code, TOMORROW).names[Role.LEAD]


def end(fern: House, name: str, role: str, by: str) -> None:
    commands.end_post(fern.actor(by), fern.post(name, role).pk, ends_on=TODAY, at=NOON)


@pytest.mark.clause("OT-4")
def test_the_policy_names_whoever_holds_the_post(fern: House, documents: None) -> None:
    assert lead_named(fern) == ("Ama Ashworth",)
    appointment = commands.propose(
        fern.actor("ben"), fern.id("ivy"), role=Role.LEAD, takes_over=True, at=NOON
    )
    commands.confirm(fern.actor("fay"), appointment.reference, at=NOON)

    assert lead_named(fern) == ("Ivy Ashworth",)
    assert publishing(fern, POLICY) == []


@pytest.mark.clause("OT-4")
def test_a_policy_with_a_vacant_post_is_not_published(fern: House, documents: None) -> None:
    end(fern, "ama", Role.LEAD, "ama")

    (refusal,) = publishing(fern, POLICY)

    assert (refusal.code, refusal.clauses) == ("vacant-lead", ("OT-4",))
    assert refusal.mender
    assert refusal.link


@pytest.mark.clause("SR-19a")
def test_a_recording_policy_names_three_and_says_all_that_is_missing(
    fern: House, documents: None
) -> None:
    commands.appoint(fern.actor("ama"), fern.id("ivy"), role=Role.RECORDING_KEEPER, at=NOON)

    assert codes(publishing(fern, RECORDING)) == [
        "vacant-recording-maker",
        "vacant-recording-disposer",
    ]


@pytest.mark.clause("SR-19a")
def test_no_recording_begins_after_the_person_who_stores_them_left(
    fern: House, documents: None
) -> None:
    for role in RECORDING_ROLES:
        name = "ivy" if role == Role.RECORDING_KEEPER else "pat"
        commands.appoint(fern.actor("ama"), fern.id(name), role=role, at=NOON)
    assert recording(fern) == []

    commands.leave(fern.actor("ama"), fern.id("ivy"), left_on=TODAY, at=NOON)

    assert codes(recording(fern)) == ["vacant-recording-keeper"]


@pytest.mark.clause("TP-6.2.1a")
def test_without_a_lead_nothing_new_begins(fern: House) -> None:
    def answer() -> list[str]:
        return codes(queries.may_activate(fern.organisation.pk, TOMORROW))

    assert answer() == []
    end(fern, "ama", Role.LEAD, "ama")
    assert answer() == ["no-lead"]


@pytest.mark.clause("TP-6.2.1a")
def test_with_the_lead_away_uncovered_nothing_new_begins(fern: House) -> None:
    commands.set_cover(
        fern.actor("ama"),
        fern.id("ama"),
        stand_in_id=None,
        begins_on=TOMORROW,
        ends_on=TOMORROW,
        at=NOON,
    )

    assert codes(queries.may_activate(fern.organisation.pk, TOMORROW)) == ["lead-away"]


@pytest.mark.clause("OT-11")
def test_no_social_account_without_a_manager_of_the_online_presence(fern: House) -> None:
    def answer() -> list[str]:
        return codes(queries.may_open_account(fern.organisation.pk, TODAY))

    assert answer() == ["no-online-presence-manager"]
    commands.appoint(fern.actor("eve"), fern.id("ivy"), role=Role.ONLINE_PRESENCE, at=NOON)
    assert answer() == []


def test_one_document_is_declared_once(documents: None) -> None:
    with pytest.raises(ValueError, match="already"):
        register_document(POLICY)
