"""`bield people`: put in a list of people from a file, as whoever looks after them.

It shows what the list would change. With `--take-in` that is taken in at once, but for people who
may be known already: who they are is said on the page of the list.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bield.people.actors import Actor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="action", dest="action", required=True)
    bring = actions.add_parser("import", help="put in a list: a table, a OneRoster package, a CTF")
    bring.add_argument("file", type=Path, metavar="FILE", help="the list")
    bring.add_argument(
        "--as", dest="by", metavar="ADDRESS", required=True, help="e-mail address of who does this"
    )
    bring.add_argument(
        "--source", required=True, metavar="NAME", help="the system or list it comes from"
    )
    bring.add_argument(
        "--whole", action="store_true", help="it names everybody, so whoever is absent is missed"
    )
    bring.add_argument("--take-in", action="store_true", help="take in what it shows")


def run(arguments: argparse.Namespace) -> int:
    from django.utils import timezone  # noqa: PLC0415  # needs the framework set up

    from bield.people import queries  # noqa: PLC0415

    at = timezone.now()
    actor = queries.keeper_by_address(arguments.by, at)
    return _bring(actor, arguments, at)


def _bring(actor: "Actor", arguments: argparse.Namespace, at: "datetime") -> int:
    from bield.kit.reading import reading  # noqa: PLC0415
    from bield.people import commands, queries  # noqa: PLC0415

    intake = commands.receive_list(
        actor,
        commands.pieces_of(arguments.file),
        source=arguments.source,
        whole=arguments.whole or None,
        at=at,
    )
    commands.work_through(actor, intake.reference, at=at)
    if arguments.take_in and _stage(actor, intake.reference) == "ready":
        commands.accept_list(actor, intake.reference, at=at)
        commands.work_through(actor, intake.reference, at=at)
    with reading(actor.organisation_id):
        page = queries.list_page(actor, intake.reference, at)
    print(f"{page.title}: {page.stage_word}.")
    print(*(f"  {fact.name}: {fact.value}" for fact in (*page.facts, *page.parts)), sep="\n")
    print(*(f"  {line}" for line in (*page.told, page.why) if line), sep="\n")
    return 0


def _stage(actor: "Actor", reference: str) -> str:
    from bield.kit.reading import reading  # noqa: PLC0415
    from bield.people import queries  # noqa: PLC0415

    with reading(actor.organisation_id):
        return queries.own_list(actor, reference).stage
