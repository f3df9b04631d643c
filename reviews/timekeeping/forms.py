from django import forms

from reviews.committee.paste import Pasted, parse


class StandbyForm(forms.Form):
    """People to invite into the pool, one a line."""

    use_required_attribute = False

    people = forms.CharField(
        label="Name and address, one person a line",
        max_length=20_000,
        widget=forms.Textarea(
            attrs={"rows": 4, "placeholder": "Noor Vandermeer <noor@lakeside.example>, Lakeside College"}
        ),
        error_messages={"required": "Write at least one address."},
    )

    def clean_people(self) -> list[Pasted]:
        lines = parse(self.cleaned_data["people"])
        if wrong := [line.line for line in lines if line.invitee is None]:
            raise forms.ValidationError(f"No address found in: {wrong[0][:80]}. Nobody was invited.")
        return lines
