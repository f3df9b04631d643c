from typing import Any

from django import forms

from submissions.conflicts.models import Tie
from submissions.conflicts.ties import Line, parse
from submissions.papers.uploads import Upload, refusal
from submissions.publications.reading import read

LONGEST = 400_000


class PapersForm(forms.Form):
    """A reviewer's own papers, pasted or as a PDF."""

    use_required_attribute = False

    papers = forms.CharField(
        label="Papers that you wrote",
        help_text="BibTeX, or titles one a line. A dozen of the last years is plenty; abstracts help.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        max_length=LONGEST,
        required=False,
    )
    pdf = forms.FileField(
        label="Or one of them as a PDF",
        help_text="Its text is read and kept, the file is not.",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_papers(self) -> str:
        text: str = self.cleaned_data["papers"]
        if text.strip() and not read(text).works:
            raise forms.ValidationError(
                "No paper could be read in this. Paste BibTeX entries, or one title a line."
            )
        return text

    def clean_pdf(self) -> Upload | None:
        upload: Upload | None = self.cleaned_data["pdf"]
        if upload and (problem := refusal(upload)):
            raise forms.ValidationError(problem)
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("papers", "").strip() and not data.get("pdf"):
            raise forms.ValidationError("Paste at least one paper, or choose a PDF.")
        return data


class TieForm(forms.Form):
    use_required_attribute = False

    people = forms.CharField(
        label="Whose papers must not come to you",
        help_text="One a line: Name &lt;address&gt;, a name, an address, or an institution such as lake.example.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        max_length=10_000,
        error_messages={"required": "Name at least one person or institution."},
    )
    kind = forms.ChoiceField(label="Why", choices=Tie.Kind.choices)

    def clean_people(self) -> list[Line]:
        return parse(self.cleaned_data["people"])
