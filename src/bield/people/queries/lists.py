"""Lists on their way in, as commands and the worker see them."""

from datetime import datetime, timedelta

from django.db.models import Q

from bield.kit.reading import reading
from bield.kit.refusals import NotFound
from bield.people import rules
from bield.people.actors import Actor, actor_of
from bield.people.ages import day_of
from bield.people.importing.models import Intake, IntakeBatch, IntakePiece, Source
from bield.people.importing.plans import ADD, CHANGE, Entry
from bield.people.importing.states import OVER, Part, Stage
from bield.people.models import Person
from bield.people.queries import known as here
from bield.people.queries.organisations import organisation_ids
from bield.people.queries.pieces import planned

CARE = ("child", "guardian")
SHORT = 64 * 1024  # bytes of a list that is read while somebody waits


def own_list(actor: Actor, reference: str) -> Intake:
    found = Intake.objects.filter(organisation_id=actor.organisation_id, reference=reference)
    intake = found.select_related("source").first()
    if intake is None:
        raise NotFound(reference)
    return intake


# ------ for the worker


def to_go_on_with(
    organisation_id: int, *, at: datetime, quiet: timedelta, kept: timedelta
) -> list[tuple[int, str]]:
    rows = Intake.objects.filter(organisation_id=organisation_id).order_by("pk")
    due = (
        Q(stage=Stage.ARRIVED)
        | Q(stage__in=[Stage.ARRIVING, Stage.READING], touched_at__lt=at - quiet)
        | Q(stage=Stage.ACCEPTED)
        | Q(stage__in=OVER, emptied_at=None, finished_at__lt=at - kept)
    )
    return list(rows.filter(due).values_list("pk", "stage"))


def batches_left(intake_id: int) -> list[int]:
    """In the order in which they are taken in: which places a list adds is known only after its
    people were looked at, and is there before them."""
    rows = IntakeBatch.objects.filter(intake=intake_id, kept_at=None).exclude(part=Part.UNREAD)
    turn = list(Part.values)
    found = rows.order_by("number").values_list("pk", "part")
    return [pk for pk, _ in sorted(found, key=lambda one: turn.index(one[1]))]


def arrived_before(source_id: int, mark: str) -> bool:
    """Whether a file of the folder was taken already."""
    return Intake.objects.filter(source=source_id, mark=mark).exclude(stage=Stage.ARRIVING).exists()


def sources_by_folder(organisation_id: int) -> dict[str, Source]:
    rows = Source.objects.filter(organisation=organisation_id).order_by("pk")
    return {source.reference: source for source in rows}


# ------ what moved since it was read


def moved(intake: Intake) -> int:
    """How many of those it would change are no longer as they were when it was read."""
    number = _care_moved(intake)
    for _, entries in planned(intake, Part.PEOPLE):
        changes = {one["id"]: one["change"] for one in entries if one["do"] == CHANGE}
        known = here.known(changes, day_of(intake.touched_at))
        for pk, change in changes.items():
            was = known.get(pk)
            number += was is None or any(
                str(getattr(was, name) or "") != old for name, (old, _) in change.items()
            )
    return number


def _care_moved(intake: Intake) -> int:
    number = 0
    for _, entries in planned(intake, Part.FAMILIES):
        ids = here.people_by_key(intake.source, [one[key] for one in entries for key in CARE])
        links = here.care_of(ids.values())
        number += sum(
            not as_looked_at(
                one, links.get((ids.get(one["child"], 0), ids.get(one["guardian"], 0)))
            )
            for one in entries
        )
    return number


def as_looked_at(entry: Entry, link: here.Care | None) -> bool:
    """A link that the plan adds is not there, and one that it changes is as it was."""
    if entry["do"] == ADD or link is None:
        return entry["do"] == ADD and link is None
    stood = (link.pk, link.responsible, link.ended, link.ask_lead)
    return stood == (entry["id"], entry["was"], False, False)


def overtaken(intake: Intake) -> bool:
    """Another list from there was accepted since."""
    later = Intake.objects.filter(source=intake.source_id, accepted_at__gt=intake.touched_at)
    return later.exclude(pk=intake.pk).exists()


def stage_of(intake_id: int) -> str:
    return Intake.objects.values_list("stage", flat=True).get(pk=intake_id)


def is_short(intake: Intake) -> bool:
    """Read and taken in within the time in which a page comes."""
    rows = IntakePiece.objects.filter(intake=intake)
    return sum(rows.values_list("size", flat=True)) <= SHORT


def keeper_by_address(email: str, at: datetime) -> Actor:
    """On the command line nobody signs in: whoever runs the server says for whom it is done."""
    for organisation_id in organisation_ids():
        with reading(organisation_id):
            people = Person.objects.filter(organisation=organisation_id, email__iexact=email)
            for person in people.order_by("pk"):
                actor = actor_of(person, on=day_of(at))
                if rules.take_in_list(actor) is None:
                    return actor
    raise NotFound(f"Nobody with the address {email} looks after people here.")
