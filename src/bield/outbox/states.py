"""What can become of a message."""

from django.db.models import TextChoices


class MessageState(TextChoices):
    WAITING = "waiting", "Waiting to leave"
    SENDING = "sending", "Leaving now"  # under a lease: whoever holds it may have died
    SENT = "sent", "Handed to the mail server"
    KEPT = "kept", "Kept here, because no mail server is set"
    REFUSED = "refused", "Refused by the recipient’s mail server"
    GIVEN_UP = "given_up", "Given up after many tries"
    LAPSED = "lapsed", "Taken back: the link or code in it was no longer good"


UNDELIVERED = (MessageState.WAITING, MessageState.SENDING)
UNREAD = (*UNDELIVERED, MessageState.KEPT)  # its words are still here, sealed
FAILED = (MessageState.REFUSED, MessageState.GIVEN_UP)


class CallState(TextChoices):
    """What can become of a call to another system."""

    WAITING = "waiting", "Waits for its next try"
    CALLING = "calling", "On its way"  # under a lease, as with a message
    TAKEN = "taken", "Taken"
    GIVEN_UP = "given_up", "Given up"
    DROPPED = "dropped", "Not sent: nobody is to be told any more"


CALL_STANDING = (CallState.WAITING, CallState.CALLING)
