"""The pages that lead to a body outside in full: which one, what is shared, what became of it."""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from bield.advice import queries as advice
from bield.advice.queries import BodyShown
from bield.advice.states import Body
from bield.concerns import rules
from bield.concerns.bundle import Contents
from bield.concerns.deeds import Says
from bield.concerns.editions import stored
from bield.concerns.grounds import ALL_GROUNDS, GROUNDS, HARM, PERMISSION, Consent, Ground, Purpose
from bield.concerns.lenses import settled
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Facts, Outcome
from bield.concerns.models import Concern, Departure, Disclosure, OneTimeAddress, Party
from bield.concerns.moments import Moment, moment, moment_or_none
from bield.concerns.outside import whom
from bield.concerns.queries.calling_back import reading
from bield.concerns.queries.facts import facts as facts_of
from bield.concerns.queries.followed_up import referrals
from bield.concerns.queries.offered import Item, offered
from bield.concerns.queries.releasing import Decision, decision, standing
from bield.concerns.queries.required import spare_link
from bield.concerns.queries.sight import concern, my_row
from bield.concerns.queries.triage_page import question_link
from bield.concerns.redacting import WHY
from bield.concerns.referred import ReferralItem
from bield.concerns.rules import ANYBODY, Called, Recipient
from bield.concerns.rules.redacting import Standing
from bield.concerns.sealed import open_name
from bield.concerns.states import DeedKind, Occasion, Out, link_to
from bield.kit import one_time, times
from bield.kit.paper import Paper, Part
from bield.kit.refusals import NotFound, Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import unseal


@dataclass(frozen=True)
class Proposed:
    body: BodyShown
    why: str
    mandatory: bool
    told: Moment | None = None  # when they last were


@dataclass(frozen=True)
class ReferPage:
    """Which body: those that the answers propose, then all others."""

    reference: str
    proposed: tuple[Proposed, ...]
    others: tuple[BodyShown, ...]
    help: tuple[BodyShown, ...]  # help and advice: going there is no referral
    prohibited: tuple[str, ...]
    referrals: tuple[ReferralItem, ...]
    prepared: tuple["PreparedItem", ...]
    spares: tuple[tuple[str, str], ...]  # what may be left out with a reason: address, title
    refusal: Refusal | None


@dataclass(frozen=True)
class PreparedItem:
    number: int
    whom: str
    at: Moment
    by: str
    sent: bool


@dataclass(frozen=True)
class AnsweredAway:
    """A ground that an answer of triage has taken away."""

    ground: str
    asks: str
    link: str  # where that answer is changed


@dataclass(frozen=True)
class BodyPage:
    """What is shared with one body, and why."""

    reference: str
    version: int
    code: str
    name: str
    body: BodyShown | None  # None: somebody who stands in no directory
    why: str  # why it is proposed
    fitting: tuple[BodyShown, ...]  # for an address: who takes hateful or bullying matter
    not_proposed: bool  # then the form asks why
    grounds: tuple[Ground, ...]
    answered_away: AnsweredAway | None  # why significant harm is no ground here
    items: tuple[Item, ...]
    prohibited: tuple[str, ...]
    refusal: Refusal | None


@dataclass(frozen=True)
class DepartureItem:
    word: str
    copy: int  # 0: of before copies were numbered
    at: Moment
    by: str
    digest: str


@dataclass(frozen=True)
class AddressItem:
    made: Moment
    expires: Moment
    used: Moment | None
    state: str  # "open", "used", "expired", "taken back", "closed: " and why


@dataclass(frozen=True)
class DisclosurePage:
    """One thing prepared for one recipient: what it says, and each time it left."""

    reference: str
    number: int
    whom: str
    form: str
    purpose: str
    ground: str
    consent: str
    why: str
    items: tuple[str, ...]
    parts: tuple[Part, ...]
    prepared: Moment
    by: str
    sent: bool
    occasion: str
    of: int  # the number of what it is a redacted copy of; 0: of nothing
    standing: Standing  # with the second reader
    decision: Decision | None
    release_refusal: Refusal | None  # why whoever looks may not release it
    departures: tuple[DepartureItem, ...]
    addresses: tuple[AddressItem, ...]
    refusal: Refusal | None
    stays: Refusal | None  # why it may not leave as it was prepared


@dataclass(frozen=True)
class Preview:
    """What a document will say, before it is taken out."""

    reference: str
    number: int
    paper: Paper
    call_back: bool  # it says whom to call back
    stays: Refusal | None


# ------ choosing


def refer_page(actor: Actor, reference: str, *, at: datetime) -> ReferPage:
    found = concern(actor, reference)
    facts, outcome = _worked_out(found, at)
    bodies = {one.code: one for one in advice.bodies(actor, found.site_id, at)}
    told = {
        one.says["body"]: moment(datetime.fromisoformat(one.says["told_at"]), at)
        for one in facts.deeds(DeedKind.REFERRED)
        if one.says["form"] in settled.SENT
    }
    proposed = tuple(
        Proposed(bodies[one.body], one.why, one.mandatory, told.get(one.body))
        for one in sorted(outcome.proposals, key=lambda one: one.body in told)
        if one.body in bodies and not bodies[one.body].help_only
    )
    shown = {one.body.code for one in proposed}
    return ReferPage(
        reference=reference,
        proposed=proposed,
        others=tuple(one for one in bodies.values() if not one.help_only and one.code not in shown),
        help=tuple(one for one in bodies.values() if one.help_only),
        prohibited=prohibited(outcome),
        referrals=referrals(found, facts, at=at),
        prepared=_prepared(found, facts, at),
        spares=tuple(
            (spare, one.action.title)
            for one in outcome.required
            if one.action.page == REFERRING and (spare := spare_link(reference, one))
        ),
        refusal=rules.work(my_row(actor, found).why),
    )


REFERRING = "refer"  # the page of those actions


def body_page(actor: Actor, reference: str, code: str, *, at: datetime) -> BodyPage:
    found = concern(actor, reference)
    key = vault.secret(found.organisation_id, found.key_id)
    facts = facts_of(found, at=at, key=key)
    outcome = work_out(facts)
    body = None if code == ANYBODY else advice.body(actor, code, found.site_id, at)
    if body is not None and body.help_only:
        raise NotFound(code)
    proposed = {one.body: one.why for one in outcome.proposals}
    return BodyPage(
        reference=reference,
        version=found.version,
        code=code,
        name=body.name if body else "Somebody else",
        body=body,
        why=proposed.get(code, ""),
        fitting=_fitting(actor, found, code, at) if body and body.address_only else (),
        not_proposed=bool(proposed) and code not in proposed,
        grounds=grounds(facts, code),
        answered_away=_answered_away(facts, outcome, reference) if body else None,
        items=offered(found, key, facts),
        prohibited=prohibited(outcome),
        refusal=rules.work(my_row(actor, found).why),
    )


FITTING = (Body.HATE, Body.POLICE, Body.REPORT_HARMFUL_CONTENT, Body.PLATFORM)


def _fitting(actor: Actor, found: Concern, code: str, at: datetime) -> tuple[BodyShown, ...]:
    shown = {one.code: one for one in advice.bodies(actor, found.site_id, at)}
    return tuple(shown[one] for one in FITTING if one in shown and one != code)


def prohibited(outcome: Outcome) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.says for one in outcome.prohibited))


def grounds(facts: Facts, body: str) -> tuple[Ground, ...]:
    """Those that hold for this body. Permission always does; the others need a directory."""
    return tuple(
        ground
        for ground in ALL_GROUNDS
        if ground.code == PERMISSION
        or (
            body != ANYBODY and ground.holds(facts) and (not ground.bodies or body in ground.bodies)
        )
    )


def _answered_away(facts: Facts, outcome: Outcome, reference: str) -> AnsweredAway | None:
    ground = GROUNDS[HARM]
    asked = next((one for one in outcome.questions if one.code == HARM), None)
    if ground.holds(facts) or asked is None:
        return None
    return AnsweredAway(ground.title, asked.asks, question_link(reference, asked.code))


def recipient(concern: Concern, key: bytes, body: str, words: str) -> Recipient:
    """Whether it may receive anything. Words that name somebody of ours, or somebody the concern
    is about, are no recipient."""
    known = advice.known_body(body)
    return Recipient(
        known=known is not None and not known.help_only,
        agency=known is not None and known.agency,
        address_only=known is not None and known.address_only,
        ours=body == ANYBODY and _names_somebody(concern, key, words),
    )


def _names_somebody(concern: Concern, key: bytes, words: str) -> bool:
    if people.bearing(concern.organisation_id, [words]):
        return True
    typed = Party.objects.filter(concern=concern, person=None)
    names = (open_name(key, concern.reference, one.number, bytes(one.name or b"")) for one in typed)
    said = words.casefold()
    return any(name.strip() and name.casefold() in said for name in names)


def _worked_out(found: Concern, at: datetime) -> tuple[Facts, Outcome]:
    facts = facts_of(found, at=at)
    return facts, work_out(facts)


# ------ what was prepared


def disclosures(concern: Concern) -> list[Disclosure]:
    return list(Disclosure.objects.filter(concern=concern).select_related("by").order_by("number"))


def disclosure(concern: Concern, number: str) -> Disclosure:
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
    for one in disclosures(concern):
        if one.number == wanted:
            return one
    raise NotFound(number)


def opened(key: bytes, reference: str, one: Disclosure) -> Says:
    says: Says = json.loads(unseal(key, bytes(one.says), context=context_of(reference, one.number)))
    return says


def context_of(reference: str, number: int) -> str:
    return f"{reference}:disclosure:{number}"


def _prepared(found: Concern, facts: Facts, at: datetime) -> tuple[PreparedItem, ...]:
    key = vault.secret(found.organisation_id, found.key_id)
    sent = _sent(facts)
    return tuple(
        PreparedItem(
            number=one.number,
            whom=whom(opened(key, found.reference, one)),
            at=moment(one.prepared_at, at),
            by=one.by.name if one.by else "",
            sent=one.number in sent,
        )
        for one in disclosures(found)
    )


def _sent(facts: Facts) -> frozenset[int]:
    return frozenset(one.says.get("disclosure", 0) for one in facts.deeds(DeedKind.REFERRED))


def disclosure_page(actor: Actor, reference: str, number: str, *, at: datetime) -> DisclosurePage:
    found = concern(actor, reference)
    key = vault.secret(found.organisation_id, found.key_id)
    one = disclosure(found, number)
    says = opened(key, reference, one)
    stays = _stays(found, one, says, at)
    stood = standing(found, one, says, at=at, actor=actor)
    return DisclosurePage(
        reference=reference,
        number=one.number,
        whom=whom(says),
        form=says["form"],
        purpose=Purpose(says["purpose"]).label,
        ground=GROUNDS[says["basis"]].title,
        consent=Consent(says["consent"]).label,
        why=says["why"],
        items=tuple(says["items"]),
        parts=parts_of(says),
        prepared=moment(one.prepared_at, at),
        by=one.by.name if one.by else "",
        sent=one.number in _sent(facts_of(found, at=at, key=key)),
        occasion=Occasion(says.get("occasion", Occasion.CHOSEN)).label,
        of=says.get("of", 0),
        standing=stood,
        decision=decision(key, reference, one, at) if stood.decided else None,
        release_refusal=first(rules.release(stood, releases=True, reason="-", at=at)),
        departures=_departures(one, at),
        addresses=_addresses(one, at, may_leave=stays is None),
        refusal=rules.work(my_row(actor, found).why),
        stays=stays,
    )


def called(found: Concern, one: Disclosure, *, at: datetime) -> Called:
    return _called(found, _said(found, one), at)


def stays(found: Concern, one: Disclosure, *, at: datetime) -> Refusal | None:
    """Why what was prepared may not leave now."""
    return _stays(found, one, _said(found, one), at)


def _said(found: Concern, one: Disclosure) -> Says:
    return opened(vault.secret(found.organisation_id, found.key_id), found.reference, one)


def _called(found: Concern, says: Says, at: datetime) -> Called:
    words, who = says.get("call_back", ()), says.get("callers", ())
    return Called(words, who, reading(found, at=at))


def _stays(found: Concern, one: Disclosure, says: Says, at: datetime) -> Refusal | None:
    link = link_to(found.reference)
    return rules.leave(_called(found, says, at), link=link) or rules.released(
        standing(found, one, says, at=at), link=f"{link}refer/"
    )


def first(*answers: Refusal | list[Refusal] | None) -> Refusal | None:
    """The first reason of several answers, for a page that says one."""
    for answer in answers:
        for one in answer if isinstance(answer, list) else [answer]:
            if one is not None:
                return one
    return None


def _departures(one: Disclosure, at: datetime) -> tuple[DepartureItem, ...]:
    rows = Departure.objects.filter(disclosure=one).select_related("by", "copy").order_by("pk")
    return tuple(
        DepartureItem(
            word=Out(row.how).label,
            copy=row.copy.number if row.copy else 0,
            at=moment(row.at, at),
            by=row.by.name if row.by else "whoever had the address and the code",
            digest=row.digest,
        )
        for row in rows
    )


def _addresses(one: Disclosure, at: datetime, *, may_leave: bool) -> tuple[AddressItem, ...]:
    rows = OneTimeAddress.objects.filter(disclosure=one).order_by("pk")
    return tuple(
        AddressItem(
            made=moment(row.made_at, at),
            expires=moment(row.expires_at, at),
            used=moment_or_none(row.used_at, at),
            state=rules.address_state(
                used=row.used_at is not None,
                ended=row.ended_at is not None,
                tries=row.tries,
                expires_at=row.expires_at,
                at=at,
                may_leave=lambda: may_leave,
            ),
        )
        for row in rows
    )


def parts_of(says: Says) -> tuple[Part, ...]:
    return tuple(
        Part(
            part["heading"],
            tuple((name, value) for name, value in part["facts"]),
            tuple(part["words"]),
        )
        for part in says["parts"]
    )


def paper(actor: Actor, reference: str, number: str) -> Paper:
    """What the document is made of: the same words, and so the same document, each time."""
    found = concern(actor, reference)
    return paper_of(found, disclosure(found, number))


def preview(actor: Actor, reference: str, number: str, *, at: datetime) -> Preview:
    """The same words as the document's, on a page. The view records that they were read."""
    found = concern(actor, reference)
    one = disclosure(found, number)
    says = opened(vault.secret(found.organisation_id, found.key_id), reference, one)
    return Preview(
        reference=reference,
        number=one.number,
        paper=paper_of(found, one),
        call_back=bool(says.get("call_back")),
        stays=_stays(found, one, says, at),
    )


def bundled(actor: Actor, reference: str, number: str) -> Contents:
    found = concern(actor, reference)
    one = disclosure(found, number)
    says = opened(vault.secret(found.organisation_id, found.key_id), reference, one)
    items = tuple(zip(says["codes"], parts_of(says), strict=True))
    return Contents(paper_of(found, one), items)


def paper_of(found: Concern, one: Disclosure) -> Paper:
    key = vault.secret(found.organisation_id, found.key_id)
    says = opened(key, found.reference, one)
    return paper_from(found, says, by=one.by.name if one.by else "Bield", at=one.prepared_at)


def paper_from(found: Concern, says: Says, *, by: str, at: datetime) -> Paper:
    house = people.organisation_by_id(found.organisation_id)
    when = times.exact(at)
    facts = (
        ("For", whom(says)),
        ("From", f"{house.name}, {found.site.name}"),
        ("Our reference", found.reference),
        ("Prepared by", f"{by}, {when}"),
        *(("To call us back", one) for one in says.get("call_back", ())),
        ("What for", Purpose(says["purpose"]).label),
        ("Ground", GROUNDS[says["basis"]].title),
        ("Permission", Consent(says["consent"]).label),
        (WHY, says["why"]),
    )
    made = Paper(
        title=f"{TITLES[says['form']]}: {found.reference}",
        foot=f"{found.reference} · for {whom(says)} · prepared by {by}, {when}",
        made_at=at,
        facts=tuple((name, value) for name, value in facts if value),
        parts=parts_of(says),
    )
    return stored(says, made)


TITLES = {"referral": "Referral of a concern", "disclosure": "Information about a concern"}


# ------ through an address


@dataclass(frozen=True)
class Opened:
    """A disclosure that an address leads to, whether or not it opens now."""

    organisation_id: int
    address_id: int
    disclosure_id: int
    reference: str
    state: str
    code_hash: str
    tries: int  # wrong codes so far

    def fits(self, address: str, code: str) -> bool:
        return hmac.compare_digest(self.code_hash, one_time.code_hash(address, code))


def by_address(organisation_id: int, address: str, *, at: datetime) -> Opened | None:
    """The caller has raised the wall of the organisation that the address names."""
    row = (
        OneTimeAddress.objects.select_related("disclosure__concern")
        .filter(organisation_id=organisation_id, address_hash=one_time.hash_of(address))
        .first()
    )
    if row is None:
        return None
    one = row.disclosure
    return Opened(
        organisation_id=organisation_id,
        address_id=row.pk,
        disclosure_id=row.disclosure_id,
        reference=one.concern.reference,
        state=rules.address_state(
            used=row.used_at is not None,
            ended=row.ended_at is not None,
            tries=row.tries,
            expires_at=row.expires_at,
            at=at,
            may_leave=lambda: _may_leave(one, at),
        ),
        code_hash=row.code_hash,
        tries=row.tries,
    )


def _may_leave(one: Disclosure, at: datetime) -> bool:
    """What can be read no more cannot leave; whoever tries the address hears no more of it."""
    try:
        return stays(one.concern, one, at=at) is None
    except NotFound:
        return False
