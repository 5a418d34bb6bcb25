"""Who may take in a list of people, and when."""

from collections.abc import Collection
from datetime import date

from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.importing.states import Settled, Stage
from bield.people.rules.persons import keep_people

LARGEST = 64 * 2**20  # bytes of one file; it is never in memory whole


def take_in_list(actor: Actor) -> Refusal | None:
    return keep_people(actor)


def small_enough(size: int) -> Refusal | None:
    if size <= LARGEST:
        return None
    return Refusal(
        "list-too-large",
        f"The file is larger than {LARGEST // 2**20} MB. Take it in in parts.",
        field="file",
    )


def choose_columns(stage: str) -> Refusal | None:
    if stage in {Stage.ASKED, Stage.READY}:
        return None
    return Refusal("list-is-past-that", "The columns of this list can be chosen no longer.")


def accept(stage: str, *, moved: int, overtaken: bool, link: str) -> Refusal | None:
    """What was looked at is what is taken in, or nothing is."""
    if stage != Stage.READY:
        return Refusal("list-not-ready", "This list does not wait for a yes.")
    if moved or overtaken:
        return Refusal(
            "people-changed-since",
            "The people here changed since this list was read, so it would do something else than"
            " what you saw. Have it read again, and look once more.",
            mender="you",
            link=link,
        )
    return None


def drop(stage: str) -> Refusal | None:
    if stage not in {Stage.ACCEPTED, Stage.DONE, Stage.DROPPED, Stage.BROKEN}:
        return None
    return Refusal("list-is-past-that", "This list can be put aside no longer.")


def read_again(stage: str) -> Refusal | None:
    """Of a list that came in by half, what is left is seen by reading it again."""
    if stage in {Stage.READY, Stage.FAILED}:
        return None
    return Refusal("list-is-past-that", "This list cannot be read again.")


def settle_missing(settled: str, left_on: date | None, chosen: Collection[int]) -> Refusal | None:
    if not chosen:
        return Refusal("nobody-chosen", "Choose at least one person.", field="people")
    if settled == Settled.LEFT and left_on is None:
        return Refusal("no-last-day", "Enter their last day.", field="left_on")
    return None
