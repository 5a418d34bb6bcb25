"""`bield outbox`: what waits to be sent, and what stays here because no mail server is set."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--read", action="store_true", help="show the messages that stay here, with their text"
    )
    parser.add_argument("--limit", type=int, default=20, help="how many of them, newest first")


def run(arguments: argparse.Namespace) -> int:
    from bield.kit.reading import reading  # noqa: PLC0415  # needs the framework set up
    from bield.people import queries as people  # noqa: PLC0415

    organisation_ids = people.organisation_ids()
    for organisation_id in organisation_ids:
        with reading(organisation_id):
            _show(organisation_id, arguments.limit if arguments.read else 0)
    if not organisation_ids:
        print("There is no organisation yet, so there are no messages.")
    return 0


def _show(organisation_id: int, limit: int) -> None:
    from bield.outbox import queries  # noqa: PLC0415
    from bield.people import queries as people  # noqa: PLC0415

    print(people.organisation_by_id(organisation_id).name)
    for state, number in queries.numbers(organisation_id).items():
        print(f"  {number:>6}  {state}")
    for message in reversed(queries.kept(organisation_id, limit) if limit else []):
        print(f"\n  {message.written_at:%d %b %Y %H:%M}  to {message.to}\n  {message.subject}\n")
        print("\n".join(f"    {line}" for line in message.body.splitlines()))
