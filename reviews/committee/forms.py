from itertools import groupby
from typing import Any

from django import forms

from reviews.committee.models import Invitation
from reviews.committee.paste import Pasted, parse
from reviews.committee.services import Terms
from submissions.accounts.models import User
from submissions.accounts.selectors import owners_of
from submissions.workshops.models import Topic, Workshop

MAX_PEOPLE = 300


class AcceptForm(forms.Form):
    """What a reviewer agrees to. Topics stand under their areas, one field an area."""

    use_required_attribute = False

    name = forms.CharField(
        label="Your name",
        max_length=200,
        help_text="The organizers see it; authors never do.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    max_load = forms.IntegerField(
        label="How many papers at most",
        min_value=1,
        max_value=20,
        widget=forms.NumberInput(attrs={"min": 1, "max": 20}),
    )

    def __init__(self, *args: Any, invitation: Invitation, with_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"name": invitation.name, "max_load": invitation.max_load, **self.initial}
        if not with_name:
            del self.fields["name"]
        self.by_pk: dict[str, Topic] = {}
        chosen = [str(topic.pk) for topic in invitation.topics.all()]
        for area, topics in groupby(_topics(invitation.workshop), key=lambda topic: topic.area):
            self._add_area(f"area_{area.pk}", area.name, list(topics), chosen)

    def _add_area(self, field: str, name: str, topics: list[Topic], chosen: list[str]) -> None:
        choices = [(str(topic.pk), topic.name) for topic in topics]
        self.by_pk |= {str(topic.pk): topic for topic in topics}
        self.fields[field] = forms.MultipleChoiceField(
            label=f"Topics: {name}", choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.initial[field] = [pk for pk, _ in choices if pk in chosen]

    def terms(self) -> Terms:
        data = self.cleaned_data
        areas = [name for name in self.fields if name.startswith("area_")]
        topics = [self.by_pk[pk] for area in areas for pk in data[area]]
        return Terms(max_load=data["max_load"], topics=topics, name=data.get("name", ""))


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label="A word to the organizers",
        max_length=300,
        required=False,
        help_text="For example when you could, or whom else to ask.",
    )


class PasteForm(forms.Form):
    people = forms.CharField(
        label="People to invite",
        help_text="One a line: Name &lt;address&gt;, Affiliation.",
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        max_length=60_000,
        error_messages={"required": "Paste at least one line with an address."},
    )

    def clean_people(self) -> list[Pasted]:
        lines = parse(self.cleaned_data["people"])
        if len(lines) > MAX_PEOPLE:
            raise forms.ValidationError(f"At most {MAX_PEOPLE} lines at a time; these are {len(lines)}.")
        return lines


class OrganizerForm(forms.Form):
    email = forms.EmailField(
        label="Add an organizer",
        help_text="The address of somebody who has an account here.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> User:
        owner = owners_of([self.cleaned_data["email"].lower()]).get(self.cleaned_data["email"].lower())
        if owner is None:
            raise forms.ValidationError(
                "Nobody here has proved to own this address. Ask them to sign up first, then add them."
            )
        return owner


class GuestForm(OrganizerForm):
    """Somebody from outside who handles one paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "The guest's address"
        self.fields[
            "email"
        ].help_text = "Somebody who has an account here and no other part in this workshop."


def _topics(workshop: Workshop) -> list[Topic]:
    topics = Topic.objects.filter(area__workshop=workshop, is_offered=True).select_related("area")
    return list(topics.order_by("area__position", "area", "position", "pk"))
