"""How forms look: an error summary, then one question after another.

The markup is that of the design system whose style sheet we build; see templates/kit/form.html
and templates/kit/field.html.
"""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"
