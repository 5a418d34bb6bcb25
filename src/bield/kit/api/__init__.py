"""The door for other systems: what may be asked is declared once, checked and documented by it.

Not django-ninja: with pydantic it takes 12 MiB of the 19 that were left, and a second system of
types beside our dataclasses (decision 15).
"""

from bield.kit.api.door import Given, KeyOfAnother, Sent, address, asked, keep_answers, route_of
from bield.kit.api.operations import Flowing, Operation, Route, operation
from bield.kit.api.shapes import Items, Number, Reference, Text

__all__ = [
    "Flowing",
    "Given",
    "Items",
    "KeyOfAnother",
    "Number",
    "Operation",
    "Reference",
    "Route",
    "Sent",
    "Text",
    "address",
    "asked",
    "keep_answers",
    "operation",
    "route_of",
]
