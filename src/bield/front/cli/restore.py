"""`bield restore`: bring back a backup, then verify every record and open every key."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where `bield backup` put the data")
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="FILE",
        help="the key file that was exported with it; without it the keys at hand are used",
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="lose the database that is here, and set other keys aside",
    )


def run(arguments: argparse.Namespace) -> int:
    from bield.front import backup  # noqa: PLC0415  # needs the framework set up

    restoring = backup.restore(arguments.folder, arguments.keys, replace=arguments.replace)
    for sentence in restoring:
        print(sentence, flush=True)
    troubles = backup.troubles(arguments.keys)
    print("\n".join(troubles) or "Every key opens, and every record is as it was written.")
    return 1 if troubles else 0
