"""Links and codes for whoever has no account: made, sent, tried, and spent by an answer.

Looking at a link uses nothing up: a mail server looks at each. Whoever gives the right date beside
it holds a pass for an hour, in a cookie. The link is spent when nothing more is asked, or when its
holder says that they are done.
"""

import hmac
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bield.access import commands as access
from bield.access.commands import AtTheDoor
from bield.agreements import queries
from bield.agreements.commands import receipts as letters
from bield.agreements.commands.answering import Page, keep_answers
from bield.agreements.models import SigningLink
from bield.agreements.queries import AtLink
from bield.agreements.rules import answering
from bield.agreements.rules import links as rules
from bield.agreements.rules.links import Born
from bield.agreements.states import How, WayIn
from bield.kit import one_time, reading
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people import commands as people_commands
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of, is_child_on


@dataclass(frozen=True)
class Sent:
    """What became of sending links to many."""

    sent: int
    left_out: tuple[str, ...]  # whom none could be sent


@recorded
def send_link(actor: Actor, reference: str, *, at: datetime) -> None:
    """Into the letter box of one signer; an older link of theirs opens nothing from now on."""
    enforce(answering.office(actor))
    signer = people.person_by_reference(actor, reference)
    enforce(_against(actor, signer, by_mail=True, at=at))
    _send(actor, signer, at=at)


@recorded
def send_links(actor: Actor, signers: Collection[int], *, at: datetime) -> Sent:
    """To many at once, as far as the actor knows of them. Others send one to the actor's own
    family: whoever keeps addresses could have it come to themself."""
    enforce(answering.office(actor))
    own = people.own_family(actor.organisation_id, actor.person_id or 0)
    known = list(people.visible_to(actor).filter(pk__in=list(signers)).order_by("name", "pk"))
    facts = queries.facts_of(actor.organisation_id, [one.pk for one in known], day_of(at))
    on, left_out = day_of(at), []
    for signer in known:
        born = Born(signer.born_on, signer.born_precision)
        reached = rules.is_written_to(signer.email, born, facts[signer.pk], on)
        if reached and signer.pk != actor.person_id and signer.pk not in own:
            _send(actor, signer, at=at)
        else:
            left_out.append(signer.name)
    note(event="agreements.links-sent", subject="links", by=actor.id, at=at, left=len(left_out))
    return Sent(len(known) - len(left_out), tuple(left_out))


@recorded
def show_link(actor: Actor, reference: str, *, at: datetime) -> str:
    """For the office to send in another way. It is shown once."""
    enforce(answering.office(actor))
    signer = people.person_by_reference(actor, reference)
    enforce(_against(actor, signer, by_mail=False, at=at))
    return _make(actor, signer, WayIn.LINK, at=at)


@recorded
def show_code(actor: Actor, reference: str, *, at: datetime) -> str:
    """For one who stands there: their own sheet alone, on a screen of the house."""
    enforce(answering.office(actor))
    signer = people.person_by_reference(actor, reference)
    enforce(answering.another(actor, signer.pk, own_family=queries.is_own(actor, signer.pk)))
    return _make(actor, signer, WayIn.CODE, at=at)


@recorded
def greet_guest(
    actor: Actor, *, name: str, born_on: date, at: datetime
) -> tuple[people.Person, str]:
    """Somebody who comes in and is to use what is here: written down, with a code at once."""
    enforce(answering.office(actor))
    guest = people_commands.add_person(actor, name=name.strip(), born_on=born_on, at=at)
    return guest, _make(actor, guest, WayIn.CODE, at=at)


def _against(actor: Actor, signer: people.Person, *, by_mail: bool, at: datetime) -> list[Refusal]:
    fact = queries.fact_of(actor.organisation_id, signer.pk, day_of(at))
    asked = bool(queries.sheets_of(actor, signer.pk, at=at))
    reference, on = signer.reference, day_of(at)
    child = signer.born_on is not None and is_child_on(signer.born_on, signer.born_precision, on)
    return [
        *answering.another(actor, signer.pk, own_family=queries.is_own(actor, signer.pk)),
        *rules.send(
            fact=fact,
            email=signer.email,
            by_mail=by_mail,
            asked=asked,
            child=child,
            reference=reference,
        ),
    ]


def _send(actor: Actor, signer: people.Person, *, at: datetime) -> None:
    address = _make(actor, signer, WayIn.LINK, at=at, to=signer.email)
    letters.link(actor, signer, address, until=at + rules.LASTS[WayIn.LINK], at=at)


def _make(
    actor: Actor,
    signer: people.Person,
    way: WayIn,
    *,
    at: datetime,
    to: str = "",
    lasts: timedelta | None = None,
) -> str:
    """Only its hash stays here."""
    older = SigningLink.objects.filter(signer=signer, way=way, used_at=None, ended_at=None)
    for link in older:
        _end(actor, link, at=at)
    whose = actor.organisation_id
    if way == WayIn.LINK:
        address = key = one_time.make(whose).address
    else:
        address = one_time.make_short(whose)
        key = one_time.typed(address)
    SigningLink.objects.create(
        organisation_id=whose,
        signer=signer,
        way=way,
        address_hash=one_time.hash_of(key),
        sent_to=to,
        made_at=at,
        made_by_id=actor.person_id,
        expires_at=at + (lasts or rules.LASTS[way]),
    )
    _note("link-made", f"person:{signer.pk}", actor, at, way=way.value)
    return address


def _end(actor: Actor, link: SigningLink, *, at: datetime) -> None:
    link.ended_at, link.pass_hash = at, ""
    link.save(update_fields=["ended_at", "pass_hash"])
    letters.take_back(actor, link.address_hash, at=at)


# ------ whoever opens one


def come_by_link(address: str, born_on: date, *, origin: str, at: datetime) -> str:
    """A pass, for whoever gives the right date. Everything else gets one answer."""
    return _come(one_time.organisation_of(address), address, WayIn.LINK, born_on, origin, at)


@keeps("TP-5.4")
def come_by_code(code: str, *, origin: str, at: datetime) -> str:
    """A pass, for the one sheet of whom the code is."""
    typed = one_time.typed(code)
    return _come(one_time.organisation_of_short(code), typed, WayIn.CODE, None, origin, at)


def _come(
    whose: int | None, key: str, way: WayIn, fact: date | None, origin: str, at: datetime
) -> str:
    enforce(rules.patience(access.wait_at_links(origin, at=at), way=way))
    held = ""
    if whose is not None:
        reading.wall(whose)
        link = queries.link_at(whose, key)
        if link is not None and link.way == way:
            held = _try(house(whose, queries.BY_LINK), link.pk, fact, at=at)
    if not held:
        access.wrong_at_link(AtTheDoor(origin=origin), origin, at=at)
        enforce(rules.come_in("open", fits=False, way=way))
    return held


@recorded
def _try(actor: Actor, link_id: int, fact: date | None, *, at: datetime) -> str:
    """Compared and counted in one command: of many tries at once each finds those before it."""
    link = SigningLink.objects.select_related("signer").get(pk=link_id)
    stands = queries.state_of(link, at)
    fits = link.way == WayIn.CODE or _fits(actor, link.signer_id, fact, at)
    subject = f"person:{link.signer_id}"
    if rules.come_in(stands, fits=fits, way=link.way) is not None:
        if stands == "open":
            link.tries += 1
            link.save(update_fields=["tries"])
        _note("link-refused", subject, actor, at, stands=stands, tries=link.tries)
        return ""
    held = one_time.make(actor.organisation_id).address
    link.pass_hash, link.pass_until = one_time.hash_of(held), at + rules.PASS
    link.save(update_fields=["pass_hash", "pass_until"])
    _note("link-opened", subject, actor, at, way=link.way)
    return held


def _fits(actor: Actor, signer_id: int, fact: date | None, at: datetime) -> bool:
    known = queries.fact_of(actor.organisation_id, signer_id, day_of(at))
    if known is None or fact is None:
        return False
    return hmac.compare_digest(known.isoformat(), fact.isoformat())


@dataclass(frozen=True)
class Kept:
    """What was kept, and whether the link is spent with it."""

    receipts: tuple[queries.Receipt, ...]
    spent: bool
    mailed: bool  # with a new link


def answer_by_link(
    held: str,
    person: str,
    form: str,
    said: Mapping[str, str],
    *,
    seen: Mapping[str, str],
    last: Mapping[str, int],
    understood: Mapping[str, str] | None = None,
    at: datetime,
) -> Kept:
    """In the same words, and by the same rules, as with an account."""
    signer = queries.at_link(held, at=at)
    page = Page(seen, last, understood or {})
    return _answer(signer.actor, held, person, form, said, page, at=at)


@recorded
def _answer(
    actor: Actor,
    held: str,
    person: str,
    form: str,
    said: Mapping[str, str],
    page: Page,
    *,
    at: datetime,
) -> Kept:
    """Asked once more who holds the pass: of two who send at once the second finds it spent."""
    signer = queries.at_link(held, at=at)
    sheet = queries.their_sheet(signer, person, form, at=at)
    if not set(said) <= {line.purpose for line in sheet.lines}:
        raise NotFound(form)
    about = people.person_by_reference(actor, person)
    kept = keep_answers(actor, signer.signer_id, about.pk, said, page, How.LINK, at)
    spent = not any(one.wanted for one in queries.their_sheets(signer, at=at))
    if spent:
        _spend(actor, signer, at=at)
    receipts = queries.receipts(actor.organisation_id, kept)
    return Kept(receipts, spent, _receipt(actor, signer, receipts, spent=spent, at=at))


def leave_link(held: str, *, at: datetime) -> None:
    """Whoever is done says so, and the screen forgets them. Said twice, it is done once."""
    try:
        signer = queries.at_link(held, at=at)
    except NotFound:
        return
    _leave(signer.actor, held, at=at)


@recorded
def _leave(actor: Actor, held: str, *, at: datetime) -> None:
    _spend(actor, queries.at_link(held, at=at), at=at)


def _spend(actor: Actor, signer: AtLink, *, at: datetime) -> None:
    link = SigningLink.objects.get(pk=signer.link_id)
    link.used_at, link.pass_hash = at, ""
    link.save(update_fields=["used_at", "pass_hash"])
    letters.take_back(actor, link.address_hash, at=at)
    _note("link-spent", f"person:{signer.signer_id}", actor, at)


def _receipt(
    actor: Actor,
    signer: AtLink,
    receipts: Sequence[queries.Receipt],
    *,
    spent: bool,
    at: datetime,
) -> bool:
    """To the letter box that the link came to: with a new link, so that it can be taken back as
    easily as it was said. Answers whether such a link is on its way."""
    link = SigningLink.objects.select_related("signer").get(pk=signer.link_id)
    proven = link.sent_to if link.sent_to == link.signer.email else ""
    to = proven or letters.confirmed(link.signer)
    if not to:
        return False
    again = ""
    if spent and queries.fact_of(actor.organisation_id, signer.signer_id, day_of(at)):
        again = _make(actor, link.signer, WayIn.LINK, at=at, to=to, lasts=rules.AFTERWARDS)
    letters.receipt(actor, link.signer, receipts, to=to, again=again, at=at)
    return bool(again)


def _note(event: str, subject: str, actor: Actor, at: datetime, **facts: str | int) -> None:
    note(event=f"agreements.{event}", subject=subject, by=actor.id, at=at, detail=None, **facts)  # type: ignore[arg-type]  # codes
