from django import forms

from reviews.assignment.selectors import REVIEWS_PER_PAPER


class ProposeForm(forms.Form):
    demand = forms.IntegerField(
        label="Reviewers for each paper", min_value=1, max_value=9, initial=REVIEWS_PER_PAPER
    )


class PublishForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)


class AssignForm(forms.Form):
    reviewer = forms.IntegerField(widget=forms.HiddenInput)
