"""A concern in each house, for the addresses that are about one."""

from datetime import datetime

from bield.concerns import commands as concerns
from bield.people import queries as people
from bield.people.actors import Actor

ABOUT = {
    "concerns:question": "question",
    "concerns:own-time": "time",
    "concerns:link": "pair",
} | dict.fromkeys(
    (
        "api:report",
        "api:concern",
        "api:narrative",
        "concerns:receipt",
        "concerns:concern",
        "concerns:acknowledge",
        "concerns:triage",
        "concerns:answers",
        "concerns:add-entry",
        "concerns:assign",
        "concerns:pass-on",
        "concerns:watch",
        "concerns:refer-now",
        "concerns:exclude",
        "concerns:grant",
        "concerns:end-grant",
        "concerns:close",
        "concerns:reopen",
        "concerns:print",
    ),
    "concern",
)
ABSENT = {
    "concern": "C-CCC-CCCC",
    "question": "C-CCC-CCCC danger",
    "pair": "C-CCC-CCCC C-CCC-CCCC",
    "time": "lado",
}  # times are called the same in every house


def things(lead: Actor, at: datetime) -> dict[str, str]:
    receipt = concerns.report(
        lead,
        site_id=people.sites(lead)[0].pk,
        danger_now="no",
        account="She would not take off her coat.",
        send_key="matrix",
        at=at,
    )
    return {
        "concern": receipt.reference,
        "question": f"{receipt.reference} danger",
        "time": "lado",
        "pair": f"{receipt.reference} {receipt.reference}",
    }
