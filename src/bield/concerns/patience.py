"""How long the public door lets somebody wait when very many come from one place. Pure.

Nobody is ever refused. A whole class behind one address tells at once and waits for nothing; what
comes after that waits some seconds, and goes on by itself.
"""

from dataclasses import dataclass
from datetime import timedelta

AT_ONCE = timedelta()
EACH = timedelta(seconds=2)  # longer for each one too many


@dataclass(frozen=True)
class Patience:
    free: int  # come from one place without any wait
    one_less_every: timedelta
    longest: timedelta

    def falls_to(self, pressure: float, since: timedelta) -> float:
        """What is left of a pressure after some time."""
        return max(0.0, pressure - since / self.one_less_every)

    def is_crowded(self, pressure: float) -> bool:
        return pressure > self.free

    def pause(self, pressure: float) -> timedelta:
        if not self.is_crowded(pressure):
            return AT_ONCE
        return min(self.longest, EACH * (pressure - self.free))


REPORTS = Patience(free=60, one_less_every=timedelta(seconds=20), longest=timedelta(seconds=20))
CODES = Patience(  # a right one is not counted
    free=15, one_less_every=timedelta(minutes=1), longest=timedelta(seconds=30)
)
