"""How long each required action may take, and where the time comes from. Data.

A quoted time is in the words of a policy; where all policies are silent, the organisation sets its
own, and until it has, the one proposed here runs and is shown as proposed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bield.concerns.lenses.shapes import NOW
from bield.concerns.states import Risk
from bield.duties.states import ClockUnit, Period


class Origin(StrEnum):
    QUOTED = "quoted"  # a policy says so
    SILENT = "silent"  # no policy gives a time: the organisation sets its own
    OURS = "ours"  # no policy speaks of it at all; the organisation may set its own


@dataclass(frozen=True, slots=True)
class Clock:
    code: str
    title: str  # what must be done within it
    period: Period  # what runs, or is proposed
    origin: Origin
    quote: str = ""  # the words of the policy, where there are any
    clauses: tuple[str, ...] = ()

    @property
    def changeable(self) -> bool:
        return self.origin != Origin.QUOTED


def _hours(amount: int) -> Period:
    return Period(amount, ClockUnit.CLOCK_HOURS)


def _working_days(amount: int) -> Period:
    return Period(amount, ClockUnit.WORKING_DAYS)


ALL_CLOCKS = (
    Clock(
        NOW, "What is done at once", _hours(1), Origin.QUOTED, "immediately", ("TP-A1-9e", "OT-7d")
    ),
    Clock(
        "secure", "Evidence and devices are secured", _hours(1), Origin.SILENT, "", ("TP-A1-6a",)
    ),
    Clock(
        "draft",
        "A report that was begun is sent, or its writer is reminded",
        _hours(1),
        Origin.SILENT,
        "as soon as possible",
        ("OT-36c",),
    ),
    Clock(
        "alert_report",
        "What a serious alert is about is reported, or those on duty are asked",
        _hours(1),
        Origin.SILENT,
        "",
        ("EY-37c",),
    ),
    Clock(
        "quiet",
        "Somebody writes in a concern that is worked on, or is asked how it stands",
        _working_days(5),
        Origin.SILENT,
        "",
        ("OT-5b",),
    ),
    Clock(
        "triage",
        "The questions of triage are answered",
        _working_days(1),
        Origin.SILENT,
        "",
        ("TP-A1-2",),
    ),
    Clock(
        "refer_harm",
        "Significant harm that has not happened yet is referred",
        _hours(4),
        Origin.SILENT,
        "",
        ("OT-38a",),
    ),
    Clock(
        "write_sharing", "Sharing is written down", _working_days(1), Origin.OURS, "", ("SR-6a",)
    ),
    Clock(
        "report_illegal",
        "Something illegal without immediate risk is reported outside",
        _working_days(1),
        Origin.SILENT,
        "",
        ("TP-A1-7a",),
    ),
    Clock(
        "inside",
        "It is reported inside",
        _working_days(1),
        Origin.SILENT,
        "",
        ("TP-A1-4a", "TP-A1-4b"),
    ),
    Clock(
        "agency",
        "The decision about an agency is made",
        _working_days(1),
        Origin.SILENT,
        "",
        ("OT-5c", "EY-15b", "OT-1b"),
    ),
    Clock(
        "answer",
        "An agency’s answer and reference are there, or are chased",
        _working_days(1),
        Origin.OURS,
        "",
        ("OT-5c",),
    ),
    Clock(
        "lado", "The designated officer is told", _working_days(1), Origin.SILENT, "", ("OT-14d",)
    ),
    Clock(
        "ceop", "An adult’s contact is reported", _working_days(1), Origin.SILENT, "", ("EY-31",)
    ),
    Clock(
        "prevent",
        "The decision about Prevent is made",
        _working_days(1),
        Origin.SILENT,
        "",
        ("TP-4.1",),
    ),
    Clock(
        "parents",
        "The decision about parents is made",
        _working_days(1),
        Origin.SILENT,
        "early stage",
        ("TP-A1-9d",),
    ),
    Clock(
        "meeting",
        "The first review meeting is held",
        _working_days(1),
        Origin.SILENT,
        "",
        ("TP-A1-9b",),
    ),
    Clock(
        "find_out",
        "What keeps a picture from being classed is found out",
        _working_days(1),
        Origin.SILENT,
        "",
        ("TP-3.4.7.1",),
    ),
    Clock(
        "read_twice",
        "A second person has read it",
        _working_days(1),
        Origin.OURS,
        "",
        ("TP-3.4.7a",),
    ),
    Clock("support", "Support is planned", _working_days(2), Origin.SILENT, "", ("TP-3.1.1b",)),
    Clock(
        "contact",
        "The parent who raised it hears from us",
        _working_days(2),
        Origin.SILENT,
        "",
        ("OT-37b",),
    ),
    Clock(
        "data_protection",
        "Loss of personal data is reported, where it must be",
        _hours(72),
        Origin.OURS,
        "",
        ("TP-3.6.2",),
    ),
    *(
        Clock(
            f"respond_{risk.name.lower()}",
            f"The responses are answered, where the risk is “{risk.label}”",
            _working_days(days),
            Origin.SILENT,
            "as soon as possible",
            ("TP-7.2a",),
        )
        for risk, days in ((Risk.DANGER, 1), (Risk.HIGH, 3), (Risk.RAISED, 5), (Risk.LOW, 10))
    ),
)

CLOCKS = {clock.code: clock for clock in ALL_CLOCKS}


def period(code: str, chosen: Mapping[str, Period]) -> Period:
    """What the organisation set, where it may; otherwise what is quoted or proposed."""
    clock = CLOCKS[code]
    return chosen.get(code, clock.period) if clock.changeable else clock.period


def of_severity(code: str, severity: Risk) -> str:
    """Responses have a clock for each risk."""
    return f"respond_{severity.name.lower()}" if code == "respond" else code
