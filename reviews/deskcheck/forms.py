from django import forms

from reviews.deskcheck.services import USUAL_HOURS


class WaiverForm(forms.Form):
    """Which finding, about which bytes, and why."""

    key = forms.CharField(max_length=100, widget=forms.HiddenInput)
    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=500, error_messages={"required": "Give a reason: the authors read it, and it is logged."}
    )


class RejectForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands in the letter to each author, and on the paper's page.",
        error_messages={"required": "Give a reason: the authors read it."},
    )


class FixForm(forms.Form):
    hours = forms.IntegerField(
        label="Hours to fix it",
        min_value=1,
        max_value=336,
        initial=USUAL_HOURS,
        help_text="From now on. Until then the authors may change everything.",
    )
    words = forms.CharField(
        label="Anything else to tell them",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The letter lists what is to fix by itself.",
    )
