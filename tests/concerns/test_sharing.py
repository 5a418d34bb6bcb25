"""What is shared with a body outside: on which ground, with whom, and what becomes of it."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import pyzipper
from django.db import DatabaseError, transaction  # noqa: TID251  # an attempt that is refused

from bield.advice.states import Body
from bield.concerns import commands, queries, rules
from bield.concerns.about import About
from bield.concerns.commands import Shared, Told
from bield.concerns.commands.copying import Made
from bield.concerns.intake import Intake, Item
from bield.concerns.models import Copy, Departure, Disclosure
from bield.concerns.outside import NOTHING
from bield.concerns.pages import ConcernPage
from bield.concerns.referred import ReferralItem
from bield.concerns.rules import leaving
from bield.concerns.states import CHALLENGE, CHASE, Lock, PartyRole
from bield.concerns.subjects import duty_subject
from bield.duties import rounds
from bield.duties.models import Duty
from bield.kit import one_time
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from bield.people.models import Person, Post
from bield.vault import queries as vault
from bield.vault.commands import destroy_key
from tests.concerns.at_door import door, tell
from tests.concerns.telling import acknowledged, concern, mailed, on_desk
from tests.concerns.test_refer_now import deeds
from tests.concerns.triage import answered
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHARED = Shared(
    body=Body.CHILDRENS_SOCIAL_CARE,
    form="referral",
    purpose="protect",
    basis="harm",
    consent="refused",
    items=("account", "people"),
    why="His father hits him and will not have it told.",
    authority="Northshire",
)
SENT = Told("", NOON + HOUR, how="email", name="Duty worker Lin")


def harmed(cast: Cast, **answers: str) -> str:
    """Joe is said to be hurt at home."""
    joe = [About(person_id=cast.joe.pk, name="Joe Tanner", role=PartyRole.SUBJECT)]
    return answered(cast, acknowledged(cast, about=joe), **{"harm": "yes", **answers})


def prepared(cast: Cast, reference: str, *, who: str = "ben", **other: Any) -> str:
    shared = replace(SHARED, **other)
    return str(commands.prepare(cast.actor(who), reference, shared, at=NOON))


def copied(cast: Cast, reference: str, number: str, how: str = "pdf") -> Made:
    return commands.make_copy(cast.actor("ben"), reference, number, how=how, at=NOON)


def inside(envelope: bytes, phrase: str) -> bytes:
    """The one thing in an envelope."""
    with pyzipper.AESZipFile(io.BytesIO(envelope)) as opened:
        opened.setpassword(phrase.encode())
        (name,) = opened.namelist()
        found: bytes = opened.read(name)
        return found


def sent(cast: Cast, reference: str, **other: Any) -> ReferralItem:
    number = prepared(cast, reference, **other)
    commands.send(cast.actor("ben"), reference, number, SENT, at=NOON + HOUR)
    return referrals(cast, reference)[-1]


def referrals(cast: Cast, reference: str) -> tuple[ReferralItem, ...]:
    return queries.concern_page(cast.actor("ama"), reference, at=NOON + HOUR).referrals


def refused(cast: Cast, reference: str, **other: Any) -> set[str]:
    with pytest.raises(Refused) as no:
        prepared(cast, reference, **other)
    return {one.code for one in no.value.refusals}


# ------ permission


@pytest.mark.clause("SR-6a", "TP-2.9h2")
def test_a_refusal_stands_in_the_record_and_stops_nothing(cast: Cast) -> None:
    reference = harmed(cast)

    item = sent(cast, reference)

    (done,) = deeds(reference)
    assert done.says == {
        **NOTHING,
        "form": "referral",
        "body": "childrens_social_care",
        "authority": "Northshire",
        "name": "Duty worker Lin",
        "purpose": "protect",
        "basis": "harm",
        "consent": "refused",
        "items": ["What was reported, in the reporter’s words", "Who it is about"],
        "why": "His father hits him and will not have it told.",
        "how": "email",
        "told_at": (NOON + HOUR).isoformat(),
        "disclosure": 1,
    }
    assert (item.whom, item.consent) == ("Children’s social care, Northshire", "Refused")


@pytest.mark.clause("SR-6a")
def test_without_permission_and_without_a_reason_nothing_is_kept(cast: Cast) -> None:
    reference = harmed(cast)

    assert refused(cast, reference, why=" ") == {"no-reason"}
    assert Disclosure.objects.count() == 0


@pytest.mark.clause("SR-6a")
def test_where_nobody_is_harmed_it_is_no_ground(cast: Cast) -> None:
    reference = harmed(cast, harm="no")

    assert refused(cast, reference, instead="It is for them.") == {"no-significant-harm"}


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@pytest.mark.parametrize("consent", ["refused", "not_asked", "nobody"])
def test_harm_that_is_not_ruled_out_needs_no_permission(
    cast: Cast, answer: str, consent: str
) -> None:
    reference = harmed(cast, harm=answer)

    assert sent(cast, reference, consent=consent).whom.startswith("Children’s social care")


def test_what_was_not_asked_yet_is_never_a_no(cast: Cast) -> None:
    reference = acknowledged(cast)

    number = prepared(cast, reference, instead="Nothing is answered yet.", items=("account",))

    assert number == "1"


def test_permission_is_a_ground_only_when_it_was_given(cast: Cast) -> None:
    reference = harmed(cast, harm="no")

    asked = {"basis": "permission", "instead": "It is for them."}

    assert refused(cast, reference, **asked) == {"permission-not-given"}
    assert prepared(cast, reference, **asked, consent="given") == "1"


@pytest.mark.clause("SR-6b")
@pytest.mark.parametrize(
    "to", ["nan@alder.example", "Her uncle Tom", "The caretaker next door", "Dr Unknown"]
)
def test_without_permission_a_free_recipient_is_refused(cast: Cast, to: str) -> None:
    reference = harmed(cast)

    assert "agencies-only" in refused(cast, reference, body="other", recipient=to)


@pytest.mark.clause("SR-6b")
@pytest.mark.parametrize("body", [Body.REPORT_HARMFUL_CONTENT, Body.CHILDLINE, "a_friend", ""])
def test_without_permission_only_an_agency_of_the_directory_receives_it(
    cast: Cast, body: str
) -> None:
    reference = harmed(cast)

    assert "agencies-only" in refused(cast, reference, body=body)


@pytest.mark.parametrize("to", ["Ivy Lindqvist", "Joe Tanner", "ask Nan Tanner please"])
@pytest.mark.clause("EY-43b")
def test_with_permission_it_goes_to_no_colleague_and_nobody_in_it(cast: Cast, to: str) -> None:
    reference = harmed(cast)

    codes = refused(
        cast, reference, body="other", recipient=to, basis="permission", consent="given"
    )

    assert "not-to-our-own" in codes


@pytest.mark.clause("SR-6b", "TP-2.9h2")
def test_only_what_was_ticked_leaves(cast: Cast) -> None:
    reference = harmed(cast)
    commands.add_entry(
        cast.actor("ben"), reference, kind="note", text="Her address is 4 Elm Row.", at=NOON
    )

    number = prepared(cast, reference, items=("people",))

    made = queries.paper(cast.actor("ben"), reference, number)
    assert [part.heading for part in made.parts] == ["Who it is about"]
    assert made.parts[0].facts == (
        ("Joe Tanner", "The child or person it is about, born 14 May 2012"),
    )


# ------ recipient, purpose, basis, items


@pytest.mark.clause("TP-2.9h2", "TP-A1-8h")
@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"body": "other", "recipient": " "}, "no-recipient"),
        ({"purpose": ""}, "no-purpose"),
        ({"basis": ""}, "no-basis"),
        ({"consent": ""}, "no-consent-said"),
        ({"items": ()}, "no-items"),
        ({"items": ("everything",)}, "no-items"),
        ({"form": ""}, "no-form"),
    ],
)
def test_nothing_leaves_without_recipient_purpose_basis_and_items(
    cast: Cast, missing: dict[str, Any], code: str
) -> None:
    reference = harmed(cast)

    assert code in refused(cast, reference, **missing)


@pytest.mark.parametrize("who", ["dev", "eve", "fay", "joe", "nan", "mia"])
@pytest.mark.clause("TP-6.3.1d")
def test_nobody_else_prepares_or_takes_anything_out(cast: Cast, who: str) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    copied(cast, reference, number)

    for act in (
        lambda: commands.prepare(cast.actor(who), reference, SHARED, at=NOON),
        lambda: queries.paper(cast.actor(who), reference, number),
        lambda: commands.make_copy(cast.actor(who), reference, number, how="pdf", at=NOON),
        lambda: queries.copied(cast.actor(who), reference, number, "1"),
        lambda: commands.depart(cast.actor(who), reference, number, "1", digest="0" * 64, at=NOON),
        lambda: commands.make_address(cast.actor(who), reference, number, days="1", at=NOON),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.clause("TP-6.3.1d")
def test_whoever_was_let_in_does_not_share(cast: Cast) -> None:
    reference = harmed(cast)
    commands.grant(cast.actor("ben"), reference, person_id=cast.ivy.pk, reason="Why.", at=NOON)

    with pytest.raises(Refused, match="let-in-to-read"):
        commands.prepare(cast.actor("ivy"), reference, SHARED, at=NOON)


@pytest.mark.clause("OT-8b")
def test_from_whichever_source_it_came_it_leaves_by_the_same_step(cast: Cast) -> None:
    post = Item("post:12", "A post", "https://chat.example/post/12", NOON)
    by_door = tell(door(cast)).reference
    commands.acknowledge(cast.actor("ben"), by_door, at=NOON)
    told = [acknowledged(cast), acknowledged(cast, intake=Intake(item=post)), by_door]

    for reference in told:
        answered(cast, reference, harm="yes")
        assert refused(cast, reference, purpose="", items=()) == {"no-purpose", "no-items"}
        item = sent(cast, reference, items=("account",))
        assert (item.told, item.shared) == ("Referred to", referrals(cast, told[0])[0].shared)
        kinds = [one.kind for one in page(cast, reference).chronology]
        assert {"reported", "acknowledged", "contact"} <= set(kinds)


def page(cast: Cast, reference: str) -> ConcernPage:
    return queries.concern_page(cast.actor("ama"), reference, at=NOON + HOUR)


def test_what_was_prepared_stays_as_it_was(cast: Cast) -> None:
    reference = harmed(cast)
    commands.add_entry(cast.actor("ben"), reference, kind="note", text="First.", at=NOON)
    number = prepared(cast, reference, items=("chronology",))
    before = queries.paper(cast.actor("ben"), reference, number)

    commands.add_entry(cast.actor("ben"), reference, kind="note", text="Later.", at=NOON + HOUR)

    assert queries.paper(cast.actor("ben"), reference, number) == before


def test_the_database_refuses_to_change_what_was_prepared(cast: Cast) -> None:
    reference = harmed(cast)
    prepared(cast, reference)

    with pytest.raises(DatabaseError, match="stays as it was written"), transaction.atomic():
        Disclosure.objects.update(says=b"nothing")


def test_the_document_says_for_whom_from_whom_and_when(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)

    made = queries.paper(cast.actor("ben"), reference, number)

    assert made.foot == (
        f"{reference} · for Children’s social care, Northshire · prepared by Ben Carter,"
        " Tuesday 3 March 2026, 12:00:00 GMT"
    )
    assert ("Permission", "Refused") in made.facts
    assert ("What for", "So that somebody is protected") in made.facts


def called_back(cast: Cast, reference: str, number: str) -> list[str]:
    made = queries.paper(cast.actor("ben"), reference, number)
    return [value for name, value in made.facts if name == "To call us back"]


def test_the_document_says_whom_to_call_back_and_goes_on_saying_it(cast: Cast) -> None:
    reference = harmed(cast)
    Person.objects.filter(pk=cast.ben.pk).update(phone="01632 960001")
    number = prepared(cast, reference)
    Person.objects.filter(pk=cast.ben.pk).update(phone="01632 960999")

    first, second = called_back(cast, reference, number)

    assert first == f"Ben Carter, 01632 960001, {cast.ben.email}"
    assert second.startswith("Ama Boateng, ")


def test_nobody_whom_it_is_about_is_named_to_call_back(cast: Cast) -> None:
    reference = harmed(cast)
    commands.exclude(
        cast.actor("ben"), reference, person_id=cast.ama.pk, reason="It is about her.", at=NOON
    )

    said = called_back(cast, reference, prepared(cast, reference))

    assert [one.partition(",")[0] for one in said] == ["Ben Carter"]


def test_what_leaves_is_read_first_and_the_record_has_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    sign_in(client, cast.ben)
    paper = queries.paper(cast.actor("ben"), reference, number)
    before = len(ledger.lines_about(cast.alder.pk, reference, ["concern.opened"]))

    link = f"/concern/{reference}/disclosed/{number}/look/"
    assert link in client.get(f"/concern/{reference}/disclosed/{number}/").content.decode()
    shown = unescape(client.get(link).content.decode())

    words = [text for part in paper.parts for text in (part.heading, *part.words)]
    words += [value for _, value in paper.facts]
    assert [one for one in words if one not in shown] == []
    assert len(ledger.lines_about(cast.alder.pk, reference, ["concern.opened"])) == before + 1
    assert not Departure.objects.exists()


# ------ the proposed body


@pytest.mark.clause("TP-A1-7a")
def test_grooming_proposes_ceop_and_another_choice_asks_why(cast: Cast) -> None:
    reference = harmed(cast, contact="yes", relation="stranger", illegal="yes", risk="no")
    page = queries.refer_page(cast.actor("ben"), reference, at=NOON)

    assert Body.CEOP in [one.body.code for one in page.proposed]
    assert "not-the-body-proposed" in refused(cast, reference, body=Body.HEALTH)
    assert prepared(cast, reference, body=Body.HEALTH, instead="CEOP has it already.") == "1"


@pytest.mark.clause("TP-A1-7a")
@pytest.mark.parametrize(
    ("answers", "body"),
    [
        ({"contact": "yes", "relation": "stranger"}, Body.CEOP),
        ({"kinds": "abuse_images"}, Body.IWF),
        ({"illegal": "yes", "risk": "no"}, Body.POLICE),
        ({"harm": "yes"}, Body.CHILDRENS_SOCIAL_CARE),
    ],
)
def test_the_answers_propose_the_body_that_fits(
    cast: Cast, answers: dict[str, str], body: str
) -> None:
    reference = harmed(cast, **{"harm": "no", **answers})

    page = queries.refer_page(cast.actor("ben"), reference, at=NOON)

    assert body in [one.body.code for one in page.proposed]


@pytest.mark.clause("OT-38a")
@pytest.mark.parametrize(
    ("affected", "body"),
    [("child", Body.CHILDRENS_SOCIAL_CARE), ("adult_at_risk", Body.ADULT_SOCIAL_CARE)],
)
def test_significant_harm_proposes_the_service_by_age(cast: Cast, affected: str, body: str) -> None:
    reference = answered(
        cast, acknowledged(cast), harm="unsure", affected=affected, wishes="not_asked"
    )

    page = queries.refer_page(cast.actor("ben"), reference, at=NOON)

    assert body in [one.body.code for one in page.proposed]


# ------ what comes back


def test_from_prepared_to_finished(cast: Cast) -> None:
    reference = harmed(cast)
    states = []

    def look(who: str = "ama") -> None:
        states.append(referrals(cast, reference)[0].state)

    item = sent(cast, reference)
    look()
    for what, words, number in (
        ("chased", "Rang, no answer.", ""),
        ("acknowledged", "", ""),
        ("reference", "", "NSC-4471"),
        ("advised", "They visit today.", ""),
        ("finished", "Child in need plan.", ""),
    ):
        commands.hear(
            cast.actor("ben"),
            reference,
            of=item.number,
            what=what,
            words=words,
            number=number,
            at=NOON + HOUR,
        )
        look()

    assert states == [
        "No answer yet",
        "No answer yet",
        "Has arrived",
        "Has arrived",
        "Advised",
        "Finished",
    ]
    assert referrals(cast, reference)[0].reference == "NSC-4471"


@pytest.mark.parametrize(
    ("what", "words", "number", "code"),
    [
        ("", "", "", "unknown-answer"),
        ("finished", " ", "", "no-words"),
        ("advised", "", "", "no-words"),
        ("chased", "", "", "no-words"),
        ("declined", "", "", "no-words"),
        ("challenged", "", "", "no-words"),
        ("accepted", "", "", "no-words"),
        ("reference", "x", " ", "no-reference"),
    ],
)
def test_an_answer_without_its_words_is_none(
    cast: Cast, what: str, words: str, number: str, code: str
) -> None:
    reference = harmed(cast)
    item = sent(cast, reference)

    with pytest.raises(Refused, match=code):
        commands.hear(
            cast.actor("ben"),
            reference,
            of=item.number,
            what=what,
            words=words,
            number=number,
            at=NOON,
        )


def test_an_answer_belongs_to_a_referral_of_the_concern(cast: Cast) -> None:
    reference = harmed(cast)

    with pytest.raises(Refused, match="unknown-referral"):
        commands.hear(cast.actor("ben"), reference, of=1, what="acknowledged", at=NOON)


@pytest.mark.clause("TP-A1-6d", "TP-A1-7b")
def test_only_a_recorded_result_ends_the_time_with_the_authorities(cast: Cast) -> None:
    reference = harmed(cast)
    before = queries.outcome(concern(reference), at=NOON).locks
    item = sent(cast, reference)
    ben = cast.actor("ben")

    locks = []
    for what in ("acknowledged", "advised", "finished"):
        locks.append(Lock.AUTHORITIES in queries.outcome(concern(reference), at=NOON).locks)
        commands.hear(ben, reference, of=item.number, what=what, words="Said so.", at=NOON)

    assert Lock.AUTHORITIES not in before
    assert locks == [True, True, True]
    assert Lock.AUTHORITIES not in queries.outcome(concern(reference), at=NOON).locks


def chases(cast: Cast, reference: str) -> list[Duty]:
    cast.actor("ama")
    rows = Duty.objects.filter(kind=CHASE, subject__startswith=reference, closed_at=None)
    return list(rows.order_by("pk"))


def test_a_referral_that_nobody_answers_is_chased(cast: Cast) -> None:
    reference = harmed(cast)

    item = sent(cast, reference)

    (first,) = chases(cast, reference)
    assert first.due_at.date() == (NOON + DAY).date()  # one working day
    later = NOON + 2 * DAY
    commands.hear(
        cast.actor("ben"), reference, of=item.number, what="chased", words="Rang.", at=later
    )
    (again,) = chases(cast, reference)
    assert again.due_at.date() == (NOON + 3 * DAY).date()
    commands.hear(cast.actor("ben"), reference, of=item.number, what="acknowledged", at=later)
    assert chases(cast, reference) == []


def challenges(cast: Cast, reference: str) -> list[Duty]:
    cast.actor("ama")
    rows = Duty.objects.filter(kind=CHALLENGE, subject__startswith=reference, closed_at=None)
    return list(rows.order_by("pk"))


@pytest.mark.parametrize("end", ["accepted", "advised", "finished"])
def test_a_referral_that_is_not_taken_on_is_accepted_or_challenged(cast: Cast, end: str) -> None:
    reference = harmed(cast)
    item = sent(cast, reference)
    ben = cast.actor("ben")

    def hear(what: str, days: int) -> None:
        at = NOON + days * DAY
        commands.hear(ben, reference, of=item.number, what=what, words="Lin said it.", at=at)

    hear("declined", 0)
    assert chases(cast, reference) == []
    (first,) = challenges(cast, reference)
    assert first.due_at.date() == (NOON + DAY).date()  # one working day
    assert referrals(cast, reference)[0].state == "Not taken on"
    assert Lock.AUTHORITIES in queries.outcome(concern(reference), at=NOON).locks
    hear("challenged", 1)
    (again,) = challenges(cast, reference)
    assert again.due_at.date() == (NOON + 2 * DAY).date()
    assert referrals(cast, reference)[0].state == "Not taken on: challenged"
    step = queries.concern_page(ben, reference, at=NOON + DAY).next_step
    assert step.title == "They do not take it on: accept that, or challenge it"
    assert (step.link, step.by_when is None) == (f"/concern/{reference}/hear/", False)
    hear(end, 2)
    assert challenges(cast, reference) == []
    page = queries.concern_page(ben, reference, at=NOON + 2 * DAY)
    assert page.next_step.title != step.title
    inquires = Lock.AUTHORITIES in queries.outcome(concern(reference), at=NOON).locks
    assert inquires is (end == "advised")


@pytest.mark.parametrize("what", ["accepted", "challenged"])
def test_a_no_is_neither_accepted_nor_challenged_before_it_was_said(cast: Cast, what: str) -> None:
    reference = harmed(cast)
    item = sent(cast, reference)

    with pytest.raises(Refused, match="not-declined"):
        commands.hear(
            cast.actor("ben"), reference, of=item.number, what=what, words="Lin.", at=NOON
        )


def test_a_no_that_comes_again_after_it_was_challenged_is_open_again(cast: Cast) -> None:
    reference = harmed(cast)
    item = sent(cast, reference)
    for days, what in enumerate(("declined", "accepted", "declined")):
        at = NOON + days * DAY
        commands.hear(
            cast.actor("ben"), reference, of=item.number, what=what, words="Lin said it.", at=at
        )

    (duty,) = challenges(cast, reference)
    assert duty.due_at > NOON + 2 * DAY


def test_who_waits_for_which_body_lies_nowhere_in_clear(cast: Cast) -> None:
    reference = harmed(cast)
    sent(cast, reference)

    lines = ledger.lines_about(cast.alder.pk, reference)
    (duty,) = chases(cast, reference)
    assert not any("social_care" in f"{line.facts}{line.event}" for line in lines)
    assert "social" not in duty.subject


# ------ advice


@pytest.mark.clause("OT-5c")
def test_advice_that_was_taken_is_an_answer_to_whom_it_was_brought(cast: Cast) -> None:
    reference = harmed(cast, harm="no")
    told = Told(Body.CHILDRENS_SOCIAL_CARE, NOON, name="Lin", said="Below their level: help.")

    commands.take_advice(cast.actor("ben"), reference, told, at=NOON)

    (item,) = referrals(cast, reference)
    assert (item.told, item.state) == ("Advice asked of", "Advised")
    assert item.heard[0].text == "Below their level: help."
    assert Lock.AUTHORITIES not in queries.outcome(concern(reference), at=NOON).locks
    with pytest.raises(Refused, match="no-words"):
        commands.take_advice(cast.actor("ben"), reference, replace(told, said=""), at=NOON)


# ------ an address of a page


@pytest.mark.clause("EY-30")
def test_iwf_is_told_an_address_and_given_no_document(cast: Cast) -> None:
    reference = harmed(cast, harm="no", kinds="abuse_images")
    told = Told(Body.IWF, NOON, how="web", reference="IWF-1", address="https://bad.example/page")

    assert "address-only" in refused(cast, reference, body=Body.IWF, basis="crime")
    with pytest.raises(Refused, match="no-address"):
        commands.report_address(cast.actor("ben"), reference, replace(told, address=" "), at=NOON)
    commands.report_address(cast.actor("ben"), reference, told, at=NOON)

    (done,) = deeds(reference)
    assert (done.says["body"], done.says["items"]) == ("iwf", ["The address of a page"])
    assert done.says["reference"] == "IWF-1"


@pytest.mark.clause("EY-30")
def test_the_step_to_iwf_says_what_it_takes_and_offers_the_other_body(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = harmed(cast, harm="no", kinds="hate")
    sign_in(client, cast.ama)

    page = client.get(f"/concern/{reference}/refer/iwf/").content.decode()

    assert "report.iwf.org.uk" in page
    assert "Racism, hatred, bullying" in page
    assert "Which address did you report?" in page
    assert "Which reference did they give you?" in page
    assert f'href="/concern/{reference}/refer/hate/"' in page
    assert f'href="/concern/{reference}/refer/report_harmful_content/"' in page


# ------ leaving


@pytest.mark.clause("TP-2.9h2", "EY-43b")
def test_each_time_it_leaves_is_in_the_list_with_its_digest(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    sign_in(client, cast.ben)
    pdf, word = (copied(cast, reference, number, how).number for how in ("pdf", "docx"))

    files = [client.send(f"/concern/{reference}/disclosed/1/copy/{one}/") for one in (pdf, word)]

    page = queries.disclosure_page(cast.actor("ama"), reference, number, at=NOON)
    digests = [hashlib.sha256(one.content).hexdigest() for one in files]
    assert [(one.copy, one.word, one.by, one.digest) for one in page.departures] == [
        (1, "Document (PDF)", "Ben Carter", digests[0]),
        (2, "Document (Word)", "Ben Carter", digests[1]),
    ]
    disposition = files[0].headers["Content-Disposition"]
    assert disposition == f'attachment; filename="{reference}-1-1.pdf"'


@pytest.mark.clause("TP-A1-8h")
def test_the_bundle_proves_itself_and_its_leaving_is_written_down(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = harmed(cast)
    commands.add_entry(cast.actor("ben"), reference, kind="note", text="Bruise, left arm.", at=NOON)
    number = prepared(cast, reference, items=("people", "chronology"))
    sign_in(client, cast.ben)
    made = copied(cast, reference, number, "bundle")

    sent_out = client.send(f"/concern/{reference}/disclosed/{number}/copy/1/").content

    with zipfile.ZipFile(io.BytesIO(inside(sent_out, made.phrase))) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    sums = dict(
        reversed(line.split("  ", 1)) for line in files.pop("SHA256SUMS").decode().splitlines()
    )
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert sorted(files) == ["NOTE.txt", "chronology.txt", "document.pdf", "people.txt"]
    assert "Bruise, left arm." in files["chronology.txt"].decode()
    assert "For: Children’s social care, Northshire" in files["NOTE.txt"].decode()
    page = queries.disclosure_page(cast.actor("ama"), reference, number, at=NOON)
    assert [(one.word, one.digest) for one in page.departures] == [
        ("Bundle", hashlib.sha256(sent_out).hexdigest())
    ]


# ------ an address that opens it once


def address(cast: Cast, reference: str, number: str, *, days: str = "1") -> one_time.Made:
    return commands.make_address(cast.actor("ben"), reference, number, days=days, at=NOON)


def use(made: one_time.Made, *, at: Any = NOON, code: str = "") -> None:
    found = commands.open_address(made.address, code or made.code, at=at)
    commands.use_address(found, digest="0" * 64, at=at)


@pytest.mark.clause("TP-2.9h2")
def test_an_address_opens_once_and_its_use_is_in_the_list(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    made = address(cast, reference, number)

    use(made)

    with pytest.raises(Refused, match="opens-nothing"):
        use(made)
    page = queries.disclosure_page(cast.actor("ama"), reference, number, at=NOON)
    assert [one.word for one in page.departures] == ["Opened through its address"]
    assert [one.state for one in page.addresses] == ["used"]


@pytest.mark.clause("TP-2.9h2", "EY-43b")
def test_after_its_time_it_opens_nothing(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    made = address(cast, reference, number)

    with pytest.raises(Refused, match="opens-nothing"):
        use(made, at=NOON + DAY)

    page = queries.disclosure_page(cast.actor("ama"), reference, number, at=NOON + DAY)
    assert page.departures == ()


def test_without_the_code_it_opens_nothing_and_soon_never(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    made = address(cast, reference, number)

    for _ in range(4):
        with pytest.raises(Refused, match="not-this-code"):
            use(made, code="2222-2222")
    with pytest.raises(Refused, match="opens-nothing"):
        use(made, code="2222-2222")

    with pytest.raises(Refused, match="opens-nothing"):
        use(made)
    page = queries.disclosure_page(cast.actor("ama"), reference, number, at=NOON)
    assert [one.state for one in page.addresses] == ["closed: too many wrong codes"]


def test_a_right_code_found_before_too_many_wrong_ones_opens_nothing_after(cast: Cast) -> None:
    reference = harmed(cast)
    made = address(cast, reference, prepared(cast, reference))
    found = commands.open_address(made.address, made.code, at=NOON)

    for _ in range(5):
        with pytest.raises(Refused, match=r"not-this-code|opens-nothing"):
            use(made, code="2222-2222")

    with pytest.raises(Refused, match="opens-nothing"):
        commands.use_address(found, digest="0" * 64, at=NOON)


def test_a_mistyped_code_says_how_often_it_may_be_typed_again(cast: Cast) -> None:
    reference = harmed(cast)
    made = address(cast, reference, prepared(cast, reference))
    said = []

    for _ in range(4):
        with pytest.raises(Refused) as no:
            use(made, code="2222-2222")
        said += [refusal.message.split(". ")[-1] for refusal in no.value.refusals]

    assert said == [
        "You can try 4 more times; then the address closes.",
        "You can try 3 more times; then the address closes.",
        "You can try 2 more times; then the address closes.",
        "You can try once more; then the address closes.",
    ]
    use(made)
    assert Departure.objects.count() == 1


@pytest.mark.clause("TP-2.9h2")
def test_a_wrong_code_tells_nothing_of_an_address_that_opens_no_more(cast: Cast) -> None:
    reference = harmed(cast)
    made = address(cast, reference, prepared(cast, reference))
    use(made)

    with pytest.raises(Refused) as wrong:
        use(made, code="2222-2222")
    with pytest.raises(Refused) as unknown:
        commands.open_address("a" * 32, "2222-2222", at=NOON)

    assert wrong.value.refusals == unknown.value.refusals


@pytest.mark.clause("EY-43b")
def test_taken_back_it_opens_nothing(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    made = address(cast, reference, number)

    commands.end_addresses(cast.actor("ama"), reference, number, at=NOON)

    with pytest.raises(Refused, match="opens-nothing"):
        use(made)


@pytest.mark.parametrize("wrong", ["nonsense", "a" * 32, "", "é"])
def test_what_is_no_address_looks_like_one_that_opens_nothing(cast: Cast, wrong: str) -> None:
    with pytest.raises(Refused, match="opens-nothing"):
        commands.open_address(wrong, "2222-2222", at=NOON)


def test_the_code_may_be_typed_as_it_was_heard(cast: Cast) -> None:
    reference = harmed(cast)
    made = address(cast, reference, prepared(cast, reference))

    use(made, code=made.code.lower().replace("-", " "))

    with pytest.raises(Refused, match="opens-nothing"):  # it was opened, and opens once
        use(made)


def test_an_address_tells_nothing_and_lies_nowhere(cast: Cast) -> None:
    reference = harmed(cast)
    made = address(cast, reference, prepared(cast, reference))

    row = concern(reference).disclosures.get().addresses.get()
    assert one_time.organisation_of(made.address) == cast.alder.pk
    assert made.address not in str(vars(row))
    assert made.code.replace("-", "") not in str(vars(row))
    assert not any(
        made.address in line.facts for line in ledger.lines_about(cast.alder.pk, reference)
    )


@pytest.mark.clause("TP-2.9h2")
def test_whoever_has_both_takes_the_document_without_an_account(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    from django.utils import timezone  # the page asks the real clock

    reference = harmed(cast)
    number = prepared(cast, reference)
    made = commands.make_address(cast.actor("ben"), reference, number, days="1", at=timezone.now())

    asked = client.get(f"/for-you/{made.address}/").content.decode()
    wrong = client.send(f"/for-you/{made.address}/", {"code": "2222-2222"})
    ready = client.send(f"/for-you/{made.address}/", {"code": made.code})
    right = client.send(f"/for-you/{made.address}/", {"code": made.code, "save": "yes"})
    again = client.send(f"/for-you/{made.address}/", {"code": made.code, "save": "yes"})

    assert reference not in asked
    assert "This is not the code." in wrong.content.decode()
    assert "The code is right." in ready.content.decode()
    assert "This is not the code." not in ready.content.decode()
    assert reference not in ready.content.decode()
    assert right.headers["Content-Type"] == "application/pdf"
    assert right.headers["Content-Disposition"] == 'attachment; filename="document.pdf"'
    assert "open nothing" in again.content.decode()


# ------ whom it names to call back does not read it any more


STAYS = "callers-no-longer-read-it"


def kept_away(cast: Cast, reference: str) -> None:
    commands.exclude(
        cast.actor("ama"), reference, person_id=cast.ben.pk, reason="He is the one.", at=NOON
    )


def taken_out(cast: Cast, reference: str, number: str, *, at: Any = NOON) -> None:
    """Of the copy that was made before, or of one made now."""
    ama = cast.actor("ama")
    row = Copy.objects.filter(disclosure__number=number, phrase__isnull=False).first()
    copy = row or commands.make_copy(ama, reference, number, how="pdf", at=at)
    commands.depart(ama, reference, number, str(copy.number), digest="0" * 64, at=at)


def made_by_ama(cast: Cast, reference: str, number: str, *, at: Any = NOON) -> one_time.Made:
    return commands.make_address(cast.actor("ama"), reference, number, days="3", at=at)


@pytest.mark.clause("TP-2.9h2")
def test_what_names_somebody_kept_away_to_call_back_does_not_leave(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    sign_in(client, cast.ama)
    place = f"/concern/{reference}/disclosed/{number}/copy/"
    saved = [f"{place}{copied(cast, reference, number, how).number}/" for how in leaving.LOCKED]
    before = [client.send(one).status_code for one in saved]
    paper = queries.paper(cast.actor("ama"), reference, number)

    kept_away(cast, reference)

    answers = [client.send(one) for one in saved]
    fresh = client.send(place, {"how": "pdf"})
    assert before == [200, 200, 200]
    assert [one.status_code for one in answers] == [403, 403, 403]
    assert [one for one in answers if f"/concern/{reference}/refer/" not in one.text] == []
    assert f"/concern/{reference}/refer/" in fresh.text
    assert Copy.objects.count() == len(saved)
    assert Departure.objects.count() == len(before)
    assert queries.paper(cast.actor("ama"), reference, number) == paper
    with pytest.raises(Refused, match=STAYS):
        taken_out(cast, reference, number)


@pytest.mark.clause("TP-2.9h2")
def test_no_address_of_it_is_made_and_one_made_before_opens_nothing(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    first, second = address(cast, reference, number), address(cast, reference, number)
    use(first)

    kept_away(cast, reference)

    with pytest.raises(Refused) as no:
        use(second)
    with pytest.raises(Refused) as unknown:
        commands.open_address("a" * 32, "2222-2222", at=NOON)
    assert no.value.refusals == unknown.value.refusals
    with pytest.raises(Refused, match=STAYS):
        made_by_ama(cast, reference, number)
    page = queries.disclosure_page(cast.actor("ama"), reference, number, at=NOON)
    assert [one.state for one in page.addresses] == [
        "used",
        "closed: whom to call back no longer reads it",
    ]


@pytest.mark.clause("TP-2.9h2")
def test_kept_away_between_the_code_and_the_document_it_does_not_leave(cast: Cast) -> None:
    reference = harmed(cast)
    made = address(cast, reference, prepared(cast, reference))
    found = commands.open_address(made.address, made.code, at=NOON)

    kept_away(cast, reference)

    with pytest.raises(Refused, match="opens-nothing"):
        commands.use_address(found, digest="0" * 64, at=NOON)
    assert not Departure.objects.exists()


def test_whoever_has_both_is_told_what_anybody_is_told(cast: Cast, client: LookingClient) -> None:
    from django.utils import timezone  # the page asks the real clock

    reference = harmed(cast)
    number = prepared(cast, reference)
    made = commands.make_address(cast.actor("ben"), reference, number, days="1", at=timezone.now())
    kept_away(cast, reference)

    right = client.send(f"/for-you/{made.address}/", {"code": made.code})

    assert "open nothing" in right.text
    assert "Ben" not in right.text


def test_the_pages_say_that_it_stays_and_lead_to_preparing_it_again(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    sign_in(client, cast.ama)
    said = "It names somebody to call back who no longer reads this concern. Prepare it again."
    place = f"/concern/{reference}/disclosed/{number}/"
    before = [client.get(page).text for page in (place, f"{place}look/")]

    kept_away(cast, reference)

    after = [client.get(page).text for page in (place, f"{place}look/")]
    refused_there = client.send(f"{place}address/", {"days": "1"}).text
    again = f'<a href="/concern/{reference}/refer/">Prepare it again</a>'
    assert [said in page for page in before] == [False, False]
    assert [said in page and again in page for page in (*after, refused_there)] == [True] * 3
    assert ["Make an address" in page for page in (before[0], after[0])] == [True, False]


def test_prepared_again_it_names_who_reads_it_and_leaves(cast: Cast) -> None:
    reference = harmed(cast)
    prepared(cast, reference)
    kept_away(cast, reference)

    number = prepared(cast, reference, who="ama")

    taken_out(cast, reference, number)
    use(made_by_ama(cast, reference, number))
    assert Departure.objects.count() == 2


def test_when_the_post_of_whom_it_names_has_ended_it_does_not_leave(cast: Cast) -> None:
    reference = harmed(cast)
    number = prepared(cast, reference)
    made = made_by_ama(cast, reference, number)
    Post.objects.filter(person=cast.ben).update(ends_on=NOON.date())

    taken_out(cast, reference, number)  # on the last day it is still theirs

    with pytest.raises(Refused, match=STAYS):
        taken_out(cast, reference, number, at=NOON + DAY)
    with pytest.raises(Refused, match="opens-nothing"):
        use(made, at=NOON + DAY)


@pytest.mark.parametrize(
    ("words", "who", "leaves"),
    [
        ((), (), True),  # it names nobody
        (("Ben, 1",), (), False),  # older than the persons beside the words
        (("Ben, 1",), (1,), True),
        (("Ben, 1", "Ama, 2"), (1,), False),
        (("Ben, 1", "Ama, 2"), (1, 2), False),  # Ama does not read it
    ],
)
def test_words_leave_only_with_a_person_for_each_who_reads_it(
    words: tuple[str, ...], who: tuple[int, ...], leaves: bool
) -> None:
    assert (rules.leave(rules.Called(words, who, {1, 3})) is None) == leaves


def test_whether_it_may_leave_is_asked_in_as_many_statements_however_many_read_it(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    reference = harmed(cast)
    found = concern(reference)
    one = queries.disclosure(found, prepared(cast, reference))
    counted = django_assert_num_queries

    with counted(3):  # the key, who reads it, the posts they hold
        before = queries.called(found, one, at=NOON)
    commands.grant(cast.actor("ben"), reference, person_id=cast.ivy.pk, reason="Why.", at=NOON)
    with counted(3):
        after = queries.called(found, one, at=NOON)

    assert set(after.reading) - set(before.reading) == {cast.ivy.pk}


def test_an_address_whose_key_was_destroyed_opens_nothing_like_any(cast: Cast) -> None:
    reference = harmed(cast)
    made = address(cast, reference, prepared(cast, reference))
    key_id = concern(reference).key_id
    destroy_key(cast.actor("ama"), key_id, reason_code="disposed", at=NOON)

    with pytest.raises(Refused, match="opens-nothing"):
        use(made)


# ------ an adult of the organisation


@pytest.mark.clause("EY-82b", "OT-14d")
def test_the_road_of_an_allegation_leads_to_the_lado_of_the_place(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    ivy = [About(person_id=cast.ivy.pk, name="Ivy Lindqvist", role=PartyRole.ALLEGED)]
    reference = acknowledged(cast, by="gus", about=ivy)
    sign_in(client, cast.gus)

    page = client.get(f"/concern/{reference}/refer/").content.decode()
    lado = client.get(f"/concern/{reference}/refer/lado/").content.decode()

    assert f'href="/concern/{reference}/refer/lado/"' in page
    assert "Nobody speaks with the person named" in page
    assert "0114 496 0103" in lado
    assert "Wants to be told within: one working day." in lado
    assert on_desk(cast, "ivy") == []


@pytest.mark.clause("OT-14d")
def test_past_the_clock_of_the_lado_the_alternate_hears_of_it(cast: Cast) -> None:
    ivy = [About(person_id=cast.ivy.pk, name="Ivy Lindqvist", role=PartyRole.ALLEGED)]
    reference = acknowledged(cast, by="ama", about=ivy)
    one = concern(reference)
    key = vault.secret(one.organisation_id, one.key_id)
    duty = Duty.objects.get(subject=duty_subject(key, reference, "lado"))
    holders = [holding.person_id for holding in duty.holdings.all()]

    Message.objects.all().delete()
    rounds.turn(duty.due_at + HOUR)

    assert duty.due_at.date() == (NOON + DAY).date()
    assert holders == [cast.ama.pk]
    assert {"ama", "gus"} <= mailed(reference)


@pytest.mark.clause("EY-83b")
def test_grooming_by_one_of_ours_takes_both_roads(cast: Cast) -> None:
    ivy = [About(person_id=cast.ivy.pk, name="Ivy Lindqvist", role=PartyRole.ALLEGED)]
    reference = answered(
        cast,
        acknowledged(cast, by="gus", about=ivy),
        by="gus",
        allegation="yes",
        behaviour="staff",
        grooming="yes",
        named="worker",
        concerned="child",
    )

    page = queries.refer_page(cast.actor("gus"), reference, at=NOON)

    assert {Body.LADO, Body.CEOP} <= {one.body.code for one in page.proposed}


# ------ what the pages say of what was done and answered


def test_a_body_that_was_told_is_not_called_required_any_more(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = harmed(cast)
    told = Told(Body.CHILDRENS_SOCIAL_CARE, NOON, name="Duty worker Lin")
    sign_in(client, cast.ben)
    proposed = "What the answers propose"

    before = client.get(f"/concern/{reference}/refer/").content.decode().partition(proposed)[2]
    commands.refer_now(cast.actor("ben"), reference, told, at=NOON)
    after = client.get(f"/concern/{reference}/refer/").content.decode().partition(proposed)[2]

    assert ("Required" in before, "They were told" in before) == (True, False)
    assert "They were told" in after.partition("What has been done")[0]
    assert "Required" not in after.partition("What has been done")[0]


def test_the_page_says_which_answer_takes_a_ground_away(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    reference = harmed(cast, harm="no")
    sign_in(client, cast.ben)
    page = f"/concern/{reference}/refer/childrens_social_care/"

    answered_no = client.get(page).content.decode()
    commands.answer(
        cast.actor("ben"), reference, question="harm", values=["yes"], reason="He is.", at=NOON
    )
    answered_yes = client.get(page).content.decode()

    link = f'<a href="/concern/{reference}/triage/harm/">Change that answer</a>'
    assert (link in answered_no, link in answered_yes) == (True, False)
    assert (
        "Change that answer" not in client.get(page.replace("childrens_social_care", "other")).text
    )
