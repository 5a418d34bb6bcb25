"""An envelope that is made while it is handed out, so that its length takes no memory.

The press makes a document whole, in a process that ends with it; thousands of rows are no document
and would lie there whole. Only whoever asks for such an envelope loads what locks it.
"""

from collections.abc import Iterable, Iterator

BEGAN = (1980, 1, 1, 0, 0, 0)  # no archive says when it was made
AES_256 = 256


class _Handed:
    """What was written and not handed out yet. It cannot be gone back in, as no wire can."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._kept.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """All is handed out by `take`."""

    def take(self) -> bytes:
        kept = b"".join(self._kept)
        self._kept.clear()
        return kept


def envelope(name: str, content: Iterable[bytes], *, phrase: str) -> Iterator[bytes]:
    """The same as `press.envelope`, piece by piece. One that broke off does not open."""
    import pyzipper  # noqa: PLC0415  # fourteen megabytes that most processes never need
    from pyzipper.zipfile_aes import AESZipInfo  # noqa: PLC0415

    handed = _Handed()
    with pyzipper.AESZipFile(
        handed, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as made:
        made.setpassword(phrase.encode())
        made.setencryption(pyzipper.WZ_AES, nbits=AES_256)
        inside = AESZipInfo(name, BEGAN)
        inside.compress_type = pyzipper.ZIP_DEFLATED
        with made.open(inside, "w") as opened:
            for piece in content:
                opened.write(piece)
                if ready := handed.take():
                    yield ready
    yield handed.take()
