"""The file that somebody is given: a page to read and the same for machines. Made in memory."""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from bield.retention.registry import Told

BEGAN = (1980, 1, 1, 0, 0, 0)  # the same things at the same moment are the same bytes
READ, DATA = "what-we-keep-about-you.html", "what-we-keep-about-you.json"
KIND = "application/zip"


@dataclass(frozen=True)
class Chapter:
    code: str
    title: str
    things: Sequence[Told]


@dataclass(frozen=True)
class Contents:
    house: str
    person: str
    request: str
    made: str
    chapters: Sequence[Chapter]


def pack(contents: Contents) -> bytes:
    data = io.BytesIO()
    read = render_to_string("retention/given.html", {"page": contents})
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in ((READ, read), (DATA, _as_data(contents))):
            archive.writestr(zipfile.ZipInfo(name, BEGAN), made, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _as_data(contents: Contents) -> str:
    shown = {
        "organisation": contents.house,
        "about": contents.person,
        "request": contents.request,
        "made": contents.made,
        "chapters": [
            {
                "code": one.code,
                "title": one.title,
                "things": [
                    {"title": thing.title, "facts": dict(thing.facts), "words": list(thing.words)}
                    for thing in one.things
                ],
            }
            for one in contents.chapters
        ],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)
