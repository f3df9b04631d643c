"""What counts as a conflict in a workshop: a page of its settings."""

from typing import Any

from django import forms

from submissions.conflicts.folding import fold
from submissions.conflicts.institutions import institution_of
from submissions.conflicts.models import Alias, Rules
from submissions.papers.conflicts import refresh_rules
from submissions.workshops.fields import LinesField
from submissions.workshops.models import Workshop
from submissions.workshops.settings.base import Section

MOST_YEARS, MOST_LINES, MOST_ALIASES = 50, 100, 500


class ConflictRules(Section):
    heading = "What counts as a conflict"
    effect = (
        "Conflicts are looked for anew on every paper as soon as you save; for reviewers who are bidding, when bidding "
        "ends. What an organizer confirmed, dismissed or waived stays, and no organizer comes to see a paper by this page."
    )

    coauthor_years = forms.IntegerField(
        label="Co-authorship counts for, in years",
        min_value=0,
        max_value=MOST_YEARS,
        help_text="A paper without a year counts as recent. 0: only this year's.",
    )
    most_declared = forms.IntegerField(
        label="Lines that the authors of a paper may write",
        min_value=0,
        max_value=MOST_LINES,
        help_text="Whom they do not want as a reviewer. Where they leave out more than a fifth of the reviewers, you are told.",
    )
    aliases = LinesField(
        label="Other names of institutions",
        rows=8,
        required=False,
        help_text="One a line: a name or a domain = the domain it belongs to, as in "
        "ETH Zürich = ethz.ch. Capitals and accents do not matter.",
    )

    class Meta:
        model = Rules
        fields = ["coauthor_years", "most_declared"]

    def target(self, workshop: Workshop) -> Rules:
        return Rules.objects.filter(workshop=workshop).first() or Rules(workshop=workshop)

    def more(self) -> dict[str, Any]:
        rows = Alias.objects.filter(workshop=self.workshop).values_list("name", "domain")
        return {"aliases": [f"{name} = {domain}" for name, domain in rows]}

    def clean_aliases(self) -> dict[str, str]:
        """From folded name to domain."""
        lines: list[str] = self.cleaned_data["aliases"]
        if len(lines) > MOST_ALIASES:
            raise forms.ValidationError(f"At most {MOST_ALIASES} lines; these are {len(lines)}.")
        found: dict[str, str] = {}
        for line in lines:
            name, domain = alias_in(line)
            if found.setdefault(name, domain) != domain:
                raise forms.ValidationError(f"“{name}” stands for {found[name]} and for {domain}: keep one.")
        return found

    def write(self) -> None:
        self.save()
        Alias.objects.filter(workshop=self.workshop).delete()
        Alias.objects.bulk_create(
            Alias(workshop=self.workshop, name=name, domain=domain)
            for name, domain in self.cleaned_data["aliases"].items()
        )
        refresh_rules(self.workshop)


def alias_in(line: str) -> tuple[str, str]:
    """(folded name, registrable domain). Raises ValidationError, naming the line."""
    left, equals, right = line.rpartition("=")
    name, domain = fold(left)[:200], right.strip().lower().removeprefix("https://").strip("/@")
    if not equals or not name:
        raise forms.ValidationError(f"“{line[:60]}”: write a name, then = and a domain.")
    place = institution_of(f"@{domain}")
    if place is None:
        raise forms.ValidationError(
            f"“{line[:60]}”: {domain or 'nothing'} is no institution's domain, such as lake.example or ethz.ch."
        )
    return name, place
