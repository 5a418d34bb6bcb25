"""What is told in the demonstration without a name: at the public door, with answers to and fro."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bield.concerns import commands as concerns
from bield.concerns.commands import door as commands
from bield.concerns.queries import door as doors
from bield.concerns.states import Danger, Support, Voice
from bield.front.demo import build
from bield.kit.reading import reading
from bield.people.states import Role, SettingType

Step = Callable[[datetime], object]
ORIGIN = "192.0.2.1"  # set apart for examples
OLDER = frozenset({SettingType.TRAINING_PROVIDER, SettingType.OUT_OF_SCHOOL})
ALL = OLDER | {SettingType.EARLY_YEARS}


@dataclass(frozen=True)
class Story:
    ago: timedelta
    voice: Voice
    account: str
    settings: frozenset[str]
    danger: Danger = Danger.NO
    support: Support = Support.TOLD
    wants: str = ""
    asked: str = ""  # by the team; empty: nobody has answered yet
    answered: str = ""  # by whoever told; empty: they have not come back


STORIES = (
    Story(
        ago=timedelta(days=9),
        voice=Voice.CHILD,
        account="A girl in my group makes fun of my clothes in the chat. Now all of them do it.",
        settings=OLDER,
        support=Support.TALK,
        wants="That they stop and that nobody knows it was me.",
        asked="Thank you for telling us. You did the right thing. Which chat is it in?",
        answered="The one for the Tuesday group. They do it late at night.",
    ),
    Story(
        ago=timedelta(days=5),
        voice=Voice.PARENT,
        account=(
            "My child comes home with sweets and says that a man at the gate gives them out. I do"
            " not know him. He has a blue van."
        ),
        settings=ALL,
        danger=Danger.UNSURE,
        asked="Thank you. Somebody stands at the gate from today. Have you seen the van yourself?",
    ),
    Story(
        ago=timedelta(hours=7),
        voice=Voice.OTHER,
        account=(
            "I used to help here. I have seen photographs of the children on the page of somebody"
            " who still does."
        ),
        settings=ALL,
        support=Support.NOTHING,
    ),
)


def stories(
    world: build.World, now: datetime
) -> Iterator[tuple[datetime, Iterator[tuple[timedelta, Step]]]]:
    for story in STORIES:
        if world.cast.setting_type in story.settings:
            yield now - story.ago, _steps(world, story)


def _steps(world: build.World, story: Story) -> Iterator[tuple[timedelta, Step]]:
    """Told, taken, asked back; then whoever told comes back with the code."""
    told: dict[str, str] = {}

    def tell(at: datetime) -> None:
        door = _door(world)
        token = commands.begin(door, voice=story.voice, at=at)
        typed = {
            "account": story.account,
            "danger_now": story.danger,
            "support": story.support,
            "wants": story.wants,
        }
        commands.keep(door, token, typed, at=at)
        commands.send(door, token, origin=ORIGIN, at=at)
        told.update(_held(world, token, at))

    def ask(at: datetime) -> None:
        by = world.actor(world.holding(Role.LEAD)[0], at)
        concerns.acknowledge(by, told["reference"], at=at)
        commands.write_to_reporter(by, told["reference"], text=story.asked, at=at)

    def answer(at: datetime) -> None:
        door = _door(world)
        came = commands.come_back(door, told["code"], origin=ORIGIN, at=at)
        with reading(world.house.organisation_id):
            stay = doors.stay(door, came.token, at)
        if stay is not None:
            commands.add_words(door, stay, text=story.answered, at=at)

    yield timedelta(), tell
    if story.asked:
        yield timedelta(hours=2), ask
    if story.answered:
        yield timedelta(hours=20), answer


def _door(world: build.World) -> doors.AtDoor:
    with reading():
        return doors.door_at(world.address)


def _held(world: build.World, token: str, at: datetime) -> dict[str, str]:
    door = _door(world)
    with reading(world.house.organisation_id):
        stay = doors.stay(door, token, at)
    return dict(stay.held) if stay is not None else {}
