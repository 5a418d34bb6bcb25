"""OneRoster packages of an invented trust, put in one after the other."""

import io
import zipfile
from datetime import timedelta
from typing import ClassVar

import pytest

from bield.kit.refusals import Refused
from bield.people import commands
from bield.people.importing.models import Missing, OutsideKey
from bield.people.models import Group, Guardianship, Membership, Person, Post, Site
from bield.people.states import GUARDED, Role
from tests.conftest import NOON, Cast
from tests.people.importing.packages import Trust
from tests.people.importing.putting_in import Office

TRUST: dict[str, int] = {"people": 200, "schools": 3}
EVERYTHING = (Person, Post, Group, Membership, Guardianship, OutsideKey, Site)


@pytest.fixture
def office(cast: Cast) -> Office:
    return Office(cast.actor("eve"))


def counted() -> list[int]:
    return [model._default_manager.count() for model in EVERYTHING]


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_a_package_brings_the_whole_trust(office: Office, version: str) -> None:
    before = counted()
    trust = Trust(**TRUST, version=version)

    intake = office.bring(trust.package())

    came = dict(
        zip(EVERYTHING, (a - b for a, b in zip(counted(), before, strict=True)), strict=True)
    )
    links = trust.learners * 2
    assert came == {
        Person: 200, Post: 200, Group: 4, Membership: 104, Guardianship: links,
        OutsideKey: 200 + 4 + 3, Site: 3,
    }  # fmt: skip
    assert intake.counts["told.care"] == links
    assert not Guardianship.objects.filter(parental_responsibility=True).exists()


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_again_it_changes_nothing_and_without_some_it_ends_nobody(
    office: Office, version: str
) -> None:
    office.bring(Trust(**TRUST, version=version).package())
    before, later = counted(), NOON + timedelta(days=1)

    again = office.put_in(Trust(**TRUST, version=version).package(), at=later)
    assert {name.partition(".")[2] for name in again.counts} == {"same"}
    office.take_in(again, later)
    assert counted() == before

    gone = Trust(**TRUST, version=version, without=frozenset(range(20))).package()
    third = office.take_in(office.put_in(gone, at=later), later + timedelta(minutes=1))
    assert (third.counts["missing.add"], Missing.objects.count()) == (20, 20)
    assert counted() == before
    assert not Person.objects.filter(name__startswith="Aisha", left_on__isnull=False).exists()

    last = later + timedelta(days=1)
    office.take_in(office.put_in(Trust(**TRUST, version=version).package(), at=last), last)
    assert set(Missing.objects.values_list("settled", flat=True)) == {"back"}


def test_a_delta_misses_nobody(office: Office) -> None:
    office.bring(Trust(**TRUST).package())

    some = Trust(**TRUST, bulk=False, without=frozenset(range(50))).package()

    assert "missing.add" not in office.put_in(some, at=NOON + timedelta(days=1)).counts


class Package:
    """A small one, written cell by cell."""

    FILES: ClassVar[dict[str, str]] = {
        "manifest": "propertyName,value\noneroster.version,1.1\nfile.users,bulk\n",
        "orgs": "sourcedId,name,type,parentSourcedId\nt,Trust,district,\ns,Harbour,school,t\n"
        "d,Maths,department,s\n",
        "users": "sourcedId,status,orgSourcedIds,role,givenName,familyName,agentSourcedIds\n",
    }

    def __init__(self, users: str, **files: str) -> None:
        self.files = {**self.FILES, "users": self.FILES["users"] + users, **files}

    def bytes(self, **more: str) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, text in {**self.files, **more}.items():
                packed.writestr(name if "." in name else f"{name}.csv", text)
        return made.getvalue()


def test_whoever_leads_elsewhere_gets_no_office_here(office: Office) -> None:
    users = "".join(
        f"{role},,s,{role},Rosa,{role}\n"
        for role in ("administrator", "principal", "siteAdministrator", "districtAdministrator",
                     "systemAdministrator", "relative")
    )  # fmt: skip

    office.bring(Package(users + "t,,t,teacher,Tom,Quill\nm,,d,teacher,Mia,Quill\n").bytes())

    new = Post.objects.filter(person__name__startswith="Rosa")
    assert not new.exists()
    assert not Post.objects.filter(person__name="Tom Quill").exists(), "nobody is staff everywhere"
    post = Post.objects.get(person__name="Mia Quill")
    assert (post.role, post.site.name if post.site else "") == (Role.STAFF, "Harbour")
    assert not Post.objects.filter(begins_on=NOON.date(), role__in=GUARDED).exists()


def test_of_the_agents_of_a_learner_only_parents_and_guardians_care_for_them(
    office: Office,
) -> None:
    users = (
        'l,,s,student,Lea,Quill,"p,g,r,t"\np,,s,parent,Pat,Quill,\ng,,s,guardian,Gil,Quill,\n'
        "r,,s,relative,Ria,Quill,\nt,,s,teacher,Tom,Quill,\n"
    )

    office.bring(Package(users).bytes())

    assert sorted(Guardianship.objects.values_list("guardian__name", flat=True)) == [
        "Gil Quill",
        "Pat Quill",
    ]


def test_whoever_is_marked_in_the_list_is_asked_about(office: Office) -> None:
    office.bring(Package("l,,s,student,Lea,Quill,\nm,,s,student,Max,Quill,\n").bytes())

    later = NOON + timedelta(days=1)
    marked = Package("l,,s,student,Lea,Quill,\nm,tobedeleted,s,student,Max,Quill,\n").bytes()
    office.take_in(office.put_in(marked, at=later), later)

    assert Missing.objects.get().person.name == "Max Quill"
    assert Person.objects.get(name="Max Quill").left_on is None


@pytest.mark.parametrize("name", ["../users.csv", "a/users.csv", "notes.pdf", "USERS.csv", "x.png"])
def test_a_package_with_anything_else_in_it_is_none(office: Office, name: str) -> None:
    intake = office.put_in(Package("").bytes(**{name: "x"}))

    assert (intake.stage, "no OneRoster package" in intake.why) == ("broken", True)


def test_a_package_that_swells_is_refused(office: Office) -> None:
    intake = office.put_in(Package("").bytes(classes="x" * 30_000_000))

    assert (intake.stage, "far more packed" in intake.why) == ("broken", True)


def test_a_package_cut_off_is_refused(office: Office) -> None:
    whole = Trust(**TRUST).package()

    assert office.put_in(whole[: len(whole) // 2]).stage == "broken"


def test_a_package_without_people_is_refused(office: Office) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("orgs.csv", "sourcedId,name,type\n")

    assert "users.csv" in office.put_in(made.getvalue()).why


def test_a_house_that_falls_goes_on_where_it_stood(office: Office) -> None:
    """Taken in up to the middle, then once more from the beginning: nothing comes twice."""
    intake = office.put_in(Trust(**TRUST).package())
    commands.accept_list(office.actor, intake.reference, at=NOON)
    commands.take_in_list(office.house, intake.pk, at=NOON, until=0.0)  # one batch, and no time
    intake.refresh_from_db()
    assert intake.stage == "accepted"

    commands.take_in_list(office.house, intake.pk, at=NOON)

    assert Person.objects.filter(keys__isnull=False).count() == 200
    assert Guardianship.objects.count() == 200


def test_a_reading_that_was_overtaken_keeps_nothing(office: Office) -> None:
    intake = office.put_in(Trust(**TRUST).package())
    again = office.read(intake)

    assert again.attempt == 2
    assert again.counts == intake.counts


def test_too_large_a_file_is_refused(office: Office) -> None:
    many = (bytes(2**20) for _ in range(65))

    with pytest.raises(Refused, match="list-too-large"):
        commands.receive_list(office.actor, many, source="Office", at=NOON)
