"""Staff files for other systems: what the page shows to whoever made the token, without names."""

from datetime import datetime

from bield.concerns.queries.staff import staff_files
from bield.concerns.staff_briefs import (
    JudgedTogether,
    LimbBrief,
    ReferenceLeaves,
    ReferenceRow,
    ReferenceSays,
    StaffConcern,
    StaffFileBrief,
    StaffFileList,
    StaffFileRow,
    StaffOutcome,
    StaffReferenceBrief,
)
from bield.concerns.staff_files import StaffFile, StaffLine, StaffReference
from bield.concerns.states import Finding, Together
from bield.people.actors import Actor


def staff_files_brief(actor: Actor, *, at: datetime) -> StaffFileList:
    return StaffFileList(
        tuple(
            StaffFileRow(one.reference, one.number, one.person, one.open, one.total, one.waits)
            for one in staff_files(actor, at=at)
        )
    )


def staff_file_brief(page: StaffFile) -> StaffFileBrief:
    """The door has called `commands.open_history` first."""
    return StaffFileBrief(
        concern=page.reference,
        number=page.number,
        person=page.person,
        version=page.version,
        concerns=tuple(_concern(one) for one in page.lines),
        to_judge=page.to_judge,
        to_report=page.to_report,
        judged=tuple(
            JudgedTogether(Together(one.code), one.reason, one.of, one.written_at)
            for one in page.judged
        ),
        references=tuple(
            ReferenceRow(one.reference, one.asker, one.post, one.written_at)
            for one in page.references
        ),
    )


def _concern(line: StaffLine) -> StaffConcern:
    return StaffConcern(
        reference=line.reference,
        number=line.number,
        happened=line.day,
        low_level=line.low_level,
        threshold=tuple(LimbBrief(one.code, one.asks, one.value or None) for one in line.limbs),
        tell_by=line.officer_due,
        tell_because=line.officer_source,
        told_at=line.officer_told,
        advice=line.advice,
        outcome=_outcome(line),
        in_file=line.in_file,
        kept_until=line.kept_on,
        kept_because=line.kept,
    )


def _outcome(line: StaffLine) -> StaffOutcome | None:
    if line.ended is None:
        return None
    says = line.ended.says
    return StaffOutcome(
        finding=Finding(line.finding),
        with_whom=says["with_whom"],
        words=says["words"] if line.in_file else "",
        stays=says["stays"],
        written_at=line.ended.written_at,
    )


def staff_reference_brief(page: StaffReference, given: str) -> StaffReferenceBrief:
    """The door has called `commands.open_history` first."""
    return StaffReferenceBrief(
        reference=given,
        person=page.person,
        asker=page.asker,
        post=page.post,
        written_at=page.written_at,
        says=tuple(
            ReferenceSays(one.reference, one.day, one.finding_word, one.words) for one in page.says
        ),
        leaves=tuple(ReferenceLeaves(one.reference, one.why) for one in page.left),
    )
