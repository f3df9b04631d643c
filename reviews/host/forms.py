from django import forms


class DateForm(forms.Form):
    what = forms.CharField(label="What the host wants", max_length=200)
    on = forms.DateField(label="Due on", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    owner = forms.CharField(label="Who sees to it", max_length=100, required=False)
