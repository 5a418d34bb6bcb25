"""The common transfer file: names, birth dates, numbers and contacts, and nothing else of it."""

from datetime import date

import pytest

from bield.people.importing.numbers import is_one, masked
from bield.people.models import Guardianship, Person
from tests.conftest import Cast
from tests.people.importing.putting_in import Office

FILE = """<?xml version="1.0" encoding="utf-8"?>
<CTfile><Header><DocumentName>Common Transfer File</DocumentName></Header><CTFpupilData>
<Pupil><UPN>B801200005001</UPN><Surname>Quill</Surname><Forename>Rosa</Forename>
<DOB>2012-05-14</DOB><BasicDetails><PreferredForename>Rosie</PreferredForename></BasicDetails>
<SEN><SENprovision>K</SENprovision></SEN><Address><Town>Nowhere</Town></Address>
<Contacts>
<Contact><Order>1</Order><Surname>Quill</Surname><Forename>Sam</Forename>
<Relationship>PAF</Relationship><Responsibility>true</Responsibility>
<Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>07700 900123</PhoneNo></Phone></Phones>
<Email>sam@quill.example</Email></Contact>
<Contact><Surname>Crowe</Surname><Forename>Tom</Forename><Relationship>STP</Relationship></Contact>
</Contacts></Pupil></CTFpupilData></CTfile>"""


@pytest.fixture
def office(cast: Cast) -> Office:
    return Office(cast.actor("eve"))


def test_a_learner_comes_with_their_contacts(office: Office) -> None:
    office.bring(FILE.encode())

    rosa = Person.objects.get(name="Rosa Quill")
    assert (rosa.born_on, rosa.known_as) == (date(2012, 5, 14), "Rosie")
    links = Guardianship.objects.filter(child=rosa)
    assert set(links.values_list("guardian__name", "relation", "responsibility_known")) == {
        ("Sam Quill", "father", True),
        ("Tom Crowe", "step_parent", False),
    }
    assert [one.guardian.name for one in links.filter(parental_responsibility=True)] == [
        "Sam Quill"
    ]
    sam = Person.objects.get(name="Sam Quill")
    assert (sam.email, sam.phone) == ("sam@quill.example", "07700 900123")


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://nowhere.example/"> %p;]>',
    ],
)
def test_a_file_that_defines_words_of_its_own_is_none(office: Office, before: str) -> None:
    said = FILE.replace("<CTfile>", f"{before}<CTfile>", 1)

    assert office.put_in(said.encode()).stage == "broken"


@pytest.mark.parametrize("said", ["<?xml version='1.0'?><Other/>", FILE[:400], "<?xml"])
def test_whatever_is_no_transfer_file_is_refused(office: Office, said: str) -> None:
    assert office.put_in(said.encode()).stage == "broken"


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("B801200005001", True),
        ("A801200005001", False),
        ("B80120000500", False),
        ("I801200005001", False),
        ("b801200005001", False),
    ],
)
def test_the_check_letter_of_a_number(number: str, fits: bool) -> None:
    assert is_one(number) is fits


def test_a_number_given_for_a_time_ends_in_a_letter() -> None:
    fitting = [letter for letter in "ABCDEFGHJKLMNPQRTUVWXYZ" if is_one(f"{letter}80120000500A")]

    assert len(fitting) == 1


def test_of_a_number_three_signs_are_shown() -> None:
    assert masked("B801200005001") == "••••••••••001"
