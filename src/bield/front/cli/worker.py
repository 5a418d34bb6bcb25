"""`bield worker`: the rounds, again and again, until told to stop."""

import argparse

WRITES = "queued"  # rounds read while they write, so the writer has a connection of its own


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="make each round once, then stop")


def run(arguments: argparse.Namespace) -> int:
    from bield.front import worker  # noqa: PLC0415  # needs the framework set up

    worker.work(once=arguments.once)
    return 0
