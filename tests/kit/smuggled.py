"""Files that hide a picture, each in its own way, and files that hide none."""

import base64
import gzip
import io
import struct
import tarfile
import zlib

from tests import files
from tests.files import WORDS, docx, mail, odt, pdf, png, stream, xlsx, zipped


def _tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        entry = tarfile.TarInfo("note.txt")
        entry.size = len(png())
        archive.addfile(entry, io.BytesIO(png()))
    return packed.getvalue()


def _not_in_the_list() -> bytes:
    """An archive of a harmless text; the picture stands between it and the list."""
    whole = zipped({"note.txt": WORDS})
    at = whole.index(b"PK\x01\x02")
    moved = bytearray(whole[:at] + zipped({"a": png()})[:-60] + whole[at:])
    struct.pack_into("<I", moved, len(moved) - 6, at + len(moved) - len(whole))
    return bytes(moved)


def _two_truths() -> bytes:
    """The entry itself says another name than the list does."""
    return zipped({"note.txt": WORDS, "a.png": png()}).replace(b"a.png", b"a.txt", 1)


def _encrypted() -> bytes:
    whole = bytearray(zipped({"note.txt": png()}, stored=True))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def _nested(times: int) -> bytes:
    inner = png()
    for _ in range(times):
        inner = zipped({"more.zip": inner})
    return inner


def _inline() -> bytes:
    return b"q BI /W 2/H 2/CS/G/BPC 8 ID \x80\x80\x80\x80 EI Q"


def _object_in_a_stream() -> bytes:
    inner = b"9 0 obj <</Subtype/X>>\nstream\nxx\n"
    return stream(inner, filters=b"[]")


def _table_of_objects() -> bytes:
    inner = b"20 0 <</Type/XObject/Subtype/Image/Width 1/Height 1>>"
    return stream(inner, says=b"/Type/ObjStm/N 1/First 5")


def _shaded() -> bytes:
    return b"<</ShadingType 1/ColorSpace/DeviceGray/Function 11 0 R>>"


def _metadata() -> bytes:
    packed = base64.b64encode(files.jpeg()).decode()
    return f"<?xpacket?><x:xmpmeta><xmpGImg:image>{packed}</xmpGImg:image></x:xmpmeta>".encode()


def _mail_of(kind: str, encoding: str, body: bytes) -> bytes:
    return (
        b"From: nan@alder.example\nDate: Tue, 3 Mar 2026 12:00:00 +0000\nMIME-Version: 1.0\n"
        + f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n".encode()
        + body
    )


def _mail_with_two_types() -> bytes:
    return (
        b"From: nan@alder.example\nDate: Tue, 3 Mar 2026 12:00:00 +0000\nMIME-Version: 1.0\n"
        b'Content-Type: text/plain\nContent-Type: multipart/mixed; boundary="b"\n\n'
        b"--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(png())
        + b"--b--\n"
    )


def _behind_the_last_part() -> bytes:
    return mail(("note.txt", "text/plain", WORDS)) + b"\n" + base64.encodebytes(png())


def _in_digits() -> dict[str, str]:
    jpeg = files.jpeg()
    return {
        "octal": "".join(f"\\{one:03o}" for one in jpeg),
        "octal as a program writes it": ", ".join(f"0o{one:o}" for one in jpeg),
        "binary": " ".join(f"{one:08b}" for one in jpeg),
        "binary as a program writes it": ",\n".join(f"0b{one:08b}" for one in jpeg),
        "binary in bits of four": " ".join(f"{one >> 4:04b} {one & 15:04b}" for one in jpeg),
    }


PICTURES = {  # still a picture, whatever it is called
    "a PNG": png(),
    "a JPEG": files.jpeg(),
    "a WebP": files.webp(),
    "a GIF": files.gif(),
    "a BMP": files.bmp(),
    "a TIFF": files.tiff(),
    "a HEIC": files.boxed(b"heic"),
    "an AVIF": files.boxed(b"avif"),
    "a film": files.boxed(b"isom"),
    "a film of a telephone": files.boxed(b"qt  "),
    "a WebM": b"\x1aE\xdf\xa3" + bytes(40),
    "a live photograph": files.jpeg() + files.boxed(b"isom"),
    "an SVG": files.svg(),
    "an SVG that says it is XML": b'<?xml version="1.0"?>\n' + files.svg(),
    "a web page": b"<!doctype html><title>Note</title>" + files.svg(),
    "a PostScript drawing": b"%!PS-Adobe-3.0\n0 0 moveto",
    "an RTF": b"{\\rtf1{\\pict\\pngblip " + png().hex().encode() + b"}}",
    "an old Word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}
DRAWN = files.drawn() | {"a PGM in the dark": b"P5 16 16 255\n" + bytes(256)}
PACKED = {
    "a ZIP": zipped({"picture.png": png()}),
    "a ZIP of a renamed one": zipped({"note.txt": png()}),
    "a ZIP that packs nothing": zipped({"note.txt": png()}, stored=True),
    "a ZIP in a ZIP": _nested(2),
    "ZIPs as deep as they go": _nested(9),
    "a ZIP64": zipped({"note.txt": png()}, big=True),
    "a ZIP of a pixmap": zipped({"note.txt": DRAWN["a PGM in numerals"]}),
    "a ZIP with a password": _encrypted(),
    "a ZIP with a gap": _not_in_the_list(),
    "a ZIP of two truths": _two_truths(),
    "a ZIP behind other bytes": WORDS * 2 + zipped({"note.txt": WORDS, "p": png()}),
    "a bomb": zipped({"note.txt": bytes(60_000_000)}),
    "a gzip": gzip.compress(png(), mtime=0),
    "a tar": _tar(),
    "a 7z": b"7z\xbc\xaf'\x1c" + bytes(60),
    "a rar": b"Rar!\x1a\x07\x00" + bytes(60),
}
DOCUMENTS = {
    "a DOCX": docx({"word/media/image1.png": png()}),
    "a DOCX with a renamed one": docx({"word/settings.xml": png()}),
    "a DOCX with a thumbnail": docx({"docProps/thumbnail.jpeg": files.jpeg()}),
    "a DOCX with a drawing": docx({"word/media/image1.svg": files.svg()}),
    "a DOCX in a DOCX": docx({"word/embeddings/x.docx": docx({"word/media/a.png": png()})}),
    "a DOCX with base64": docx(body=f"<w:binData>{base64.b64encode(png()).decode()}</w:binData>"),
    "a DOCX with a web page": docx({"word/afchunk.html": b"<html>" + files.svg()}),
    "a DOCX with a large unknown part": docx({"word/x.bin": bytes([1, 200]) * 9_000}),
    "a DOCX with a small pixmap": docx({"word/x.bin": DRAWN["a PGM in the dark"]}),
    "a DOCX with macros": docx({"word/vbaProject.bin": b"\x01\x02\x03"}),
    "a DOCM": docx(kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
    "an XLSX": xlsx({"xl/media/image1.jpeg": files.jpeg()}),
    "an ODT": odt({"Pictures/1.png": png()}),
    "an ODT with a thumbnail": odt({"Thumbnails/thumbnail.png": png()}),
    "an ODT with base64": odt(
        body=f"<office:binary-data>{base64.b64encode(png()).decode()}</office:binary-data>"
    ),
    "a presentation": zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.presentation"}, first="mimetype"
    ),
    "a PDF": pdf(files.picture_of_pdf()),
    "a PDF with a JPEG": pdf(stream(files.jpeg(), filters=b"/DCTDecode", says=b"/Subtype/Image")),
    "a PDF that spells the name otherwise": pdf(
        files.picture_of_pdf().replace(b"/Image", b"/#49m#61ge")
    ),
    "a PDF with the picture in its page": pdf(page=_inline()),
    "a PDF whose page begins like a font": pdf(page=b"true " + _inline()),
    "a PDF with a table of objects": pdf(_table_of_objects()),
    "a PDF with a picture as a shade": pdf(_shaded()),
    "a PDF with an object in a stream": pdf(_object_in_a_stream()),
    "a PDF with files of its own": pdf(stream(png(), says=b"/Type/EmbeddedFile")),
    "a PDF with bytes that no object owns": pdf() + png() + b"\n%%EOF\n",
    "a PDF with a thumbnail in its notes": pdf(stream(_metadata(), filters=b"[]")),
    "a PDF with unknown packing": pdf(stream(zlib.compress(png()), filters=b"/Unheard")),
    "a PDF that is encrypted": pdf(trailer=b"/Encrypt 9 0 R"),
    "a PDF with a script": pdf(b"<</S/JavaScript/JS(app.alert)>>"),
    "a PDF that is a ZIP as well": pdf() + zipped({"note.txt": png()}),
}
MAILS = {
    "an e-mail": mail(("picture.png", "image/png", png())),
    "an e-mail with a renamed one": mail(("note.txt", "application/octet-stream", png())),
    "an e-mail with an archive": mail(("note.zip", "application/zip", _nested(1))),
    "an e-mail with a document": mail(("note.pdf", "application/pdf", pdf(files.picture_of_pdf()))),
    "an e-mail as a web page": mail(
        html=f'<html><img src="data:image/png;base64,{base64.b64encode(png()).decode()}"></html>'
    ),
    "an e-mail in an e-mail": files.forwarded(mail(("note.txt", "image/png", png()))),
    "an e-mail that says it is text": _mail_of("text/plain", "base64", base64.encodebytes(png())),
    "an e-mail with uuencode": _mail_of("text/plain", "x-uuencode", files.uuencoded(png())),
    "an e-mail that says it is a pixmap": _mail_of("image/x-portable-pixmap", "7bit", WORDS),
    "an e-mail that says it is a film": _mail_of('VIDEO/mp4; name="a.txt"', "7bit", WORDS),
    "an e-mail that nearly says it is a picture": _mail_of("(a) image", "7bit", WORDS),
    "an e-mail with a pixmap as text": mail(("a.txt", "text/plain", DRAWN["a PPM"])),
    "an e-mail of two minds": _mail_with_two_types(),
    "an e-mail with more behind it": _behind_the_last_part(),
    "an e-mail that is encrypted": _mail_of("application/pkcs7-mime", "base64", b"MIIB\n"),
}
POLYGLOTS = {
    "a picture with an archive behind it": png() + zipped({"note.txt": WORDS}),
    "a picture with an archive inside": files.jpeg(more=files.segment(0xFE, b"x" * 40))
    + zipped({"note.txt": WORDS}),
    "a picture with text behind it": png() + WORDS * 9,
    "a picture that moves": png(more=files.chunk(b"acTL", bytes(8))),
    "a WebP that moves": files.moving_webp(),
    "a picture cut off": png()[:-9],
    "a picture with a wrong sum": png().replace(b"IDAT", b"IDAt"),
    "text with a picture behind it": WORDS + png(),
    "a PDF inside a picture": files.jpeg(more=files.segment(0xFE, pdf())),
}
TEXTS = (
    {f"text with {how}": WORDS + text.encode() for how, text in files.as_text(png()).items()}
    | {
        f"text with an archive in {how}": text.encode()
        for how, text in files.as_text(zipped({"note.txt": png()})).items()
        if how in {"base64", "base64 in small bits", "hexadecimal"}
    }
    | {
        f"text with a JPEG in {how}": text.encode()
        for how, text in files.as_text(files.jpeg()).items()
        if how not in {"a drawing in code", "quoted-printable"}
    }
    | {f"text with {how}": WORDS + data for how, data in files.drawn().items()}
    | {f"text with a JPEG in {how}": text.encode() for how, text in _in_digits().items()}
    | {
        "text with uuencode of a name of two words": WORDS
        + files.uuencoded(png(), "my photo.jpg", 30),
        "a table": b'name,note\nJoe,"' + base64.b64encode(png()) + b'"\n',
        "a table with a data address": b"name,note\nJoe,data:image/png;base64,"
        + base64.b64encode(png()),
        "UTF-16": f"Joe\n{base64.b64encode(png()).decode()}".encode("utf-16"),
        "a business card": b"BEGIN:VCARD\nPHOTO;ENCODING=b:"
        + base64.b64encode(png())
        + b"\nEND:VCARD\n",
        "JSON": b'{"note": "' + base64.b64encode(png()).replace(b"/", b"\\/") + b'"}',
    }
)
SMUGGLED = PICTURES | DRAWN | PACKED | DOCUMENTS | MAILS | POLYGLOTS | TEXTS
NEVER = {  # not even where a picture may come in
    **DRAWN,
    **{name: PICTURES[name] for name in PICTURES if name not in {"a PNG", "a JPEG", "a WebP"}},
    **POLYGLOTS,
    **TEXTS,
}
FIT = {
    "text": ("text", WORDS),
    "text in another alphabet": ("text", "Она боится вторника. 彼女は怖がっている。".encode()),
    "text of a Windows program": ("text", "She said “no” – twice.".encode("cp1252")),
    "a table": ("text", b"when,who\n3 March,Joe\n"),
    "a PDF": ("pdf", pdf()),
    "a DOCX": ("docx", docx()),
    "an ODT": ("odt", odt()),
    "an XLSX": ("xlsx", xlsx()),
    "an e-mail": ("mail", mail(("note.pdf", "application/pdf", pdf()), html="<html><b>Hi</b>")),
    "an e-mail in an e-mail": ("mail", files.forwarded(mail())),
    "a ZIP of text and PDF": ("archive", zipped({"a.txt": WORDS, "b/c.pdf": pdf()})),
}
FIT_WITH_PICTURES = {
    "a PNG": ("png", png()),
    "a JPEG": ("jpeg", files.jpeg()),
    "a WebP": ("webp", files.webp()),
    "a DOCX": ("docx", DOCUMENTS["a DOCX"]),
    "an ODT": ("odt", DOCUMENTS["an ODT with a thumbnail"]),
    "a PDF": ("pdf", DOCUMENTS["a PDF"]),
    "an e-mail": ("mail", MAILS["an e-mail"]),
    "a ZIP": ("archive", PACKED["a ZIP"]),
}
