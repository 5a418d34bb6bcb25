"""What somebody does only after they have signed: every reason at once. Pure."""

from dataclasses import dataclass
from datetime import date

from bield.agreements.needs import GRACE
from bield.agreements.rules.parts import TO_WHOM
from bield.agreements.rules.standing import Standing
from bield.agreements.states import Purpose
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal

MENDER = "whoever has not signed yet"


@dataclass(frozen=True)
class Signature:
    """Of one person, to one purpose that is asked here."""

    name: str
    purpose: str
    standing: Standing
    understood: bool  # their own yes came with a right answer to what was asked
    themself: bool  # they sign for themself: grown up, and known to be
    asked: bool  # a form that stands asks it of them
    since: date | None = None  # the day from which the edition stands

    @property
    def signed(self) -> bool:
        return self.standing.granted

    @property
    def waits_for(self) -> str:
        """In words: from whom an answer is still wanted."""
        return ", ".join(dict.fromkeys(TO_WHOM[one.audience] for one in self.standing.waits))


def _unsigned(signature: Signature, code: str, what: str, *clauses: str) -> list[Refusal]:
    title = Purpose(signature.purpose).label
    whom = f" It waits for {signature.waits_for}." if signature.waits_for else ""
    says = f"{signature.name} has not signed “{title}”: {what}.{whom}"
    return [Refusal(code, says, clauses, mender=MENDER, link="/agreements/")]


@keeps("TP-2.9c", waits=("online_sessions", "registers"))
def may_have_access(signature: Signature) -> list[Refusal]:
    """A session, an account or a device: not before the agreement of this audience is signed; for a
    child by parents and child alike."""
    if signature.signed:
        return []
    return _unsigned(signature, "agreement-not-signed", "access opens after that", "TP-2.9c")


@keeps("TP-2.9e", waits=("online_sessions",))
def may_meet(signature: Signature) -> list[Refusal]:
    """Meet children or learners: not before the code of behaviour is signed."""
    if signature.signed:
        return []
    what = "they meet no child or learner before that"
    return _unsigned(signature, "code-not-signed", what, "TP-2.9e")


@keeps("EY-80b", waits=("registers",))
def may_have_journal(signature: Signature) -> list[Refusal]:
    """An account for journals: not before what it asks is signed, and understood."""
    if signature.signed and signature.understood:
        return []
    what = "the account is given after that, with the question answered"
    return _unsigned(signature, "journal-not-signed", what, "EY-80b")


@keeps("TP-5.3b", waits=("registers",))
def may_administer(signature: Signature) -> list[Refusal]:
    """Technical rights: not before the rules of use are signed, and understood. Where nobody has
    asked for a signature yet, there is none to give."""
    if not signature.asked or (signature.signed and signature.understood):
        return []
    what = "technical rights are given after that, with the question answered"
    return _unsigned(signature, "use-not-signed", what, "TP-5.3b")


@keeps("TP-5.3b")
def rests(signature: Signature, today: date) -> bool:
    """A post that was held already is held back once there was time enough to sign."""
    if not signature.asked or signature.since is None or signature.signed:
        return False
    return signature.themself and today > signature.since + GRACE
