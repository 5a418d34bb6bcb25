"""What families and colleagues of the demonstration are asked, in which forms, since when."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bield.agreements import commands, queries
from bield.agreements.states import DoneWith, Purpose, Viewer, Whom
from bield.duties.states import ClockUnit, Period
from bield.front.demo.build import World
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role, SettingType

KEPT = {  # purpose: what is done with it, who sees it, for how many days it is kept
    Purpose.RECORD: ((DoneWith.AGAIN, DoneWith.SAFETY), (Viewer.TUTOR, Viewer.LEAD), 90),
    Purpose.PHOTO_JOURNAL: (
        (DoneWith.JOURNAL, DoneWith.LEARNING),
        (Viewer.FAMILY, Viewer.TUTOR),
        366,
    ),
    Purpose.PHOTO_DISPLAY: ((DoneWith.DISPLAY,), (Viewer.GROUP, Viewer.VISITORS), 366),
    Purpose.PUBLICITY: ((DoneWith.PUBLICITY,), (Viewer.PUBLIC,), 730),
    Purpose.JOURNAL: ((DoneWith.JOURNAL,), (Viewer.FAMILY, Viewer.TUTOR), 366),
}
RECORDING, PHOTOGRAPHS, EVENTS = "01-recording", "02-photographs", "13-events"
USE, CONDUCT = "06-acceptable-use", "07-conduct"
LIVELY = frozenset({SettingType.TRAINING_PROVIDER, SettingType.EARLY_YEARS})
LONGER = 730  # days that what hangs on the wall is kept, since a few days ago
BEGAN, ANEW, TO_ANSWER = timedelta(days=180), timedelta(days=5), timedelta(days=10)
PUT = {  # form: since how many days it is put to whom; the others wait as drafts
    RECORDING: (30, Role.LEARNER),
    PHOTOGRAPHS: (30, Role.LEARNER),
    EVENTS: (21, Role.LEARNER),
    USE: (12, ""),
    CONDUCT: (12, ""),
}


def is_lively(world: World) -> bool:
    """Where families, forms and data have a story of their own."""
    return world.cast.setting_type in LIVELY


def ask(world: World, now: datetime) -> dict[str, str]:
    """All forms as drafts half a year ago; some are published and put to people since. Answers
    with the reference of each."""
    lead = world.actor(world.holding(Role.LEAD)[0], now)
    for purpose in KEPT:
        _set_terms(lead, purpose, now - BEGAN)
    forms = {
        code: commands.start_form(lead, code, at=now - BEGAN).reference
        for code in queries.starters()
    }
    for code in PUT if is_lively(world) else (RECORDING,):
        days, role = PUT[code]
        at = now - timedelta(days=days)
        commands.publish_form(lead, forms[code], at=at)
        commands.put_form(
            lead,
            forms[code],
            whom=Whom.ROLE if role else Whom.EVERYBODY,
            chosen=role,
            last_day=day_of(now) + TO_ANSWER,
            joiners=True,
            at=at,
        )
    return forms


def write_anew(world: World, forms: Mapping[str, str], now: datetime) -> None:
    """What hangs on the wall is kept longer: who agreed to less is asked once more."""
    lead, at = world.actor(world.holding(Role.LEAD)[0], now), now - ANEW
    _set_terms(lead, Purpose.PHOTO_DISPLAY, at, days=LONGER)
    form, words = forms[PHOTOGRAPHS], queries.starters()[PHOTOGRAPHS]
    commands.write_form(lead, words.title, words.put, parts=words.parts, instead_of=form, at=at)
    commands.publish_form(lead, form, at=at + timedelta(minutes=10))


def _set_terms(lead: Actor, purpose: Purpose, at: datetime, *, days: int = 0) -> None:
    uses, viewers, usual = KEPT[purpose]
    kept = Period(days or usual, ClockUnit.CALENDAR_DAYS)
    commands.set_terms(lead, purpose, uses=uses, viewers=viewers, kept=kept, at=at)
