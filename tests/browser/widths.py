"""How wide a journey's page is, in CSS pixels: a phone and a desk."""

import os

PHONE, DESK = 390, 1280
FROM_ENVIRONMENT = "BIELD_TEST_WIDTH"  # one of them alone, where another run takes the other


def asked_for() -> list[int]:
    one = os.environ.get(FROM_ENVIRONMENT)
    return [int(one)] if one else [PHONE, DESK]
