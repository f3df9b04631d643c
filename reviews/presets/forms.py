"""The rules of a call's check as a form, and back as the difference to a shipped preset."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from submissions.checks import RULES
from submissions.checks.presets import LANGUAGES, PRESETS, Preset

KEPT = {"name", "max_bytes", "cpu_s", "wall_s", "mem_mb", "pages_checked"}
"""What belongs to the preset's identity or to whoever runs the site."""
LISTS = ("end_matter", "fonts", "allowed_links")
LEVELS = (("", "as it is"), ("error", "error"), ("warning", "warning"), ("info", "info"), ("off", "off"))
LINES = forms.Textarea(attrs={"rows": 4})


class Words(forms.CharField):
    """One word or phrase a line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]


class Area(forms.CharField):
    """Four numbers."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(f"{number:g}" for number in value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> list[float] | None:
        parts = str(super().clean(value)).replace(",", " ").split()
        if not parts:
            return None
        try:
            numbers = [float(part) for part in parts]
        except ValueError:
            numbers = []
        if len(numbers) != 4 or not (0 <= numbers[0] < numbers[2] and 0 <= numbers[1] < numbers[3]):
            raise forms.ValidationError("Give four numbers: left, top, right and bottom.")
        return numbers


class RulesForm(forms.Form):
    """Every field of a preset that a call may change."""

    preset = forms.ChoiceField(choices=[(name, name) for name in PRESETS], widget=forms.HiddenInput)
    label = forms.CharField(
        label="In a sentence", max_length=120, help_text="Authors read it where they check a PDF."
    )
    content_pages = forms.IntegerField(label="Pages of content", required=False, help_text="Empty: no limit.")
    total_pages = forms.IntegerField(
        label="Pages in all", required=False, help_text="References included. Empty: no limit."
    )
    least_pages = forms.IntegerField(label="Fewest pages", help_text="Shorter files get a remark.")
    end_matter = Words(
        label="What may follow the content",
        required=False,
        widget=LINES,
        help_text="Headings, one a line. Under these, pages do not count as content.",
    )
    appendix = forms.ChoiceField(
        label="An appendix after the content",
        choices=[("forbidden", "is an error"), ("allowed", "is allowed")],
    )
    floats = forms.ChoiceField(
        label="Figures and tables on reference pages",
        choices=[("warn", "get a warning"), ("allowed", "are allowed")],
    )
    blind = forms.ChoiceField(
        label="Names in the paper",
        choices=[("double", "are looked for: review is double-blind"), ("off", "do not matter")],
    )
    allowed_links = Words(
        label="Links that hide their owner",
        required=False,
        widget=LINES,
        help_text="Parts of addresses, one a line. Accounts called anonymous are allowed anyway.",
    )
    language = forms.ChoiceField(label="Language", required=False, choices=[("", "any"), *LANGUAGES.items()])
    paper = forms.ChoiceField(label="Paper", choices=[("letter", "US letter"), ("a4", "A4"), ("any", "any")])
    columns = forms.TypedChoiceField(
        label="Columns",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "any"), ("1", "one"), ("2", "two")],
    )
    body_pt = forms.FloatField(label="Body type", required=False, help_text="In points. Empty: any.")
    leading_pt = forms.FloatField(label="Line distance", required=False, help_text="In points. Empty: any.")
    text_box = Area(
        label="Text area",
        required=False,
        help_text="Left, top, right and bottom in points from the page's top left. Empty: anywhere.",
    )
    first_page_top = forms.FloatField(
        label="Top of the first page", required=False, help_text="Where its title may start, in points."
    )
    fonts = Words(
        label="Typefaces",
        required=False,
        widget=LINES,
        help_text="Parts of font names, one a line. Empty: any.",
    )
    template_version = forms.CharField(
        label="Template version",
        required=False,
        max_length=40,
        help_text="As the kit writes it into the file.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in RULES.values():
            if rule.family != "CAM":
                self.fields[f"level-{rule.id}"] = forms.ChoiceField(
                    label=f"{rule.id} {rule.title}",
                    required=False,
                    choices=LEVELS,
                    help_text=f"Shipped: {rule.severity}.",
                )

    @property
    def levels(self) -> Iterator[BoundField]:
        return (self[name] for name in self.fields if name.startswith("level-"))

    def part(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names]

    @property
    def parts(self) -> list[tuple[str, list[BoundField]]]:
        return [
            (
                "Length",
                self.part("content_pages", "total_pages", "least_pages", "appendix", "floats", "end_matter"),
            ),
            ("Anonymity and language", self.part("blind", "allowed_links", "language")),
            (
                "Template",
                self.part(
                    "paper",
                    "columns",
                    "body_pt",
                    "leading_pt",
                    "text_box",
                    "first_page_top",
                    "fonts",
                    "template_version",
                ),
            ),
        ]

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        if self.errors:
            return data
        base = PRESETS[data["preset"]].to_dict()
        levels = {
            name.removeprefix("level-"): level
            for name, level in data.items()
            if name.startswith("level-") and level
        }
        values = {name: data[name] for name in base if name in data} | {"severities": levels}
        try:
            Preset.from_dict({**base, **values})
        except ValueError as error:
            self._refuse(str(error))
        data["changes"] = {name: value for name, value in values.items() if value != base[name]}
        return data

    def _refuse(self, words: str) -> None:
        """The preset's own words at the field that they begin with."""
        name, _, rest = words.partition(" ")
        if name in self.fields:
            self.add_error(name, f"This {rest}.")
        else:
            self.add_error(None, f"{words}.")


def initial(preset: Preset) -> Mapping[str, Any]:
    data = {name: value for name, value in preset.to_dict().items() if name not in KEPT}
    levels = {f"level-{rule}": level for rule, level in data.pop("severities").items()}
    return {**data, **levels, "preset": preset.name}


class UseForm(forms.Form):
    """The last step: rules become the call's. `version` is that of the rules that were looked at."""

    version = forms.CharField(max_length=12, widget=forms.HiddenInput)
    agreed = forms.BooleanField(label="", required=False)

    def __init__(self, *args: Any, papers: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreed = self.fields["agreed"]
        if papers:
            agreed.required = True
            agreed.label = "Check the papers again by these rules. Their authors will see the new answer."
            agreed.error_messages = {"required": "Papers are in: say that they may be checked again."}
        else:
            del self.fields["agreed"]
