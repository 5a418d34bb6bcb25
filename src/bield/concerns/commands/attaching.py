"""Files of a concern: attached when nothing forbids it, opened with a line, never changed."""

from datetime import datetime

from bield.concerns import queries, rules
from bield.concerns.commands import readers
from bield.concerns.commands.chronicle import found, write
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import follow
from bield.concerns.labels import Label, file_reference, label_of, seal_label
from bield.concerns.lenses import guards
from bield.concerns.lenses.attaching import admitted
from bield.concerns.lenses.engine import work_out
from bield.concerns.models import Attachment, Concern
from bield.concerns.states import DeedKind, EntryKind
from bield.kit import rows
from bield.kit.judging import Judged, Kind
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal, Refused, enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault import commands as vault_commands
from bield.vault import queries as vault


@recorded
@keeps("TP-A1-0.1", "TP-3.4.3.3")
def attach(
    actor: Actor, reference: str, *, file: Judged, name: str, shows: str, at: datetime
) -> Attachment:
    """Add a file that was judged fit. The lock is asked once more: it may have come to stand
    while the file was on its way."""
    concern = found(actor, reference)
    facts = queries.facts(concern, at=at)
    may = admitted(facts, work_out(facts))
    enforce(rules.attach(may, holds_picture=file.holds_picture, shows=shows))
    label = label_of(file, name=name, shows=shows)
    attachment = _keep(actor, concern, file, label, at)
    write(actor, concern, EntryKind.ACTION, _line("Attached", attachment, label), at=at)
    readers.move(concern)
    _note(actor, "concern.file-attached", reference, at, number=attachment.number)
    return attachment


@recorded
@keeps("TP-A1-8b", waits=("social",))
def capture(
    actor: Actor, reference: str, *, file: Judged, name: str, shows: str, where: str, at: datetime
) -> Attachment:
    """Keep lawful content that somebody posted, with its hash and the time, as evidence; from then
    on it may be removed. Of an indecent picture nothing is captured by anybody."""
    concern = found(actor, reference)
    facts = queries.facts(concern, at=at)
    outcome = work_out(facts)
    number = Attachment.objects.filter(concern=concern).count() + 1
    answered = guards.Responding("capture", done=True, file=number)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.attach(admitted(facts, outcome), holds_picture=file.holds_picture, shows=shows),
        rules.where_it_stood(where),
        guards.respond(facts, outcome, answered),
    )
    label = label_of(file, name=name, shows=shows, where=where)
    attachment = _keep(actor, concern, file, label, at)
    write(actor, concern, EntryKind.ACTION, _line("Kept as evidence", attachment, label), at=at)
    says = {
        "response": "capture",
        "done": True,
        "reason": "",
        "owner": "",
        "on": "",
        "file": number,
    }
    do(actor, concern, DeedKind.RESPONDED, says, event="concern.content-captured", at=at)
    readers.move(concern)
    follow(actor, concern, at)
    return attachment


def _keep(actor: Actor, concern: Concern, file: Judged, label: Label, at: datetime) -> Attachment:
    number = Attachment.objects.filter(concern=concern).count() + 1
    name = file_reference(concern.reference, number)
    key = vault.secret(concern.organisation_id, concern.key_id)
    attachment = Attachment(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=number,
        file_id=vault_commands.seal_file(actor, file.data, context=name, at=at),
        label=seal_label(key, concern.reference, number, label),
        added_at=at,
        added_by_id=actor.person_id,
    )
    rows.insert([attachment])
    return attachment


def _line(what: str, attachment: Attachment, label: Label) -> str:
    """As the chronology keeps it, sealed."""
    lines = [f"{what}: file {attachment.number} ({Kind(label.kind).label}, {label.name})"]
    if label.is_capture:
        lines += [f"Where it stood: {label.where}", f"SHA-256: {label.sha256}"]
    return "\n".join([*lines, label.shows])


def refuse_file(actor: Actor, reference: str, refusal: Refusal, *, at: datetime) -> None:
    """That a file was sent and not taken: the fact alone, and nothing of the file."""
    _refused(actor, reference, refusal.code, at=at)


@recorded
def _refused(actor: Actor, reference: str, why: str, *, at: datetime) -> None:
    found(actor, reference)
    _note(actor, "concern.file-refused", reference, at, why=why)


def open_file(actor: Actor, file: str, *, at: datetime) -> None:
    """A copy leaves the house: a line of its own. Call it before `queries.opened_file`.

    A picture that is sealed off is opened by nobody; that somebody tried is a line as well.
    """
    refusal = _opened(actor, file, at=at)
    if refusal is not None:
        raise Refused(refusal)


@recorded
def _opened(actor: Actor, file: str, *, at: datetime) -> Refusal | None:
    """Refused or not, the line stays; so the answer is given outside of this command."""
    concern, number, refusal = queries.file_to_open(actor, file, at=at)
    event = "concern.file-opened" if refusal is None else "concern.file-kept-shut"
    _note(actor, event, concern.reference, at, number=number)
    return refusal


def _note(actor: Actor, event: str, subject: str, at: datetime, **facts: str | int) -> None:
    note(event=event, subject=subject, by=actor.id, at=at, detail=None, **facts)  # type: ignore[arg-type]  # codes
