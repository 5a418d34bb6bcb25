"""Tokens for other systems: who makes which, what they are worth on the day, and their end."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bield.access import commands, queries
from bield.access.models import KeptAnswer, Membership, Token
from bield.access.rounds import close_leavers, forget_answers
from bield.access.states import ANSWERS_KEPT, Scope, TokenEnded
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.people import commands as people
from bield.people.actors import Strength, actor_of, house
from bield.people.states import Role
from tests.access.door import now
from tests.conftest import Cast, SignIn
from tests.pages import LookingClient
from tests.systems import maker, system, token

A_DAY = timedelta(days=1)


def told(cast: Cast, made: commands.Made) -> list[str]:
    lines = ledger.lines_about(cast.alder.pk, f"token:{made.token.reference}")
    return [line.event for line in lines]


def worth(made: commands.Made) -> queries.Presented:
    found = queries.presented(made.secret, now())
    assert found is not None
    return found


# ------ making


def test_a_token_is_shown_once_and_only_its_hash_stays(cast: Cast) -> None:
    made = token(cast.ivy, Scope.REPORT, days=30)

    row = Token.objects.get()
    kept = " ".join(str(getattr(row, field.attname)) for field in row._meta.concrete_fields)
    assert made.secret not in kept
    assert (row.name, row.scopes) == ("Register", ["report"])
    assert row.expires_at - row.made_at == timedelta(days=30)
    assert told(cast, made) == ["access.token-made"]


def test_without_a_second_factor_given_just_now_none_is_made(cast: Cast) -> None:
    maker(cast.ivy)
    actor = actor_of(cast.ivy, on=timezone.localdate(), strength=Strength.TWO_FACTORS)

    with pytest.raises(Refused, match="step-up-needed"):
        commands.make_token(actor, name="Register", scopes=["report"], days=1, at=now())

    assert Token.objects.count() == 0


@pytest.mark.parametrize("who", ["ivy", "eve", "hal", "dev", "lou"])
def test_without_a_designated_post_no_token_reads_concerns(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="scope-not-yours"):
        token(cast.people[who], Scope.CONCERNS_READ)


@pytest.mark.parametrize("who", ["cat", "gus", "fay"])
def test_what_is_written_is_for_a_lead_or_deputy_alone(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="scope-not-yours"):
        token(cast.people[who], Scope.CONCERNS_NARRATIVE)


@pytest.mark.parametrize("who", ["joe", "nan"])
def test_children_and_parents_let_no_system_in(cast: Cast, who: str) -> None:
    with pytest.raises(Refused, match="scope-not-yours"):
        token(cast.people[who], Scope.REPORT)


def test_a_token_that_reads_what_is_written_lasts_a_day_at_most(cast: Cast) -> None:
    with pytest.raises(Refused, match="narrative-for-a-day"):
        token(cast.ama, Scope.CONCERNS_NARRATIVE, days=7)


def test_nobody_has_more_than_twenty_at_once(cast: Cast) -> None:
    for _ in range(20):
        token(cast.ivy, Scope.REPORT)

    with pytest.raises(Refused, match="enough-tokens"):
        token(cast.ivy, Scope.REPORT)


# ------ what it is worth


def test_a_token_is_worth_what_its_maker_is_worth_today(cast: Cast) -> None:
    made = token(cast.ivy, Scope.REPORT)
    before = worth(made).actor.holds(Role.ADMINISTRATOR)

    us = house(cast.alder.pk, "tests")
    people.appoint(us, cast.ivy.pk, role=Role.ADMINISTRATOR, at=now() - A_DAY)

    assert (before, worth(made).actor.holds(Role.ADMINISTRATOR)) == (False, True)


def test_a_scope_goes_with_the_post_that_gave_it(cast: Cast) -> None:
    people.appoint(house(cast.alder.pk, "tests"), cast.cat.pk, role=Role.STAFF, at=now() - A_DAY)
    made = token(cast.cat, Scope.REPORT, Scope.CONCERNS_READ, days=7)
    before = worth(made).scopes

    post = cast.cat.posts.get(role=Role.OFFICER)
    people.end_post(maker(cast.ama), post.pk, ends_on=timezone.localdate(), at=now())
    after = queries.presented(made.secret, now() + A_DAY)

    assert before == {Scope.REPORT, Scope.CONCERNS_READ}
    assert after is not None
    assert after.scopes == {Scope.REPORT}


def test_a_token_is_never_as_sure_as_its_maker(cast: Cast) -> None:
    reads, tells = token(cast.ama, Scope.CONCERNS_READ), token(cast.ama, Scope.REPORT)

    assert worth(reads).actor.strength == Strength.TWO_FACTORS
    assert worth(tells).actor.strength == Strength.ONE_FACTOR


def test_a_maker_without_a_second_factor_reads_nothing_through_a_token(cast: Cast) -> None:
    made = token(cast.ama, Scope.CONCERNS_READ)

    Membership.objects.get(person=cast.ama).account.authenticators.all().delete()

    assert worth(made).actor.strength == Strength.ONE_FACTOR


def test_a_token_ends_with_its_last_day(cast: Cast) -> None:
    made = token(cast.ivy, Scope.REPORT)

    assert queries.presented(made.secret, made.token.expires_at - timedelta(seconds=1))
    assert queries.presented(made.secret, made.token.expires_at) is None


def test_tokens_of_somebody_who_left_are_dead_at_once(cast: Cast) -> None:
    made = token(cast.ivy, Scope.REPORT)

    yesterday = now().date() - A_DAY
    people.leave(house(cast.alder.pk, "tests"), cast.ivy.pk, left_on=yesterday, at=now())
    dead = queries.presented(made.secret, now())
    close_leavers(now())

    assert dead is None
    assert Token.objects.get().ended_because == TokenEnded.LEFT


def test_tokens_of_another_house_know_nothing_of_this_one(cast: Cast) -> None:
    theirs = token(cast.mia, Scope.CONCERNS_READ)

    assert worth(theirs).actor.organisation_id == cast.birch.pk


def test_its_use_is_known_by_the_day(cast: Cast) -> None:
    made = token(cast.ivy, Scope.REPORT, days=30)
    commands.used(worth(made), at=now())
    first = Token.objects.get()
    commands.used(worth(made), at=now() + A_DAY)

    last = Token.objects.get()
    today = timezone.localdate()
    assert (first.first_used_on, first.last_used_on) == (today, today)
    assert (last.first_used_on, last.last_used_on) == (today, today + A_DAY)
    assert told(cast, made) == ["access.token-made", "access.token-first-used"]


# ------ its end


def test_an_ended_token_opens_nothing_from_that_moment(cast: Cast) -> None:
    made = token(cast.ivy, Scope.REPORT)

    commands.end_token(maker(cast.ivy), made.token.reference, at=now())

    assert queries.presented(made.secret, now()) is None
    assert told(cast, made) == ["access.token-made", "access.token-ended"]


def test_an_administrator_ends_the_token_of_somebody_else(cast: Cast) -> None:
    made = token(cast.ivy, Scope.REPORT)

    commands.end_token(maker(cast.eve), made.token.reference, at=now())

    assert Token.objects.get().ended_because == TokenEnded.BY_KEEPER


@pytest.mark.parametrize("who", ["dev", "mia"])
def test_nobody_else_learns_that_there_is_one(cast: Cast, who: str) -> None:
    made = token(cast.ivy, Scope.REPORT)

    for reference in (made.token.reference, "CCCCCCCC"):
        with pytest.raises(NotFound):
            commands.end_token(maker(cast.people[who]), reference, at=now())


def test_when_a_password_got_out_the_tokens_go_too(cast: Cast) -> None:
    made = token(cast.ivy, Scope.REPORT)

    commands.password_got_out(maker(cast.ivy), cast.ivy.pk, at=now())

    assert queries.presented(made.secret, now()) is None
    assert Token.objects.get().ended_because == TokenEnded.CREDENTIALS


def test_answers_are_forgotten_after_a_day(cast: Cast) -> None:
    sender = system(cast.ivy, Scope.REPORT)
    sender.tell("reports/", {"danger_now": "no", "account": "A", "site": cast.oak.reference})

    forget_answers(now() + ANSWERS_KEPT / 2)
    kept = KeptAnswer.objects.count()
    forget_answers(now() + ANSWERS_KEPT)

    assert (kept, KeptAnswer.objects.count()) == (1, 0)


# ------ the page


def test_the_page_makes_one_shows_it_once_and_lists_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    maker(cast.ivy)
    sign_in(client, cast.ivy)

    made = client.send(
        "/account/tokens/new/", {"name": "Register", "scopes": ["report"], "days": "30"}
    )
    listed = client.get("/account/tokens/").content.decode()

    secret = re.search(r"bield_[\w-]{43}", made.content.decode()).group()
    assert queries.presented(secret, now()) is not None
    assert "Register" in listed
    assert secret not in listed


def test_the_page_keeps_what_was_typed_when_something_is_missing(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    maker(cast.ama)
    sign_in(client, cast.ama)

    answer = client.send(
        "/account/tokens/new/", {"name": "Boards", "scopes": ["concerns:narrative"], "days": "90"}
    ).content.decode()

    assert "Choose one day: a token that reads what is written ends with it." in answer
    assert 'value="Boards"' in answer


def test_only_scopes_of_ones_own_are_offered(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    for who in ("ivy", "ama"):
        maker(cast.people[who])
    sign_in(client, cast.ivy)
    plain = client.get("/account/tokens/new/").content.decode()
    sign_in(client, cast.ama)
    lead = client.get("/account/tokens/new/").content.decode()

    assert ("concerns:narrative" in plain, "concerns:narrative" in lead) == (False, True)


def test_an_administrator_sees_whose_tokens_there_are(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    token(cast.ivy, Scope.REPORT, name="Learner register")
    maker(cast.eve)
    maker(cast.dev)

    sign_in(client, cast.eve)
    keeper = client.get("/account/tokens/").content.decode()
    sign_in(client, cast.dev)
    other = client.get("/account/tokens/").content.decode()

    assert [words in keeper for words in ("Learner register", "Ivy Lindqvist")] == [True, True]
    assert "Learner register" not in other


def test_the_page_ends_one(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    made = token(cast.ivy, Scope.REPORT)
    sign_in(client, cast.ivy)

    client.send(f"/account/tokens/{made.token.reference}/end/")

    assert queries.presented(made.secret, now()) is None
