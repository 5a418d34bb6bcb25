"""Documents that leave the house, as PDF and for a word processor, made in memory alone.

The words are data, never code of the document, and the process that makes it cannot write a file.
"""

from bield.kit.paper.flowing import envelope as flowing_envelope
from bield.kit.paper.press import NotPrinted, docx, envelope, pdf
from bield.kit.paper.shapes import BAR, Paper, Part, bar

__all__ = [
    "BAR",
    "NotPrinted",
    "Paper",
    "Part",
    "bar",
    "docx",
    "envelope",
    "flowing_envelope",
    "pdf",
]
