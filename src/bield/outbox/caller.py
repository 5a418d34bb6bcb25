"""Calls the systems that asked to be told. As with mail: claimed, called, settled; killed in
between, the worker leaves the lease to lapse and the call is made again with the same id.

Signed as the Standard Webhooks specification says, so that a receiver may use its libraries.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from bield.kit.reading import reading
from bield.outbox import commands, queries, receivers
from bield.outbox.commands import Called, Outgoing, Postman
from bield.outbox.states import CallState
from bield.outbox.wire import THE_WIRE, Unanswered, Wire

ROUND = 20.0  # seconds: the clocks of duties wait for the same worker
GONE = 410  # the system says that it wants no more of them


def call_out(organisation_ids: Iterable[int], at: datetime, *, wire: Wire = THE_WIRE) -> None:
    """One round: whatever is due in these organisations is called."""
    began = time.monotonic()
    for organisation_id in organisation_ids:
        with reading(organisation_id):
            waiting = queries.calls_due(organisation_id, at).exists()
        while waiting and time.monotonic() - began < ROUND:
            waiting = _call(Postman(organisation_id), wire, _now(at, began))


def _call(postman: Postman, wire: Wire, at: datetime) -> bool:
    """A batch; whether there may be more. A hook that does not answer is asked once."""
    silent: dict[str, str] = {}
    called = []
    claimed = commands.claim_calls(postman, at=at)
    for call in claimed:
        one = _made(postman, call, wire, at, silent.get(call.hook))
        if one.state == CallState.WAITING:
            silent[call.hook] = one.answer
        called.append(one)
    commands.settle_calls(postman, called, at=at)
    return bool(claimed)


def _made(postman: Postman, call: Outgoing, wire: Wire, at: datetime, silent: str | None) -> Called:
    if silent is not None:
        return Called(call, CallState.WAITING, silent)
    with reading(postman.organisation_id):
        to = receivers.find(postman.organisation_id, call.hook, call.about, at)
    if to is None:
        return Called(call, CallState.DROPPED, "")
    try:
        status = wire.post(to.url, headers(to.secret, call, at), call.body)
    except Unanswered as error:
        return Called(call, CallState.WAITING, error.code)
    if 200 <= status < 300:
        return Called(call, CallState.TAKEN, str(status))
    return Called(call, CallState.GIVEN_UP if status == GONE else CallState.WAITING, str(status))


def headers(secret: bytes, call: Outgoing, at: datetime) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    return {
        "Content-Type": "application/json",
        "User-Agent": "Bield",
        "webhook-id": call.call_id,
        "webhook-timestamp": stamp,
        "webhook-signature": signature(secret, call.call_id, stamp, call.body),
    }


def signature(secret: bytes, call_id: str, stamp: str, body: bytes) -> str:
    signed = b".".join((call_id.encode(), stamp.encode(), body))
    return "v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()


def _now(at: datetime, began: float) -> datetime:
    return at + timedelta(seconds=time.monotonic() - began)
