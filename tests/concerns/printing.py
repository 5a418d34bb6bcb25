"""Onto paper, as a person does it: what for and for whom first."""

from django.http import HttpResponse

from bield.concerns.printing import Printing
from tests.pages import LookingClient

CONFERENCE = Printing("conference", "Ada Quill, chair of the conference", "On 9 March.")


def on_paper(client: LookingClient, address: str) -> HttpResponse:
    return client.send(address, CONFERENCE.says)
