"""Typing what a review asks. A criterion with words for its numbers is a scale, one without is a text."""

from typing import Any, cast

from django import forms
from django.utils.text import slugify

from reviews.reviewing.criteria import ALWAYS, SEEN_BY_WORDS, Criteria, Criterion, SeenBy

MOST = 20
FIVE = 5


class CriterionForm(forms.Form):
    use_required_attribute = False

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    label = forms.CharField(max_length=80, label="Name")
    question = forms.CharField(max_length=300, required=False, label="What is asked")
    words = forms.CharField(
        required=False,
        label="Its numbers in words",
        help_text="One a line, from 1 on; none for a text.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    weight = forms.IntegerField(
        min_value=0, max_value=100, required=False, help_text="In the weighted mean; 0 stays out of it."
    )
    seen_by = forms.ChoiceField(
        choices=[(each.value, words) for each, words in SEEN_BY_WORDS.items()],
        label="Who reads it",
        initial=SeenBy.AUTHORS.value,
    )
    required = forms.BooleanField(required=False, label="Must be answered")

    def clean_words(self) -> tuple[str, ...]:
        lines = tuple(line.strip() for line in self.cleaned_data["words"].splitlines() if line.strip())
        if lines and not 2 <= len(lines) <= 7:
            raise forms.ValidationError("A scale has two to seven numbers.")
        if any(len(line) > 60 for line in lines):
            raise forms.ValidationError("Say each number in at most 60 letters.")
        return lines

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("key") in ALWAYS and len(data.get("words", ())) != FIVE:
            self.add_error(
                "words", "This scale has five numbers in every workshop: decisions are compared by it."
            )
        return data

    @property
    def criterion(self) -> Criterion:
        data = self.cleaned_data
        return Criterion(
            key=data["key"],
            label=data["label"],
            question=data["question"],
            words=data["words"],
            weight=(data["weight"] or 0) if data["words"] else 0,
            required=data["required"] or data["key"] in ALWAYS,
            seen_by=SeenBy(data["seen_by"]),
        )


class BaseCriteria(forms.BaseFormSet[CriterionForm]):
    """All criteria in their order; one taken out is marked, and an empty last one adds nothing."""

    def clean(self) -> None:
        if any(self.errors):
            return
        kept = self._kept()
        if missing := [key for key in ALWAYS if key not in {form.cleaned_data["key"] for form in kept}]:
            raise forms.ValidationError(
                f"Every form asks for {' and '.join(missing)}; it cannot be left out."
            )
        labels = [form.cleaned_data["label"].casefold() for form in kept]
        if len(set(labels)) < len(labels):
            raise forms.ValidationError("Two criteria have the same name.")

    def _kept(self) -> list[CriterionForm]:
        rows = [form for form in self.forms if form.cleaned_data.get("label")]
        rows = [form for form in rows if not form.cleaned_data.get("DELETE")]
        return sorted(rows, key=_place)

    @property
    def criteria(self) -> Criteria:
        """Once valid. A new criterion gets its key from its name."""
        rows = [form.criterion for form in self._kept()]
        taken = {row.key for row in rows if row.key}
        return Criteria(_keyed(row, taken) for row in rows)


def _place(form: CriterionForm) -> tuple[int, bool]:
    """A new criterion goes before an old one of the same number, and last without any."""
    order = form.cleaned_data.get("ORDER")
    return MOST if order is None else order, bool(form.cleaned_data["key"])


def _keyed(row: Criterion, taken: set[str]) -> Criterion:
    if row.key:
        return row
    stem = slugify(row.label).replace("-", "_")[:30] or "criterion"
    key = next(name for name in (stem, *(f"{stem}_{n}" for n in range(2, MOST + 2))) if name not in taken)
    taken.add(key)
    return Criterion(**{**vars(row), "key": key})


CriteriaForm = cast(
    "type[BaseCriteria]",
    forms.formset_factory(
        CriterionForm,
        formset=BaseCriteria,
        extra=1,
        max_num=MOST,
        validate_max=True,
        can_delete=True,
        can_order=True,
    ),
)


def initial(criteria: Criteria) -> list[dict[str, Any]]:
    return [{**each.to_dict(), "words": "\n".join(each.words)} for each in criteria]
