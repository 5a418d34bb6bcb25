"""What somebody may attach, and what no field of words takes. Pure: no tables, no clock."""

from bield.concerns.lenses.attaching import Admitted
from bield.kit.judging import no_file_in
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written


@keeps("TP-A1-0.1", "TP-3.4.3.3")
def attach(admitted: Admitted, *, holds_picture: bool, shows: str) -> list[Refusal]:
    if admitted.file is not None:
        return [admitted.file]
    refusals = [admitted.picture] if holds_picture and admitted.picture else []
    if not written(shows):
        refusals.append(
            Refusal(
                "no-words",
                "Write what it shows, so that nobody opens it needlessly.",
                field="shows",
            )
        )
    return refusals


def where_it_stood(where: str) -> Refusal | None:
    if written(where):
        return None
    return Refusal("no-address-of-it", "Write where it stands.", ("TP-A1-8b",), field="where")


@keeps("TP-A1-0.1")
def only_words(**texts: str) -> list[Refusal]:
    """A picture written out as text is a picture, in whichever field it stands."""
    found = (no_file_in(text, field=field) for field, text in texts.items())
    return [refusal for refusal in found if refusal is not None]
