"""A person's file on its way to another setting: made, opened, judged, answered. Pure.

The format is written down in docs/reference/capsule-format.md, so that another product can make
and read it.
"""
