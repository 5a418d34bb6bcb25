"""Which of the organisation's policies a concern falls under, the first to be proposed. Data."""

from collections.abc import Collection, Iterable

from bield.concerns.lenses import conduct
from bield.concerns.lenses.shapes import Facts
from bield.concerns.states import Lens, Policy
from bield.kit.keeps import keeps

# The stricter before the less strict, as the lenses are.
OF_LENS = {
    Lens.ALLEGATION: Policy.ALLEGATIONS,
    Lens.DANGER: Policy.SAFEGUARDING,
    Lens.IMAGE: Policy.SAFEGUARDING,
    Lens.HARM: Policy.SAFEGUARDING,
    Lens.CONTACT: Policy.SAFEGUARDING,
    Lens.RADICALISATION: Policy.SAFEGUARDING,
    Lens.BULLYING: Policy.BEHAVIOUR,
    Lens.SECURITY: Policy.DATA,
}
OF_KIND = {
    "social_media": Policy.SOCIAL_MEDIA,
    "picture_posted": Policy.SOCIAL_MEDIA,
    "conduct": Policy.ACCEPTABLE_USE,
    "code": Policy.BEHAVIOUR,
    **dict.fromkeys((conduct.NAMES_US, conduct.TELLS, conduct.CONTACT), Policy.STAFF_CONDUCT),
}


@keeps("TP-6.2.2")
def applying(facts: Facts, lenses: Collection[Lens]) -> tuple[Policy, ...]:
    """Each once. Online safety is among them always: every concern here is about life online."""
    return tuple(dict.fromkeys(_applying(facts, lenses)))


def _applying(facts: Facts, lenses: Collection[Lens]) -> Iterable[Policy]:
    yield from (policy for lens, policy in OF_LENS.items() if lens in lenses)
    yield from (policy for kind, policy in OF_KIND.items() if facts.says("kinds", kind))
    if facts.says("behaviour", "learner", "other_child"):
        yield Policy.BEHAVIOUR
    yield Policy.ONLINE_SAFETY
