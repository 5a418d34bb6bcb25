"""People, posts, appointments, absences and places that the matrix asks for."""

from datetime import datetime, timedelta

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
    "people:list": "list",
    "people:list-columns": "list to lay out",
    "people:list-known": "list",
    "people:list-again": "list",
    "people:list-accept": "list",
    "people:list-drop": "list",
    "people:list-part": "part of a list",
    "api:people-list": "list",
}
ABSENT = {"part of a list": "CCCCCCCC people"}


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
    } | _lists(admin, at)


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
