from typing import Any

from django import forms

from submissions.accounts.models import User
from submissions.papers.access import handled_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


class _Papers(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for type checkers only
    def label_from_instance(self, obj: Paper) -> str:
        return f"#{obj.number} {obj.title or 'Untitled draft'}"[:90]


class _People(forms.ModelChoiceField):  # type: ignore[type-arg] # as above
    def label_from_instance(self, obj: User) -> str:
        return obj.get_full_name()


class SetForm(forms.Form):
    """For papers that the organizer handles, and anybody with a role but oneself."""

    use_required_attribute = False

    person = _People(label="Person", queryset=User.objects.none())
    paper = _Papers(label="Paper", queryset=Paper.objects.none())
    reason = forms.CharField(label="Reason", max_length=300)

    def __init__(self, *args: Any, workshop: Workshop, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__workshop=workshop).exclude(pk=viewer.pk).distinct()
        papers = handled_by(viewer, workshop).exclude(state__in=Paper.OVER)
        self.fields["person"].queryset = people.order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["paper"].queryset = papers  # type: ignore[attr-defined]


class AskForm(forms.Form):
    use_required_attribute = False

    email = forms.EmailField(label="Address", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(label="Name", max_length=200, required=False)
    affiliation = forms.CharField(label="Affiliation", max_length=200, required=False)
