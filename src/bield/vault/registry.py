"""What the vault tells the rooms below it."""

from bield.ledger.registry import describe, heading
from bield.vault.followers import FOLLOWERS, Follower, follow_masters
from bield.vault.rounds import register_rounds

__all__ = ["FOLLOWERS", "Follower", "follow_masters", "register"]


def register() -> None:
    register_rounds()
    heading("vault", "Keys")
    describe("vault.opened", "{by} gave the organisation its keys")
    describe("vault.key-destroyed", "{by} destroyed the key of {subject}: {reason}")
    describe(
        "vault.organisation-key-rotated", "{by} began version {version} of the organisation’s key"
    )
    describe(
        "vault.organisation-keys-retired",
        "{by} removed the organisation’s keys before version {before}",
    )
    describe(
        "vault.master-followed", "{by} wrapped the organisation’s keys with master key {master}"
    )
