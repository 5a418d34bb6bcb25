"""What this room tells the rooms below: kinds of duty, how its lines read, who may open them."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from bield.access.registry import told_outside
from bield.agreements.registry import register_report_form
from bield.concerns import commands, door_watches, queries
from bield.concerns.commands import door
from bield.concerns.queries.kept import kept_of
from bield.concerns.registered import register_clauses
from bield.concerns.rules import door as door_rules
from bield.concerns.sources import PICTURE
from bield.concerns.states import (
    ACKNOWLEDGE,
    ALERT,
    ANSWER,
    BREACH,
    CHALLENGE,
    CHANGE,
    CHASE,
    CONSULT,
    DUTY_OF,
    FLAG,
    FOLLOW_UP,
    KEEP_IN_TOUCH,
    MOVED,
    NOTICE,
    OWN_DUTY,
    QUIET,
    RELEASE,
    TAKE_OVER,
    TOGETHER,
    TRANSFER,
    UNSENT,
    Family,
)
from bield.concerns.subjects import concern_of, each_of
from bield.duties.registry import DutyFacts, DutyKind, keep_by, register
from bield.kit import rounds, watches
from bield.kit.answers import when_not_found
from bield.kit.refusals import NotFound
from bield.ledger.record import Acting
from bield.ledger.registry import describe, heading, opener
from bield.people.actors import Actor
from bield.retention.registry import Disposer, Holder, Review, register_causes, register_holder
from bield.retention.registry import register as register_disposer

__all__ = ["PICTURE", "declare", "register_clauses"]
AGAIN = timedelta(hours=1)  # how long the next on the list has, once the clock has run out
NEXT_DAY = timedelta(days=1)
NO_FLAG = "S-"
NO_STAFF_FILE = "A-"
NO_CONCERN = "C-"
RECORD = "concerns.record"  # as the room of retention calls a concern and all that hangs on it
BELOW = ("concern/<", "api/v1/concerns/<")  # how addresses below a concern begin

LINES = {
    "concern.reported": "{by} reported concern {subject}",
    "concern.sent-again": "{by} sent concern {subject} again; nothing new was made",
    "concern.alert-waits": "{by} said that {subject} waits for a report",
    "concern.acknowledged": "{by} acknowledged concern {subject}",
    "concern.entry-added": "{by} added entry {number} to concern {subject}",
    "concern.assigned": "{by} named {owner} owner of concern {subject}",
    "concern.given-back": "Whoever worked on concern {subject} reads it no more; others were asked",
    "concern.passed-on": "{by} passed concern {subject} on to {asked}",
    "concern.watched": "{by} will look at concern {subject} again by {until}",
    "concern.opened": "{by} opened concern {subject}",
    "concern.opened-through-token": "Another system of {by} read {subject} through {token}",
    "concern.printed": "{by} printed concern {subject} ({purpose})",
    "concern.printed-again": "{by} loaded a print of concern {subject} again",
    "concern.refused-opening": "{by} tried to open concern {subject} and was refused",
    "concern.person-excluded": "{by} excluded {person} from concern {subject}",
    "concern.let-in": "{by} let {person} read concern {subject}",
    "concern.grant-ended": "{by} ended that {person} reads concern {subject}",
    "concern.desk-changed": "{by} brought the desk of {subject} up to date with its posts",
    "concern.answered": "{by} answered a question about concern {subject}",
    "concern.triaged-at-once": "{by} brought the answers about concern {subject} together",
    "concern.answered-again": "{by} gave the same answer about concern {subject} again",
    "concern.triaged": "{by} finished the triage of concern {subject}",
    "concern.referred": "{by} brought concern {subject} to a body outside",
    "concern.referred-again": "{by} sent the same referral of concern {subject} again; it is one",
    "concern.followed": "{by} set what follows from a step with concern {subject}",
    "concern.fell-quiet": "Whoever works on concern {subject} was asked how it stands",
    "concern.draft-reminded": "Whoever wrote {subject} was reminded that it waits to be sent",
    "concern.draft-waits": "The safeguarding lead was told that something waits to be sent",
    "concern.linked": "{by} said whether two concerns belong together: {subject}",
    "concern.linked-again": "{by} said the same again of two concerns: {subject}",
    "concern.time-set": "{by} set {subject} to {amount} {unit}",
    "concern.heard": "{by} wrote down what a body outside answered about concern {subject}",
    "concern.disclosure-prepared": "{by} prepared disclosure {number} of concern {subject}",
    "concern.contents-bound": "Disclosure {number} of {subject} says what has digest {contents}",
    "concern.redaction-marked": "{by} marked words to take out of disclosure {number} of {subject}",
    "concern.disclosure-redacted": "{by} made {made} of disclosure {number} of {subject}: redacted",
    "concern.disclosure-released": "{by} read disclosure {number} of {subject} and released it",
    "concern.disclosure-sent-back": "{by} read disclosure {number} of {subject} and sent it back",
    "concern.copy-made": "{by} made locked copy {copy} of disclosure {number} of {subject} ({how})",
    "concern.disclosure-left": "{by} took out disclosure {number} of concern {subject} ({how})",
    "concern.address-made": "{by} made an address that opens disclosure {number} of {subject}",
    "concern.address-ended": "{by} took back the addresses of disclosure {number} of {subject}",
    "concern.address-fitted": "An address of concern {subject} was tried with its code",
    "concern.address-refused": "An address of concern {subject} was tried with a wrong code",
    "concern.evidence-held": "{by} secured {held} for concern {subject}",
    "concern.evidence-released": "{by} released {held} from concern {subject}, on advice",
    "concern.file-attached": "{by} attached file {number} to concern {subject}",
    "concern.file-opened": "{by} took a copy of file {number} of concern {subject}",
    "concern.file-kept-shut": "{by} tried to open file {number} of {subject}, which is sealed off",
    "concern.file-refused": "A file from {by} was not taken for concern {subject}: {why}",
    "concern.content-captured": "{by} kept something posted as evidence for concern {subject}",
    "concern.parents-decided": "{by} decided about telling those at home, concern {subject}",
    "concern.parents-told": "{by} wrote down that those at home were told, concern {subject}",
    "concern.custody-taken": "{by} took something into custody for concern {subject}",
    "concern.custody-handed-over": "{by} handed {what} over, concern {subject}",
    "concern.custody-confirmed": "{by} confirmed what became of {what}, concern {subject}",
    "concern.custody-taken-back": "{by} took {what} back, concern {subject}",
    "concern.custody-ended": "{by} let {what} go on advice, concern {subject}",
    "concern.met": "{by} wrote a review meeting down, concern {subject}",
    "concern.spoken-with": "{by} wrote down whether somebody was spoken with, concern {subject}",
    "concern.support-planned": "{by} planned support, concern {subject}",
    "concern.read-twice": "{by} read a decision a second time, concern {subject}",
    "concern.responded": "{by} answered a response, concern {subject}",
    "concern.left-out": "{by} left a required step out with a reason, concern {subject}",
    "concern.change-planned": "{by} planned a change after concern {subject}",
    "concern.change-proved": "{by} put change {what} into practice, concern {subject}",
    "concern.answer-chosen": "{by} chose what the reporter of concern {subject} is told",
    "concern.contacted": "{by} kept in touch about concern {subject}",
    "concern.reported-inside": "{by} reported concern {subject} inside, to a post",
    "concern.practised": "{by} practised a referral",
    "concern.slips-printed": "{by} printed {count} paper slips, {subject} to {last}",
    "concern.slip-out-of-use": "{by} took {subject} out of use ({why})",
    "concern.came-on-paper": "{by} entered paper slip {slip} as concern {subject}",
    "concern.log-taken": "{by} took the log of concerns out as a file",
    "concern.exported": "{by} took concerns out as a file: {purpose}",
    "concern.export-counted": "What {by} took out had {rows} concerns",
    "concern.words-exported": "{by} took out what was written in {subject}, with other concerns",
    "concern.table-came": "{by} took in rows of a table from another product",
    "concern.from-table": "{by} took in {subject} from a table of another product",
    "concern.undecided": "Nobody decided about {subject} in time: deputies and head were told",
    "concern.notice-taken": "{by} took {what}, which their post was told of",
    "concern.notice-passed": "{by} passed {what} on, which their post was told of",
    "concern.notice-late": "Nobody took {what} in time: the head was asked, concern {subject}",
    "concern.body-marked": "{by} marked mark {number} on a body map, concern {subject}",
    "concern.body-mark-ended": "{by} said that mark {number} of a body map was a mistake,"
    " concern {subject}",
    "concern.consulted": "{by} asked somebody for one task, concern {subject}",
    "concern.consultation-answered": "{by} answered task {what}",
    "concern.consultation-unanswered": "Task {what} ended without an answer, concern {subject}",
    "concern.consultation-ended": "{by} took task {what} back, concern {subject}",
    "concern.people-put-right": "{by} put right who is in concern {subject}",
    "concern.flag-set": "{by} set flag {subject}",
    "concern.flag-set-again": "{by} set flag {subject} again; nothing new was made",
    "concern.flag-kept": "{by} said that flag {subject} still stands",
    "concern.flag-ended": "{by} ended flag {subject}",
    "concern.staff-outcome": "{by} wrote down an outcome in a staff file, {subject}",
    "concern.staff-asked": "Several concerns in a staff file are to be looked at, {subject}",
    "concern.staff-judged": "{by} looked at several concerns in a staff file, {subject}",
    "concern.staff-reference": "{by} looked up what a reference may say, {subject}",
    "concern.file-asked-for": "Somebody left; the file was asked for, concern {subject}",
    "concern.file-prepared": "{by} prepared file {subject} for another setting",
    "concern.file-prepared-again": "{by} prepared file {subject} again; nothing new was made",
    "concern.file-locked": "{by} locked file {subject} ({how})",
    "concern.file-left": "{by} took file {subject} out",
    "concern.went-with-file": "A copy of concern {subject} went with file {file}",
    "concern.file-came": "{by} took in file {subject} from another setting",
    "concern.file-came-again": "{by} took in file {subject} again; nothing new was made",
    "concern.file-not-taken-in": "A file of another setting from {by} was not taken in: {why}",
    "concern.received-read": "{by} read file {subject}",
    "concern.received-accepted": "{by} accepted file {subject}",
    "concern.received-refused": "{by} refused file {subject}",
    "concern.came-with-file": "Concern {subject} came with file {file}; {by} accepted it",
    "concern.file-sent": "{by} wrote down that file {subject} was sent",
    "concern.file-answered": "{by} wrote down what became of file {subject}: {what}",
    "concern.file-answered-again": "{by} gave the same receipt of file {subject} again",
    "concern.closed": "{by} closed concern {subject}: {outcome}",
    "concern.reopened": "{by} reopened concern {subject}",
    "concern.came-by-door": "concern {subject} came through the public door {door}",
    "concern.reporter-came-back": "somebody came back to concern {subject} with its code",
    "concern.reporter-wrote": "the reporter of concern {subject} wrote more",
    "concern.reporter-answered": "{by} wrote to the reporter of concern {subject}",
    "concern.reporter-heard": "{by} read what the reporter of concern {subject} wrote",
    "concern.door-opened": "{by} opened the public {subject}",
    "concern.door-shut": "{by} shut the public {subject}",
    "concern.door-pressed": "very many came from one place to the public {subject}",
    "concern.waits-at-door": "a report waits its turn at the public {subject}",
}


TOLD_OUTSIDE = {
    "concern.reported": "A concern was reported",
    "concern.acknowledged": "A concern was acknowledged",
    "concern.triaged": "The triage of a concern is finished",
    "concern.referred": "A concern was brought to a body outside",
    "concern.closed": "A concern was closed",
    "concern.reopened": "A concern was opened again",
}


def declare() -> None:
    told_outside(TOLD_OUTSIDE)
    register_report_form("concerns:report")
    for event, sentence in LINES.items():
        describe(event, sentence)
    heading("concern", "Concerns")
    opener("C-", _may_open, _may_open_of)
    opener("F-", _may_move)
    opener("R-", _may_receive)
    opener("S-", _may_know, _may_know_of)
    opener("A-", _may_see_staff, _may_see_staff_of)
    opener("files:", _takes_in)
    opener("desk:", _is_designated)
    opener("door:", _looks_after_doors)
    register_causes(queries.subjects_seen, begins="C-")
    review = Review(
        queries.over,
        queries.subjects_seen,
        queries.may_know_gone,
        queries.over_one,
        list_for=queries.over_for,
        page="/concern/{}/",
    )
    register_disposer(Disposer(RECORD, "Concern", commands.dispose_concern, review=review))
    register_holder(Holder("concerns", "Safeguarding records", kept_of, asked=True))
    when_not_found(_tried)
    opener("time:", _is_designated)
    opener("alert:", _is_designated)
    opener("late:", _nobody)
    opener("log:", _is_designated)
    opener("slip:", _is_designated)
    opener("practice:", _own_practice)
    opener("export:", _own_export)
    rounds.register(rounds.Round("concerns.desks", timedelta(minutes=1), commands.refresh_all))
    rounds.register(
        rounds.Round("concerns.drafts", timedelta(minutes=5), commands.look_after_drafts)
    )
    rounds.register(
        rounds.Round("concerns.quiet", timedelta(minutes=15), commands.look_after_quiet)
    )
    register(
        DutyKind(
            QUIET,
            "Write down how a concern stands",
            clauses=("OT-5b",),
            escalate=_late,
            repeat=NEXT_DAY,
            sees=queries.subjects_seen,
            source="Your organisation’s own clock",
        )
    )
    register(
        DutyKind(
            UNSENT,
            "Ask round: a report was begun and has not been sent",
            by_hand=(("asked", "I asked, and nobody needs help to send it"),),
            source="Your organisation’s own clock",
        )
    )
    register(
        DutyKind(
            ALERT,
            "Report what an alert was about, or say that it was nothing",
            escalate=_ask_those_on_duty,
            repeat=NEXT_DAY,
            by_hand=(("nothing", "I looked into it: nobody saw anything unsuitable"),),
            source="Your organisation’s own clock",
        )
    )
    register(
        DutyKind(
            ACKNOWLEDGE,
            "Acknowledge a concern",
            first=True,
            urgent=queries.acknowledge_at_once,
            escalate=_unread,
            repeat=AGAIN,
            sees=queries.subjects_seen,
            source="Your organisation’s own clock",
        )
    )
    rounds.register(rounds.Round("concerns.doors", timedelta(minutes=1), door.serve_doors))
    watches.register(door_watches.DOOR_IS_OPEN)
    register(
        DutyKind(
            ANSWER,
            "Read what a reporter wrote",
            sees=queries.subjects_seen,
            source="Your organisation’s own clock",
        )
    )
    register(
        DutyKind(
            FOLLOW_UP,
            "Look again at a concern",
            remind_before=(timedelta(days=1),),
            sees=queries.subjects_seen,
            source="The day chosen with the concern",
        )
    )
    register(
        DutyKind(
            CONSULT,
            "Do what you were asked",
            clauses=("TP-6.2.1b",),
            remind_before=(timedelta(days=1),),
            sees=queries.tasks_mine,
            source="The day chosen by whoever asked",
        )
    )
    keep_by(
        "bield.concerns.registry.BREACH",
        DutyKind(
            BREACH,
            "Ask why something has not been decided in time",
            clauses=("EY-37d",),
            escalate=_still_late,
            repeat=NEXT_DAY,
            sees=queries.breaches_held,
            says=queries.breaches_said,
            opens=queries.late_and_read,
            about=lambda _subject: "",
            by_hand=(("asked", "I asked, and it is being decided"),),
            source="Your organisation’s own clock",
        ),
    )
    keep_by(
        "bield.concerns.registry.NOTICE",
        DutyKind(
            NOTICE,
            "Take what your post was told, or pass it on",
            clauses=("TP-A1-4b",),
            escalate=_untaken,
            repeat=NEXT_DAY,
            sees=queries.tasks_mine,
            source="Your organisation’s own clock; at once where it is grave",
        ),
    )
    rounds.register(
        rounds.Round("concerns.patterns", timedelta(minutes=1), commands.look_through_all)
    )
    rounds.register(rounds.Round("concerns.moved", timedelta(hours=1), commands.look_after_moved))
    register(
        DutyKind(
            MOVED,
            "Send the file of somebody who left to their next setting",
            remind_before=(timedelta(days=2),),
            escalate=_late,
            repeat=NEXT_DAY,
            sees=queries.subjects_seen,
            about=concern_of,
            by_hand=(
                ("nowhere", "No next setting is known, and I asked"),
                ("not-needed", "No other setting needs it"),
            ),
            source="Within five school days (KCSIE)",
        )
    )
    register(
        DutyKind(
            TRANSFER,
            "Send a file to the next setting, until it is accepted",
            remind_before=(timedelta(days=2),),
            escalate=_file_late,
            repeat=NEXT_DAY,
            sees=queries.transfers_seen,
            source="Within five school days (KCSIE)",
        )
    )
    register(
        DutyKind(
            FLAG,
            "Look again at a flag",
            remind_before=(timedelta(days=7), timedelta(days=1)),
            escalate=_flag_late,
            repeat=NEXT_DAY,
            sees=queries.flags_seen,
            source="The day chosen with the flag",
        )
    )
    register(
        DutyKind(
            TOGETHER,
            "Look at several concerns together",
            clauses=("OT-14d",),
            escalate=_together_late,
            repeat=NEXT_DAY,
            sees=queries.staff_said_seen,
            source="Low-level concerns are reviewed for patterns (KCSIE Part four)",
        )
    )
    register(
        DutyKind(
            RELEASE,
            "Read what is to leave, and release it or send it back",
            escalate=_late,
            repeat=NEXT_DAY,
            sees=queries.subjects_seen,
            about=concern_of,
            source="What is changed for somebody outside leaves on two pairs of eyes",
        )
    )
    register(
        DutyKind(
            TAKE_OVER,
            "Confirm what you were handed",
            sees=queries.things_seen,
            source="Both say from their own account that it changed hands",
        )
    )
    keep_by(
        "bield.concerns.registry.CHANGE",
        DutyKind(
            CHANGE,
            "Put a change into practice",
            clauses=("TP-A1-8e",),
            remind_before=(timedelta(days=7), timedelta(days=1)),
            sees=queries.changes_mine,
            source="The day chosen with the change",
        ),
    )
    keep_by(
        "bield.concerns.registry.KEEP_IN_TOUCH",
        DutyKind(
            KEEP_IN_TOUCH,
            "Keep in touch about a concern",
            clauses=("OT-37b",),
            remind_before=(timedelta(days=1),),
            sees=queries.subjects_seen,
            source="The day agreed with whoever raised it",
        ),
    )
    register(
        DutyKind(
            CHASE,
            "Ask again whether something has arrived",
            escalate=_late,
            repeat=NEXT_DAY,
            sees=queries.subjects_seen,
            says=queries.chases_said,
            about=concern_of,
            source="Authorities say within one working day that a referral has arrived (KCSIE)",
        )
    )
    register(
        DutyKind(
            CHALLENGE,
            "Accept that they do not take something on, or challenge it",
            escalate=_late,
            repeat=NEXT_DAY,
            sees=queries.subjects_seen,
            says=queries.challenges_said,
            about=concern_of,
            source="Whoever thinks that the right thing is not done, challenges it (KCSIE)",
        )
    )
    register(
        DutyKind(
            OWN_DUTY,
            "Do what the law asks of you yourself",
            escalate=_own_late,
            repeat=NEXT_DAY,
            sees=queries.own_duties_mine,
            about=concern_of,
            by_hand=(
                ("not-mine", "It is not mine: I do not teach, or it is feared and not known"),
            ),
            source="The law that asks it, beside what you reported",
        )
    )
    for family, code in DUTY_OF.items():
        register(
            DutyKind(
                code,
                family.label,
                first=family == Family.REFER,
                escalate=_undecided if family == Family.DECIDE else _late,
                repeat=AGAIN if family == Family.REFER else NEXT_DAY,
                sees=queries.subjects_seen,
                says=queries.steps_said,
                about=concern_of,
                source="What the concern requires",
            )
        )


def _late(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.tell_late(actor, duty, at=at)


def _own_late(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.tell_own_late(actor, duty.subject, duty.holder_ids, at)


def _file_late(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.tell_file_late(actor, duty.subject, duty.holder_ids, at)


def _flag_late(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.tell_flag_late(actor, duty.subject, duty.holder_ids, at)


def _together_late(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.tell_together_late(actor, duty.subject, duty.holder_ids, at)


def _undecided(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.tell_undecided(actor, duty, at=at)


def _still_late(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.ask_again(actor, duty, at=at)


def _untaken(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.pass_notice_up(actor, duty, at=at)


def _ask_those_on_duty(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.ask_those_on_duty(actor, duty, at=at)


def _unread(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    commands.pass_on_unread(actor, duty.subject, at=at)


def _tried(request: HttpRequest, absent: NotFound) -> None:
    """Every page below a concern, those still to come included, is a way to try at it."""
    match = request.resolver_match
    below = match is not None and match.route.startswith(BELOW)
    if match is not None and below and not isinstance(absent, commands.RefusedOpening):
        actor: Actor = request.actor  # type: ignore[attr-defined]  # such pages are not public
        commands.refuse_opening(actor, match.kwargs["reference"], at=timezone.now())


def _may_open(actor: Acting, subject: str) -> bool:
    """A line about a concern opens to whoever reads the concern, and to nobody else; one about
    two concerns to whoever reads both."""
    return subject in _may_open_of(actor, frozenset({subject}))


def _may_open_of(actor: Acting, subjects: frozenset[str]) -> frozenset[str]:
    """Asked even where there is nothing to ask: a page of the record takes no statement less when
    no line about a concern was written than when every such line is hidden from its reader."""
    if not isinstance(actor, Actor):
        return frozenset()
    asked = frozenset({NO_CONCERN}).union(*map(each_of, subjects))
    seen = queries.subjects_seen(actor, asked)
    return frozenset(one for one in subjects if each_of(one) <= seen)


def _looks_after_doors(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and (actor.is_designated or actor.holds(*door_rules.KEEPERS))


def _may_move(actor: Acting, subject: str) -> bool:
    return isinstance(actor, Actor) and bool(queries.transfers_seen(actor, frozenset({subject})))


def _nobody(_actor: Acting, _subject: str) -> bool:
    """Who is asked why something is late: a line about it could tell whoever it is about."""
    return False


def _own_practice(actor: Acting, subject: str) -> bool:
    return isinstance(actor, Actor) and subject == f"practice:{actor.person_id}"


def _own_export(actor: Acting, subject: str) -> bool:
    """How many somebody reads is for them alone: whoever counts less would learn of the rest."""
    return isinstance(actor, Actor) and subject == f"export:{actor.person_id}"


def _may_receive(actor: Acting, subject: str) -> bool:
    return isinstance(actor, Actor) and bool(queries.received_seen(actor, frozenset({subject})))


def _may_know(actor: Acting, subject: str) -> bool:
    return subject in _may_know_of(actor, frozenset({subject}))


def _may_know_of(actor: Acting, subjects: frozenset[str]) -> frozenset[str]:
    """Asked even where there is nothing to ask, as of concerns: what is hidden costs the same."""
    if not isinstance(actor, Actor):
        return frozenset()
    return queries.flags_seen(actor, subjects | {NO_FLAG})


def _may_see_staff(actor: Acting, subject: str) -> bool:
    return subject in _may_see_staff_of(actor, frozenset({subject}))


def _may_see_staff_of(actor: Acting, subjects: frozenset[str]) -> frozenset[str]:
    """Asked even where there is nothing to ask, as of concerns: what is hidden costs the same."""
    if not isinstance(actor, Actor):
        return frozenset()
    return queries.staff_said_seen(actor, subjects | {NO_STAFF_FILE})


def _takes_in(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and queries.may_move_files(actor)


def _is_designated(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and actor.is_designated
