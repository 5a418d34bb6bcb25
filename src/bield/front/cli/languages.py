"""`bield languages`: what the pages for reporters have been translated into, made ready."""

import argparse

from django.conf import settings

from bield.front import catalogs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new", metavar="CODE", help="begin a catalog: cy, pl, zh-hant")


def run(parsed: argparse.Namespace) -> int:
    [folder] = settings.LOCALE_PATHS
    if parsed.new:
        try:
            print(f"Translate the sentences of {catalogs.begin(folder, parsed.new)}")
        except catalogs.UnknownLanguage:
            print(f"No language goes by “{parsed.new}”. Write its code, like cy or pl.")
            return 1
    found = list(catalogs.compile_all(folder))
    for one in found:
        print(f"{one.code}: {one.said} of {one.of} sentences are translated")
        for sentence in one.wrong:
            print(f"  stays English, its places or its markup are not those of: {sentence}")
    print("They are spoken from the next start on." if found else f"Nothing lies in {folder}.")
    return 1 if any(one.wrong for one in found) else 0
