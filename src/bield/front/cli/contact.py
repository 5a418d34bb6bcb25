"""`bield contact`: the way out when fewer than two people are left who could appoint anybody.

Whoever runs the server may name an outside contact, and nobody else, and only then. It begins the
next day; whoever still holds a safeguarding post is told, and the contact is invited.
"""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--organisation", type=int, required=True, help="its number (`bield ledger head`)"
    )
    parser.add_argument("--name", required=True, help="the full name")
    parser.add_argument("--email", required=True, help="where the invitation goes")
    parser.add_argument("--phone", default="", help="how else the contact is reached")


def run(arguments: argparse.Namespace) -> int:
    from bield.front.setup import contact  # noqa: PLC0415  # needs the framework set up

    print(contact.name(arguments.organisation, arguments.name, arguments.email, arguments.phone))
    return 0
