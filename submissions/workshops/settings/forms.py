"""The pages of settings that are plain fields of a workshop."""

from typing import Any

from django import forms
from django.core.files.storage import default_storage

from submissions.refs import new_ref
from submissions.workshops.fields import LinesField, PictureField
from submissions.workshops.models import Edition, TopicArea, Workshop
from submissions.workshops.settings.base import Section, by_https

BIG = {"rows": 8}
SMALL = {"rows": 3}


class Names(Section):
    heading = "Names and look"
    effect = (
        "They stand on every page, in every letter and in people's calendars. The address stays as it is."
    )

    logo = PictureField(label="Logo", help_text="PNG, JPEG or WebP; stands on the call's page.")

    class Meta:
        model = Workshop
        fields = ["name", "title", "tagline", "accent", "logo", "logo_alt", "is_public"]
        labels = {
            "name": "Short name",
            "tagline": "Headline of the call's page",
            "accent": "Colour",
            "logo_alt": "What the logo shows, in words",
            "is_public": "Listed on the site's home page",
        }
        help_texts = {"name": "As in FedGenAI-IJCAI'25.", "tagline": "", "is_public": ""}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("logo") and not data.get("logo_alt"):
            self.add_error("logo_alt", "Say in a few words what the logo shows: not everybody can see it.")
        return data

    def write(self) -> None:
        workshop = self.save(commit=False)
        if "logo" in self.changed_data and self.cleaned_data["logo"]:
            stored = f"workshops/{new_ref()}.webp"
            workshop.logo.name = default_storage.save(stored, self.cleaned_data["logo"])
        workshop.save()


class Venue(Section):
    heading = "Venue and days"
    effect = (
        "They stand on the call's page; the days go into people's calendars, as a new version of the entry."
    )

    class Meta:
        model = Workshop
        formfield_callback = by_https
        fields = ["venue", "place", "starts_on", "ends_on", "author_kit_url"]
        labels = {
            "venue": "Hosting conference",
            "starts_on": "First day",
            "ends_on": "Last day",
            "author_kit_url": "Address of the author kit",
        }
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("starts_on", "ends_on")
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day lies before the first.")
        return data

    def write(self) -> None:
        from submissions.workshops.services import count_change_of_dates

        self.save()
        if self.changed_data:
            for call in self.workshop.calls.all():
                count_change_of_dates(call)


class Texts(Section):
    heading = "Texts of the call"
    effect = "They are the body of the call's page; everybody sees a change within a minute."

    class Meta:
        model = Workshop
        fields = ["intro", "theme", "audience"]
        labels = {"intro": "Introduction", "theme": "What it is about", "audience": "Who it is for"}
        widgets = {
            "intro": forms.Textarea(attrs=SMALL),
            "theme": forms.Textarea(attrs=BIG),
            "audience": forms.Textarea(attrs=BIG),
        }


class Policies(Section):
    heading = "Policies"
    effect = "Authors read them on the call's page, and confirm the first two when they submit. Papers that are in keep what was confirmed."

    class Meta:
        model = Workshop
        fields = ["attendance_rule", "dual_submission_rule", "llm_policy", "venue_rules"]
        labels = {
            "attendance_rule": "Who must come",
            "dual_submission_rule": "Submission elsewhere",
            "llm_policy": "Use of language models",
            "venue_rules": "Rules of the hosting conference",
        }
        widgets = {name: forms.Textarea(attrs=SMALL) for name in fields}


class Enquiries(Section):
    heading = "Enquiries"
    effect = (
        "Authors who are stuck write there: it stands on the call's page, and wherever something is refused."
    )

    class Meta:
        model = Workshop
        fields = ["enquiries"]
        labels = {"enquiries": "Address for questions"}
        help_texts = {"enquiries": "Somebody should read it on the night of the deadline."}


class Topics(Section):
    heading = "Topics"
    effect = (
        "Authors choose among them, and reviewers are matched by them. What you take out is no longer offered; "
        "papers that chose it keep it."
    )

    topics = LinesField(
        rows=20,
        required=False,
        help_text="An area begins with #, its topics follow, one a line. To rename: old name => new name.",
    )

    class Meta:
        model = Workshop
        fields: list[str] = []

    def more(self) -> dict[str, Any]:
        areas = self.instance.topic_areas.prefetch_related("topics")
        return {"topics": [line for area in areas for line in _lines(area)]}

    def clean_topics(self) -> list[str]:
        lines: list[str] = self.cleaned_data["topics"]
        if lines and not lines[0].startswith("#"):
            raise forms.ValidationError("Begin with an area: a line such as # Theory.")
        if long := [line for line in lines if len(line) > 200]:
            raise forms.ValidationError(f"At most 200 characters a line; this one is longer: {long[0][:40]}…")
        return lines

    def write(self) -> None:
        from submissions.workshops.settings.topics import keep

        keep(self.instance, self.cleaned_data["topics"])


def _lines(area: TopicArea) -> list[str]:
    offered = [topic.name for topic in area.topics.all() if topic.is_offered]
    return [f"# {area.name}", *offered] if offered else []


class Editions(Section):
    heading = "Earlier editions"
    effect = "The call's page links to them."

    editions = LinesField(required=False, help_text="One a line: the name, then its address if there is one.")

    class Meta:
        model = Workshop
        fields: list[str] = []

    def more(self) -> dict[str, Any]:
        return {"editions": [f"{each.name} {each.url}".strip() for each in self.instance.editions.all()]}

    def clean_editions(self) -> list[Edition]:
        return [self._edition(line, at) for at, line in enumerate(self.cleaned_data["editions"])]

    def _edition(self, line: str, at: int) -> Edition:
        name, _, last = line.rpartition(" ")
        is_linked = last.startswith(("https://", "http://", "/")) and bool(name)
        row = Edition(workshop=self.instance, name=(name if is_linked else line)[:100], position=at)
        if is_linked and not last.startswith("/"):
            row.url = forms.URLField(assume_scheme="https").clean(last)
        elif is_linked:
            row.url = last
        return row

    def write(self) -> None:
        self.instance.editions.all().delete()
        Edition.objects.bulk_create(self.cleaned_data["editions"])
