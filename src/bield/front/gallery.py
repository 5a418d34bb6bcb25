"""Every component in every state, with short, long and empty content, on one page to look at."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.access.registry import public
from bield.front.environment import is_loopback
from bield.kit.components import (
    Condition,
    Entry,
    Fact,
    Helpline,
    Somebody,
    Step,
    Tab,
    Tone,
    Turn,
)
from bield.kit.fields import Answer, DayField
from bield.kit.forms import Form
from bield.kit.refusals import NotFound, Refusal

LONG = (
    "Wilhelmina Featherstonehaugh-Cholmondeley, who looks after the breakfast club at the site by"
    " the river and stands in for the safeguarding lead on the days when nobody else is there"
)
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


class Asked(Form):
    """One question of every kind."""

    name = forms.CharField(label="What is your name?", help_text="As other people write it.")
    story = forms.CharField(
        label="What happened?",
        max_length=80,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what happened, even if it is short."},
    )
    place = forms.CharField(label="Where was it?", required=False)
    site = forms.ChoiceField(
        label="Which site?", choices=[("", "Choose a site"), ("oak", "Oak"), ("elm", LONG)]
    )
    danger = forms.ChoiceField(
        label="Is anyone in danger right now?",
        widget=forms.RadioSelect,
        choices=[
            ("yes", Answer("Yes", "Call 999 first, then come back here.")),
            ("unsure", "I am not sure"),
            ("no", "No"),
        ],
    )
    seen = forms.MultipleChoiceField(
        label="What did you notice?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("heard", "I heard it"), ("saw", Answer("I saw it", "With your own eyes."))],
    )
    day = DayField(label="When was it?", required=False)
    letter = forms.FileField(label="Which file?", required=False, widget=forms.FileInput)
    agreed = forms.BooleanField(label="I have told the safeguarding lead in person")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class Gallery:
    at: datetime
    yesterday: datetime
    tones: tuple[tuple[str, str], ...] = tuple((tone.value, tone.name.title()) for tone in Tone)
    fresh: Asked = field(default_factory=lambda: Asked(None, auto_id="fresh_%s"))
    wrong: Asked = field(
        default_factory=lambda: Asked(
            {"story": "long " * 30, "day_day": "31", "day_month": "2"}, auto_id="wrong_%s"
        )
    )
    facts: tuple[Fact, ...] = (
        Fact("Name", "Joe Tanner", "#"),
        Fact("Site", LONG),
        Fact("Nothing yet", ""),
        Fact(WORD, WORD, "#"),
    )
    steps: tuple[Step, ...] = (
        Step("Acknowledge this concern", "Ama Boateng", "in 3 hours", "", "#", "Acknowledge"),
        Step("Call social care", "Ben Carter", "today by 17:00", Tone.SOON, "#", "Write it down"),
        Step("Acknowledge this concern", LONG, "2 days late", Tone.DANGER, "#"),
        Step("Nothing to do now", why="The follow-up is on Tuesday 10 March."),
    )
    conditions: tuple[Condition, ...] = (
        Condition("An outcome is chosen", met=True, clauses=("SR-14",)),
        Condition(
            "The reasons are written down",
            met=False,
            message="Say in a sentence why the concern can be closed.",
            clauses=("SR-14", "TP-A2-3.5"),
            mender="the safeguarding lead",
            link="#",
        ),
        Condition("Parents are told", met=None, message="The child is over 18."),
        Condition(LONG, met=False, message=LONG),
    )
    refusals: tuple[Refusal, ...] = (
        Refusal("no-lead", "Choose a safeguarding lead first.", ("EY-16",), "the owner", "#"),
        Refusal("closed", "This concern was closed at 12:04."),
    )
    entries: tuple[Entry, ...] = (
        Entry(
            "She said: “I don't want to go home.”",
            "today at 12:04",
            "today at 12:20",
            "Dev Rahman, volunteer",
            "Reported",
            number=1,
            tone=Tone.NEW,
        ),
        Entry(
            "Telephoned the duty desk.\n\nThey asked us to wait for a call back before four.",
            "yesterday at 14:10, Monday 2 March",
            "today at 09:00",
            "Ama Boateng, designated safeguarding lead",
            "Contact with another body",
            late=True,
            number=2,
            corrected_by=3,
        ),
        Entry("It was five past four.", "today", "today", LONG, "Correction", number=3, corrects=2),
        Entry(WORD * 2, "Friday 27 February at 08:00", tone=Tone.DANGER),
    )
    tabs: tuple[Tab, ...] = (
        Tab("New", "#", 3, current=True),
        Tab("Mine", "#", 0),
        Tab("Waiting on others", "#", 12),
        Tab("Overdue", "#", 99),
        Tab("Closed", "#"),
    )
    helplines: tuple[Helpline, ...] = (
        Helpline("Emergency", "999", "Police, ambulance, fire.", "All day, every day."),
        Helpline(LONG, "01632 960 001", LONG, "Weekdays, 9 to 5", "Text 07700 900 002"),
        Helpline("Write instead", "", text="Text 07700 900 003"),
    )
    people: tuple[Somebody, ...] = (
        Somebody("Joe Tanner", "the child it is about", ("Under 18",), "#"),
        Somebody("Ama Boateng"),
        Somebody(LONG, LONG, ("Away until Monday", "On cover")),
    )
    turn: Turn = field(default_factory=lambda: Turn(newer="#", older="#"))
    columns: tuple[str, ...] = ("Device", "Who has it", "Checked")
    rows: tuple[tuple[str, ...], ...] = (
        ("Tablet 7", "Ivy Lindqvist", "today"),
        (WORD, LONG, ""),
    )
    long: str = LONG
    word: str = WORD


@public
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """For those who build pages: on one's own machine and in the demonstration only."""
    if not is_loopback(urlsplit(settings.BASE_URL).hostname or ""):
        raise NotFound("gallery")
    at = timezone.now()
    shown = Gallery(at=at, yesterday=at - timedelta(days=1))
    return render(request, "front/gallery.html", {"gallery": shown})
