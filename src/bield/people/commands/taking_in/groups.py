"""Groups of a list, who belongs to them, and who cares for whom."""

from collections.abc import Mapping, Sequence
from datetime import date

from bield.kit import rows
from bield.ledger.record import note
from bield.people.commands.rows import own
from bield.people.commands.taking_in.taking import TakingIn, insert_named, tie
from bield.people.importing.plans import ADD, CHANGE, END, Entry
from bield.people.importing.states import Kind, WhyNot
from bield.people.models import Group, Guardianship, Membership
from bield.people.queries import known as here
from bield.people.queries.lists import as_looked_at


def groups(taking: TakingIn, entries: Sequence[Entry]) -> None:
    known = here.groups_by_key(taking.intake.source)
    new = [one for one in entries if one["do"] == ADD and one["key"] not in known]
    changed = [one for one in entries if one["do"] == CHANGE]
    places = here.places_by_key(taking.intake.source)
    ids = rows.next_ids(Group, len(new)) if new else []
    sites = (one["site"] if "site" in one else places.get(one.get("place", "")) for one in new)
    made = {
        pk: (taking.actor.organisation_id, one["name"], site)
        for pk, one, site in zip(ids, new, sites, strict=True)
    }
    insert_named(Group, ("organisation_id", "name", "site_id"), made, before="G-")
    tie(taking, Kind.GROUP, [(one["key"], pk) for one, pk in zip(new, ids, strict=True)])
    for entry in changed:
        rows_changed = Group.objects.filter(
            organisation_id=taking.actor.organisation_id, pk=entry["id"], name=entry["was"]
        ).update(name=entry["name"])
        if not rows_changed:
            taking.set_aside(entry, WhyNot.CHANGED)
    taking.count("added", len(new))
    taking.count("changed", len(changed))


def families(taking: TakingIn, entries: Sequence[Entry]) -> None:
    """Each only while it is as it was looked at: what was begun or ended here since then stays."""
    wanted = [one[name] for one in entries for name in ("child", "guardian")]
    ids = here.people_by_key(taking.intake.source, wanted)
    links = here.care_of(ids.values())
    fit = list[Entry]()
    for entry in entries:
        pair = (ids.get(entry["child"], 0), ids.get(entry["guardian"], 0))
        why = None if all(pair) else WhyNot.PERSON_OUT
        if why is None and taking.own & set(pair):
            why = WhyNot.OWN
        if why is None and not as_looked_at(entry, links.get(pair)):
            why = WhyNot.CHANGED
        if why is None:
            fit.append(entry)
        elif ids.get(entry["guardian"]) or not entry.get("inside"):
            taking.set_aside(entry, why)
    _add_care(taking, [one for one in fit if one["do"] == ADD], ids)
    for entry in fit:
        if entry["do"] == CHANGE:
            _change_care(taking, entry)


def _add_care(taking: TakingIn, entries: Sequence[Entry], ids: Mapping[str, int]) -> None:
    today = taking.today.isoformat()
    rows.insert_many(
        Guardianship,
        ("organisation_id", "guardian_id", "child_id", "relation", "parental_responsibility",
         "responsibility_known", "call_order", "ask_lead_first", "begins_on"),
        (
            (taking.actor.organisation_id, ids[one["guardian"]], ids[one["child"]],
             one["relation"], bool(one["now"]), one["now"] is not None, 1, False, today)
            for one in entries
        ),
        over=True,
    )  # fmt: skip
    taking.count("added", len(entries))


def _change_care(taking: TakingIn, entry: Entry) -> None:
    link = own(Guardianship, taking.actor, pk=entry["id"])
    link.parental_responsibility, link.responsibility_known = entry["now"], True
    link.save(update_fields=["parental_responsibility", "responsibility_known"])
    taking.count("changed")
    note(
        event="people.guardian-linked", subject=f"person:{link.child_id}", by=taking.actor.id,
        at=taking.at, guardian=f"person:{link.guardian_id}", parental_responsibility=entry["now"],
        list=taking.intake.reference,
    )  # fmt: skip


def members(taking: TakingIn, entries: Sequence[Entry]) -> None:
    new = [one for one in entries if one["do"] == ADD]
    people_ids = here.people_by_key(taking.intake.source, [one["person"] for one in new])
    group_ids = here.groups_by_key(taking.intake.source)
    left = here.who_left(people_ids.values(), taking.today)
    fit = list[Entry]()
    for entry in new:
        person = people_ids.get(entry["person"])
        if person is None:
            if not entry.get("inside"):  # else the row itself was set aside
                taking.set_aside(entry, WhyNot.PERSON_OUT)
        elif entry["group"] not in group_ids:
            taking.set_aside(entry, WhyNot.NO_GROUP)
        elif person in taking.own or person in left:
            taking.set_aside(entry, WhyNot.OWN if person in taking.own else WhyNot.CHANGED)
        else:
            fit.append(entry)
    today = taking.today.isoformat()
    rows.insert_many(
        Membership,
        ("organisation_id", "group_id", "person_id", "leads", "begins_on"),
        (
            (taking.actor.organisation_id, group_ids[one["group"]][0], people_ids[one["person"]],
             one["leads"], today)
            for one in fit
        ),
        over=True,
    )  # fmt: skip
    taking.count("added", len(fit))
    for entry in entries:
        if entry["do"] == END:
            _end_membership(taking, entry)


def _end_membership(taking: TakingIn, entry: Entry) -> None:
    link = Membership.objects.filter(
        organisation_id=taking.actor.organisation_id, pk=entry["id"], ends_on=None
    ).first()
    if link is not None and link.person_id in taking.own:
        taking.set_aside(entry, WhyNot.OWN)
    elif link is not None:
        link.ends_on = max(date.fromisoformat(entry["on"]), link.begins_on)
        link.save(update_fields=["ends_on"])
        taking.count("ended")
