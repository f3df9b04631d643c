from django import forms

from submissions.accounts.models import User


class SignupForm(forms.Form):
    """What sign-up asks besides address and password."""

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]

    def signup(self, request: object, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name", "affiliation", "country", "orcid"]
        help_texts = {
            "affiliation": "It is looked at for conflicts of interest.",
            "orcid": "As in 0000-0002-1825-0097.",
        }

    orcid = forms.RegexField(
        r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$",
        label="ORCID",
        required=False,
        error_messages={"invalid": "An ORCID looks like 0000-0002-1825-0097."},
    )


class MergeForm(forms.Form):
    email = forms.EmailField(
        label="Address of the other account",
        help_text="A letter goes there. Its link proves that the other account is yours, too.",
    )
