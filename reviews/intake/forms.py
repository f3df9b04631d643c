from django import forms

from submissions.papers.uploads import Upload


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesForm(forms.Form):
    """Files, or lines pasted into a field, or both."""

    use_required_attribute = False

    bundle = forms.Field(
        label="Files",
        required=False,
        widget=ManyFiles(attrs={"accept": ".zip,.xlsx,.csv,.tsv,.txt,.json,.pdf"}),
        help_text=(
            "The whole bundle as a ZIP or as an Excel workbook, or its CSV, TSV and JSON files one by one; PDFs with the paper's number in "
            "their names. Up to 20 MB each; larger ones in parts, or by manage.py intake."
        ),
    )
    lines = forms.CharField(
        label="Or a list of people",
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        help_text="One a line: Name &lt;address&gt;, Affiliation.",
    )

    def uploads(self) -> list[Upload]:
        return [file for file in self.files.getlist("bundle") if isinstance(file, Upload)]

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if large := next((file for file in self.uploads() if file.is_too_large), None):
            words = f"{large.name} is larger than 20 MB. Bring it in in parts, or on the server by manage.py intake."
            raise forms.ValidationError(words)
        if not self.uploads() and not data.get("lines"):
            raise forms.ValidationError("Choose a file, or paste a list of people.")
        return data
