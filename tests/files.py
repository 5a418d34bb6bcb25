"""Tiny files made in code: a picture of four grey dots, and everything it can hide in.

No picture in these tests shows anything.
"""

import base64
import binascii
import io
import struct
import textwrap
import zipfile
import zlib
from collections.abc import Mapping
from email.message import EmailMessage

WORDS = b"She said she is scared of Tuesdays.\n"


def png(*, more: bytes = b"") -> bytes:
    """Two by two dots. `more` are chunks between the head and the dots."""
    dots = zlib.compress(b"\x00\x80\x80" * 2)
    head = struct.pack(">2I5B", 2, 2, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + more + chunk(b"IDAT", dots) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def jpeg(*, more: bytes = b"") -> bytes:
    """One grey dot. `more` are segments behind the first."""
    table = segment(0xDB, b"\x00" + b"\x10" * 64)
    frame = segment(0xC0, b"\x08\x00\x01\x00\x01\x01\x01\x11\x00")
    codes = segment(0xC4, b"\x00\x00\x01" + bytes(14) + b"\x00")
    codes += segment(0xC4, b"\x10\x00\x01" + bytes(14) + b"\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x00\xff\x00\x80"
    first = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
    return b"\xff\xd8" + first + more + table + frame + codes + scan + b"\xff\xd9"


def segment(marker: int, body: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def riff(kind: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    body = kind + b"".join(
        name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp() -> bytes:
    return riff(b"WEBP", (b"VP8L", b"\x2f\x01\x40\x00\x00\x07\x10\xfd\x8f\xfe\x07\x22"))


def moving_webp() -> bytes:
    return riff(b"WEBP", (b"VP8X", b"\x02" + bytes(9)), (b"ANIM", bytes(6)))


def gif() -> bytes:
    return (
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00"
        + b"\x80" * 6
        + b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    )


def bmp() -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 24, 0, 4, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 58, 0, 0, 54) + head + b"\x80\x80\x80\x00"


def tiff() -> bytes:
    return b"II*\x00\x08\x00\x00\x00" + bytes(20)


def drawn() -> dict[str, bytes]:
    """Pictures of one grey in formats that are text, or pass for it."""
    dots = 16 * 16
    numbers = textwrap.fill("128 " * dots, 70).encode()
    return {
        "a PBM in numerals": b"P1\n# grey\n16 16\n" + b"01" * 128,
        "a PGM in numerals": b"P2 16 16 255\n" + numbers,
        "a PGM full of remarks": b"P2#P2\n16 #P2 1\n\n16\n255#\n" + b"128 128 # P2 x\n" * 128,
        "a PPM in numerals": b"P3\r\n16\t16\r\n255\r\n" + b"\r\n".join([numbers] * 3),
        "a PBM": b"P4\n64 16\n" + b"U" * 128,
        "a PGM": b"P5\n# grey\n16 16\n255\n" + b"P" * dots,
        "a PPM": b"P6 16 16 255 " + b"PPP" * dots,
        "a PPM cut off": b"P6\n64 64\n255\n" + b" P " * 16 * 64,
        "a PAM": b"P7\nWIDTH 16\nHEIGHT 16\nDEPTH 1\nMAXVAL 255\nENDHDR\n" + b"P" * dots,
        "an XBM": b"#define a_width 16\n#define a_height 16\nstatic unsigned char a_bits[] = {\n"
        + b"0x55, " * 32
        + b"};\n",
        "an XPM": b'/* XPM */\nstatic char *a[] = {\n"16 16 1 1",\n"a c #888888",\n'
        + b'"aaaaaaaaaaaaaaaa",\n' * 16
        + b"};\n",
    }


def boxed(brand: bytes) -> bytes:
    """What HEIC, AVIF, MP4 and MOV begin with."""
    return struct.pack(">I4s4sI", 24, b"ftyp", brand, 0) + brand + brand + bytes(16)


def svg() -> bytes:
    inside = base64.b64encode(png()).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,'
        f'{inside}"/></svg>'
    ).encode()


def zipped(
    parts: Mapping[str, bytes], *, stored: bool = False, first: str = "", big: bool = False
) -> bytes:
    """An archive. `first` stands first and unpacked, as OpenDocument wants it."""
    packed = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name in sorted(parts, key=lambda one: one != first):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name == first else how
            with archive.open(entry, "w", force_zip64=big) as part:
                part.write(parts[name])
    return packed.getvalue()


OOXML = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"


def docx(more: Mapping[str, bytes] | None = None, body: str = "", kind: str = "") -> bytes:
    main = kind or MAIN.format("wordprocessingml.document")
    return zipped(
        {
            "[Content_Types].xml": _xml(
                f'<Types xmlns="{OOXML}"><Override PartName="/word/document.xml"'
                f' ContentType="{main}"/></Types>'
            ),
            "_rels/.rels": _xml("<Relationships/>"),
            "word/document.xml": _xml(f"<w:document>{body}<w:t>Scared.</w:t></w:document>"),
            **(more or {}),
        }
    )


def xlsx(more: Mapping[str, bytes] | None = None) -> bytes:
    main = MAIN.format("spreadsheetml.sheet")
    return zipped(
        {
            "[Content_Types].xml": _xml(
                f'<Types xmlns="{OOXML}"><Override PartName="/xl/workbook.xml"'
                f' ContentType="{main}"/></Types>'
            ),
            "xl/workbook.xml": _xml("<workbook/>"),
            "xl/printerSettings/printerSettings1.bin": bytes(range(256)) * 4,
            **(more or {}),
        }
    )


def odt(more: Mapping[str, bytes] | None = None, body: str = "") -> bytes:
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": _xml("<manifest:manifest/>"),
            "content.xml": _xml(
                f"<office:document-content>{body}Scared.</office:document-content>"
            ),
            "Configurations2/accelerator/current.xml": b"",
            "layout-cache": bytes(range(40)),
            **(more or {}),
        },
        first="mimetype",
    )


def _xml(inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inside}'.encode()


def pdf(
    *objects: bytes, page: bytes = b"BT /F1 12 Tf (Scared.) Tj ET", trailer: bytes = b""
) -> bytes:
    """One page; `objects` are numbered from 10."""
    every = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
        4: stream(page),
        **dict(enumerate(objects, start=10)),
    }
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    for number, body in every.items():
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    return out + b"trailer\n<</Root 1 0 R" + trailer + b">>\nstartxref\n0\n%%EOF\n"


def stream(plain: bytes, *, says: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    packed = zlib.compress(plain) if filters == b"/FlateDecode" else plain
    head = b"<</Length %d/Filter%b%b>>" % (len(packed), filters, says)
    return head + b"\nstream\n" + packed + b"\nendstream"


def picture_of_pdf(**more: bytes) -> bytes:
    says = b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"
    return stream(b"\x80" * 4, says=says, **more)


def mail(*files: tuple[str, str, bytes], html: str = "") -> bytes:
    """`files`: name, declared type, content."""
    message = EmailMessage()
    message["From"], message["To"] = "Nan Tanner <nan@alder.example>", "Ama <ama@alder.example>"
    message["Subject"], message["Date"] = "Joe", "Tue, 3 Mar 2026 12:00:00 +0000"
    message.set_content(WORDS.decode())
    if html:
        message.add_alternative(html, subtype="html")
    for name, kind, data in files:
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def forwarded(inner: bytes) -> bytes:
    return (
        b"From: nan@alder.example\nSubject: Fwd\nDate: Tue, 3 Mar 2026 12:00:00 +0000\n"
        b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
        b"Content-Type: message/rfc822\n\n" + inner + b"\n--b--\n"
    )


def uuencoded(data: bytes, name: str = "note.txt", width: int = 45) -> bytes:
    lines = [binascii.b2a_uu(data[at : at + width]) for at in range(0, len(data), width)]
    return f"begin 644 {name}\n".encode() + b"".join(lines) + b"`\nend\n"


def as_text(data: bytes) -> dict[str, str]:
    """The ways to write a file down in a field of words."""
    plain = base64.b64encode(data).decode()
    return {
        "base64": plain,
        "base64 in lines": base64.encodebytes(data).decode(),
        "base64 in small bits": " ".join(plain[at : at + 4] for at in range(0, len(plain), 4)),
        "base64 behind a letter": base64.b64encode(b"x" + data).decode(),
        "base64 behind two letters": base64.b64encode(b"xy" + data).decode(),
        "base64 for addresses": base64.urlsafe_b64encode(data).decode(),
        "base64 escaped as markup": "".join(f"&#{ord(sign)};" for sign in plain),
        "a data address": f"data:image/png;base64,{plain}",
        "a data address in percents": "data:image/png," + "".join(f"%{one:02x}" for one in data),
        "hexadecimal": data.hex(),
        "hexadecimal with spaces": data.hex(" ").upper(),
        "hexadecimal as a program writes it": ", ".join(f"0x{one:02X}" for one in data),
        "bytes in tens": ", ".join(str(one) for one in data),
        "quoted-printable": binascii.b2a_qp(data).decode(),
        "uuencode": uuencoded(data).decode(),
        "base85": base64.b85encode(data).decode(),
        "the base85 of Adobe": base64.a85encode(data, adobe=True, wrapcol=60).decode(),
        "base32 of something long": base64.b32encode(data + bytes(range(256)) * 12).decode(),
        "base32 in lines": "\n".join(textwrap.wrap(base64.b32encode(data).decode(), 40)),
        "base32 in small letters": base64.b32encode(b"x" + data).decode().lower(),
        "bytes taken for letters": data.decode("latin-1"),
        "a drawing in code": svg().decode(),
    }
