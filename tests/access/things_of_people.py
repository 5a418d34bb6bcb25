"""People, posts, appointments, absences and places that the matrix asks for."""

from datetime import datetime, timedelta

from bield.duties import commands as duties
from bield.people import commands
from bield.people.actors import Actor, house
from bield.people.models import Person, Post
from bield.people.states import Role

ABOUT = {
    "people:person": "somebody",
    "people:change": "somebody",
    "people:leave": "somebody",
    "people:family": "somebody",
    "people:give": "somebody",
    "people:away": "somebody",
    "people:ring": "somebody",
    "people:end-post": "post",
    "people:appointment": "appointment",
    "people:confirm": "appointment",
    "people:cancel": "appointment",
    "people:end-cover": "cover",
    "people:close-place": "place",
    "people:withhold": "somebody",
    "people:end-withholding": "withholding",
    "people:group": "group",
    "people:rename-group": "group",
    "people:close-group": "group",
    "people:join-group": "group",
    "people:leave-group": "member",
    "people:body": "outside body",
    "people:contact-of": "outside body",
    "people:close-body": "outside body",
    "people:engage": "somebody",
    "people:end-engagement": "engagement",
    "people:family-of": "child",
    "people:home": "child",
    "people:call": "child",
    "people:move-in": "home",
    "people:move-out": "home",
    "people:change-link": "carer",
    "people:end-link": "carer",
    "people:notes": "carer",
    "duties:branch": "place",
    "duties:more-often": "often",
    "duties:by-the-group": "often",
    "duties:take-back": "handed",
    "people:list": "list",
    "people:list-columns": "list to lay out",
    "people:list-known": "list",
    "people:list-again": "list",
    "people:list-accept": "list",
    "people:list-drop": "list",
    "people:list-part": "part of a list",
    "api:people-list": "list",
    "api:permissions": "somebody",
    "api:group-permissions": "group",
}
NOBODY = "CCCCCCCC"
ABSENT = (
    dict.fromkeys(ABOUT.values(), NOBODY)
    | dict.fromkeys(("member", "home", "carer", "often"), f"{NOBODY} {NOBODY}")
    | {"part of a list": f"{NOBODY} people"}
)
OFTEN = "standing.account-review"


def things(actor: Actor, lead: Person, at: datetime) -> dict[str, str]:
    """Somebody plain, who is in the house, put forward, and away for a day."""
    admin = house(lead.organisation_id, "tests")
    place = commands.open_site(admin, name="Harbour", at=at)
    rosa = commands.add_person(admin, name="Rosa Quill", email="rosa@alder.example", at=at)
    post = commands.appoint(admin, rosa.pk, role=Role.STAFF, at=at)
    appointment = commands.propose(actor, rosa.pk, role=Role.OFFICER, site_id=place.pk, at=at)
    day = at.date() + timedelta(days=40)
    cover = commands.set_cover(admin, rosa.pk, stand_in_id=None, begins_on=day, ends_on=day, at=at)
    otto = commands.add_person(admin, name="Otto Quill", at=at)
    commands.link_guardian(admin, guardian_id=otto.pk, child_id=rosa.pk, at=at)
    kept = commands.withhold(actor, otto.pk, rosa.pk, what="places", reason="It harms.", at=at)
    return {
        "withholding": kept.reference,
        "somebody": Person.objects.get(pk=rosa.pk).reference,
        "post": Post.objects.get(pk=post.pk).reference,
        "appointment": appointment.reference,
        "cover": cover.reference,
        "place": place.reference,
        **families(admin, rosa, at),
        "often": f"{place.reference} {OFTEN}",
        "handed": _handed(actor, lead, at),
        **_lists(admin, at),
    }


def _lists(admin: Actor, at: datetime) -> dict[str, str]:
    """One that waits for a yes, and one whose columns nobody knows yet."""
    rows = b"ID,Name\n1,Tam Sorley\n"
    ready = commands.receive_list(admin, [rows], source="Rolls", at=at)
    columns = {"key": "ID", "name": "Name"}
    commands.choose_columns(
        admin, ready.reference, columns=columns, order="day", role="learner", at=at
    )
    commands.read_list(admin, ready.pk, at=at)
    asked = commands.receive_list(admin, [rows], source="Other rolls", at=at)
    return {
        "list": ready.reference,
        "list to lay out": asked.reference,
        "part of a list": f"{ready.reference} people",
    }


def families(admin: Actor, rosa: Person, at: datetime) -> dict[str, str]:
    """A child with one carer, a group with one member, and an organisation outside."""
    otto = commands.add_person(admin, name="Otto Quill", at=at)
    commands.link_guardian(admin, guardian_id=rosa.pk, child_id=otto.pk, at=at)
    home = commands.open_household(admin, label="Mill Lane", person_id=otto.pk, at=at)
    group = commands.open_group(admin, name="Robins", at=at)
    commands.join_group(admin, group.reference, otto.pk, at=at)
    body = commands.add_body(admin, name="Kiln", kind="partner", contact_id=rosa.pk, at=at)
    here = commands.engage(admin, rosa.pk, kind="stakeholder", body_id=body.pk, at=at)
    return {
        "child": otto.reference,
        "home": f"{otto.reference} {home.reference}",
        "carer": f"{otto.reference} {rosa.reference}",
        "group": group.reference,
        "member": f"{group.reference} {otto.reference}",
        "outside body": body.reference,
        "engagement": here.reference,
    }


def _handed(actor: Actor, lead: Person, at: datetime) -> str:
    """One duty of the lead's that somebody else has."""
    other = Person.objects.get(organisation=lead.organisation, name__in=("Ben Carter", "Ned Shaw"))
    day = at.date()
    return duties.hand_on(
        actor,
        "standing.restore-test",
        other.pk,
        begins_on=day,
        ends_on=day + timedelta(days=9),
        at=at,
    ).reference
