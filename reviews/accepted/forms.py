from django import forms

from reviews.accepted.models import PublicPdfs


class PdfsForm(forms.Form):
    which = forms.ChoiceField(
        label="PDFs on the public list",
        required=False,
        choices=[("", "none"), *PublicPdfs.Which.choices],
        widget=forms.RadioSelect,
        help_text="What was submitted last is as its authors sent it, mostly without their names; "
        "tell them before you show it.",
    )
