from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from bield.kit.forms import Form
from bield.policies.states import STANDING_WORDS

UNKNOWN = {"invalid_choice": "Choose one from the list."}


class Choice(Form):
    """Which part of the board to show. Sent by GET, so that a view can be kept as an address."""

    room = forms.ChoiceField(label="Part of the house", required=False, error_messages=UNKNOWN)
    standing = forms.ChoiceField(
        label="How far it is carried", required=False, error_messages=UNKNOWN
    )

    def __init__(self, data: QueryDict, *, rooms: Iterable[str]) -> None:
        super().__init__(data)
        everything = [("", "All")]
        self.offer("room", everything + [(room, room.replace("_", " ")) for room in rooms])
        self.offer(
            "standing", everything + [(str(s), words) for s, words in STANDING_WORDS.items()]
        )
