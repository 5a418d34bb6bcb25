"""What lines of the record are about."""

BOARD = "board:figures"
