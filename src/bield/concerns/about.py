"""Whom a report is about, as the reporter says it."""

from dataclasses import dataclass

from bield.concerns.states import PartyRole


@dataclass(frozen=True, slots=True)
class About:
    """Somebody picked from the people one may know of, or a name as it was typed."""

    person_id: int | None = None
    name: str = ""
    role: str = PartyRole.SUBJECT

    @property
    def is_subject(self) -> bool:
        """Somebody known, by whose name a list may call the concern."""
        return self.person_id is not None and self.role != PartyRole.OTHER
