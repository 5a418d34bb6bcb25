"""The components of our pages.

An attribute that a component does not know is an error when the template is compiled, because
each is declared as an argument here. Small ones are put together in Python: a list of 25 rows
with a template for each mark took ten times as long.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bield.kit import fields, languages, times
from bield.kit.components import Condition, Entry, Fact, Helpline, Somebody, Step, Tab, Tone, Turn
from bield.kit.languages import marked as _
from bield.kit.refusals import Refusal

register = template.Library()

# Ways a question is asked. The first that fits is taken: Django's CheckboxSelectMultiple is a
# RadioSelect, and a lone CheckboxInput is an Input.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (fields.DayInput, "day"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.HiddenInput, "hidden"),
    (forms.FileInput, "file"),
    (forms.Widget, "input"),
)
CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "input": "govuk-input",
    "checkbox": "govuk-checkboxes__input",
    "file": "govuk-file-upload",
}
WITH_ERROR = {"select", "textarea", "input", "file"}
SHAPES = {
    Tone.DANGER: "▲",
    Tone.SOON: "◆",
    Tone.NEW: "●",
    Tone.DONE: "✓",
    Tone.QUIET: "○",
    Tone.INFO: "■",
}


# --- the language of the page ---------------------------------------------------------------------


@register.simple_tag
def language_tag() -> str:
    return languages.tag()


@register.simple_tag
def direction() -> SafeString:
    """Nothing where it runs from left to right, as a page does by itself."""
    return SafeString(' dir="rtl"' if languages.direction() == "rtl" else "")


# --- fields -------------------------------------------------------------------------------------


@register.filter
def kind(field: BoundField) -> str:
    return next(name for widget, name in KINDS if isinstance(field.field.widget, widget))


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input itself, with the classes of its kind."""
    name, own = kind(field), field.field.widget.attrs
    wanted = [CLASSES.get(name, ""), own.get("class", "")]
    if field.errors and name in WITH_ERROR:
        wanted.append(f"{CLASSES[name]}--error")
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, wanted))}
    if own.get("maxlength"):
        # A browser would cut what is pasted without a word. We say how much is left instead.
        attrs |= {"maxlength": False, "data-limit": own["maxlength"]}
    return field.as_widget(attrs=attrs)


@register.inclusion_tag("kit/_error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, object]:
    """Every error of the form, each a link to the place where it is put right."""
    leads = getattr(form, "leads", {})
    errors = [(leads.get(text, ""), text) for text in form.non_field_errors()]
    for field in form:
        place = _place(field)
        errors += [(f"#{place}" if place else "", text) for text in field.errors]
    return {"errors": errors}


def _place(field: BoundField) -> str:
    """The id of the first thing of a field that can take the focus."""
    asked = kind(field)
    if asked == "hidden":
        return ""
    return f"{field.auto_id}{'_0' if asked in {'radios', 'checkboxes', 'day'} else ''}"


# --- doing --------------------------------------------------------------------------------------


@register.simple_tag
def button(
    text: str, *, kind: str = "", name: str = "", value: str = "", form: str = ""
) -> SafeString:
    """What sends a form. `kind`: secondary or danger; the one primary button has none."""
    return format_html(
        '<button type="submit" class="govuk-button{}"{}{}{} data-once>{}</button>',
        BUTTONS[kind],
        format_html(' name="{}"', name) if name else "",
        format_html(' value="{}"', value) if value else "",
        format_html(' form="{}"', form) if form else "",
        text,
    )


BUTTONS = {"": "", "secondary": " govuk-button--secondary", "danger": " govuk-button--warning"}


@register.simple_tag
def emergency(*, big: bool = False) -> SafeString:
    """The number to call, as a sentence takes it in: `{% emergency as call %}`."""
    return EMERGENCY if not big else IN_PLAIN_SIGHT


EMERGENCY = SafeString('<a href="tel:999">999</a>')
IN_PLAIN_SIGHT = SafeString('<a class="bield-999" href="tel:999">999</a>')


@register.simple_tag
def link_button(text: str, link: str, *, kind: str = "") -> SafeString:
    return format_html('<a class="govuk-button{}" href="{}">{}</a>', BUTTONS[kind], link, text)


@register.inclusion_tag("kit/_search.html")
def search_box(
    link: str, words: str = "", *, label: str = "Search", shown: bool = False
) -> dict[str, object]:
    """`shown`: the label stands above it, where the page asks for nothing else."""
    return {"link": link, "words": words, "label": label, "shown": shown}


# --- saying -------------------------------------------------------------------------------------


@register.simple_tag
def status(word: str, tone: str = Tone.QUIET) -> SafeString:
    """A state in a word, with a shape and a colour of its own."""
    return format_html(
        '<span class="bield-status bield-status--{}"><span aria-hidden="true">{}</span>{}</span>',
        tone,
        SHAPES[Tone(tone)],
        word,
    )


@register.simple_tag(takes_context=True)
def when(context: template.Context, moment: datetime, at: datetime | None = None) -> SafeString:
    """A moment as people say it; exact for machines, in print, and where one lingers."""
    now = at or context.get("at") or timezone.now()
    exact = times.exact(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}<span class="bield-exact"> ({})</span></time>',
        moment.isoformat(),
        exact,
        times.said(moment, now),
        exact,
    )


@register.simple_block_tag
def notice(content: str, *, tone: str = Tone.INFO, title: str = "") -> SafeString:
    """Something that stands above the page: a lock, a danger, what has just been done."""
    word = title or NOTICES[Tone(tone)]
    return format_html(
        '<div class="bield-notice bield-notice--{}" role="{}" aria-label="{}">'
        '<p class="bield-notice__title"><span aria-hidden="true">{}</span> {}</p>{}</div>',
        tone,
        "alert" if tone == Tone.DANGER else "region",
        word,
        SHAPES[Tone(tone)],
        word,
        SafeString(content),
    )


NOTICES = {
    Tone.DANGER: _("Danger"),
    Tone.SOON: _("Soon"),
    Tone.NEW: _("New"),
    Tone.DONE: _("Done"),
    Tone.QUIET: _("For your information"),
    Tone.INFO: _("Good to know"),
}


@register.simple_block_tag
def details(content: str, summary: str, *, open: bool = False) -> SafeString:  # noqa: A002  # the attribute of HTML
    """An explanation on demand."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        SafeString(" open") if open else "",
        summary,
        SafeString(content),
    )


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """Nothing here yet: what will appear, and how to start."""
    return format_html(
        '<div class="bield-empty"><p class="bield-empty__title">{}</p>{}</div>',
        title,
        SafeString(content),
    )


@register.simple_block_tag
def receipt(content: str, title: str, *, reference: str = "") -> SafeString:
    """It has arrived, and this is how to speak about it."""
    return format_html(
        '<div class="bield-receipt"><h1 class="bield-receipt__title">{}</h1>{}{}</div>',
        title,
        format_html(
            '<p class="bield-receipt__reference">Your reference<strong>{}</strong></p>', reference
        )
        if reference
        else "",
        SafeString(content),
    )


@register.simple_tag
def person(somebody: Somebody) -> SafeString:
    """Somebody's full name with their part in it and what to know about them."""
    return format_html(
        '<span class="bield-person">{}{}{}</span>',
        format_html('<a href="{}">{}</a>', somebody.link, somebody.name)
        if somebody.link
        else format_html("<b>{}</b>", somebody.name),
        format_html('<span class="bield-person__part">{}</span>', somebody.part)
        if somebody.part
        else "",
        format_html_join(
            "", '<span class="bield-person__flag">{}</span>', ((flag,) for flag in somebody.flags)
        ),
    )


# --- lists --------------------------------------------------------------------------------------


@register.inclusion_tag("kit/_next_step.html")
def next_step(step: Step) -> dict[str, object]:
    return {"step": step, "shape": SHAPES[Tone(step.tone)] if step.tone else ""}


@register.inclusion_tag("kit/_readiness.html")
def readiness(conditions: Sequence[Condition], *, anchor: str = "readiness") -> dict[str, object]:
    """What is met, what is not, what is not needed here and why."""
    open_ones = [condition for condition in conditions if condition.met is False]
    return {"conditions": conditions, "open_ones": open_ones, "anchor": anchor}


@register.inclusion_tag("kit/_refusals.html")
def refusals(reasons: Iterable[Refusal]) -> dict[str, object]:
    """Why something cannot be done yet, who can put it right, and where."""
    return {"refusals": reasons}


@register.inclusion_tag("kit/_chronology.html")
def chronology(entries: Sequence[Entry], *, put_right: str = "") -> dict[str, object]:
    """`put_right`: the address of the page on which a line is put right."""
    return {"entries": entries, "put_right": put_right}


@register.inclusion_tag("kit/_summary.html")
def summary(facts: Sequence[Fact]) -> dict[str, object]:
    return {"facts": facts}


@register.inclusion_tag("kit/_tabs.html")
def tabs(items: Sequence[Tab], *, label: str) -> dict[str, object]:
    """Views of one list, as links: they work without script and can be opened beside each other."""
    return {"items": items, "label": label}


@register.inclusion_tag("kit/_numbers.html")
def numbers(helplines: Sequence[Helpline]) -> dict[str, object]:
    """Numbers that help, big enough for a shaking thumb."""
    return {"helplines": helplines}


@register.inclusion_tag("kit/_turn.html")
def pages(turn: Turn) -> dict[str, object]:
    return {"turn": turn}


@register.simple_tag
def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str) -> SafeString:
    """Rows that become cards on a narrow screen. The roles keep it a table for a screen reader."""
    head = format_html_join("", '<th role="columnheader" scope="col">{}</th>', zip(columns))
    body = format_html_join(
        "",
        '<tr role="row">{}</tr>',
        (
            (
                format_html_join(
                    "", '<td role="cell" data-label="{}">{}</td>', zip(columns, row, strict=True)
                ),
            )
            for row in rows
        ),
    )
    return format_html(
        '<table class="bield-table" role="table"><caption>{}</caption>'
        '<thead role="rowgroup"><tr role="row">{}</tr></thead>'
        '<tbody role="rowgroup">{}</tbody></table>',
        caption,
        head,
        body,
    )
