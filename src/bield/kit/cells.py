"""What goes into a table that somebody opens with a spreadsheet."""

FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # the last four: the same signs, wide


def safe(cell: str) -> str:
    """A cell that begins like a formula would be worked out by whoever opens the file."""
    return f"'{cell}" if cell[:1] in FORMULA and cell else cell
