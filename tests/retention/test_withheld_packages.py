"""What is kept from whoever asks is not in what is put together for them, whatever is ticked."""

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from bield.kit.refusals import Refused
from bield.people import commands as people
from bield.people.actors import house
from bield.people.states import NoteKind, Withheld
from bield.retention import commands, queries
from bield.retention.masking import mask_places
from bield.retention.models import Package
from bield.retention.queries import PackagePage
from tests.agreements.asking import cares, published, says
from tests.agreements.conduct import record, use
from tests.conftest import BEGAN, NOON, Cast, SignIn
from tests.pages import LookingClient
from tests.retention.test_packages import ALL, asked, chapters, made

WHERE = ("Oak", "Robins", "Mill Lane", "07700", "joe@")
ANSWER = "Recording of online sessions: Yes"
HERS = "She wants to know where he waits."


@dataclass(frozen=True)
class Family:
    """Joe lives with Nan; Ira, his father, lives elsewhere. Both asked."""

    cast: Cast
    his: str
    hers: str

    def page(self, request: str = "", by: str = "ama") -> PackagePage:
        return queries.package_page(self.cast.actor(by), request or self.his, NOON)

    def all_of_it(self, request: str = "", by: str = "ama") -> str:
        """Everything is ticked, and everybody is named."""
        page = self.page(request, by)
        give = (*ALL, *dict(page.give))
        named = [str(one.pk) for one in self.cast.people.values()]
        found = made(self.cast, request or self.his, by=by, give=give, named=named)
        return json.dumps(found, ensure_ascii=False)

    def withhold(self, what: Withheld) -> None:
        ids = (self.cast.people["ira"].pk, self.cast.joe.pk)
        reason = "He waits outside."
        people.withhold(self.cast.actor("ama"), *ids, what=what, reason=reason, at=NOON)


@pytest.fixture
def family(cast: Cast) -> Family:
    us, joe = house(cast.alder.pk, "tests"), cast.joe
    cast.people["ira"] = people.add_person(us, name="Ira Hale", at=BEGAN)
    cares(cast, "nan")
    cares(cast, "ira")
    people.change_person(us, joe.pk, phone="07700 900123", at=BEGAN)
    home = people.open_household(us, label="1 Mill Lane", person_id=joe.pk, at=BEGAN)
    people.move_in(us, home.reference, cast.nan.pk, at=BEGAN)
    group = people.open_group(us, name="Robins", site_id=cast.oak.pk, at=BEGAN)
    people.join_group(us, group.reference, joe.pk, at=BEGAN)
    published(cast)
    says(cast, "nan", "joe")
    use(cast)
    record(cast, words="He ran from Robins home to 1 mill lane; Nan Tanner told Ira of it.")
    return Family(cast, _asks(cast, "ira", "All of it."), _asks(cast, "nan", HERS))


def _asks(cast: Cast, who: str, words: str) -> str:
    joe = cast.joe.reference
    return commands.ask(cast.actor(who), "access", joe, words=words, at=NOON).reference


def test_where_a_child_is_stays_out_where_it_is_withheld(family: Family) -> None:
    family.withhold(Withheld.PLACES)

    page, given = family.page(by="eve"), family.all_of_it()
    hers = family.all_of_it(family.hers)

    assert page.left_out == (
        "Where Joe Tanner is was withheld from Ira Hale: places, groups and homes are left out."
    )
    assert [word for word in (*WHERE, "Nan") if word.casefold() in given.casefold()] == []
    assert "He ran from [a place] home to [a place]; [somebody else] told Ira of it." in given
    assert "withheld" not in given
    assert "14 May 2012" in given
    assert ANSWER in hers
    assert ANSWER not in given  # it is hers
    assert str(family.cast.nan.pk) not in dict(page.others)


def test_what_the_mother_asked_is_never_in_it(family: Family) -> None:
    for text in (family.all_of_it(), family.all_of_it(asked(family.cast))):
        assert "All of it." in text
        assert HERS not in text

    his = family.all_of_it()
    hers = family.all_of_it(family.hers)

    assert HERS in hers
    assert "All of it." not in hers
    assert "Mill Lane" in hers
    assert "Household" not in his
    assert "Mill Lane" not in his  # a household learns nothing of another
    assert "noted where" not in his
    assert "lives with others" not in his
    assert "Oak" in his


def test_where_all_is_withheld_nothing_is_put_together(family: Family) -> None:
    family.withhold(Withheld.ALL)

    page = family.page()

    assert (page.shelves, page.give) == ((), [])
    assert page.refused is not None
    assert page.refused.message.startswith("Everything about Joe Tanner was withheld from Ira Hale")
    assert page.refused.mender == "the safeguarding lead"
    assert page.refused.link == f"/people/{family.cast.joe.reference}/withhold/"
    eve = family.page(by="eve").refused
    assert eve is not None
    assert eve.link is None  # that page is not there for her
    with pytest.raises(Refused, match="everything-withheld"):
        commands.make_package(family.cast.actor("ama"), family.his, give=ALL, at=NOON)
    assert not Package.objects.exists()


def test_an_order_of_a_court_leaves_places_out(family: Family) -> None:
    _order(family, "ira")

    assert "lead is asked before Ira Hale is told" in family.page().left_out
    assert "Oak" not in family.all_of_it()
    assert "Mill Lane" not in family.all_of_it()


def test_whoever_has_no_responsibility_any_more_is_not_told_where(family: Family) -> None:
    people.end_guardianship(
        family.cast.actor("ama"),
        guardian_id=family.cast.people["ira"].pk,
        child_id=family.cast.joe.pk,
        ends_on=NOON.date() - timedelta(days=1),
        at=NOON,
    )

    assert "Ira Hale has no parental responsibility" in family.page().left_out
    assert "Oak" not in family.all_of_it()


def test_an_order_about_the_other_carer_unticks_places(family: Family) -> None:
    _order(family, "nan")

    page = family.page()

    assert "Ask the lead before you tick" in page.unsure
    assert "where" in dict(page.give)
    assert "where" not in page.given


def test_without_an_asker_places_are_unticked(family: Family) -> None:
    cast = family.cast
    request = commands.write_request(
        cast.actor("eve"), "access", person=cast.joe.reference, way="letter",
        received_on=NOON.date(), words="A letter from his father.", at=NOON,
    ).reference  # fmt: skip

    page = family.page(request)
    without = json.dumps(made(cast, request, by="ama", give=tuple(page.given)))
    ticked = json.dumps(made(cast, request, by="ama", give=(*page.given, "where")))

    assert page.unsure.startswith("The office wrote this request down. Make sure who asks")
    assert "where" not in page.given
    assert [word for word in WHERE if word.casefold() in without.casefold()] == []
    assert [word for word in WHERE if word in ticked] == list(WHERE)
    assert "A letter from his father." in without
    assert HERS not in without


def test_the_name_of_whoever_asks_stays(family: Family) -> None:
    page = family.page()
    given = made(family.cast, family.his, by="ama", give=ALL)

    assert "Ira Hale" not in dict(page.others).values()
    cared = [one["facts"] for one in chapters(given)["people"] if one["title"] == "Family"]
    assert {one["Cared for by"] for one in cared} == {"Ira Hale", "[somebody else]"}
    assert "[somebody else] told Ira of it." in json.dumps(given)


def test_the_child_is_given_all_of_their_own(family: Family) -> None:
    family.withhold(Withheld.ALL)
    own = asked(family.cast)

    given = json.dumps(made(family.cast, own, by="ama"))

    assert [word for word in WHERE if word in given] == list(WHERE)
    page = family.page(own)
    assert (page.left_out, page.unsure, page.refused) == ("", "", None)


@pytest.mark.parametrize("what", Withheld)
def test_what_was_put_together_before_stays_here(family: Family, what: Withheld) -> None:
    ama = family.cast.actor("ama")
    before = commands.make_package(ama, family.his, give=ALL, at=NOON)
    commands.open_package(ama, family.his, before.reference, at=NOON)
    family.withhold(what)

    with pytest.raises(Refused, match="withheld-since"):
        commands.open_package(ama, family.his, before.reference, at=NOON)

    if what == Withheld.PLACES:
        again = commands.make_package(ama, family.his, give=ALL, at=NOON)
        assert commands.open_package(ama, family.his, again.reference, at=NOON)


def test_on_the_pages(client: LookingClient, family: Family, sign_in: SignIn) -> None:
    family.withhold(Withheld.ALL)
    sign_in(client, family.cast.people["ama"])
    path = f"/requests/{family.his}/package/"

    shown = client.get(path).content.decode()
    sent = client.send(path, {"give": ["people"]}).content.decode()

    assert "Everything about Joe Tanner was withheld from Ira Hale" in shown
    assert "See what is withheld" in shown
    assert "Put it together" not in shown
    assert "Everything about Joe Tanner was withheld from Ira Hale" in sent
    assert not Package.objects.exists()


def test_the_page_says_what_is_left_out(
    client: LookingClient, family: Family, sign_in: SignIn
) -> None:
    family.withhold(Withheld.PLACES)
    sign_in(client, family.cast.people["ama"])

    shown = client.get(f"/requests/{family.his}/package/").content.decode()

    assert "Where Joe Tanner is was withheld from Ira Hale" in shown
    assert [word for word in WHERE if word in shown] == []
    assert "What others asked about Joe Tanner is not given." in shown


def test_names_of_places_are_found_in_any_case() -> None:
    places = ["1 Mill Lane, Northtown", "Oak"]

    said = mask_places("At 1 MILL lane, Mill Lane in Northtown and Oakley; to Oak.", places)

    assert said == "At [a place], [a place] in [a place] and Oakley; to [a place]."


def _order(family: Family, guardian: str) -> None:
    people.write_note(
        family.cast.actor("ama"),
        guardian_id=family.cast.people[guardian].pk,
        child_id=family.cast.joe.pk,
        kind=NoteKind.COURT,
        words="The court said so.",
        at=timezone.now(),
    )
