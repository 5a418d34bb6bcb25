"""What is told of whom: each story is a concern that those it names must never learn of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bield.concerns import commands
from bield.concerns.about import About
from bield.concerns.intake import Intake, Paper
from bield.concerns.models import Custody
from bield.concerns.rules.flagging import Flagging
from bield.concerns.slips import slip_number
from bield.concerns.states import PartyRole
from tests.concerns.telling import readers_of, report
from tests.concerns.triage import go_through
from tests.concerns.walking import close, everything_but, refer
from tests.conftest import NOON, TODAY, Cast

RARE = "Quizzicalwombat"  # stands in what is told, and nowhere else
LATER = TODAY + timedelta(days=5)
DEVICE = "device:77"
CLAUSE = "TP-7.2b"
SLIP = slip_number(len("Ama Boateng") + 1)  # the one whose pages are walked: `things_of_slips`
ON_PAPER = {"intake": Intake(paper=Paper(SLIP, TODAY))}


@dataclass(frozen=True)
class Story:
    """Told by `teller`, worked by `handler`."""

    picked: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    handler: str = "ama"
    teller: str = "kit"
    helper: str = "ivy"  # is asked for a task, plans a change, is handed a thing
    told: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    taken: bool = True
    decided: bool = True  # else the days go by, and others are asked why
    closed: bool = False
    meant: str = ""  # the first who was picked was named by mistake: this one was meant

    @property
    def named(self) -> tuple[str, ...]:
        return (*self.picked, *self.typed, *filter(None, [self.meant]))


STORIES = {
    "about colleagues, still worked on": Story(
        picked=("dev", "hal"), typed=("eve",), told={"danger_now": "yes", **ON_PAPER}
    ),
    "about colleagues, closed": Story(picked=("ivy",), typed=("lou",), helper="rae", closed=True),
    "about the lead": Story(picked=("ama",), handler="ben", told=ON_PAPER),
    "about the lead and the head, and nobody decides": Story(
        picked=("ama", "lou"), handler="ben", decided=False
    ),
    "about the deputy, and nobody takes it": Story(typed=("ben",), taken=False, told=ON_PAPER),
    "about those who would be called in": Story(picked=("fay",), typed=("gus",)),
    "about a child and who is at home": Story(picked=("joe", "nan"), closed=True),
    "about a child and the lead, with a flag": Story(picked=("joe", "ama"), handler="ben"),
    "about somebody by mistake": Story(picked=("ivy", "eve"), helper="rae", meant="hal"),
    "about a deputy by mistake, whom the lead takes out": Story(
        picked=("ben", "joe"), handler="ama", meant="dev", closed=True
    ),
    "about a picture": Story(typed=("cat",), told={"intake": Intake(picture="unsure")}),
}


def tell(cast: Cast, story: Story) -> str:
    """It is told, and everything is done with it that people do."""
    picked = [
        About(person_id=cast.people[one].pk, role=ROLES.get(one, ALLEGED)) for one in story.picked
    ]
    typed = [About(name=cast.people[one].name, role=ALLEGED) for one in story.typed]
    words = {"account": f"{RARE} says that there are pictures.", "about": [*picked, *typed]}
    words["where"] = "On Snapchat, in the stairwell B"
    reference = report(cast, story.teller, **words | dict(story.told)).reference
    assert not set(readers_of(reference)) & {*story.picked, *story.typed}
    if story.taken:
        _work(cast, reference, story)
    if story.meant:
        _put_right(cast, reference, story)
    if story.closed:
        _end(cast, reference, story)
    return reference


ALLEGED = PartyRole.ALLEGED
ROLES = {"joe": PartyRole.SUBJECT}


def _work(cast: Cast, reference: str, story: Story) -> None:
    actor = cast.actor(story.handler)
    helper = cast.people[story.helper].pk
    commands.acknowledge(actor, reference, at=NOON)
    if not story.decided:
        return
    go_through(actor, reference, dict(story.answers), at=NOON)
    commands.finish_triage(actor, reference, at=NOON)
    if story.picked:
        _flag(cast, reference, story)
    commands.add_entry(actor, reference, kind="note", text=f"{RARE} again.", at=NOON)
    commands.open_concern(actor, reference, at=NOON)
    commands.print_concern(actor, reference, at=NOON)
    commands.hold_evidence(
        actor, reference, subject=DEVICE, reason="It was on it.", review_on=LATER, at=NOON
    )
    thing = commands.take_into_custody(
        actor,
        reference,
        kind="device",
        what="Red telephone",
        whose="Nobody knows",
        from_whom="The front desk",
        kept_where="The safe",
        taken_at=NOON,
        review_on=LATER,
        at=NOON,
    )
    commands.hand_over(actor, thing.reference, where="The server room", to_id=helper, at=NOON)
    commands.plan_change(
        actor, reference, change="Lock it.", owner_id=helper, on=LATER, clause=CLAUSE, at=NOON
    )
    commands.consult(actor, reference, person_id=helper, task="Look.", until=LATER, at=NOON)
    refer(cast, reference, "childrens_social_care", by=story.handler)
    _share(cast, reference, story)
    everything_but(cast, reference, by=story.handler)


def _flag(cast: Cast, reference: str, story: Story) -> None:
    flag = Flagging(
        kind="court_order",
        begins_on=TODAY,
        until_on=LATER,
        words=f"{RARE} stays away.",
        source="The court.",
        whom=(About(name=f"Ray {RARE}"),),
    )
    commands.set_flag(cast.actor(story.handler), reference, 1, flag, at=NOON)


def _put_right(cast: Cast, reference: str, story: Story) -> None:
    """The first was named by mistake, and so was the last, who is in it for nothing."""
    actor, meant = cast.actor(story.handler), cast.people[story.meant]
    who = About(person_id=meant.pk, name=meant.name)
    commands.put_right(actor, reference, 1, who=who, reason="The register says so.", at=NOON)
    last = len(story.picked) + len(story.typed)
    commands.name_no_more(actor, reference, last, reason="Was away that day.", at=NOON)


def _end(cast: Cast, reference: str, story: Story) -> None:
    actor = cast.actor(story.handler)
    advised = {"adviser": "police", "advice": "PC Hill, on the telephone: not needed."}
    commands.release_evidence(actor, reference, subject=DEVICE, **advised, at=NOON)
    thing = Custody.objects.get(concern__reference=reference).reference
    commands.confirm_hand_over(cast.actor(story.helper), thing, agreed="yes", at=NOON)
    commands.let_go(actor, thing, how="returned", to_whom="The front desk", **advised, at=NOON)
    go_through(actor, reference, dict(story.answers), at=NOON)
    everything_but(cast, reference, by=story.handler)
    close(cast, reference, by=story.handler)


def _share(cast: Cast, reference: str, story: Story) -> None:
    actor = cast.actor(story.handler)
    shared = commands.Shared(
        body="police_999",
        form="referral",
        purpose="protect",
        basis="permission",
        consent="given",
        items=("account",),
        why="So that she is safe.",
        instead="They came themselves.",
    )
    number = commands.prepare(actor, reference, shared, at=NOON)
    copy = commands.make_copy(actor, reference, str(number), how="pdf", at=NOON).number
    commands.depart(actor, reference, str(number), str(copy), digest="0" * 64, at=NOON)
    commands.make_address(actor, reference, str(number), days="7", at=NOON)
