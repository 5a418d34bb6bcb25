"""What turns up in a concern of each house, as addresses call it."""

from bield.concerns.models import Mention
from bield.concerns.states import Thing

ABOUT = {"concerns:pattern": "thing"}
ABSENT = {"thing": "0" * 20}


def things(concern: str) -> dict[str, str]:
    return {"thing": Mention.objects.get(concern__reference=concern, what=Thing.PERSON).thing}
