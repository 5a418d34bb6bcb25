"""The command line: one module per command, imported only when it is called."""

import argparse
import os
import resource
import sys
from importlib import import_module
from types import ModuleType

# What each command is for, so that `bield --help` need not import them all.
COMMANDS = {
    "serve": "serve the pages and run the worker, in one process tree",
    "worker": "run the worker alone: mail, clocks, checks",
    "migrate": "make or renew the tables of the database",
    "check": "check that settings, keys and database are ready to serve",
    "demo": "fill four invented organisations and say who can sign in",
    "clauses": "show each clause with what keeps it and what proves it",
    "ledger": "verify, export and publish the record",
    "keys": "show, rotate and check the keys",
    "backup": "copy the data to a folder, and the keys to another",
    "restore": "bring back a backup",
    "languages": "make ready what the pages for reporters were translated into",
    "outbox": "show what waits to be sent",
    "people": "put in a list of people from another system",
    "contact": "name an outside contact where too few are left to appoint anybody",
}


def main(argv: list[str] | None = None) -> int:
    _leave_no_core()
    arguments = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bield.front.settings")
    chosen = next((word for word in arguments if not word.startswith("-")), None)
    parser = argparse.ArgumentParser(prog="bield", description="Bield on the command line.")
    commands = parser.add_subparsers(metavar="command", dest="command", required=True)
    module: ModuleType | None = None
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose.capitalize() + ".")
        if name == chosen:
            module = import_module(f"bield.front.cli.{name}")
            module.add_arguments(command)
    parsed = parser.parse_args(arguments)
    if module is None:
        parser.error(f"there is no command {parsed.command}")
    return _run(module, parsed)


def _run(module: ModuleType, parsed: argparse.Namespace) -> int:
    """Errors that a person can mend are sentences; anything else is a fault of ours and shows."""
    from django.db import DatabaseError  # noqa: PLC0415  # `bield --help` needs no framework

    from bield.front.environment import Misconfigured  # noqa: PLC0415
    from bield.kit.keyring import KeyringUnusable  # noqa: PLC0415
    from bield.kit.refusals import NotFound, Refused, Unavailable  # noqa: PLC0415

    os.environ.setdefault("BIELD_WRITES", getattr(module, "WRITES", "inline"))
    try:
        if not getattr(module, "LIGHT", False):  # a light command needs no framework at all
            import django  # noqa: PLC0415

            django.setup()
        return int(module.run(parsed))
    except (Misconfigured, KeyringUnusable) as error:
        return _say(str(error))
    except Refused as refused:
        return _say("\n".join(str(refusal.message) for refusal in refused.refusals))
    except NotFound as error:
        return _say(str(error) or "There is nothing by that name.")
    except (DatabaseError, Unavailable) as error:
        return _say(
            f"The database does not answer as it should: {error}\n"
            "Check DATABASE_URL and DATA_DIR, then run `bield migrate`."
        )
    except KeyboardInterrupt:
        return 130


def _leave_no_core() -> None:
    """Every command may hold keys: where one crashes, its memory is written nowhere, and children
    inherit that. One byte is less than any core; it is also the only limit at which Linux hands
    none to a program (fs/coredump.c; with 0 a handler behind a pipe gets it all the same)."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    limit = 1 if most else 0
    resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))


def _say(message: str) -> int:
    print(f"bield: {message.strip()}", file=sys.stderr)
    return 1
