from typing import Any

from django import forms

from submissions.workshops.models import Call, Workshop


class BeginForm(forms.Form):
    """Whose paper an organizer begins, and in which call."""

    address = forms.EmailField(label="Address of the author")
    name = forms.CharField(label="Name of the author", max_length=200, required=False)
    call = forms.ModelChoiceField(Call.objects.none(), label="Call", empty_label=None)

    def __init__(self, data: Any, *, workshop: Workshop) -> None:
        super().__init__(data)
        calls = workshop.calls.select_related("workshop")
        chooser = self.fields["call"]
        chooser.queryset = calls  # type: ignore[attr-defined] # a model choice field has one
        chooser.label_from_instance = lambda call: call.name  # type: ignore[attr-defined] # and this
        if len(calls) == 1:
            chooser.widget, chooser.initial = forms.HiddenInput(), calls[0]

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).lower()
