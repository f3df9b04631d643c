"""What one call asks for: its kinds, its page rule, its supplement. Its dates have a page of their own."""

from typing import Any

from django import forms
from django.utils.text import slugify

from submissions.checks.presets import PRESETS
from submissions.workshops.fields import AoeField, LinesField
from submissions.workshops.models import Call, Kind, Workshop
from submissions.workshops.settings.base import Section
from submissions.workshops.settings.topics import renamed

PAGE_RULES = [(name, preset.label) for name, preset in PRESETS.items()]


class CallPage(Section):
    heading = "What to send"
    effect = "Authors see it on the call's page and on the form. The check measures every PDF against the page rule."

    preset = forms.ChoiceField(label="Page rule", choices=PAGE_RULES, widget=forms.RadioSelect)
    kinds = LinesField(
        label="Kinds of contribution",
        help_text="One a line. To rename: old name => new name. What you take out is no longer offered; papers keep it.",
    )
    supplement_due_at = AoeField(
        label="Supplement until", required=False, help_text="AoE. Empty: until the call closes."
    )
    authors_frozen_at = AoeField(
        label="Author lists frozen from",
        required=False,
        help_text="AoE. From then on authors ask for changes, and you allow them. Empty: from closing on.",
    )
    understood = forms.BooleanField(
        label="I know that papers are in already, and tell their authors what changes",
        required=False,
    )

    class Meta:
        model = Call
        fields = [
            "name",
            "preset",
            "supplement",
            "supplement_mb",
            "supplement_due_at",
            "authors_frozen_at",
            "papers_per_author",
        ]
        labels = {
            "name": "Name of the call",
            "supplement": "Supplementary material",
            "papers_per_author": "At most so many papers of one author",
            "supplement_mb": "Its size at most, in MB",
        }
        help_texts = {
            "supplement": "Reviewers get it, too: a PDF without its hidden data, an archive as it was sent and marked as unchecked.",
            "supplement_mb": "No file of this site is larger than 20 MB.",
            "papers_per_author": "Whoever stands on as many can be named on no further paper: it stays a draft, and the form says who. Empty: no limit. Papers that are in stay in.",
        }
        widgets = {"supplement": forms.RadioSelect}

    field_order = [
        "name",
        "kinds",
        "preset",
        "understood",
        "supplement",
        "supplement_mb",
        "supplement_due_at",
        "authors_frozen_at",
        "papers_per_author",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.has_papers:
            del self.fields["understood"]

    def target(self, workshop: Workshop) -> Call:
        return workshop.calls.get(slug=self.part)

    def more(self) -> dict[str, Any]:
        offered = self.instance.kinds.filter(is_offered=True)
        return {"kinds": list(offered.values_list("name", flat=True))}

    @property
    def has_papers(self) -> bool:
        """Numbers are known to every organizer, whatever else of a paper is withheld."""
        return self.workshop.last_paper_number > 0

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "preset" in self.changed_data and self.has_papers and not data.get("understood"):
            self.add_error("preset", self.broken_promise(data.get("preset", "")))
        return data

    def broken_promise(self, wanted: str) -> str:
        before, after = PRESETS.get(self.initial["preset"]), PRESETS.get(wanted)
        if before and after and before.blind != after.blind:
            return (
                "Papers are in, and their authors were told how blind the review is. Tick below that you know, "
                "and write to them; names may stand in what they sent, or be missing from it."
            )
        return (
            "Papers are in that were written for the other rule. Tick below that you know; they are checked "
            "again by the new one, and their authors see what it finds."
        )

    def clean_kinds(self) -> list[str]:
        lines: list[str] = self.cleaned_data["kinds"]
        if long := [line for line in lines if len(line) > 100]:
            raise forms.ValidationError(f"At most 100 characters a line; this one is longer: {long[0][:40]}…")
        return lines

    def write(self) -> None:
        call = self.save()
        keep_kinds(call, self.cleaned_data["kinds"])


def keep_kinds(call: Call, lines: list[str]) -> None:
    """Kinds in this order. One that is gone stays with the papers that chose it."""
    known = {kind.name.lower(): kind for kind in call.kinds.all()}
    taken = {kind.slug for kind in known.values()}
    offered = set()
    for at, line in enumerate(lines):
        old, new = renamed(line)
        kind = known.get(old.lower()) or Kind(call=call, slug=free_slug(new, taken))
        taken.add(kind.slug)
        kind.name, kind.position, kind.is_offered = new, at, True
        kind.save()
        offered.add(kind.pk)
    call.kinds.exclude(pk__in=offered).update(is_offered=False)


def free_slug(name: str, taken: set[str]) -> str:
    base = slugify(name)[:34] or "other"
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 200))) if slug not in taken)
