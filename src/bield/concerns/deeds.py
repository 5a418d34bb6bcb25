"""What each kind of deed says, on its way into the sealed column and out of it.

answered           question, values (list), reason ("" the first time)
referred           form ("referral", "advice", "disclosure"), body, name (of whoever was spoken
                   to), purpose, basis, consent, items (list), why, how, reference, told_at (ISO),
                   instead (why not the proposed body, or "")
heard              of (number of the referral), what ("acknowledged", "advised", "reference",
                   "finished", "chased"), text, reference
told_parents       decision ("now", "later", "never"), whom (list of references), other (a name),
                   reason, look_again_on; or, once they are told: whom, who (names), how, when,
                   words
custody            kind, what, whose, found, from_whom, to_whom, kept_where, seal, taken_at,
                   subject (what its hold is on), tag (the reference on its bag)
handed_over        of (number of the custody), from_whom, to_whom, where, seal, words,
                   agreed ("waits", "yes", "no"), ended ("" or how custody ended)
responded          response, done (bool), reason, owner, on; file (of a capture: its number);
                   level, clause, told (of a warning)
met                held_on, who, words, decided
spoke              party, done ("yes", "no", "after-advice"), reason
supported          party, plan, by_whom, look_again_on
read_twice         of (question or action), agrees (bool), reason
not_needed         action, reason
answered_reporter  words (code of the fixed sentence), own; or silence (the reason)
planned            change, owner (reference of a person), on, clause; or, once it is in
                   practice: of (number of the plan), proof
consulted          task, until; or the answer: of (number of what was asked), words; or, taken
                   back: of, ended (the reason)
contacted          words, family, ours, next_on, no_more (why there is no next day)

Whether another concern belongs to one is no deed of either, see `models.Belonging`. It says:
linked (bool), reason.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bield.concerns.lenses.shapes import Answers, Done
from bield.concerns.models import Belonging, Deed
from bield.concerns.states import DeedKind
from bield.vault.seal import seal, unseal

Says = Mapping[str, Any]


def seal_says(key: bytes, reference: str, number: int, says: Says) -> bytes:
    return seal(key, json.dumps(says, separators=(",", ":")), context=_context(reference, number))


def answered(question: str, values: Iterable[str], reason: str = "") -> Says:
    return {"question": question, "values": list(values), "reason": reason.strip()}


def open_deed(key: bytes, reference: str, deed: Deed) -> Done:
    says = json.loads(unseal(key, bytes(deed.says), context=_context(reference, deed.number)))
    return Done(deed.number, DeedKind(deed.kind), deed.done_at, deed.by_id, says)


def seal_belonging(key: bytes, pair: tuple[str, str], number: int, says: Says) -> bytes:
    """What is said of two concerns, for the side of the first of the pair."""
    return seal(key, json.dumps(says, separators=(",", ":")), context=_of_both(pair, number))


def open_belonging(key: bytes, pair: tuple[str, str], belonging: Belonging) -> Says:
    opened = unseal(key, bytes(belonging.says), context=_of_both(pair, belonging.number))
    says: Says = json.loads(opened)
    return says


def _of_both(pair: tuple[str, str], number: int) -> str:
    return f"{pair[0]}:belongs:{pair[1]}:{number}"


def _context(reference: str, number: int) -> str:
    return f"{reference}:deed:{number}"


def standing(done: Iterable[Done]) -> Answers:
    """The answer to each question that stands now: the last one given."""
    return {
        one.says["question"]: tuple(one.says["values"])
        for one in done
        if one.kind == DeedKind.ANSWERED
    }
