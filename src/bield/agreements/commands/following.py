"""What follows when a permission ends. It begins with the answer, in the same transaction; the
worker goes on with it, a few things at a time."""

from datetime import datetime, timedelta

from bield.agreements import queries
from bield.agreements.models import Answer, Following
from bield.agreements.registry import FOLLOWERS, Ended, followers
from bield.agreements.states import Followed, Purpose, Said, Stands
from bield.ledger.record import note, recorded
from bield.people.actors import Actor

AGAIN = timedelta(hours=1)  # until what is held is gone through again
LATER = timedelta(minutes=5)  # until what failed is tried again
ENDS = {Said.NO: Stands.REFUSED, Said.WITHDRAWN: Stands.WITHDRAWN}


def begin_after(actor: Actor, answer: Answer, at: datetime) -> None:
    """Called where an answer is written: whether it ends a permission is asked of the standing,
    for a no counts only of whoever answers for the person today."""
    why = ENDS.get(Said(answer.said))
    if why is None or not followers(answer.purpose, why):
        return
    stands = queries.standing(actor, answer.person_id, answer.purpose, at=at)
    if answer.signer_id in stands.by:
        _begin(actor, answer, why, at)


@recorded
def begin(actor: Actor, answer: Answer, why: Stands, *, at: datetime) -> None:
    """It ended without an answer: its days are over, or somebody has not answered yet."""
    _begin(actor, answer, why, at)
    note(
        event="agreements.ended",
        subject=f"person:{answer.person_id}",
        by=actor.id,
        at=at,
        purpose=answer.purpose,
        why=why.value,
    )


def _begin(actor: Actor, answer: Answer, why: Stands, at: datetime) -> None:
    end = Ended(
        organisation_id=actor.organisation_id,
        person_id=answer.person_id,
        purpose=Purpose(answer.purpose),
        why=why,
        at=at,
        asked_by=answer.signer_id,
    )
    for follower in followers(answer.purpose, why):
        touched = follower.touches(end)
        if touched:
            Following.objects.get_or_create(
                person_id=answer.person_id,
                purpose=answer.purpose,
                room=follower.code,
                why=why,
                answer=answer,
                defaults={
                    "organisation_id": actor.organisation_id,
                    "began_at": at,
                    "touched": touched,
                    "turns_at": at,
                },
            )


@recorded
def follow_on(house: Actor, following_id: int, *, at: datetime) -> bool:
    """One turn: the room deals with a few things, and how far it came is written in the same
    transaction. Answers whether something is left for now."""
    row = Following.objects.select_related("answer").get(pk=following_id)
    piece = FOLLOWERS[row.room].follow(house, queries.ended(row), row.place, at)
    first = row.place == ""
    row.done += piece.done
    row.held = piece.held if first else row.held + piece.held
    row.place = piece.after
    if not piece.after:
        over = not row.held
        row.state = Followed.DONE if over else Followed.HELD
        row.done_at, row.turns_at = (at, None) if over else (None, at + AGAIN)
        if over:
            row.done = max(row.done, row.touched)  # what a hold let go meanwhile went by itself
    row.save()
    note(
        event="agreements.followed",
        subject=f"person:{row.person_id}",
        by=house.id,
        at=at,
        purpose=row.purpose,
        room=row.room,
        done=piece.done,
        held=piece.held,
    )
    return bool(piece.after)


@recorded
def put_off(house: Actor, following_id: int, *, at: datetime) -> None:
    """It failed: the others go on, and it is tried again a little later."""
    row = Following.objects.get(pk=following_id)
    row.turns_at = at + LATER
    row.save(update_fields=["turns_at"])
    note(
        event="agreements.followed-later",
        subject=f"person:{row.person_id}",
        by=house.id,
        at=at,
        purpose=row.purpose,
        room=row.room,
    )
