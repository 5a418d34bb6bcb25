"""What conduct and declarations declare to lower rooms."""

from datetime import timedelta

from bield.agreements import commands, conduct_watches, queries
from bield.agreements.conduct_kinds import DECLARATION, TIE
from bield.agreements.queries.conduct import KIND
from bield.agreements.rules.conduct import ENTITLED
from bield.duties.registry import keep_by
from bield.kit import rounds, watches
from bield.people.registry import Beside, register_beside
from bield.retention.registry import Disposer, Purpose, register, register_purpose

HOURLY = timedelta(hours=1)


def declare() -> None:
    keep_by("bield.agreements.conduct_kinds.DECLARATION", DECLARATION)
    keep_by("bield.agreements.conduct_kinds.TIE", TIE)
    for watch in conduct_watches.ALL:
        watches.register(watch)
    rounds.register(rounds.Round("agreements.declarations", HOURLY, commands.ask_for_declarations))
    register_purpose(Purpose(KIND, "What somebody did against what they signed"))
    register(Disposer(KIND, "A record of misuse", commands.dispose_of_misuse, queries.due_misuse))
    register_beside(Beside("What they signed, and misuse", "agreements:misuse-of", ENTITLED))
