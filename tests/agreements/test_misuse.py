"""What was not kept stands against exactly the edition that was signed, and can be read by whoever
it is of."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.agreements import commands, conduct_watches, queries
from bield.agreements.models import Misuse
from bield.agreements.queries.conduct import KIND
from bield.agreements.rules.conduct import clauses_of
from bield.agreements.sentences import may_open_misuse, may_open_misuses
from bield.agreements.states import Purpose
from bield.duties.states import ClockUnit, Period
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import house
from bield.people.states import Withheld
from bield.retention import commands as retention
from bield.retention import queries as kept
from bield.retention import rounds
from bield.vault import queries as vault
from tests.agreements.asking import cares, grown_up, published, put, says
from tests.agreements.conduct import DAY, OF_USE, USE, code, record, signs, use
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient
from tests.post_office import text_of

SHARED = "I never share a password."


@pytest.mark.clause("TP-5.1")
def test_misuse_names_the_clause_of_the_edition_that_was_signed(cast: Cast) -> None:
    form = use(cast)
    signs(cast, "joe")
    use(cast, "All of it is new.\nNothing is as it was.", instead_of=form, at=NOON - 2 * DAY)

    shown = queries.misuse_record(cast.actor("ama"), record(cast).reference)

    assert shown.row.clause == SHARED
    assert shown.row.edition.startswith("edition 1 of “Acceptable use”, signed on")
    assert shown.whole == OF_USE
    assert not shown.row.unsigned


@pytest.mark.clause("TP-5.1")
def test_what_somebody_did_before_they_signed_anew_stands_against_the_older_edition(
    cast: Cast,
) -> None:
    form = use(cast)
    signs(cast, "joe")
    use(cast, "New.\nAlso new.", instead_of=form, at=NOON - 5 * DAY)
    signs(cast, "joe", at=NOON - 4 * DAY)

    before = record(cast, on=(NOON - 6 * DAY).date())
    after = record(cast, on=(NOON - DAY).date())

    assert [one.question.version.number for one in (before, after) if one.question] == [1, 2]


@pytest.mark.clause("TP-5.1")
def test_for_somebody_unsigned_it_is_a_breach_of_the_organisation_as_well(cast: Cast) -> None:
    use(cast)

    shown = queries.misuse_record(cast.actor("ama"), record(cast).reference)

    assert shown.row.unsigned
    assert "which they had not signed" in shown.row.edition
    assert [found.subject for found in conduct_watches.USE_IS_SIGNED.look(cast.alder.pk, NOON)] == [
        shown.row.reference
    ]
    signs(cast, "joe", at=NOON + DAY)
    assert conduct_watches.USE_IS_SIGNED.look(cast.alder.pk, NOON + 2 * DAY) == []


def test_where_nothing_was_ever_put_to_them_that_is_said(cast: Cast) -> None:
    shown = queries.misuse_record(
        cast.actor("ama"), record(cast, part="acceptable_use.0").reference
    )

    assert (shown.row.unsigned, shown.whole) == (True, "")
    assert shown.row.edition == "no agreement was put to them on that day"


def test_a_parent_signs_for_a_child_who_is_not_asked(cast: Cast) -> None:
    use(cast)
    cares(cast, "nan")
    says(cast, "nan", "joe", purpose=USE, at=NOON - DAY)

    assert not queries.misuse_record(cast.actor("ama"), record(cast).reference).row.unsigned


def test_a_no_of_ones_own_is_no_signature_whatever_a_parent_signed(cast: Cast) -> None:
    use(cast)
    cares(cast, "nan")
    says(cast, "nan", "joe", purpose=USE, at=NOON - 2 * DAY)
    says(cast, "joe", "joe", "no", purpose=USE, at=NOON - DAY)

    assert queries.misuse_record(cast.actor("ama"), record(cast).reference).row.unsigned


@pytest.mark.clause("TP-5.1")
def test_without_a_signature_that_stands_use_is_closed(cast: Cast) -> None:
    form = use(cast)
    us, joe = house(cast.alder.pk, "registers"), cast.joe.pk
    closed = queries.may_hand_out(us, joe, at=NOON)
    cares(cast, "nan")
    says(cast, "nan", "joe", purpose=USE, at=NOON - 9 * DAY)
    signs(cast, "joe")

    assert [one.code for one in closed] == ["not-agreed-acceptable-use"]
    assert closed[0].clauses == ("TP-5.1", "TP-5.2b")
    assert queries.may_hand_out(us, joe, at=NOON) == []
    use(cast, "New.", instead_of=form, at=NOON)
    assert queries.may_hand_out(us, joe, at=NOON) != []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"part": "acceptable_use.9"}, "misuse-has-no-clause"),
        ({"part": "record.1"}, "misuse-has-no-clause"),
        ({"action": "hanged"}, "misuse-has-no-action"),
        ({"words": " \u200b"}, "words-not-written"),
        ({"words": "x" * 4_001}, "words-too-long"),
        ({"on": (NOON + DAY).date()}, "misuse-is-to-come"),
        ({"who": "lou"}, "own-misuse"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_kept(
    cast: Cast, changed: dict[str, str], code: str
) -> None:
    use(cast)

    with pytest.raises(Refused, match=code):
        record(cast, **changed)

    assert not Misuse.objects.exists()


@pytest.mark.parametrize("by", ["dev", "eve", "fay", "joe", "nan", "mia"])
def test_whoever_may_not_record_finds_nothing(cast: Cast, by: str) -> None:
    use(cast)

    with pytest.raises(NotFound):
        record(cast, by=by)


def test_it_support_records_of_everybody_and_reads_what_it_recorded(cast: Cast) -> None:
    use(cast)
    own, other = record(cast, by="hal"), record(cast, by="lou", part="acceptable_use.1")
    hal = cast.actor("hal")

    assert [row.reference for row in queries.misuse_page(hal).rows] == [own.reference]
    with pytest.raises(NotFound):
        queries.misuse_record(hal, other.reference)


@pytest.mark.clause("TP-6.4.3a")
def test_the_file_of_somebody_shows_clause_action_and_day_to_those_entitled(cast: Cast) -> None:
    use(cast)
    signs(cast, "joe")
    record(cast, on=(NOON - DAY).date())

    rows = queries.misuse_file(cast.actor("ben"), cast.joe.reference, at=NOON).rows

    assert [(row.clause, row.action, row.day) for row in rows] == [
        (SHARED, "Spoken with, and told why", "Monday 2 March 2026")
    ]
    for name in ("dev", "nan", "joe", "eve", "mia"):
        with pytest.raises(NotFound):
            queries.misuse_file(cast.actor(name), cast.joe.reference, at=NOON)


def test_nobody_reads_their_own_among_those_of_others(cast: Cast) -> None:
    grown_up(cast, "ama")
    use(cast)
    own = record(cast, "ama", by="lou")
    ama = cast.actor("ama")

    assert queries.misuse_page(ama).rows == ()
    assert queries.misuse_record(ama, own.reference).own
    with pytest.raises(NotFound):
        queries.misuse_file(ama, cast.ama.reference, at=NOON)
    with pytest.raises(NotFound):
        commands.add_to_misuse(ama, own.reference, words="It was not so.", at=NOON)


@pytest.mark.parametrize("family", ["care", "care of old", "untold", "household"])
def test_nor_what_is_of_their_own_family(
    cast: Cast, client: LookingClient, sign_in: SignIn, family: str
) -> None:
    """Joe, and Nan who cares for him."""
    us, day = house(cast.alder.pk, "tests"), (NOON - DAY).date()
    use(cast)
    for name in ("ama", "nan"):
        people.change_person(us, cast.people[name].pk, born_on=date(1980, 1, 1), at=NOON)
    cares(cast, "nan")
    of_joe, of_nan = (record(cast, who, by="ama", on=day) for who in ("joe", "nan"))
    ama, ben = cast.actor("ama"), cast.actor("ben")
    assert {row.name for row in queries.misuse_page(ama).rows} == {"Joe Tanner", "Nan Tanner"}

    if family == "household":
        home = people.open_household(us, label="Hill Road", person_id=cast.nan.pk, at=NOON)
        people.move_in(us, home.reference, cast.ama.pk, at=NOON)
    else:
        cares(cast, "ama")
    ids = {"guardian_id": cast.ama.pk, "child_id": cast.joe.pk}
    if family == "untold":
        people.withhold(ben, *ids.values(), what=Withheld.ALL, reason="R.", at=NOON)
    elif family == "care of old":
        people.end_guardianship(us, **ids, ends_on=day, at=NOON)

    assert queries.misuse_page(ama).rows == ()
    assert queries.misuse_page(ama, words="Tanner").people == ()
    sign_in(client, cast.ama)
    for row in (of_joe, of_nan):
        assert client.get(f"/misuse/{row.reference}/").status_code == 404
        assert client.get(f"/misuse/of/{row.person.reference}/").status_code == 404
        assert "/misuse/of/" not in client.get(f"/people/{row.person.reference}/").content.decode()
        assert not may_open_misuse(ama, row.reference)
        with pytest.raises(NotFound):
            commands.add_to_misuse(ama, row.reference, words="It was not so.", at=NOON)
        assert queries.misuse_record(ben, row.reference)
    for who in ("joe", "nan"):
        with pytest.raises(NotFound):
            record(cast, who, by="ama")
    assert Misuse.objects.count() == 2


def test_a_correction_adds_and_changes_nothing(cast: Cast) -> None:
    use(cast)
    row = record(cast)
    commands.add_to_misuse(cast.actor("ama"), row.reference, words="It was his brother.", at=NOON)

    shown = queries.misuse_record(cast.actor("joe"), row.reference)

    assert [one.words for one in shown.added] == ["It was his brother."]
    assert shown.words == "Told a friend the password of the tablet."
    with pytest.raises(Refused, match="words-not-written"):
        commands.add_to_misuse(cast.actor("ama"), row.reference, words=" ", at=NOON)


@pytest.mark.parametrize("column", ["clause = 1", "words = action", "person_id = recorded_by_id"])
def test_the_database_refuses_to_change_what_was_recorded(cast: Cast, column: str) -> None:
    use(cast)
    record(cast)

    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(f"UPDATE agreements_misuse SET {column}")


def test_sent_twice_it_is_one(cast: Cast) -> None:
    use(cast)
    first = record(cast)

    assert record(cast).pk == first.pk
    assert record(cast, words="Told another one as well.").pk != first.pk
    assert record(cast, at=NOON + timedelta(minutes=2)).pk != first.pk


def test_its_words_lie_sealed_and_in_no_line_of_the_record(cast: Cast) -> None:
    use(cast)
    row = record(cast)
    commands.add_to_misuse(cast.actor("ama"), row.reference, words="His brother.", at=NOON)

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM agreements_misuse")
        kept_words = bytes(cursor.fetchone()[0])
    lines = [str(line) for line in ledger.lines(cast.alder.pk)]

    assert b"friend" not in kept_words
    assert not [line for line in lines if "friend" in line or "brother" in line]


def test_a_line_about_it_opens_to_those_entitled_and_to_whom_it_is_of(cast: Cast) -> None:
    use(cast)
    subject = record(cast).reference

    opens = {name for name in ["ama", "ben", "lou", "joe", "hal", "dev", "eve", "fay", "nan", "mia"]
             if may_open_misuse(cast.actor(name), subject)}  # fmt: skip

    assert opens == {"ama", "ben", "lou", "joe"}
    assert may_open_misuses(cast.actor("dev"), frozenset({subject})) == frozenset()


def test_its_time_is_over_when_the_organisation_says_so(cast: Cast) -> None:
    use(cast)
    row = record(cast)
    rounds.dispose(NOON + 900 * DAY)
    assert Misuse.objects.exists()

    two_years = Period(24, ClockUnit.MONTHS)
    retention.set_period(cast.actor("ama"), KIND, period=two_years, at=NOON)
    rounds.dispose(NOON + 600 * DAY)
    assert Misuse.objects.exists()
    rounds.dispose(NOON + 900 * DAY)

    assert not Misuse.objects.exists()
    assert kept.certificate(cast.alder.pk, KIND, row.reference) is not None
    with pytest.raises(NotFound):
        vault.secret(cast.alder.pk, row.key_id)


def test_words_are_parted_by_lines_or_else_by_sentences() -> None:
    assert clauses_of("One.\n\n Two. And more.\n") == ("One.", "Two. And more.")
    assert clauses_of("One. Two! Three?") == ("One.", "Two!", "Three?")
    assert clauses_of("") == ()


def test_whoever_it_is_of_is_written_to_without_the_matter(cast: Cast) -> None:
    use(cast)
    grown_up(cast, "ivy")
    row = record(cast, "ivy")
    record(cast, "joe")

    (sent,) = Message.objects.filter(subject="Something was written down that you can read")

    assert (sent.to, sent.about) == (cast.ivy.email, row.reference)
    assert "/agreements/signed/" in text_of(sent)
    assert "password" not in text_of(sent)


def test_a_child_is_written_to_only_where_that_was_agreed_to(cast: Cast) -> None:
    use(cast)
    cares(cast, "nan")
    published(cast, put(Purpose.MESSAGE_EMAIL), title="Messages")
    for signer in ("nan", "joe"):
        says(cast, signer, purpose=Purpose.MESSAGE_EMAIL)

    record(cast, "joe")

    (sent,) = Message.objects.filter(subject="Something was written down that you can read")
    assert sent.to == cast.joe.email


# ------ pages


@pytest.mark.clause("TP-6.4.3a")
def test_a_learner_reads_what_he_signed_in_the_version_he_signed(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = use(cast)
    signs(cast, "joe")
    use(cast, "All of it is new.", instead_of=form, at=NOON)
    row = record(cast)
    sign_in(client, cast.joe)

    page = client.get("/agreements/signed/").content.decode()

    assert SHARED in page
    assert "All of it is new." not in page
    assert "Edition 1 of “Acceptable use”" in page
    assert f"/misuse/{row.reference}/" in page
    own = client.get(f"/misuse/{row.reference}/").content.decode()
    assert "Told a friend the password" in own
    assert "Add to it" not in own
    assert client.send(f"/misuse/{row.reference}/", {"words": "No."}).status_code == 404


def test_misuse_is_written_down_on_the_pages(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    use(cast, at=timezone.now())
    sign_in(client, cast.lou)
    found = client.get("/misuse/?words=Joe").content.decode()
    of_joe = f"/misuse/of/{cast.joe.reference}/"
    assert of_joe in found
    client.get(of_joe)
    today = timezone.localdate()
    tomorrow = today + DAY
    day = {"on_day": tomorrow.day, "on_month": tomorrow.month, "on_year": tomorrow.year}
    assert "has come already" in client.send(f"{of_joe}new/", day).content.decode()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    to = client.send(f"{of_joe}new/", day)["Location"]
    empty = client.send(to, {"words": "He told a friend."}).content.decode()
    assert "Choose which part was not kept." in empty
    assert "He told a friend." in empty

    said = {"words": "He told a friend.", "part": "acceptable_use.2", "action": "warned"}
    record_page = client.send(to, said)["Location"]

    shown = client.get(record_page).content.decode()
    assert "A breach by the organisation as well" in shown
    client.send(record_page, {"words": "It was his brother."})
    assert "It was his brother." in client.get(record_page).content.decode()
    assert client.get(f"{of_joe}new/2026-13-45/").status_code == 404


def test_what_nobody_was_asked_is_not_called_unsigned(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    use(cast, at=timezone.now())
    sign_in(client, cast.lou)

    signed = dict(client.get(f"/misuse/of/{cast.joe.reference}/").context["page"].signed)

    assert signed[str(Purpose.ACCEPTABLE_USE.label)] == "Not signed"
    assert signed[str(Purpose.CONDUCT.label)] == "Not asked"


def test_the_page_of_a_person_leads_to_their_file(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    link = f"/misuse/of/{cast.joe.reference}/"
    sign_in(client, cast.eve)
    assert link not in client.get(f"/people/{cast.joe.reference}/").content.decode()
    sign_in(client, cast.ben)
    assert link in client.get(f"/people/{cast.joe.reference}/").content.decode()
    assert "/misuse/of/" not in client.get(f"/people/{cast.ben.reference}/").content.decode()


def test_the_pages_cost_the_same_however_much_stands_on_them(cast: Cast) -> None:
    grown_up(cast, "ivy")
    use(cast), code(cast)
    signs(cast, "joe")

    def counts() -> tuple[int, ...]:
        asked = []
        for page in (
            lambda: queries.misuse_page(cast.actor("ama")),
            lambda: queries.misuse_file(cast.actor("ama"), cast.joe.reference, at=NOON),
            lambda: queries.signed_page(cast.actor("joe")),
        ):
            with CaptureQueriesContext(connection) as said:
                page()
            asked.append(len(said))
        return tuple(asked)

    record(cast)
    few = counts()
    for number in range(9):
        record(cast, words=f"Once more, {number}.")

    assert counts() == few
