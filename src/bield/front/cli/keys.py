"""`bield keys`: which keys there are, whether they open everything, and how they are changed.

A rotation that was interrupted goes on when it is asked for again; all stays readable meanwhile.
"""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="action")
    actions.add_parser("status", help="say which keys there are; the same without an action")
    actions.add_parser("check", help="open every key once and say which does not open")
    rotate = actions.add_parser("rotate", help="take a new key and wrap everything with it")
    rotate.add_argument(
        "which",
        choices=["master", "organisation"],
        help="the master key of this installation, or the key of each organisation",
    )
    actions.add_parser("new", help="print fresh keys, to be kept as MASTER_KEY")


def run(arguments: argparse.Namespace) -> int:
    from bield.front import keys  # noqa: PLC0415  # needs the framework set up

    if arguments.action == "check":
        broken = keys.broken()
        print("\n".join(broken) or "Every key opens.")
        return 1 if broken else 0
    if arguments.action == "new":
        sentences = keys.new()
    elif arguments.action == "rotate":
        master = arguments.which == "master"
        sentences = keys.rotate_master() if master else keys.rotate_organisations()
    else:
        sentences = keys.status()
    for sentence in sentences:
        print(sentence, flush=True)
    return 0
