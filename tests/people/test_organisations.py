"""The organisation, its places and its words."""

from datetime import timedelta

import pytest

from bield.kit.reading import reading
from bield.kit.refusals import NotFound, Refused
from bield.people import commands, queries
from bield.people.actors import Founder, house, roles_of
from bield.people.roster import Way
from bield.people.states import Role, SiteKind
from tests.conftest import NOON, TODAY
from tests.people.conftest import House


def names(house: House, by: str) -> list[str]:
    return [site.name for site in queries.sites(house.actor(by))]


def test_who_founds_belongs_to_nobody_yet() -> None:
    founder = Founder("console")

    assert (founder.organisation_id, founder.id) == (None, "house:console")


def test_sites_in_reach_are_ones_own_and_those_below(fern: House) -> None:
    assert names(fern, "ama") == ["Harbour", "North", "Oak"]
    assert names(fern, "nora") == ["Harbour", "North", "Oak"]
    assert names(fern, "ivy") == ["Harbour", "Oak"]
    assert names(fern, "cat") == ["Harbour"]


def test_a_place_of_another_house_is_not_there(fern: House, solo: House) -> None:
    oak = fern.sites["oak"]
    solo.actor("olga")

    with pytest.raises(NotFound):
        queries.site(solo.actor("olga"), oak.reference)
    with pytest.raises(NotFound):
        commands.open_site(solo.actor("olga"), name="Attic", parent_id=oak.pk, at=NOON)
    with pytest.raises(NotFound):
        queries.organisation_by_id(0)
    with reading(None):  # as the worker does before it goes round
        assert set(queries.organisation_ids()) >= {fern.organisation.pk, solo.organisation.pk}


def test_a_name_is_given_once(fern: House) -> None:
    with pytest.raises(Refused, match="name-taken"):
        commands.open_site(fern.actor("ama"), name="Oak", kind=SiteKind.PLACE, at=NOON)


def test_an_administrator_changes_the_name_and_a_holder_the_clock(fern: House) -> None:
    eve, ama = fern.actor("eve"), fern.actor("ama")
    commands.change_organisation(eve, name="Fern Group", at=NOON)

    with pytest.raises(Refused, match="not-yours-to-stretch"):
        commands.change_organisation(eve, acknowledge_within_hours=72, at=NOON)
    commands.change_organisation(ama, acknowledge_within_hours=8, at=NOON)

    organisation = queries.organisation(eve)
    assert (organisation.name, organisation.acknowledge_within_hours) == ("Fern Group", 8)


def test_after_the_set_up_nothing_is_settled_any_more(fern: House) -> None:
    with pytest.raises(Refused, match="set-up-already"):
        commands.settle(fern.founder, fern.id("ivy"), role=Role.LEAD, at=NOON)
    with pytest.raises(Refused, match="set-up-already"):
        commands.settle_sites(fern.founder, ["Attic"], at=NOON)
    with pytest.raises(Refused, match="set-up-already"):
        commands.finish_set_up(fern.founder, at=NOON)


def test_a_set_up_takes_at_least_one_place(fern: House) -> None:
    fern.organisation.set_up_at = None
    fern.organisation.save()

    with pytest.raises(Refused, match="no-site"):
        commands.settle_sites(fern.founder, [], at=NOON)


def test_words_for_posts_are_the_organisations_own(fern: House) -> None:
    ama = fern.actor("ama")
    commands.change_labels(ama, {"lead": " DSP ", "deputy": "", "wizard": "Merlin"}, at=NOON)

    assert queries.organisation(ama).labels == {"lead": "DSP"}
    assert queries.label(queries.organisation(ama), "deputy") == "Deputy safeguarding lead"
    commands.change_labels(ama, {"lead": ""}, at=NOON)
    assert queries.organisation(ama).labels == {}


@pytest.mark.clause("TP-11.3")
def test_the_road_knows_by_itself_who_is_staff(fern: House) -> None:
    def way(name: str) -> Way:
        oak = fern.sites["oak"].pk
        fern.actor("ama")
        return queries.road(fern.organisation.pk, oak, on=TODAY, about=[fern.id(name)]).way

    assert (way("joe"), way("ivy"), way("gus"), way("ama")) == (
        Way.ORDINARY,
        Way.STAFF,
        Way.STAFF_OFFICER,
        Way.LEAD,
    )


def test_who_stands_in_for_whom(fern: House) -> None:
    ama = fern.actor("ama")
    commands.set_cover(
        ama,
        fern.id("ama"),
        stand_in_id=fern.id("ben"),
        begins_on=TODAY,
        ends_on=TODAY + timedelta(days=1),
        at=NOON,
    )

    assert queries.stands_in_for(fern.organisation.pk, fern.id("ben"), TODAY) == {fern.id("ama")}
    assert queries.stands_in_for(fern.organisation.pk, fern.id("cat"), TODAY) == frozenset()


def test_the_house_itself_may_change_contacts_and_roles_are_told_apart(fern: House) -> None:
    actor = house(fern.organisation.pk, "import")

    commands.change_person(actor, fern.id("ama"), phone="01632 960009", at=NOON)

    assert roles_of(fern.actor("ama").holdings) == {Role.LEAD}
