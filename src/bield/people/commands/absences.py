from datetime import date, datetime, timedelta

from django.db.models import Q

from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import rules
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.commands.letters import tell_holders
from bield.people.commands.rows import own, own_organisation, own_person, roles_on
from bield.people.models import Cover
from bield.people.queries import others_look_after, roles_between, stood_in_for
from bield.people.states import GUARDED


@recorded
def set_cover(
    actor: Actor,
    away_id: int,
    *,
    stand_in_id: int | None,
    begins_on: date,
    ends_on: date,
    at: datetime,
) -> Cover:
    """Somebody is away from one day to another. Without a stand-in it shows as a gap."""
    away = own_person(actor, away_id)
    stand_in = None if stand_in_id is None else own_person(actor, stand_in_id)
    absence = rules.Absence(
        away_id=away.pk,
        away_roles=roles_between([away.pk], begins_on, ends_on),
        stand_in_id=stand_in_id,
        stand_in_roles=roles_on(stand_in.pk, begins_on) if stand_in else frozenset(),
        stand_in_left=bool(stand_in and stand_in.left_on and stand_in.left_on < ends_on),
        overlaps=_overlaps(away.pk, begins_on, ends_on),
        carried=stood_in_for(away, stand_in, begins_on, ends_on) if stand_in else (),
        one_person=own_organisation(actor).one_person,
    )
    enforce(
        rules.another(actor, own=others_look_after(actor, away.pk)),
        rules.set_cover(actor, absence),
        rules.days(begins_on, ends_on),
    )
    cover = Cover.objects.create(
        organisation_id=actor.organisation_id,
        away=away,
        stand_in=stand_in,
        begins_on=begins_on,
        ends_on=ends_on,
    )
    _note("people.cover-set", cover, actor, at)
    if absence.away_roles & GUARDED:
        tell_holders(actor, about=f"cover:{cover.reference}", at=at)
    return cover


def _overlaps(away_id: int, begins_on: date, ends_on: date) -> bool:
    return Cover.objects.filter(
        Q(begins_on__lte=ends_on) & Q(ends_on__gte=begins_on), away=away_id, cancelled_at=None
    ).exists()


@recorded
def end_cover(actor: Actor, reference: str, *, at: datetime) -> Cover:
    """Back again, or never away: from today nobody stands in."""
    cover = own(Cover, actor, reference=reference, cancelled_at=None)
    enforce(
        rules.another(actor, own=others_look_after(actor, cover.away_id)),
        rules.end_cover(
            actor,
            rules.Absence(
                away_id=cover.away_id,
                away_roles=roles_on(cover.away_id, day_of(at)),
                stand_in_id=cover.stand_in_id,
                stand_in_roles=frozenset(),
                one_person=own_organisation(actor).one_person,
            ),
        ),
    )
    yesterday = day_of(at) - timedelta(days=1)
    if cover.begins_on > yesterday:
        cover.cancelled_at = at
    else:
        cover.ends_on = min(cover.ends_on, yesterday)
    cover.save(update_fields=["cancelled_at", "ends_on"])
    _note("people.cover-ended", cover, actor, at)
    return cover


def _note(event: str, cover: Cover, actor: Actor, at: datetime) -> None:
    note(
        event=event, subject=f"person:{cover.away_id}", by=actor.id, at=at,
        stand_in=cover.stand_in_id, begins_on=cover.begins_on.isoformat(),
        ends_on=cover.ends_on.isoformat(),
    )  # fmt: skip
