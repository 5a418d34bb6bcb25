"""What stays closed until somebody has agreed. Rooms of these tests stand in for those to come."""

from datetime import date, timedelta

import pytest

from bield.agreements import commands
from bield.agreements.commands import Put
from bield.agreements.gates import Journal
from bield.agreements.models import Answer
from bield.agreements.states import Audience, Purpose, Said
from bield.kit.refusals import NotFound, Refused
from bield.people import commands as people
from bield.people.actors import house
from bield.people.states import Role
from tests.agreements.asking import cares, grown_up, published, put, says
from tests.agreements.rooms import Rooms
from tests.conftest import BEGAN, NOON, Cast

NEW_WORDS = NOON + timedelta(hours=1)
IN_TIME = NOON + timedelta(days=13)
TOO_LATE = NOON + timedelta(days=15)


@pytest.fixture
def rooms(cast: Cast) -> Rooms:
    return Rooms(cast.actor("ama"))


@pytest.mark.clause("TP-5.2b")
def test_a_device_is_handed_to_who_has_signed(cast: Cast, rooms: Rooms) -> None:
    grown_up(cast, "ivy")
    published(cast, put(Purpose.ACCEPTABLE_USE), at=NOON)
    with pytest.raises(Refused, match="not-agreed-acceptable-use"):
        rooms.hand_out(cast.ivy, NOON)

    says(cast, "ivy", "ivy", purpose=Purpose.ACCEPTABLE_USE)
    rooms.hand_out(cast.ivy, NOON)

    assert rooms.handed_out == [cast.ivy.pk]


@pytest.mark.clause("TP-5.2b")
def test_whoever_said_no_gets_no_device(cast: Cast, rooms: Rooms) -> None:
    grown_up(cast, "ivy")
    published(cast, put(Purpose.ACCEPTABLE_USE), at=BEGAN)
    says(cast, "ivy", "ivy", Said.NO, purpose=Purpose.ACCEPTABLE_USE)

    with pytest.raises(Refused, match="not-agreed-acceptable-use"):
        rooms.hand_out(cast.ivy, NOON)


def test_before_any_form_is_published_what_rules_here_refuses_nothing(
    cast: Cast, rooms: Rooms
) -> None:
    rooms.hand_out(cast.ivy, NOON)
    rooms.assign(cast.ivy, NOON)
    rooms.invite(cast.joe, NOON)

    assert (len(rooms.handed_out), len(rooms.assigned), len(rooms.invited)) == (1, 1, 1)


@pytest.mark.clause("OT-27", "OT-31")
@pytest.mark.parametrize("unsigned", [Purpose.CONDUCT, Purpose.POLICY, Purpose.DATA_POLICY])
def test_without_the_code_and_both_policies_there_is_no_assignment(
    cast: Cast, rooms: Rooms, unsigned: Purpose
) -> None:
    grown_up(cast, "ivy")
    asked = (Purpose.CONDUCT, Purpose.POLICY, Purpose.DATA_POLICY)
    published(cast, [Put(one, Audience.STAFF, f"Keep to {one}.") for one in asked], at=NOON)
    for one in asked:
        if one != unsigned:
            says(cast, "ivy", "ivy", purpose=one)
    rooms.assign(cast.ivy, IN_TIME)  # there is still time to sign
    with pytest.raises(Refused, match=f"not-agreed-{unsigned.replace('_', '-')}"):
        rooms.assign(cast.ivy, TOO_LATE)

    says(cast, "ivy", "ivy", purpose=unsigned, at=TOO_LATE)
    rooms.assign(cast.ivy, TOO_LATE)

    assert rooms.assigned == [cast.ivy.pk, cast.ivy.pk]


@pytest.mark.clause("OT-27")
def test_new_words_give_new_time_and_the_same_words_do_not(cast: Cast, rooms: Rooms) -> None:
    grown_up(cast, "ivy")
    code = [Put(Purpose.CONDUCT, Audience.STAFF, "Be kind.")]
    form = published(cast, code, at=BEGAN)
    more = [*code, Put(Purpose.POLICY, Audience.STAFF, "Keep to the policy.")]
    published(cast, more, instead_of=form, at=NOON)
    with pytest.raises(Refused, match="not-agreed-conduct"):
        rooms.assign(cast.ivy, NEW_WORDS)

    says(cast, "ivy", "ivy", purpose=Purpose.CONDUCT)
    code = [Put(Purpose.CONDUCT, Audience.STAFF, "Be kind, and say so.")]
    published(cast, code, instead_of=form, at=NEW_WORDS)

    rooms.assign(cast.ivy, IN_TIME)


def test_whoever_begins_later_has_the_same_time(cast: Cast, rooms: Rooms) -> None:
    published(cast, [Put(Purpose.CONDUCT, Audience.STAFF, "Be kind.")], at=BEGAN)
    us = house(cast.alder.pk, "tests")
    new = people.add_person(us, name="Una Bright", born_on=date(1990, 1, 1), at=NOON)
    people.appoint(
        us, new.pk, role=Role.VOLUNTEER, site_id=cast.oak.pk, begins_on=NOON.date(), at=NOON
    )

    rooms.assign(new, IN_TIME)
    with pytest.raises(Refused, match="not-agreed-conduct"):
        rooms.assign(new, TOO_LATE)


@pytest.mark.clause("OT-35a")
def test_a_child_joins_when_the_code_is_signed_by_child_and_parent(
    cast: Cast, rooms: Rooms
) -> None:
    cares(cast, "nan")
    published(cast, put(Purpose.CONDUCT), at=BEGAN)
    says(cast, "joe", purpose=Purpose.CONDUCT)
    with pytest.raises(Refused, match="not-agreed-conduct"):
        rooms.invite(cast.joe, NOON)

    says(cast, "nan", purpose=Purpose.CONDUCT)
    rooms.invite(cast.joe, NOON)

    assert rooms.invited == [cast.joe.pk]


@pytest.mark.clause("OT-13c")
def test_nobody_is_invited_without_having_read_why_passwords_are_not_shared(
    cast: Cast, rooms: Rooms
) -> None:
    cares(cast, "nan")
    published(cast, put(Purpose.PASSWORDS), at=BEGAN)
    with pytest.raises(Refused, match="not-agreed-passwords"):
        rooms.invite(cast.joe, NOON)

    for signer in ("nan", "joe"):
        says(cast, signer, purpose=Purpose.PASSWORDS)
    rooms.invite(cast.joe, NOON)

    kept = [(one.at, one.question.version.number, len(one.digest)) for one in answers()]
    assert kept == [(NOON, 1, 64), (NOON, 1, 64)]  # date and version of the text on file


def answers() -> list[Answer]:
    return list(Answer.objects.select_related("question__version").order_by("pk"))


@pytest.mark.clause("EY-57a")
def test_a_parent_sees_pages_after_the_expectations_are_signed(cast: Cast, rooms: Rooms) -> None:
    grown_up(cast, "nan")
    with pytest.raises(Refused, match="not-agreed-pages"):
        rooms.let_in(cast.nan, NOON)  # also where nobody has written them yet
    published(cast, put(Purpose.PAGES), at=BEGAN)
    with pytest.raises(Refused, match="not-agreed-pages"):
        rooms.let_in(cast.nan, NOON)

    says(cast, "nan", "nan", purpose=Purpose.PAGES)
    rooms.let_in(cast.nan, NOON)

    assert rooms.on_the_page == [cast.nan.pk]


@pytest.mark.clause("EY-81")
def test_a_journal_opens_with_the_parents_answer_and_a_no_means_paper(
    cast: Cast, rooms: Rooms
) -> None:
    cares(cast, "nan")
    asked = Put(Purpose.JOURNAL, Audience.GUARDIAN, "May we keep the journal online?")
    published(cast, [asked, Put(Purpose.JOURNAL, Audience.CHILD, "Is that all right?", None, 16)])
    assert rooms.journal(cast.joe, NOON) is Journal.CLOSED
    with pytest.raises(Refused, match="not-agreed-journal"):
        rooms.upload(cast.joe, NOON)

    says(cast, "nan", purpose=Purpose.JOURNAL)
    assert rooms.journal(cast.joe, NOON) is Journal.ONLINE
    rooms.upload(cast.joe, NOON)

    says(cast, "nan", said=Said.NO, purpose=Purpose.JOURNAL)
    assert rooms.journal(cast.joe, NOON) is Journal.PAPER
    with pytest.raises(Refused, match="journal-on-paper"):
        rooms.upload(cast.joe, NOON)


@pytest.mark.clause("OT-25a")
def test_leave_for_mail_opens_no_chat(cast: Cast, rooms: Rooms) -> None:
    cares(cast, "nan")
    channels = (Purpose.MESSAGE_EMAIL, Purpose.MESSAGE_APP)
    published(cast, [one for channel in channels for one in put(channel)], at=BEGAN)
    with pytest.raises(Refused, match="not-agreed-message-email"):
        rooms.write(cast.joe, Purpose.MESSAGE_EMAIL, NOON)

    for signer in ("nan", "joe"):
        says(cast, signer, purpose=Purpose.MESSAGE_EMAIL)
    rooms.write(cast.joe, Purpose.MESSAGE_EMAIL, NOON)
    with pytest.raises(Refused, match="not-agreed-message-app"):
        rooms.write(cast.joe, Purpose.MESSAGE_APP, NOON)
    with pytest.raises(Refused, match="channel-unknown"):
        rooms.write(cast.joe, Purpose.RECORD, NOON)

    assert rooms.sent == [(cast.joe.pk, Purpose.MESSAGE_EMAIL, ())]


@pytest.mark.clause("OT-25a")
def test_a_parent_who_wants_copies_gets_them(cast: Cast, rooms: Rooms) -> None:
    cares(cast, "nan")
    published(cast, put(Purpose.MESSAGE_EMAIL), at=BEGAN)
    for signer in ("nan", "joe"):
        says(cast, signer, purpose=Purpose.MESSAGE_EMAIL)
    commands.choose_copies(cast.actor("nan"), cast.joe.pk, wanted=True, at=NOON)
    rooms.write(cast.joe, Purpose.MESSAGE_EMAIL, NOON)

    commands.choose_copies(cast.actor("nan"), cast.joe.pk, wanted=False, at=NOON)
    rooms.write(cast.joe, Purpose.MESSAGE_EMAIL, NOON)

    assert [copies for _, _, copies in rooms.sent] == [(cast.nan.pk,), ()]


def test_only_whoever_cares_for_the_child_chooses_copies(cast: Cast) -> None:
    with pytest.raises(NotFound):
        commands.choose_copies(cast.actor("nan"), cast.joe.pk, wanted=True, at=NOON)


@pytest.mark.clause("OT-25a")
def test_a_word_back_to_a_child_who_came_to_us_is_never_held_back(cast: Cast, rooms: Rooms) -> None:
    rooms.write(cast.joe, Purpose.MESSAGE_EMAIL, NOON, own_report=True)
    rooms.write(cast.kim, Purpose.MESSAGE_EMAIL, NOON)  # and no adult needs leave to be written to

    assert len(rooms.sent) == 2
