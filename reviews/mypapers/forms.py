from django import forms


class FalseAlarmForm(forms.Form):
    sentence = forms.CharField(
        label="Why it is a false alarm",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence or two. The organizers who handle your paper read it; reviewers do not.",
        error_messages={"required": "Say in a sentence why it is a false alarm."},
    )
