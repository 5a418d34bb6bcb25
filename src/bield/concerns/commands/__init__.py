"""Every write of concerns."""

from bield.concerns.commands.report import report

__all__ = ["report"]
