"""What the pages show of referrals."""

from dataclasses import dataclass

from bield.concerns.moments import Moment


@dataclass(frozen=True)
class HeardItem:
    word: str
    at: Moment
    text: str
    reference: str


@dataclass(frozen=True)
class ReferralItem:
    number: int  # of the deed: what an answer is about
    told: str  # "Referred to", "Advice asked of", "Shared with"
    whom: str
    spoken_to: str
    at: Moment
    after: str  # how long after the report
    by: str
    reference: str
    state: str  # "Sent", "It has arrived", "They have finished"
    tone: str
    consent: str
    shared: tuple[str, ...]
    heard: tuple[HeardItem, ...]

    @property
    def line(self) -> str:
        return f"{self.whom}, {self.at}"
