"""From what a capsule says to the bytes that leave: a ZIP that any computer opens, then locked."""

import io
import zipfile
from pathlib import Path

from django.template.loader import render_to_string

from bield.concerns.capsule import standalone
from bield.concerns.capsule.cards import Keys, canonical
from bield.concerns.capsule.shapes import Content
from bield.concerns.capsule.shown import page_of

HERE = Path(__file__).parent
BEGAN = (1980, 1, 1, 0, 0, 0)  # the same for every member: the same words are the same bytes
Files = dict[str, bytes]


def files(content: Content, keys: Keys) -> Files:
    """Every member, with the list of their digests and its signature."""
    shown = {"page": page_of(content), "content": content}
    made: Files = {
        "README.txt": render_to_string("concerns/capsule/README.txt", shown).encode(),
        "capsule.json": canonical(content.held).encode(),
        "check.py": checker(),
        "index.html": render_to_string("concerns/capsule/index.html", shown).encode(),
        "look.css": (HERE / "look.css").read_bytes(),
    }
    sums = standalone.sums_of(made)
    return {**made, standalone.SUMS: sums, standalone.SIGNATURE: _signature(sums, keys)}


def checker() -> bytes:
    return Path(standalone.__file__).read_bytes()


def _signature(sums: bytes, keys: Keys) -> bytes:
    key = keys.signing.public_key().public_bytes_raw().hex()
    signature = keys.signing.sign(standalone.STATEMENT + sums).hex()
    return f"key: {key}\nsignature: {signature}\n".encode()


def digest(made: Files) -> str:
    """What a receipt names: the digest of the signed list, and so of everything in it."""
    return standalone.digest_of(made)


def packed(made: Files) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(made):
            archive.writestr(zipfile.ZipInfo(name, BEGAN), made[name], zipfile.ZIP_DEFLATED)
    return data.getvalue()
