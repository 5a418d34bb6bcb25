"""What must stay true of signing in. What a watch finds otherwise opens a duty."""

from datetime import datetime

from bield.access import passwords, queries
from bield.access.states import CLAUSE_TERMLY
from bield.kit import watches
from bield.kit.keeps import keep
from bield.kit.watches import WATCHES, Finding, State, Watch
from bield.people import queries as people

HOUSE_PAGE = "/account/house/"
SHARED_PAGE = "/account/shared/"
HASHED = ("argon2",)
SYSTEM = frozenset({"EY-16", "EY-17a", "EY-17b", "EY-17c", "EY-18a", "EY-19", "EY-20", "EY-21"})


def second_factors(organisation_id: int, now: datetime) -> list[Finding]:
    return [
        Finding(
            State.BROKEN,
            f"{member.name} may be given concerns to read and has no second factor yet.",
            mender=member.name,
            link="/account/second-factor/",
            subject=f"person:{member.person_id}",
        )
        for member in queries.without_second_factor(organisation_id, now)
    ]


def hashes(organisation_id: int, now: datetime) -> list[Finding]:
    """Every password stands as a one-way hash, and nothing else ever does."""
    return [
        Finding(
            State.BROKEN,
            f"The password of {member.name} is not kept as a strong one-way hash.",
            mender="whoever runs this installation",
            link=HOUSE_PAGE,
            subject=f"person:{member.person_id}",
        )
        for member in queries.members(organisation_id, now)
        if member.account.password and not member.account.password.startswith(HASHED)
    ]


def strength(organisation_id: int, now: datetime) -> list[Finding]:  # noqa: ARG001
    """The lists of common passwords are there and refuse what everybody would try."""
    if passwords.check_lists():
        return []
    return [
        Finding(
            State.BROKEN,
            "Common passwords are not refused: the lists of them are missing or empty.",
            mender="whoever runs this installation",
            link=HOUSE_PAGE,
        )
    ]


def this_term(organisation_id: int, now: datetime) -> list[Finding]:
    if CLAUSE_TERMLY not in people.organisation_by_id(organisation_id).adopted:
        return []
    return [
        Finding(
            State.BROKEN,
            f"{member.name} has not changed the password this term.",
            mender=member.name,
            link="/account/password/",
            subject=f"person:{member.person_id}",
        )
        for member in queries.with_last_terms_password(organisation_id, now)
    ]


def one_each(organisation_id: int, now: datetime) -> list[Finding]:
    return [
        Finding(
            State.BROKEN,
            f"The account of {member.name} was in use on two devices at once again and again. Ask"
            " whether somebody else knows the password.",
            mender="the safeguarding lead",
            link=HOUSE_PAGE,
            subject=f"person:{member.person_id}",
        )
        for member in queries.often_on_two_devices(organisation_id, now)
    ]


def shared_accounts(organisation_id: int, now: datetime) -> list[Finding]:
    return [
        Finding(
            State.BROKEN,
            f"{' and '.join(shared.gone)} left and still knows “{shared.name}”. Change its"
            " password and its holders.",
            mender="ICT support",
            link=SHARED_PAGE,
            subject=f"shared-account:{shared.reference}",
        )
        for shared in queries.shared_accounts_of(organisation_id, now)
        if shared.gone
    ]


def leavers(organisation_id: int, now: datetime) -> list[Finding]:
    return [
        Finding(
            State.BROKEN,
            "The account of somebody who has left is open still.",
            mender="whoever runs this installation",
            link=HOUSE_PAGE,
            subject=f"person:{person_id}",
        )
        for person_id in queries.left(organisation_id, now)
    ]


def closing(organisation_id: int, now: datetime) -> list[Finding]:
    return [
        Finding(
            State.BROKEN,
            "Somebody is signed in since before closing time, and was not signed out.",
            mender="whoever runs this installation",
            link=HOUSE_PAGE,
            subject=f"person:{visit.person_id}",
        )
        for visit in queries.open_over_closing(organisation_id, now)
    ]


def children(organisation_id: int, now: datetime) -> list[Finding]:
    return [
        Finding(
            State.BROKEN,
            "A child of this setting has an e-mail address or an account. Remove it.",
            mender="an administrator",
            link="/people/",
            subject=f"person:{person_id}",
        )
        for person_id in queries.children_with_mail(organisation_id, now)
    ]


def password_system(organisation_id: int, now: datetime) -> list[Finding]:
    """The control of clause EY-35e is as good as its parts, whichever room watches them."""
    broken: dict[str, str] = {}
    for watch in WATCHES.values():
        parts = sorted(SYSTEM & set(watch.clauses))
        found = watch.look(organisation_id, now) if parts else []
        if found:
            broken |= dict.fromkeys(parts, found[0].message)
    return [
        Finding(
            State.BROKEN,
            f"The password system is not secure. {message}",
            mender="the safeguarding lead",
            link=HOUSE_PAGE,
            subject=clause,
        )
        for clause, message in sorted(broken.items())
    ]


SECOND_FACTORS = Watch("access.second-factors", ("EY-16",), second_factors)
HASHES = Watch("access.hashes", ("EY-17a",), hashes)
STRENGTH = Watch("access.strength", ("EY-16", "EY-17c"), strength)
THIS_TERM = Watch("access.passwords-this-term", ("EY-17b",), this_term)
ONE_EACH = Watch("access.one-person-one-account", ("EY-18a", "TP-2.9g"), one_each)
SHARED = Watch("access.shared-accounts", ("EY-18a", "TP-2.9g"), shared_accounts)
LEAVERS = Watch("access.leavers", ("TP-2.9g",), leavers)
CLOSING = Watch("access.closing-time", ("EY-20",), closing)
CHILDREN = Watch("access.children-have-no-mail", ("EY-41a",), children)
PASSWORD_SYSTEM = Watch("access.password-system", ("EY-35e",), password_system)

keep("bield.access.watches.SECOND_FACTORS", "EY-16")
keep("bield.access.watches.HASHES", "EY-17a")
keep("bield.access.watches.STRENGTH", "EY-16", "EY-17c")
keep("bield.access.watches.THIS_TERM", "EY-17b", waits=("registers",))
keep("bield.access.watches.ONE_EACH", "EY-18a", "TP-2.9g")
keep("bield.access.watches.SHARED", "EY-18a", "TP-2.9g")
keep("bield.access.watches.LEAVERS", "TP-2.9g")
keep("bield.access.watches.CLOSING", "EY-20")
keep("bield.access.watches.CHILDREN", "EY-41a", waits=("filtering",))
keep("bield.access.watches.PASSWORD_SYSTEM", "EY-35e", waits=("registers",))


def register() -> None:
    for watch in (
        SECOND_FACTORS, HASHES, STRENGTH, THIS_TERM, ONE_EACH, SHARED, LEAVERS, CLOSING, CHILDREN,
        PASSWORD_SYSTEM,
    ):  # fmt: skip
        watches.register(watch)
