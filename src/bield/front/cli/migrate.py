"""`bield migrate`: make or renew the tables."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="print nothing when all is well")


def run(arguments: argparse.Namespace) -> int:
    from bield.front.ready import make_ready  # noqa: PLC0415  # needs the framework set up

    make_ready()
    if not arguments.quiet:
        print("The tables are ready.")
    return 0
