"""Who advice is for."""

from enum import StrEnum


class Audience(StrEnum):
    CHILD = "child"
    YOUNG_PERSON = "young-person"
    ADULT = "adult"
    PARENT = "parent"
    STAFF = "staff"
