"""What was agreed with a parent who raised a concern, and when they were spoken with."""

from datetime import datetime

from bield.concerns.deeds import open_deed
from bield.concerns.doings import TouchPage, Was
from bield.concerns.models import Deed
from bield.concerns.moments import moment
from bield.concerns.queries.sight import concern as seen
from bield.concerns.queries.sight import my_row
from bield.concerns.rules import work
from bield.concerns.states import DeedKind
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault


def touch_page(actor: Actor, reference: str, *, at: datetime) -> TouchPage:
    found = seen(actor, reference)
    key = vault.secret(found.organisation_id, found.key_id)
    rows = Deed.objects.filter(concern=found, kind=DeedKind.CONTACTED).order_by("number")
    done = [open_deed(key, reference, row) for row in rows]
    ids = [one.by for one in done if one.by] + [one for one in (found.reporter_id,) if one]
    names = people.people_by_id(found.organisation_id, ids)
    parent = names.get(found.reporter_id or 0)
    return TouchPage(
        reference=reference,
        version=found.version,
        may=work(my_row(actor, found).why),
        parent=parent.name if parent else "",
        planned=bool(done),
        before=tuple(
            Was(
                said=f"Next contact on {one.says['next_on']}"
                if one.says["next_on"]
                else "No more contact",
                by=names[one.by].name if one.by else "",
                when=moment(one.at, at),
                words=one.says["words"],
            )
            for one in done
        ),
    )
