from itertools import groupby
from typing import Any

from django import forms

from reviews.committee.models import Invitation
from reviews.committee.paste import Invitee, Pasted, parse
from reviews.committee.services import Terms
from reviews.committee.texts import POLICY
from submissions.accounts.models import User
from submissions.accounts.selectors import owners_of
from submissions.publications.reading import Read, read
from submissions.workshops.models import Topic, Workshop

MAX_PEOPLE = 300
MOST_SUGGESTED = 5
LARGEST_LIST = 1_000_000  # bytes


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
    papers = forms.CharField(
        label="Papers that you wrote",
        help_text="BibTeX, or titles one a line. By them the organizers see what suits you; they also name co-authors, whose papers will not come to you.",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        max_length=400_000,
        required=False,
    )
    policy = forms.BooleanField(
        label=POLICY,
        error_messages={"required": "Reviewing needs this promise. If you cannot give it, please decline."},
    )

    def __init__(self, *args: Any, invitation: Invitation, with_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"name": invitation.name, "max_load": invitation.max_load, **self.initial}
        if not with_name:
            del self.fields["name"]
        if invitation.agreed_to == POLICY:
            self.initial["policy"] = True
        self.by_pk: dict[str, Topic] = {}
        chosen = [str(topic.pk) for topic in invitation.topics.all()]
        for area, topics in groupby(_topics(invitation.workshop), key=lambda topic: topic.area):
            self._add_area(f"area_{area.pk}", area.name, list(topics), chosen)

    def clean_papers(self) -> Read:
        found = read(self.cleaned_data["papers"])
        if found.skipped and not found.works:
            raise forms.ValidationError("No paper could be read in this. Paste BibTeX, or one title a line.")
        return found

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
        return Terms(
            max_load=data["max_load"],
            topics=topics,
            name=data.get("name", ""),
            works=data["papers"].works,
            agreed_to=POLICY,
        )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label="A word to the organizers",
        max_length=300,
        required=False,
        help_text="For example when you could.",
    )
    instead = forms.CharField(
        label="Whom else to ask",
        help_text="One a line: Name &lt;address&gt;. The organizers decide; your name is told with it.",
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
        max_length=2000,
        required=False,
    )

    def clean_instead(self) -> list[Invitee]:
        lines = parse(self.cleaned_data["instead"])
        if without := [line.line for line in lines if line.invitee is None]:
            raise forms.ValidationError(f"No address was found in: {'; '.join(without)[:200]}")
        return [line.invitee for line in lines if line.invitee][:MOST_SUGGESTED]


class PasteForm(forms.Form):
    people = forms.CharField(
        label="People to invite",
        help_text="One a line: Name &lt;address&gt;, Affiliation.",
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        max_length=60_000,
        required=False,
    )
    file = forms.FileField(
        label="Or a CSV file",
        help_text="Columns in any order, with or without a head line; other columns are left out.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
        required=False,
    )

    def clean_people(self) -> list[Pasted]:
        return self._lines(self.cleaned_data["people"])

    def clean_file(self) -> list[Pasted]:
        upload = self.cleaned_data["file"]
        if not upload:
            return []
        if upload.size > LARGEST_LIST:
            raise forms.ValidationError("This file is larger than a list of people can be; at most 1 MB.")
        try:
            return self._lines(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                "This is no text in UTF-8. Save the sheet as CSV (UTF-8) and choose it again."
            ) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.lines():
            self.add_error("people", "Paste at least one line with an address, or choose a file.")
        return data

    def lines(self) -> list[Pasted]:
        """From the file first; a head line is none that was forgotten."""
        listed = [line for line in self.cleaned_data.get("file") or [] if line.invitee]
        return [*listed, *(self.cleaned_data.get("people") or [])]

    @staticmethod
    def _lines(text: str) -> list[Pasted]:
        lines = parse(text)
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
