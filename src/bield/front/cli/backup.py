"""`bield backup`: the data to one folder, the keys to another."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where the data go: a folder that is not there")
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="FOLDER",
        help="where the keys go, apart from the data; without it they are not copied",
    )


def run(arguments: argparse.Namespace) -> int:
    from bield.front import backup  # noqa: PLC0415  # needs the framework set up

    for sentence in backup.make(arguments.folder, arguments.keys):
        print(sentence, flush=True)
    return 0
