"""How an answer came, and by what it can be shown: papers, messages, witnesses, certificates."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction  # noqa: TID251  # an attempt that is refused
from django.utils import timezone

from bield.agreements import commands, queries
from bield.agreements.commands import Evidence, Put
from bield.agreements.gates import may_meet
from bield.agreements.models import Answer, Certificate, Reply, Scan, Statement
from bield.agreements.rules.replies import reads
from bield.agreements.rules.standing import Asked, Heard, answers
from bield.agreements.states import Audience, How, Purpose, Reads, Said, Stands
from bield.kit.judging import judge
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Post
from bield.people.states import Role
from tests import files
from tests.agreements.asking import RECORD, RIGHT, cares, grown_up, published, put, says, stands
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient
from tests.post_office import text_of

DAY = timedelta(days=1)
LATER = NOON + timedelta(hours=1)
PAPER = Evidence(signed_on=TODAY)


def take(
    cast: Cast,
    how: str = How.PAPER,
    *,
    signer: str = "nan",
    person: str = "joe",
    said: str = Said.YES,
    by: Evidence = PAPER,
    at: object = NOON,
) -> None:
    signs, about = cast.people[signer].pk, cast.people[person].pk
    asked = queries.answerable(cast.alder.pk, signs, about, [RECORD], at=at)
    seen = {code: one.question.digest for code, one in asked.items()}
    understood = {code: one.question.check_right for code, one in asked.items()}
    commands.take_answer(
        cast.actor("eve"),
        signs,
        about,
        {RECORD: said},
        seen=seen,
        understood=understood,
        how=how,
        at=at,
        by=by,
    )


def contract(cast: Cast, *, until: date | None = None) -> None:
    """Ivy works under a contract of her own."""
    us = house(cast.alder.pk, "tests")
    grown_up(cast, "ivy")
    people.appoint(
        us,
        cast.ivy.pk,
        role=Role.CONTRACTOR,
        site_id=cast.elm.pk,
        begins_on=TODAY,
        ends_on=until,
        at=NOON,
    )


def scan() -> Evidence:
    return Evidence(signed_on=TODAY, scan=judge(files.png(), pictures=True))


# ------ on paper


@pytest.mark.clause("SR-15")
def test_a_contractor_who_only_ticked_is_refused_and_the_signed_paper_is_leave(cast: Cast) -> None:
    published(cast)
    contract(cast)
    says(cast, "ivy", "ivy")
    assert stands(cast, "ivy").stands == Stands.MISSING

    with pytest.raises(Refused, match="paper-is-not-there"):
        take(cast, signer="ivy", person="ivy")
    with pytest.raises(Refused, match="paper-has-no-day"):
        take(cast, signer="ivy", person="ivy", by=Evidence(scan=scan().scan))
    take(cast, signer="ivy", person="ivy", by=scan(), at=LATER)

    assert stands(cast, "ivy", at=LATER).granted
    kept = Certificate.objects.get(answer__how=How.PAPER)
    assert (kept.signed_on, kept.scan.kind) == (TODAY, "png")


def test_a_contract_that_ends_takes_the_permission_with_it(cast: Cast) -> None:
    published(cast)
    contract(cast, until=TODAY + 30 * DAY)
    take(cast, signer="ivy", person="ivy", by=scan())

    assert Answer.objects.get().last_day == TODAY + 30 * DAY
    assert stands(cast, "ivy", at=NOON + 30 * DAY).granted
    assert not stands(cast, "ivy", at=NOON + 31 * DAY).granted


@pytest.mark.clause("SR-15")
def test_a_paper_of_an_old_contract_is_none_of_the_next(cast: Cast) -> None:
    published(cast)
    contract(cast)
    take(cast, signer="ivy", person="ivy", by=scan())
    us, then = house(cast.alder.pk, "tests"), NOON + 60 * DAY
    post = Post.objects.get(person=cast.ivy, role=Role.CONTRACTOR)
    people.end_post(us, post.pk, ends_on=TODAY + 30 * DAY, at=NOON)
    people.appoint(us, cast.ivy.pk, role=Role.CONTRACTOR, site_id=cast.elm.pk, at=then)

    assert stands(cast, "ivy", at=NOON + 30 * DAY).granted
    assert stands(cast, "ivy", at=then).stands == Stands.EXPIRED
    take(cast, signer="ivy", person="ivy", by=scan(), at=then)
    assert stands(cast, "ivy", at=then).granted


def test_a_yes_online_does_not_hide_the_signed_paper(cast: Cast) -> None:
    published(cast)
    contract(cast)
    take(cast, signer="ivy", person="ivy", by=scan())
    says(cast, "ivy", "ivy", at=LATER)

    assert stands(cast, "ivy", at=LATER).granted
    assert Answer.objects.count() == 1
    says(cast, "ivy", "ivy", said=Said.NO, at=LATER)
    assert stands(cast, "ivy", at=LATER).stands == Stands.REFUSED


def test_a_contractor_is_told_that_a_paper_is_still_wanted(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    us = house(cast.alder.pk, "tests")
    grown_up(cast, "ivy")
    people.appoint(us, cast.ivy.pk, role=Role.CONTRACTOR, site_id=cast.elm.pk, at=NOON)
    sign_in(client, cast.ivy)
    path = f"/agreements/{cast.ivy.reference}/{form}/"
    seen = client.get(path).context["form"]["words_record"].value()

    client.send(
        path, {"record": "yes", "check_record": RIGHT, "words_record": seen, "last_record": "0"}
    )

    assert "A signed paper is still wanted" in client.get(f"{path}kept/").content.decode()
    assert "A signed paper is still wanted" in client.get("/agreements/").content.decode()


def test_the_office_keeps_a_sealed_scan_and_opens_it_with_a_line(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.eve)
    path = f"/forms/{form}/wanted/{cast.joe.reference}/{cast.nan.reference}/"
    shown = client.get(path).context["form"]
    seen = {name: shown[name].value() for name in ("words_record", "last_record")}
    paper = SimpleUploadedFile("paper.png", files.png(), content_type="image/png")
    day = {"signed_on_day": "2", "signed_on_month": "3", "signed_on_year": "2026"}

    sent = client.post(
        path, {"record": "yes", "check_record": RIGHT, "how": "paper", "scan": paper, **day, **seen}
    )

    assert sent.status_code == 302
    reference = Certificate.objects.get().reference
    page = client.get(f"/certificates/{reference}/").content.decode()
    assert "Eve" in page
    assert Scan.objects.get().digest in page
    assert client.get(f"/certificates/{reference}/paper/").content == files.png()
    lines = ledger.lines_about(cast.alder.pk, f"person:{cast.joe.pk}", ["agreements.scan-opened"])
    assert [one.facts["certificate"] for one in lines] == [reference]


def test_what_is_no_paper_is_not_kept(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    form = published(cast)
    cares(cast, "nan")
    sign_in(client, cast.eve)
    path = f"/forms/{form}/wanted/{cast.joe.reference}/{cast.nan.reference}/"
    shown = client.get(path).context["form"]
    seen = {name: shown[name].value() for name in ("words_record", "last_record")}
    program = SimpleUploadedFile("paper.pdf", b"MZ\x90\x00" + bytes(200))
    day = {"signed_on_day": "2", "signed_on_month": "3", "signed_on_year": "2026"}

    page = client.post(
        path,
        {"record": "yes", "check_record": RIGHT, "how": "paper", "scan": program, **day, **seen},
    )

    assert [*page.context["form"].errors] == ["scan"]
    assert not Answer.objects.exists()
    assert not Scan.objects.exists()


def signed(day: date) -> Evidence:
    return Evidence(signed_on=day, witness="Kay Lowe")


def test_a_paper_is_of_a_day_on_which_its_words_could_be_read(cast: Cast) -> None:
    form, before = published(cast, at=NOON - 9 * DAY), TODAY - 10 * DAY
    published(cast, put(adult="May we?"), instead_of=form, at=NOON - 5 * DAY)
    cares(cast, "nan")

    for day in (date(1900, 1, 1), before):
        with pytest.raises(Refused, match="paper-before-words"):
            take(cast, by=signed(day))
    take(cast, said=Said.NO, by=signed(before))  # a no is written down, whenever it was signed
    take(cast, How.SPOKEN, by=signed(before))  # its day is that of no paper
    assert Answer.objects.filter(said=Said.YES).count() == 1
    take(cast, by=signed(TODAY - 9 * DAY))  # the words are those of the edition before

    born = TODAY - 6 * DAY
    people.change_person(house(cast.alder.pk, "tests"), cast.joe.pk, born_on=born, at=NOON)
    with pytest.raises(Refused, match="paper-before-birth"):
        take(cast, by=signed(born - DAY))
    people.change_person(
        house(cast.alder.pk, "tests"), cast.joe.pk, born_precision="month", at=NOON
    )
    take(cast, by=signed(born - DAY))


def test_a_paper_of_before_a_no_does_not_count_over_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    take(cast, How.SPOKEN, said=Said.NO, by=Evidence())
    sign_in(client, cast.eve)
    path = f"/forms/{form}/wanted/{cast.joe.reference}/{cast.nan.reference}/"
    shown = client.get(path).context["form"]
    seen = {name: shown[name].value() for name in ("words_record", "last_record")}
    day = {"signed_on_day": "1", "signed_on_month": "3", "signed_on_year": "2026"}

    page = client.post(
        path, {"record": "yes", "check_record": RIGHT, "how": "paper", **day, **seen}
    )

    assert "They said no after that" in page.content.decode()
    assert [*page.context["form"].errors] == ["signed_on"]
    assert stands(cast).stands == Stands.REFUSED
    take(cast, by=signed(TODAY), at=LATER)
    assert Answer.objects.order_by("pk").last().said == Said.YES


def test_two_papers_count_in_the_order_of_their_days(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    take(cast, said=Said.NO, by=signed(TODAY - 3 * DAY))

    with pytest.raises(Refused, match="no-was-later"):
        take(cast, by=signed(TODAY - 4 * DAY))
    for day in (TODAY - 3 * DAY, TODAY - 2 * DAY):
        take(cast, by=signed(day))


# ------ spoken, and told


def test_what_was_spoken_names_who_heard_it(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    with pytest.raises(Refused, match="nobody-heard-it"):
        take(cast, How.SPOKEN, by=Evidence(witness=" \u200b"))
    take(cast, How.SPOKEN, by=Evidence(witness="Kay Lowe"))

    page = queries.certificate_page(cast.actor("eve"), Certificate.objects.get().reference)
    assert ("Heard by", "Kay Lowe") in page.rows
    assert ("Written down by", cast.eve.name) in page.rows


@pytest.mark.parametrize("how", [How.PAPER, How.SPOKEN])
def test_a_no_needs_nothing_beside_it(cast: Cast, how: str) -> None:
    published(cast)
    cares(cast, "nan")

    take(cast, how, said=Said.NO, by=Evidence())

    assert stands(cast).stands == Stands.REFUSED


def test_whoever_it_is_of_is_told_and_sees_who_wrote_it_down(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    published(cast)
    cares(cast, "nan")
    confirmed(cast, "nan")
    take(cast)

    letter = text_of(Message.objects.get(to=cast.nan.email))
    assert "wrote down an answer of yours" in letter
    assert f"“Recording”: certificate {Certificate.objects.get().reference}" in letter
    assert "ask the organisation for a link" in letter
    assert "Joe" not in letter
    assert "Yes" not in letter
    sign_in(client, cast.nan)
    assert "as the office wrote it down" in client.get("/agreements/").content.decode()


def confirmed(cast: Cast, who: str) -> None:
    """The address was confirmed by the person through the channel itself."""
    person = cast.people[who]
    person.email_confirmed_at = NOON
    person.save(update_fields=["email_confirmed_at"])


def test_an_answer_is_confirmed_on_the_page_and_by_mail(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = published(cast)
    cares(cast, "nan")
    confirmed(cast, "nan")
    sign_in(client, cast.nan)
    path = f"/agreements/{cast.joe.reference}/{form}/"
    seen = client.get(path).context["form"]["words_record"].value()

    sent = client.send(
        path, {"record": "yes", "check_record": RIGHT, "words_record": seen, "last_record": "0"}
    )
    page = client.get(sent["Location"]).content.decode()

    assert "Your answers are kept" in page
    assert f"{path}take-back/record/" in page
    reference = Certificate.objects.get().reference
    assert f"/certificates/{reference}/" in page
    assert reference in text_of(Message.objects.get(to=cast.nan.email))


def test_a_yes_to_what_was_taken_out_can_be_taken_back(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    display = Put(Purpose.PHOTO_DISPLAY, Audience.STAFF, "May we hang your photograph here?")
    form = published(cast, [*put(), display])
    grown_up(cast, "ivy")
    says(cast, "ivy", "ivy")
    published(cast, [display], instead_of=form, at=LATER)
    sign_in(client, cast.ivy)
    path = f"/agreements/{cast.ivy.reference}/{form}/take-back/record/"
    assert path in client.get("/agreements/").content.decode()
    assert "not asked any more" in client.get(path).content.decode()

    client.send(path)

    assert Answer.objects.last().said == Said.WITHDRAWN
    assert client.get(path).status_code == 404


def test_the_last_day_is_the_same_day_of_its_month(cast: Cast) -> None:
    monthly = [
        Put(RECORD, one.audience, one.words, reason=one.reason, check=one.check, lasts_months=1)
        for one in put()
    ]
    published(cast, monthly)
    grown_up(cast, "ivy")
    for day, last in ((date(2026, 4, 4), date(2026, 5, 4)), (date(2026, 5, 31), date(2026, 6, 30))):
        says(cast, "ivy", "ivy", at=NOON.replace(month=day.month, day=day.day))
        assert Answer.objects.last().last_day == last  # 4 May 2026 is a bank holiday


# ------ by message

SENT = (
    "Alder asks: Alone.\n\nMay we see your child alone online?\n\nPlease answer with the one word"
    " YES or NO. A no costs you nothing."
)
OUTLOOK = "From: eve@alder.example\nSent: Monday, 2 March 2026 10:00\nTo: Nan <nan@example.org>\n"
GMAIL = "On Mon, 2 Mar 2026 at 10:00, Alder <eve@alder.example> wrote:\n"


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("Yes", Reads.YES),
        ("YES.", Reads.YES),
        ("Hi Eve,\n\nyes, I agree!\n\nThanks\nNan", Reads.YES),
        ("Yes please\n> Please answer with the one word YES or NO", Reads.YES),
        (f"Yes\n\n{GMAIL}> {SENT.replace(chr(10), chr(10) + '> ')}", Reads.YES),
        (f"Dear all,\nYes\nSent from my phone\n\n{OUTLOOK}\n{SENT}", Reads.YES),
        ("Good morning Mrs O’Neill-Lowe,\nyes\n--\nNan Tanner", Reads.YES),
        ("No thank you", Reads.NO),
        ("I don’t agree", Reads.NO),
        ("ok I guess?", Reads.UNCLEAR),
        ("ok", Reads.UNCLEAR),
        ("yes?", Reads.UNCLEAR),
        ("Yes, but not on the website", Reads.UNCLEAR),
        ("Yes\n> the question\nbut only in the hall", Reads.UNCLEAR),
        ("Yes\nThanks\nnot on a Friday", Reads.UNCLEAR),
        ("Good morning, please never put her on Facebook, but for it\nyes", Reads.UNCLEAR),
        ("Dear Bield only if her face is blurred:\nYes", Reads.UNCLEAR),
        ("Hello - I do not agree with publicity at all\nyes", Reads.UNCLEAR),
        ("Hi Not Facebook\nyes", Reads.UNCLEAR),
        ("Hello on the website never ever\nyes", Reads.UNCLEAR),
        ("Hi facebook excepted\nyes", Reads.UNCLEAR),
        ("Yes\nsent from me with one condition: never on Facebook", Reads.UNCLEAR),
        ("Yes\nSent from my never Facebook phone", Reads.UNCLEAR),
        ("Yes\n> but never on facebook", Reads.UNCLEAR),
        ("Yes\n> child alone online", Reads.UNCLEAR),  # begins within a line of ours
        ("Yes\n> no", Reads.UNCLEAR),
        (f"Yes\n> {SENT}\nbut not alone", Reads.UNCLEAR),
        (f"Yes\n{GMAIL}> May we see your child alone online? Never!", Reads.UNCLEAR),
        ("Yes\nOn condition that it is never shown, from 2026, she wrote:", Reads.UNCLEAR),
        ("Yes\n--\nbut never on Facebook", Reads.UNCLEAR),
        ("Yes\nFrom: nan@example.org but never on Facebook", Reads.UNCLEAR),
        (f"Yes\n{OUTLOOK}{SENT}\nNot on a Friday", Reads.UNCLEAR),
        ("yes and no", Reads.UNCLEAR),
        ("> YES", Reads.UNCLEAR),
        ("", Reads.UNCLEAR),
    ],
)
@pytest.mark.clause("TP-A2-B1.3.6b")
def test_only_a_clear_word_is_an_answer(words: str, counts: Reads) -> None:
    address = "nan@example.org"
    name = "Nan Tanner"

    found = reads(words, sender="Nan@Example.org ", to=address, way="email", name=name, sent=SENT)

    assert found == counts


@pytest.mark.parametrize(
    ("sender", "counts"),
    [
        ("+44 7700 900123", Reads.YES),
        ("07700 900123", Reads.YES),
        ("07700 900124", Reads.STRANGER),
        ("0123", Reads.STRANGER),
        ("nan@example.org", Reads.STRANGER),
    ],
)
def test_only_their_own_number_counts(sender: str, counts: Reads) -> None:
    assert reads("Yes", sender=sender, to="07700 900123", way="text") == counts


ALONE = Purpose.ONE_TO_ONE
ASKS = "May we see your child alone online?"


def plain(words: str = ASKS) -> list[Put]:
    """A question that does not ask back whether it was understood."""
    return [Put(ALONE, Audience.GUARDIAN, words), Put(ALONE, Audience.CHILD, "Just us two?")]


def asked_by_message(cast: Cast) -> Statement:
    published(cast, plain())
    cares(cast, "nan")
    eve = cast.actor("eve")
    nan, joe = cast.nan.reference, cast.joe.reference
    return commands.send_statement(eve, nan, joe, ALONE, way="email", at=NOON)


def test_what_asks_back_is_not_put_by_message(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    eve = cast.actor("eve")

    with pytest.raises(Refused, match="message-cannot-ask-back"):
        commands.send_statement(
            eve, cast.nan.reference, cast.joe.reference, RECORD, way="email", at=NOON
        )
    assert not Message.objects.exists()


@pytest.mark.clause("TP-A2-B1.3.6b")
def test_a_clear_yes_is_kept_with_the_whole_exchange(cast: Cast) -> None:
    statement = asked_by_message(cast)
    words = text_of(Message.objects.get(to=cast.nan.email))
    assert ASKS in words
    assert "Joe" not in words
    eve = cast.actor("eve")

    quoting = "Yes, I agree.\n> " + words.replace("\n", "\n> ")
    came = commands.hear_reply(
        eve, statement.reference, quoting, sender=cast.nan.email, came_at=LATER, at=LATER
    )

    assert came.reads == Reads.YES
    kept = Answer.objects.get()
    assert (kept.said, kept.how, kept.digest) == ("yes", "message", statement.question.digest)
    page = queries.certificate_page(eve, kept.certificate.reference)
    assert page.message == quoting
    assert page.asked == words
    assert ("Came from", cast.nan.email) in page.rows


def test_an_answer_in_the_minute_of_its_question_is_taken(cast: Cast) -> None:
    published(cast, plain())
    cares(cast, "nan")
    eve, asked, heard = cast.actor("eve"), NOON + timedelta(seconds=40), NOON + timedelta(minutes=2)
    sent = commands.send_statement(
        eve, cast.nan.reference, cast.joe.reference, ALONE, way="email", at=asked
    )

    with pytest.raises(Refused, match="reply-out-of-time"):
        commands.hear_reply(
            eve,
            sent.reference,
            "Yes",
            sender=cast.nan.email,
            came_at=NOON - timedelta(minutes=1),
            at=heard,
        )
    came = commands.hear_reply(
        eve, sent.reference, "Yes", sender=cast.nan.email, came_at=NOON, at=heard
    )

    assert came.reads == Reads.YES


@pytest.mark.clause("TP-A2-B1.3.6b")
def test_what_is_not_clear_stays_undecided_and_whoever_asked_is_told(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    statement = asked_by_message(cast)
    sign_in(client, cast.eve)
    path = f"/asked-by-message/{statement.reference}/"
    today = timezone.localtime()
    came = {
        "sender": cast.nan.email,
        "came_on_day": str(today.day),
        "came_on_month": str(today.month),
        "came_on_year": str(today.year),
        "came_at": f"{today:%H:%M}",
    }

    client.send(path, {**came, "words": "ok I guess?"})
    page = client.get(path).content.decode()
    assert "Ask them once more" in page
    assert "ok I guess?" in page
    client.send(path, {**came, "sender": "somebody@example.org", "words": "Yes"})

    assert "not counted" in client.get(path).content.decode()
    assert not Answer.objects.exists()
    assert Reply.objects.count() == 2


def test_a_yes_by_message_answers_words_that_we_sent(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    with pytest.raises(Refused, match="yes-answers-no-question"):
        take(cast, How.MESSAGE, by=Evidence(words="Yes"))
    with pytest.raises(Refused, match="message-is-not-there"):
        take(cast, How.MESSAGE, said=Said.NO, by=Evidence())
    take(cast, How.MESSAGE, said=Said.NO, by=Evidence(words="No more recordings please."))

    assert stands(cast).stands == Stands.REFUSED
    page = queries.certificate_page(cast.actor("eve"), Certificate.objects.get().reference)
    assert page.message == "No more recordings please."


def test_an_answer_to_old_words_is_no_answer(cast: Cast) -> None:
    statement = asked_by_message(cast)
    form = statement.question.version.form.reference
    published(cast, plain("May we meet?"), instead_of=form, at=LATER)

    with pytest.raises(Refused, match="words-changed"):
        commands.hear_reply(
            cast.actor("eve"),
            statement.reference,
            "Yes",
            sender=cast.nan.email,
            came_at=LATER,
            at=LATER,
        )


def test_a_message_of_before_a_no_does_not_count_over_it(cast: Cast) -> None:
    statement = asked_by_message(cast)
    nan, joe = cast.nan.pk, cast.joe.pk
    seen = {str(ALONE): statement.question.digest}

    def hear(came_at: datetime, at: datetime) -> None:
        commands.hear_reply(
            cast.actor("eve"),
            statement.reference,
            "Yes",
            sender=cast.nan.email,
            came_at=came_at,
            at=at,
        )

    said = NOON + timedelta(minutes=30, seconds=20)
    commands.take_answer(
        cast.actor("eve"), nan, joe, {ALONE: "no"}, seen=seen, how=How.SPOKEN, at=said
    )
    with pytest.raises(Refused, match="no-was-later"):
        hear(NOON + timedelta(minutes=20), LATER)
    assert not Reply.objects.exists()
    hear(NOON + timedelta(minutes=30), LATER)  # in the minute of it, and written down after it
    assert Answer.objects.order_by("pk").last().said == Said.YES


def test_only_the_office_asks_and_hears(cast: Cast) -> None:
    statement = asked_by_message(cast)
    for by in ("dev", "hal", "joe", "nan", "fay"):
        with pytest.raises(Refused, match="not-yours-to-take"):
            commands.hear_reply(
                cast.actor(by), statement.reference, "Yes", sender="x", came_at=LATER, at=LATER
            )
    with pytest.raises(NotFound):
        queries.statement_page(cast.actor("cat"), statement.reference)
    with pytest.raises(NotFound):
        queries.statement_page(cast.actor("mia"), statement.reference)


# ------ certificates


def test_a_certificate_agrees_with_the_record_or_says_so(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    published(cast)
    cares(cast, "nan")
    says(cast, "nan")
    kept = Answer.objects.get()
    nan = cast.actor("nan")
    page = queries.certificate_page(nan, kept.certificate.reference)
    assert page.holds
    assert kept.question.words in page.words
    assert "Why: So that there is a true account." in page.words
    assert ("Fingerprint of the words (SHA-256)", kept.digest) in page.rows

    type(kept.question).objects.filter(pk=kept.question_id).update(words="May we sell it?")

    assert not queries.certificate_page(nan, kept.certificate.reference).holds
    sign_in(client, cast.nan)
    page_of_it = client.get(f"/certificates/{kept.certificate.reference}/").content.decode()
    assert "The record says something else" in page_of_it


def test_a_certificate_is_for_the_signer_and_the_office(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    published(cast)
    cares(cast, "nan")
    says(cast, "nan")
    path = f"/certificates/{Certificate.objects.get().reference}/"
    for who, status in (("nan", 200), ("eve", 200), ("joe", 404), ("dev", 404), ("mia", 404)):
        sign_in(client, cast.people[who])
        assert client.get(path).status_code == status, who
    sign_in(client, cast.nan)
    saved = client.get(f"{path}document/")
    assert saved.content.startswith(b"%PDF")
    assert client.get(f"{path}paper/").status_code == 404


def test_what_shows_an_answer_is_never_changed(cast: Cast) -> None:
    published(cast)
    cares(cast, "nan")
    take(cast, How.SPOKEN, by=Evidence(witness="Kay Lowe"))

    for change in ({"witness": "Somebody else"}, {"reference": "S-22222222"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Certificate.objects.update(**change)


# ------ who is asked which version, and who may meet


@pytest.mark.clause("TP-5.4")
def test_the_version_of_staff_does_not_count_for_a_guest_nor_the_other_way_round() -> None:
    words = Asked("the same words")
    for asked, answered in ((Audience.ADULT, Audience.STAFF), (Audience.STAFF, Audience.ADULT)):
        heard = Heard(Said.YES, words.digest, How.SIGNED_IN, audience=answered)
        assert not answers(words, asked, heard)
        assert answers(words, answered, heard)


@pytest.mark.clause("TP-A2-B1.3.6a")
@pytest.mark.parametrize("remote", [True, False])
def test_whoever_has_not_agreed_is_met_neither_remotely_nor_face_to_face(
    cast: Cast, remote: bool
) -> None:
    one_to_one = Purpose.ONE_TO_ONE
    published(cast, put(one_to_one))
    cares(cast, "nan")
    ama = cast.actor("ama")

    def refused() -> list[str]:
        facts = queries.meeting(ama, [cast.joe.pk], one_to_one, remote=remote, at=NOON)
        return [one.message for one in may_meet(facts)]

    assert re.match("Joe Tanner: .* is not answered", refused()[0])
    says(cast, "nan", purpose=one_to_one)
    says(cast, "joe", purpose=one_to_one, said=Said.NO)
    assert "The answer to" in refused()[0]
    says(cast, "joe", purpose=one_to_one, at=LATER)
    facts = queries.meeting(ama, [cast.joe.pk], one_to_one, remote=remote, at=LATER)
    assert may_meet(facts) == []
