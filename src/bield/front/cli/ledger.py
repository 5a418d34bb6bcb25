"""`bield ledger`: verify, export and publish the record."""

import argparse
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bield.ledger.queries import Head

HELP = {
    "verify": "read every line of the record and name the first one that is broken",
    "head": "print the signed heads, as they stand now",
    "publish": "write the day’s signed heads to a folder, to be copied elsewhere",
    "export": "write a record to a file that outsiders can check",
    "verifier": "write the program with which outsiders check an exported record",
    "accept-loss": "go on after a backup was brought back that lacks the last lines",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="action", dest="action", required=True)
    parsers = {
        name: actions.add_parser(name, help=purpose, description=purpose.capitalize() + ".")
        for name, purpose in HELP.items()
    }
    for name in ("verify", "head", "export", "accept-loss"):
        parsers[name].add_argument(
            "--organisation",
            metavar="N",
            required=name in {"export", "accept-loss"},
            help="name or number of the organisation, as `bield ledger verify` prints them",
        )
    parsers["verify"].add_argument(
        "--head", type=Path, metavar="FILE", help="judge against the heads published in this file"
    )
    parsers["publish"].add_argument(
        "--to", type=Path, metavar="FOLDER", help="where to; beside DATA_DIR when left out"
    )
    for name in ("export", "verifier"):
        parsers[name].add_argument(
            "--to", type=Path, metavar="FILE", required=True, help="a file that is not there yet"
        )
    parsers["export"].add_argument(
        "--open-for",
        metavar="NAME",
        help="open the lines this person may see; without it no line tells what it is about",
    )
    parsers["accept-loss"].add_argument(
        "--reason", default="restored-backup", help="a code that stays in the record for good"
    )


def run(arguments: argparse.Namespace) -> int:
    return ACTIONS[arguments.action](arguments)


def verify(arguments: argparse.Namespace) -> int:
    from bield.ledger import queries  # noqa: PLC0415  # needs the framework set up

    known = _heads(arguments.head) if arguments.head else []
    broken = 0
    for number, name in _organisations(arguments.organisation):
        verdict = queries.verify(number)
        for head in known:
            if verdict.whole and head.organisation_id == number:
                verdict = queries.verify(number, head)
        broken += not verdict.whole
        print(f"{name} (organisation {number}): {verdict.sentence} {verdict.note}".rstrip())
    return 1 if broken else 0


def head(arguments: argparse.Namespace) -> int:
    from bield.kit.reading import reading  # noqa: PLC0415
    from bield.ledger import queries  # noqa: PLC0415

    for number, _ in _organisations(arguments.organisation):
        with reading(number):
            found = queries.head(number)
        if found is not None:
            print(queries.head_text(found), end="")
    return 0


def publish(arguments: argparse.Namespace) -> int:
    from bield.ledger import commands, queries  # noqa: PLC0415

    numbers = [number for number, _ in _organisations(None)]
    path, heads = commands.publish(numbers, _now(), place=arguments.to)
    for one in heads:
        print(queries.head_text(one), end="")
    print(f"Written to {path}. Copy it to where this machine cannot reach it.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    from bield.ledger import commands, queries  # noqa: PLC0415
    from bield.people.actors import house  # noqa: PLC0415

    ((number, name),) = _organisations(arguments.organisation)
    opens = _opens(number, arguments.open_for) if arguments.open_for else queries.nobody
    with _fresh(arguments.to).open("w", encoding="utf-8", newline="\n") as file:
        commands.record_export(house(number, "ledger"), opened=bool(arguments.open_for), at=_now())
        done = queries.export(number, file.write, opens=opens)
    print(
        f"{done.lines} lines of {name}, {done.opened} of them open, written to {arguments.to}."
        " Check them with the program that `bield ledger verifier` writes."
    )
    return 0


def verifier(arguments: argparse.Namespace) -> int:
    import bield.ledger  # noqa: PLC0415

    source = Path(bield.ledger.__path__[0]) / "standalone.py"
    shutil.copyfile(source, _fresh(arguments.to))
    print(f"Written to {arguments.to}. Run it: python3 {arguments.to} --help")
    return 0


def accept_loss(arguments: argparse.Namespace) -> int:
    from bield.ledger import commands  # noqa: PLC0415
    from bield.people.actors import house  # noqa: PLC0415

    ((number, name),) = _organisations(arguments.organisation)
    commands.accept_loss(house(number, "ledger"), reason_code=arguments.reason, at=_now())
    print(f"The record of {name} goes on. What was lost stays named in it.")
    return 0


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "verify": verify,
    "head": head,
    "publish": publish,
    "export": export,
    "verifier": verifier,
    "accept-loss": accept_loss,
}


def _organisations(only: str | None) -> list[tuple[int, str]]:
    """All of them, or the one of this number or name; an empty name is nobody's."""
    from bield.kit.reading import reading  # noqa: PLC0415
    from bield.kit.refusals import NotFound  # noqa: PLC0415
    from bield.people import queries as people  # noqa: PLC0415

    found = []
    for number in people.organisation_ids():
        with reading(number):
            found.append((number, people.organisation_by_id(number).name))
    wanted = None if only is None else only.strip().casefold()
    named = [one for one in found if wanted in {None, str(one[0]), one[1].casefold()}]
    if not named:
        there = ", ".join(f"{number} {name}" for number, name in found)
        raise NotFound(f"There is no such organisation. There are: {there}.")
    if wanted is not None and len(named) > 1:
        raise NotFound(f"More than one is called {only}. Give its number.")
    return named


def _heads(path: Path) -> "list[Head]":
    from bield.front.environment import Misconfigured  # noqa: PLC0415
    from bield.ledger import queries  # noqa: PLC0415

    try:
        return queries.heads_in(path)
    except (OSError, ValueError) as error:
        raise Misconfigured(
            f"{path} cannot be read as published heads ({error}). Name a file that"
            " `bield ledger publish` wrote."
        ) from None


def _opens(organisation_id: int, name: str) -> Callable[[str], bool]:
    """What this person may open, as the rooms say."""
    from bield.kit.reading import reading  # noqa: PLC0415
    from bield.kit.refusals import NotFound  # noqa: PLC0415
    from bield.ledger import registry  # noqa: PLC0415
    from bield.people import queries as people  # noqa: PLC0415
    from bield.people.actors import actor_of, house  # noqa: PLC0415

    with reading(organisation_id):
        found = people.people(house(organisation_id, "ledger"), text=name)
        if len(found) != 1:
            raise NotFound(f"{len(found)} people are called {name}. Give one full name.")
        actor = actor_of(found[0], on=_now().date())
    return lambda subject: registry.may_open(actor, subject)


def _fresh(path: Path) -> Path:
    from bield.front.environment import Misconfigured  # noqa: PLC0415

    if path.exists():
        raise Misconfigured(f"{path} is there already. Name a file that is not.")
    if not os.access(path.absolute().parent, os.W_OK):
        raise Misconfigured(f"The folder of {path} cannot be written to. Name another.")
    return path


def _now() -> datetime:
    from django.utils import timezone  # noqa: PLC0415

    return timezone.now()
