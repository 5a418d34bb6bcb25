"""The components of our pages. An attribute that a component does not know is an error when the
template is compiled, because each is declared as an argument here."""

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from bield.kit import fields

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
    (forms.Widget, "input"),
)
CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "input": "govuk-input",
    "checkbox": "govuk-checkboxes__input",
}


@register.filter
def kind(field: BoundField) -> str:
    return next(name for widget, name in KINDS if isinstance(field.field.widget, widget))


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input itself, with the classes of its kind."""
    name = kind(field)
    own = field.field.widget.attrs
    wanted = [
        CLASSES.get(name, ""),
        f"{CLASSES[name]}--error" if field.errors and name != "checkbox" else "",
    ]
    attrs: dict[str, object] = {"class": " ".join(filter(None, [*wanted, own.get("class", "")]))}
    if own.get("maxlength"):
        # A browser would cut what is pasted without a word. We say how much is left instead.
        attrs |= {"maxlength": False, "data-limit": own["maxlength"]}
    return field.as_widget(attrs=attrs)


@register.inclusion_tag("kit/_error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, object]:
    """Every error of the form, each a link to the place where it is put right."""
    errors = [("", text) for text in form.non_field_errors()]
    for field in form:
        errors += [(_place(field), text) for text in field.errors]
    return {"errors": errors}


def _place(field: BoundField) -> str:
    """The id of the first thing of a field that can take the focus."""
    asked = kind(field)
    if asked == "hidden":
        return ""
    return f"{field.auto_id}{'_0' if asked in {'radios', 'checkboxes', 'day'} else ''}"


@register.inclusion_tag("kit/_refusals.html")
def refusals(reasons: object) -> dict[str, object]:
    """Why something cannot be done yet, who can put it right, and where."""
    return {"refusals": reasons}
