"""`bield demo`: four invented organisations with eighteen months of life."""

import argparse
import json
import sys
import time


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--if-empty", action="store_true", help="fill it only when it is not there")
    parser.add_argument("--people", action="store_true", help="only say who can sign in")
    parser.add_argument("--json", action="store_true", help="say it as JSON")
    parser.add_argument(
        "--concerns", type=int, default=0, metavar="N", help="add N more concerns, in bulk"
    )


def run(arguments: argparse.Namespace) -> int:
    from dataclasses import asdict  # noqa: PLC0415

    from bield.front.demo import people  # noqa: PLC0415  # needs the framework set up

    if not arguments.people:
        _fill(arguments.concerns)
    if arguments.json:
        print(json.dumps({"people": [asdict(person) for person in people.everybody()]}))
    else:
        print(people.as_text())
    return 0


def _fill(more: int) -> None:
    from bield.front.demo import story  # noqa: PLC0415  # needs the framework set up

    began = time.monotonic()
    if story.tell_all(progress=_say):
        _say(f"The demonstration was made in {time.monotonic() - began:.0f} s.")
    if more:
        began = time.monotonic()
        story.add_many(more, progress=_say)
        _say(f"{more:,} concerns were added in {time.monotonic() - began:.0f} s.")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
