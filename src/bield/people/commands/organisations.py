from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bield.kit.refusals import Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people import gates, rules
from bield.people.actors import Actor, Founder, house
from bield.people.ages import day_of
from bield.people.commands.rows import own, own_organisation, own_site_id
from bield.people.models import Organisation, Site
from bield.people.queries import first_posts
from bield.people.states import Jurisdiction, Role, SiteKind
from bield.vault import commands as vault


@recorded
def found(
    founder: Founder,
    *,
    name: str,
    setting_type: str,
    one_person: bool = False,
    demonstration: bool = False,
    acknowledge_within_hours: int = 4,
    at: datetime,
) -> Organisation:
    """A new organisation, whose first-run set-up is still to be finished."""
    organisation = Organisation.objects.create(
        name=name,
        setting_type=setting_type,
        one_person=one_person,
        demonstration=demonstration,
        acknowledge_within_hours=acknowledge_within_hours,
        began_at=at,
    )
    note(
        event="people.organisation-founded",
        subject=f"organisation:{organisation.pk}",
        by=founder.id,
        at=at,
        organisation_id=organisation.pk,
        setting_type=setting_type,
    )
    vault.open_organisation(house(organisation.pk, "set-up"), at=at)
    return organisation


@recorded
def change_organisation(
    actor: Actor,
    *,
    name: str | None = None,
    setting_type: str | None = None,
    one_person: bool | None = None,
    acknowledge_within_hours: int | None = None,
    adopted: Sequence[str] | None = None,
    at: datetime,
) -> Organisation:
    organisation = own_organisation(actor)
    given = {
        "name": name,
        "setting_type": setting_type,
        "one_person": one_person,
        "acknowledge_within_hours": acknowledge_within_hours,
        "adopted": None if adopted is None else sorted(adopted),
    }
    changed = {
        field: value
        for field, value in given.items()
        if value is not None and value != getattr(organisation, field)
    }
    enforce(
        rules.keep_people(actor),
        rules.of_the_group(actor),
        rules.change_size(organisation.set_up_at, one_person),
        rules.change_terms(actor, changed),
        rules.readable(name=name or ""),
    )
    for field, value in changed.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=list(changed))
    note(
        event="people.organisation-changed",
        subject=f"organisation:{organisation.pk}",
        by=actor.id,
        at=at,
        fields=",".join(sorted(changed)),
    )
    return organisation


@recorded
def change_labels(actor: Actor, labels: Mapping[str, str], *, at: datetime) -> Organisation:
    """The organisation's own words for roles; an empty word goes back to the house's."""
    enforce(rules.keep_people(actor), rules.of_the_group(actor))
    organisation = own_organisation(actor)
    known = {role: word.strip() for role, word in labels.items() if role in Role.values}
    was = organisation.labels
    organisation.labels = {role: word for role, word in {**was, **known}.items() if word}
    organisation.save(update_fields=["labels"])
    note(
        event="people.labels-changed",
        subject=f"organisation:{organisation.pk}",
        by=actor.id,
        at=at,
        changed=sum(word != was.get(role, "") for role, word in known.items()),
    )
    return organisation


@recorded
def open_site(
    actor: Actor,
    *,
    name: str,
    kind: str = SiteKind.PLACE,
    parent_id: int | None = None,
    jurisdiction: str = Jurisdiction.ENGLAND,
    at: datetime,
) -> Site:
    enforce(rules.keep_people(actor), rules.readable(name=name), _name_is_free(actor, name))
    site = Site.objects.create(
        organisation_id=actor.organisation_id,
        name=name,
        kind=kind,
        parent_id=own_site_id(actor, parent_id),
        jurisdiction=jurisdiction,
    )
    note(
        event="people.site-opened", subject=f"site:{site.pk}", by=actor.id, at=at,
        kind=kind, parent=parent_id,
    )  # fmt: skip
    return site


def _name_is_free(actor: Actor, name: str) -> Refusal | None:
    if not Site.objects.filter(organisation_id=actor.organisation_id, name=name).exists():
        return None
    return Refusal("name-taken", "There is a place of this name already.", field="name")


@recorded
def close_site(actor: Actor, site_id: int, *, closed_on: date, at: datetime) -> Site:
    enforce(rules.keep_people(actor))
    site = own(Site, actor, pk=site_id, closed_on__isnull=True)
    site.closed_on = closed_on
    site.save(update_fields=["closed_on"])
    note(
        event="people.site-closed", subject=f"site:{site.pk}", by=actor.id, at=at,
        closed_on=closed_on.isoformat(),
    )  # fmt: skip
    return site


@recorded
def settle_sites(actor: Actor, names: Sequence[str], *, at: datetime) -> None:
    """While first-run set-up is not finished: these are the places. One that was typed by mistake
    is taken back, before anything began."""
    enforce(rules.settle(actor, setting_up=own_organisation(actor).set_up_at is None))
    wanted = list(dict.fromkeys(names))
    enforce(rules.settle_sites(wanted), rules.readable(names="".join(wanted)))
    there = {site.name: site for site in Site.objects.filter(organisation=actor.organisation_id)}
    for name in there.keys() - set(wanted):
        there[name].delete()
    for name in wanted:
        if name not in there:
            open_site(actor, name=name, at=at)
    note(
        event="people.sites-settled",
        subject=f"organisation:{actor.organisation_id}",
        by=actor.id,
        at=at,
        sites=len(wanted),
    )


@recorded
def finish_set_up(actor: Actor, *, at: datetime) -> Organisation:
    """From now on nobody promotes himself: guarded posts need a second holder."""
    organisation = own_organisation(actor)
    facts = first_posts(organisation.pk, day_of(at))
    enforce(rules.finish_set_up(actor, organisation.set_up_at), gates.may_finish_set_up(facts))
    organisation.set_up_at = at
    organisation.save(update_fields=["set_up_at"])
    note(
        event="people.set-up-finished",
        subject=f"organisation:{organisation.pk}",
        by=actor.id,
        at=at,
    )
    return organisation
