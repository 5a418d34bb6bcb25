"""Links and codes for whoever has no account, and what somebody might do with them."""

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate

from bield.agreements import commands, queries
from bield.agreements.commands import Put
from bield.agreements.models import Answer, SigningLink
from bield.agreements.states import Audience, How, Purpose, Stands
from bield.kit import one_time
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Person
from tests.agreements.asking import RECORD, RIGHT, WORDS, cares, published, put, stands
from tests.conftest import BORN, NOON, Cast, SignIn, look_into
from tests.pages import LookingClient
from tests.post_office import text_of

DAY = timedelta(days=1)
ANSWERS = "/agree/answers/"
HERE = "192.0.2.1"


def mother(cast: Cast) -> str:
    """Nan, without an account of any use here, and the form that asks her."""
    asked = {Audience.GUARDIAN, Audience.CHILD}
    form = published(cast, [one for one in put() if one.audience in asked])
    born(cast, "nan", date(1984, 2, 1))
    cares(cast, "nan")
    return form


def born(cast: Cast, who: str, on: date) -> None:
    us = house(cast.alder.pk, "tests")
    people.change_person(us, cast.people[who].pk, born_on=on, at=NOON)


def sent(cast: Cast, who: str = "nan") -> str:
    """The address in the letter that the office had sent."""
    commands.send_link(cast.actor("eve"), cast.people[who].reference, at=timezone.now())
    return address_in(newest_letter(cast, who))


def newest_letter(cast: Cast, who: str = "nan") -> str:
    look_into(cast.alder)
    written = Message.objects.filter(to=cast.people[who].email).order_by("-pk")
    return text_of(written[0])


def address_in(letter: str) -> str:
    found = re.search(r"/agree/([a-z2-7]{32})/", letter)
    assert found is not None
    return found[1]


def fact(day: date) -> dict[str, str]:
    return {
        "born_on_day": str(day.day),
        "born_on_month": str(day.month),
        "born_on_year": str(day.year),
    }


def come(client: LookingClient, address: str, day: date = BORN["joe"]) -> HttpResponse:
    return client.send(f"/agree/{address}/", fact(day))


def answers(client: LookingClient, path: str, **said: str) -> HttpResponse:
    form = client.get(path).context["form"]
    seen = {
        name: form[name].value() for name in form.fields if name.startswith(("words_", "last_"))
    }
    chosen = {f"check_{one}": RIGHT for one in said if f"check_{one}" in form.fields}
    return client.send(path, {**said, **chosen, **seen})


def sheet(cast: Cast, form: str, person: str = "joe") -> str:
    return f"{ANSWERS}{cast.people[person].reference}/{form}/"


def test_a_mother_answers_by_a_link_without_an_account(cast: Cast, client: LookingClient) -> None:
    form = mother(cast)
    address = sent(cast)
    letter = newest_letter(cast)
    assert "Joe" not in letter
    assert "record" not in letter

    before = client.get(f"/agree/{address}/").content.decode()
    assert "Joe" not in before
    assert "Alder" not in before
    came = come(client, address)
    assert came["Location"] == ANSWERS
    assert "for Joe Tanner" in client.get(ANSWERS).content.decode()
    page = answers(client, sheet(cast, form), record="yes").content.decode()

    assert "Your answers are kept" in page
    assert "The link is used up" in page
    kept = Answer.objects.get()
    assert (kept.signer, kept.how, kept.taken_by) == (cast.nan, How.LINK, None)
    assert kept.certificate.reference in page
    assert WORDS[Audience.GUARDIAN] == kept.question.words
    assert client.get(ANSWERS).status_code == 410


def test_looking_at_a_link_uses_nothing_up(cast: Cast, client: LookingClient) -> None:
    mother(cast)
    address = sent(cast)
    for _ in range(7):  # a mail server follows each link
        assert client.get(f"/agree/{address}/").status_code == 200
        assert client.head(f"/agree/{address}/").status_code == 200

    link = SigningLink.objects.get()
    assert (link.tries, link.used_at, link.pass_hash) == (0, None, "")
    assert come(client, address).status_code == 302


def test_the_token_is_kept_as_a_hash_alone(cast: Cast, client: LookingClient) -> None:
    mother(cast)
    address = sent(cast)
    come(client, address)
    held = client.cookies["bield_agree"].value

    row = SigningLink.objects.values().get()
    assert row["address_hash"] == one_time.hash_of(address)
    assert row["pass_hash"] == one_time.hash_of(held)
    assert not any(address in str(value) or held in str(value) for value in row.values())
    cookie = client.cookies["bield_agree"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/agree/", True, "Strict")


def test_five_wrong_dates_end_a_link(cast: Cast, client: LookingClient) -> None:
    mother(cast)
    address = sent(cast)
    wrong = [BORN["joe"] + DAY * days for days in range(1, 6)]
    said = {come(client, address, day).content.decode().count("does not fit") for day in wrong}

    assert len(said) == 1
    assert "does not fit" in come(client, address).content.decode()
    assert SigningLink.objects.get().tries == 5
    assert not client.cookies.get("bield_agree")


def strip(page: HttpResponse) -> str:
    """The page without what is drawn by lot for each."""
    text = page.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_unknown_spent_and_wrong_get_one_answer(cast: Cast, client: LookingClient) -> None:
    form = mother(cast)
    spent = sent(cast)
    come(client, spent)
    answers(client, sheet(cast, form), record="no")
    open_still = sent(cast)
    theirs = one_time.make(cast.birch.pk).address
    unknown = [one_time.make(cast.alder.pk).address, theirs, "x" * 32, "no-such"]

    shown = {strip(client.get(f"/agree/{one}/")) for one in (spent, open_still, *unknown)}
    wrong = BORN["joe"] + DAY
    refused = {strip(come(client, one, wrong)) for one in (spent, open_still, *unknown)}
    right = {strip(come(client, one)) for one in (spent, *unknown)}

    assert len(shown) == 1
    assert len(refused) == len(right) == 1


def test_the_date_of_nobody_else_opens_it(cast: Cast, client: LookingClient) -> None:
    mother(cast)
    born(cast, "ivy", date(1990, 2, 1))
    address = sent(cast)

    for day in (date(1984, 2, 1), date(1990, 2, 1)):  # her own, and that of somebody else
        assert "does not fit" in come(client, address, day).content.decode()
    assert come(client, address).status_code == 302


def test_a_link_opens_once(cast: Cast, client: LookingClient) -> None:
    form = mother(cast)
    address = sent(cast)
    come(client, address)
    path = sheet(cast, form)
    page = client.get(path).context["form"]
    seen = {name: page[name].value() for name in ("words_record", "last_record")}
    seen["check_record"] = RIGHT
    held = client.cookies["bield_agree"].value
    client.send(path, {"record": "yes", **seen})

    client.cookies["bield_agree"] = held  # the same again, as after pressing twice
    again = client.send(path, {"record": "yes", **seen})

    assert again.status_code == 410
    assert "they are kept" in again.content.decode()
    assert Answer.objects.count() == 1
    assert "does not fit" in come(client, address).content.decode()


def test_it_is_over_after_two_weeks_and_a_pass_after_an_hour(
    cast: Cast, client: LookingClient
) -> None:
    mother(cast)
    address = sent(cast)
    held = commands.come_by_link(address, BORN["joe"], origin=HERE, at=timezone.now())
    at = timezone.now()

    assert queries.at_link(held, at=at).name == "Nan Tanner"
    for later in (timedelta(hours=1, minutes=1), timedelta(days=15)):
        with pytest.raises(NotFound):
            queries.at_link(held, at=at + later)
    with pytest.raises(Refused, match="link-opens-nothing"):
        commands.come_by_link(address, BORN["joe"], origin=HERE, at=at + timedelta(days=15))


def test_a_newer_link_ends_the_older_and_its_letter(cast: Cast, client: LookingClient) -> None:
    mother(cast)
    first = sent(cast)
    second = sent(cast)

    assert "does not fit" in come(client, first).content.decode()
    assert come(client, second).status_code == 302
    states = Message.objects.filter(to=cast.nan.email).order_by("pk")
    assert [one.state for one in states] == ["lapsed", "waiting"]


def test_nobody_answers_for_another_with_it(cast: Cast, client: LookingClient) -> None:
    form = mother(cast)
    come(client, sent(cast))

    for person in ("ivy", "ama", "dev"):
        assert client.get(sheet(cast, form, person)).status_code == 404
        assert client.send(sheet(cast, form, person), {"record": "yes"}).status_code == 404
    assert not Answer.objects.exists()


def test_another_organisation_is_not_reached(cast: Cast, client: LookingClient) -> None:
    """The address says whose it is: turned to another house, it opens nothing there."""
    mother(cast)
    sent(cast)
    forged = one_time.make(cast.birch.pk).address

    assert "does not fit" in come(client, forged).content.decode()
    with pytest.raises(NotFound):
        commands.send_link(cast.actor("mia"), cast.nan.reference, at=NOON)


def test_after_care_has_ended_a_link_shows_the_child_no_more(
    cast: Cast, client: LookingClient
) -> None:
    form = mother(cast)
    address = sent(cast)
    come(client, address)
    people.end_guardianship(
        house(cast.alder.pk, "tests"),
        guardian_id=cast.nan.pk,
        child_id=cast.joe.pk,
        ends_on=localdate() - DAY,
        at=timezone.now(),
    )

    assert client.send(sheet(cast, form), {"record": "yes"}).status_code == 404
    assert "Joe" not in client.get(ANSWERS).content.decode()
    client.cookies.clear()
    assert "does not fit" in come(client, address).content.decode()


def test_after_the_child_turned_18_a_link_shows_them_no_more(cast: Cast) -> None:
    form = mother(cast)
    eighteen = NOON.replace(year=2030, month=5, day=14)
    made = eighteen - DAY
    eve = cast.actor("eve")
    address = commands.show_link(eve, cast.nan.reference, at=made)
    held = commands.come_by_link(
        address, BORN["joe"], origin=HERE, at=eighteen - timedelta(minutes=750)
    )
    before = queries.at_link(held, at=made + timedelta(minutes=1))
    assert [one.person for one in queries.their_sheets(before, at=made)] == [cast.joe.reference]

    with pytest.raises(NotFound):
        queries.their_sheet(before, cast.joe.reference, form, at=eighteen)
    with pytest.raises(Refused, match="link-opens-nothing"):
        commands.come_by_link(address, BORN["joe"], origin=HERE, at=eighteen)


def test_the_link_of_one_who_left_opens_nothing(cast: Cast, client: LookingClient) -> None:
    mother(cast)
    address = sent(cast)
    come(client, address)
    us = house(cast.alder.pk, "tests")
    people.leave(us, cast.nan.pk, left_on=localdate() - DAY, at=timezone.now())

    assert client.get(ANSWERS).status_code == 410
    assert "does not fit" in come(client, address).content.decode()


def test_after_a_withdrawal_an_old_page_brings_nothing_back(
    cast: Cast, client: LookingClient
) -> None:
    mine = [one for one in put() if one.audience in {Audience.GUARDIAN, Audience.CHILD}]
    form = published(cast, [*mine, Put(Purpose.ONE_TO_ONE, Audience.GUARDIAN, "Alone with us?"),
                            Put(Purpose.ONE_TO_ONE, Audience.CHILD, "Alone?")])  # fmt: skip
    cares(cast, "nan")
    come(client, sent(cast))
    path = sheet(cast, form)
    page = client.get(path).context["form"]
    seen = {name: page[name].value() for name in ("words_record", "last_record")}
    seen["check_record"] = RIGHT
    client.send(path, {"record": "yes", **seen})
    commands.withdraw(cast.actor("nan"), cast.joe.pk, [RECORD], at=timezone.now())

    again = client.send(path, {"record": "yes", **seen}).content.decode()

    assert "was answered since this page was made" in again
    assert stands(cast, at=timezone.now()).stands == Stands.WITHDRAWN


def test_the_receipt_brings_a_link_to_take_it_back(cast: Cast, client: LookingClient) -> None:
    form = mother(cast)
    come(client, sent(cast))
    page = answers(client, sheet(cast, form), record="yes").content.decode()
    assert "We sent you an e-mail" in page
    letter = newest_letter(cast)
    assert Answer.objects.get().certificate.reference in letter
    assert "Joe" not in letter

    come(client, address_in(letter))
    assert "You agreed on" in client.get(ANSWERS).content.decode()
    answers(client, sheet(cast, form), record="no")

    assert stands(cast, at=timezone.now()).stands == Stands.REFUSED


def test_who_is_done_says_so_and_the_screen_forgets_them(cast: Cast, client: LookingClient) -> None:
    mother(cast)
    address = sent(cast)
    come(client, address)

    page = client.send("/agree/done/").content.decode()

    assert "forgotten you" in page
    assert client.get(ANSWERS).status_code == 410
    assert client.send("/agree/done/").status_code == 200
    assert "does not fit" in come(client, address).content.decode()


def test_many_wrong_tries_from_one_place_have_to_wait(cast: Cast) -> None:
    mother(cast)
    address = sent(cast)
    at = timezone.now()
    for number in range(51):
        unknown = one_time.make(cast.alder.pk).address
        with pytest.raises(Refused, match="opens-nothing"):
            commands.come_by_link(unknown, BORN["joe"], origin=HERE, at=at)
        assert number < 51

    for try_it in (
        lambda: commands.come_by_link(address, BORN["joe"], origin=HERE, at=at),
        lambda: commands.come_by_code("2222-2222-2222", origin=HERE, at=at),
    ):
        with pytest.raises(Refused, match="too-many-wrong-links"):
            try_it()
    assert commands.come_by_link(address, BORN["joe"], origin="198.51.100.7", at=at)


def test_without_a_date_to_ask_for_no_link_is_made(cast: Cast) -> None:
    published(cast)
    eve = cast.actor("eve")

    with pytest.raises(Refused, match="no-second-fact"):
        commands.send_link(eve, cast.nan.reference, at=NOON)
    us = house(cast.alder.pk, "tests")
    people.change_person(us, cast.nan.pk, born_on=date(1984, 2, 1), email="", at=NOON)
    with pytest.raises(Refused, match="no-address-for-link"):
        commands.send_link(eve, cast.nan.reference, at=NOON)
    assert commands.show_link(eve, cast.nan.reference, at=NOON)


def test_a_child_is_sent_no_link(cast: Cast) -> None:
    published(cast)

    with pytest.raises(Refused, match="child-is-not-mailed"):
        commands.send_link(cast.actor("eve"), cast.joe.reference, at=NOON)


def test_only_the_office_makes_one_and_for_nobody_of_itself(cast: Cast) -> None:
    mother(cast)
    for by in ("dev", "hal", "joe", "nan", "fay"):
        for make in (commands.send_link, commands.show_link, commands.show_code):
            with pytest.raises(Refused, match="not-yours-to-take"):
                make(cast.actor(by), cast.nan.reference, at=NOON)
    with pytest.raises(Refused, match="own-answer-is-not-taken"):
        commands.show_code(cast.actor("eve"), cast.eve.reference, at=NOON)


def test_the_office_sends_one_to_all_who_have_not_answered(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = mother(cast)
    sign_in(client, cast.eve)
    path = f"/forms/{form}/links/"
    page = client.get(path).content.decode()
    assert "1 person gets" in page
    assert "Ivy Lindqvist" in page

    page = client.send(path).content.decode()

    assert "1 person gets an e-mail" in page
    assert address_in(newest_letter(cast))
    assert not Message.objects.filter(to__in=[cast.ivy.email, cast.joe.email]).exists()


def test_a_wrong_try_is_a_line_of_the_record(cast: Cast, client: LookingClient) -> None:
    mother(cast)
    address = sent(cast)
    come(client, address, BORN["joe"] + DAY)
    come(client, address)

    lines = ledger.lines_about(cast.alder.pk, f"person:{cast.nan.pk}")
    kinds = [one.event.removeprefix("agreements.") for one in lines if "link-" in one.event]
    assert kinds == ["link-made", "link-refused", "link-opened"]


# ------ guests, at a screen of the house


def guest(cast: Cast, client: LookingClient, sign_in: SignIn) -> str:
    sign_in(client, cast.eve)
    born = {"born_on_day": "1", "born_on_month": "2", "born_on_year": "1990"}
    page = client.send("/guests/", {"name": "Oona Hart", **born}).content.decode()
    client.cookies.clear()
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page)
    assert found is not None
    return found[0]


@pytest.mark.clause("TP-5.4")
def test_a_guest_signs_the_version_for_guests_with_a_code(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    use = Purpose.ACCEPTABLE_USE
    form = published(
        cast,
        [
            Put(use, Audience.ADULT, "I use the house network with care."),
            Put(use, Audience.STAFF, "I use the staff systems with care."),
        ],
        title="Acceptable use",
        at=timezone.now(),
    )
    code = guest(cast, client, sign_in)

    came = client.send("/agree/", {"code": code.lower().replace("-", " ")})
    assert came["Location"] == ANSWERS
    look_into(cast.alder)
    oona = Person.objects.get(name="Oona Hart")
    path = f"{ANSWERS}{oona.reference}/{form}/"
    page = client.get(path).content.decode()
    assert "house network" in page
    assert "staff systems" not in page
    answers(client, path, acceptable_use="yes")

    ama, now = cast.actor("ama"), timezone.now()
    assert queries.standing(ama, oona.pk, use, at=now).granted
    assert client.get(ANSWERS).status_code == 410
    assert "do not know this code" in client.send("/agree/", {"code": code}).content.decode()


def test_a_code_is_good_for_an_hour_and_for_its_own_sheet(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    born(cast, "nan", date(1984, 2, 1))
    at = timezone.now()
    code = commands.show_code(cast.actor("eve"), cast.nan.reference, at=at)

    with pytest.raises(Refused, match="code-opens-nothing"):
        commands.come_by_code(code, origin=HERE, at=at + timedelta(hours=1))
    held = commands.come_by_code(code, origin=HERE, at=at)
    signer = queries.at_link(held, at=at)
    assert {one.person for one in queries.their_sheets(signer, at=at)} == {cast.nan.reference}
    with pytest.raises(Refused, match="link-opens-nothing"):
        commands.come_by_link(code, BORN["joe"], origin=HERE, at=at)


def test_a_code_says_whose_it_is_to_nobody_but_us() -> None:
    for number in (1, 7, 159_999):
        assert one_time.organisation_of_short(one_time.make_short(number)) == number
    assert len({one_time.make_short(1)[:4] for _ in range(20)}) > 10
    assert one_time.organisation_of_short("2222") is None
