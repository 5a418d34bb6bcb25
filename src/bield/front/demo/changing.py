"""What the demonstration changes after its concerns, so that the board sees whether it helped."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bield.concerns import commands as concerns
from bield.concerns.states import ChangeSort
from bield.front.demo.build import World
from bield.front.demo.handling import EVERYDAY
from bield.front.demo.narratives import Narrative
from bield.people.actors import Actor
from bield.people.states import Role

WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Plan:
    """After the first concern of a kind since so many days ago; and how many days it takes."""

    kind: str
    ago: int
    sort: ChangeSort
    change: str
    board: str
    days: int | None  # None: nobody has seen to it yet
    owner: Role = Role.STAFF


PLANS = (
    Plan(
        "unsuitable",
        330,
        ChangeSort.FILTER,
        "Block the category of violent games for learners, and look at the list each term.",
        "Violent games are blocked for learners, and the list is looked at each term.",
        18,
        Role.IT_SUPPORT,
    ),
    Plan(
        "bullying",
        250,
        ChangeSort.POLICY,
        "Agree rules for chats with each new group in the first week.",
        "Each new group agrees rules for its chats in the first week.",
        24,
    ),
    Plan(
        "phishing",
        200,
        ChangeSort.TRAINING,
        "Show everybody at the staff day how such a call or message sounds.",
        "Everybody has practised how a false call or message sounds.",
        12,
    ),
    Plan(
        "picture_posted",
        160,
        ChangeSort.POLICY,
        "Say at each event, aloud, that pictures stay in the family.",
        "",
        9,
    ),
    Plan(
        "unsuitable",
        90,
        ChangeSort.REGISTER,
        "List every tablet with who has it, and take back those that nobody needs.",
        "The register says who has each tablet.",
        None,
        Role.IT_SUPPORT,
    ),
)


@dataclass
class Changing:
    """What has been changed in one organisation so far."""

    world: World
    planned: list[Plan] = field(default_factory=list)

    def wanted(self, narrative: Narrative, *, ago: timedelta) -> Plan | None:
        """Asked once of each concern that is about to be closed; `ago`: when it was told."""
        [kind] = narrative.answers.get("kinds", EVERYDAY["kinds"])
        for plan in PLANS:
            if plan.kind == kind and plan not in self.planned and ago.days <= plan.ago:
                self.planned.append(plan)
                return plan
        return None

    def owner(self, plan: Plan) -> str:
        who = self.world.holding(plan.owner) or self.world.holding(Role.STAFF, Role.LEAD)
        return who[0]

    def plan(self, lead: Actor, reference: str, plan: Plan, *, at: datetime) -> str:
        made = concerns.plan_change(
            lead,
            reference,
            change=plan.change,
            owner_id=self.world.people[self.owner(plan)].pk,
            on=(at + WITHIN).date(),
            sort=plan.sort,
            board=plan.board,
            at=at,
        )
        return made.reference

    def prove(self, plan: Plan, change: str, *, at: datetime) -> None:
        seen_to = self.world.actor(self.owner(plan), at)
        concerns.prove_change(seen_to, change, proof="Seen in practice, on the day.", at=at)
