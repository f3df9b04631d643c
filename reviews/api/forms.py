from datetime import timedelta

from django import forms

from reviews.api.models import Scope
from submissions.accounts.models import User
from submissions.workshops.access import listed_for
from submissions.workshops.models import Workshop

DAYS = [("7", "a week"), ("30", "a month"), ("90", "three months"), ("365", "a year")]


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=60, label="What is it for?", help_text="For yourself, as in “statistics script”."
    )
    scopes = forms.MultipleChoiceField(
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="What may it read?",
        help_text="Only what you can see yourself, ever. With none of these: workshops, accept lists and programmes.",
    )
    workshop = forms.ModelChoiceField(
        Workshop.objects.none(),
        required=False,
        label="For one workshop only?",
        empty_label="No, for all of them",
        help_text="Of every other one it then opens nothing.",
    )
    good_for = forms.ChoiceField(choices=DAYS, initial="30", label="How long is it good?")

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they came
        self.user = user
        workshop = self.fields["workshop"]
        if isinstance(workshop, forms.ModelChoiceField):
            workshop.queryset = listed_for(user).order_by("-created_at")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if self.user.tokens.filter(name=name).exists():
            raise forms.ValidationError(
                "You have a token of this name. Revoke it first, or choose another name."
            )
        return name

    def clean_good_for(self) -> timedelta:
        return timedelta(days=int(self.cleaned_data["good_for"]))
