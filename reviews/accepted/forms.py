from django import forms

from reviews.accepted.models import PublicPdfs

NONE = "none"


class PdfsForm(forms.Form):
    which = forms.ChoiceField(
        label="PDFs on the public list",
        choices=[(NONE, "none"), *PublicPdfs.Which.choices],
        widget=forms.RadioSelect,
        help_text="What was submitted last is as its authors sent it, mostly without their names; "
        "tell them before you show it.",
    )

    def clean_which(self) -> str:
        which = str(self.cleaned_data["which"])
        return "" if which == NONE else which
