"""What a form has to tell before it is published, and what is printed into it."""

import pytest
from django.utils import timezone

from bield.agreements import commands, queries
from bield.agreements.commands import Put, Tell
from bield.agreements.models import Part
from bield.agreements.rules.parts import Draft, right_is_stated, rules_are_whole
from bield.agreements.states import Audience, PartKind, Purpose
from bield.kit.refusals import Refused
from tests.agreements.asking import (
    CHECK,
    RECORD,
    cares,
    in_force,
    published,
    put,
    says,
    stands,
    told,
)
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

USE = Purpose.ACCEPTABLE_USE
BOTH = (Audience.STAFF, Audience.CHILD)


def rules(*audiences: Audience) -> list[Put]:
    return [Put(USE, one, "I keep to these rules.", check=CHECK) for one in audiences]


def draft(cast: Cast, asked: list[Put], parts: list[Tell]) -> str:
    return commands.write_form(cast.actor("ama"), "Rules", asked, parts=parts, at=NOON).reference


@pytest.mark.clause("TP-5.5.1a", "TP-7.1a", "EY-76")
@pytest.mark.parametrize(
    ("missing", "code"),
    [
        (PartKind.SOCIAL_MEDIA, "no-social-media-part"),
        (PartKind.USE, "no-use-part"),
        (PartKind.REPORT, "no-report-part"),
        (PartKind.OWN_ACCOUNTS, "no-own-accounts-part"),
    ],
)
def test_rules_without_a_part_are_not_published(cast: Cast, missing: PartKind, code: str) -> None:
    form = draft(cast, rules(*BOTH), told(*BOTH, without=missing))

    with pytest.raises(Refused, match=code) as refused:
        commands.publish_form(cast.actor("ama"), form, at=NOON)

    own = [one for one in refused.value.refusals if one.code == code]
    assert all(f"“{missing.label}” is missing for" in one.message for one in own)
    assert {one.link for one in own} == {f"/forms/{form}/part/{missing.value}/"}
    assert len(own) == (1 if missing == PartKind.OWN_ACCOUNTS else 2)


@pytest.mark.clause("TP-7.1a")
def test_without_a_page_to_report_on_no_rules_are_published() -> None:
    whole = Draft("E-X", rules(*BOTH), told(*BOTH), report_form="/report/")
    nowhere = Draft("E-X", rules(*BOTH), told(*BOTH))

    assert rules_are_whole(whole) == []
    assert [one.code for one in rules_are_whole(nowhere)] == ["report-form-is-gone"]


@pytest.mark.clause("TP-7.1a")
def test_the_link_in_what_was_signed_opens_the_form_to_report(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    form = draft(cast, rules(Audience.CHILD), told(Audience.CHILD))
    commands.publish_form(cast.actor("ama"), form, at=NOON)
    sign_in(client, cast.joe)

    sheet = client.get(f"/agreements/{cast.joe.reference}/{form}/")

    (link,) = {part.link for part in sheet.context["sheet"].parts if part.link}
    assert f'<a href="{link}">Report it here</a>' in sheet.content.decode()
    assert client.get(link).status_code == 200


@pytest.mark.clause("SR-18a")
def test_every_form_that_asks_for_leave_says_that_it_can_be_taken_back(cast: Cast) -> None:
    form = published(cast)
    told_to = Part.objects.filter(kind=PartKind.RIGHT).values_list("audience", flat=True)
    assert set(told_to) == set(Audience)

    commands.write_form(cast.actor("ama"), "Recording", put(staff="Ok?"), instead_of=form, at=NOON)
    Part.objects.filter(version__published_at=None, audience=Audience.CHILD).delete()
    with pytest.raises(Refused, match="right-is-not-stated") as refused:
        commands.publish_form(cast.actor("ama"), form, at=NOON)
    assert "to the child" in str(refused.value.refusals[0].message)
    assert right_is_stated(Draft(form, rules(Audience.STAFF))) == []  # rules are no leave


@pytest.mark.clause("SR-16a")
def test_who_is_recorded_is_told_why(cast: Cast) -> None:
    in_force(cast)
    silent = [Put(RECORD, one.audience, one.words, check=CHECK) for one in put()]
    unasked = [Put(RECORD, one.audience, one.words, reason="To know.") for one in put()]

    for asked, code in ((silent, "no-reason-said"), (unasked, "no-check-asked")):
        form = commands.write_form(cast.actor("ama"), code, asked, at=NOON).reference
        with pytest.raises(Refused, match=code) as refused:
            commands.publish_form(cast.actor("ama"), form, at=NOON)
        links = [one.link for one in refused.value.refusals]
        assert links == [f"/forms/{form}/why/record/{one.audience}/" for one in put()]


@pytest.mark.clause("SR-16a")
def test_another_reason_asks_again_and_another_title_does_not(cast: Cast) -> None:
    form = published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    lead = cast.actor("ama")
    commands.write_form(lead, "We record", put(), instead_of=form, at=NOON)
    commands.publish_form(lead, form, at=NOON)
    assert stands(cast).granted

    other = [
        Put(RECORD, one.audience, one.words, reason="To train our staff.", check=CHECK)
        for one in put()
    ]
    commands.write_form(lead, "We record", other, instead_of=form, at=NOON)
    page = queries.form_page(lead, form, at=NOON)
    assert [(one.people, one.whom) for one in page.asked_again] == [
        (1, "parents and carers"),
        (1, "the child"),
    ]
    commands.publish_form(lead, form, at=NOON)

    assert not stands(cast).granted


def test_only_the_parts_that_are_agreed_to_ask_again(cast: Cast) -> None:
    lead = cast.actor("ama")
    parts = [*told(Audience.STAFF), Tell(PartKind.BY_LAW, Audience.STAFF, "We keep registers.")]
    form = draft(cast, rules(Audience.STAFF), parts)
    commands.publish_form(lead, form, at=NOON)
    before = queries.current(cast.alder.pk, [USE], NOON).get().digest

    def digest(kind: PartKind, words: str) -> str:
        changed = [Tell(kind, Audience.STAFF, words), *(one for one in parts if one.kind != kind)]
        commands.write_form(
            lead, "Rules", rules(Audience.STAFF), parts=changed, instead_of=form, at=NOON
        )
        found = queries.draft_of(queries.form(lead, form))
        assert found is not None
        return found.questions.get().digest

    assert digest(PartKind.BY_LAW, "We keep more registers.") == before
    assert digest(PartKind.USE, "Anything goes.") != before


@pytest.mark.clause("TP-2.9c")
def test_until_its_day_comes_a_new_edition_asks_nobody(cast: Cast) -> None:
    form = published(cast)
    cares(cast, "nan")
    for one in ("nan", "joe"):
        says(cast, one)
    may = NOON.date().replace(month=5)
    published(cast, put(guardian="May we film?"), instead_of=form, from_day=may, at=NOON)

    assert stands(cast).granted
    assert stands(cast, at=NOON.replace(month=5, day=2)).granted
    on_the_day = stands(cast, at=NOON.replace(month=5))
    assert [one.person_id for one in on_the_day.waits] == [cast.nan.pk]
    with pytest.raises(Refused, match="begins-out-of-reach"):
        published(cast, put(), instead_of=form, from_day=NOON.date(), at=NOON)


def test_a_form_is_made_whole_on_its_pages(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    form = draft(cast, [Put(RECORD, Audience.STAFF, "May we?")], [])
    page = f"/forms/{form}/"
    version = {"version": client.get(page).context["page"].version}
    refused = client.send(f"{page}publish/", version).content.decode()
    assert f'href="{page}why/record/staff/"' in refused
    assert 'href="/forms/terms/record/"' in refused

    why = {"reason": "To know.", "asks": "Why?", "right": "To know", "wrong": "For fun\nFor sale"}
    client.send(f"{page}why/record/staff/", {**why, **version})
    kept = {"uses": ["again"], "viewers": ["lead"], "amount": "90", "unit": "calendar_days"}
    client.send("/forms/terms/record/", kept)
    seen = client.get(f"{page}part/more/").context["form"]["version"].value()
    client.send(f"{page}part/more/", {"words_staff": "Ask us anything.", "version": seen})
    shown = client.get(page).content.decode()
    assert "How long we keep it: 90 days (about 3 months) at the most." in shown
    assert "Ask us anything." in shown
    version = {"version": client.get(page).context["page"].version}
    client.send(f"{page}publish/", version)

    assert queries.current(cast.alder.pk, [RECORD], timezone.now()).get().check_right == "To know"
