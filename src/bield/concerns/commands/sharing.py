"""Something is prepared for somebody outside, leaves, and is answered: each a line, each sealed."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from bield.concerns import queries, rules
from bield.concerns.commands import copying, releasing
from bield.concerns.commands.chronicle import found, write
from bield.concerns.commands.doing import do, said_already
from bield.concerns.commands.following import follow
from bield.concerns.commands.referring import referred, takes
from bield.concerns.deeds import Says
from bield.concerns.editions import veiled
from bield.concerns.grounds import Heard
from bield.concerns.lenses import settled
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Concern, Copy, Disclosure, OneTimeAddress
from bield.concerns.outside import heard_in_words, referral
from bield.concerns.rules import Shared, Told
from bield.concerns.states import DeedKind, EntryKind, Occasion, Out
from bield.kit import one_time, reading
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.vault import queries as vault

STANDS_FOR = {"1": timedelta(days=1), "3": timedelta(days=3), "7": timedelta(days=7)}


@recorded
@keeps("TP-2.9h2", "SR-6a", "EY-43b", "TP-6.3.1d", "OT-8b")
def prepare(
    actor: Actor, reference: str, shared: Shared, *, at: datetime, version: int | None = None
) -> int:
    """Keep the chosen items as they stand now, for one recipient. Nothing has left by it."""
    concern = found(actor, reference, version=version)
    key = vault.secret(concern.organisation_id, concern.key_id)
    facts = queries.facts(concern, at=at, key=key)
    items = {item.code: item for item in queries.offered(concern, key, facts)}
    recipient = queries.recipient(concern, key, shared.body, shared.recipient)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.share(facts, work_out(facts), shared, recipient, offered=items.keys()),
    )
    chosen = [items[code] for code in dict.fromkeys(shared.items)]
    chosen = queries.set_out(concern, key, chosen, Occasion(shared.occasion))
    says = _prepared(shared, chosen, queries.to_call_back(actor, concern, at=at))
    if shared.occasion == Occasion.NO_STAFF:
        says = _without_staff(actor, concern, key, says, at)
    row = releasing.keep(actor, concern, key, says, at=at)
    note(
        event="concern.disclosure-prepared",
        subject=reference,
        by=actor.id,
        at=at,
        number=row.number,
    )
    if shared.occasion == Occasion.EVIDENCE:
        _bind(actor, concern, row, says, at)
    return row.number


def _bind(actor: Actor, concern: Concern, row: Disclosure, says: Says, at: datetime) -> None:
    """The chain has the digest of its words, so that whoever receives it can compare them."""
    note(
        event="concern.contents-bound",
        subject=concern.reference,
        by=actor.id,
        at=at,
        number=row.number,
        contents=queries.digest(concern, row, says),
    )


def _without_staff(actor: Actor, concern: Concern, key: bytes, says: Says, at: datetime) -> Says:
    by = people.people_by_id(concern.organisation_id, filter(None, [actor.person_id]))
    name = next((one.name for one in by.values()), "Bield")
    made = queries.paper_from(concern, says, by=name, at=at)
    return {**says, **veiled(says, made, queries.without_staff(concern, key, made, at=at))}


def _prepared(
    shared: Shared, items: Sequence[queries.Item], call_back: Sequence[queries.Caller]
) -> Says:
    return {
        "body": shared.body,
        "name": shared.recipient.strip(),
        "authority": shared.authority.strip(),
        "form": shared.form,
        "occasion": shared.occasion,
        "purpose": shared.purpose,
        "basis": shared.basis,
        "consent": shared.consent,
        "why": shared.why.strip(),
        "instead": shared.instead.strip(),
        "items": [item.title for item in items],
        "codes": [item.code for item in items],
        "parts": [asdict(item.part) for item in items],
        "call_back": [one.words for one in call_back],
        "callers": [one.person_id for one in call_back],
    }


@recorded
@keeps("SR-6a", "TP-2.9h2")
def send(
    actor: Actor, reference: str, number: str, told: Told, *, at: datetime, unread: str = ""
) -> None:
    """It was sent, or said: to whom, what for, on which ground, how permission stood, and what.
    `unread`: why they have what nobody has released."""
    concern = found(actor, reference)
    key = vault.secret(concern.organisation_id, concern.key_id)
    one = queries.disclosure(concern, number)
    says = queries.opened(key, reference, one)
    kept = ("form", "body", "authority", "purpose", "basis", "consent", "items", "why", "instead")
    now = referral(
        told_at=told.told_at,
        how=told.how,
        name=says["name"] or told.name.strip(),
        reference=told.reference.strip(),
        said=told.said.strip(),
        disclosure=one.number,
        **{name: says[name] for name in kept},
    )
    sent = queries.facts(concern, at=at, key=key).deeds(DeedKind.REFERRED)
    before = next((deed for deed in sent if deed.says.get("disclosure") == one.number), None)
    if before is not None and before.says == now:
        note(event="concern.referred-again", subject=reference, by=actor.id, at=at)
        return
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.refer_now(told, takes=True, at=at),
        rules.sent_once(datetime.fromisoformat(before.says["told_at"]) if before else None),
        rules.left_unread(standing := queries.standing(concern, one, says, at=at), unread),
    )
    if standing.waits:
        words = f"It left before anybody had released it: {unread.strip()}"
        write(actor, concern, EntryKind.ACTION, words, at=at, happened_at=told.told_at)
    referred(actor, concern, now, at=at)
    follow(actor, concern, at)


@recorded
@keeps("EY-30")
def report_address(
    actor: Actor, reference: str, told: Told, *, at: datetime, instead: str = ""
) -> None:
    """The address of a page was reported to a body that takes no more than that."""
    concern = found(actor, reference)
    facts = queries.facts(concern, at=at)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.refer_now(told, takes=takes(told.body), at=at),
        rules.report_address(work_out(facts).proposals, told, instead=instead),
    )
    says = referral(
        told_at=told.told_at,
        body=told.body,
        how=told.how,
        reference=told.reference.strip(),
        address=told.address.strip(),
        purpose="remove",
        items=["The address of a page"],
        instead=instead.strip(),
    )
    referred(actor, concern, says, at=at)
    follow(actor, concern, at)


@recorded
@keeps("OT-5c")
def take_advice(actor: Actor, reference: str, told: Told, *, at: datetime) -> None:
    """A body was asked without a referral, and advised: both are written down at once."""
    concern = found(actor, reference)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.refer_now(told, takes=takes(told.body), at=at),
        rules.advice(takes=takes(told.body), words=told.said),
    )
    says = referral(
        told_at=told.told_at,
        form="advice",
        body=told.body,
        how=told.how,
        name=told.name.strip(),
        reference=told.reference.strip(),
    )
    asked = referred(actor, concern, says, at=at)
    if asked is not None:
        _hear(actor, concern, asked, Heard.ADVISED, told.said, told.reference, at)
    follow(actor, concern, at)


@recorded
@keeps("TP-A1-6d", "TP-A1-7b")
def hear(
    actor: Actor,
    reference: str,
    *,
    of: int,
    what: str,
    at: datetime,
    words: str = "",
    number: str = "",
) -> None:
    """What came back from a body. Only its recorded result takes the lock of the authorities
    away; that it was asked again keeps the clock of its answer running anew."""
    concern = found(actor, reference)
    facts = queries.facts(concern, at=at)
    asked = next((one for one in facts.deeds(DeedKind.REFERRED) if one.number == of), None)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.hear(
            what,
            words=words,
            reference=number,
            to_one_of_ours=asked is not None,
            declined=asked is not None and settled.not_taken_on(facts, asked) is not None,
        ),
    )
    if asked is not None:
        _hear(actor, concern, asked, Heard(what), words, number, at)
    follow(actor, concern, at)


def _hear(
    actor: Actor,
    concern: Concern,
    asked: Done,
    what: Heard,
    words: str,
    number: str,
    at: datetime,
) -> None:
    says = {
        "of": asked.number,
        "what": what.value,
        "text": words.strip(),
        "reference": number.strip(),
    }
    if said_already(actor, concern, DeedKind.HEARD, says, within=SENT_AGAIN, at=at):
        note(event="concern.sent-again", subject=concern.reference, by=actor.id, at=at)
        return
    event = "concern.heard"
    do(actor, concern, DeedKind.HEARD, says, event=event, at=at, words=[words, number])
    write(actor, concern, EntryKind.CONTACT, heard_in_words(says, asked.says), at=at)


# ------ leaving


@recorded
@keeps("TP-2.9h2", "EY-43b")
def make_address(
    actor: Actor, reference: str, number: str, *, days: str, at: datetime
) -> one_time.Made:
    """An address that opens it once, and a code that goes another way. Both are shown once."""
    concern = queries.concern(actor, reference)
    one = queries.disclosure(concern, number)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        queries.stays(concern, one, at=at),
        rules.stands_for(days in STANDS_FOR),
    )
    made = one_time.make(concern.organisation_id)
    row = OneTimeAddress.objects.create(
        organisation_id=concern.organisation_id,
        disclosure=one,
        address_hash=one_time.hash_of(made.address),
        code_hash=one_time.code_hash(made.address, made.code),
        made_at=at,
        made_by_id=actor.person_id,
        expires_at=at + STANDS_FOR[days],
    )
    copying.add(actor, one, queries.next_copy(one), Out.ADDRESS, address=row, at=at)
    note(
        event="concern.address-made",
        subject=reference,
        by=actor.id,
        at=at,
        number=one.number,
        days=days,
    )
    return made


@keeps("EY-43b")
@recorded
def end_addresses(actor: Actor, reference: str, number: str, *, at: datetime) -> None:
    """Take back every address of it that nobody has used."""
    concern = queries.concern(actor, reference)
    one = queries.disclosure(concern, number)
    enforce(rules.work(queries.my_row(actor, concern).why))
    unused = OneTimeAddress.objects.filter(disclosure=one, used_at=None, ended_at=None)
    unused.update(ended_at=at)
    note(event="concern.address-ended", subject=reference, by=actor.id, at=at, number=one.number)


def open_address(address: str, code: str, *, at: datetime) -> queries.Opened:
    """What the address and the code open. A wrong code is counted, and may be put right as long
    as tries are left; the answer is the same for whatever opens nothing. Call `use_address` before
    a byte of it is handed out."""
    organisation_id = one_time.organisation_of(address)
    if organisation_id is None:
        enforce(rules.open_address(None, fits=False))
        raise NotFound("address")
    reading.wall(organisation_id)
    return _tried(house(organisation_id, "address"), address, code, at=at)


def _tried(actor: Actor, address: str, code: str, *, at: datetime) -> queries.Opened:
    opened = queries.by_address(actor.organisation_id, address, at=at)
    if opened is not None and opened.state == "open":
        opened, fits = _guess(actor, opened, address, code, at=at)
    else:
        fits = False
    state, tries = (opened.state, opened.tries) if opened else (None, 0)
    enforce(rules.open_address(state, fits=fits, tries=tries))
    if opened is None:
        raise NotFound("address")
    return opened


@recorded
def _guess(
    actor: Actor, opened: queries.Opened, address: str, code: str, *, at: datetime
) -> tuple[queries.Opened | None, bool]:
    """Whether the code fits an address that still stands open: compared and counted in one
    command: of many guesses at once each finds those before it counted."""
    now = queries.by_address(actor.organisation_id, address, at=at)
    stands = now is not None and now.state == "open"
    fits = now is not None and stands and now.fits(address, code)
    row = OneTimeAddress.objects.get(pk=opened.address_id)
    if now is not None and stands and not fits:
        row.tries += 1
        row.save(update_fields=["tries"])
        now = replace(now, tries=row.tries)
    event = "concern.address-fitted" if fits else "concern.address-refused"
    note(event=event, subject=opened.reference, by=actor.id, at=at, tries=row.tries)
    return now, fits


@keeps("TP-2.9h2")
def use_address(opened: queries.Opened, *, digest: str, at: datetime) -> None:
    """It opens once: of two at the same moment the second is refused."""
    _use(house(opened.organisation_id, "address"), opened, digest=digest, at=at)


@recorded
def _use(actor: Actor, opened: queries.Opened, *, digest: str, at: datetime) -> None:
    one = Disclosure.objects.select_related("concern").get(pk=opened.disclosure_id)
    # Somebody may have been kept away meanwhile.
    may_leave = queries.stays(one.concern, one, at=at) is None
    unused = OneTimeAddress.objects.filter(pk=opened.address_id, used_at=None, ended_at=None)
    open_still = unused.filter(expires_at__gt=at, tries__lt=rules.TRIES)
    used = may_leave and open_still.update(used_at=at)
    enforce(rules.open_address("open" if used else "used", fits=True))
    copy = Copy.objects.filter(address_id=opened.address_id).first()
    copying.departed(actor, one.concern, one, Out.ADDRESS, digest, at, copy=copy)
