"""One's own account, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from bield.access import rules
from bield.access.models import Account, Authenticator, FactorReset, Overlap, Passkey, Visit
from bield.access.queries.arrivals import Place, places
from bield.access.states import IN_USE, OVERLAPS_WITHIN
from bield.people.actors import Actor


@dataclass(frozen=True)
class VisitSeen:
    reference: str
    device: str
    shared: bool
    started_at: datetime
    last_seen_at: datetime
    this: bool
    overlaps: bool  # in use at the same time as another


@dataclass(frozen=True)
class FactorSeen:
    reference: str
    kind: str
    name: str
    enrolled_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True)
class AccountPage:
    email: str
    has_password: bool
    password_set_at: datetime | None
    visits: list[VisitSeen]
    overlaps_lately: int
    factors: list[FactorSeen]
    codes_left: int
    needs_factor: bool  # may read concerns, and has none yet
    places: list[Place]
    here: int  # the organisation of this visit
    sees_house: bool
    keeps_shared: bool
    resets: list[str]  # references of those that stand

    @property
    def reset_standing(self) -> bool:
        return bool(self.resets)


def account_page(actor: Actor, visit: Visit, at: datetime) -> AccountPage:
    account = visit.account
    factors = _factors(account)
    return AccountPage(
        email=account.email,
        has_password=bool(account.password),
        password_set_at=account.password_set_at,
        visits=_visits(visit, at),
        overlaps_lately=Overlap.objects.filter(
            account=account, at__gt=at - OVERLAPS_WITHIN
        ).count(),
        factors=factors,
        codes_left=account.recovery_codes.filter(used_at=None).count(),
        needs_factor=actor.is_designated and not factors,
        places=places(account.pk, at, back_to=actor.organisation_id)
        if account.organisations > 1
        else [],
        here=actor.organisation_id,
        sees_house=rules.sees_house(actor) is None,
        keeps_shared=rules.keep_shared_accounts(actor) is None,
        resets=list(
            FactorReset.objects.filter(account=account, done_at=None, stopped_at=None)
            .order_by("pk")
            .values_list("reference", flat=True)
        ),
    )


def _visits(mine: Visit, at: datetime) -> list[VisitSeen]:
    open_ones = Visit.objects.filter(account_id=mine.account_id, ended_at=None)
    shown = [
        visit
        for visit in open_ones.order_by("-last_seen_at", "-pk")
        if not rules.is_over(visit, at)
    ]
    in_use = [visit for visit in shown if at - visit.last_seen_at < IN_USE]
    return [
        VisitSeen(
            reference=visit.reference,
            device=visit.device_name,
            shared=visit.shared_device,
            started_at=visit.started_at,
            last_seen_at=visit.last_seen_at,
            this=visit.pk == mine.pk,
            overlaps=visit in in_use and len(in_use) > 1,
        )
        for visit in shown
    ]


def _factors(account: Account) -> list[FactorSeen]:
    passkeys = Passkey.objects.filter(account=account).order_by("enrolled_at", "pk")
    apps = Authenticator.objects.filter(account=account).order_by("enrolled_at", "pk")
    return [
        FactorSeen(row.reference, kind, row.name, row.enrolled_at, row.last_used_at)
        for kind, rows in (("Passkey", passkeys), ("Authenticator app", apps))
        for row in rows
    ]
