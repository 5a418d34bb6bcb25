"""Whether those at home are told: who decides, whom, when, and what comes first."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from bield.advice.states import Body
from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.commands import Told
from bield.concerns.grounds import Heard
from bield.concerns.models import Deed
from bield.concerns.queries.parents import deciders
from bield.concerns.rules.parents import Answered, Telling, parents
from bield.concerns.states import PartyRole
from bield.duties.models import Duty
from bield.kit.refusals import Refused
from bield.ledger.queries import lines_about
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import Actor, house
from bield.people.models import Person
from bield.people.states import Role
from tests.concerns.gate import at_the_gate, triaged
from tests.concerns.telling import acknowledged, concern, reported
from tests.conftest import BEGAN, NOON, TODAY, Cast, SignIn

TELL = {"decision": "now", "reason": "They can help."}
FACTS = Telling(offered=frozenset({"NAN", "PAT"}), raises="no")


def at_home(cast: Cast, *, also: str = "Pat Tanner") -> Person:
    """Nan and somebody else care for Joe."""
    actor = house(cast.alder.pk, "tests")
    other = people.add_person(actor, name=also, email="pat@alder.example", at=BEGAN)
    people.appoint(actor, other.pk, role=Role.PARENT, at=BEGAN)
    for guardian in (cast.nan.pk, other.pk):
        people.link_guardian(actor, guardian_id=guardian, child_id=cast.joe.pk, at=BEGAN)
    return other


def about_joe(cast: Cast, *alleged: About, **answers: tuple[str, ...]) -> str:
    """Triaged: it is about Joe, and whoever may have done harm."""
    about = [About(person_id=cast.joe.pk), *alleged]
    return triaged(cast, acknowledged(cast, about=about), **answers)


def decide(cast: Cast, reference: str, who: str = "ben", **answers: Any) -> None:
    commands.decide_on_parents(cast.actor(who), reference, **{**TELL, **answers}, at=NOON)


def tell(cast: Cast, reference: str, who: str = "ben", **answers: Any) -> None:
    said = {"whom": [cast.nan.reference], "how": "phone", "told_at": NOON, "words": "She knows."}
    commands.tell_parents(cast.actor(who), reference, **{**said, **answers}, at=NOON)


def to_the_police(cast: Cast, reference: str, at: datetime) -> Actor:
    ben = cast.actor("ben")
    commands.refer_now(ben, reference, Told(Body.POLICE, at, reference="77-1"), at=at)
    return ben


def page(cast: Cast, reference: str, who: str = "ben") -> Any:
    return queries.parents_page(cast.actor(who), reference, at=NOON)


# ------ the rule


def asked(**changes: Any) -> Answered:
    given = {"decision": "now", "reason": "x", "whom": ("NAN",), "today": TODAY, **changes}
    return Answered(**given)


@pytest.mark.parametrize(
    ("answered", "facts"),
    [
        ({}, {}),
        ({"whom": (), "other": "Gran Tanner"}, {}),
        ({"decision": "never", "whom": ()}, {"raises": "yes", "at_home": True}),
        ({"decision": "later", "look_again_on": TODAY + timedelta(days=1)}, {"raises": "unsure"}),
        ({}, {"at_home": True, "advised": True}),
        ({}, {"authorities": True, "advised": True}),
        ({}, {"raises": "yes", "advised": True}),
    ],
)
def test_it_is_decided(answered: dict[str, Any], facts: dict[str, Any]) -> None:
    assert parents(asked(**answered), Telling(**{**vars(FACTS), **facts})) == []


@pytest.mark.clause("TP-A1-9d", "EY-33a", "TP-3.4.3.5")
@pytest.mark.parametrize(
    ("answered", "facts", "code"),
    [
        ({"decision": ""}, {}, "no-decision"),
        ({"decision": "undecided"}, {}, "no-decision"),
        ({"reason": " "}, {}, "no-reason"),
        ({}, {"raises": ""}, "risk-of-telling-not-asked"),
        ({"decision": "never"}, {"raises": ""}, "risk-of-telling-not-asked"),
        ({}, {"view_missing": True}, "no-view"),
        ({"decision": "later"}, {}, "no-day-to-look-again"),
        ({"decision": "later", "look_again_on": TODAY}, {}, "no-day-to-look-again"),
        ({}, {"raises": "yes"}, "telling-raises-risk"),
        ({}, {"raises": "unsure"}, "telling-raises-risk"),
        ({}, {"at_home": True}, "agency-advice-first"),
        ({}, {"authorities": True}, "agency-advice-first"),
        ({"whom": ()}, {}, "nobody-chosen"),
        ({"whom": ("DAD",)}, {}, "not-to-be-told"),
        ({"whom": (), "other": "bob  CREW"}, {"alleged": ("Bob Crew",)}, "alleged-is-never-told"),
    ],
)
def test_what_speaks_against_it(answered: dict[str, Any], facts: dict[str, Any], code: str) -> None:
    refusals = parents(asked(**answered), Telling(**{**vars(FACTS), **facts}))

    assert [one.code for one in refusals] == [code]


# ------ who decides


@pytest.mark.clause("TP-3.4.3.5", "TP-A1-0.5", "TP-A1-9d")
def test_only_the_lead_or_a_deputy_decides(cast: Cast) -> None:
    at_home(cast)
    about = [About(person_id=cast.joe.pk)]
    reference = acknowledged(cast, about=about, site_id=cast.elm.pk)
    triaged(cast, reference)

    with pytest.raises(Refused, match="only-the-lead-decides") as refused:
        decide(cast, reference, "cat", whom=[cast.nan.reference])

    assert refused.value.refusals[0].mender == "Ben Carter or Ama Boateng"

    decide(cast, reference, "ama", whom=[cast.nan.reference])
    assert page(cast, reference, "cat").may.code == "only-the-lead-decides"
    assert page(cast, reference, "ben").decision == "now"


def test_where_both_are_named_whoever_reads_it_decides(cast: Cast) -> None:
    about = [About(person_id=cast.ama.pk), About(person_id=cast.ben.pk)]
    reference = reported(cast, about=about, colleague=True)

    who = deciders(concern(reference), at=NOON)

    assert who
    assert not {"Ama Boateng", "Ben Carter"} & set(who.values())


@pytest.mark.clause("TP-3.4.3.5", "TP-A1-0.5")
def test_who_was_let_in_has_no_control_to_tell_anybody(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    commands.grant(cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="x", at=NOON)
    sign_in(client, cast.ivy)

    shown = client.get(f"/concern/{reference}/").content.decode()

    assert "Add to the chronology" in shown
    assert "/parents/" not in shown
    with pytest.raises(Refused, match="let-in-to-read"):
        decide(cast, reference, "ivy")


@pytest.mark.clause("TP-A1-0.5")
def test_the_reporter_can_neither_open_nor_print_nor_pass_it_on(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.dev)

    shown = client.get("/my-reports/").content.decode()
    answers = {
        step: client.get(f"/concern/{reference}/{step}").status_code
        for step in ("", "print/", "parents/", "parents/told/", "pass-on/", "tell-reporter/")
    }

    assert reference in shown
    assert "Forward" not in shown
    assert "Share" not in shown
    assert f"/concern/{reference}" not in shown
    assert set(answers.values()) == {404}


# ------ whom


@pytest.mark.clause("TP-A1-9d")
def test_the_alleged_parent_is_never_among_those_who_may_be_told(cast: Cast) -> None:
    pat = at_home(cast)
    alleged = About(person_id=cast.nan.pk, role=PartyRole.ALLEGED)
    reference = about_joe(cast, alleged)

    shown = page(cast, reference)

    assert [name for _, name in shown.choices] == ["Pat Tanner (Joe Tanner)"]
    assert shown.alleged == ("Nan Tanner",)
    assert shown.at_home
    assert shown.preselected == []  # the other guardian is told by explicit choice alone
    for whom, other in (([cast.nan.reference], ""), ([], "Nan Tanner")):
        with pytest.raises(Refused) as refused:
            decide(cast, reference, whom=whom, other=other)
        codes = {one.code for one in refused.value.refusals}
        assert codes >= {"agency-advice-first"}
        assert codes & {"not-to-be-told", "alleged-is-never-told"}
    with pytest.raises(Refused, match="agency-advice-first"):
        decide(cast, reference, whom=[pat.reference])


def test_a_parent_whose_name_was_typed_is_not_told_either(cast: Cast) -> None:
    at_home(cast)
    alleged = About(name="Mrs Tanner", role=PartyRole.ALLEGED)

    shown = page(cast, about_joe(cast, alleged))

    assert shown.choices == ()


def test_who_was_kept_out_is_not_told(cast: Cast) -> None:
    pat = at_home(cast)
    reference = about_joe(cast)
    commands.exclude(
        cast.actor("ama"), reference, person_id=pat.pk, reason="Would warn him.", at=NOON
    )

    assert [name for _, name in page(cast, reference).choices] == ["Nan Tanner (Joe Tanner)"]


def test_ordinarily_everybody_at_home_is_chosen_already(cast: Cast) -> None:
    pat = at_home(cast)

    shown = page(cast, about_joe(cast))

    assert set(shown.preselected) == {cast.nan.reference, pat.reference}


# ------ and the telling


@pytest.mark.clause("TP-A1-9d", "TP-3.4.3.5")
def test_nobody_is_told_before_it_is_decided(cast: Cast) -> None:
    at_home(cast)
    reference = about_joe(cast)

    with pytest.raises(Refused, match="not-decided"):
        tell(cast, reference)

    decide(cast, reference, decision="never", reason="It would be taken out on him.")
    with pytest.raises(Refused, match="not-decided"):
        tell(cast, reference)


@pytest.mark.clause("TP-3.4.3.5")
def test_who_was_told_when_and_how_is_written_down(cast: Cast) -> None:
    at_home(cast)
    reference = about_joe(cast)
    decide(cast, reference, whom=[cast.nan.reference], other="Gran Tanner")

    tell(cast, reference, whom=[cast.nan.reference, "other"])

    shown = page(cast, reference)
    assert shown.told
    assert [was.said for was in shown.before] == [
        "Tell them now",
        "Told: Nan Tanner, Gran Tanner, by telephone",
    ]
    [*_, last] = queries.concern_page(cast.actor("ama"), reference, at=NOON).chronology
    assert last.text == "Nan Tanner, Gran Tanner told, by telephone.\nShe knows."


@pytest.mark.clause("TP-A1-9d")
def test_an_authority_that_is_asked_after_the_decision_holds_the_telling_back(cast: Cast) -> None:
    at_home(cast)
    reference = about_joe(cast)
    decide(cast, reference, whom=[cast.nan.reference])
    later = NOON + timedelta(hours=1)
    ben = to_the_police(cast, reference, later)
    [police] = queries.refer_page(ben, reference, at=later).referrals

    def hear(what: Heard, words: str) -> None:
        commands.hear(ben, reference, of=police.number, what=what, words=words, at=later)

    def tell_later() -> None:
        said = {"whom": [cast.nan.reference], "how": "phone", "words": "She knows."}
        commands.tell_parents(ben, reference, **said, told_at=later, at=later)

    for what in (None, Heard.CLEARED, Heard.AGREED):
        if what is not None:
            hear(what, "The child.")
        with pytest.raises(Refused, match="agency-advice-first"):
            tell_later()
    hear(Heard.HOME, "The mother alone.")
    tell_later()
    hear(Heard.ADVISED, "Not the father: he is a suspect.")
    with pytest.raises(Refused, match="agency-advice-first"):
        tell_later()
    assert [words.rpartition(": ")[2] for words in page(cast, reference).advice] == [
        "he is a suspect.",
        "The mother alone.",
        "The child.",
        "The child.",
    ]


def test_what_was_said_at_home_before_the_authority_was_asked_is_written_down(cast: Cast) -> None:
    at_home(cast)
    reference = about_joe(cast)
    decide(cast, reference, whom=[cast.nan.reference])
    to_the_police(cast, reference, NOON + timedelta(hours=1))

    tell(cast, reference)

    assert page(cast, reference).told


def test_nobody_is_told_before_it_was_reported(cast: Cast) -> None:
    at_home(cast)
    reference = about_joe(cast)
    decide(cast, reference, whom=[cast.nan.reference])

    with pytest.raises(Refused, match="before-it-was-reported"):
        tell(cast, reference, told_at=NOON - timedelta(days=1))


def test_only_those_for_whom_it_was_decided_are_told(cast: Cast) -> None:
    pat = at_home(cast)
    reference = about_joe(cast)
    decide(cast, reference, whom=[pat.reference])

    for whom, code in (([cast.nan.reference], "not-to-be-told"), (["other"], "not-to-be-told")):
        with pytest.raises(Refused, match=code):
            tell(cast, reference, whom=whom)


def test_whoever_is_alleged_since_the_decision_is_not_told(cast: Cast) -> None:
    at_home(cast)
    reference = about_joe(cast)
    decide(cast, reference, whom=[cast.nan.reference])
    commands.exclude(cast.actor("ama"), reference, person_id=cast.nan.pk, reason="x", at=NOON)

    with pytest.raises(Refused, match="not-to-be-told"):
        tell(cast, reference)


@pytest.mark.clause("EY-33a")
def test_bullying_is_discussed_by_whoever_works_on_it_once_the_lead_has_decided(
    cast: Cast,
) -> None:
    at_home(cast)
    about = [About(person_id=cast.joe.pk)]
    reference = acknowledged(cast, about=about, site_id=cast.elm.pk)
    triaged(cast, reference, bullying=("yes",), kinds=("bullying",), areas=("conduct",))

    with pytest.raises(Refused, match="not-decided"):
        tell(cast, reference, "cat")
    decide(cast, reference, whom=[cast.nan.reference])
    tell(cast, reference, "cat")

    assert page(cast, reference).told


@pytest.mark.clause("EY-33a")
def test_where_telling_raises_the_risk_the_talk_waits_and_advice_is_due(cast: Cast) -> None:
    at_home(cast)
    bullied = {"bullying": ("yes",), "kinds": ("bullying",), "areas": ("conduct",)}
    reference = about_joe(cast, telling_risk=("yes",), **bullied)

    with pytest.raises(Refused, match="telling-raises-risk"):
        decide(cast, reference, whom=[cast.nan.reference])

    later = TODAY + timedelta(days=3)
    decide(cast, reference, decision="later", look_again_on=later, reason="He reads her phone.")
    open_ones = {one.code for one in queries.outcome(concern(reference), at=NOON).open}
    assert {"advice_on_parents", "parents"} <= open_ones
    assert "tell_parents" not in open_ones


@pytest.mark.clause("EY-33a")
def test_of_a_picture_only_the_lead_tells(cast: Cast) -> None:
    at_home(cast)
    about = [About(person_id=cast.joe.pk)]
    reference = acknowledged(cast, about=about, site_id=cast.elm.pk)
    picture = {"image": ("yes",), "shown": ("child",), "form": ("picture",), "seen": ("no",)}
    triaged(cast, reference, danger=("unsure",), **picture)  # so the officer reads it too
    decide(cast, reference, whom=[cast.nan.reference])

    with pytest.raises(Refused, match="only-the-lead-tells"):
        tell(cast, reference, "cat")


# ------ nothing goes home by itself


@pytest.mark.clause("TP-A1-0.5", "TP-A1-9d")
def test_parents_get_nothing_from_a_concern_whatever_is_decided(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    pat = at_home(cast)
    reference = about_joe(cast)
    decide(cast, reference, whom=[cast.nan.reference, pat.reference])
    tell(cast, reference)
    at_the_gate(cast, reference)
    sign_in(client, cast.nan)

    written_to = set(Message.objects.filter(about__startswith=reference).values_list("to"))
    seen = [client.get(path) for path in ("/", "/desk/", "/duties/", "/search/?words=pictures")]

    assert {to for (to,) in written_to} == {"ama@alder.example", "ben@alder.example"}
    assert not any(reference in page.content.decode() for page in seen)
    assert client.get(f"/concern/{reference}/").status_code == 404
    assert not Duty.objects.filter(holdings__person__in=[cast.nan, pat]).exists()


def test_the_decision_is_sealed_and_its_line_says_nothing(cast: Cast) -> None:
    at_home(cast)
    reference = about_joe(cast)
    decide(cast, reference, whom=[cast.nan.reference], reason="Her mother is a rock.")

    [line] = lines_about(cast.alder.pk, reference, ["concern.parents-decided"])
    assert set(line.facts) == {"deed", "what"}
    assert line.facts["what"] == ""
    deed = Deed.objects.get(concern__reference=reference, kind="told_parents")
    assert b"rock" not in bytes(deed.says)


def test_two_at_once_the_second_hears_what_changed(cast: Cast) -> None:
    at_home(cast)
    reference = about_joe(cast)
    seen = concern(reference).version
    decide(cast, reference, whom=[cast.nan.reference], version=seen)

    with pytest.raises(Refused, match="changed-meanwhile"):
        decide(cast, reference, "ama", decision="never", version=seen)

    assert Deed.objects.filter(kind="told_parents").count() == 1


def test_a_new_concern_is_taken_before_anything_is_decided(cast: Cast) -> None:
    with pytest.raises(Refused, match="not-acknowledged"):
        decide(cast, reported(cast))
