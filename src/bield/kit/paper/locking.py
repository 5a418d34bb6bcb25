"""Locks what leaves with a pass phrase. Loaded by the press alone."""

import base64
import io
from typing import Any

import pyzipper
from pypdf import PdfReader, PdfWriter
from pyzipper.zipfile_aes import AESZipInfo

from bield.kit.paper.flowing import AES_256, BEGAN


def lock_pdf(made: bytes, phrase: str) -> bytes:
    """AES-256 as PDF 2.0 has it (revision 6): every word and name of it, metadata with it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    writer.encrypt(phrase, algorithm="AES-256")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def put_in(data: dict[str, Any]) -> bytes:
    kept = io.BytesIO()
    with pyzipper.AESZipFile(
        kept, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as envelope:
        envelope.setpassword(data["phrase"].encode())
        envelope.setencryption(pyzipper.WZ_AES, nbits=AES_256)
        inside = AESZipInfo(data["name"], BEGAN)
        envelope.writestr(inside, base64.b64decode(data["content"]))
    return kept.getvalue()
