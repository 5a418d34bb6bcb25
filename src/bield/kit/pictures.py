"""Pictures to point a phone at."""

import io

import segno
from django.utils.safestring import SafeString


def qr(text: str, *, as_wide_as_its_place: bool = False) -> SafeString:
    """Inline SVG without any style of its own: the page's policy allows none."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=5, border=2, xmldecl=False, svgns=False, svgclass="bield-qr",
        lineclass=None, omitsize=as_wide_as_its_place, light="#ffffff",
    )  # fmt: skip
    return SafeString(out.getvalue().decode())  # made here, of squares alone
