"""Who can sign in to the demonstration, and with what: public, so never on a real address."""

import base64
import hashlib
from dataclasses import dataclass
from itertools import groupby

from bield.front.demo.cast import CASTS, Cast, Member
from bield.people.states import ANSWER_FOR_THE_HOUSE, DESIGNATED, Role

PASSWORD = "heather-lantern-harbour-58"  # noqa: S105  # public, the same for everybody

OF_OTHERS = (Role.ADMINISTRATOR, Role.OPERATIONS, Role.POLICY_OFFICER, Role.INFORMATION_HEAD)
TWICE = frozenset({*DESIGNATED, *ANSWER_FOR_THE_HOUSE, *OF_OTHERS, Role.IT_SUPPORT})


@dataclass(frozen=True)
class SignIn:
    organisation: str
    site: str
    role: str
    name: str
    email: str
    password: str
    totp_secret: str  # "" where one factor is enough
    sees: str  # what there is to look at; "" where the post says it


def everybody() -> list[SignIn]:
    """But for who has left."""
    here = [(cast, one) for cast in CASTS for one in cast.members if not one.left_on]
    return [sign_in(cast, member) for cast, member in here if member.signs_in]


def sign_in(cast: Cast, member: Member) -> SignIn:
    # What lets somebody read concerns says more than what else they hold.
    role, site = max(member.posts, key=lambda post: post[0] in DESIGNATED)
    email = address(cast, member)
    return SignIn(
        organisation=cast.name,
        site=site or "",
        role=str(Role(role).label),
        name=member.name,
        email=email,
        password=PASSWORD,
        totp_secret=totp_secret(email) if needs_second_factor(member) else "",
        sees=member.sees,
    )


def address(cast: Cast, member: Member) -> str:
    return member.name.lower().replace(" ", ".").replace("’", "") + "@" + cast.domain


def needs_second_factor(member: Member) -> bool:
    """To read a concern, what the board reads, or the answers and data of others."""
    return member.for_data or any(role in TWICE for role, _ in member.posts)


def totp_secret(email: str) -> str:
    """The same at every run, so that a phone enrolled once goes on working."""
    digest = hashlib.sha256(b"bield demonstration " + email.encode()).digest()
    return base64.b32encode(digest[:20]).decode()


def door_of(organisation: str) -> str:
    """The address at which anybody tells there without a name."""
    return next(cast.door for cast in CASTS if cast.name == organisation)


def as_text() -> str:
    lines = [
        f"Everybody's password is {PASSWORD}",
        "At the pre-school people choose a new one when they sign in first, as each term.",
        "Those with a code also need six digits. An authenticator app makes them of it, or:",
        "  .venv/bin/python -c \"import pyotp; print(pyotp.TOTP('CODE').now())\"",
    ]
    for organisation, people in groupby(everybody(), key=lambda person: person.organisation):
        lines += ["", f"{organisation}, public door at /at/{door_of(organisation)}/"]
        for person in people:
            where = f", {person.site}" if person.site else ""
            code = f"  code {person.totp_secret}" if person.totp_secret else ""
            lines.append(f"  {person.email:<44} {person.role}{where}{code}")
            if person.sees:
                lines.append(f"      {person.sees}")
    return "\n".join(lines)
