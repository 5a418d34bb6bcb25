"""What is asked of whoever takes many concerns out."""

from django import forms
from django.http import QueryDict

from bield.concerns.exports import Chosen, ExportAs, ExportFor, ExportPart
from bield.concerns.forms.asking import LINE, Choices
from bield.kit.fields import Answer, DayField
from bield.kit.forms import Form


class Export(Form):
    purpose = forms.ChoiceField(
        label="What is it for?", choices=ExportFor.choices, widget=forms.RadioSelect
    )
    recipient = forms.CharField(
        label="Who will have it?",
        help_text="Name and office, or the system. It is written down with your name.",
        max_length=LINE,
    )
    part = forms.ChoiceField(
        label="Which concerns?",
        choices=ExportPart.choices,
        initial=ExportPart.ALL,
        widget=forms.RadioSelect,
    )
    site = forms.ChoiceField(label="Of which site?", required=False)
    since = DayField(label="Reported from which day on?", required=False)
    until = DayField(label="Reported up to which day?", required=False)
    how = forms.ChoiceField(
        label="How do you take them out?",
        help_text="Either lies in a ZIP envelope that its pass phrase opens.",
        choices=[
            (
                ExportAs.CSV.value,
                Answer(ExportAs.CSV.label, "Dates, places and words as on our pages."),
            ),
            (
                ExportAs.JSON.value,
                Answer(ExportAs.JSON.label, "With codes, as other systems get them."),
            ),
        ],
        initial=ExportAs.CSV,
        widget=forms.RadioSelect,
    )
    words = forms.BooleanField(
        label="Also what people wrote when they reported",
        help_text="Only where they need it. Each of these concerns says that its words left.",
        required=False,
    )

    def __init__(self, data: QueryDict | None, *, sites: Choices) -> None:
        super().__init__(data)
        self.offer("site", [("", "Every site"), *sites])
        if len(sites) < 2:
            del self.fields["site"]

    @property
    def chosen(self) -> Chosen:
        return Chosen(**self.cleaned_data)
