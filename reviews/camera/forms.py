from django import forms

from reviews.camera.models import LICENCE
from submissions.checks import PRESETS
from submissions.clock import AOE
from submissions.papers.models import Paper


class TitleForm(forms.ModelForm[Paper]):
    use_required_attribute = False

    class Meta:
        model = Paper
        fields = ["title"]

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split())
        if not title:
            raise forms.ValidationError("A paper needs a title; the old one was kept.")
        return title


class StageForm(forms.Form):
    """Typed in AoE, as every deadline."""

    use_required_attribute = False

    due_at = forms.DateTimeField(
        label="Due (AoE)",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    preset = forms.ChoiceField(
        label="Rules for the PDF",
        required=False,
        choices=[
            ("", "As each call asks, with names"),
            *((name, each.label) for name, each in PRESETS.items()),
        ],
    )
    licence = forms.CharField(
        label="What authors agree to",
        widget=forms.Textarea(attrs={"rows": 4}),
        initial=LICENCE,
        max_length=4000,
    )

    def clean_due_at(self) -> object:
        return self.cleaned_data["due_at"].replace(tzinfo=AOE)
