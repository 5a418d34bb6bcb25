"""Who it is about by name, who decided, and who may read it a second time."""

from dataclasses import replace
from datetime import date, datetime

from bield.concerns.answers import Spoke
from bield.concerns.doings import ReviewPage, Was
from bield.concerns.lenses import gravity, settled
from bield.concerns.lenses.shapes import Done, Facts
from bield.concerns.models import Concern, Exclusion, Party
from bield.concerns.moments import moment
from bield.concerns.queries.facts import facts as facts_of
from bield.concerns.queries.followed_up import said_by_authorities
from bield.concerns.queries.sight import concern as seen
from bield.concerns.queries.sight import my_row
from bield.concerns.rules import reviewing, work
from bield.concerns.sealed import open_name
from bield.concerns.states import DeedKind
from bield.kit import times
from bield.kit.refusals import Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import DESIGNATED
from bield.vault import queries as vault


def names_of_parties(concern: Concern) -> dict[int, str]:
    """Whom the concern is about: number of the party -> name, picked or as it was typed."""
    key = vault.secret(concern.organisation_id, concern.key_id)
    parties = Party.objects.filter(concern=concern).select_related("person").order_by("number")
    return {
        one.number: one.person.name
        if one.person
        else open_name(key, concern.reference, one.number, bytes(one.name or b""))
        for one in parties
    }


def first_reader(facts: Facts, of: str) -> int | None:
    """Who gave the answer that is read a second time."""
    given = settled.answer(facts, of)
    return None if given is None else given.by


def second_readers(concern: Concern, first: int | None, *, at: datetime) -> dict[int, str]:
    """Designated people but the one who decided, whom the concern does not name."""
    roster = people.roster(concern.organisation_id, day_of(at))
    designated = {held.person_id for held in roster.held if held.role in DESIGNATED}
    out = Exclusion.objects.filter(concern=concern).values_list("person_id", flat=True)
    return {
        pk: person.name
        for pk, person in people.people_by_id(
            concern.organisation_id, designated - {*out, first}
        ).items()
    }


def review_page(actor: Actor, reference: str, *kinds: DeedKind, at: datetime) -> ReviewPage:
    """For a page on which one of these kinds of deed is done, with what was done before."""
    found = seen(actor, reference)
    facts = facts_of(found, at=at)
    names = names_of_parties(found)
    helped = {one.number for one in gravity.helped(facts)}
    done = facts.deeds(*kinds)
    by = people.people_by_id(found.organisation_id, {one.by for one in done if one.by})
    return ReviewPage(
        reference=reference,
        version=found.version,
        may=work(my_row(actor, found).why),
        people=tuple((str(number), name) for number, name in names.items() if number in helped),
        authorities=bool(settled.with_authorities(facts)),
        advised=settled.permitted(facts, settled.CLEARED),
        advice=said_by_authorities(facts),
        before=tuple(
            Was(
                said=_said(one, names),
                by=by[one.by].name if one.by else "",
                when=moment(one.at, at),
                words="\n".join(one.says[part] for part in WORDS if one.says.get(part)),
            )
            for one in done
        ),
    )


WORDS = ("words", "decided", "plan", "by_whom", "reason")  # what such a deed says in sentences


def _said(one: Done, names: dict[int, str]) -> str:
    says = one.says
    if one.kind == DeedKind.MET:
        return f"Met on {_day(says['held_on'])}: {says['who']}"
    if one.kind == DeedKind.SPOKE:
        return f"{names[says['party']]}: {Spoke(says['done']).label.lower()}"
    if one.kind == DeedKind.SUPPORTED:
        return f"{names[says['party']]}, looked at again on {_day(says['look_again_on'])}"
    return "Agreed" if says["agrees"] else "Not agreed"


def _may_read(actor: Actor, first: int | None, others: str) -> Refusal | None:
    """Said before anything is typed: whoever decided it does not read it a second time."""
    return reviewing.second_person(decided=first == actor.person_id, others=others)


def _day(written: str) -> str:
    return times.exact_day(date.fromisoformat(written))


def second_reading_page(actor: Actor, reference: str, of: str, *, at: datetime) -> ReviewPage:
    """What is read a second time, by whom it was decided, and who may read it."""
    page = review_page(actor, reference, DeedKind.READ_TWICE, at=at)
    found = seen(actor, reference)
    given = settled.answer(facts_of(found, at=at), of)
    first = given.by if given else None
    decided = people.people_by_id(found.organisation_id, [first] if first else [])
    others = second_readers(found, first, at=at)
    return replace(
        page,
        may=_may_read(actor, first, " or ".join(others.values())),
        decided=given.says["reason"] if given else "",
        by=decided[first].name if first else "",
        readers=" or ".join(others.values()),
    )
