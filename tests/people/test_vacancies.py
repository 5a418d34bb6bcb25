"""A mandatory post that stands empty is a breach, and says where it is put right."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bield.kit.watches import WATCHES, Finding
from bield.people import commands, queries
from bield.people.conditions import CONDITIONS
from bield.people.models import Post
from bield.people.registry import register_condition
from bield.people.states import ACCOUNTS_EXIST, RECORDINGS_ARE_MADE, Role, SiteKind
from tests.conftest import NOON, TODAY
from tests.people.conftest import TOMORROW, House

ONE_DAY = timedelta(days=1)


def findings(house: House, code: str, *, later: timedelta = ONE_DAY) -> list[Finding]:
    return WATCHES[f"people.{code}"].look(house.organisation.pk, NOON + later)


def end(house: House, name: str, role: str, by: str) -> None:
    commands.end_post(house.actor(by), house.post(name, role).pk, ends_on=TODAY, at=NOON)


@pytest.fixture
def hooks() -> Iterator[None]:
    """A room of this test declares its conditions; afterwards it is gone again."""
    was = dict(CONDITIONS)
    yield
    CONDITIONS.clear()
    CONDITIONS.update(was)


ALWAYS = [
    pytest.param("lead-is-named", "ama", Role.LEAD, "ben", marks=pytest.mark.clause("EY-2")),
    pytest.param("deputy-is-named", "ben", Role.DEPUTY, "ama", marks=pytest.mark.clause("EY-2")),
    ("champion-is-named", "fay", Role.BOARD_CHAMPION, "ama"),
    ("policy-officer-is-named", "pat", Role.POLICY_OFFICER, "eve"),
    ("staff-officer-is-named", "gus", Role.STAFF_OFFICER, "ama"),
]


@pytest.mark.clause("EY-2", "TP-6.2.1a", "TP-6.1.1c", "TP-9.2b", "TP-11.3")
@pytest.mark.parametrize(("code", "name", "role", "by"), ALWAYS)
def test_a_vacancy_is_a_breach_from_the_day_after_the_last(
    fern: House, code: str, name: str, role: str, by: str
) -> None:
    assert findings(fern, code) == []

    end(fern, name, role, by)

    assert findings(fern, code, later=timedelta()) == []
    (breach,) = findings(fern, code)
    assert (breach.state, breach.subject, breach.link) == (
        "broken",
        f"post:{role}",
        "/people/posts/",
    )


@pytest.mark.clause("TP-9.2b")
def test_the_work_of_the_policy_officer_moves_to_the_lead(fern: House) -> None:
    def bearers() -> list[str]:
        return [p.name for p in queries.bearers(fern.organisation.pk, "policy_officer", TOMORROW)]

    assert bearers() == ["Pat Ashworth"]
    end(fern, "pat", Role.POLICY_OFFICER, "eve")
    assert bearers() == ["Ama Ashworth"]


@pytest.mark.clause("TP-6.1.1c")
def test_a_champion_who_leaves_the_board_is_a_breach(fern: House) -> None:
    end(fern, "fay", Role.BOARD, "eve")

    assert ["board" in f.message for f in findings(fern, "champion-is-named")] == [True]


@pytest.mark.clause("TP-6.1.1c")
def test_a_champion_without_online_safety_is_a_breach(fern: House) -> None:
    Post.objects.filter(role=Role.BOARD_CHAMPION).update(online_safety=False)

    assert ["online" in f.message for f in findings(fern, "champion-is-named")] == [True]


@pytest.mark.clause("EY-2")
def test_a_deputy_who_is_the_lead_is_a_breach(fern: House) -> None:
    Post.objects.filter(role=Role.DEPUTY).update(person=fern.people["ama"])

    assert len(findings(fern, "deputy-is-named")) == 1


@pytest.mark.clause("EY-2")
def test_who_works_alone_needs_no_deputy_and_no_board_but_somebody_outside(solo: House) -> None:
    for code in ("lead", "deputy", "champion", "staff-officer", "policy-officer"):
        assert findings(solo, f"{code}-is-named") == []
    assert findings(solo, "outside-contact-is-named") == []

    end(solo, "xan", Role.OUTSIDE_CONTACT, "xan")

    assert len(findings(solo, "outside-contact-is-named")) == 1


@pytest.mark.clause("EY-2")
def test_an_outside_contact_who_is_the_owner_is_a_breach(solo: House) -> None:
    Post.objects.filter(role=Role.OUTSIDE_CONTACT).update(person=solo.people["olga"])

    assert len(findings(solo, "outside-contact-is-named")) == 1


def test_a_post_becomes_mandatory_with_the_clause_that_is_adopted(solo: House) -> None:
    solo.organisation.adopted = ["TP-9.2b"]
    solo.organisation.save()

    assert len(findings(solo, "policy-officer-is-named")) == 1


@pytest.mark.clause("TP-11.2")
def test_a_region_or_contract_without_officer_of_its_own_is_a_breach(fern: House) -> None:
    assert findings(fern, "branches-have-officers") == []
    south = fern.open("south", SiteKind.CONTRACT, "north")

    (breach,) = findings(fern, "branches-have-officers")
    assert breach.subject == f"site:{south.pk}"
    assert queries.officer_for(fern.organisation.pk, south.pk, TODAY)[0].name == "Nora Ashworth"

    commands.close_site(fern.actor("eve"), south.pk, closed_on=TODAY, at=NOON)
    assert findings(fern, "branches-have-officers") == []


@pytest.mark.clause("TP-11.2")
def test_the_officer_shown_changes_with_the_contract(fern: House) -> None:
    def officer(site: str) -> str:
        site_id = fern.sites[site].pk
        return queries.officer_for(fern.organisation.pk, site_id, TODAY)[0].name.split()[0]

    assert (officer("harbour"), officer("oak")) == ("Cat", "Nora")


@pytest.mark.clause("OT-11")
def test_the_manager_of_the_online_presence_is_mandatory_once_an_account_exists(
    fern: House, hooks: None
) -> None:
    """A stand-in for the room of social accounts tells when there is one."""
    accounts: dict[int, list[str]] = {}
    assert findings(fern, "online-presence-is-named") == []
    register_condition(ACCOUNTS_EXIST, lambda organisation_id: bool(accounts.get(organisation_id)))
    assert findings(fern, "online-presence-is-named") == []

    accounts[fern.organisation.pk] = ["@fern"]
    assert len(findings(fern, "online-presence-is-named")) == 1

    commands.appoint(fern.actor("eve"), fern.id("ivy"), role=Role.ONLINE_PRESENCE, at=NOON)
    assert findings(fern, "online-presence-is-named") == []


@pytest.mark.clause("SR-19a")
def test_whoever_is_responsible_for_recordings_leaves_and_it_is_a_breach(
    fern: House, hooks: None
) -> None:
    register_condition(RECORDINGS_ARE_MADE, bool)
    codes = [f"recording-{role}-is-named" for role in ("maker", "keeper", "disposer")]
    for role in (Role.RECORDING_MAKER, Role.RECORDING_KEEPER, Role.RECORDING_DISPOSER):
        commands.appoint(fern.actor("ama"), fern.id("ivy"), role=role, at=NOON)
    assert not any(findings(fern, code) for code in codes)

    commands.leave(fern.actor("ama"), fern.id("ivy"), left_on=TODAY, at=NOON)

    assert [len(findings(fern, code)) for code in codes] == [1, 1, 1]


def test_one_condition_has_one_room(hooks: None) -> None:
    register_condition("tests.condition", bool)
    with pytest.raises(ValueError, match="already"):
        register_condition("tests.condition", bool)


def test_one_holder_left_is_told_before_it_is_too_late(fern: House) -> None:
    assert findings(fern, "two-can-appoint") == []
    for name, role in (("ben", "deputy"), ("fay", "board_safeguarding_lead"), ("lou", "head")):
        end(fern, name, role, "ama")

    assert len(findings(fern, "two-can-appoint")) == 1
