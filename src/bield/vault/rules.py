"""What may be done to keys. Pure functions: no tables, no clock."""

from bield.kit.refusals import Refusal
from bield.vault.states import ROOT


def destroy_key(*, context: str, destroyed: bool) -> Refusal | None:
    if context == ROOT:
        return Refusal(
            "root-key-stays",
            "This key opens the search and every draft of the organisation. It cannot be destroyed"
            " alone.",
        )
    if destroyed:
        return Refusal("key-already-destroyed", "This key was destroyed before.")
    return None


def retire_organisation_keys(*, to_rewrap: int, old_versions: int) -> Refusal | None:
    if not old_versions:
        return Refusal("no-old-version", "There is no older version of the organisation’s key.")
    if to_rewrap:
        return Refusal(
            "keys-still-wrapped",
            f"{to_rewrap} keys are still wrapped with an older version. Run `bield keys rotate"
            " organisation` again: it goes on where it stopped.",
        )
    return None
