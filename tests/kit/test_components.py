import re
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError

import bield
from bield.kit.components import Condition, Entry, Helpline, Somebody, Tone, unmet
from bield.kit.refusals import Refusal
from tests.conftest import NOON

ROOMS = Path(bield.__file__).parent


def render(source: str, **context: object) -> str:
    return Template("{% load kit %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        '{% status "Late" colour="red" %}',
        '{% button "Send" style="big" %}',
        '{% notice colour="red" %}x{% endnotice %}',
        '{% readiness conditions title="x" %}',
    ],
)
def test_an_attribute_nobody_declared_is_an_error_when_compiled(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        render(source)


@pytest.mark.parametrize("tone", Tone)
def test_no_state_is_told_by_colour_alone(tone: Tone) -> None:
    html = render('{% status "Word" tone %}', tone=tone)

    assert "Word</span>" in html
    assert 'aria-hidden="true"' in html


def test_templates_name_tones_that_are_known() -> None:
    """A notice that nobody has seen yet must not be the one that fails."""
    named = re.compile(r'{% (?:notice|status) (?:[^%]*?tone=|(?:"[^"]*"|[\w.]+) )"(\w+)"')
    pages = (path.read_text() for path in ROOMS.rglob("*.html"))

    said = {tone for page in pages for tone in named.findall(page)}

    assert {"danger", "soon"} <= said <= set(Tone)


def test_shapes_differ_from_tone_to_tone() -> None:
    shapes = {render('{% status "" tone %}', tone=tone).split("<")[2] for tone in Tone}

    assert len(shapes) == len(Tone)


def test_a_moment_is_said_and_exact() -> None:
    html = render("{% when moment at %}", moment=NOON, at=NOON)

    assert "today at 12:00" in html
    assert "Tuesday 3 March 2026, 12:00:00 GMT" in html
    assert 'datetime="2026-03-03T12:00:00+00:00"' in html


def test_conditions_say_met_not_met_and_not_needed() -> None:
    refusal = Refusal("no-lead", "Choose a lead.", ("EY-16",), "the owner", "/set-up/")
    spared = Condition("Parents are told", met=None, message="Over 18.")

    html = render(
        "{% readiness conditions %}",
        conditions=[Condition("Done", met=True), spared, *unmet([refusal])],
    )

    assert [word for word in ("Met", "Not needed", "Not met") if word in html] == [
        "Met",
        "Not needed",
        "Not met",
    ]
    assert "Who can put it right: the owner." in html
    assert 'href="/set-up/"' in html
    assert "EY-16" in html


def test_a_late_line_and_its_correction_point_at_each_other() -> None:
    entries = [
        Entry("Four.", "Monday", "Friday", "Ama", late=True, number=1, corrected_by=2),
        Entry("Five.", "Monday", "Friday", "Ama", "Correction", number=2, corrects=1),
    ]

    html = render("{% chronology entries %}", entries=entries)

    assert "Written late" in html
    assert 'href="#entry-2"' in html
    assert 'href="#entry-1"' in html


def test_words_of_people_are_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>"

    html = render(
        "{% chronology entries %}{% person who %}{% table columns rows caption=evil %}"
        "{% numbers lines %}{% status evil %}{% empty evil %}x{% endempty %}",
        entries=[Entry(evil, evil, evil, evil, evil)],
        who=Somebody(evil, evil, (evil,)),
        columns=[evil],
        rows=[[evil]],
        lines=[Helpline(evil, evil, evil, evil)],
        evil=evil,
    )

    assert "<script" not in html


def test_a_number_is_dialled_without_its_spaces() -> None:
    assert Helpline("Desk", "01632 960 001").dial == "01632960001"
