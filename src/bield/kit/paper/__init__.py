"""Documents that leave the house, as PDF and for a word processor, made in memory alone.

The words are data, never code of the document, and the process that makes it cannot write a file.
"""

from bield.kit.paper.press import NotPrinted, docx, pdf
from bield.kit.paper.shapes import Paper, Part

__all__ = ["NotPrinted", "Paper", "Part", "docx", "pdf"]
