"""Groups of a list, who belongs to them, and who cares for whom."""

from collections.abc import Sequence
from datetime import date

from bield.kit import rows
from bield.ledger.record import note
from bield.people.commands.taking_in.taking import TakingIn, references, tie
from bield.people.importing.plans import ADD, CHANGE, END, Entry
from bield.people.importing.states import Kind, WhyNot
from bield.people.models import Group, Guardianship, Membership
from bield.people.queries import known as here


def groups(taking: TakingIn, entries: Sequence[Entry]) -> None:
    known = here.groups_by_key(taking.intake.source)
    new = [one for one in entries if one["do"] == ADD and one["key"] not in known]
    changed = [one for one in entries if one["do"] == CHANGE]
    places = here.places_by_key(taking.intake.source)
    ids = rows.next_ids(Group, len(new)) if new else []
    refs = [f"G-{ref}" for ref in references(Group, len(new), before="G-")]
    rows.insert_many(
        Group,
        ("id", "organisation_id", "reference", "name", "site_id"),
        (
            (pk, taking.actor.organisation_id, ref, one["name"],
             one["site"] if "site" in one else places.get(one.get("place", "")))
            for pk, ref, one in zip(ids, refs, new, strict=True)
        ),
    )  # fmt: skip
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
    wanted = [one[name] for one in entries for name in ("child", "guardian")]
    ids = here.people_by_key(taking.intake.source, wanted)
    new = [one for one in entries if one["do"] == ADD]
    for entry in new:
        if not (entry["child"] in ids and entry["guardian"] in ids):
            taking.set_aside(entry, WhyNot.NO_PERSON)
    linked = [one for one in new if one["child"] in ids and one["guardian"] in ids]
    today = taking.today.isoformat()
    rows.insert_many(
        Guardianship,
        ("organisation_id", "guardian_id", "child_id", "relation", "parental_responsibility",
         "responsibility_known", "call_order", "ask_lead_first", "begins_on"),
        (
            (taking.actor.organisation_id, ids[one["guardian"]], ids[one["child"]],
             one["relation"], bool(one["now"]), one["now"] is not None, 1, False, today)
            for one in linked
        ),
        over=True,
    )  # fmt: skip
    taking.count("added", len(linked))
    for entry in entries:
        if entry["do"] == CHANGE:
            _change_care(taking, entry)


def _change_care(taking: TakingIn, entry: Entry) -> None:
    link = Guardianship.objects.filter(
        organisation_id=taking.actor.organisation_id,
        pk=entry["id"],
        ends_on=None,
        parental_responsibility=bool(entry["was"]),
        responsibility_known=entry["was"] is not None,
    ).first()
    if link is None:
        taking.set_aside(entry, WhyNot.CHANGED)
        return
    link.parental_responsibility, link.responsibility_known = entry["now"], True
    link.save(update_fields=["parental_responsibility", "responsibility_known"])
    taking.count("changed")
    note(
        event="people.guardian-linked", subject=f"person:{link.child_id}", by=taking.actor.id,
        at=taking.at, guardian=link.guardian_id, parental_responsibility=entry["now"],
        list=taking.intake.reference,
    )  # fmt: skip


def members(taking: TakingIn, entries: Sequence[Entry]) -> None:
    new = [one for one in entries if one["do"] == ADD]
    people_ids = here.people_by_key(taking.intake.source, [one["person"] for one in new])
    group_ids = here.groups_by_key(taking.intake.source)
    for entry in new:
        if not (entry["person"] in people_ids and entry["group"] in group_ids):
            taking.set_aside(entry, WhyNot.NO_PERSON)
    fit = [one for one in new if one["person"] in people_ids and one["group"] in group_ids]
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
    if link is not None:
        link.ends_on = max(date.fromisoformat(entry["on"]), link.begins_on)
        link.save(update_fields=["ends_on"])
        taking.count("ended")
