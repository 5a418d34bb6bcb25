"""What is pointed a phone at, or typed where nothing can be scanned."""

from django.conf import settings

from bield.kit.pictures import qr

__all__ = ["in_groups", "link_to_device", "qr"]


def in_groups(secret: str) -> str:
    """To be typed where nothing can be scanned."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def link_to_device(token: str) -> str:
    return f"{settings.BASE_URL}/sign-in/new-device/{token}/"
