"""Who at home may be told, who decides it, and what was decided before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bield.concerns.answers import ParentsDecision, ToldHow
from bield.concerns.doings import Choices, ParentsPage, Was
from bield.concerns.lenses import gravity, settled
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import NO, Done, Facts, Outcome
from bield.concerns.models import Concern, Exclusion, Party, Reader
from bield.concerns.moments import moment
from bield.concerns.queries.facts import facts as facts_of
from bield.concerns.queries.followed_up import said_by_authorities
from bield.concerns.queries.sight import concern as seen
from bield.concerns.rules.parents import Telling, decides, tells
from bield.concerns.sealed import open_name
from bield.concerns.states import DeedKind, Lens, Lock, PartyRole, Why, link_to
from bield.kit.refusals import Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role
from bield.vault import queries as vault

OTHER = "other"  # whoever was named in words


@dataclass(frozen=True)
class Home:
    """Those at home, as far as this concern is about them."""

    facts: Facts
    outcome: Outcome
    telling: Telling
    names: dict[str, str]  # reference -> name, of whoever may be told
    whose: dict[str, str]  # reference -> whose parent or carer


def home(concern: Concern, *, at: datetime) -> Home:
    """The caller has made sure that the concern may be seen."""
    key = vault.secret(concern.organisation_id, concern.key_id)
    facts = facts_of(concern, at=at, key=key)
    outcome = work_out(facts)
    parties = list(
        Party.objects.filter(concern=concern).select_related("person").order_by("number")
    )
    helped = {one.number for one in gravity.helped(facts) if one.protection}
    children = {one.person: one for one in parties if one.number in helped and one.person}
    alleged = [one for one in parties if one.role == PartyRole.ALLEGED]
    typed = [
        open_name(key, concern.reference, one.number, bytes(one.name or b""))
        for one in alleged
        if one.person is None
    ]
    out = _never_told(concern, alleged, typed)
    carers = people.carers(concern.organisation_id, [one.pk for one in children], day_of(at))
    offered = {carer for found in carers.values() for carer in found if carer.pk not in out}
    return Home(
        facts=facts,
        outcome=outcome,
        telling=Telling(
            offered=frozenset(carer.reference for carer in offered),
            alleged=(*typed, *(one.person.name for one in alleged if one.person)),
            at_home=gravity.parent_in_question(facts),
            authorities=Lock.AUTHORITIES in outcome.locks,
            advised=settled.permitted(facts, settled.HOME),
            raises=next(iter(facts.answers.get("telling_risk", ())), ""),
            view_missing=gravity.age_16_or_17(facts) and not facts.asked("young_view"),
            since=_since(facts),
        ),
        names={carer.reference: carer.name for carer in offered},
        whose={
            carer.reference: ", ".join(
                child.name for child in children if carer in carers.get(child.pk, ())
            )
            for carer in offered
        },
    )


def _never_told(
    concern: Concern, alleged: Iterable[Party], typed: Iterable[str]
) -> frozenset[int | None]:
    """Whoever may have done harm, picked or meant by a name, and whoever was kept out of it."""
    kept_out = Exclusion.objects.filter(concern=concern, named=False)
    return frozenset(
        {
            *(one.person_id for one in alleged),
            *people.bearing(concern.organisation_id, typed),
            *kept_out.values_list("person_id", flat=True),
        }
    )


def deciders(concern: Concern, *, at: datetime) -> dict[int, str]:
    """Who decides about those at home: the lead and the deputies, as far as they read it.

    Where both are kept away from it, because it is about them, whoever reads it by post.
    """
    roster = people.roster(concern.organisation_id, day_of(at))
    posts = (Role.LEAD, Role.DEPUTY)
    leading = {*roster.titular(*posts), *roster.holders(*posts)}
    rows = Reader.objects.filter(concern=concern).exclude(why=Why.GRANTED)
    reads = dict(rows.order_by("pk").values_list("person_id", "person__name"))
    return {one: name for one, name in reads.items() if one in leading} or reads


def may_decide(actor: Actor, concern: Concern, *, at: datetime) -> Refusal | None:
    who = deciders(concern, at=at)
    return decides(actor.person_id in who, who=" or ".join(who.values()))


def may_tell(actor: Actor, concern: Concern, found: Home, *, at: datetime) -> Refusal | None:
    who = deciders(concern, at=at)
    lenses = found.outcome.lenses
    stands = settled.parents_decision(found.facts)
    return tells(
        actor.person_id in who,
        decided=stands is not None and stands.says["decision"] == ParentsDecision.NOW,
        link=link_to(concern.reference),
        staff_may=Lens.BULLYING in lenses and Lens.IMAGE not in lenses,
        who=" or ".join(who.values()),
    )


def _since(facts: Facts) -> datetime | None:
    """When an authority was first told that still inquires, or telling was first called a risk."""
    told = [one.at for one in settled.with_authorities(facts)]
    risk = [
        one.at
        for one in facts.deeds(DeedKind.ANSWERED)
        if one.says["question"] == "telling_risk" and NO not in one.says["values"]
    ]
    return min([*told, *risk], default=None)


def decided_for(found: Home) -> Telling:
    """Of those who may be told, the ones for whom it was decided."""
    stands = settled.parents_decision(found.facts)
    whom = frozenset(stands.says["whom"]) if stands else frozenset()
    return replace(found.telling, offered=found.telling.offered & whom)


def parents_page(actor: Actor, reference: str, *, at: datetime) -> ParentsPage:
    concern = seen(actor, reference)
    found = home(concern, at=at)
    stands = settled.parents_decision(found.facts)
    told = settled.parents_told(found.facts)
    return ParentsPage(
        reference=reference,
        version=concern.version,
        may=may_decide(actor, concern, at=at),
        choices=tuple(
            (one, f"{name} ({found.whose[one]})") for one, name in sorted(found.names.items())
        ),
        alleged=found.telling.alleged,
        at_home=found.telling.at_home,
        authorities=found.telling.authorities,
        advised=found.telling.advised,
        advice=said_by_authorities(found.facts),
        triage=f"{link_to(reference)}triage/",
        raises=found.telling.raises,
        before=_before(concern, found, at),
        decision=stands.says["decision"] if stands else "",
        to_tell=_to_tell(found, stands),
        told=told is not None and stands is not None and told.number > stands.number,
        tells=may_tell(actor, concern, found, at=at),
    )


def _to_tell(found: Home, stands: Done | None) -> Choices:
    if stands is None or stands.says["decision"] != ParentsDecision.NOW:
        return ()
    known = [(one, found.names[one]) for one in stands.says["whom"] if one in found.names]
    other = [(OTHER, stands.says["other"])] if stands.says["other"] else []
    return (*known, *other)


def _before(concern: Concern, found: Home, at: datetime) -> tuple[Was, ...]:
    done = found.facts.deeds(DeedKind.TOLD_PARENTS)
    names = people.people_by_id(concern.organisation_id, {one.by for one in done if one.by})
    return tuple(
        Was(
            said=_said(one),
            by=names[one.by].name if one.by else "",
            when=moment(one.at, at),
            words=one.says["reason"] if "decision" in one.says else one.says["words"],
        )
        for one in done
    )


def _said(one: Done) -> str:
    if "decision" in one.says:
        return ParentsDecision(one.says["decision"]).label
    return f"Told: {one.says['who']}, {ToldHow(one.says['how']).label.lower()}"
