"""`bield check`: is everything ready to serve? Names what is not, and who can mend it."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="print nothing when all is well")
    parser.add_argument("--starting", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415

    from bield.front.ready import what_is_missing  # noqa: PLC0415  # needs the framework set up
    from bield.front.setup import code  # noqa: PLC0415

    missing = what_is_missing()
    for sentence in missing:
        print(sentence)
    if not missing and not arguments.quiet:
        print("Settings, keys and database are ready.")
    if arguments.starting and not missing:
        for sentence in code.announcement(timezone.now()):
            print(sentence, flush=True)
    return 1 if missing else 0
