"""How addresses and bodies name things of a concern."""

from typing import Annotated

from bield.concerns.states import ALPHABET
from bield.kit.api import Text

BELOW = "concerns/<str:reference>/"
Spoken = Annotated[
    str, Text(most=10, pattern=f"C-[{ALPHABET}]{{3}}-[{ALPHABET}]{{4}}"), "Like C-4F7-9HK2."
]
Code = Annotated[str, Text(most=40, pattern="[a-z0-9_]+")]
Counted = Annotated[str, Text(most=5, pattern="[1-9][0-9]{0,4}")]  # of a deed or a disclosure
