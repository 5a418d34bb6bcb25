"""Pictures to point a phone at."""

import io

import segno
from django.conf import settings
from django.utils.safestring import SafeString


def qr(text: str) -> SafeString:
    """Inline SVG without any style of its own: the page's policy allows none."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=5, border=2, xmldecl=False, svgns=False, svgclass="bield-qr",
        lineclass=None, omitsize=False, light="#ffffff",
    )  # fmt: skip
    return SafeString(out.getvalue().decode())  # made here from digits alone


def in_groups(secret: str) -> str:
    """To be typed where nothing can be scanned."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def link_to_device(token: str) -> str:
    return f"{settings.BASE_URL}/sign-in/new-device/{token}/"
