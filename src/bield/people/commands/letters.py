"""Messages about posts. They say that something happened and where to look, never what or whom."""

from datetime import datetime

from bield.kit.keeps import keeps
from bield.outbox.commands import Offer, mail, sign_in_link, take_back
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.models import Person
from bield.people.queries import roster
from bield.people.states import CODE_STANDS_FOR, TOLD_OF_APPOINTMENTS


@keeps("TP-6.2.1a")
def tell_holders(actor: Actor, *, about: str, at: datetime) -> None:
    """Lead, deputies, the board's champion and the outside contact hear at once of every step by
    which a safeguarding post changes hands, away or not: none can be shut out unheard."""
    today = roster(actor.organisation_id, day_of(at))
    told = {*today.titular(*TOLD_OF_APPOINTMENTS), *today.holders(*TOLD_OF_APPOINTMENTS)}
    people = Person.objects.filter(organisation_id=actor.organisation_id, pk__in=told)
    for address in people.exclude(email="").order_by("pk").values_list("email", flat=True):
        mail(
            actor,
            to=address,
            subject="Something changes in your safeguarding team",
            body="A safeguarding post, or who stands in for one, is about to change."
            " Sign in to see what, by whom and from when. If it should not be so, you can stop it"
            f" there.\n\n{sign_in_link()}\n",
            about=about,
            at=at,
        )


def send_code(actor: Actor, person: Person, *, code: str, at: datetime) -> None:
    """The code that confirms an address, sent to that address and valid for a day. An older one
    is worth nothing from now on."""
    take_code_back(actor, person, at=at)
    mail(
        actor,
        to=person.email,
        subject="Your code to confirm this address",
        body=f"Your code is {code[:3]} {code[3:]}. Type it in on the page “My contact details”."
        f" It stands for a day.\n\n{sign_in_link()}\n\nDid you not ask for it? Then somebody typed"
        " your address by mistake, and you need do nothing.\n",
        about="contact",
        at=at,
        offer=Offer(_code_of(person), at + CODE_STANDS_FOR),
    )


def contact_changed(actor: Actor, *, to: str, at: datetime) -> None:
    """Whoever is reached here until now hears that it changes, and not what it changes to."""
    if to:
        mail(
            actor,
            to=to,
            subject="How Bield reaches you has changed",
            body="Your e-mail address or telephone number was changed in Bield. If it was you, or"
            " you asked for it, you need do nothing. If not, tell your safeguarding lead, and sign"
            f" in to see what is written there now.\n\n{sign_in_link()}\n",
            about="contact",
            at=at,
        )


def take_code_back(actor: Actor, person: Person, *, at: datetime) -> None:
    take_back(actor, _code_of(person), at=at)


def _code_of(person: Person) -> str:
    return f"contact-code:{person.pk}"
